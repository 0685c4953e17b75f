"""History (S9): the full record of who changed what, when, from what, to what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.cases.case_facts import CaseFacts
from ui.cases.history_rows import HistoryRow
from ui.cases.scrolled import MARGINS, Scrolled
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.low import is_low as is_window_low
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words

_LEAST = 300
"""Height in px at 100 % text that the table and the change beneath it need."""
_TIGHT = (16, 4, 16, 4)


class HistoryTab(Scrolled):
    """The record as a table, and the chosen change in full beneath it.

    Where there is no room for both, with large text, Enter shows the change in place of the table: one thing scrolls.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.full = QPlainTextEdit()
        self._is_low = self._is_reading = False
        super().__init__(width=0, least=_LEAST, parent=parent)
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
        self.back = Button("Back to the changes (Esc)", self.show_table)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.hide()
        self.table.opened.connect(lambda _index: self.show_full())
        self.full.installEventFilter(self)

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

    def show_full(self) -> None:
        """Go to the change in full; it takes the place of the table where there is no room for both."""
        self._is_reading = self._is_low
        self._show_parts()
        self.full.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_table(self) -> None:
        """Go back to the table."""
        self._is_reading = False
        self._show_parts()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def retheme(self) -> None:
        """Room for six lines."""
        super().retheme()
        self.full.setFont(theme().font("body"))
        self.full.setFixedHeight(6 * self.full.fontMetrics().lineSpacing() + 16)
        if self._is_low:
            self._show_parts()

    def _show_parts(self) -> None:
        lines = 2 if self._is_low else 6
        self.full.setFixedHeight(lines * self.full.fontMetrics().lineSpacing() + 16)
        self.inner.setMinimumHeight(0 if self._is_low else theme().px(_LEAST))
        row = theme().row_height()
        self.table.view.setMinimumHeight(2 * row if self._is_low else 0)  # its headings and a change
        self.table.setVisible(not self._is_reading)
        around = self.widget().layout()
        assert around is not None
        around.setContentsMargins(*(_TIGHT if self._is_low else MARGINS))
        self.label.setVisible(not self._is_low)
        self.full.setVisible(self._is_reading or not self._is_low)
        self.back.setVisible(self._is_reading)
        self.table.view.setAccessibleDescription("Enter shows the change in full" if self._is_low else "")

    def _needed(self) -> int:
        """Height in px that both parts need."""
        full = 6 * self.full.fontMetrics().lineSpacing() + 16 + self.label.sizeHint().height() + 2 * 8
        least = max(theme().px(_LEAST), full + self.table.sizeHint().height())
        return least + MARGINS[1] + MARGINS[3]

    def _on_moved(self, index: QModelIndex) -> None:
        self.full.setPlainText(full_words(self.model.row(index)) if index.isValid() else "")

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both parts, or one of them."""
        super().resizeEvent(event)
        is_low = is_window_low(self) or self.viewport().height() < self._needed()
        if is_low != self._is_low:
            self._is_low, self._is_reading = is_low, False
            self._show_parts()
        rows = theme().row_height()
        self.table.fold_filter(self.viewport().height() < 5 * rows)  # itself, the headings and two changes

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc goes from the change back to the table."""
        is_press = watched is self.full and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.show_table()
            return True
        return super().eventFilter(watched, event)


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
