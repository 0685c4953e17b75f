"""The moves of corporate complaints."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
