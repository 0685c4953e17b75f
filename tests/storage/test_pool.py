"""Connections are lent and come back, whatever happens in between."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

import pytest

from caseworker.errors import DamagedFileError, RuleError
from caseworker.storage import driver
from caseworker.storage.blocks import Reading
from caseworker.storage.driver import Role
from caseworker.storage.faults import Doing
from caseworker.storage.pool import MOST, Pool

TIMES = 2 * MOST[Role.READER]


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    made = driver.connect(tmp_path / "a.db", None, Role.WRITER, mode="rwc")
    made.execute("CREATE TABLE person (n INTEGER)")
    made.close()
    return Pool(tmp_path / "a.db", None, Role.READER, mode="rw")


def look(pool: Pool) -> Reading:
    return Reading(pool, Doing("The office could not be read", Path("a.db")))


def fail(pool: Pool) -> None:
    """Read something in a block that ends with an error."""
    with suppress(RuleError), look(pool) as raw:
        raw.execute("SELECT count(*) FROM person").fetchone()
        raise RuleError("not today")


def test_a_place_comes_back_from_a_block_that_raises(pool: Pool) -> None:
    for _ in range(TIMES):  # one that was lost would make the last wait for ever
        fail(pool)


def test_a_place_comes_back_when_the_file_cannot_be_opened(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise DamagedFileError("The file is damaged.")

    monkeypatch.setattr("caseworker.storage.pool.connect", refuse)
    for _ in range(TIMES):
        with pytest.raises(DamagedFileError), look(pool):
            raise AssertionError("it was opened")


def test_what_follows_a_failed_block_reads_what_was_saved_since(pool: Pool, tmp_path: Path) -> None:
    fail(pool)
    writer = driver.connect(tmp_path / "a.db", None, Role.WRITER, mode="rw")
    writer.execute("INSERT INTO person VALUES (1)")
    writer.close()
    with look(pool) as raw:
        assert raw.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_whoever_comes_when_all_are_lent_waits_for_the_next_that_comes_back(pool: Pool) -> None:
    lent = [pool.take() for _ in range(MOST[Role.READER])]
    got = threading.Event()

    def wait_for_one() -> None:
        with look(pool) as raw:
            raw.execute("SELECT n FROM person").fetchall()
            got.set()

    waiting = threading.Thread(target=wait_for_one)
    waiting.start()
    assert not got.is_set()
    for connection in lent:
        pool.give_back(connection)
    assert got.wait(30)
    waiting.join()


def test_what_was_lent_while_the_office_closed_is_closed_when_it_comes_back(pool: Pool) -> None:
    lent = pool.take()
    pool.dispose()
    pool.give_back(lent)
    with pytest.raises(Exception, match="closed"):
        lent.execute("SELECT 1")
