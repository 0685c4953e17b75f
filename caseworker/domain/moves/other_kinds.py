"""The moves of enquiries, compliments, comments and historic case reviews."""

from __future__ import annotations

from caseworker.domain.move import Move

MOVES: tuple[Move, ...] = ()
