"""Choose an exemption or exception and weigh the public interest; what is still missing is said while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.actions.exemptions import Exemption, exemptions_offered, keep_exemption, remove_exemption
from caseworker.domain.exemptions import needs_opinion, standing
from caseworker.domain.information import day_of, exemptions_of
from caseworker.domain.kinds import Kind
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField

_TEST = ("public_interest_for", "public_interest_against", "balance", "balance_reason")
_OPINION = ("opinion_by", "opinion_on", "opinion")
_TEXTS = ("subsection", "about", "why", "public_interest_for", "public_interest_against", "balance_reason")


class ExemptionPanel(ActPanel):
    """A new exemption, or one that was chosen.

    Args:
        exemption_id: the one to change; "" for a new one.
    """

    name = "case.exemption"
    heading_words = draft_title = "Choose an exemption"
    button_words = "Keep exemption"
    foresees = ("section", "why", *_TEST, *_OPINION)
    beside = ("subsection", "opinion_on")

    def __init__(
        self, context: Context, facts: CaseFacts, exemption_id: str = "", parent: QWidget | None = None
    ) -> None:
        self.exemption_id = exemption_id
        if exemption_id:
            self.name = f"case.exemption:{exemption_id}"  # type: ignore[misc]
            self.heading_words = self.draft_title = "Change exemption"  # type: ignore[misc]
        elif facts.view.kind is Kind.EIR:
            self.heading_words = self.draft_title = "Choose an exception"  # type: ignore[misc]
            self.button_words = "Keep exception"  # type: ignore[misc]
        super().__init__(context, facts, parent)
        if exemption_id:
            self.remove_button = Button("Remove exemption", self.remove)
            self.footer.layout().addWidget(self.remove_button)

    def build(self) -> None:
        """What, on what, why; then the test, and for section 36 the opinion."""
        office, view = self.context.office, self.facts.view
        lists = office.vocabulary
        self.section = ChoiceField([(e.code, e.label) for e in exemptions_offered(office, view.kind)])
        self.balance = OptionsField(
            [("", "Not weighed yet"), *((e.code, e.label) for e in lists.entries("exemption_balances"))],
            upright=True,
        )
        self.opinion_on = DateField(self.context.today, calendar=office.calendar)
        texts = {name: TextArea(2, limit=100_000) for name in (*_TEXTS, "opinion") if name != "subsection"}
        word = "exception" if view.kind is Kind.EIR else "exemption"
        self.add("section", f"{word.capitalize()}", self.section, needed=True)
        self.add("subsection", "Subsection relied on, such as (2)(b)", TextField(limit=40))
        self.add("about", "Information it is applied to", texts["about"], needed=True)
        self.add(
            "why", "Why it applies", texts["why"], help_words="The harm and how likely it is, or the reason."
        )
        self.add("opinion_by", "Qualified person", TextField(limit=200))
        self.add("opinion_on", "Date of the opinion", self.opinion_on)
        self.add("opinion", "Opinion", texts["opinion"])
        self.add("public_interest_for", "Public interest in disclosing", texts["public_interest_for"])
        self.add(
            "public_interest_against", "Public interest in withholding", texts["public_interest_against"]
        )
        self.add("balance", "Where the balance lies", self.balance)
        self.add("balance_reason", "Why the balance lies there", texts["balance_reason"])
        self._fill()
        self.section.changed.connect(self.on_filled)

    def intro(self) -> str:
        """What the law wants of it."""
        return {
            Kind.FOI: "A qualified exemption holds only where the public interest in withholding is greater (s.2(2)).",
            Kind.EIR: "Every exception is weighed with a presumption in favour of disclosure (reg. 12(1), (2)).",
        }.get(
            self.facts.view.kind,
            "The exemptions of the Data Protection Act 2018 have no public interest test.",
        )

    def on_filled(self) -> None:
        """The test is asked for where the law asks for it, the opinion for section 36."""
        doc = self._doc()
        is_test, is_opinion = doc["test"] == "qualified", needs_opinion(doc)
        for name in _TEST:
            self.form.blocks[name].setVisible(is_test)
        for name in _OPINION:
            self.form.blocks[name].setVisible(is_opinion)

    def foresee(self) -> Callable[[], str] | None:
        """Where it stands."""
        doc = self._doc()
        return (lambda: f"{standing(doc)}.") if doc["section"] else None

    def work(self) -> Work:
        """Keep it."""
        office, case_id, exemption_id, given = (
            self.context.office,
            self.facts.case_id,
            self.exemption_id,
            self._given(),
        )
        return lambda: keep_exemption(office, case_id, given, exemption_id=exemption_id)

    def remove(self) -> None:
        """Take it off the request; Undo brings it back."""
        if self.is_busy:
            return
        self.is_busy = True
        self.autosave.hold()
        office, case_id, exemption_id = self.context.office, self.facts.case_id, self.exemption_id
        self.context.tasks.run_write(
            lambda: remove_exemption(office, case_id, exemption_id),
            self._on_done,
            self._on_failed,
            receiver=self,
        )

    def _fill(self) -> None:
        state = next((each for each in exemptions_of(self.facts.view) if each.id == self.exemption_id), None)
        self.balance.set_value("")
        if state is None:
            return
        for name, block in self.form.blocks.items():
            value = day_of(state.doc.get(name)) if name == "opinion_on" else state.doc.get(name)
            if value:
                block.field.set_value(value)

    def _given(self) -> Exemption:
        values = {name: block.field.value() for name, block in self.form.blocks.items()}
        doc = self._doc()
        for names, is_asked in ((_TEST, doc["test"] == "qualified"), (_OPINION, needs_opinion(doc))):
            if not is_asked:
                values |= dict.fromkeys(names, "")
        values["opinion_on"] = values["opinion_on"] or None
        return Exemption(**values)

    def _doc(self) -> dict[str, object]:
        """The entries as the law looks at them."""
        values = {name: block.field.value() for name, block in self.form.blocks.items()}
        test = self.context.office.vocabulary.parent_of("exemptions", str(values["section"] or ""))
        return {**values, "test": test}
