"""What the three parts of the page "Post" share: a table, a line about the current row, buttons below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.empty_state import Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import RowsModel
from ui.widgets.tab_order import controls_of, order_tabs
from ui.widgets.words import Words

Row = TypeVar("Row")
NO_LETTER = "Choose a letter first."


class PostPart(QWidget, Generic[Row]):
    """One part.

    Args:
        name: of the table, for a screen reader.
        about: words about the current row that have no room in it; None for none.

    Signals:
        emptied: it has the focus and no row any more.
    """

    emptied = Signal()

    def __init__(
        self,
        context: Context,
        name: str,
        model: RowsModel[Row],
        *,
        about: Callable[[Row], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.model, self._about = context, model, about
        model.setParent(self)
        self.table = CaseTable(name, ("letter", "letters"))
        self.table.set_model(model)
        self.about = Words("", tone="muted")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.bar = FlowRow(gap=8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.about)
        self._column.addWidget(self.bar)
        self.about.hide()
        self.loading = Loading(self.table.view)
        self.table.opened.connect(self._open_letter)
        self.table.moved.connect(lambda _index: self.say())
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self.say())
        self.table.menu_asked.connect(self._fill_menu)

    def add_above(self, part: QWidget) -> None:
        """Put something above the table."""
        self._column.insertWidget(0, part)

    def add_buttons(self, buttons: Sequence[Button]) -> None:
        """Put buttons below the table, last of all; the menu of a row has the same entries."""
        self._buttons = tuple(buttons)
        for button in buttons:
            self.bar.addWidget(button)
        above = [self._column.itemAt(n).widget() for n in range(self._column.indexOf(self.table))]
        parts = [*above, self.table, self.bar]
        order_tabs(self, [control for part in parts for control in controls_of(part)])

    def chosen(self) -> list[Row]:
        """The rows that are selected, else the current one."""
        rows = self.table.view.selected_rows()
        if not rows and self.table.view.currentIndex().isValid():
            rows = [self.table.view.currentIndex().row()]
        return [self.model.row(row) for row in rows]

    def current(self) -> Row | None:
        """The row the table stands at."""
        index = self.table.view.currentIndex()
        return self.model.row(index) if index.isValid() and self.model.rowCount() else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the place in the table stays."""
        self.loading.finish()
        key = self.table.current_key()
        self.model.set_rows(rows)
        if key:
            self.table.go_to(key)
        self.say()

    def say(self) -> None:
        """Say what the row has no room for, and what the buttons would do now."""
        row = self.current()
        words = self._about(row) if row is not None and self._about else ""
        self.about.setText(words)
        self.about.setVisible(bool(words))
        focus = self.window().focusWidget()
        if row is None and focus is not None and self.isAncestorOf(focus):
            self.emptied.emit()  # its buttons would hand the focus on to whatever stands next in the window
        for button in self._buttons:
            button.setEnabled(row is not None)

    def open_letter(self) -> None:
        """Open the current letter."""
        row = self.current()
        if row is None:
            self.context.messages.status(NO_LETTER)
        else:
            self.context.open_page("letter", "/".join(letter_of(row)))

    def open_case(self) -> None:
        """Open the case of the current letter."""
        row = self.current()
        if row is None:
            self.context.messages.status(NO_LETTER)
        else:
            self.context.open_page("case", letter_of(row)[0])

    def _open_letter(self, _index: QModelIndex) -> None:
        self.open_letter()

    def _fill_menu(self, menu: QMenu) -> None:
        for button in self._buttons:
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(_calling(button))


def letter_of(row: Any) -> tuple[str, str]:
    """Return case and letter of a row of any part."""
    line = getattr(row, "letter", row)
    return line.case_id, line.letter_id


def _calling(button: Button) -> Callable[[bool], None]:
    return lambda _checked=False: button.click()
