"""Two computers of one office, without a hub: what was done on one arrives on the other when a test says so."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from caseworker.actions.at_keyboard import become
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.log import COLUMNS, from_row
from caseworker.storage.project import Projector
from tests.example_office import log_complaint, make_office, noon


@cache
def _made(cases: int) -> Path:
    """Build the office once for a run; each test gets copies."""
    folder = Path(tempfile.mkdtemp(prefix="caseworker-two-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = make_office(folder / "office")
    for _ in range(cases):
        log_complaint(made.office)
    made.close()
    return folder / "office"


@contextmanager
def two_computers(folder: Path, cases: int = 1) -> Iterator[tuple[Office, Office]]:
    """Open the example office twice: Asha Khan at the first computer, Ali Demir at the second; both have the cases."""
    for name in ("one", "two"):
        shutil.copytree(_made(cases), folder / name)
    opened = [_opened(folder / "one"), _opened(folder / "two")]
    one, two = (each.office for each in opened)
    become(two, two.staff_named("Ali Demir"))
    try:
        yield one, two
    finally:
        for each in opened:
            each.close()


def _opened(folder: Path) -> OpenOffice:
    return open_office(OfficePaths(folder), system_now=noon)


def carry(source: Office, target: Office) -> None:
    """Bring what the target does not know, in the order it was made at the source."""
    with source.reading() as raw:
        rows = raw.execute(f"SELECT {COLUMNS} FROM changeset ORDER BY n").fetchall()
    with target.database.raw_writer() as raw:
        known = {row[0] for row in raw.execute("SELECT id FROM changeset").fetchall()}
        n = raw.execute("SELECT max(n) FROM changeset").fetchone()[0]
        projector = Projector(raw)
        for row in rows:
            if row[0] not in known:
                n += 1
                marks = ", ".join("?" * 21)
                raw.execute(f"INSERT INTO packed_changeset (n, {COLUMNS}) VALUES ({marks})", (n, *row))
                projector.apply(n, from_row(row))
        projector.flush()
    target.reload()


def meet_each_other(one: Office, two: Office) -> None:
    """Bring everything to both."""
    carry(one, two)
    carry(two, one)
