"""Actions of a case: what is to be done besides the answer, by whom and until when, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.look_up import value_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.cases.stage_facts import imported_rows
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.section import Section
from ui.widgets.words import Words, heading
from ui.work.asked_view import AskedView

_ABOVE = 2
"""What stands above the actions: what was asked of services, and the heading."""

_TOLD = ("arising_from", "amount_pounds", "agreed_on", "stage_reference", "old_reference", "status")


class TaskView(QWidget):
    """One action.

    Signals:
        done_asked: it is done.
    """

    done_asked = Signal()

    def __init__(self, office: Office, task: EntityState, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        doc = task.doc
        what = str(doc.get("what") or "Action")
        kind = value_words(office, "task", "kind", doc.get("kind"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(Words(f"{kind}: {what}" if kind else what, bold=True))
        for line in _lines(office, doc):
            column.addWidget(Words(line))
        self.done_button: Button | None = None
        if may and not doc.get("done_on"):
            self.done_button = Button("Mark as done", self.done_asked.emit, icon="tick")
            self.done_button.setAccessibleName(f"Mark as done: {what}")
            column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignLeft)
        imported = imported_rows(doc.get("as_imported"))
        if imported:
            section = Section(f"As imported: {what}", collapsible=True, is_open=False)
            section.add(KeyValueList(imported))
            column.addWidget(section)


class TasksTab(Scrolled):
    """The actions: what is to be done first, then what is done.

    Signals:
        done_asked(str): the action of that id is done.
    """

    done_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._shown: tuple[object, ...] | None = None
        self.views: dict[str, TaskView] = {}
        self.asked = AskedView(context)
        self.column.addWidget(self.asked)
        self.column.addWidget(heading("Actions"))
        self.empty = Words("No actions. A child at risk adds one at the logging.", tone="muted")
        self.column.addWidget(self.empty)
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the actions; the focus stays on the same one where there is one."""
        self.asked.show_facts(facts)
        wanted = (facts.view.tasks, facts.can_edit)
        if wanted == self._shown:
            return
        self._shown = wanted
        had_focus = any(
            view.isAncestorOf(view.window().focusWidget() or self) for view in self.views.values()
        )
        for view in self.views.values():
            self.column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = {}
        for place, task in enumerate(
            sorted(facts.view.tasks, key=lambda t: (bool(t.doc.get("done_on")), _due(t)))
        ):
            view = TaskView(self._context.office, task, facts.can_edit)
            view.done_asked.connect(lambda task_id=task.id: self.done_asked.emit(task_id))
            self.views[task.id] = view
            self.column.insertWidget(place + _ABOVE, view)
        self.empty.setVisible(not self.views)
        if had_focus:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The first action that can be done."""
        found = next((view.done_button for view in self.views.values() if view.done_button), None)
        return found or self.asked.first_focus() or self


def _due(task: EntityState) -> str:
    return str(task.doc.get("due_on") or "9999")


def _lines(office: Office, doc: dict[str, object]) -> Iterator[str]:
    owner = value_words(office, "task", "owner", doc.get("owner"))
    due = _day(doc.get("due_on"))
    if doc.get("done_on"):
        yield f"Done on {_day(doc['done_on'])}{f', was due {due}' if due else ''}"
    elif due:
        late = str(doc["due_on"]) < office.clock.today().isoformat()
        yield f"Late, was due {due}" if late else f"Due {due}"
    if owner:
        yield f"Owner: {owner}"
    told = [(name, value_words(office, "task", name, doc.get(name))) for name in _TOLD]
    words = {
        "amount_pounds": "Amount: £{}",
        "agreed_on": "Agreed: {}",
        "old_reference": "Earlier reference: {}",
    }
    for name, value in told:
        if value:
            yield words.get(name, name.replace("_", " ").capitalize() + ": {}").format(value)


def _day(text: object) -> str:
    return long_date(date.fromisoformat(str(text))) if text else ""
