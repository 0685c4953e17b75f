"""The moves of statutory complaints under the Children Act 1989; some are those of corporate complaints too."""

from __future__ import annotations

from caseworker.domain.move import Move
from caseworker.domain.moves.children_act_decisions import DECISIONS
from caseworker.domain.moves.children_act_stage_2 import STAGE_2
from caseworker.domain.moves.children_act_stage_3 import STAGE_3
from caseworker.domain.moves.complaint_interrupted import INTERRUPTED, STATUTORY_PEOPLE

MOVES: tuple[Move, ...] = (*STAGE_2, *STAGE_3, *STATUTORY_PEOPLE, *INTERRUPTED, *DECISIONS)
