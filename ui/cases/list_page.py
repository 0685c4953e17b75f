"""What every page with a list of cases has: the table, the preview, opening, changing the owner, and the order that
Ctrl+. and Ctrl+, follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from caseworker.actions import look_up
from caseworker.actions.assign import assign_cases
from caseworker.domain.changed import Changed
from caseworker.domain.lists import CaseQuery
from ui.cases import filters
from ui.cases.case_line import CaseLine
from ui.cases.case_list_table import CaseListTable
from ui.cases.list_model import CaseListModel
from ui.cases.owner_dialog import OwnerDialog
from ui.cases.preview import CasePreview
from ui.context import Context
from ui.page import Page
from ui.undo_stack import undo_action
from ui.work.bulk_acts import COMMANDS as BULK
from ui.work.bulk_acts import BulkActs

_NO_CASE = "Choose a case first."
_AHEAD = 60  # rows read beyond the one that Ctrl+. has come to


class ListPage(Page):
    """A page around one list. Subclasses set the class attributes, build `add_top` and ask the model."""

    commands = ("edit.find", "case.owner", "edit.copy_reference", *BULK)
    table_name: ClassVar[str] = "Cases"
    filter_names: ClassVar[tuple[str, ...]] = ("kind", "status", "service", "owner", "waiting")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.model = CaseListModel(context, self)
        self.table = CaseListTable(self.table_name, context.office, self.model, self.filter_names)
        self.preview_pane = CasePreview(context)
        self.destroyed.connect(self.preview_pane.deleteLater)  # it lives in the window's pane
        self._is_dirty = self._had_rows = self._goes_to_top = False
        self._opened_row = 0
        self._lay_out()
        self._connect()

    # -- what the window asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The table; the filter line when there is nothing in it."""
        return self.table.filter_line if self.model.is_loaded and not self.model.numbers else self.table.view

    def preview(self) -> QWidget:
        """The case of the current row."""
        return self.preview_pane

    def on_changed(self, changed: Changed) -> None:
        """Read again, at once when in sight, otherwise when the page is next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_dirty = True

    def refresh(self) -> None:
        """Read the list and the preview again; the place in the list stays."""
        self._is_dirty = False
        self.model.refresh()
        self.preview_pane.refresh()

    def layout_state(self) -> dict[str, Any]:
        """Columns, sort and filters. What is typed in the filter line may be a name and is not kept."""
        return {"table": {**self.table.layout_state(), "filter": ""}}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        kept = state.get("table")
        if isinstance(kept, dict):
            self.table.restore_layout(kept)

    # -- acts ---------------------------------------------------------------------------------------------

    def open_current(self) -> None:
        """Open the case of the current row."""
        row = self.table.view.currentIndex().row()
        if row < 0:
            return
        self._opened_row = row
        case_id = self.model.case_id(row)
        if case_id:
            self._open(case_id)
            return
        office, number = self.context.office, self.model.numbers[row]
        self.context.tasks.run_read(
            lambda: look_up.cases_by_number(office, [number]),
            lambda found: self._open(found[0].case_id) if found else None,
            receiver=self,
        )

    def change_owner(self) -> OwnerDialog | None:
        """Ask who is to have the chosen cases, and give them to that person."""
        chosen = self.chosen_numbers()
        if not chosen:
            return None
        lines = [line for number in chosen if (line := self._line_of(number)) is not None]
        owners = {line.row.owner_id for line in lines if line.row is not None}
        what = self.words_for(chosen)
        dialog = OwnerDialog(self.context.office, what, owners if len(lines) == len(chosen) else (), self)
        dialog.accepted.connect(lambda: self._assign(chosen, dialog.chosen))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def copy_references(self) -> None:
        """Put the references of the chosen cases on the clipboard, one a line."""
        lines = [line for number in self.chosen_numbers() if (line := self._line_of(number)) is not None]
        references = [line.texts[0] for line in lines]
        QGuiApplication.clipboard().setText("\n".join(references))
        what = references[0] if len(references) == 1 else f"{len(references)} references"
        self.context.messages.status(f"{what} copied")

    def next_case(self, case_id: str) -> str:
        """The case after this one in the list, "" at its end; the list goes along."""
        return self._step(case_id, 1)

    def previous_case(self, case_id: str) -> str:
        """The case before this one in the list, "" at its beginning; the list goes along."""
        return self._step(case_id, -1)

    # -- for subclasses -----------------------------------------------------------------------------------

    def add_top(self, column: QVBoxLayout) -> None:
        """Put something above the table."""

    def list_name(self) -> str:
        """What the list is, where another page speaks of it."""
        return self.title()

    def words_for(self, numbers: Sequence[int]) -> str:
        """Some cases in words: the reference of one, else how many."""
        line = self._line_of(numbers[0]) if len(numbers) == 1 else None
        return (
            line.texts[0] if line is not None else f"{len(numbers):,} case{'s' if len(numbers) != 1 else ''}"
        )

    def say_empty(self, words: str) -> None:
        """What to say while the list is empty: the first sentence as the heading."""
        title, _, text = words.partition(". ")
        self.table.set_empty(title if title.endswith(".") or text else words, text)

    def go_to_top(self) -> None:
        """Make the first row current once the question on its way is answered."""
        self._goes_to_top = True

    def query(self, view: str, **more: Any) -> CaseQuery:
        """A question about a saved view."""
        office = self.context.office
        return look_up.query(office, view, orders=filters.orders(office), **more)

    # -- inside -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.add_top(column)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.table.opened.connect(lambda _index: self.open_current())
        self.table.moved.connect(self._on_moved)
        self.table.menu_asked.connect(self._fill_menu)
        self.preview_pane.open_asked.connect(self._open)
        self.model.loaded.connect(self._on_loaded)
        self.model.counted.connect(self._on_counted)
        self.model.dataChanged.connect(lambda *_: self._preview_current())
        self.model.failed.connect(self.context.messages.failure)
        self.handle("edit.find", self.table.focus_filter)
        self.handle("case.owner", self.change_owner, self.why_no_case)
        self.handle("edit.copy_reference", self.copy_references, self.why_no_case)
        self.bulk = BulkActs(self)

    def why_no_case(self) -> str:
        """Why nothing can be done to a case, or ""."""
        return "" if self.model.numbers else _NO_CASE

    def _on_loaded(self) -> None:
        if self._goes_to_top and self.model.numbers:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self._goes_to_top = False
        self._preview_current()

    def _on_counted(self) -> None:
        if bool(self.model.numbers) != self._had_rows:
            self._had_rows = bool(self.model.numbers)
            self.context.registry.refresh()
        self._preview_current()

    def _on_moved(self, _index: QModelIndex) -> None:
        self._preview_current()

    def _preview_current(self) -> None:
        row = self.table.view.currentIndex().row()
        self.preview_pane.show_case(self.model.case_id(row) if row >= 0 else "")

    def _fill_menu(self, menu: QMenu) -> None:
        for words, call in (
            ("Open case\tEnter", self.open_current),
            ("Change owner\tCtrl+Shift+O", self.change_owner),
            ("Set follow-up date\tCtrl+Shift+G", self.bulk.set_follow_up),
            ("Set waiting for", self.bulk.set_waiting),
            ("Write letter\tCtrl+Shift+L", self.bulk.write_letters),
            ("Chase\tCtrl+Shift+H", self.bulk.chase),
            ("Export as CSV", self.bulk.export),
            ("Copy reference\tCtrl+Shift+C", self.copy_references),
        ):
            action = menu.addAction(words)
            action.setEnabled(bool(self.model.numbers))
            action.triggered.connect(_calling(call))

    def _open(self, case_id: str) -> None:
        self.context.case_order = self
        self._is_dirty = True  # once it was opened, it is no longer marked as updated
        self.context.open_page("case", case_id)

    def chosen_numbers(self) -> list[int]:
        """The cases of the selected rows, else of the current one."""
        rows = self.table.view.selected_rows()
        if not rows and (current := self.table.view.currentIndex()).isValid():
            rows = [current.row()]
        return [self.model.numbers[row] for row in rows]

    def _line_of(self, number: int) -> CaseLine | None:
        line = self.model.line(self.model.row_of(str(number)))
        return line if line is not None and line.row is not None else None

    def _assign(self, numbers: list[int], owner_id: str) -> None:
        office = self.context.office

        def work() -> Changed:
            case_ids = [row.case_id for row in look_up.cases_by_number(office, numbers)]
            return assign_cases(office, case_ids, owner_id)

        self.context.tasks.run_write(work, self._on_assigned, self.context.messages.failure, receiver=self)

    def _on_assigned(self, changed: Changed) -> None:
        self.context.changed(changed)
        if changed.group_id:
            undo = undo_action(self.context, changed)
            self.context.messages.success("Saved", changed.message, undo)
        else:
            self.context.messages.status(changed.message)

    def _step(self, case_id: str, by: int) -> str:
        row = self.model.row_of_case(case_id)
        if row < 0:  # it has left the list meanwhile: what stood behind it has moved up to its place
            row = self._opened_row - (1 if by > 0 else 0)
        row += by
        found = self.model.case_id(row) if 0 <= row < len(self.model.numbers) else ""
        if found:
            self._opened_row = row
            self.table.view.setCurrentIndex(self.model.index(row, 0))
            self.model.line(row + by * _AHEAD)
        return found

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed while the page was out of sight is read now."""
        super().showEvent(event)
        if self._is_dirty:
            self.refresh()


def _calling(call: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        call()

    return triggered
