"""The moves of statutory complaints under the Children Act 1989."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
