"""The moves of every kind of case."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
