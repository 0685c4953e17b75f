"""Wrong keys and damaged files: told apart, never changed, never taken for an empty office."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseworker.errors import (
    DamagedFileError,
    DiskFullError,
    KeyNeededError,
    ReadOnlyError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.paths import OfficePaths
from caseworker.security.keys import FileKey
from caseworker.storage import faults
from caseworker.storage.database import Database
from caseworker.storage.faults import Doing
from caseworker.storage.pages import PAGE
from tests.storage.conftest import Door, name_of

noise = random.Random(2).randbytes


def _middle(data: bytes) -> bytes:
    start = len(data) // 2 // PAGE * PAGE
    return data[:start] + noise(2 * PAGE) + data[start + 2 * PAGE :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "pages in the middle": _middle,
    "the first page": lambda data: noise(PAGE) + data[PAGE:],
    "the first page but for its first bytes": lambda data: data[:20] + noise(PAGE - 20) + data[PAGE:],
    "cut within a page": lambda data: data[: len(data) // 2 + 100],
    "cut to one page": lambda data: data[:PAGE],
    "cut within the first page": lambda data: data[:1000],
    "nothing left": lambda data: b"",
    "a text file": lambda data: ("Dear Sir or Madam,\r\n" * 5000).encode()[: 10 * PAGE],
    "a short text file": lambda data: b"hello",
    "nothing but zeros": lambda data: bytes(len(data)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("read_only", [False, True])
def test_damage_is_named_and_the_file_is_left_for_rescue(door: Door, damage: str, read_only: bool) -> None:
    door.filled()
    file = door.paths.database
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    before = file.read_bytes()
    with pytest.raises(DamagedFileError, match="Restore the newest backup"):
        _read_all(door, read_only=read_only)
    assert file.read_bytes() == before


def _read_all(door: Door, *, read_only: bool) -> None:
    with door.open(read_only=read_only) as database, database.raw_reader() as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM person ORDER BY n")]
        assert names == [name_of(number) for number in range(len(names))]


def test_a_folder_in_the_place_of_the_file_is_damage(door: Door) -> None:
    door.paths.database.mkdir()
    with pytest.raises(DamagedFileError, match="a folder stands where"):
        door.open()


def test_the_wrong_key_is_told_apart_from_damage(tmp_path: Path) -> None:
    door = Door(_paths(tmp_path), FileKey.random())
    door.filled()
    before = door.paths.database.read_bytes()
    with pytest.raises(WrongKeyError, match="the key does not open"):
        Database.open(door.paths.database, FileKey.random())
    with pytest.raises(KeyNeededError, match="Enter its passphrase or its recovery key"):
        Database.open(door.paths.database, None)
    assert door.paths.database.read_bytes() == before
    assert len(door.names()) == 200


def test_a_plain_file_opened_with_a_key_is_not_what_was_written(tmp_path: Path) -> None:
    """Someone who swaps the encrypted file for a plain one must not get the office to go on in plain text."""
    door = Door(_paths(tmp_path), None)
    door.filled()
    with pytest.raises(DamagedFileError):
        Database.open(door.paths.database, FileKey.random())


def test_the_right_key_is_known_even_when_the_head_of_the_file_is_gone(tmp_path: Path) -> None:
    door = Door(_paths(tmp_path), FileKey.random())
    door.filled()
    door.paths.database.write_bytes(noise(PAGE) + door.paths.database.read_bytes()[PAGE:])
    with pytest.raises(DamagedFileError):
        door.open()
    with pytest.raises(WrongKeyError):
        Database.open(door.paths.database, FileKey.random())


def test_a_file_whose_fingerprint_alone_is_damaged_still_opens(tmp_path: Path) -> None:
    door = Door(_paths(tmp_path), FileKey.random())
    door.filled()
    door.paths.database.write_bytes(noise(16) + door.paths.database.read_bytes()[16:])
    assert len(door.names()) == 200


def test_a_damaged_log_loses_no_committed_page_of_the_file(door: Door) -> None:
    """What SQLite cannot vouch for in the log it leaves out; the marker beside the database then shows the
    loss.
    """
    door.filled(3)
    with door.open() as database, database.raw_writer() as raw:
        raw.execute("INSERT INTO person VALUES (1000, 'last')")
        raw.commit()
        log = door.paths.database.with_name("caseworker.db-wal")
        saved = door.paths.database.read_bytes(), log.read_bytes()
        raw.execute("BEGIN")
    door.paths.database.write_bytes(saved[0])
    log.write_bytes(saved[1][:-100] + noise(100))
    assert door.names() == [name_of(number) for number in range(3)]


class FakeError(Exception):
    """An error as SQLite's modules raise it."""

    def __init__(self, code: int) -> None:
        super().__init__("some text that must not matter")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (5, UnavailableError, "another program is writing"),
        (517, UnavailableError, "another program is writing"),  # BUSY_SNAPSHOT
        (6, UnavailableError, "another program is writing"),
        (8, ReadOnlyError, "cannot be written"),
        (1032, ReadOnlyError, "cannot be written"),  # READONLY_DBMOVED
        (10, UnavailableError, "could not be read or written"),
        (778, UnavailableError, "could not be read or written"),  # IOERR_WRITE
        (13, DiskFullError, "Free some space, then try again"),
        (11, DamagedFileError, "is damaged"),
        (267, DamagedFileError, "is damaged"),  # CORRUPT_VTAB
        (14, ReadOnlyError, "cannot be written"),
    ],
)
def test_each_answer_of_sqlite_has_its_sentence(
    tmp_path: Path, code: int, kind: type[UnavailableError], words: str
) -> None:
    file = tmp_path / "caseworker.db"
    file.write_bytes(b"x")
    known = faults.as_unavailable(FakeError(code), Doing("The change was not saved", file))
    assert type(known) is kind
    assert str(known).startswith("The change was not saved")
    assert words in str(known)
    assert "some text" not in str(known)


@pytest.mark.parametrize("code", [1, 19, 20, 21, 2067])
def test_what_the_world_did_not_do_is_a_bug(tmp_path: Path, code: int) -> None:
    assert faults.as_unavailable(FakeError(code), Doing("x", tmp_path / "a")) is None
    assert faults.as_unavailable(ZeroDivisionError(), Doing("x", tmp_path / "a")) is None


def test_a_disk_error_on_a_full_disk_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "NO_ROOM_BYTES", 1 << 62)
    known = faults.as_unavailable(FakeError(10), Doing("x", tmp_path / "a"))
    assert isinstance(known, DiskFullError)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EFBIG, DiskFullError),
        (errno.EROFS, ReadOnlyError),
        (errno.EACCES, ReadOnlyError),
        (errno.EIO, UnavailableError),
        (errno.ENOENT, UnavailableError),
    ],
)
def test_each_answer_of_the_system_has_its_sentence(number: int, kind: type[UnavailableError]) -> None:
    known = faults.as_unavailable(OSError(number, "some text"), Doing("It was not saved", Path("a/b")))
    assert type(known) is kind
    assert str(known).startswith("It was not saved")


def _paths(tmp_path: Path) -> OfficePaths:
    paths = OfficePaths(tmp_path / "office")
    paths.make_folder()
    return paths
