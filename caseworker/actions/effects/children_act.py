"""What the moves of `caseworker.domain.moves.children_act` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Effect
from caseworker.actions.effects import (
    children_act_decisions,
    children_act_steps,
    complaint_people,
    complaint_proceedings,
)

EFFECTS: Mapping[str, Effect] = {
    **children_act_steps.EFFECTS,
    **complaint_people.EFFECTS,
    **complaint_proceedings.EFFECTS,
    **children_act_decisions.EFFECTS,
}
