"""A local save in a small and in a large office, and beside one bare durable row commit (offline rules, section 13)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median

from caseworker.domain.changes import Draft
from caseworker.office import Office, Transaction
from caseworker.storage.driver import Role
from tests.bench import scene as scenes
from tests.bench.measure import seconds
from tests.bench.saving import _bare_commit, _edit, _new_case, _note, _some_cases
from tests.bench.scene import Scene
from tests.bench.sync_row import Row

RUNS = 100


def save_rows(folder: Path, cases: int) -> list[Row]:
    """Save the same kinds of change in an office of a fifth of the cases and in one of all, and a bare row, in turn."""
    small, large = scenes.build(folder / "saves5", cases // 5), scenes.build(folder / "saves", cases)
    try:
        return _rows(small, large, _bare_commit(large, folder / "bare.db"), folder / "bare.db")
    finally:
        small.opened.close()
        large.opened.close()


def _rows(small: Scene, large: Scene, bare: Callable[[], object], bare_file: Path) -> list[Row]:
    """The worst of the kinds of change counts; every file begins each with an empty log, as after a start."""
    files = [scene.office.database.path for scene in (small, large)] + [bare_file]
    few, many = _kinds(small.office), _kinds(large.office)
    against_bare, against_few = [], []
    for what in many:
        _empty_logs(large, files)
        in_few, in_many, least = medians(RUNS, few[what], many[what], bare)
        said = f"the worst of three kinds of change: {what}"
        with_what_is_left = medians(RUNS // 2, _and_written_up(large.office, many[what]))[0] / least
        against_bare.append(
            (
                in_many / least,
                f"{said}, {in_many * 1000:.2f} ms; with what the next reading writes {with_what_is_left:.1f}",
            )
        )
        against_few.append((in_many / in_few, said))
    sizes = "" if large.cases == 50_000 else f"; {large.cases:,} cases against {small.cases:,}"
    ratio, said = max(against_bare)
    more, worst = max(against_few)
    return [
        Row("Local save against one bare durable row commit", ratio, 3.0, note=said),
        Row("Local save at 50,000 cases against 10,000", more, 1.3, note=worst + sizes),
    ]


def _empty_logs(scene: Scene, files: Sequence[Path]) -> None:
    """A log that grows costs more than one that is written over: all begin alike."""
    for file in files:
        connection = scene.bare(Role.WRITER, file)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _and_written_up(office: Office, save: Callable[[], object]) -> Callable[[], object]:
    """A save, and at once what it leaves to be written before the next reading."""

    def work() -> None:
        save()
        office.database.write_up()

    return work


def _kinds(office: Office) -> dict[str, Callable[[], object]]:
    ids = cycle(_some_cases(office))

    def saved(make: Callable[[Transaction], Draft]) -> Callable[[], object]:
        return lambda: office.save(lambda transaction: [make(transaction)])

    return {
        "a changed field": saved(lambda transaction: _edit(transaction, next(ids))),
        "a note": saved(lambda _: _note(office, next(ids))),
        "a new case": saved(lambda _: _new_case(office)),
    }


def medians(runs: int, *works: Callable[[], object]) -> list[float]:
    """Return the median seconds of each, run in turn so that whatever else the computer does hits all."""
    for work in works * 2:
        work()
    gc.collect()
    took: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for each, work in zip(took, works, strict=True):
            each.append(seconds(work))
    return [median(each) for each in took]
