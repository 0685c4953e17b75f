"""Where a name leads on a case's page: from the button of the next step, and from whoever opened the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cases.acts.catalogue import ACTS, PEOPLE
from ui.cases.case_commands import write_letter
from ui.cases.case_facts import NextStep
from ui.cases.changed_elsewhere import CHANGE, show_change
from ui.cases.move_commands import PREFIX

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


def run_next(page: CasePage, step: NextStep) -> None:
    """Do the next step of the case: a letter, a value, an act, a part, a move or a command."""
    if step.command in ("letter.write", "letter.print"):
        page.context.open_page("letter", step.key)
    elif step.command == "case.edit":
        page.edit_detail("standing", "kind")
    elif step.command.startswith("detail:"):
        page.edit_detail(*step.command.removeprefix("detail:").split("/"))
    elif step.command in PEOPLE:
        page.begin(step.command)
    elif step.command.startswith("part:"):
        page.show_part(step.command.removeprefix("part:"))
    elif step.command.startswith(PREFIX):
        page.begin(step.command)
    else:
        page.context.registry.run(step.command)


def lead_to(page: CasePage, wanted: str) -> None:
    """Go where the page was opened for: "note", a letter to choose, a part, a change, an act, a move; "" is nowhere."""
    if wanted == "note":
        page.add_note()
    elif wanted in page.tabs.keys:
        in_act = page.acts.act is not None
        page.leave_act()
        (page.tabs.go if in_act else page.tabs.bring)(wanted)
    elif wanted.startswith(CHANGE):
        show_change(page, wanted.removeprefix(CHANGE))
    elif wanted == "case.letter":
        write_letter(page)
    elif wanted in ACTS or wanted.startswith(PREFIX):
        _begin_or_say(page, wanted)


def _begin_or_say(page: CasePage, command: str) -> None:
    refused = page.why_not(command)
    if refused:
        page.context.messages.status(refused)
    else:
        page.begin(command)
