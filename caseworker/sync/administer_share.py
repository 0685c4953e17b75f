"""Make a mailbox on a share and look after it: who may use it, copies, restoring, checking, making it anew.

Question: who administers a file? Choice: whoever has the right to the folder and the joining code; there are no
passwords of persons in it, the list of names says who a computer's user is and no more. Cost: taking a person off the
list keeps an honest program out, not somebody who has both; the folder's rights do that.
Source: offline rules P12, R5, E2, M2, M3.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from caseworker.clock import system_now
from caseworker.domain.ids import IdMaker
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_copies, share_origins
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import Fed, HubAway, HubRefuses, Lease
from caseworker.sync.share import KEY_CHECK, is_key_of
from caseworker.sync.share_place import why_not_shared_here
from caseworker.sync.share_rows import ShareRows, empty, insert
from caseworker.sync.share_tables import COPIES, FILES, FORMAT, MACHINES, MAILBOX, SCHEMA

ROWS_A_LOOK = 500
"""Changes between two renewals of the turn, in something long."""


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
    _check_place(folder)
    key, ids = ShareKey.new(), IdMaker()
    hub_id, epoch = ids.new(), ids.new()

    def fill(raw: sqlite3.Connection) -> None:
        _fill(raw, key, hub_id)
        raw.execute("INSERT INTO epoch VALUES (1, ?, '', 0)", (epoch,))

    _make(folder, fill)
    return Made(hub_id, key.joining_code)


def add_user(folder: Path, name: str, staff_id: str) -> None:
    """Put a person on the list, or say anew who a name is.

    Raises:
        RuleError: the name or the id is missing.
    """
    if not name.strip() or not staff_id.strip():
        raise RuleError("Name the person and their entry on the staff list.", field="name")
    values = (name.strip().casefold(), staff_id.strip(), _now())
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
    path = target / f"caseworker-hub-{_now()[:10]}.db" if target.is_dir() else target
    if path.exists():
        raise RuleError(f"There is a file {path} already. Name another.", field="path")
    mailbox = Mailbox(folder)

    def copy(raw: sqlite3.Connection) -> Path:
        raw.execute("COMMIT")
        share_copies.write_copy(raw, mailbox, path)
        raw.execute("BEGIN")
        return path

    return mailbox.read(copy)


def restore(folder: Path, copy: Path) -> None:
    """Put a copy in the place of the mailbox, which is kept aside: another epoch begins after what it holds (P12).

    Redactions that came since are done again from the list outside, computers keep their codes, and no numbers are
    leased until every computer has called or was retired (E2, R5).

    Raises:
        RuleError: it is no whole copy of this mailbox.
    """
    _check_copy(copy, folder)
    made = folder / f"{MAILBOX}.restored"
    with told_of_os("The mailbox was not restored", made):
        made.write_bytes(copy.read_bytes())
    raw = sqlite3.connect(made, isolation_level=None)
    try:
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("BEGIN IMMEDIATE")
        _begin_epoch(raw, folder)
        raw.execute("COMMIT")
    finally:
        raw.close()
    with _turn(folder), told_of_os("The mailbox was not restored", made):
        _put_aside(folder)
        made.rename(folder / MAILBOX)


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


def rebuild(
    folder: Path,
    code: str,
    hub_id: str,
    epoch: str,
    rows: Iterable[Fed],
    leases: Iterable[Lease] = (),
    own_code: str = "K",
    *,
    with_files: bool = True,
) -> int:
    """Make a damaged or lost mailbox again from the record of one computer, as a new epoch from the beginning (M3).

    Other computers then offer what this one had not. Users and computers are taken from the newest copy that can be
    read; without one they are added again, and codes go on with another letter, so that no code is given twice.

    Args:
        hub_id, epoch: what that computer knows of the hub.
        own_code: that computer's code, such as "K03".
        with_files: whether the files of cases beside it were sealed with this code; else they are sent anew.

    Returns: how many changes it holds now.
    """
    _check_place(folder)
    key = ShareKey.from_code(code)
    letter = chr(ord(own_code[0]) + 1) if own_code[:1] < "Z" else "A"

    def fill(raw: sqlite3.Connection) -> None:
        _fill(raw, key, hub_id)
        raw.execute("INSERT INTO epoch VALUES (1, ?, '', 0)", (epoch,))
        known = _salvage(raw, folder)
        if not known:
            share_origins.set_meta(raw, "code_letter", letter)
        feed = ShareRows(raw, key)
        for number, fed in enumerate(rows):
            feed.add([fed.wire], fed.pushed_by, _now())
            if number % ROWS_A_LOOK == 0:
                mailbox.lock.renew()
        share_origins.put_leases(raw, leases)
        _begin_epoch(raw, folder, starts_after=0)

    with _turn(folder) as mailbox:
        _put_aside(folder)
        if not with_files:
            shutil.rmtree(folder / FILES, ignore_errors=True)
        _make(folder, fill)
    return status(folder).changes


# -- pieces -----------------------------------------------------------------------------------------------


def _fill(raw: sqlite3.Connection, key: ShareKey, hub_id: str) -> None:
    for statement in SCHEMA.split(";"):
        raw.execute(statement)
    share_origins.set_meta(raw, "format", FORMAT)
    share_origins.set_meta(raw, "hub_id", hub_id)
    share_origins.set_meta(raw, "key_check", key.seal(b"caseworker", KEY_CHECK).hex())


def _make(folder: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    with told_of_os("The share was not made", folder / MAILBOX):
        for each in (folder, *(folder / name for name in (COPIES, FILES, MACHINES))):
            each.mkdir(parents=True, exist_ok=True)
        Mailbox(folder).make(fill)


def _check_place(folder: Path) -> None:
    why = why_not_shared_here(folder)
    if why:
        raise RuleError(
            f"The folder {folder} {why}. Nothing was made. Choose a folder on a server.", field="path"
        )


def _check_copy(copy: Path, folder: Path) -> None:
    hub_id = ""
    try:
        raw = sqlite3.connect(f"file:{copy.resolve().as_posix()}?mode=ro", uri=True)
        try:
            is_whole = [line for (line,) in raw.execute("PRAGMA quick_check")] == ["ok"]
            is_whole = is_whole and share_origins.meta(raw, "format") == FORMAT
            hub_id = share_origins.meta(raw, "hub_id")
        finally:
            raw.close()
    except sqlite3.Error:
        is_whole = False
    if not is_whole:
        raise RuleError(
            f"{copy} is no whole copy of a mailbox. Nothing was changed. Choose another copy.", field="path"
        )

    with suppress(HubAway, HubRefuses):  # what is there now may be damaged or gone: that is why one restores
        if status(folder).hub_id != hub_id:
            raise RuleError(
                f"{copy} is a copy of another office's mailbox. Nothing was changed. Choose another copy.",
                field="path",
            )


def _begin_epoch(raw: sqlite3.Connection, folder: Path, starts_after: int | None = None) -> None:
    """Begin another life, and do again what came since and must hold for ever."""
    lives = share_origins.epochs(raw)
    head = _number(raw, "SELECT feed FROM counter")
    raw.execute(
        "INSERT INTO epoch VALUES (?, ?, ?, ?)",
        (len(lives) + 1, IdMaker().new(), lives[-1].id, head if starts_after is None else starts_after),
    )
    for entry in share_origins.kept_outside(folder, "origin"):
        share_origins.put_origin(raw, entry)
    raw.execute("UPDATE origin SET nonce = ''")  # the files of the nonces have gone on
    for kept in share_copies.kept_redactions(folder):
        empty(raw, kept.empties)
        if raw.execute("SELECT 1 FROM row WHERE id = ?", (kept.id,)).fetchone() is None:
            head += 1
            insert(raw, head, kept.header, kept.sealed, kept.pushed_by, _now())
    raw.execute("UPDATE counter SET feed = ?", (head,))


def _salvage(raw: sqlite3.Connection, folder: Path) -> bool:
    """Take users, computers and leases over from the newest copy that can be read; whether there was one."""
    for path in sorted((folder / COPIES).glob("*.db"), reverse=True):
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as copy:
            for table in ("person", "origin", "lease", "signed"):
                rows = copy.execute(f"SELECT * FROM {table}").fetchall()
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    raw.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
            return True
    return False


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


@contextmanager
def _turn(folder: Path) -> Iterator[Mailbox]:
    """Have the mailbox for oneself, so that no computer is in the middle of a call when files are exchanged."""
    mailbox = Mailbox(folder)
    with told_of_os("The mailbox was not changed", folder / MAILBOX):
        while not mailbox.lock.try_take():
            mailbox.closed.wait(0.2)
    try:
        yield mailbox
    finally:
        mailbox.lock.release()


def _put_aside(folder: Path) -> None:
    path = folder / MAILBOX
    if path.exists():
        path.rename(folder / f"{MAILBOX}.before-{system_now():%Y%m%d-%H%M%S-%f}")
    (folder / f"{MAILBOX}-journal").unlink(missing_ok=True)


def _now() -> str:
    return system_now().isoformat(timespec="milliseconds")
