"""An office folder, encrypted and plain: every storage test that asks for `door` runs on both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from caseworker.paths import OfficePaths
from caseworker.security.keys import FileKey, Published, create_keys
from caseworker.storage import driver
from caseworker.storage.database import Database

_OF_THE_PROGRAM = driver.FORCING  # read before the first test, and so before any of them changes it


@dataclass(frozen=True)
class Door:
    """Where an office lies and the key to it (None: the plain switch)."""

    paths: OfficePaths
    key: FileKey | None

    def create(self) -> Database:
        """Make the empty file."""
        return Database.create(self.paths.database, self.key)

    def open(self, *, read_only: bool = False) -> Database:
        """Open the file."""
        return Database.open(self.paths.database, self.key, read_only=read_only)

    def filled(self, rows: int = 200) -> None:
        """Make the file with a table of names long enough to spread over many pages."""
        with self.create() as database, database.raw_writer() as raw:
            raw.execute("CREATE TABLE person (n INTEGER PRIMARY KEY, name TEXT NOT NULL)")
            raw.executemany("INSERT INTO person VALUES (?, ?)", [(n, name_of(n)) for n in range(rows)])

    def names(self) -> list[str]:
        """Open the file to read and return every name."""
        with self.open(read_only=True) as database, database.raw_reader() as raw:
            return [row[0] for row in raw.execute("SELECT name FROM person ORDER BY n")]


def name_of(number: int) -> str:
    """A name that would be found if it lay on the disk in plain text."""
    return f"Siân Okonkwo-Żółć {number} " + "of Distinctive Street " * 20


@pytest.fixture(autouse=True)
def forced_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save as the program does, where saving itself is tested."""
    monkeypatch.setattr(driver, "FORCING", _OF_THE_PROGRAM)


@pytest.fixture(params=["encrypted", "plain"])
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Door:
    """An empty folder; encrypted with the published key, whose keys file lies in it, or plain."""
    paths = OfficePaths(tmp_path / "office")
    paths.make_folder()
    if request.param == "plain":
        return Door(paths, None)
    return Door(paths, create_keys(paths, unlocking=Published()).key)
