"""Letters of a case: what was written and sent, and the way to write another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.roles import Role
from ui.widgets.rows_model import Column, RowsModel


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter of the case in words."""

    letter_id: str
    title: str
    state: str
    tag: str
    dated_on: str
    dated: str
    recipient: str
    sent: str
    sent_on: str


_TAGS = {
    LetterState.DRAFT: "draft",
    LetterState.REVIEW: "due_soon",
    LetterState.RETURNED: "due_today",
    LetterState.APPROVED: "on_time",
    LetterState.SENT: "closed",
    LetterState.SUPERSEDED: "closed",
}


class LettersTab(Scrolled):
    """The letters, newest first.

    Signals:
        open_asked(str): open the kept letter of that id.
        write_asked: write another.
    """

    open_asked = Signal(str)
    write_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(width=0, least=180, parent=parent)
        self._context = context
        self.model: RowsModel[LetterRow] = RowsModel(
            (
                Column("title", "Letter", lambda row: row.title, width=0),
                Column("state", "State", lambda row: row.state, tag=lambda row: row.tag, width=23),
                Column("to", "To", lambda row: row.recipient, width=18),
                Column("dated", "Dated", lambda row: row.dated, sort=lambda row: row.dated_on, width=12),
                Column("sent", "Sent", lambda row: row.sent, sort=lambda row: row.sent_on, width=30),
            ),
            speak=_spoken,
            key=lambda row: row.letter_id,
        )
        self.table = CaseTable("Letters of this case", ("letter", "letters"), with_filter=False)
        self.table.set_model(self.model)
        self.table.set_empty(
            "No letter was written yet",
            "A letter is filled from the case, checked, and kept here as it was sent. Ctrl+Shift+L begins one.",
        )
        self.table.opened.connect(self._on_opened)
        self.open_button = Button("Open letter (Enter)", self._open_current)
        self.write_button = Button("Write letter (Ctrl+Shift+L)", self.write_asked.emit, icon="letter")
        self._lay_out()

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the letters; the current one stays current."""
        key = self.table.current_key()
        rows = [_row(self._context.office, letter) for letter in reversed(facts.view.letters)]
        if tuple(rows) != self.model.rows():
            self.model.set_rows(rows)
            self.table.go_to(key)
        self.open_button.setVisible(bool(rows))
        self.write_button.setVisible("letter" in facts.may and not facts.read_only)

    def first_focus(self) -> QWidget:
        """The list, or the button to write the first."""
        return self.table.view if self.model.rowCount() else self.write_button

    def _open_current(self) -> None:
        if key := self.table.current_key():
            self.open_asked.emit(key)

    def _on_opened(self, index: QModelIndex) -> None:
        self.open_asked.emit(str(index.data(Role.KEY)))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.write_button)
        buttons.addStretch(1)
        self.column.setSpacing(12)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(buttons)


def _row(office: Office, letter: EntityState) -> LetterRow:
    doc, state = letter.doc, letter_state(letter.doc)
    dated_on, sent_on = str(doc.get("dated_on") or ""), str(doc.get("sent_on") or "")
    how = office.vocabulary.label("dispatch_methods", str(doc["sent_how"])) if doc.get("sent_how") else ""
    came_back = bool(doc.get("returned_on"))
    waits = came_back and not doc.get("returned_dealt_on")
    words = f"Came back {_day(str(doc['returned_on']))}" if came_back else state.label
    return LetterRow(
        letter.id,
        f"{doc.get('title') or 'Letter'} ({doc.get('code')})",
        words if waits or not came_back else f"{state.label}, came back once",
        "overdue" if waits else _TAGS[state],
        dated_on,
        _day(dated_on),
        (str(doc.get("recipient") or "").splitlines() or [""])[0],
        ", ".join(filter(None, (_day(sent_on), how))),
        sent_on,
    )


def _spoken(row: LetterRow) -> str:
    """The whole row as one sentence (C5)."""
    parts = (
        row.title,
        row.state,
        f"to {row.recipient}" if row.recipient else "",
        f"dated {row.dated}" if row.dated else "",
        f"sent {row.sent}" if row.sent else "",
    )
    return ", ".join(filter(None, parts))


def _day(iso: str) -> str:
    """A day as a column shows it: "15 Oct 2025"."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
