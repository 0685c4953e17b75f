"""What the moves of `caseworker.domain.moves.common` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Effect

EFFECTS: Mapping[str, Effect] = {}
