"""The moves of information requests, reviews and data protection complaints."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
