"""What a mailbox keeps for a decision: erasures that met a legal hold (C1, D8).

Question: who decides, where nothing is hidden and nobody is a manager? Choice: whoever has the mailbox; the program
asks for the right to erase. Cost: as every right in an office that is shared by a file, it is the program's to keep.
The table is made when it is first needed: mailboxes of earlier programs have none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from caseworker.domain.changes import decode
from caseworker.security.share_key import ShareKey
from caseworker.sync.facts import HOLD, access_facts, empties
from caseworker.sync.port import AccessFact, Decided, Empties, Fate, HeldChange, Wire
from caseworker.sync.share_rows import SECRET, ShareRows, has_table, header_of, opened

HELD = "held"
_MAKE = (
    f"CREATE TABLE IF NOT EXISTS {HELD} (id TEXT PRIMARY KEY, header TEXT NOT NULL, sealed BLOB NOT NULL,"
    " pushed_by TEXT NOT NULL, held_at TEXT NOT NULL, refused_at TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID"
)
FORGOTTEN = "It was not accepted before the mailbox was put back from a copy."
_WAITING = f"SELECT id, header, sealed, pushed_by, held_at FROM {HELD} WHERE refused_at = ''"


class ShareHeld:
    """The waiting changesets of one mailbox, inside the transaction of a connection."""

    def __init__(self, raw: sqlite3.Connection, key: ShareKey, rows: ShareRows) -> None:
        self._raw, self._key, self._rows = raw, key, rows

    def meets_hold(self, named: Empties) -> bool:
        """Whether an erasure names something of a case that is under a legal hold; its changes are opened to tell."""
        of_changes = {fed.wire.scope_id for fed in self._rows.with_ids(named.changesets)}
        return any(self._is_on_hold(scope) for scope in {*named.scopes, *of_changes})

    def _is_on_hold(self, scope_id: str) -> bool:
        values, replaced = {}, set[str]()
        for fed in self._rows.of_scope(scope_id):
            body = str(fed.wire.columns[18])
            for fact in _facts(body) if f'"{HOLD}"' in body else ():
                if fact.field == HOLD and fact.scope_id == scope_id:
                    values[fed.wire.id] = fact.value
                    replaced.update(fact.parents)
        return any(value == "true" for key, value in values.items() if key not in replaced)

    def hold(self, wire: Wire, pushed_by: str, now: str) -> None:
        """Keep a changeset until somebody decides."""
        self._raw.execute(_MAKE)
        self._raw.execute(
            f"INSERT OR IGNORE INTO {HELD} VALUES (?, ?, ?, ?, ?, '', '')",
            (wire.id, header_of(wire), self._rows.sealed(wire), pushed_by, now),
        )

    def waiting(self) -> tuple[HeldChange, ...]:
        """Return what waits, oldest first."""
        if not has_table(self._raw, HELD):
            return ()
        rows = self._raw.execute(f"{_WAITING} ORDER BY held_at, id")
        return tuple(
            HeldChange(self._wire(header, sealed), by, at, "hold") for _id, header, sealed, by, at in rows
        )

    def taken_out(self, ids: Sequence[str]) -> list[Wire]:
        """Return those of these that wait, which then wait no more."""
        found = [change.wire for change in self.waiting() if change.wire.id in ids]
        self._raw.executemany(f"DELETE FROM {HELD} WHERE id = ?", [(wire.id,) for wire in found])
        return found

    def refuse(self, ids: Sequence[str], reason: str, now: str) -> list[Wire]:
        """Note that those of these that wait are refused; return their headings."""
        found = [_heading(change.wire) for change in self.waiting() if change.wire.id in ids]
        self._raw.executemany(
            f"UPDATE {HELD} SET refused_at = ?, reason = ? WHERE id = ?",
            [(now, reason, wire.id) for wire in found],
        )
        return found

    def refuse_again(self, wire: Wire, pushed_by: str, now: str) -> Wire:
        """Note that one was refused before a copy was put back; return its heading.

        Words that wait here stay for whoever sent them.
        """
        self._raw.execute(_MAKE)
        self._raw.execute(
            f"INSERT INTO {HELD} VALUES (?, ?, x'', ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET refused_at = excluded.refused_at, reason = excluded.reason WHERE refused_at = ''",
            (wire.id, header_of(wire), pushed_by, now, now, FORGOTTEN),
        )
        return _heading(wire)

    def keep_words(self, wires: Iterable[Wire]) -> None:
        """Keep the words of changesets of which only the refused heading is here, for their author."""
        if not has_table(self._raw, HELD):
            return
        wanted = {
            i for (i,) in self._raw.execute(f"SELECT id FROM {HELD} WHERE refused_at <> '' AND sealed = x''")
        }
        self._raw.executemany(
            f"UPDATE {HELD} SET sealed = ? WHERE id = ?",
            [
                (self._rows.sealed(wire), wire.id)
                for wire in wires
                if wire.id in wanted and wire.columns[18] and not self._rows.is_gone(wire)
            ],
        )

    def is_waiting(self, changeset_id: str) -> bool:
        """Whether one waits for a decision."""
        return any(change.wire.id == changeset_id for change in self.waiting())

    def fate(self, changeset_id: str, person: str) -> Decided:
        """Return what became of one; its words for whoever sent or wrote it."""
        row = None
        if has_table(self._raw, HELD):
            asked = (
                f"SELECT header, sealed, pushed_by, refused_at, reason FROM {HELD} WHERE id = ?",
                (changeset_id,),
            )
            row = self._raw.execute(*asked).fetchone()
        if row is None:
            is_fed = self._rows.feed_of(changeset_id) is not None
            return Decided(changeset_id, Fate.TAKEN if is_fed else Fate.UNKNOWN)
        header, sealed, pushed_by, refused_at, reason = row
        if not refused_at:
            return Decided(changeset_id, Fate.WAITING)
        is_own = person in (pushed_by, json.loads(header)[9])
        own = self._wire(header, sealed) if is_own and sealed else None
        return Decided(changeset_id, Fate.REFUSED, reason, refused_at, own)

    def _wire(self, header: str, sealed: bytes) -> Wire:
        columns = json.loads(header)
        columns[SECRET] = opened(self._key, columns, sealed)
        return Wire(tuple(columns), empties=empties(decode(str(columns[18]))))


def _facts(body: str) -> tuple[AccessFact, ...]:
    try:
        return access_facts(decode(body))
    except (ValueError, TypeError):  # of a later version
        return ()


def _heading(wire: Wire) -> Wire:
    return Wire(tuple(json.loads(header_of(wire))))
