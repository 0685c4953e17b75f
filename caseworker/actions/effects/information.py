"""What the moves of `caseworker.domain.moves.information` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Effect
from caseworker.actions.effects import (
    information_after,
    information_checks,
    information_linked,
    information_regime,
    information_stops,
)

EFFECTS: Mapping[str, Effect] = {
    **information_regime.EFFECTS,
    **information_stops.EFFECTS,
    **information_checks.EFFECTS,
    **information_linked.EFFECTS,
    **information_after.EFFECTS,
}
