"""Actions of a case: what was asked of services, what is to be done and by whom, and compensation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.fold import EntityState
from caseworker.domain.tasks import NOT_FOLLOWING, REMEDY, done_on
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.cases.stage_facts import imported_rows
from ui.context import Context
from ui.learning.task_words import payment_row, payments_words, task_row
from ui.widgets.buttons import Button
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.link_button import LinkButton
from ui.widgets.row_button import RowButton, RowWords
from ui.widgets.section import Section
from ui.widgets.words import Words, heading
from ui.work.asked_view import AskedView

_EMPTY = "No actions. Ctrl+Shift+K adds one: what puts the matter right, who does it and until when."


class TaskView(QWidget):
    """One action: its row, and the button for what comes next.

    Signals:
        open_asked, done_asked, not_done_asked, satisfied_asked, remove_asked: what the person wants with it.
    """

    open_asked = Signal()
    done_asked = Signal()
    not_done_asked = Signal()
    satisfied_asked = Signal()
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may = False
        self.row = RowButton(RowWords(""), lambda: self.open_asked.emit() if self._may else None)
        self.row.delete_asked.connect(lambda: self.remove_asked.emit() if self._may else None)
        self.done_button: Button | None = None
        self._done = Button("Mark as done", self.done_asked.emit, icon="tick")
        self._accepted = Button("Record as accepted", self.satisfied_asked.emit)
        self.again = LinkButton("Not done after all", self.not_done_asked.emit)
        self._imported: Section | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self.row)
        for button in (self._done, self._accepted, self.again):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_task(self, office: Office, facts: CaseFacts, task: EntityState) -> None:
        """Show an action as it is."""
        doc, self._may = task.doc, facts.can_edit
        what = str(doc.get("what") or "Action")
        self.row.say(task_row(office, facts.view, task))
        may_finish = self._may and not done_on(doc)
        self.done_button = self._done if may_finish else None
        self._done.setVisible(may_finish)
        self._done.setAccessibleName(f"Mark as done: {what}")
        to_accept = bool(doc.get("done_on")) and not doc.get("satisfied_on") and doc.get("kind") == REMEDY
        self._accepted.setVisible(self._may and to_accept)
        self._accepted.setAccessibleName(f"Record as accepted: {what}")
        self.again.setVisible(self._may and bool(done_on(doc)))
        self.again.setAccessibleName(f"Not done after all: {what}")
        imported = imported_rows(doc.get("as_imported"))
        if imported and self._imported is None:
            self._imported = Section(f"As imported: {what}", collapsible=True, is_open=False)
            self._imported.add(KeyValueList(imported))
            self._column.addWidget(self._imported)


class TasksTab(Scrolled):
    """What was asked, what is to be done first and then what is done, compensation.

    Signals:
        add_asked, pay_asked: an action or compensation is to be added.
        open_asked(str), done_asked(str), not_done_asked(str), satisfied_asked(str), remove_asked(str): with the action
            of that id.
        payment_asked(str), payment_remove_asked(str): the payment of that id is to be opened, or removed.
    """

    add_asked = Signal()
    pay_asked = Signal()
    open_asked = Signal(str)
    done_asked = Signal(str)
    not_done_asked = Signal(str)
    satisfied_asked = Signal(str)
    remove_asked = Signal(str)
    payment_asked = Signal(str)
    payment_remove_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._shown: tuple[object, ...] | None = None
        self.views: dict[str, TaskView] = {}
        self.payments: dict[str, RowButton] = {}
        self.asked = AskedView(context)
        self.empty = Words(_EMPTY, tone="muted")
        self.add = Button("Add action (Ctrl+Shift+K)", self.add_asked.emit, icon="plus")
        self.pay = Button("Record compensation", self.pay_asked.emit, icon="plus")
        self.total = Words("", bold=True)
        self.no_payment = Words("No compensation.", tone="muted")
        self._tasks, self._payments = QWidget(), QWidget()
        for holder in (self._tasks, self._payments):
            rows = QVBoxLayout(holder)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
        for part in (self.asked, heading("Actions"), self.empty, self._tasks):
            self.column.addWidget(part)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (heading("Compensation"), self.no_payment, self.total, self._payments):
            self.column.addWidget(part)
        self.column.addWidget(self.pay, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show them as they are; the focus stays on the same one where there is one."""
        self.asked.show_facts(facts)
        view = facts.view
        wanted = (view.tasks, view.of_kind("payment"), view.of_kind("point"), facts.can_edit)
        if wanted == self._shown:
            return
        self._shown = wanted
        had_focus = self._has_focus()
        self._show_tasks(facts)
        self._show_payments(facts)
        self.empty.setVisible(not self.views)
        self.add.setVisible(facts.can_edit)
        self.pay.setVisible(facts.can_edit)
        self.total.setText(payments_words(view))
        self.total.setVisible(bool(self.total.text()))
        self.no_payment.setVisible(not self.payments)
        if had_focus and not self._has_focus():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The first action that can be done."""
        found = next((view.done_button for view in self.views.values() if view.done_button), None)
        row = next((view.row for view in self.views.values()), None)
        return found or row or self.asked.first_focus() or (self.add if not self.add.isHidden() else self)

    def _show_tasks(self, facts: CaseFacts) -> None:
        ordered = sorted(facts.view.tasks, key=lambda t: (bool(done_on(t.doc)), _due(t)))
        kept, self.views = self.views, {}
        for place, task in enumerate(ordered):
            view = kept.pop(task.id, None) or self._new_view(task.id)
            view.show_task(self._context.office, facts, task)
            _put(self._tasks, place, view)
            self.views[task.id] = view
        _drop(kept.values())

    def _new_view(self, task_id: str) -> TaskView:
        view = TaskView(self._tasks)
        view.open_asked.connect(lambda: self.open_asked.emit(task_id))
        view.done_asked.connect(lambda: self.done_asked.emit(task_id))
        view.not_done_asked.connect(lambda: self.not_done_asked.emit(task_id))
        view.satisfied_asked.connect(lambda: self.satisfied_asked.emit(task_id))
        view.remove_asked.connect(lambda: self.remove_asked.emit(task_id))
        view.row.stepped.connect(lambda step: self._step(task_id, step))
        return view

    def _step(self, task_id: str, step: int) -> None:
        ids = list(self.views)
        place = ids.index(task_id) + step
        if 0 <= place < len(ids):
            self.views[ids[place]].row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.views[ids[place]], 0, 8)

    def _show_payments(self, facts: CaseFacts) -> None:
        kept, self.payments = self.payments, {}
        for place, payment in enumerate(facts.view.of_kind("payment")):
            row = kept.pop(payment.id, None) or self._new_payment(payment.id)
            row.say(payment_row(self._context.office, payment))
            row.setEnabled(True)
            _put(self._payments, place, row)
            self.payments[payment.id] = row
        _drop(kept.values())

    def _new_payment(self, payment_id: str) -> RowButton:
        row = RowButton(RowWords(""), lambda: self.payment_asked.emit(payment_id), self._payments)
        row.delete_asked.connect(lambda: self.payment_remove_asked.emit(payment_id))
        return row

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        parts = [*self.views.values(), *self.payments.values()]
        return focus is not None and any(part is focus or part.isAncestorOf(focus) for part in parts)


def is_done_at_once(task: EntityState) -> bool:
    """Whether an action is marked as done without a page for its proof: a reminder, telling safeguarding."""
    return task.doc.get("kind") in NOT_FOLLOWING


def _due(task: EntityState) -> str:
    return str(task.doc.get("due_on") or "9999")


def _put(holder: QWidget, place: int, widget: QWidget) -> None:
    rows = holder.layout()
    assert isinstance(rows, QVBoxLayout)
    if rows.indexOf(widget) != place:
        rows.insertWidget(place, widget)


def _drop(widgets: object) -> None:
    for widget in list(widgets):  # type: ignore[call-overload]
        widget.hide()
        widget.deleteLater()
