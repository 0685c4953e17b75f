"""Append changesets to the record and bring the projections along, in one transaction.

Question: can the list on the screen ever say something the record does not? Choice: no; nobody writes a projection but
this step, in the same transaction as the record; of a small save a part is left, and is written before anybody reads
(`unwritten.py`). Cost: a save waits for both, or the next reading does.
Source: offline rules D1, D2, S1, E5.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from caseworker.domain.changes import (
    HEADER,
    SCHEMA_VERSION,
    Changeset,
    Draft,
    decode,
    encode,
    hash_body,
    hash_header,
)
from caseworker.domain.ids import IdMaker
from caseworker.storage.earlier_parents import naming_what_went_before
from caseworker.storage.packed import FRESH, TABLE, stored
from caseworker.storage.project import Projector
from caseworker.storage.unwritten import MOST, change_what_is_there, last_fresh, write_up

COLUMNS = (
    "id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at, clock_offset,"
    " seen_epoch, seen_feed, schema_ver, app_ver, reason, salt, body, body_hash"
)
_INSERT = f"INSERT INTO {TABLE} (n, {COLUMNS}) VALUES (?{', ?' * 20})"
_INSERT_FRESH = _INSERT.replace(TABLE, FRESH)
_HEAD = f"SELECT oseq, hash, (SELECT max(n) FROM {TABLE}) FROM {TABLE} WHERE origin = ? ORDER BY oseq DESC LIMIT 1"
_ROW: Callable[[Changeset], tuple[Any, ...]] = attrgetter(*COLUMNS.split(", "))
_HEADER: Callable[[Changeset], tuple[Any, ...]] = attrgetter(*HEADER)
GENESIS = "0" * 64
HIDDEN = (
    "SELECT h.origin, h.oseq, j.value AS hash FROM hidden_link h,"
    """ json_each('["' || replace(h.hash, ' ', '","') || '"]') j WHERE NOT EXISTS"""
    " (SELECT 1 FROM changeset c WHERE c.origin = h.origin AND c.oseq = h.oseq AND c.hash = j.value)"
)
"""What the hub keeps from this computer: origin, number and hash, of a number that was given twice each by itself."""
LINKS_WAITING = "links_waiting"
"""Local setting: of what waits at the hub for a decision, origin, number and hash (JSON); it is nowhere else yet."""
_WAITING = (
    "SELECT j.value ->> 0 AS origin, j.value ->> 1 AS oseq, j.value ->> 2 AS hash FROM local_setting s,"
    f" json_each(s.value) j WHERE s.key = '{LINKS_WAITING}' AND s.value <> ''"
    " AND NOT EXISTS (SELECT 1 FROM changeset c WHERE c.origin = j.value ->> 0 AND c.oseq = j.value ->> 1)"
    " AND EXISTS (SELECT 1 FROM changeset c WHERE c.origin = j.value ->> 0 AND c.oseq > j.value ->> 1)"
)
"""What fills a hole in a chain that is followed here; what claims more says nothing."""
_CHAIN = (
    f"SELECT n, emptied, {COLUMNS} FROM changeset UNION ALL"
    " SELECT NULL, '', '', origin, oseq, '', hash, '', '', '', '', '', '', 0, '', 0, 0, '', '', '', '', ''"
    f" FROM ({HIDDEN} UNION {_WAITING}) ORDER BY 4, 5, 1"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the replica, the person, the moment (UTC, ISO 8601), the program's version.

    Attributes:
        clock_offset: seconds to add to the moment to have the hub's time.
        seen_epoch, seen_feed: what this file had received from the hub when it was written (D1).
    """

    origin: str
    author_id: str
    recorded_at: str
    app_version: str
    clock_offset: int = 0
    seen_epoch: str = ""
    seen_feed: int = 0


def append(
    raw: Any, drafts: Sequence[Draft], writer: Writer, ids: IdMaker, *, is_part_left: bool = False
) -> list[Changeset]:
    """Write the changesets after the newest of this replica and project them.

    Args:
        raw: the DB-API connection of an open write transaction.
        is_part_left: new things, lists, search and figures are left to the next reading (`unwritten.py`).

    Returns: the changesets as written, in order; drafts without a group share a new one, one alone is its own.
    """
    drafts = naming_what_went_before(raw, drafts)
    place, oseq, previous, waiting = _newest(raw, writer.origin)
    group = ids.new() if len(drafts) > 1 else ""
    written: list[Changeset] = []
    for draft in drafts:
        oseq += 1
        changeset_id = ids.new()
        changeset = seal(draft, writer, changeset_id, oseq, previous, draft.group_id or group or changeset_id)
        previous = changeset.hash
        written.append(changeset)
    is_left = is_part_left and change_what_is_there(raw, zip(written, drafts, strict=True))
    if not is_left:
        write_up(raw)
    rows = [(n, *stored(as_row(changeset))) for n, changeset in enumerate(written, place + 1)]
    raw.executemany(_INSERT_FRESH if is_left else _INSERT, rows)
    if not is_left:
        _project(raw, place + 1, written, drafts)
    elif waiting + len(rows) >= MOST:
        write_up(raw)
    return written


def _newest(raw: Any, origin: str) -> tuple[int, int, str, int]:
    """Return the last place in this file, number and hash of the newest changeset of a replica, and how many wait."""
    fresh = last_fresh(raw)
    if fresh is not None and fresh.origin == origin:
        return fresh.n, fresh.oseq, _letters(fresh.hash), fresh.n - fresh.first + 1
    write_up(raw)  # what waits is another replica's, and some of this one's may lie before it
    oseq, digest, place = raw.execute(_HEAD, (origin,)).fetchone() or (0, GENESIS, last_place(raw))
    return place, oseq, _letters(digest), 0


def _letters(digest: bytes | str) -> str:
    """Return a digest as it is written, from how it is kept (`packed.py`)."""
    return digest.hex() if isinstance(digest, bytes) else digest


def _project(raw: Any, first: int, written: Sequence[Changeset], drafts: Sequence[Draft]) -> None:
    """Bring the projections along at once, of changesets stored from a place on."""
    projector = Projector(raw)
    for n, (changeset, draft) in enumerate(zip(written, drafts, strict=True), first):
        projector.apply(n, changeset, is_new=draft.is_new)
    projector.flush()


def seal(
    draft: Draft, writer: Writer, changeset_id: str, oseq: int, previous: str, group_id: str
) -> Changeset:
    """Return the draft as a numbered link of the replica's chain."""
    body = encode(draft.entities)
    salt = os.urandom(8).hex()
    body_hash = hash_body(salt, draft.reason, body)
    header = (
        changeset_id,
        writer.origin,
        oseq,
        previous,
        draft.scope_kind,
        draft.scope_id,
        group_id,
        draft.kind,
        writer.author_id,
        writer.recorded_at,
        writer.clock_offset,
        writer.seen_epoch,
        writer.seen_feed,
        SCHEMA_VERSION,
        writer.app_version,
        body_hash,
    )
    return Changeset(
        changeset_id,
        writer.origin,
        oseq,
        previous,
        hash_header(header),
        draft.scope_kind,
        draft.scope_id,
        group_id,
        draft.kind,
        writer.author_id,
        writer.recorded_at,
        writer.clock_offset,
        writer.seen_epoch,
        writer.seen_feed,
        SCHEMA_VERSION,
        writer.app_version,
        draft.reason,
        salt,
        body,
        body_hash,
        draft.entities,
    )


def as_row(changeset: Changeset) -> tuple[Any, ...]:
    """Return the changeset in the order of COLUMNS."""
    return _ROW(changeset)


def from_row(row: Sequence[Any]) -> Changeset:
    """Return the changeset of a row in the order of COLUMNS, with its changes decoded."""
    return Changeset(*(*row, decode(row[18])))


def header_of(changeset: Changeset) -> tuple[Any, ...]:
    """Return the header that the changeset's hash covers."""
    return _HEADER(changeset)


def changesets(raw: Any, where: str = "1", values: Sequence[Any] = ()) -> Iterator[tuple[int, Changeset]]:
    """Yield the changesets that fit, each with its place in this file, in that order.

    Args:
        where: a condition over the columns of `changeset`, with ? places for `values`.
    """
    for n, row in stored_rows(raw, where, values):
        yield n, from_row(row)


def of_group(raw: Any, group_id: str) -> list[Changeset]:
    """Return what was saved together, in order; a changeset saved alone is its own group."""
    alone_or_together = "id = ? AND group_id = id OR group_id = ? AND group_id <> id"  # each by its index
    return [c for _, c in changesets(raw, alone_or_together, (group_id, group_id))]


def stored_rows(raw: Any, where: str = "1", values: Sequence[Any] = ()) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that fit as they are stored, in the order of COLUMNS: their contents may be damaged."""
    for n, *row in raw.execute(f"SELECT n, {COLUMNS} FROM changeset WHERE {where} ORDER BY n", values):
        yield n, row


def last_place(raw: Any) -> int:
    """Return the place of the last changeset in this file, 0 for none."""
    (n,) = raw.execute(f"SELECT coalesce(max(n), 0) FROM {TABLE}").fetchone()
    return int(n)


def scopes_since(raw: Any, place: int) -> list[tuple[str, str]]:
    """Return kind and id of what was changed after a place in this file."""
    found = raw.execute("SELECT DISTINCT scope_kind, scope_id FROM changeset WHERE n > ?", (place,))
    return [(str(kind), str(scope_id)) for kind, scope_id in found]


def broken_links(raw: Any, explained: Collection[str] = ()) -> Iterator[str]:
    """Yield a sentence for each changeset that was altered, removed or put in after it was written (I15).

    What may not be seen here (E3) is known by number and hash alone, so that the chain can be followed past it.

    Args:
        explained: ids of changesets of which it is known why one number was given to two (`storage.forks`).
    """
    last, heads, befores, was, is_seen = 0, {GENESIS}, {GENESIS}, "", False
    for n, emptied, *row in raw.execute(_CHAIN):  # of one number, what may not be seen comes first
        c = Changeset(*row)
        if c.origin != was:
            last, heads, befores, was = 0, {GENESIS}, {GENESIS}, c.origin
        is_next = c.oseq > last
        if is_next:
            befores, heads, is_seen = heads, set(), False
        heads.add(c.hash)
        is_double, is_seen = is_seen, is_seen or n is not None
        if is_double and c.id not in explained:
            yield f"Change {n}: its number {c.oseq} was given before."
        if is_next and c.oseq != last + 1:
            yield f"Change {n or c.oseq}: number {last + 1} of the same computer is missing before it."
        elif n is not None and c.prev_hash not in befores and (not is_double or c.id in explained):
            yield f"Change {n}: does not follow the change before it."
        if n is not None and not emptied and hash_body(c.salt, c.reason, c.body) != c.body_hash:
            yield f"Change {n}: its contents are not what was written."
        if n is not None and hash_header(header_of(c)) != c.hash:
            yield f"Change {n}: its heading is not what was written."
        last = c.oseq


def log_digest(raw: Any) -> str:
    """Return a digest of the whole record, for comparing two files."""
    digest = hashlib.sha256()
    for (row,) in raw.execute("SELECT hash FROM changeset ORDER BY n"):
        digest.update(row.encode())
    return digest.hexdigest()
