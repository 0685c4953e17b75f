"""An erasure and what others send at the same moment, in every order of their commits (E1, C1, P3, I13)."""

from __future__ import annotations

from threading import Thread

import pytest

from caseworker.sync.port import Answer, Wire
from tests.sync.hub_contract import Desk, anna, ben
from tests.sync.postgres.desks import ACCEPTED, HELD, verdicts
from tests.sync.private_postgres import PostgresPlace, place, postgres_server

__all__ = ["anna", "ben", "place", "postgres_server"]

_WAITS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def both(place: PostgresPlace, first: Desk, sent: Wire, second: Desk, waiting: Wire) -> list[Answer]:
    """Let one be numbered and not committed when another comes; return what the other was told."""
    line = first.hub._open()  # type: ignore[attr-defined]
    line.execute("BEGIN")
    assert verdicts(first.pushes(sent)) == [ACCEPTED]
    told: list[Answer] = []
    other = Thread(target=lambda: told.extend(second.pushes(waiting)))
    other.start()
    while other.is_alive() and not place.sql(_WAITS):
        pass
    line.execute("COMMIT")
    other.join()
    return told


@pytest.mark.parametrize("is_erased_first", [False, True])
def test_words_that_were_on_their_way_while_their_case_was_erased_are_kept_nowhere(
    place: PostgresPlace, anna: Desk, is_erased_first: bool
) -> None:
    manager = Desk(place, "cara")
    erasure = manager.author.redacts(scopes=["c1"])
    words = anna.author.writes("c1", summary="Said meanwhile")
    pair = (anna, words, manager, erasure)
    told = both(place, *(pair[2:] + pair[:2] if is_erased_first else pair))
    assert verdicts(told) == [ACCEPTED]
    assert place.sql("SELECT packed FROM caseworker.changeset WHERE scope_id = 'c1'") == [(b"",)]


def test_a_legal_hold_that_is_being_placed_stops_an_erasure(place: PostgresPlace, anna: Desk) -> None:
    anna.pushes(anna.author.writes("c1", summary="To be kept"))
    manager = Desk(place, "cara")
    hold = anna.author.writes("c1", legal_hold=True)
    told = both(place, anna, hold, manager, manager.author.redacts(scopes=["c1"]))
    assert verdicts(told) == [HELD]
    assert (b"",) not in place.sql("SELECT packed FROM caseworker.changeset WHERE scope_id = 'c1'")
