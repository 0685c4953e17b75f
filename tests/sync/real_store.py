"""The program's own store, with its tables, projections and leases, in a file in memory: for the simulator.

Only the disk is left out: kills within a transaction have tests with real files and processes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange, Value
from caseworker.domain.fold import EntityState
from caseworker.paths import OfficePaths
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.database import Database
from caseworker.storage.driver import teach
from caseworker.storage.emptying import obey
from caseworker.storage.leases import leased_number
from caseworker.storage.local import new_origin, present_origin, set_local_setting, sync_state
from caseworker.storage.log import Writer, append, stored_rows
from caseworker.storage.rebuild import rebuild
from caseworker.storage.set_aside import words_aside
from caseworker.storage.state_digest import state_digest
from caseworker.storage.unprojected import UNPROJECTED
from caseworker.storage.unwritten import is_written_up, write_up
from caseworker.storage.upgrade import head, migrate
from caseworker.sync.port import Lease
from caseworker.sync.replica import Replica
from caseworker.sync.replica_rows import to_wire
from tests.sync.faults import Killed
from tests.sync.memory_contents import Contents, Row

OFFICE = "office"


class MemoryDatabase:
    """An office file in memory: one connection, a transaction for each block that writes."""

    read_only = False

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw, self.fuse = raw, 0
        raw.execute("PRAGMA recursive_triggers = ON")

    @contextmanager
    def raw_writer(self, *, writes_up: bool = True) -> Iterator[sqlite3.Connection]:
        self._burn()
        if writes_up:
            self.write_up()
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield self.raw
        except BaseException:
            self.raw.rollback()
            raise
        self.raw.commit()
        self._burn()

    def _burn(self) -> None:
        """Before and after each transaction: the program ends when the fuse has burnt down."""
        if self.fuse:
            self.fuse -= 1
            if not self.fuse:
                raise Killed("between two transactions of one call")

    def write_up(self) -> None:
        """Write what saves have left, as the program does before it reads."""
        if not is_written_up(self.raw):
            self.raw.execute("BEGIN IMMEDIATE")
            write_up(self.raw)
            self.raw.commit()

    @contextmanager
    def raw_reader(self) -> Iterator[sqlite3.Connection]:
        self.write_up()
        yield self.raw

    raw_list_reader = raw_reader

    @contextmanager
    def maintenance(self, _not_done: str) -> Iterator[Any]:
        yield SimpleNamespace(connection=SimpleNamespace(dbapi_connection=self.raw))


class Pattern:
    """An empty office file of the present version, to be copied."""

    def __init__(self, folder: Path) -> None:
        paths = OfficePaths(folder)
        paths.make_folder()
        with Database.create(paths.database, None) as database:
            migrate(database, head())
        self._raw = sqlite3.connect(paths.database)
        teach(self._raw)

    def new(self) -> MemoryDatabase:
        """An empty file."""
        return MemoryDatabase(copy_of(self._raw))

    def close(self) -> None:
        """Let go of the pattern."""
        self._raw.close()


def copy_of(raw: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of a file as it is now."""
    copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    teach(copied)
    raw.backup(copied)
    return copied


def real_store(pattern: Pattern) -> Callable[..., RealStore]:
    """Return what makes stores for a world."""
    return lambda new_id: RealStore(pattern.new(), new_id)


class RealStore(Replica):
    """The program's store, with the writing that an office does and the views that the judge asks for."""

    def __init__(self, database: MemoryDatabase, new_id: Callable[[], str]) -> None:
        self._memory, self._new_id = database, new_id
        super().__init__(database, ids=SimpleNamespace(new=new_id), at_once=3)  # type: ignore[arg-type]
        with database.raw_writer() as raw:
            if not present_origin(raw):
                new_origin(raw, new_id(), "", "2026-01-01")
                set_local_setting(raw, "checked", "")

    def lay_fuse(self, length: int) -> None:
        """Be killed before or after a transaction of this meeting; 0 for never."""
        self._memory.fuse = length

    # -- writing and reading ------------------------------------------------------------------------------

    def write(
        self,
        scope_kind: str,
        scope_id: str,
        wanted: Sequence[tuple[str, str, dict[str, Value]]],
        author_id: str,
        recorded_at: str,
    ) -> str:
        """Append a changeset as the office does; return its id."""
        self.lay_fuse(0)
        entities = tuple(
            EntityChange(
                thing,
                kind,
                tuple(FieldChange(name, value, self.parents(thing, name)) for name, value in values.items()),
            )
            for thing, kind, values in wanted
        )
        with self._memory.raw_writer(writes_up=False) as raw:
            if scope_kind != "case":
                write_up(raw)
            known = sync_state(raw)
            writer = Writer(
                present_origin(raw),
                author_id,
                recorded_at,
                "1",
                known.get("offset", 0),
                known.get("epoch", ""),
                known.get("cursor", 0),
            )
            draft = Draft(scope_kind, scope_id, "case.updated", entities)
            ids: Any = SimpleNamespace(new=self._new_id)
            (written,) = append(raw, [draft], writer, ids, is_part_left=scope_kind == "case")
            obey(raw, [(written.id, written.body)])
        return written.id

    def parents(self, entity_id: str, name: str) -> tuple[str, ...]:
        """Return the changesets in force for a field."""
        is_there = self._memory.raw.execute("SELECT 1 FROM entity WHERE id = ?", (entity_id,)).fetchone()
        raw = self._memory.raw if is_there else self.raw  # what is there is as the last save left it
        state = _things(raw, {entity_id}).get(entity_id)
        return state.versions(name) if state else ()

    def view(self, only: Collection[str] = ()) -> dict[str, EntityState]:
        """Return every thing as the projections have it."""
        return _things(self.raw, only)

    def visible(self) -> frozenset[str]:
        """Return the ids of the changesets whose contents are projected."""
        rows = self.raw.execute("SELECT n, id, scope_id FROM changeset WHERE emptied = ''").fetchall()
        waiting = json.loads(self._setting(UNPROJECTED) or "[]")
        return frozenset(
            key for n, key, scope in rows if not any(_waits(n, scope, *each) for each in waiting)
        )

    def project_stored(self, limit: int) -> int:
        """Project a few at a time, so that a storm can come in between."""
        return super().project_stored(min(limit, 3))

    def _setting(self, key: str) -> str:
        row = self._memory.raw.execute("SELECT value FROM local_setting WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def columns_of(self, changeset_id: str) -> tuple[Any, ...]:
        """Return a changeset as it was written."""
        ((_, row),) = stored_rows(self.raw, "id = ?", (changeset_id,))
        return tuple(row)

    def cases(self) -> list[str]:
        """Return the cases that can be worked on here."""
        rows = self.raw.execute("SELECT id FROM entity WHERE kind = 'case' ORDER BY id")
        return [str(key) for (key,) in rows]

    def take_number(self, series: str) -> str:
        """Return the next reference."""
        self.lay_fuse(0)
        with self._memory.raw_writer() as raw:
            name, number = leased_number(raw, series, present_origin(raw), self.state().code)
        return f"{name}-{number:04}" if name == series else f"{name}-{number:02}"

    def add_blob(self, content: bytes) -> str:
        """Keep the bytes of an attachment; return their name."""
        self.lay_fuse(0)
        with self._memory.raw_writer() as raw:
            return keep_bytes(raw, content, "text/plain")

    # -- copies -------------------------------------------------------------------------------------------

    def copied(self) -> sqlite3.Connection:
        """Return a copy of the file."""
        return copy_of(self._memory.raw)

    def put_back(self, copied: sqlite3.Connection) -> bool:
        """Put a copy in place of the file; return whether the file had something that the copy has not."""
        before = self._marker()
        copied.backup(self._memory.raw)
        return before != self._marker()

    def _marker(self) -> object:
        """What the marker beside the file keeps: which replica it is, and how far it has got (S4)."""
        (number,) = self.raw.execute("SELECT count(*) FROM changeset").fetchone()
        return present_origin(self._memory.raw), number

    def started(self) -> RealStore:
        """Return the store of a program that starts on this file."""
        return RealStore(self._memory, self._new_id)

    @property
    def raw(self) -> sqlite3.Connection:
        """The file itself, as whoever reads it finds it."""
        self._memory.write_up()
        return self._memory.raw

    def digest(self) -> str:
        """Return the digest of everything the record makes (I5)."""
        return state_digest(self.raw)

    def rebuilt_digest(self) -> str:
        """Return the digest after a rebuild of every projection, done on a copy (I8)."""
        raw = copy_of(self._memory.raw)
        rebuild(raw)
        return state_digest(raw)

    def deferred(self) -> int:
        """Return how many changesets could not be projected."""
        (number,) = self.raw.execute("SELECT count(*) FROM deferred").fetchone()
        return int(number)

    @property
    def all(self) -> Contents:
        """Everything in the file, as the judge asks for it."""
        raw = self.raw
        made = Contents(self.origin, self.state())
        marks = {row[0]: row[1:] for row in raw.execute("SELECT id, feed, held, emptied FROM changeset")}
        aside = words_aside(raw)
        for _, row in stored_rows(raw):
            wire = to_wire(row)
            feed, held, why = marks[wire.id]
            made.log[wire.id] = Row(wire, feed, bool(held), why, aside=wire if wire.id in aside else None)
        made.links = {tuple(row) for row in raw.execute("SELECT origin, oseq, hash FROM hidden_link")}
        made.leases = {lease.request_id: lease for lease in map(Lease._make, self.known_leases())}
        made.blobs = dict(raw.execute("SELECT digest, bytes FROM blob").fetchall())
        return made


def _things(raw: sqlite3.Connection, only: Collection[str]) -> dict[str, EntityState]:
    where = "id IN (SELECT value FROM json_each(?))" if only else "? IS NOT NULL"
    rows = raw.execute(
        f"SELECT id, kind, scope_id, doc, vers FROM entity WHERE {where}", (json.dumps(list(only)),)
    )
    found = {
        row[0]: EntityState(row[0], row[1], row[2], json.loads(row[3]), json.loads(row[4])) for row in rows
    }
    for thing, name, clashing in raw.execute("SELECT entity_id, field, clashing FROM conflict"):
        if thing in found:
            found[thing].conflicts[name] = json.loads(clashing)
    return found


def _waits(n: int, scope: str, first: int, last: int, after: str | None, _left: int) -> bool:
    """Whether a row is still to be projected: the office's rows come first, then case by case."""
    return first <= n <= last and (after is None or (scope != OFFICE and scope > after))
