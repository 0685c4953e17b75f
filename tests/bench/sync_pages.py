"""A page of changes to cases with a short history, and to cases with ten times that, in one office in turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from caseworker.actions.note import add_note
from caseworker.storage.log import COLUMNS
from caseworker.sync.port import Fed, Page
from caseworker.sync.replica import Replica
from caseworker.sync.replica_rows import to_wire
from tests.bench import scene as scenes
from tests.bench.saving import NOTE
from tests.bench.sync_row import Row
from tests.bench.sync_store import empty_office, seconds

CASES, SHORT, LONG = 40, 10, 100
PAGES = 12


def history_row(folder: Path) -> Row:
    """Take pages of one note to each of 40 cases: the half of them that has 10 notes, and the half that has 100."""
    before, pages = _feed(folder / "histories")
    opened = empty_office(folder / "reader")
    replica = Replica(opened.office.database)
    took: list[list[float]] = [[], []]
    try:
        replica.take_page(_page(before))
        for number, page in enumerate(pages):
            took[number % 2].append(seconds(lambda page=page: replica.take_page(_page(page))))
    finally:
        opened.close()
    short, long = (median(each) for each in took)
    return Row(
        "Projecting a page, 10 times the history of a case",
        long / short,
        1.2,
        note=f"one note to each of {CASES} cases with {LONG} notes, and with {SHORT}; stored and sorted",
    )


def _feed(folder: Path) -> tuple[list[Fed], list[list[Fed]]]:
    """Return what came before, and the pages: of short histories, of long ones, in turn."""
    scene = scenes.build(folder, 2 * CASES)
    try:
        with scene.office.reading() as reading:
            ids = [row[0] for row in reading.execute("SELECT id FROM case_list ORDER BY n")]
        short, long = ids[0::2], ids[1::2]
        rounds = [short, long] * SHORT + [long] * (LONG - SHORT) + [short, long] * PAGES
        for case_ids in rounds:
            for case_id in case_ids:
                add_note(scene.office, case_id, NOTE)
        with scene.office.reading() as reading:
            rows = reading.execute(f"SELECT {COLUMNS} FROM changeset ORDER BY n").fetchall()
    finally:
        scene.opened.close()
    feds = [Fed(feed, to_wire(columns)) for feed, columns in enumerate(rows, 1)]
    start = len(feds) - 2 * PAGES * CASES
    return feds[:start], [feds[at : at + CASES] for at in range(start, len(feds), CASES)]


def _page(feds: Sequence[Fed]) -> Page:
    return Page(tuple(feds), (), (), feds[-1].feed, True)
