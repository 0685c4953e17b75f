"""Real processes: killed at named points, a server stopped at once, a pusher that dawdles, an old copy put back.

The long form runs in `make soak`. Source: offline rules P3, P12, V3, I2 to I5, T6, F05, F11, F12, F16.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from caseworker.resources import RESOURCES
from caseworker.storage.state_digest import state_digest
from caseworker.sync import administer_postgres as administer
from caseworker.sync.port import HubAway, Wire
from caseworker.sync.postgres_rows import contents, heading
from tests.sync.hub_contract import Desk, anna, ben
from tests.sync.office_file import File
from tests.sync.postgres.desks import raw
from tests.sync.private_postgres import PASSWORD, PostgresPlace, place, postgres_server
from tests.sync.real_store import Pattern

__all__ = ["anna", "ben", "place", "postgres_server"]


@pytest.mark.skipif(os.name == "nt", reason="programs are forked and killed as only POSIX systems can")
def test_nothing_is_lost_when_programs_are_killed_the_server_stops_and_the_line_is_cut(
    tmp_path: Path,
) -> None:
    command = "-m tests.sync.postgres.kills --programs 3 --changes 30 --kills 8 --stops 1 --seed 5".split()
    done = subprocess.run(
        [sys.executable, *command, str(tmp_path / "storm")],
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 kills" in done.stdout
    assert "1 stops of the server" in done.stdout
    assert re.search(r"nothing lost or doubled, all files alike", done.stdout)


def test_a_pusher_that_dawdles_in_its_transaction_makes_no_reader_miss_a_row(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    slow, quick, seen = anna.author.many(1), ben.author.many(20), list[int]()
    began, cursor = threading.Event(), 0

    def others_push() -> None:
        began.set()
        for row in quick:
            ben.pushes(row)

    with raw(place, "anna") as line:
        line.autocommit = False
        push_plainly(line, slow[0])
        others = threading.Thread(target=others_push)
        others.start()
        began.wait()
        reader = place.hub("cara")
        for _ in range(40):  # the others wait for the counter; nothing is numbered past the dawdler
            page = reader.pull(cursor)
            seen += [fed.feed for fed in page.rows]
            cursor = page.scanned
        assert seen == []
        line.commit()
        while others.is_alive():
            page = reader.pull(cursor)
            seen += [fed.feed for fed in page.rows]
            cursor = page.scanned
        others.join()
    seen += [fed.feed for fed in reader.pull(cursor).rows]
    assert seen == list(range(1, 22))


def push_plainly(line: psycopg.Connection[Any], wire: Wire) -> None:
    """Push within an open transaction, as our program never does."""
    line.execute("SELECT caseworker.push(%s, %s, '{}')", (Jsonb([heading(wire)]), [contents(wire)]))


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    """Three office files of three people."""
    Pattern(tmp_path / "pattern").close()
    empty = (tmp_path / "pattern" / "caseworker.db").read_bytes()
    made = []
    for number in range(3):
        path = tmp_path / f"{number}.db"
        path.write_bytes(empty)
        made.append(File.at(path))
    return made


def test_a_hub_put_back_from_last_night_gets_everything_again(
    place: PostgresPlace, files: list[File]
) -> None:
    luck, people = random.Random(12), ("anna", "ben", "cara")
    cases = [f"{n:032x}" for n in range(5)]

    def a_day() -> None:
        for file, person in zip(files, people, strict=True):
            for _ in range(6):
                file.write(luck, cases)
            file.meet(place.hub(person))

    def everybody() -> None:
        for _ in range(3):
            for file, person in zip(files, people, strict=True):
                file.meet(place.hub(person), check=True)

    a_day()
    place.back_up()
    a_day()
    files[0].meet(place.hub("anna"))
    place.restore()
    files[1].write(luck, cases)
    everybody()
    assert administer.status(place.address, PASSWORD).head == 37
    assert administer.check(place.address, PASSWORD) == ()
    assert len({state_digest(file.raw) for file in files}) == 1
    assert {file.store.buckets() for file in files} == {place.hub("cara").buckets()}
    for file in files:
        file.raw.close()


def test_an_older_program_may_send_after_the_hub_was_upgraded_and_then_reads_only(
    place: PostgresPlace, files: list[File]
) -> None:
    for _ in range(10):
        files[0].write(random.Random(1), ["c1"])
    place.sql("UPDATE caseworker.hub SET oldest_schema = 99")
    files[0].meet(place.hub("anna"))
    assert files[0].unsent() == 0
    assert files[0].store.state().is_read_only
    for file in files:
        file.raw.close()


def test_a_server_that_is_stopped_in_the_middle_of_a_push_has_all_or_nothing_of_it(
    place: PostgresPlace, anna: Desk
) -> None:
    rows = anna.author.many(50)
    line = raw(place, "anna")
    line.autocommit = False
    push_plainly(line, rows[0])
    place.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
    line.close()
    assert anna.pulled() == []
    assert [answer.feed for answer in anna.pushes(*rows)] == list(range(1, 51))


def test_whoever_holds_the_counter_across_a_wait_is_ended_by_the_server(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    with raw(place, "anna") as line:
        line.autocommit = False
        push_plainly(line, anna.author.many(1)[0])
        shown = line.execute("SHOW idle_in_transaction_session_timeout").fetchone()
        line.rollback()
    assert shown == ("5s",)
    assert ben.hub.push(ben.author.many(1), None).answers[0].feed == 1


def test_a_computer_that_greeted_another_life_of_the_hub_begins_anew(
    place: PostgresPlace, anna: Desk
) -> None:
    place.back_up()
    hub = place.hubs[0]
    place.hubs.clear()
    place.restore()
    with pytest.raises(HubAway):
        hub.pull(0)
    with pytest.raises(HubAway):
        hub.pull(0)
    assert hub.hello(anna.author.caller).epoch != anna.greeting.epoch
    hub.close()
