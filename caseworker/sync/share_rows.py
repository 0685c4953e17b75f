"""Changesets in a mailbox file: stored sealed, numbered, read back, emptied.

Source: offline rules D8, P2, P6, E1, E2.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from caseworker.domain.changes import canonical, decode
from caseworker.errors import DamagedFileError
from caseworker.security.share_key import ShareKey
from caseworker.storage.log import COLUMNS
from caseworker.sync.facts import REDACTION, empties
from caseworker.sync.packing import NewerPackingError, pack, unpack
from caseworker.sync.port import Empties, Fed, HubRefuses, Signed, Wire
from caseworker.sync.share_tables import GONE_FILE

_log = logging.getLogger(__name__)
SECRET = slice(16, 19)
"""Places of reason, salt and body in the columns of a changeset: what is sealed, and what a redaction empties."""
_FED = "SELECT feed, header, sealed, emptied, pushed_by FROM row"


class ShareRows:
    """The feed of one mailbox, inside the transaction of a connection."""

    def __init__(self, raw: sqlite3.Connection, key: ShareKey) -> None:
        self._raw, self._key = raw, key

    @property
    def head(self) -> int:
        """The last feed number."""
        (feed,) = self._raw.execute("SELECT feed FROM counter").fetchone()
        return int(feed)

    def feed_of(self, changeset_id: str) -> int | None:
        """Return the feed number of a changeset, None when it is not here."""
        row = self._raw.execute("SELECT feed FROM row WHERE id = ?", (changeset_id,)).fetchone()
        return int(row[0]) if row else None

    def add(self, wires: Iterable[Wire], pushed_by: str, received_at: str) -> list[int]:
        """Store new changesets, and raise the counter as the last statement; return their numbers."""
        head = self.head
        numbers: list[int] = []
        for wire in wires:
            numbers.append(head + len(numbers) + 1)
            self._insert(numbers[-1], wire, pushed_by, received_at)
            empty(self._raw, wire.empties)
        self._raw.execute("UPDATE counter SET feed = ?", (head + len(numbers),))
        return numbers

    def is_double(self, wire: Wire) -> bool:
        """Whether another changeset has the same number of the same origin (P5)."""
        found = self._raw.execute(
            "SELECT 1 FROM row WHERE origin = ? AND oseq = ? AND id <> ? LIMIT 1",
            (wire.origin, wire.oseq, wire.id),
        )
        return found.fetchone() is not None

    def own_head(self, origin: str) -> tuple[int, str]:
        """Return number and hash of the last changeset of an origin."""
        row = self._raw.execute(
            "SELECT oseq, hash FROM row WHERE origin = ? ORDER BY oseq DESC, hash DESC LIMIT 1", (origin,)
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def after(self, feed: int, limit: int) -> tuple[Fed, ...]:
        """Return what comes after a number."""
        return self._fed("WHERE feed > ? ORDER BY feed LIMIT ?", (feed, limit))

    def of_scope(self, scope_id: str) -> tuple[Fed, ...]:
        """Return every changeset of one case."""
        return self._fed("WHERE scope_id = ? ORDER BY feed", (scope_id,))

    def with_ids(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        """Return the changesets of these ids, in the order of the feed."""
        found = [fed for changeset_id in set(ids) for fed in self._fed("WHERE id = ?", (changeset_id,))]
        return tuple(sorted(found))

    def unreadable(self) -> Iterator[int]:
        """Yield the number of each changeset whose secret part is not what was put there."""
        for row in self._raw.execute(f"{_FED} ORDER BY feed"):
            try:
                is_readable = row[3] or any(self._as_fed(*row).wire.columns[SECRET])
            except DamagedFileError:
                is_readable = False
            except HubRefuses:  # a newer program's: not damaged
                continue
            if not is_readable:
                yield int(row[0])

    def ids_and_hashes(self) -> Iterator[tuple[str, str]]:
        """Yield id and hash of everything."""
        yield from self._raw.execute("SELECT id, hash FROM row")

    def sign(self, signed: Signed | None) -> None:
        """Keep the newest signed head of an origin, once it is here: a queue comes in pieces (E5)."""
        if signed is not None and self._has(signed):
            self._raw.execute(
                "INSERT OR REPLACE INTO signed (origin, oseq, hash, signature, feed) VALUES (?, ?, ?, ?, 0)",
                tuple(signed),
            )

    def _has(self, signed: Signed) -> bool:
        asked = "SELECT 1 FROM row WHERE origin = ? AND oseq = ? AND hash = ?"
        return self._raw.execute(asked, tuple(signed)[:3]).fetchone() is not None

    def signed_of(self, rows: Iterable[Fed]) -> tuple[Signed, ...]:
        """Return the newest signed heads of those who wrote these."""
        origins = dict.fromkeys(fed.wire.origin for fed in rows)
        found = (
            self._raw.execute("SELECT origin, oseq, hash, signature FROM signed WHERE origin = ?", (origin,))
            for origin in origins
        )
        return tuple(Signed(*row) for cursor in found for row in cursor)

    def sealed(self, wire: Wire) -> bytes:
        """Return what is secret of a changeset, sealed and bound to it."""
        return self._key.seal(pack(*wire.columns[SECRET]), f"{wire.id} {wire.hash}")

    def _insert(self, feed: int, wire: Wire, pushed_by: str, received_at: str) -> None:
        is_emptied = self.is_gone(wire) or not wire.columns[18]
        sealed = b"" if is_emptied else self.sealed(wire)
        insert(self._raw, feed, header_of(wire), sealed, pushed_by, received_at)

    def is_gone(self, wire: Wire) -> bool:
        """Whether a redaction names a changeset."""
        found = self._raw.execute(
            "SELECT 1 FROM gone_scope WHERE id = ? UNION ALL SELECT 1 FROM gone_changeset WHERE id = ? LIMIT 1",
            (wire.scope_id, wire.id),
        )
        return found.fetchone() is not None

    def _fed(self, where: str, values: Sequence[Any]) -> tuple[Fed, ...]:
        return tuple(self._as_fed(*row) for row in self._raw.execute(f"{_FED} {where}", values))

    def _as_fed(self, feed: int, header: str, sealed: bytes, emptied: int, pushed_by: str) -> Fed:
        columns = _columns(header)
        if not emptied:
            columns[SECRET] = opened(self._key, columns, sealed)
        is_refused = bool(emptied) and self._is_refused(str(columns[0]))
        return Fed(
            feed, Wire(tuple(columns), empties=self._passed(columns)), pushed_by, bool(emptied), is_refused
        )

    def _is_refused(self, changeset_id: str) -> bool:
        return has_table(self._raw, "held") and self._knows("held", changeset_id)

    def _passed(self, columns: Sequence[Any]) -> Empties:
        """Return what a redaction names and was emptied here when it came: what the mailbox let pass (E4)."""
        body = str(columns[18])
        if columns[5] != "office" or REDACTION not in body:
            return Empties()
        try:
            said = empties(decode(body))
        except (ValueError, TypeError):  # of a later version, or damaged
            return Empties()
        return Empties(
            tuple(each for each in said.scopes if self._knows("gone_scope", each)),
            tuple(each for each in said.changesets if self._knows("gone_changeset", each)),
            said.blobs,
        )

    def is_erased(self, digest: str) -> bool:
        """Whether a file was erased and nothing has named it anew: it is neither taken nor asked for (E1).

        Every change is opened to tell, but for a file that was erased alone.
        """
        if not has_table(self._raw, GONE_FILE) or not self._knows(GONE_FILE, digest):
            return False
        rows = self._raw.execute(f"{_FED} WHERE NOT emptied")
        return not any(self._names(row, digest) for row in rows)

    def drop_erased(self) -> list[str]:
        """Take files that were erased, and that nothing names now, out of the list of what is here; return them."""
        if not has_table(self._raw, GONE_FILE):
            return []
        found = self._raw.execute(f"SELECT digest FROM blob WHERE digest IN (SELECT id FROM {GONE_FILE})")
        gone = [digest for (digest,) in found.fetchall() if self.is_erased(digest)]
        self._raw.executemany("DELETE FROM blob WHERE digest = ?", [(digest,) for digest in gone])
        return gone

    def _names(self, row: Sequence[Any], digest: str) -> bool:
        """Whether a change names a file; an erasure names what is to be gone."""
        try:
            body = str(self._as_fed(*row).wire.columns[18])
        except DamagedFileError:  # said by the check of the mailbox
            return False
        return f'"{digest}"' in body and f'"{REDACTION}"' not in body

    def _knows(self, table: str, each: str) -> bool:
        return self._raw.execute(f"SELECT 1 FROM {table} WHERE id = ?", (each,)).fetchone() is not None


def opened(key: ShareKey, columns: Sequence[Any], sealed: bytes) -> tuple[str, str, str]:
    """Return reason, salt and body of a changeset.

    Contents that no program packed so are none: the heading goes on, so that one bad changeset delays no other (I14),
    and its digest tells of it wherever the record is checked.

    Raises:
        HubRefuses: a newer program packed it. DamagedFileError: it is not as it was sealed.
    """
    packed = key.open(sealed, f"{columns[0]} {columns[4]}")
    try:
        return unpack(packed)
    except NewerPackingError as error:
        raise HubRefuses(
            "Others use a newer Caseworker. Your work is kept and was sent. Update this one to receive theirs."
        ) from error
    except ValueError as error:
        _log.warning("the share holds a changeset whose contents cannot be read: %s", error)
        return "", "", ""


def _columns(header: str) -> list[Any]:
    """Return the columns of a stored header (DamagedFileError: it is none)."""
    try:
        columns = json.loads(header)
    except ValueError:
        columns = None
    if not isinstance(columns, list) or len(columns) != COLUMNS.count(",") + 1:
        raise DamagedFileError("What lies on the share is not what was put there.")
    return columns


def header_of(wire: Wire) -> str:
    """Return the columns that are no secret, with nothing in the places of the others, as a JSON list."""
    columns = list(wire.columns)
    columns[SECRET] = ["", "", ""]
    return canonical(columns)


def insert(
    raw: sqlite3.Connection, feed: int, header: str, sealed: bytes, pushed_by: str, received_at: str
) -> None:
    """Store a changeset under its feed number; the counter is the caller's."""
    columns = json.loads(header)
    changeset_id, origin, oseq, digest, scope_id = (columns[place] for place in (0, 1, 2, 4, 6))
    raw.execute(
        "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feed,
            changeset_id,
            origin,
            oseq,
            digest,
            scope_id,
            header,
            sealed,
            int(not sealed),
            pushed_by,
            received_at,
        ),
    )


def empty(raw: sqlite3.Connection, what: Empties) -> None:
    """Empty what a redaction names, now and whenever it comes (E1, E2); of files that they were erased is noted."""
    scopes, ids = [(s,) for s in what.scopes], [(i,) for i in what.changesets]
    raw.executemany("INSERT OR IGNORE INTO gone_scope VALUES (?)", scopes)
    raw.executemany("INSERT OR IGNORE INTO gone_changeset VALUES (?)", ids)
    raw.executemany("UPDATE row SET sealed = x'', emptied = 1 WHERE scope_id = ?", scopes)
    raw.executemany("UPDATE row SET sealed = x'', emptied = 1 WHERE id = ?", ids)
    if has_table(raw, "held"):  # the words of what was refused
        words = "UPDATE held SET sealed = x'' WHERE refused_at <> '' AND"
        raw.executemany(f"{words} header ->> '$[6]' = ?", scopes)
        raw.executemany(f"{words} id = ?", ids)
    if what.blobs:
        note_gone_files(raw, what.blobs)


def note_gone_files(raw: sqlite3.Connection, digests: Iterable[str]) -> None:
    """Note files that were erased."""
    raw.execute(f"CREATE TABLE IF NOT EXISTS {GONE_FILE} (id TEXT PRIMARY KEY) WITHOUT ROWID")
    raw.executemany(f"INSERT OR IGNORE INTO {GONE_FILE} VALUES (?)", [(digest,) for digest in digests])


def has_table(raw: sqlite3.Connection, name: str) -> bool:
    """Whether a mailbox has a table that those made by earlier programs get when they first need it."""
    return raw.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None
