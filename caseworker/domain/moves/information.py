"""The moves of information requests, reviews, Commissioner cases and data protection complaints."""

from __future__ import annotations

from caseworker.domain.move import Move
from caseworker.domain.moves import information_after, information_checks, information_requests

MOVES: tuple[Move, ...] = (
    *information_requests.MOVES,
    *information_checks.MOVES,
    *information_after.MOVES,
)
