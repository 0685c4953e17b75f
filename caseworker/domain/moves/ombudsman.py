"""The moves of Ombudsman cases."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
