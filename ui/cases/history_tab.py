"""History (S9): the full record of who changed what, when, from what, to what."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.cases.case_facts import CaseFacts
from ui.cases.history_rows import HistoryRow
from ui.cases.scrolled import Scrolled
from ui.theme import theme
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words


class HistoryTab(Scrolled):
    """The record as a table, and the chosen change in full beneath it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.full = QPlainTextEdit()
        super().__init__(width=0, least=300, parent=parent)
        self.model: RowsModel[HistoryRow] = RowsModel(
            (
                Column("when", "When", lambda row: row.when, sort=lambda row: row.at, width=26),
                Column("who", "Who", lambda row: row.who, width=18, may_filter=True),
                Column("act", "Act", lambda row: row.act, width=18, may_filter=True),
                Column("field", "What", lambda row: row.field, width=24, may_filter=True),
                Column("before", "From", lambda row: _one_line(row.before), width=22),
                Column("after", "To", lambda row: _one_line(row.after), width=0),
            ),
            speak=HistoryRow.spoken,
            key=lambda row: row.key,
        )
        self.table = CaseTable("History of this case", ("change", "changes"))
        self.table.set_model(self.model)
        self.table.moved.connect(self._on_moved)
        self.label = Words("This change in full", bold=True)
        self.full.setReadOnly(True)
        self.full.setTabChangesFocus(True)
        self.full.setAccessibleName("This change in full")
        self.full.setAccessibleDescription("Read only")
        self.column.setSpacing(8)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.label)
        self.column.addWidget(self.full)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the record; the current change stays current."""
        if facts.history == self.model.rows():
            return
        key = self.table.current_key()
        self.model.set_rows(facts.history)
        if not self.table.go_to(key) and self.model.rowCount():
            self.table.view.setCurrentIndex(self.model.index(0, 0))

    def go_to(self, key: str) -> bool:
        """Make the first row of a change current."""
        self.table.set_filter()
        row = next((row for row in self.model.rows() if row.key.partition("/")[0] == key), None)
        return row is not None and self.table.go_to(row.key)

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table.view

    def retheme(self) -> None:
        """Room for six lines."""
        super().retheme()
        self.full.setFont(theme().font("body"))
        self.full.setFixedHeight(6 * self.full.fontMetrics().lineSpacing() + 16)

    def _on_moved(self, index: QModelIndex) -> None:
        self.full.setPlainText(full_words(self.model.row(index)) if index.isValid() else "")


def full_words(row: HistoryRow) -> str:
    """Return one change with its whole values."""
    lines = [f"{row.act}, {row.when}, {row.who}"]
    if row.field:
        lines += [f"{row.field}", f"From: {row.before or 'empty'}", f"To: {row.after or 'empty'}"]
    if row.reason:
        lines.append(f"Reason: {row.reason}")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """A table cell shows one line, and never lays out ten thousand characters."""
    return " ".join(text[:300].split())
