"""What a move does beyond keeping its answers: one function for each code that needs it, in the file of its procedure.

Question: why not in the table itself? Choice: the table is domain and knows no office; an effect may begin a stage,
open a linked case or stop a clock. Cost: two places for one step, joined by its code, which a test walks.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Effect
from caseworker.actions.effects import (
    advocacy,
    children_act,
    common,
    corporate,
    information,
    ombudsman,
    other_kinds,
)

EFFECTS: Mapping[str, Effect] = {
    **children_act.EFFECTS,
    **corporate.EFFECTS,
    **information.EFFECTS,
    **ombudsman.EFFECTS,
    **advocacy.EFFECTS,
    **other_kinds.EFFECTS,
    **common.EFFECTS,
}
"""By the code of the move."""
