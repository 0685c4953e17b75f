"""Computers at a mailbox file: their enrolment, codes and nonces, blocks of numbers, and what is kept outside it.

Source: offline rules P1, R1 to R5, M2 (up to 8 computers), M3 (nonces).
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from caseworker.domain.changes import canonical
from caseworker.sync.port import Caller, Epoch, HubRefuses, Lease
from caseworker.sync.share_place import has_nonce, new_nonce
from caseworker.sync.share_tables import KEPT, MAILBOX, MOST_COMPUTERS

REPLACED = "This computer began a new file"
_LEASE = "request_id, series, first, last, origin, leased_at, given_up"


def meta(raw: sqlite3.Connection, key: str) -> str:
    """Return what the mailbox says of itself, "" when it says nothing."""
    row = raw.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(raw: sqlite3.Connection, key: str, value: str) -> None:
    """Write what the mailbox says of itself."""
    raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def epochs(raw: sqlite3.Connection) -> tuple[Epoch, ...]:
    """Return every life of the mailbox, oldest first."""
    return tuple(Epoch(*row) for row in raw.execute("SELECT id, parent, starts_after FROM epoch ORDER BY n"))


def keys(raw: sqlite3.Connection) -> dict[str, str]:
    """Return the public key of every computer."""
    return dict(raw.execute("SELECT id, public_key FROM origin ORDER BY n"))


# -- who calls --------------------------------------------------------------------------------------------


def enrol(raw: sqlite3.Connection, folder: Path, caller: Caller, person: str, now: str) -> str:
    """Note that a computer called, as a new one if it is; return its code.

    Raises:
        HubRefuses: it would be the ninth.
    """
    known = raw.execute(
        "SELECT code, retired, called_at FROM origin WHERE id = ?", (caller.origin,)
    ).fetchone()
    if known is None or known[1]:
        _refuse_a_ninth(raw, caller)
    if known is None:
        return _enrol_new(raw, folder, caller, person, now)
    if known[1] or known[2][:15] != now[:15]:  # written every ten minutes at most
        raw.execute(
            "UPDATE origin SET retired = '', called_at = ?, person = ?, app_version = ?, public_key = ? WHERE id = ?",
            (now, person, caller.app_version, caller.public_key, caller.origin),
        )
    return str(known[0])


def _enrol_new(raw: sqlite3.Connection, folder: Path, caller: Caller, person: str, now: str) -> str:
    """Give the next code (R4). An earlier file of the same computer and person calls no more.

    After a restore it is waited for all the same: it may be the only one to know of numbers (R5).
    """
    replaced = raw.execute(
        "SELECT id FROM origin WHERE machine = ? AND person = ? AND retired = ''", (caller.machine, person)
    ).fetchall()
    for (old,) in replaced if not is_frozen(raw) else ():
        retire(raw, str(old), REPLACED)
    (last,) = raw.execute("SELECT coalesce(max(n), 0) FROM origin").fetchone()
    letter = meta(raw, "code_letter") or "K"
    entry = {
        "id": caller.origin,
        "n": last + 1,
        "code": f"{letter}{last + 1:02}",
        "machine": caller.machine,
        "person": person,
        "public_key": caller.public_key,
        "app_version": caller.app_version,
        "enrolled_at": now,
        "called_at": now,
        "epoch": epochs(raw)[-1].id,
        "retired": "",
        "nonce": "",
    }
    keep_outside(folder, "origin", entry)
    put_origin(raw, entry)
    return str(entry["code"])


def put_origin(raw: sqlite3.Connection, entry: dict[str, Any]) -> None:
    """Write a computer into the register where it is not yet."""
    names = ", ".join(entry)
    marks = ", ".join("?" * len(entry))
    raw.execute(f"INSERT OR IGNORE INTO origin ({names}) VALUES ({marks})", tuple(entry.values()))


def _refuse_a_ninth(raw: sqlite3.Connection, caller: Caller) -> None:
    (others,) = raw.execute(
        "SELECT count(DISTINCT machine) FROM origin WHERE retired = '' AND machine <> ?", (caller.machine,)
    ).fetchone()
    if others >= MOST_COMPUTERS:
        raise HubRefuses(
            f"{MOST_COMPUTERS} computers share this office by a file already, which is as many as a file "
            "serves safely. Nothing was sent or changed. Retire one that is not used any more with “hub retire”, or "
            "share the office through a Postgres server."
        )


def retire(raw: sqlite3.Connection, origin: str, why: str) -> None:
    """Wait for a computer no more; what is unused of its blocks is given up (R5)."""
    raw.execute("UPDATE origin SET retired = ? WHERE id = ?", (why, origin))
    give_up(raw, origin, why)


def mind_nonces(raw: sqlite3.Connection, folder: Path, origin: str, today: str) -> list[str]:
    """Renew this computer's nonce once a day; return the codes of those whose nonce is not here as it should be."""
    (nonce,) = raw.execute("SELECT nonce FROM origin WHERE id = ?", (origin,)).fetchone()
    if not nonce or meta(raw, f"nonce_on {origin}") != today:
        raw.execute("UPDATE origin SET nonce = ? WHERE id = ?", (new_nonce(folder, origin, nonce), origin))
        set_meta(raw, f"nonce_on {origin}", today)
    others = raw.execute(
        "SELECT code, id, nonce FROM origin WHERE id <> ? AND retired = '' AND nonce <> '' ORDER BY n",
        (origin,),
    )
    return [str(code) for code, other, expected in others if not has_nonce(folder, other, expected)]


# -- numbers ----------------------------------------------------------------------------------------------


def is_frozen(raw: sqlite3.Connection) -> bool:
    """Whether somebody who may hold numbers that a restore forgot has not called since (R5)."""
    lives = epochs(raw)
    if len(lives) == 1:
        return False
    found = raw.execute("SELECT 1 FROM origin WHERE retired = '' AND epoch <> ? LIMIT 1", (lives[-1].id,))
    return found.fetchone() is not None


def leases(raw: sqlite3.Connection) -> tuple[Lease, ...]:
    """Return every block ever leased."""
    return tuple(Lease(*row) for row in raw.execute(f"SELECT {_LEASE} FROM lease ORDER BY rowid"))


def lease(
    raw: sqlite3.Connection, request_id: str, origin: str, series: str, count: int, highest: int, now: str
) -> Lease | None:
    """Return the block of a request, a new one if leasing is not frozen (R1, F14)."""
    known = raw.execute(f"SELECT {_LEASE} FROM lease WHERE request_id = ?", (request_id,)).fetchone()
    if known is not None:
        return Lease(*known)
    if is_frozen(raw):
        return None
    (last,) = raw.execute("SELECT coalesce(max(last), 0) FROM lease WHERE series = ?", (series,)).fetchone()
    first = max(int(last), highest) + 1
    made = Lease(request_id, series, first, first + count - 1, origin, now)
    put_leases(raw, [made])
    return made


def put_leases(raw: sqlite3.Connection, told: Iterable[Lease]) -> None:
    """Keep blocks that are not known, and note what is given up."""
    for block in told:
        raw.execute(f"INSERT OR IGNORE INTO lease ({_LEASE}) VALUES (?, ?, ?, ?, ?, ?, ?)", tuple(block))
        if block.given_up:
            raw.execute(
                "UPDATE lease SET given_up = ? WHERE request_id = ? AND given_up = ''",
                (block.given_up, block.request_id),
            )


def give_up(raw: sqlite3.Connection, origin: str, why: str) -> None:
    """Mark every block of an origin as given up."""
    raw.execute("UPDATE lease SET given_up = ? WHERE origin = ? AND given_up = ''", (why, origin))


# -- outside the mailbox ----------------------------------------------------------------------------------


def keep_outside(folder: Path, what: str, said: object) -> None:
    """Add a line to the list beside the mailbox, which no restore takes back (E2)."""
    if not (folder / MAILBOX).exists():  # it went away: nothing is written in its place
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder / MAILBOX))
    with (folder / KEPT).open("ab") as file:
        file.write(f"\n{canonical([what, said])}\n".encode())  # after a line that a kill cut off
        file.flush()
        os.fsync(file.fileno())


def kept_outside(folder: Path, what: str) -> Sequence[Any]:
    """Return what was kept of a kind, oldest first; a line that a kill cut off, or that is damaged, is left out."""
    try:
        lines = (folder / KEPT).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            kind, said = json.loads(line)
        except ValueError:
            continue
        if kind == what:
            found.append(said)
    return found
