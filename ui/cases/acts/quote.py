"""Write the quote of a compliment that the reports may print."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.compliment_quote import LONGEST_QUOTE, quote_findings, set_quote
from caseworker.domain.kinds import Kind, Status
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.widgets.options_field import CheckField
from ui.widgets.text_area import TextArea


def no_quote(facts: CaseFacts) -> str:
    """Why there is nothing to quote, or ""."""
    if facts.view.status is Status.VOID:
        return "This case is void."
    return "" if facts.view.kind is Kind.COMPLIMENT else "Only a compliment has a quote for the reports."


class QuotePanel(ActPanel):
    """The words, and whether they may be published."""

    name = "case.quote"
    heading_words = draft_title = "Quote for the reports"
    button_words = "Keep quote"
    foresees = ("public_quote",)

    def intro(self) -> str:
        """What becomes of it."""
        return (
            "A sentence or two of the compliment, without anything that names the family or a member of staff. The "
            "annual and quarterly reports print it once it is marked for publication."
        )

    def build(self) -> None:
        """What is kept now stands in the fields."""
        self._seen = self.facts.view
        doc = self._seen.case.doc
        self.quote = TextArea(4, limit=LONGEST_QUOTE)
        self.quote.set_value(str(doc.get("public_quote") or ""))
        self.may_publish = CheckField("May be published")
        self.may_publish.set_value(bool(doc.get("quote_may_publish")))
        self.add("public_quote", "Quote without names", self.quote)
        self.add("quote_may_publish", "", self.may_publish)

    def foresee(self) -> Callable[[], str] | None:
        """What in it could name somebody."""
        office, view, text = self.context.office, self._seen, self.quote.value()
        return (lambda: _warning(quote_findings(office, view, text))) if text.strip() else None

    def work(self) -> Work:
        """Keep it."""
        office, seen = self.context.office, self._seen
        text, may_publish = self.quote.value(), bool(self.may_publish.value())
        return lambda: set_quote(office, seen, text, may_publish=may_publish)


def _warning(found: tuple[object, ...]) -> str:
    if not found:
        return "Nothing in it names anybody of this case."
    said = ", ".join(dict.fromkeys(f"“{each.said}”" for each in found))  # type: ignore[attr-defined]
    return f"This could name somebody: {said}."
