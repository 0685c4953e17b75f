"""Actions and learning (4.7): every action over all cases by view, closed together with their proof; compensation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from caseworker.actions.learning import TASK_LISTS, TaskLine, counts, lines_of, read_tasks
from caseworker.actions.tasks import TaskRef, finish_tasks, undo_done
from caseworker.domain.changed import Changed
from ui.context import Context
from ui.learning.compensation_view import CompensationView
from ui.learning.done_dialog import DoneDialog
from ui.learning.task_table import tasks_model
from ui.page import Page
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.empty_state import Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.parts_frame import PartsFrame
from ui.widgets.side_list import SideList
from ui.widgets.words import Words

COMPENSATION = "compensation"
_NARROW = 900  # px at 100 % text below which the list of views is one choice above the table
_NO_ACTION = "Choose an action first."


class LearningPage(Page):
    """Actions of all cases, and compensation."""

    kind = "learning"
    commands = ("edit.find",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.lines: tuple[TaskLine, ...] = ()
        self._asked = 0
        self._is_stale = False
        self.views = SideList("Views of actions")
        self.model = tasks_model(self)
        self.table = CaseTable("Actions", ("action", "actions"))
        self.table.set_model(self.model)
        self.open_button = Button("Open case (Enter)", self._open_current)
        self.done_button = Button("Mark as done", self.mark_done, icon="tick")
        self.not_done_button = Button("Not done after all", self.mark_not_done)
        self.remind_button = Button("Remind services", self.remind)
        self.full = Words("", "reading")
        self.compensation = CompensationView(context)
        self._lay_out()
        self.loading = Loading(self.table.view)
        self._connect()
        self.handle("edit.find", self.table.focus_filter)
        self.refresh()

    def title(self) -> str:
        """As in the navigation."""
        return "Actions and learning"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "What follows from complaints, over all cases. Choose a view at the left. Space selects several actions, "
            "Enter opens the case of one. Mark as done takes one piece of evidence for all that are selected, and one "
            "Undo takes it back; Not done after all is for those marked by mistake. "
            "Compensation shows payments with totals; Enter on a total opens its cases."
        )

    def first_focus(self) -> QWidget:
        """The list of views."""
        return self.views.editor()

    def refresh(self) -> None:
        """Read every action again."""
        self._is_stale = False
        self._asked += 1
        asked, office = self._asked, self.context.office
        self.loading.start("Loading actions")
        self.context.tasks.run_read(
            lambda: read_tasks(office),
            lambda lines: self._on_lines(lines) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )
        self.compensation.refresh()

    def on_changed(self, changed: Any) -> None:
        """Read again when cases changed; later, when nobody is looking now."""
        if changed.case_ids and self.isVisible():
            self.refresh()
        elif changed.case_ids:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """View, columns, filter and period."""
        return {
            "view": self.views.current(),
            "table": self.table.layout_state(),
            "period": self.compensation.period_code(),
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        self.table.restore_layout(state.get("table", {}))
        self.compensation.restore_period(str(state.get("period", "")))
        if state.get("view") in (*(view.code for view in TASK_LISTS), COMPENSATION):
            self.views.set_current(str(state["view"]))

    def chosen(self) -> list[TaskLine]:
        """The actions that are selected, else the current one."""
        rows = self.table.view.selected_rows()
        if not rows and self.table.view.currentIndex().isValid():
            rows = [self.table.view.currentIndex().row()]
        return [self.model.row(row) for row in rows]

    def mark_done(self) -> None:
        """Ask when they were done and what proves it, then mark all of them; one Undo takes it back."""
        lines = [line for line in self.chosen() if not line.state.is_done]
        if not lines:
            self.context.messages.status("These actions are done already." if self.chosen() else _NO_ACTION)
            return
        dialog = DoneDialog(self.context, lines, self)
        dialog.accepted.connect(lambda: self._finish(lines, dialog))
        dialog.open()

    def mark_not_done(self) -> None:
        """The actions chosen were marked by mistake: they are to be done; what was entered as proof stays."""
        refs = [TaskRef(line.case_id, line.task_id) for line in self.chosen() if line.state.is_done]
        if not refs:
            self.context.messages.status(
                "These actions are still to be done." if self.chosen() else _NO_ACTION
            )
            return
        office = self.context.office
        self.context.tasks.run_write(
            lambda: undo_done(office, refs), self._on_done, self.context.messages.failure, receiver=self
        )

    def remind(self) -> None:
        """Show the email drafts to the services whose actions are chosen, before they are written."""
        lines = [line for line in self.chosen() if not line.state.is_done]
        if not lines:
            self.context.messages.status("These actions are done already." if self.chosen() else _NO_ACTION)
            return
        numbers = tuple(dict.fromkeys(line.case_number for line in lines))
        self.context.open_page("chase", numbers=numbers)

    def _finish(self, lines: Sequence[TaskLine], dialog: DoneDialog) -> None:
        office, on, evidence = self.context.office, dialog.on.value(), dialog.evidence.value()
        refs = [TaskRef(line.case_id, line.task_id) for line in lines]
        self.context.tasks.run_write(
            lambda: finish_tasks(office, refs, on, evidence),
            self._on_done,
            self.context.messages.failure,
            receiver=self,
        )

    def _on_done(self, changed: Changed) -> None:
        if not changed.group_id:
            self.context.messages.status(changed.message)
            return
        self.context.changed(changed)
        self.context.messages.success("Saved", changed.message, undo_action(self.context, changed))

    def _on_lines(self, lines: tuple[TaskLine, ...]) -> None:
        self.loading.finish()
        self.lines = lines
        numbers = counts(lines)
        entries = [(view.code, f"{view.label} ({numbers[view.code]:,})") for view in TASK_LISTS]
        self.views.set_entries([*entries, (COMPENSATION, "Compensation")])
        self._show_view()

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.context.messages.failure(error)

    def _show_view(self) -> None:
        code = self.views.current()
        if not code:
            return
        if code == COMPENSATION:
            self.stack.setCurrentWidget(self.compensation)
            return
        self.stack.setCurrentWidget(self.actions)
        view = next(each for each in TASK_LISTS if each.code == code)
        key = self.table.current_key()
        self.model.set_rows(lines_of(self.lines, code))
        self.table.set_empty(view.empty)
        if key:
            self.table.go_to(key)
        self._show_current()

    def _show_current(self) -> None:
        """The words of the action in full, which a row may cut."""
        index = self.table.view.currentIndex()
        line = self.model.row(index) if index.isValid() else None
        parts = []
        if line is not None:
            parts = [f"{line.state_words}: {line.what}"]
            parts += [f"Evidence: {line.evidence}"] if line.evidence else []
            may = "may be published" if line.may_publish else "not for publication"
            parts += [f"Learning ({may}): {line.learning}"] if line.learning else []
        self.full.setText("\n".join(parts))
        self.full.setVisible(bool(parts))
        chosen = self.chosen()
        self.done_button.setEnabled(any(not each.state.is_done for each in chosen))
        self.not_done_button.setEnabled(any(each.state.is_done for each in chosen))

    def _open_current(self) -> None:
        index = self.table.view.currentIndex()
        if index.isValid():
            self._open(index)
        else:
            self.context.messages.status(_NO_ACTION)

    def _open(self, index: QModelIndex) -> None:
        self.context.open_page("case", self.model.row(index).case_id, show="actions")

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addAction("Open case").triggered.connect(lambda _on=False: self._open_current())
        menu.addAction("Mark as done").triggered.connect(lambda _on=False: self.mark_done())
        menu.addAction("Not done after all").triggered.connect(lambda _on=False: self.mark_not_done())
        menu.addAction("Remind services").triggered.connect(lambda _on=False: self.remind())

    def _connect(self) -> None:
        self.views.chosen.connect(lambda _code: self._show_view())
        self.table.opened.connect(self._open)
        self.table.moved.connect(lambda _index: self._show_current())
        self.table.menu_asked.connect(self._add_to_menu)

    def _lay_out(self) -> None:
        self.actions = QWidget()
        column = QVBoxLayout(self.actions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        bar = FlowRow(gap=8)
        for button in (self.open_button, self.done_button, self.not_done_button, self.remind_button):
            bar.addWidget(button)
        column.addWidget(self.table, 1)
        column.addWidget(self.full)
        column.addWidget(bar)
        self.full.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        frame = PartsFrame("Actions and learning", self.views, _NARROW)
        self.stack = frame.stack
        self.stack.addWidget(self.actions)
        self.stack.addWidget(self.compensation)
        frame.fill(self)

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
