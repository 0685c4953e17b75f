"""The making of a mailbox file, and having it for oneself while files are exchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from caseworker.clock import system_now
from caseworker.errors import RuleError, UnavailableError
from caseworker.files import disk_full, read_only, told_of_os
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_origins
from caseworker.sync.mailbox import FULL, Mailbox
from caseworker.sync.share import KEY_CHECK
from caseworker.sync.share_place import why_not_shared_here
from caseworker.sync.share_tables import COPIES, FILES, FORMAT, MACHINES, MAILBOX, SCHEMA

NOT_MADE = "The share was not made"


def fill_new(raw: sqlite3.Connection, key: ShareKey, hub_id: str) -> None:
    """Make the tables of an empty mailbox."""
    for statement in SCHEMA.split(";"):
        raw.execute(statement)
    share_origins.set_meta(raw, "format", FORMAT)
    share_origins.set_meta(raw, "hub_id", hub_id)
    share_origins.set_meta(raw, "key_check", key.seal(b"caseworker", KEY_CHECK).hex())


def make(folder: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make the folders and the mailbox, which `fill` fills, while nobody else does."""
    try:
        with told_of_os(NOT_MADE, folder / MAILBOX):
            Mailbox(folder).refuse_second()
            for each in (folder, *(folder / name for name in (COPIES, FILES, MACHINES))):
                each.mkdir(parents=True, exist_ok=True)
            Mailbox(folder).make(fill)
    except sqlite3.Error as error:
        _remove_empty(folder)
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in FULL:
            raise disk_full(NOT_MADE) from error
        raise read_only(NOT_MADE, folder) from error
    except UnavailableError:
        _remove_empty(folder)
        raise


def unmake(folder: Path) -> None:
    """Take away a mailbox in which nobody's office is yet, and the empty folders beside it; files of others stay."""
    with suppress(OSError):  # what stays is in nobody's way: the next attempt says so
        (folder / MAILBOX).unlink(missing_ok=True)
    _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    for name in (COPIES, FILES, MACHINES):
        with suppress(OSError):  # something lies in it
            (folder / name).rmdir()


def check_place(folder: Path) -> None:
    """Let a folder pass that is one place for all computers (RuleError)."""
    why = why_not_shared_here(folder)
    if why:
        raise RuleError(
            f"The folder {folder} {why}. Nothing was made. Choose a folder on a server.", field="path"
        )


def make_first(folder: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make the first mailbox of a folder, one at a time: of several who do so at once the others are refused.

    Raises:
        HubRefuses: there is one already.
    """
    with told_of_os(NOT_MADE, folder / MAILBOX):
        Mailbox(folder).refuse_second()
        folder.mkdir(parents=True, exist_ok=True)
    with turn(folder, NOT_MADE):
        make(folder, fill)


@contextmanager
def turn(folder: Path, not_done: str = "The mailbox was not changed") -> Iterator[Mailbox]:
    """Have the mailbox for oneself, so that no computer is in the middle of a call when files are exchanged."""
    mailbox = Mailbox(folder)
    with told_of_os(not_done, folder / MAILBOX):
        while not mailbox.lock.try_take():
            mailbox.closed.wait(0.2)
    try:
        yield mailbox
    finally:
        mailbox.lock.release()


def put_aside(folder: Path) -> Path | None:
    """Give a mailbox that is there another name, and return that; None where there is none."""
    path, aside = folder / MAILBOX, None
    if path.exists():
        aside = path.rename(folder / f"{MAILBOX}.before-{system_now():%Y%m%d-%H%M%S-%f}")
    (folder / f"{MAILBOX}-journal").unlink(missing_ok=True)
    return aside


def now_text() -> str:
    """Return this moment (UTC)."""
    return system_now().isoformat(timespec="milliseconds")
