"""Whole offices that share a Postgres hub: joining, and how soon another computer sees a save (offline rules 13)."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path
from statistics import median

from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice
from caseworker.actions.sync import Meeting
from caseworker.office import Office
from caseworker.storage.rebuild import rebuild
from caseworker.sync.port import Caller, Hub
from caseworker.sync.postgres import PostgresHub
from tests.bench import scene as scenes
from tests.bench.measure import seconds
from tests.bench.saving import NOTE
from tests.bench.sync_hub import hub_for
from tests.bench.sync_row import Row
from tests.bench.sync_store import Source, empty_office
from tests.sync.private_postgres import Server

POLL = 0.5
"""Seconds between two polls of B, in place of the 15 to 30 of the program: only the ratio counts."""
SAVES = 40
JOINS = 3


def shared_rows(server: Server, folder: Path, source: Source) -> list[Row]:
    """Share the office the source was made in; let new computers join; save on one and wait at another."""
    scene = scenes.reopen(folder / "source")
    try:
        with hub_for(
            server, "shared", Caller(source.pages[0].rows[0].wire.origin, "bench", "", "1", 1)
        ) as hub:
            _meet(scene.office, hub)
            joined = [_joined(folder / f"joined{n}", hub) for n in range(JOINS)]
            ratio = median(again / first for _opened, first, again in joined)
            for opened, _first, _again in joined[1:]:
                opened.close()
            other = joined[0][0]
            try:
                visible = _visible(scene.office, other.office, hub)
            finally:
                other.close()
    finally:
        scene.opened.close()
    said = f"{source.rows:,} changes from the Postgres hub, {joined[0][1]:.1f} s; medians of {JOINS}"
    return [
        Row("Rebuild of projections against first sync in full", ratio, 0.5, note=said),
        Row(
            "Save on A to visible on B without NOTIFY, 95 %, in poll intervals",
            visible / POLL,
            1.5,
            note=f"{SAVES} notes; B polls every {POLL} s here, in place of 15 to 30",
        ),
    ]


def _meet(office: Office, hub: Hub) -> None:
    Meeting(office, hub).run(files=False)


def _joined(folder: Path, hub: PostgresHub) -> tuple[OpenOffice, float, float]:
    """Return an office that received everything, the seconds that took, and those of making its projections again."""
    opened = empty_office(folder)
    line = _line(hub)
    first = seconds(lambda: _meet(opened.office, line))
    line.close()

    def again() -> None:
        with opened.office.database.raw_writer() as raw:
            rebuild(raw)

    return opened, first, seconds(again)


def _line(hub: PostgresHub) -> PostgresHub:
    return PostgresHub(hub._address, hub._password)


def _visible(ours: Office, theirs: Office, hub: PostgresHub) -> float:
    """Return seconds from a save on A until it is stored and sorted on B, at the 95th percentile."""
    luck = random.Random(1)
    saved: dict[str, float] = {}
    took: list[float] = []
    stop = threading.Event()
    with ours.reading() as reading:
        ids = [row[0] for row in reading.execute("SELECT id FROM case_list ORDER BY n LIMIT ?", (SAVES,))]

    def poll() -> None:
        line = _line(hub)
        last = _last(theirs)[0]
        while not stop.wait(POLL * luck.uniform(0.9, 1.1)):
            _meet(theirs, line)
            now = time.perf_counter()
            with theirs.reading() as reading:
                new = reading.execute(
                    "SELECT n, id FROM changeset WHERE n > ? ORDER BY n", (last,)
                ).fetchall()
            took.extend(now - saved[each] for _n, each in new)
            last = new[-1][0] if new else last
        line.close()

    poller = threading.Thread(target=poll)
    poller.start()
    for number in range(SAVES):
        began = time.perf_counter()
        add_note(ours, ids[number % len(ids)], NOTE)
        saved[_last(ours)[1]] = began
        _meet(ours, hub)
        stop.wait(luck.uniform(0, POLL))
    stop.wait(3 * POLL)
    stop.set()
    poller.join()
    if len(took) < SAVES:
        raise RuntimeError(f"only {len(took)} of {SAVES} saves came to the other computer")
    return sorted(took)[int(len(took) * 0.95)]


def _last(office: Office) -> tuple[int, str]:
    with office.reading() as reading:
        n, changeset_id = reading.execute("SELECT n, id FROM changeset ORDER BY n DESC LIMIT 1").fetchone()
    return n, changeset_id
