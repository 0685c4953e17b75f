"""Copies of a mailbox beside it: one a day, seven of them; and what must outlive every copy (M2, E2)."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from caseworker.errors import DamagedFileError
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import Empties, Wire
from caseworker.sync.share_origins import keep_outside, kept_outside, meta, set_meta
from caseworker.sync.share_rows import header_of
from caseworker.sync.share_tables import COPIES, MAILBOX

_log = logging.getLogger(__name__)

KEEP = 7
PAGES_AT_ONCE = 500
REDACTION = "redaction"


def copy_if_due(raw: sqlite3.Connection, mailbox: Mailbox, today: str) -> None:
    """Copy the mailbox on its first call of a day, and after a redaction: older copies hold what is to be gone."""
    redactions = str(len(kept_outside(mailbox.folder, REDACTION)))
    has_new_redaction = meta(raw, "redactions_copied") not in ("", redactions)
    if meta(raw, "copied_on") == today and not has_new_redaction:
        return
    folder = mailbox.folder / COPIES
    raw.execute("COMMIT")  # nothing is copied in the middle of writing; this computer still has its turn
    try:
        write_copy(raw, mailbox, folder / f"{today}.db")
    except (
        OSError,
        sqlite3.OperationalError,
    ) as error:  # no reason to stop work; it is tried at the next call
        _log.warning("the mailbox was not copied: %s", error)
        raw.execute("BEGIN IMMEDIATE")
        return
    raw.execute("BEGIN IMMEDIATE")
    set_meta(raw, "copied_on", today)
    set_meta(raw, "redactions_copied", redactions)
    copies = sorted(folder.glob("????-??-??.db"), reverse=True)
    aside = list(mailbox.folder.glob(f"{MAILBOX}.before-*")) if has_new_redaction else []
    for old in (*copies[1 if has_new_redaction else KEEP :], *aside):
        old.unlink(missing_ok=True)


def write_copy(raw: sqlite3.Connection, mailbox: Mailbox, path: Path) -> Path:
    """Write a copy and look whether it is whole.

    Raises:
        DamagedFileError: it is not, so that the mailbox is not either.
    """
    path.parent.mkdir(exist_ok=True)
    made = path.with_name(path.name + ".new")
    made.unlink(missing_ok=True)
    target = sqlite3.connect(made, isolation_level=None)
    try:
        target.execute("PRAGMA synchronous = OFF")  # it is forced to the disk once, below
        raw.backup(target, pages=PAGES_AT_ONCE, progress=lambda *_left: mailbox.lock.renew(), sleep=0)
        found = [str(line) for (line,) in target.execute("PRAGMA quick_check")]
    finally:
        target.close()
    if found != ["ok"]:
        made.unlink(missing_ok=True)
        raise DamagedFileError("The mailbox is damaged.")
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
    return path


@dataclass(frozen=True, slots=True)
class Kept:
    """A redaction as it lies beside the mailbox: sealed like any other changeset; what it empties are random ids."""

    header: str
    sealed: bytes
    empties: Empties
    pushed_by: str

    @property
    def id(self) -> str:
        return str(json.loads(self.header)[0])


def keep_redaction(folder: Path, wire: Wire, sealed: bytes, pushed_by: str) -> None:
    """Write a redaction beside the mailbox."""
    keep_outside(
        folder, REDACTION, [header_of(wire), sealed.hex(), [list(part) for part in wire.empties], pushed_by]
    )


def kept_redactions(folder: Path) -> list[Kept]:
    """Return every redaction that was ever written beside the mailbox, oldest first."""
    kept = (
        Kept(header, bytes.fromhex(sealed), Empties(*(tuple(part) for part in parts)), pushed_by)
        for header, sealed, parts, pushed_by in kept_outside(folder, REDACTION)
    )
    return list({each.id: each for each in kept}.values())


def erased_files(folder: Path) -> frozenset[str]:
    """Return the digests of all files that were ever erased."""
    return frozenset(digest for kept in kept_redactions(folder) for digest in kept.empties.blobs)
