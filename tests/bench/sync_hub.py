"""The Postgres hub: batches, pages, polls, the daily check (offline rules, section 13).

python -m tests.bench.sync_hub [--rows 50000]: starts a durable server of its own and prints one table; a computer
differs from another, so nothing fails.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from caseworker.actions.sample import build_sample
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.ids import IdMaker
from caseworker.storage.log import COLUMNS, GENESIS, Writer, as_row, seal
from caseworker.sync import administer_postgres as administer
from caseworker.sync.port import PULL_ROWS, Caller, Wire
from caseworker.sync.postgres import PostgresHub
from caseworker.sync.postgres_link import link
from caseworker.sync.postgres_rows import contents
from caseworker.sync.replica_rows import to_wire
from tests.bench.measure import Figure, seconds, side_by_side, table
from tests.sync.private_postgres import PASSWORD, Server, drop, running

ONE_BY_ONE, BATCH = 300, 100
POLL = 0.2
"""Seconds between two polls of B, in place of the 15 to 30 of the program: only the ratio counts."""

SAVES = 60


@dataclass(frozen=True, slots=True)
class Source:
    """What the sample office wrote."""

    rows: tuple[Wire, ...]

    @property
    def caller(self) -> Caller:
        return Caller(self.rows[0].origin, "bench", "", "1", 1)

    def batches(self, size: int) -> Iterator[tuple[Wire, ...]]:
        for start in range(0, len(self.rows), size):
            yield self.rows[start : start + size]


def sample(folder: Path) -> Source:
    """Return the record of the sample office: six years imported, some work in hand."""
    opened = build_sample(folder).opened
    with opened.office.reading() as reading:
        rows = reading.execute(f"SELECT {COLUMNS} FROM changeset ORDER BY n").fetchall()
    opened.close()
    return Source(tuple(map(to_wire, rows)))


@contextmanager
def hub_for(server: Server, name: str, caller: Caller) -> Iterator[PostgresHub]:
    """Give an empty hub of its own, greeted by one person."""
    server.sql(f"CREATE DATABASE {name}")
    address = replace(server.address, database=name)
    administer.init(address, PASSWORD)
    login = f"{name}_user"
    password = administer.add_user(address, PASSWORD, login, login)
    with closing(PostgresHub(replace(address, user=login), password)) as hub:
        hub.hello(caller)
        yield hub
    drop(server, name)


def batch_figures(server: Server, source: Source, turn: int = 0) -> list[Figure]:
    """Pushes in batches against one by one; pulls against pushes; nothing new against a bare round trip."""
    with hub_for(server, f"single{turn}", source.caller) as hub:
        single = seconds(lambda: [hub.push([row], None) for row in source.rows[:ONE_BY_ONE]]) / ONE_BY_ONE
    with hub_for(server, f"batches{turn}", source.caller) as hub:
        pushed = seconds(lambda: [hub.push(rows, None) for rows in source.batches(BATCH)]) / len(source.rows)
        pulled = seconds(lambda: _pull_all(hub)) / len(source.rows)
        nothing = _nothing_new(hub, len(source.rows))
    return [
        Figure(
            "Push, per change: batches of 100 against one by one",
            pushed,
            single,
            0.1,
            "one durable commit each",
        ),
        Figure("Pull against push, per change", pulled, pushed, 0.5, rate=f"{1 / pulled:,.0f} changes/s"),
        nothing,
    ]


def _pull_all(hub: PostgresHub) -> None:
    cursor, is_last = 0, False
    while not is_last:
        page = hub.pull(cursor, PULL_ROWS)
        cursor, is_last = page.scanned, page.is_last


def _nothing_new(hub: PostgresHub, head: int) -> Figure:
    bare: Any = link(hub._address, hub._password)
    with closing(bare):
        ours, least = side_by_side(
            lambda: hub.pull(head), lambda: bare.execute("SELECT 1", binary=True).fetchall(), 300
        )
    return Figure("Pull with nothing new", ours, least, 2.0, "SELECT 1 on a line like it")


def packed_figure(source: Source) -> Figure:
    """Return how many bytes a page takes, packed and as JSON (in megabytes, where seconds stand elsewhere)."""
    page = source.rows[:PULL_ROWS]
    plain = len(json.dumps([wire.columns[16:19] for wire in page], ensure_ascii=False).encode())
    packed = sum(len(contents(wire)) for wire in page)
    rate = f"{packed:,} bytes for {plain:,}: {plain / packed:.1f} times smaller"
    return Figure("Reason, salt and body of a page against JSON", packed / 1e6, plain / 1e6, 1 / 3, rate=rate)


def visible_figure(server: Server) -> Figure:
    """Return how long after a save on A it is on B, which only polls, at its 95th percentile."""
    ids = IdMaker()
    anna = Caller(ids.new(), "a", "", "1", 1)
    saved: dict[str, float] = {}
    took: list[float] = []
    stop = threading.Event()
    with hub_for(server, "visible", anna) as hub:
        other = PostgresHub(hub._address, hub._password)
        luck = random.Random(1)

        def poll() -> None:
            cursor = 0
            while not stop.wait(POLL * luck.uniform(0.9, 1.1)):
                page = other.pull(cursor)
                cursor = page.scanned
                took.extend(time.perf_counter() - saved[fed.wire.id] for fed in page.rows)

        poller = threading.Thread(target=poll)
        poller.start()
        for row in _writes(anna.origin, SAVES, ids):
            saved[row.id] = time.perf_counter()
            hub.push([row], None)
            stop.wait(luck.uniform(0, POLL))
        stop.wait(2 * POLL)
        stop.set()
        poller.join()
        other.close()
    took.sort()
    return Figure(
        "Save on A to visible on B without NOTIFY, 95 %", took[int(len(took) * 0.95)], POLL, 1.5, "one poll"
    )


def _writes(origin: str, number: int, ids: IdMaker) -> Iterator[Wire]:
    head = GENESIS
    for oseq in range(1, number + 1):
        case = ids.new()
        draft = Draft(
            "case", case, "case.edited", (EntityChange(case, "case", (FieldChange("summary", case),)),)
        )
        made = seal(draft, Writer(origin, "p", "2026-11-22T09:00:00.000Z", "1"), ids.new(), oseq, head, case)
        head = made.hash
        yield Wire(as_row(made))


def check_figure(server: Server, rows: int) -> Figure:
    """Return how long the hub's side of the daily check takes over many rows, some of them hidden."""
    ids = IdMaker()
    anna = Caller(ids.new(), "a", "", "1", 1)
    with hub_for(server, "daily", anna) as hub:
        server.sql(_MANY.format(rows=rows), "daily")
        took = seconds(lambda: [hub.buckets() for _ in range(3)]) / 3
        bare = seconds(lambda: server.sql("SELECT count(*) FROM caseworker.feed", "daily"))
    return Figure("Daily check at the hub", took, bare, None, "counting the rows", rate=f"{rows:,} changes")


_MANY = """
    INSERT INTO caseworker.changeset SELECT id, 'o', n, '', md5(n::text) || md5(id), 'case', md5((n / 10)::text), '',
           'k', 'p', '', 0, '', 0, 1, '1', '', '\\x01', NULL, false, 'p', now()
      FROM (SELECT n, md5('id' || n) AS id FROM generate_series(1, {rows}) n) made;
    INSERT INTO caseworker.feed SELECT oseq, id, get_byte(sha256(id::bytea), 0),
           ('x' || substr(hash, 1, 15))::bit(60)::bigint FROM caseworker.changeset;
    INSERT INTO caseworker.access_fact SELECT id, scope_id, 'restricted', 'true', '{{}}' FROM caseworker.changeset
     WHERE oseq % 1000 = 0;
    UPDATE caseworker.counter SET head = {rows};
    ANALYZE"""


def hub_figures(folder: Path, rows: int) -> list[Figure]:
    """Measure the rows of the table about the hub."""
    source = sample(folder / "sample")
    with running(durable=True) as server:
        parts: Sequence[Callable[[], list[Figure]]] = (
            lambda: batch_figures(server, source),
            lambda: [packed_figure(source)],
            lambda: [visible_figure(server)],
            lambda: [check_figure(server, rows)],
        )
        return [figure for part in parts for figure in part()]


def main() -> int:
    """Measure, print, and return 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sync_hub", description=__doc__)
    parser.add_argument(
        "--rows", type=int, default=50_000, help="changes for the daily check (default 50,000)"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as temporary:
        print(table(hub_figures(Path(temporary), args.rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
