"""A part of the settings that is a table with acts on its rows; a form takes the table's place while one is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.domain.changed import Changed
from caseworker.errors import RuleError
from ui.context import Context
from ui.settings.part import SettingsPart
from ui.settings.row_form import RowForm
from ui.theme import theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.low import is_low
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.words import Words, heading

Row = TypeVar("Row")
WIDEST = 4000  # px: a table takes the room there is
LOWEST = 170  # px at 100 % text: with larger text the part scrolls before its table vanishes
LOWEST_OF_ALL = 100  # in a low window


class TablePart(SettingsPart, Generic[Row]):
    """One table.

    Attributes:
        noun: one and many of what is counted.
        about_words: what the table is for.
    """

    act = "settings"
    noun = ("row", "rows")
    about_words = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_busy = False
        self._before: set[str] = (
            set()
        )  # the rows there were when something was saved: the one added becomes current
        self._do: Callable[[dict[str, Any]], Callable[[], Changed]] | None = None
        self.area.hide()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        self.layout().addWidget(self.stack)  # type: ignore[union-attr]
        self.list_page = ScrollColumn(width=WIDEST)
        self.stack.addWidget(self.list_page)
        self._lay_out()
        self.form = RowForm(self.finish, self.leave)
        self.stack.addWidget(self.form)
        self.refresh()

    # -- for subclasses -----------------------------------------------------------------------------------

    def columns(self) -> list[Column[Row]]:
        """The columns."""
        raise NotImplementedError

    def key(self, row: Row) -> str:
        """What a row is."""
        raise NotImplementedError

    def read(self) -> Sequence[Row]:
        """The rows; in a reader's thread."""
        raise NotImplementedError

    def buttons(self) -> list[Button]:
        """What can be done, in the order shown."""
        raise NotImplementedError

    def open_row(self) -> None:
        """Enter or a double click on the current row."""

    def add_above(self, column: QVBoxLayout) -> None:
        """Add what stands above the table."""

    def add_below(self, column: QVBoxLayout) -> None:
        """Add what stands below the table."""

    def shown(self, rows: Sequence[Row]) -> None:
        """The rows were read."""

    # -- the same for all ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the rows again."""
        words = self.why_read_only()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        self.button_row.setVisible(not words)
        self.context.tasks.run_read(self.read, self._show, self.context.messages.failure, receiver=self)

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table.view

    def why_not_finish(self) -> str:
        """Only while the form is open."""
        return self.why_read_only() or ("" if self._do else "Choose what to change first.")

    def current(self) -> Row | None:
        """The row that is current."""
        at = self.table.view.currentIndex()
        return self.model.row(at) if at.isValid() else None

    def begin(self, title: str, about: str = "", save_words: str = "Save") -> bool:
        """Begin a form; False, with a word why, when nothing can be changed here."""
        words = self.why_read_only()
        if words or self.is_busy:
            self.context.messages.status(words or "The last change is still being saved.")
            return False
        self.form.begin(title, about, save_words)
        return True

    def open_form(self, do: Callable[[dict[str, Any]], Callable[[], Changed]]) -> None:
        """Show the form whose fields were added since `begin`.

        Args:
            do: given the values, returns the act to run in the writer's thread; may raise RuleError.
        """
        self._do = do
        self.stack.setCurrentWidget(self.form)
        self.form.ready().setFocus()
        self.context.registry.refresh()

    def leave(self) -> None:
        """Back to the table."""
        self._do = None
        self.troubled.emit(False)
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def step_back(self) -> bool:
        """From the form back to the table (Alt+Left), unless something was typed there."""
        if self.stack.currentWidget() is self.list_page:
            return False
        if not self.is_busy and self.may_close():
            self.leave()
        return True

    def finish(self) -> None:
        """Do what the form says."""
        if self._do is None or self.is_busy or self.why_read_only():
            return
        problems = self.form.problems()
        if problems:
            self.show_problems(problems)
            return
        try:
            work = self._do(self.form.values())
        except RuleError as error:
            self.show_problems(problems_of(error))
            return
        self.run(work)

    def run(self, work: Callable[[], Changed]) -> None:
        """Run an act in the writer's thread."""
        if self.is_busy or self.why_read_only():
            self.context.messages.status(self.why_read_only() or "The last change is still being saved.")
            return
        self.is_busy = True
        self.context.tasks.run_write(work, self._on_saved, self._on_failed, receiver=self)

    def show_problems(self, problems: Sequence[Any]) -> None:
        """Mark the fields of the form."""
        self.form.show_problems(problems)
        self.troubled.emit(True)

    def may_close(self) -> bool:
        """What is half typed is not thrown away without a word."""
        if self._do is not None and self.form.is_changed():
            self.context.messages.warning(
                f"{self.title} has a change that is not saved",
                "Save it, or go back to the list, then close the tab.",
            )
            return False
        return True

    def saved(self, changed: Changed) -> None:
        """An act was done; go back to the table."""
        if self._do is not None:
            self.leave()

    def _on_saved(self, changed: Changed) -> None:
        self.is_busy = False
        self._before = {self.key(row) for row in self.model.rows()}
        self.saved(changed)
        self.context.changed(changed)  # which reads the rows again
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError) and self._do is not None:
            self.show_problems(problems_of(error))
        else:
            self.context.messages.failure(error)

    def _show(self, rows: Sequence[Row]) -> None:
        added = [self.key(row) for row in rows if self.key(row) not in self._before] if self._before else []
        key = added[0] if len(added) == 1 else self.table.current_key()
        self._before = set()
        self.model.set_rows(rows)
        if not (key and self.table.go_to(key)) and rows:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self.shown(rows)

    def _lay_out(self) -> None:
        self.why = Words("", bold=True)
        self.table = CaseTable(self.title, self.noun)
        self.model: RowsModel[Row] = RowsModel(self.columns(), speak=self._spoken, key=self.key, parent=self)
        self.table.set_model(self.model)
        self.table.opened.connect(lambda _index: self.open_row())
        self.button_row = FlowRow()
        for button in self.buttons():
            self.button_row.addWidget(button)
        self.title_words, self.about = heading(self.title), Words(self.about_words, tone="muted")
        column = self.list_page.column
        column.setSpacing(12)
        for part in (self.title_words, self.why, self.about):
            column.addWidget(part)
        self.add_above(column)
        column.addWidget(self.button_row)
        column.addWidget(self.table, 1)
        self.add_below(column)
        self.why.hide()
        self._arrange()

    def _arrange(self) -> None:
        """Leave the room to the table where the window is low (W7): the list of parts says which part this is."""
        low = is_low(self)
        for part in (self.title_words, self.about):
            set_shown(part, not low)
        self.table.setMinimumHeight(theme().px(LOWEST_OF_ALL if low else LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window became lower or higher."""
        super().resizeEvent(event)
        self._arrange()

    def _spoken(self, row: Row) -> str:
        return ", ".join(text for text in (column.text(row) for column in self.model.columns) if text)
