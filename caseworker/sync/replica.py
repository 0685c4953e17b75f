"""The office's file as the engine sees it: `port.Store` over SQLite.

Question: what if the program is killed while a page is stored? Choice: every method is one transaction of the writer
(a page of many rows: a few, each of which moves the cursor as far as it got), so that nothing is ever half stored and
a person's save waits for one piece at most. Cost: a commit for every piece.
Source: offline rules P1 to P13, S4, D4, I1, I10, I14.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from caseworker.clock import system_now
from caseworker.domain.changes import SCHEMA_VERSION
from caseworker.domain.ids import IdMaker
from caseworker.domain.odd_values import known_day
from caseworker.security.signing import new_key, sign
from caseworker.settings import OfficeSettings
from caseworker.storage import leases
from caseworker.storage.database import Database
from caseworker.storage.emptying import settle, tidy
from caseworker.storage.heads import head_text
from caseworker.storage.local import (
    local_setting,
    new_origin,
    present_origin,
    set_local_setting,
    set_sync_state,
    sync_state,
)
from caseworker.storage.packed import TABLE
from caseworker.storage.unprojected import project_some
from caseworker.storage.withholding import withhold
from caseworker.sync.port import (
    Answer,
    Caller,
    Decided,
    Fate,
    Fed,
    Lease,
    OwnHead,
    Page,
    Signed,
    SyncState,
    Taken,
    Verdict,
    Wire,
)
from caseworker.sync.replica_record import ReplicaRecord
from caseworker.sync.replica_rows import DECIDED, HELD, TOLD, take, take_stubs, to_wires

AT_ONCE = 200
"""Rows stored and projected in one transaction while somebody may be working."""

_STATE = frozenset(field.name for field in fields(SyncState))
_UNSENT = "feed IS NULL AND held = 0 AND emptied <> 'withheld'"
_HELD_AFTER = {Fate.WAITING: HELD, Fate.TAKEN: 0, Fate.REFUSED: DECIDED, Fate.UNKNOWN: 0}
_PREFIX = re.compile("[A-Z]{2,6}")
_KEY = "signing:"
"""Local setting by origin: private and public half of its key."""


class Replica(ReplicaRecord):
    """The store of an open office.

    Args:
        on_origin: told of a new replica id, inside the transaction that takes it (P5).
        now: this computer's clock (UTC).
        at_once: how many rows are stored or projected in one transaction.
    """

    def __init__(
        self,
        database: Database,
        on_origin: Callable[[str], None] = lambda _origin: None,
        now: Callable[[], datetime] = system_now,
        ids: IdMaker | None = None,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        super().__init__(database)
        self._on_origin, self._now, self._ids, self._at_once = on_origin, now, ids or IdMaker(), at_once

    # -- who this is --------------------------------------------------------------------------------------

    @property
    def origin(self) -> str:
        with self._database.raw_reader() as raw:
            return present_origin(raw)

    def caller(self, app_version: str) -> Caller:
        """Return what is said of this computer at a greeting; its key is made when it is first needed (E5)."""
        public = "" if self._database.read_only else self._keys()[1]
        with self._database.raw_reader() as raw:
            origin, machine = raw.execute(
                "SELECT id, fingerprint FROM origin ORDER BY rowid DESC LIMIT 1"
            ).fetchone()
        return Caller(str(origin), str(machine), public, app_version, SCHEMA_VERSION)

    def _keys(self) -> tuple[str, str]:
        with self._database.raw_reader() as raw:
            kept = local_setting(raw, _KEY + present_origin(raw))
        if not kept:
            with self._database.raw_writer() as raw:
                key = _KEY + present_origin(raw)
                kept = local_setting(raw, key) or json.dumps(new_key())
                set_local_setting(raw, key, kept)
        private, public = json.loads(kept)
        return str(private), str(public)

    def own_head(self) -> OwnHead:
        with self._database.raw_reader() as raw:
            origin = present_origin(raw)
            newest = "SELECT oseq, hash FROM changeset WHERE origin = ? {} ORDER BY oseq DESC LIMIT 1"
            head = raw.execute(newest.format(""), (origin,)).fetchone()
            shared = raw.execute(newest.format("AND feed IS NOT NULL"), (origin,)).fetchone()
        oseq, digest = head or (0, "")
        return OwnHead(oseq, digest, shared[0] if shared else 0)

    def take_new_origin(self) -> str:
        origin = self._ids.new()
        with self._database.raw_writer() as raw:
            row = raw.execute("SELECT fingerprint FROM origin ORDER BY rowid DESC LIMIT 1").fetchone()
            new_origin(raw, origin, row[0] if row else "", self._now().isoformat(timespec="seconds"))
            self._on_origin(origin)
        return origin

    # -- what is known of the hub -------------------------------------------------------------------------

    def state(self) -> SyncState:
        with self._database.raw_reader() as raw:
            known = sync_state(raw)
        return SyncState(**{name: value for name, value in known.items() if name in _STATE})

    def set_state(self, **values: Any) -> None:
        with self._database.raw_writer() as raw:
            before, now = sync_state(raw).get("last_contact_at"), values.get("last_contact_at")
            if before and now:
                leases.note_outage(raw, before, now)
            set_sync_state(raw, **values)

    def begin_epoch(self, epoch: str, cursor: int) -> None:
        with self._database.raw_writer() as raw:
            raw.execute(f"UPDATE {TABLE} SET feed = NULL WHERE feed > ?", (cursor,))
            raw.execute(f"UPDATE {TABLE} SET held = 0 WHERE held <> 0 AND feed IS NULL")
            raw.execute("UPDATE blob SET confirmed = 0 WHERE confirmed <> 0")
            set_sync_state(raw, epoch=epoch, cursor=cursor, access_version=-1)

    # -- sending ------------------------------------------------------------------------------------------

    def unsent(self, rows: int, size: int, *, after: int = 0) -> tuple[Wire, ...]:
        found: list[Wire] = []
        with self._database.raw_reader() as raw:
            where = f"changeset WHERE {_UNSENT} AND n > ? ORDER BY n LIMIT ?"
            for _feed, wire in to_wires(raw, where, (after, rows)):
                size -= wire.size
                if found and size < 0:
                    break
                found.append(wire)
        return tuple(found)

    def place_of(self, changeset_id: str) -> int:
        """Return the place of a changeset in this file."""
        with self._database.raw_reader() as raw:
            return int(raw.execute("SELECT n FROM changeset WHERE id = ?", (changeset_id,)).fetchone()[0])

    def take_keys(self, keys: Mapping[str, str]) -> None:
        with self._database.raw_reader() as raw:
            known = {str(row[0]) for row in raw.execute("SELECT origin FROM origin_key")}
        if new := sorted((origin, key) for origin, key in keys.items() if origin not in known):
            with self._database.raw_writer() as raw:
                raw.executemany("INSERT OR IGNORE INTO origin_key (origin, public_key) VALUES (?, ?)", new)

    def signed_head(self) -> Signed | None:
        head, origin = self.own_head(), self.origin
        if not head.oseq:
            return None
        signature = sign(self._keys()[0], head_text(origin, head.oseq, head.hash))
        return Signed(origin, head.oseq, head.hash, signature)

    def mark_pushed(self, answers: Iterable[Answer]) -> None:
        with self._database.raw_writer() as raw:
            raw.executemany(
                f"UPDATE {TABLE} SET feed = ?, held = ? WHERE id = ?",
                [(a.feed, int(a.verdict is Verdict.HELD), a.id) for a in answers],
            )
            is_settled = bool(settle(raw))
        if is_settled:
            tidy(self._database)

    def held_ids(self) -> tuple[str, ...]:
        with self._database.raw_reader() as raw:
            rows = raw.execute("SELECT id FROM changeset WHERE held IN (?, ?) ORDER BY n", (HELD, DECIDED))
            return tuple(str(row[0]) for row in rows)

    def take_fates(self, fates: Iterable[Decided]) -> None:
        with self._database.raw_writer() as raw:
            raw.executemany(
                f"UPDATE {TABLE} SET held = ? WHERE id = ? AND held <> ?",
                [(_HELD_AFTER[said.fate], said.id, _HELD_AFTER[said.fate]) for said in fates],
            )

    def told(self, ids: Collection[str]) -> None:
        """Note that the author was told what was not accepted."""
        with self._database.raw_writer() as raw:
            raw.executemany(
                f"UPDATE {TABLE} SET held = CASE WHEN feed IS NULL THEN ? ELSE 0 END WHERE id = ? AND held = ?",
                [(TOLD, each, DECIDED) for each in sorted(ids)],
            )

    # -- receiving ----------------------------------------------------------------------------------------

    def take_page(self, page: Page, *, project: bool = True) -> Taken:
        pieces = list(_pieces(page.rows, self._at_once if project else len(page.rows))) or [()]
        taken = Taken()
        for piece in pieces:
            is_last = piece is pieces[-1]
            cursor = page.scanned if is_last else piece[-1].feed
            with self._database.raw_writer() as raw:
                if piece is pieces[0]:  # before the cursor passes them
                    take_stubs(raw, page.stubs)
                    _keep_signed(raw, page.signed)
                taken = _added(taken, take(raw, piece, project=project))
                set_sync_state(raw, cursor=cursor)
        tidy(self._database)
        return taken

    def take_rows(self, rows: Sequence[Fed]) -> Taken:
        with self._database.raw_writer() as raw:
            taken = take(raw, rows)
        tidy(self._database)
        return taken

    def project_stored(self, limit: int) -> int:
        with self._database.raw_writer() as raw:
            return project_some(raw, limit)

    # -- who may see what ---------------------------------------------------------------------------------

    def purge(self, scopes: Collection[str]) -> frozenset[str]:
        with self._database.raw_writer() as raw:
            gone = withhold(raw, scopes)
        tidy(self._database)
        return gone

    def withheld(self) -> frozenset[str]:
        with self._database.raw_reader() as raw:
            return frozenset(str(row[0]) for row in raw.execute("SELECT scope_id FROM withheld"))

    def known_scopes(self, scopes: Collection[str]) -> frozenset[str]:
        with self._database.raw_reader() as raw:
            rows = raw.execute(
                "SELECT value FROM json_each(?) WHERE EXISTS"
                " (SELECT 1 FROM changeset WHERE scope_id = value AND emptied = '')",
                (json.dumps(sorted(scopes)),),
            )
            return frozenset(str(row[0]) for row in rows)

    # -- reference numbers --------------------------------------------------------------------------------

    def lease_requests(self, today: str) -> tuple[tuple[str, str, int, int], ...]:
        with self._database.raw_writer() as raw:
            prefix, day = _setting(raw, "reference_prefix"), _setting(raw, "clock_stands_on")
            if not _PREFIX.fullmatch(prefix):
                prefix = OfficeSettings().reference_prefix
            day = day if known_day(day) else today
            return leases.requests(raw, prefix, day, present_origin(raw), self._ids)

    def known_leases(self) -> tuple[Lease, ...]:
        with self._database.raw_reader() as raw:
            return tuple(Lease(*block) for block in leases.blocks_of(raw))

    def take_leases(self, taken: Iterable[Lease]) -> None:
        with self._database.raw_writer() as raw:
            leases.keep_blocks(raw, taken)


def _pieces(rows: Sequence[Fed], length: int) -> Iterable[Sequence[Fed]]:
    return (rows[start : start + length] for start in range(0, len(rows), max(length, 1)))


def _added(one: Taken, two: Taken) -> Taken:
    scopes = dict.fromkeys((*one.scopes, *two.scopes))
    lost = (*one.holds_lost, *two.holds_lost)
    late = (*one.late, *two.late)
    return Taken(tuple(scopes), one.new + two.new, (*one.deferred, *two.deferred), lost, late)


def _keep_signed(raw: Any, signed: Iterable[Signed]) -> None:
    """Remember heads as they were signed, so that a changed past is found (E5)."""
    raw.executemany(
        "INSERT OR IGNORE INTO signed_head (origin, oseq, hash, signature) VALUES (?, ?, ?, ?)",
        [tuple(head) for head in signed],
    )


def _setting(raw: Any, name: str) -> str:
    row = raw.execute(
        "SELECT doc ->> 'value' FROM entity WHERE id = ? AND doc ->> 'voided' IS NULL", (f"setting:{name}",)
    ).fetchone()
    return str(row[0] or "") if row else ""
