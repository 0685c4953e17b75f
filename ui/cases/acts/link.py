"""Link the case to another one: found by its reference, a name, or any word in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from caseworker.actions.links import link_cases
from caseworker.actions.look_up import search_cases
from caseworker.domain.cases import CaseRow
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_line import kind_words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_field import TextField

_PAUSE_MS = 200
_MOST = 12


class LinkPanel(ActPanel):
    """How they belong together, and which case."""

    name = "case.link"
    heading_words = draft_title = "Link to another case"
    button_words = "Link cases"
    foresees = ("relation", "other")

    def build(self) -> None:
        """The relation, a line to find the other case with, and what was found."""
        office = self.context.office
        relations = [(entry.code, entry.label) for entry in office.vocabulary.offered("link_relations")]
        self.relation = ChoiceField(relations, empty="Choose how they belong together")
        self.find = TextField(40, limit=200)
        self.other = ChoiceField((), empty="Nothing found yet")
        self._found: dict[str, str] = {}
        self._searches = 0
        self.add("relation", "This case is", self.relation, needed=True)
        self.add("find", "Find the other case", self.find, help_words="Reference, name, phone or postcode.")
        self.add("other", "The other case", self.other, needed=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.find.changed.connect(self._pause.start)
        self.find.left.connect(self._search)

    def intro(self) -> str:
        """Both cases get it."""
        return "The link is written in both cases. It changes no deadline and no outcome."

    def foresee(self) -> Callable[[], str] | None:
        """The link as both cases read it."""
        relation, other = str(self.relation.value() or ""), str(self.other.value() or "")
        if not relation or not other:
            return None
        label = self.context.office.vocabulary.label("link_relations", relation)
        words = f"{self.facts.view.reference}: {label[:1].lower()}{label[1:]} {self._found.get(other, '')}."
        return lambda: words

    def work(self) -> Work:
        """Link them."""
        office, case_id = self.context.office, self.facts.case_id
        other, relation = str(self.other.value() or ""), str(self.relation.value() or "")
        return lambda: link_cases(office, case_id, other, relation)

    def _search(self) -> None:
        self._pause.stop()
        text, office = str(self.find.value()), self.context.office
        self._searches += 1
        number = self._searches
        self.context.tasks.run_read(
            lambda: search_cases(office, text, _MOST) if text.strip() else [],
            lambda rows: self._on_found(rows) if number == self._searches else None,
            self.context.messages.failure,
            receiver=self,
        )

    def _on_found(self, rows: list[CaseRow]) -> None:
        others = [row for row in rows if row.case_id != self.facts.case_id]
        chosen = str(self.other.value() or "")
        self._found = {row.case_id: row.reference for row in others}
        self.other.set_choices([(row.case_id, _words(row)) for row in others])
        self.other.set_value(chosen if chosen in self._found else (others[0].case_id if others else ""))
        self._foresee()
        if self.isVisible():
            count = len(others)
            self.context.messages.announce(f"{count} case{'s' if count != 1 else ''} found")


def _words(row: CaseRow) -> str:
    return ", ".join(part for part in (row.reference, row.person, kind_words(row)) if part)
