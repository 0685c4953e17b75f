"""The tables of an empty office, made by the migrations once in a run; every further new office repeats what they made.

Question: nearly every test starts an office, and the migrations take half of that time; must each test run them?
Choice: the first office of a run does, and later ones are given the same tables, indexes, triggers and rows by the
statements that SQLite kept of them. `tests/storage/test_upgrade.py` compares the two; an office that holds anything is
upgraded as ever. Cost: one more way into an office, in the tests alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from caseworker.actions import opening
from caseworker.paths import OfficePaths
from caseworker.storage.database import Database
from caseworker.storage.driver import RawConnection
from caseworker.storage.upgrade import Progress, Upgraded, head, migrate, upgrade


@dataclass(frozen=True)
class Tables:
    """The statements that made the tables, and the rows the migrations left in them."""

    statements: tuple[str, ...]
    rows: tuple[tuple[str, tuple[object, ...]], ...]

    def fill(self, raw: RawConnection) -> None:
        """Make them in an empty file, inside the open transaction."""
        for statement in self.statements:
            raw.execute(statement)
        for insert, values in self.rows:
            raw.execute(insert, values)


@cache
def ready_tables() -> Tables:
    """Run the migrations on an empty file and read what they made."""
    with TemporaryDirectory() as folder, Database.create(Path(folder) / "empty.db", None) as database:
        migrate(database, head())
        with database.raw_reader() as raw:
            return _read(raw)


def _read(raw: RawConnection) -> Tables:
    kinds = dict(raw.execute("SELECT name, type FROM pragma_table_list").fetchall())
    made = raw.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    own = [(kind, name, sql) for kind, name, sql in made if kinds.get(name) != "shadow"]
    rows = []
    for kind, name, _ in own:
        if kind == "table" and kinds[name] != "virtual":
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                rows.append((f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', tuple(row)))
    return Tables(tuple(sql for _, _, sql in own), tuple(rows))


def upgrade_quickly(
    database: Database, paths: OfficePaths, *, at: datetime, progress: Progress | None = None
) -> Upgraded | None:
    """Stand in for `upgrade`: an empty file is given the ready tables, any other is upgraded as ever."""
    if database.read_only or not database.is_empty():
        return upgrade(database, paths, at=at, progress=progress)
    with database.raw_writer() as raw:
        ready_tables().fill(raw)
    return Upgraded(None, head(), None)


@contextmanager
def new_offices_quickly() -> Iterator[None]:
    """Let new offices be made so while this is in force."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "upgrade", upgrade_quickly)
        yield
