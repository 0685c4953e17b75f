"""The office's file as a store of changesets: a first sync, a page, a check (offline rules, section 13).

python -m tests.bench.sync_store [--cases 2000] prints one table of processor times. Computers differ: nothing fails.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published, create_keys
from caseworker.storage.database import Database, raw
from caseworker.storage.log import COLUMNS
from caseworker.storage.rebuild import rebuild
from caseworker.sync.port import PULL_ROWS, Fed, Page
from caseworker.sync.replica import Replica
from caseworker.sync.replica_rows import to_wire
from tests.bench import scene as scenes
from tests.bench.measure import Figure, table

CASES = 2000
NOTES = 3
"""Notes of each case, far apart in the feed, as in work."""

_PROJECTED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """What a hub would send: the whole feed in pages, and how many bytes of text it is."""

    pages: tuple[Page, ...]
    rows: int
    raw_bytes: int


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call: what else the computer does at the moment does not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def source_of(folder: Path, cases: int) -> Source:
    """Make an office by importing a history, with some notes for each case in turn, and return its feed."""
    scene = scenes.build(folder, cases)
    try:
        scenes.import_the_rest(scene, folder)
        with scene.office.reading() as reading:
            ids = [row[0] for row in reading.execute("SELECT id FROM case_list ORDER BY n")]
        for case_id in ids * NOTES:
            add_note(scene.office, case_id, "Rang back at four: nobody was in, so a message was left.")
        with scene.office.reading() as reading:
            rows = reading.execute(f"SELECT {COLUMNS} FROM changeset ORDER BY n").fetchall()
    finally:
        scene.opened.close()
    feds = [Fed(feed, to_wire(columns)) for feed, columns in enumerate(rows, 1)]
    size = sum(len(str(value).encode()) for columns in rows for value in columns)
    return Source(tuple(_pages(feds)), len(feds), size)


def _pages(feds: Sequence[Fed]) -> Iterator[Page]:
    for start in range(0, len(feds), PULL_ROWS):
        rows = tuple(feds[start : start + PULL_ROWS])
        yield Page(rows, (), (), rows[-1].feed, start + PULL_ROWS >= len(feds))


def empty_office(folder: Path, *, is_encrypted: bool = True) -> OpenOffice:
    """A file that holds nothing yet, as of a computer that joins."""
    paths = OfficePaths(folder)
    paths.make_folder()
    key = create_keys(paths, unlocking=Published()).key if is_encrypted else None
    Database.create(paths.database, key).close()
    return open_office(paths, is_plain=not is_encrypted)


def first_sync(opened: OpenOffice, source: Source, *, project_at_once: bool = False) -> None:
    """Take the whole feed: stored and then projected (P7), or projected page by page."""
    replica = Replica(opened.office.database)
    for page in source.pages:
        replica.take_page(page, project=project_at_once)
    while replica.project_stored(_PROJECTED_AT_ONCE):
        pass


def timed_sync(
    folder: Path, source: Source, *, is_encrypted: bool = True, project_at_once: bool = False
) -> tuple[float, OpenOffice]:
    """Return how long a first sync took, and the office."""
    opened = empty_office(folder, is_encrypted=is_encrypted)
    return seconds(lambda: first_sync(opened, source, project_at_once=project_at_once)), opened


def store_figures(folder: Path, cases: int) -> list[Figure]:
    """Measure the rows of the table about the store."""
    source = source_of(folder / "source", cases)
    small = source_of(folder / "small", cases // 5)
    timed_sync(folder / "warm", small)[1].close()
    took, opened = timed_sync(folder / "first", source)
    figures = [Figure("First sync, stored then sorted", took, None, None, rate=f"{source.rows:,} changes")]
    try:
        plain, other = timed_sync(folder / "plain", source, is_encrypted=False)
        other.close()
        figures.append(Figure("First sync, encrypted against plain", took, plain, 2.2))
        fifth, other = timed_sync(folder / "fifth", small)
        other.close()
        figures.append(Figure("First sync, 5 times the cases", took, fifth, 5.5))
        each, other = timed_sync(folder / "each", source, project_at_once=True)
        other.close()
        figures.append(Figure("Store then project, against each page", took, each, 0.8))
        figures += [_size(opened, source), _rebuild(opened, took), _check(opened), *_page_figures(folder)]
    finally:
        opened.close()
    return figures


def _size(opened: OpenOffice, source: Source) -> Figure:
    database = opened.office.database
    with database.maintenance("The log was not emptied") as connection:
        raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    size = database.path.stat().st_size
    rate = f"{size / 1e6:.1f} MB for {source.raw_bytes / 1e6:.1f} MB"
    return Figure(
        "Bytes of the file, against those of the log", size / 1e6, source.raw_bytes / 1e6, 2.6, rate=rate
    )


def _rebuild(opened: OpenOffice, sync_seconds: float) -> Figure:
    def again() -> None:
        with opened.office.database.raw_writer() as reading:
            rebuild(reading)

    return Figure("Rebuild against the first sync in full", seconds(again), sync_seconds, 0.5)


def _check(opened: OpenOffice) -> Figure:
    replica = Replica(opened.office.database)
    with opened.office.reading() as reading:
        (rows,) = reading.execute("SELECT count(*) FROM changeset").fetchone()
    took = seconds(replica.buckets)
    return Figure("Daily check, for 100,000 changes", took / rows * 100_000, None, 1.0)


def _page_figures(folder: Path) -> list[Figure]:
    """A page of notes to cases with a history, and with ten times that history."""
    short, long = (_page_seconds(folder / f"page{notes}", notes) for notes in (10, 100))
    return [Figure("A page, 10 times the history of each case", long, short, 1.2)]


def _page_seconds(folder: Path, notes: int) -> float:
    """Return how long it takes to store and project a page of 200 notes to 20 cases that have so many already."""
    scene = scenes.build(folder / "source", 20)
    try:
        with scene.office.reading() as reading:
            ids = [row[0] for row in reading.execute("SELECT id FROM case_list ORDER BY n")]
        for _ in range(notes + 10):
            for case_id in ids:
                add_note(scene.office, case_id, "Rang back at four: nobody was in, so a message was left.")
        with scene.office.reading() as reading:
            rows = reading.execute(f"SELECT {COLUMNS} FROM changeset ORDER BY n").fetchall()
    finally:
        scene.opened.close()
    feds = [Fed(feed, to_wire(columns)) for feed, columns in enumerate(rows, 1)]
    opened = empty_office(folder / "other")
    replica = Replica(opened.office.database)
    try:
        *before, last = _cut(feds)
        for page in before:
            replica.take_page(page)
        return seconds(lambda: replica.take_page(last))
    finally:
        opened.close()


def _cut(feds: Sequence[Fed]) -> Iterator[Page]:
    """The feed in pages of 200, the last one full."""
    for start in range(len(feds) % 200, len(feds), 200):
        rows = tuple(feds[0 if start < 200 else start : start + 200])
        yield Page(rows, (), (), rows[-1].feed, start + 200 >= len(feds))


def main() -> int:
    """Measure, print, and return 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sync_store", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help=f"how many cases (default {CASES:,})")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as temporary:
        print(table(store_figures(Path(temporary), args.cases)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
