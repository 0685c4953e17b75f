"""A line that is cut, falls silent or loses an answer freezes nothing and loses nothing (P2, P4, P9, F02)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from caseworker.sync import administer_postgres, postgres, postgres_link
from caseworker.sync.port import HubAway, HubRefuses
from caseworker.sync.postgres import PostgresHub
from tests.sync.hub_contract import Desk, anna
from tests.sync.hub_wires import Author
from tests.sync.postgres.desks import ACCEPTED, KNOWN, verdicts
from tests.sync.postgres.proxy import Line, line_to
from tests.sync.private_postgres import PASSWORD, PostgresPlace, free_port, place, postgres_server

__all__ = ["anna", "place", "postgres_server"]


@pytest.fixture
def line(place: PostgresPlace) -> Iterator[Line]:
    with line_to(place.address.port) as made:
        yield made


@pytest.fixture
def far(place: PostgresPlace, line: Line) -> Iterator[PostgresHub]:
    """Anna's hub at the other end of the line."""
    address = replace(place.address, user="anna", port=line.port)
    with closing(PostgresHub(address, place.passwords["anna"])) as hub:
        yield hub


def test_a_server_that_is_off_is_away(place: PostgresPlace) -> None:
    hub = PostgresHub(replace(place.address, port=free_port(), user="anna"), "x")
    with pytest.raises(HubAway):
        hub.hello(Author("anna").caller)


def test_a_line_that_was_cut_is_opened_anew_at_the_next_call(far: PostgresHub, line: Line) -> None:
    author = Author("anna")
    far.hello(author.caller)
    line.cut()
    with pytest.raises(HubAway):
        far.leases()
    assert far.leases() == ()


def test_a_push_whose_answer_is_lost_is_known_when_it_is_sent_again(
    far: PostgresHub, line: Line, anna: Desk
) -> None:
    author = Author("anna")
    far.hello(author.caller)
    for _ in range(5):
        rows = author.many(3)
        line.loses_replies = True
        with pytest.raises(HubAway):
            far.push(rows, author.signed())
        answers = far.push(rows, author.signed()).answers
        assert verdicts(list(answers)) == [KNOWN] * 3
    assert line.cuts == 5
    assert [fed.feed for fed in anna.hub.pull(0).rows] == list(range(1, 16))


def test_a_file_whose_answer_is_lost_goes_on_from_what_is_there(far: PostgresHub, line: Line) -> None:
    far.hello(Author("anna").caller)
    line.loses_replies = True
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    with pytest.raises(HubAway):
        far.blob_put(digest, "text/plain", 5, 0, b"hel")
    assert far.blob_has([digest]) == {digest: 3}
    assert far.blob_put(digest, "text/plain", 5, 3, b"lo") == -1


def test_a_server_that_falls_silent_is_given_up(
    far: PostgresHub, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_link, "PATIENCE", 0.3)
    monkeypatch.setattr(
        postgres, "link", lambda address, password: postgres_link.link(address, password, patience=0.3)
    )
    author = Author("anna")
    far.hello(author.caller)
    line.is_silent = True
    with pytest.raises(HubAway, match="does not answer"):
        far.push(author.many(1), None)
    line.is_silent = False
    line.cut()
    assert far.leases() == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("connection to server failed: Connection refused", "does not answer at its port"),
        ("failed to resolve host 'hub': Name or service not known", "name of the hub’s server is not known"),
        ("received invalid response to SSL negotiation: H", "no Postgres server"),
        ("connection timeout expired", "The server of the hub does not answer."),
    ],
)
def test_a_line_that_is_not_made_is_told_without_the_names_of_errors(words: str, said: str) -> None:
    with pytest.raises(HubAway, match=said) as told, postgres_link.told():
        raise psycopg.OperationalError(words)
    assert "Error" not in str(told.value)
    assert str(told.value).endswith("Your work is kept, and is sent when it answers.")


def test_a_database_without_a_hub_says_so_when_it_is_looked_after(place: PostgresPlace) -> None:
    with pytest.raises(HubRefuses, match="no hub of this program"):
        administer_postgres.status(replace(place.address, database="postgres"), PASSWORD)


def test_nobody_waits_longer_than_ten_seconds_for_a_sign_of_life() -> None:
    assert postgres_link.PATIENCE <= 10


def test_a_line_in_clear_is_not_taken_for_an_encrypted_one(place: PostgresPlace) -> None:
    hub = PostgresHub(replace(place.address, user="anna", tls="require"), place.passwords["anna"])
    with pytest.raises(HubRefuses, match="encrypted"):
        hub.hello(Author("anna").caller)


def test_a_database_that_is_not_there_is_a_wrong_address(place: PostgresPlace) -> None:
    hub = PostgresHub(replace(place.address, user="anna", database="nowhere"), place.passwords["anna"])
    with pytest.raises(HubRefuses, match="no database of this name"):
        hub.hello(Author("anna").caller)


def test_a_wait_is_woken_by_what_another_brings_and_by_nothing_else(place: PostgresPlace, anna: Desk) -> None:
    ear = place.hub("ben")
    assert ear.wait(0)  # nobody listened before
    assert not ear.wait(0)
    assert verdicts(anna.pushes(*anna.author.many(2))) == [ACCEPTED, ACCEPTED]
    assert ear.wait(5)
    assert not ear.wait(0)


def test_a_wait_on_a_line_that_was_cut_says_so_and_listens_again(
    far: PostgresHub, line: Line, anna: Desk
) -> None:
    far.wait(0)
    line.cut()
    with pytest.raises(HubAway):
        far.wait(5)
    assert far.wait(0)
    anna.pushes(*anna.author.many(1))
    assert far.wait(5)


def test_a_push_that_cannot_have_the_counter_gives_up_and_loses_nothing(
    place: PostgresPlace, anna: Desk
) -> None:
    row = anna.author.writes("c1", summary="x")
    with counter_held(place), pytest.raises(HubAway):
        anna.pushes(row)
    assert verdicts(anna.pushes(row)) == [ACCEPTED]


def counter_held(place: PostgresPlace) -> psycopg.Connection[Any]:
    """Hold the counter, as somebody whose line hangs in the middle of a push does."""
    line = psycopg.connect(
        host="127.0.0.1",
        port=place.address.port,
        dbname=place.address.database,
        user="postgres",
        password=PASSWORD,
    )
    line.execute("SELECT 1 FROM caseworker.counter FOR UPDATE")
    return line
