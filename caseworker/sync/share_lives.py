"""Put a copy of a mailbox in its place, or make it again from one computer's record: each begins another life of it.

Source: offline rules P12, R5, E2, M3.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from caseworker.domain.ids import IdMaker
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_copies, share_origins
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import Fed, HubAway, HubRefuses, Lease
from caseworker.sync.share_held import HELD, ShareHeld
from caseworker.sync.share_making import check_place, fill_new, make, now_text, put_aside, turn
from caseworker.sync.share_rows import ShareRows, empty, has_table, insert
from caseworker.sync.share_tables import COPIES, FILES, FORMAT, MAILBOX

ROWS_A_LOOK = 500
"""Changes between two renewals of the turn, in something long."""


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
    with turn(folder), told_of_os("The mailbox was not restored", made):
        put_aside(folder)
        made.rename(folder / MAILBOX)


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
    check_place(folder)
    key = ShareKey.from_code(code)
    letter = chr(ord(own_code[0]) + 1) if own_code[:1] < "Z" else "A"

    def fill(raw: sqlite3.Connection) -> None:
        fill_new(raw, key, hub_id)
        raw.execute("INSERT INTO epoch VALUES (1, ?, '', 0)", (epoch,))
        known = _salvage(raw, folder)
        if not known:
            share_origins.set_meta(raw, "code_letter", letter)
        feed = ShareRows(raw, key)
        held = ShareHeld(raw, key, feed)
        for number, fed in enumerate(rows):
            heading = (
                held.refuse_again(fed.wire, fed.pushed_by, now_text()) if fed.wire.is_refused else fed.wire
            )
            feed.add([heading], fed.pushed_by, now_text())
            if number % ROWS_A_LOOK == 0:
                mailbox.lock.renew()
        share_origins.put_leases(raw, leases)
        _begin_epoch(raw, folder, starts_after=0)

    _refuse_other(folder, hub_id, f"The shared file in {folder} is another office’s.")
    with turn(folder) as mailbox:
        aside = put_aside(folder)
        try:
            make(folder, fill)
        except BaseException:  # what was there is better than nothing
            if aside is not None:
                aside.rename(folder / MAILBOX)
            raise
        if not with_files:
            shutil.rmtree(folder / FILES, ignore_errors=True)
    return Mailbox(folder).read(lambda raw: ShareRows(raw, key).head)


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
    _refuse_other(folder, hub_id, f"{copy} is a copy of another office's mailbox.", "Choose another copy.")


def _refuse_other(folder: Path, hub_id: str, words: str, what_to_do: str = "Name another folder.") -> None:
    """Stop where the mailbox that is there is another office's (RuleError)."""
    with suppress(
        HubAway, HubRefuses
    ):  # what is there now may be damaged or gone: that is why one puts it right
        if Mailbox(folder).read(lambda raw: share_origins.meta(raw, "hub_id")) != hub_id:
            raise RuleError(f"{words} Nothing was changed. {what_to_do}", field="path")


def _begin_epoch(raw: sqlite3.Connection, folder: Path, starts_after: int | None = None) -> None:
    """Begin another life, and do again what came since and must hold for ever."""
    lives = share_origins.epochs(raw)
    (head,) = raw.execute("SELECT feed FROM counter").fetchone()
    raw.execute(
        "INSERT INTO epoch VALUES (?, ?, ?, ?)",
        (len(lives) + 1, IdMaker().new(), lives[-1].id, head if starts_after is None else starts_after),
    )
    for entry in share_origins.kept_outside(folder, "origin"):
        share_origins.put_origin(raw, entry)
    raw.execute("UPDATE origin SET nonce = ''")  # the files of the nonces have gone on
    for kept in share_copies.kept_redactions(folder):
        empty(raw, kept.empties)
        if has_table(raw, HELD):  # it was accepted after the copy was made
            raw.execute(f"DELETE FROM {HELD} WHERE id = ?", (kept.id,))
        if raw.execute("SELECT 1 FROM row WHERE id = ?", (kept.id,)).fetchone() is None:
            head += 1
            insert(raw, head, kept.header, kept.sealed, kept.pushed_by, now_text())
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
