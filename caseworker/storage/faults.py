"""The one place where SQLite's and the operating system's complaints become sentences for a caseworker.

Question: who decides whether "file is not a database" means a wrong key or a broken disk? Choice: this
file, by SQLite's result code and never by the text of the message. What is not listed here (a constraint, a
missing table) is a bug and passes through unchanged.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from caseworker.errors import (
    CaseworkerError,
    DamagedFileError,
    KeyNeededError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.files import SAFE, disk_full, from_os, read_only
from caseworker.security.file_key import FileKey
from caseworker.storage.pages import Verdict, look_at

# SQLite primary result codes, https://www.sqlite.org/rescode.html
PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL = 3, 5, 6, 8, 10, 11, 13
CANTOPEN, PROTOCOL, NOTADB = 14, 15, 26
NO_ROOM_BYTES = 1024 * 1024

RESTORE = "Restore the newest backup; the damaged file is kept beside it."


@dataclass(frozen=True, slots=True)
class Doing:
    """What was being attempted, for the first words of the sentence: "The change was not saved", and on
    which file.
    """

    not_done: str
    path: Path
    key: FileKey | None = None
    writes: bool = True
    """False for reading: a refused write there is a bug of ours and not the world's doing."""


@contextmanager
def told(doing: Doing) -> Iterator[None]:
    """Run the block; turn what SQLite reports of the world into an `UnavailableError` that says what to do.

    Errors of the operating system pass through: in a block that also writes an export, they are not this
    file's.
    """
    try:
        yield
    except Exception as error:
        known = in_words(error, doing)
        if known is None:
            raise
        raise known from error


def in_words(error: BaseException, doing: Doing) -> UnavailableError | None:
    """What `told` says in place of an error; None for one that passes through as it is."""
    return None if isinstance(error, CaseworkerError | OSError) else as_unavailable(error, doing)


def as_unavailable(error: BaseException, doing: Doing) -> UnavailableError | None:
    """The sentence for this error, or None when it is not the world's doing but a bug."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _from_sqlite(code, doing)
    if isinstance(cause, OSError):
        return from_os(cause, doing.not_done, doing.path)
    return None


def _from_sqlite(code: int, doing: Doing) -> UnavailableError | None:
    primary = code & 0xFF
    if primary in (BUSY, LOCKED, PROTOCOL):
        return UnavailableError(
            f"{doing.not_done} because another program is writing to {doing.path.name}. "
            f"{SAFE} Try again in a moment."
        )
    if primary == FULL:
        return disk_full(doing.not_done)
    if primary in (READONLY, PERM):
        return read_only(doing.not_done, doing.path.parent) if doing.writes else None
    if primary == IOERR:
        return _disk_trouble(doing)
    if primary == CANTOPEN:
        return _cannot_open(doing)
    if primary in (CORRUPT, NOTADB):
        return not_readable(doing)
    return None


def damaged(doing: Doing) -> DamagedFileError:
    """The file is not what was written."""
    return DamagedFileError(
        f"{doing.not_done} because {doing.path.name} is damaged. It was not changed. {RESTORE}"
    )


def not_readable(doing: Doing) -> UnavailableError:
    """Look at the file itself to tell a wrong key from damage."""
    try:
        verdict = look_at(doing.path, doing.key)
    except OSError as error:
        return from_os(error, doing.not_done, doing.path)
    if verdict is Verdict.KEY_NEEDED:
        return KeyNeededError(
            f"{doing.not_done} because {doing.path.name} is encrypted. It was not changed. "
            "Enter its passphrase or its recovery key."
        )
    if verdict is Verdict.OTHER_KEY:
        return WrongKeyError(
            f"{doing.not_done} because the key does not open {doing.path.name}. It was not changed. "
            "Check that the keys file beside it belongs to this office; a backup brings both back together."
        )
    return damaged(doing)


def _disk_trouble(doing: Doing) -> UnavailableError:
    try:
        free = shutil.disk_usage(doing.path.parent).free
    except OSError as error:
        return from_os(error, doing.not_done, doing.path)
    if free < NO_ROOM_BYTES:
        return disk_full(doing.not_done)
    return UnavailableError(
        f"{doing.not_done} because the disk could not be read or written. {SAFE} "
        f"Check the disk that holds {doing.path.parent}, then try again."
    )


def _cannot_open(doing: Doing) -> UnavailableError:
    if doing.path.is_dir():
        return folder_in_place(doing)
    if not doing.path.exists():
        return no_office(doing)
    return read_only(doing.not_done, doing.path.parent)


def folder_in_place(doing: Doing) -> DamagedFileError:
    """Something made a folder with the file's name."""
    return DamagedFileError(
        f"{doing.not_done} because a folder stands where the file {doing.path.name} should be. {RESTORE}"
    )


def emptied(doing: Doing) -> DamagedFileError:
    """The file has no byte left. SQLite would take it for a new database."""
    return DamagedFileError(
        f"{doing.not_done} because {doing.path.name} is empty: its contents are gone. {RESTORE}"
    )


def no_office(doing: Doing) -> UnavailableError:
    """There is no file to open."""
    return UnavailableError(
        f"{doing.not_done} because there is no office in {doing.path.parent}. "
        "Start a new office there, restore a backup, or choose another folder."
    )
