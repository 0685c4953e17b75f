"""Make a mailbox on a share and look after it: who may use it, copies, restoring, checking, making it anew.

Question: who administers a file? Choice: whoever has the right to the folder and the joining code; there are no
passwords of persons in it, the list of names says who a computer's user is and no more. Cost: taking a person off the
list keeps an honest program out, not somebody who has both; the folder's rights do that.
Source: offline rules P12, R5, E2, M2, M3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.domain.ids import IdMaker
from caseworker.errors import RuleError
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_copies, share_origins
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import HubRefuses
from caseworker.sync.share import is_key_of
from caseworker.sync.share_lives import rebuild, restore
from caseworker.sync.share_making import check_place, fill_new, make_first, now_text
from caseworker.sync.share_rows import ShareRows
from caseworker.sync.share_tables import COPIES

__all__ = [
    "Computer",
    "Made",
    "Status",
    "add_user",
    "backup",
    "check",
    "init",
    "rebuild",
    "remove_user",
    "restore",
    "retire",
    "status",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A new mailbox: its id, and what is typed on each computer that joins."""

    hub_id: str
    joining_code: str


@dataclass(frozen=True, slots=True)
class Computer:
    """A computer that called: whose, in what version, when last, and why it is waited for no more ("" while it is)."""

    origin: str
    code: str
    person: str
    app_version: str
    called_at: str
    retired: str
    has_called_since_restore: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What a mailbox says of itself."""

    hub_id: str
    changes: int
    files: int
    epochs: int
    is_frozen: bool
    users: Mapping[str, str]
    computers: tuple[Computer, ...]
    copies: tuple[str, ...]


def init(folder: Path) -> Made:
    """Make an empty mailbox in a folder that has none.

    Raises:
        RuleError: the folder is not one place for all computers. HubRefuses: there is one already.
    """
    check_place(folder)
    key, ids = ShareKey.new(), IdMaker()
    hub_id, epoch = ids.new(), ids.new()

    def fill(raw: sqlite3.Connection) -> None:
        fill_new(raw, key, hub_id)
        raw.execute("INSERT INTO epoch VALUES (1, ?, '', 0)", (epoch,))

    make_first(folder, fill)
    return Made(hub_id, key.joining_code)


def add_user(folder: Path, name: str, staff_id: str) -> None:
    """Put a person on the list, or say anew who a name is.

    Raises:
        RuleError: the name or the id is missing.
    """
    if not name.strip() or not staff_id.strip():
        raise RuleError("Name the person and their entry on the staff list.", field="name")
    values = (name.strip().casefold(), staff_id.strip(), now_text())
    Mailbox(folder).write(lambda raw: raw.execute("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", values))


def remove_user(folder: Path, name: str) -> None:
    """Take a person off the list.

    Raises:
        RuleError: they are not on it.
    """

    def remove(raw: sqlite3.Connection) -> int:
        return raw.execute("DELETE FROM person WHERE name = ?", (name.strip().casefold(),)).rowcount

    if not Mailbox(folder).write(remove):
        raise RuleError(f"“{name}” is not on the list of this share.", field="name")


def status(folder: Path) -> Status:
    """Return what the mailbox says of itself; no key is needed."""

    def look(raw: sqlite3.Connection) -> Status:
        lives = share_origins.epochs(raw)
        return Status(
            share_origins.meta(raw, "hub_id"),
            _number(raw, "SELECT feed FROM counter"),
            _number(raw, "SELECT count(*) FROM blob WHERE whole"),
            len(lives),
            share_origins.is_frozen(raw),
            dict(raw.execute("SELECT name, staff_id FROM person ORDER BY name")),
            _computers(raw, lives[-1].id),
            tuple(sorted(path.name for path in (folder / COPIES).glob("*.db"))),
        )

    return Mailbox(folder).read(look)


def retire(folder: Path, who: str, why: str = "The computer is not used any more") -> None:
    """Wait no more for a computer, by its id or code; its unused numbers are given up (R5).

    Raises:
        RuleError: there is no such computer.
    """

    def end(raw: sqlite3.Connection) -> bool:
        row = raw.execute("SELECT id FROM origin WHERE id = ? OR code = ?", (who, who.upper())).fetchone()
        if row:
            share_origins.retire(raw, str(row[0]), why)
        return row is not None

    if not Mailbox(folder).write(end):
        raise RuleError(f"There is no computer {who} here. “hub status” lists them.", field="origin")


def backup(folder: Path, target: Path) -> Path:
    """Write a verified copy of the mailbox to a new file, and return its path. Files of cases are not in it.

    Raises:
        HubRefuses: the mailbox is damaged. RuleError: there is a file of this name.
    """
    path = target
    if target.is_dir():  # named by the day; by the second too where the day has one
        day, second = now_text()[:10], now_text()[:19].replace(":", "")
        named = [target / f"caseworker-hub-{stamp}.db" for stamp in (day, second)]
        path = named[named[0].exists()]
    if path.exists():
        raise RuleError(f"There is a file {path} already. Name another.", field="path")
    mailbox = Mailbox(folder)

    def copy(raw: sqlite3.Connection) -> Path:
        raw.execute("COMMIT")
        share_copies.write_copy(raw, mailbox, path)
        raw.execute("BEGIN")
        return path

    return mailbox.read(copy)


def check(folder: Path, code: str = "") -> list[str]:
    """Return what is wrong with a mailbox, a sentence each; with the joining code every sealed row is opened."""

    def look(raw: sqlite3.Connection) -> list[str]:
        faults = [str(line) for (line,) in raw.execute("PRAGMA integrity_check") if line != "ok"] + _gaps(raw)
        if faults or not code:
            return faults
        key = ShareKey.from_code(code)
        if not is_key_of(raw, key):
            return ["This is not the joining code of this share, so contents were not looked at."]
        unreadable = ShareRows(raw, key).unreadable()
        return [f"Change {number} is not what was put there." for number in unreadable]

    try:
        return Mailbox(folder).read(look)
    except HubRefuses as error:
        return [str(error)]


# -- pieces -----------------------------------------------------------------------------------------------


def _gaps(raw: sqlite3.Connection) -> list[str]:
    """The feed must be exactly 1..n (I4)."""
    count, last = raw.execute("SELECT count(*), coalesce(max(feed), 0) FROM row").fetchone()
    head = _number(raw, "SELECT feed FROM counter")
    if (count, last) == (head, head):
        return []
    return [f"The feed should hold 1 to {head} and holds {count} changes up to {last}."]


def _computers(raw: sqlite3.Connection, epoch: str) -> tuple[Computer, ...]:
    rows = raw.execute(
        "SELECT id, code, person, app_version, called_at, retired, epoch = ? FROM origin ORDER BY n", (epoch,)
    )
    return tuple(
        Computer(origin, code, person, version, called_at, retired, bool(is_back))
        for origin, code, person, version, called_at, retired, is_back in rows
    )


def _number(raw: sqlite3.Connection, query: str) -> int:
    return int(raw.execute(query).fetchone()[0])
