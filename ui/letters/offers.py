"""A letter was sent that speaks of a step its case does not know: the button that leads to that step."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.actions.letter_post import Offer
from caseworker.domain.workflow import MOVES
from ui.cases.move_commands import PREFIX
from ui.context import Context
from ui.widgets.alert_strip import AlertAction

_ACTS = {
    "action.added": "case.action", "action.done": "actions", "case.triaged": "case.triage",
    "clock.extended": "case.extend", "cost_limit.decided": "case.cost_limit",
    "disclosure.checked": "case.disclosure", "exemption.chosen": "case.exemption", "service.asked": "case.ask_service",
}  # fmt: skip
"""What a case's page is opened for, by the code of a change that is no move."""


def record_step(context: Context, offers: Sequence[Offer]) -> tuple[AlertAction, ...]:
    """Return the button that opens the case at the one step still to be recorded; none where there are several cases,
    which the message counts."""
    if len(offers) != 1:
        return ()
    (offer,) = offers
    show = PREFIX + offer.code if offer.code in MOVES else _ACTS.get(offer.code, "")
    words = "Record that step" if show else "Open the case"
    return (AlertAction(words, lambda: context.open_page("case", offer.case_id, show=show)),)
