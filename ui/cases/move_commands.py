"""The commands that make moves on a case's page: choose a step, go to the next stage, begin a step by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.actions.moves import MoveOffer
from ui.cases.acts.choose_move import ChooseMove
from ui.cases.acts.move_panel import MovePanel
from ui.cases.case_facts import CaseFacts

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage

COMMANDS = ("case.step", "case.escalate")
PREFIX = "move:"
"""Before the code of a move where a command is expected."""


def take_move_commands(page: CasePage) -> None:
    """Take the commands while the page is in front."""
    page.handle("case.step", lambda: choose_move(page), lambda: why_no_move(page.facts))
    page.handle("case.escalate", lambda: escalate(page), lambda: why_not_further(page.facts))


def choose_move(page: CasePage) -> None:
    """Show the steps of the case."""
    if page.facts is not None:
        chooser = ChooseMove(page.facts)
        chooser.chosen.connect(lambda code: begin_move(page, code))
        page.show_act(chooser)


def begin_move(page: CasePage, code: str) -> None:
    """Open the page of one move; one that is not of this case any more is passed over with its reason."""
    facts = page.facts
    offer = _offer(facts, code)
    if facts is None or offer is None:
        return
    if offer.why_not:
        page.context.messages.info("Not possible now", offer.why_not)
        return
    page.begin_panel(MovePanel(page.context, facts, offer.move))


def escalate(page: CasePage) -> None:
    """Open the move that leads to the next stage."""
    offer = _further(page.facts)
    if offer is not None:
        begin_move(page, offer.move.code)


def why_not_move(facts: CaseFacts | None, command: str) -> str:
    """Why one of COMMANDS, or the step `move:CODE`, cannot be used now, in words; "" when it can."""
    if command == "case.step":
        return why_no_move(facts)
    if command == "case.escalate":
        return why_not_further(facts)
    offer = _offer(facts, command.removeprefix(PREFIX))
    return why_no_move(facts) or (offer.why_not if offer else "This case has no such step as it stands now.")


def why_no_move(facts: CaseFacts | None) -> str:
    """Why no step can be recorded, or ""."""
    if facts is None:
        return "The case is not shown yet."
    if facts.read_only:
        return facts.read_only
    return "" if facts.moves else "This kind of case has no steps of its own."


def why_not_further(facts: CaseFacts | None) -> str:
    """Why the case cannot go to a further stage, with the rule, or ""."""
    if facts is None:
        return "The case is not shown yet."
    offer = _further(facts)
    if offer is None:
        return "This kind of case has no further stage."
    return facts.read_only or offer.why_not


def _further(facts: CaseFacts | None) -> MoveOffer | None:
    """The move to the next stage: one that can be made before one that cannot."""
    return next((offer for offer in (facts.moves if facts else ()) if offer.move.leads_to), None)


def _offer(facts: CaseFacts | None, code: str) -> MoveOffer | None:
    return next((offer for offer in (facts.moves if facts else ()) if offer.move.code == code), None)
