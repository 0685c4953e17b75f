"""The file on one computer, in memory: `port.Store` in plain Python, for the simulator.

Nothing is projected: what the record says is folded from the set of changesets whenever somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caseworker.domain.changes import (
    SCHEMA_VERSION,
    EntityChange,
    FieldChange,
    Value,
    corrected,
    encode,
    hash_body,
    hash_header,
)
from caseworker.domain.fold import Applied, EntityState, fold
from caseworker.storage.log import GENESIS
from caseworker.sync.buckets import buckets_of
from caseworker.sync.facts import HOLD, access_facts, empties, files
from caseworker.sync.memory_held import heading_alone
from caseworker.sync.memory_held import without_contents as emptied
from caseworker.sync.port import (
    Answer,
    Bucket,
    Decided,
    Fate,
    Fed,
    OwnHead,
    Page,
    Signed,
    Stub,
    SyncState,
    Taken,
    Verdict,
    Wire,
)
from tests.sync.memory_contents import Contents, Row, cached_bucket, named_by
from tests.sync.memory_numbers import MemoryNumbersAndFiles


class MemoryStore(MemoryNumbersAndFiles):
    """The store; every method is one transaction.

    Args:
        new_id: makes ids in the order of this computer's clock.
    """

    def __init__(self, new_id: Callable[[], str], origin: str = "") -> None:
        self._new_id = new_id
        self.all = Contents(origin or new_id())

    def lay_fuse(self, length: int) -> None:
        """Every call is one step here: there is nothing to be killed between."""

    # -- writing and reading ------------------------------------------------------------------------------

    def write(
        self,
        scope_kind: str,
        scope_id: str,
        wanted: Sequence[tuple[str, str, dict[str, Value]]],
        author_id: str,
        recorded_at: str,
    ) -> str:
        """Append a changeset that makes things say what is wanted; return its id."""
        entities = tuple(
            EntityChange(
                entity_id,
                kind,
                tuple(
                    FieldChange(name, value, self.parents(entity_id, name)) for name, value in values.items()
                ),
            )
            for entity_id, kind, values in wanted
        )
        row = Row(self._sealed(scope_kind, scope_id, entities, author_id, recorded_at))
        self._keep(row)
        return row.wire.id

    def parents(self, entity_id: str, name: str) -> tuple[str, ...]:
        """Return the changesets in force for a field."""
        state = self.thing(entity_id)
        named = state.versions(name) if state else ()
        return tuple(dict.fromkeys((*named, *self._replaced_by_unshared(entity_id, name, named))))

    def _replaced_by_unshared(self, entity_id: str, name: str, named: Iterable[str]) -> Iterator[str]:
        """What changes that the hub has not taken had replaced: they may be refused."""
        for row in (self.all.log[key] for key in named):
            for entity in row.entities if row.feed is None else ():
                for change in entity.fields:
                    if (entity.entity_id, change.field) == (entity_id, name):
                        yield from change.parents

    def thing(self, entity_id: str) -> EntityState | None:
        """Return one thing as the record makes it."""
        return self.view({entity_id}).get(entity_id)

    def view(self, only: Collection[str] = ()) -> dict[str, EntityState]:
        """Return every thing as the record makes it; `only` these, if any are named."""
        found: dict[str, list[Applied]] = defaultdict(list)
        about: dict[str, tuple[str, str]] = {}
        for row in self.all.log.values():
            for entity in row.entities:
                if not only or entity.entity_id in only:
                    about[entity.entity_id] = (entity.entity_kind, row.wire.scope_id)
                    found[entity.entity_id].append(Applied(row.wire.id, order_of(row.wire), entity))
        return {key: fold(key, *about[key], history) for key, history in found.items()}

    def visible(self) -> frozenset[str]:
        """Return the ids of the changesets whose contents the person can know of."""
        return frozenset(key for key, row in self.all.log.items() if row.is_projected and not row.emptied)

    def columns_of(self, changeset_id: str) -> tuple[Any, ...]:
        """Return a changeset as it was written."""
        return self.all.log[changeset_id].wire.columns

    def cases(self) -> list[str]:
        """Return the cases that can be worked on here."""
        rows = (row.wire for row in self.all.log.values() if row.entities)
        return list(dict.fromkeys(wire.scope_id for wire in rows if wire.columns[5] == "case"))

    def copied(self) -> Contents:
        """Return a copy of the file."""
        return self.all.copied()

    def put_back(self, contents: Contents) -> bool:
        """Put a copy in place of the file; return whether the file had something that the copy has not."""
        is_behind = (contents.origin, contents.log.keys()) != (self.all.origin, self.all.log.keys())
        self.all = contents.copied()
        return is_behind

    def started(self) -> MemoryStore:
        """Return the store of a program that starts on this file."""
        again = type(self)(self._new_id, self.all.origin)
        again.all = self.all
        return again

    def _sealed(
        self,
        scope_kind: str,
        scope_id: str,
        entities: tuple[EntityChange, ...],
        author_id: str,
        recorded_at: str,
    ) -> Wire:
        head, state = self._head(), self.all.state
        oseq, previous = (head.wire.oseq, head.wire.hash) if head else (0, GENESIS)
        body, key, salt = encode(entities), self._new_id(), f"{oseq:016x}"
        body_hash = hash_body(salt, "", body)
        before = (key, self.all.origin, oseq + 1, previous)
        middle = (scope_kind, scope_id, key, "sim.written", author_id, recorded_at, state.offset)
        after = (state.epoch, state.cursor, SCHEMA_VERSION, "1")
        digest = hash_header((*before, *middle, *after, body_hash))
        columns = (*before, digest, *middle, *after, "", salt, body, body_hash)
        return Wire(columns, access_facts(entities), empties(entities), files(body))

    def _head(self) -> Row | None:
        own = (row for row in self.all.log.values() if row.wire.origin == self.all.origin)
        return max(own, key=lambda row: row.wire.oseq, default=None)

    def _keep(self, row: Row) -> None:
        self.all.log[row.wire.id] = row
        self._obey()

    def _obey(self) -> None:
        """Empty what redactions name: for good what the hub has taken, else until it has; put back what none names."""
        rows = list(self.all.log.values())
        erasures = [row for row in rows if any(row.wire.empties) and not row.emptied]
        if not erasures and not any(row.aside for row in rows):
            return
        sure, all_named = named_by(row for row in erasures if self._is_sure(row)), named_by(erasures)
        for row in rows:
            if row.wire.scope_id in sure.scopes or row.wire.id in sure.changesets:
                row.aside = None
                self._empty(row, "redacted")
            elif row.wire.scope_id in all_named.scopes or row.wire.id in all_named.changesets:
                if not row.emptied:
                    row.aside = row.wire
                    self._empty(row, "redacted")
            elif row.aside:
                row.wire, row.emptied, row.aside = row.aside, "", None
        named = self._named() | {each for row in rows if row.aside for each in row.aside.files}
        for digest in sure.blobs & self.all.blobs.keys() - named:
            del self.all.blobs[digest]

    def _is_sure(self, row: Row) -> bool:
        """Whether a redaction can be refused no more."""
        return row.feed is not None or not self.all.state.hub_id

    def _empty(self, row: Row, why: str) -> None:
        if row.emptied != "redacted":
            row.wire, row.emptied = emptied(Fed(0, row.wire)).wire, why

    # -- the port -----------------------------------------------------------------------------------------

    @property
    def origin(self) -> str:
        return self.all.origin

    def own_head(self) -> OwnHead:
        head = self._head()
        if head is None:
            return OwnHead()
        shared = (
            row.wire.oseq
            for row in self.all.log.values()
            if row.wire.origin == self.all.origin and row.feed is not None
        )
        return OwnHead(head.wire.oseq, head.wire.hash, max(shared, default=0))

    def state(self) -> SyncState:
        return self.all.state

    def set_state(self, **values: Any) -> None:
        self.all.state = replace(self.all.state, **values)

    def unsent(self, rows: int, size: int) -> tuple[Wire, ...]:
        waiting = [
            (row.aside or row.wire)._replace(is_refused=row.emptied == "refused")
            for row in self.all.log.values()
            if self._is_unsent(row)
        ]
        return tuple(waiting[:rows])

    def _is_unsent(self, row: Row) -> bool:
        return row.feed is None and not row.held and row.emptied != "withheld"

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """The simulator signs nothing."""

    def signed_head(self) -> Signed | None:
        head = self._head()
        return Signed(self.origin, head.wire.oseq, head.wire.hash, "signed") if head else None

    def mark_pushed(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            row = self.all.log[answer.id]
            row.feed, row.held = answer.feed, answer.verdict is Verdict.HELD
        self._obey()

    def held_ids(self) -> tuple[str, ...]:
        return tuple(key for key, row in self.all.log.items() if row.held)

    def take_fates(self, fates: Iterable[Decided]) -> None:
        for said in fates:
            if said.fate is Fate.UNKNOWN:
                self.all.log[said.id].held = False

    def note_waiting(self, links: Collection[Stub]) -> None:
        """The simulator judges chains when nothing waits any more."""

    def unlike(self) -> tuple[str, ...]:
        return tuple(sorted(self.all.unlike))

    def note_unlike(self, found: Collection[str], put_right: Collection[str]) -> None:
        self.all.unlike = (self.all.unlike - set(put_right)) | set(found)

    def take_page(self, page: Page, *, project: bool = True) -> Taken:
        taken = self._take(page.rows, project)
        for stub in page.stubs:
            self.all.links.add((stub.origin, stub.oseq, stub.hash))
            for row in self.all.log.values():
                if row.wire.hash == stub.hash:
                    row.feed, row.held = stub.feed, False
        self.set_state(cursor=page.scanned)
        return taken

    def take_rows(self, rows: Sequence[Fed]) -> Taken:
        return self._take(rows, True)

    def _take(self, rows: Iterable[Fed], project: bool) -> Taken:
        new, scopes = 0, {}
        for fed in rows:
            known = self.all.log.get(fed.wire.id)
            if known is None:
                new += 1
                self.all.log[fed.wire.id] = Row(fed.wire, fed.feed, False, _why_empty(fed), project)
                scopes[str(fed.wire.columns[5]), fed.wire.scope_id] = None
                continue
            known.feed, known.held = fed.feed, False
            if fed.is_refused and (not known.emptied or known.aside):
                self._not_accepted(known)
            elif known.emptied == "redacted" and not known.aside and not self._is_named(known):
                known.wire, known.emptied, known.is_projected = fed.wire, _why_empty(fed), project
            elif fed.is_emptied and not known.aside:
                self._empty(known, "refused" if fed.is_refused else "redacted")
            elif known.emptied in ("withheld", "refused") and fed.wire.columns[18]:
                known.wire, known.emptied, known.is_projected = fed.wire, "", project
                scopes[str(fed.wire.columns[5]), fed.wire.scope_id] = None
        self._obey()
        return Taken(tuple(scopes), new)

    def _is_named(self, row: Row) -> bool:
        rows = self.all.log.values()
        named = named_by(each for each in rows if any(each.wire.empties) and not each.emptied)
        return row.wire.scope_id in named.scopes or row.wire.id in named.changesets

    def _not_accepted(self, own: Row) -> None:
        """Empty an own change; what such an erasure emptied here comes back, or is fetched again."""
        was = named_by([own])
        own.wire, own.emptied, own.aside = heading_alone(Fed(0, own.wire)).wire, "refused", None
        self._obey()
        for row in self.all.log.values() if any(was) else ():
            is_gone = row.emptied == "redacted" and not row.aside and row.feed is not None
            if is_gone and not self._is_named(row):
                row.emptied = "withheld"
                self.set_state(access_version=-1)

    def project_stored(self, limit: int) -> int:
        waiting = [row for row in self.all.log.values() if not row.is_projected]
        few = min(limit, 3)  # so that a storm can come in between
        for row in waiting[:few]:
            row.is_projected = True
        return len(waiting[few:])

    def begin_epoch(self, epoch: str, cursor: int) -> None:
        for row in self.all.log.values():
            if row.feed is None or row.feed > cursor:
                row.feed, row.held = None, False
        self.all.confirmed.clear()
        self.set_state(epoch=epoch, cursor=cursor)

    def purge(self, scopes: Collection[str]) -> frozenset[str]:
        unsent = {
            row.wire.scope_id
            for row in self.all.log.values()
            if (self._is_unsent(row) and (row.aside or row.emptied != "redacted"))
            or ((row.aside or not row.emptied) and self._has_unsent_file(row))
        }
        gone = frozenset(scopes) - unsent
        for row in self.all.log.values():
            if row.wire.scope_id in gone:
                if row.aside:
                    row.aside, row.emptied = None, "withheld"
                self._empty(row, "withheld")
        for digest in set(self.all.blobs) - self._named():
            del self.all.blobs[digest]
        return gone

    def _has_unsent_file(self, row: Row) -> bool:
        """Whether it names a file whose bytes are here and perhaps nowhere else."""
        files_of = (row.aside or row.wire).files
        return any(each in self.all.blobs and each not in self.all.confirmed for each in files_of)

    def withheld(self) -> frozenset[str]:
        return frozenset(row.wire.scope_id for row in self.all.log.values() if row.emptied == "withheld")

    def known_scopes(self, scopes: Collection[str]) -> frozenset[str]:
        found = (row.wire.scope_id for row in self.all.log.values() if not row.emptied)
        return frozenset(scopes) & frozenset(found)

    def _shared(self) -> list[Wire]:
        return [
            row.wire for row in self.all.log.values() if row.feed is not None and row.emptied != "withheld"
        ]

    def buckets(self) -> tuple[Bucket, ...]:
        return buckets_of((wire.id, wire.hash) for wire in self._shared())

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        return tuple(wire.id for wire in self._shared() if cached_bucket(wire.id) == bucket)

    def doubtful(self) -> tuple[str, ...]:
        rows = [(key, row) for key, row in self.all.log.items() if row.feed is not None]
        return tuple(
            key
            for key, row in rows
            if row.emptied == "refused" or (row.emptied == "redacted" and not self._is_named(row))
        )

    def hold_changes(self) -> tuple[str, ...]:
        rows = self.all.log.items()
        return tuple(key for key, row in rows if any(fact.field == HOLD for fact in row.wire.facts))

    def unsend(self, ids: Collection[str]) -> None:
        for key in ids:
            self.all.log[key].feed = None

    def take_new_origin(self) -> str:
        for key, lease in self.all.leases.items():
            if lease.origin == self.all.origin and not lease.given_up:
                self.all.leases[key] = lease._replace(given_up="Another origin began")
        self.all.origin, self.all.request, self.all.spare = self._new_id(), "", 0
        self.set_state(code="")
        return self.all.origin


def _why_empty(fed: Fed) -> str:
    return "refused" if fed.is_refused else "redacted" if fed.is_emptied else ""


def order_of(wire: Wire) -> tuple[str, str, int]:
    """Return by what changes that clash are ordered: the corrected moment, the origin, its number (C1)."""
    return corrected(wire.columns[10], wire.columns[11]), wire.origin, wire.oseq
