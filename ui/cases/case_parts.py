"""The tabs of a case, each wired to what the page does with what is asked on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from caseworker.actions.contributions import take_back_request
from caseworker.actions.links import remove_link
from caseworker.actions.payments import remove_payment
from caseworker.actions.points import move_point, remove_point
from caseworker.actions.tasks import TaskRef, finish_tasks, remove_task, undo_done
from caseworker.domain.changed import Changed
from caseworker.domain.fold import EntityState
from ui.cases.acts.exemption import ExemptionPanel
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.cases.case_tabs import CaseTabs
from ui.cases.details_tab import DetailsTab
from ui.cases.files_tab import FilesTab
from ui.cases.history_tab import HistoryTab
from ui.cases.letters_tab import LettersTab
from ui.cases.people_part import people_part
from ui.cases.points_tab import PointsTab
from ui.cases.stages_tab import StagesTab
from ui.cases.tasks_tab import TasksTab, is_done_at_once
from ui.cases.timeline_tab import TimelineTab
from ui.context import Context
from ui.learning.done_panel import DonePanel, SatisfyPanel
from ui.learning.payment_panel import PaymentPanel
from ui.learning.task_panel import TaskPanel
from ui.points.add_points import AddPointsPanel, TakeOverPanel
from ui.points.point_panel import PointPanel
from ui.requests.steps_view import StepsView


class Doer(Protocol):
    """What the parts ask of the page."""

    context: Context
    key: str
    facts: CaseFacts | None

    def begin(self, command: str) -> None:
        """Open the page of an act."""

    def begin_panel(self, panel: ActPanel) -> None:
        """Open the page of an act that was made already."""

    def edit_detail(self, part: str, name: str) -> None:
        """Open the editor of a value in Details."""

    def open_letter(self, code_or_id: str) -> None:
        """Open a letter."""

    def show_part(self, key: str) -> None:
        """Bring a part of the case to the front."""

    def edit_thing(self, entity_id: str, values: dict[str, Any]) -> None:
        """Change fields of a thing of the case at once."""

    def on_done(self, changed: Changed) -> None:
        """Something was saved."""

    def on_draft_saved(self, draft: Any) -> None:
        """What is being typed is on the disk."""

    def set_problems(self, has_problems: bool) -> None:
        """The last attempt met problems, or does so no more."""


def make_tabs(page: Doer) -> CaseTabs:
    """Return the tabs; each part is made when it is first shown."""
    makers: dict[str, Callable[[], QWidget]] = {
        "timeline": lambda: TimelineTab(page.context),
        "details": lambda: _details(page),
        "people": lambda: people_part(page),
        "files": lambda: FilesTab(page.context),
        "stages": lambda: _stages(page),
        "letters": lambda: _letters(page),
        "actions": lambda: _tasks(page),
        "points": lambda: _points(page),
        "history": HistoryTab,
    }
    return CaseTabs([(key, key.capitalize(), make) for key, make in makers.items()])


def _details(page: Doer) -> DetailsTab:
    part = DetailsTab(page.context)
    part.done.connect(page.on_done)
    part.troubled.connect(page.set_problems)
    part.draft_saved.connect(page.on_draft_saved)
    part.owner_asked.connect(lambda: page.context.registry.run("case.owner"))
    part.add_asked.connect(page.begin)
    part.linked.open_asked.connect(lambda case_id: page.context.open_page("case", case_id))
    part.linked.add_asked.connect(lambda: page.context.registry.run("case.link"))
    part.linked.remove_asked.connect(lambda link_id: _unlink(page, link_id))
    part.remove_asked.connect(lambda party_id: page.edit_thing(party_id, {"voided": True}))
    return part


def _stages(page: Doer) -> StagesTab:
    steps = StepsView(page.context)
    steps.command_asked.connect(lambda command: _run_step(page, command))
    steps.exemption_asked.connect(lambda exemption_id: _open_exemption(page, exemption_id))
    part = StagesTab(steps)
    part.move_asked.connect(lambda code: page.begin(f"move:{code}"))
    part.step_asked.connect(lambda: page.context.registry.run("case.step"))
    return part


def _run_step(page: Doer, command: str) -> None:
    """What a step of the list asks for: a move, a linked case, or an act of the window."""
    if command.startswith("case:"):
        page.context.open_page("case", command.removeprefix("case:"))
    elif command.startswith("move:"):
        page.begin(command)
    elif command.startswith("part:"):
        page.show_part(command.removeprefix("part:"))
    else:
        page.context.registry.run(command)


def _open_exemption(page: Doer, exemption_id: str) -> None:
    if page.facts is not None:
        page.begin_panel(ExemptionPanel(page.context, page.facts, exemption_id))


def _letters(page: Doer) -> LettersTab:
    part = LettersTab(page.context)
    part.open_asked.connect(page.open_letter)
    part.write_asked.connect(lambda: page.context.registry.run("case.letter"))
    return part


def _take_back(page: Doer, request_id: str) -> None:
    office, case_id = page.context.office, page.key
    page.context.tasks.run_write(
        lambda: take_back_request(office, case_id, request_id), page.on_done, page.context.messages.failure
    )


def _unlink(page: Doer, link_id: str) -> None:
    office, case_id = page.context.office, page.key
    page.context.tasks.run_write(
        lambda: remove_link(office, case_id, link_id), page.on_done, page.context.messages.failure
    )


def _tasks(page: Doer) -> TasksTab:
    part = TasksTab(page.context)
    part.asked.ask_asked.connect(lambda: page.context.registry.run("case.ask_service"))
    part.asked.reply_asked.connect(lambda: page.context.registry.run("case.reply"))
    part.asked.removed.connect(lambda request_id: _take_back(page, request_id))
    part.add_asked.connect(lambda: page.context.registry.run("case.action"))
    part.pay_asked.connect(lambda: _open(page, PaymentPanel))
    part.open_asked.connect(lambda task_id: _open_task(page, TaskPanel, task_id))
    part.done_asked.connect(lambda task_id: _finish(page, task_id))
    part.not_done_asked.connect(
        lambda task_id: _do(page, lambda: undo_done(page.context.office, [TaskRef(page.key, task_id)]))
    )
    part.satisfied_asked.connect(lambda task_id: _open_task(page, SatisfyPanel, task_id))
    part.remove_asked.connect(
        lambda task_id: _do(page, lambda: remove_task(page.context.office, page.key, task_id))
    )
    part.payment_asked.connect(lambda payment_id: _open_payment(page, payment_id))
    part.payment_remove_asked.connect(
        lambda payment_id: _do(page, lambda: remove_payment(page.context.office, page.key, payment_id))
    )
    return part


def _points(page: Doer) -> PointsTab:
    part, office = PointsTab(page.context), page.context.office
    part.add_asked.connect(lambda: _open(page, AddPointsPanel))
    part.take_over_asked.connect(lambda: _open(page, TakeOverPanel))
    part.open_asked.connect(lambda point_id: _open_point(page, point_id))
    part.move_asked.connect(
        lambda point_id, places: _do(page, lambda: move_point(office, page.key, point_id, places))
    )
    part.remove_asked.connect(lambda point_id: _do(page, lambda: remove_point(office, page.key, point_id)))
    return part


def _open(page: Doer, panel: Callable[[Context, CaseFacts], ActPanel]) -> None:
    if page.facts is not None and page.facts.can_edit:
        page.begin_panel(panel(page.context, page.facts))


def _open_point(page: Doer, point_id: str) -> None:
    facts = page.facts
    point = next((p for p in facts.view.of_kind("point") if p.id == point_id), None) if facts else None
    if facts is not None and point is not None:
        page.begin_panel(PointPanel(page.context, facts, point))


def _open_task(
    page: Doer, panel: Callable[[Context, CaseFacts, EntityState], ActPanel], task_id: str
) -> None:
    facts = page.facts
    task = next((t for t in facts.view.tasks if t.id == task_id), None) if facts else None
    if facts is not None and task is not None and facts.can_edit:
        page.begin_panel(panel(page.context, facts, task))


def _open_payment(page: Doer, payment_id: str) -> None:
    facts = page.facts
    payment = next((p for p in facts.view.of_kind("payment") if p.id == payment_id), None) if facts else None
    if facts is not None and payment is not None and facts.can_edit:
        page.begin_panel(PaymentPanel(page.context, facts, payment))


def _finish(page: Doer, task_id: str) -> None:
    """Mark a reminder as done at once; anything else asks for its proof."""
    task = next((t for t in page.facts.view.tasks if t.id == task_id), None) if page.facts else None
    if task is None or not is_done_at_once(task):
        _open_task(page, DonePanel, task_id)
        return
    office, refs = page.context.office, [TaskRef(page.key, task_id)]
    _do(page, lambda: finish_tasks(office, refs, office.clock.today()))


def _do(page: Doer, act: Callable[[], Changed]) -> None:
    """Do it at once; Undo takes it back (P4)."""
    if page.facts is not None and page.facts.can_edit:
        page.context.tasks.run_write(act, page.on_done, page.context.messages.failure)
