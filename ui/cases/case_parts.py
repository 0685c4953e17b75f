"""The tabs of a case, each wired to what the page does with what is asked on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from caseworker.actions.contributions import take_back_request
from caseworker.actions.links import remove_link
from caseworker.domain.changed import Changed
from ui.cases.acts.panel import ActPanel
from ui.cases.case_tabs import CaseTabs
from ui.cases.details_tab import DetailsTab
from ui.cases.files_tab import FilesTab
from ui.cases.history_tab import HistoryTab
from ui.cases.letters_tab import LettersTab
from ui.cases.people_part import people_part
from ui.cases.stages_tab import StagesTab
from ui.cases.tasks_tab import TasksTab
from ui.cases.timeline_tab import TimelineTab
from ui.context import Context


class Doer(Protocol):
    """What the parts ask of the page."""

    context: Context
    key: str

    def begin(self, command: str) -> None:
        """Open the page of an act."""

    def begin_panel(self, panel: ActPanel) -> None:
        """Open the page of an act that was made already."""

    def edit_detail(self, part: str, name: str) -> None:
        """Open the editor of a value in Details."""

    def open_letter(self, code_or_id: str) -> None:
        """Open a letter."""

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
        "stages": StagesTab,
        "letters": lambda: _letters(page),
        "actions": lambda: _tasks(page),
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
    part.done_asked.connect(
        lambda task_id: page.edit_thing(task_id, {"done_on": page.context.today().isoformat()})
    )
    return part
