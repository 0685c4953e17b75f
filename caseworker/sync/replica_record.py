"""The record of this computer as the engine compares it with the hub: counts, what is doubtful, what waits (P10)."""

from __future__ import annotations

import json
from collections.abc import Collection

from caseworker.storage.local import (
    local_setting,
    set_local_setting,
)
from caseworker.storage.log import LINKS_WAITING
from caseworker.storage.packed import TABLE
from caseworker.storage.redactions import doubtful_ids
from caseworker.storage.unheeded import note_unlike, unlike_notes
from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.facts import HOLD
from caseworker.sync.port import (
    Bucket,
    Stub,
)
from caseworker.sync.replica_files import ReplicaFiles

_SHARED = "feed IS NOT NULL AND emptied <> 'withheld'"


class ReplicaRecord(ReplicaFiles):
    """The part of the store that has to do with the whole record."""

    def buckets(self) -> tuple[Bucket, ...]:
        with self._database.raw_list_reader() as raw:
            return buckets_of(raw.execute(f"SELECT id, hash FROM changeset WHERE {_SHARED}"))

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        with self._database.raw_list_reader() as raw:
            ids = (str(row[0]) for row in raw.execute(f"SELECT id FROM changeset WHERE {_SHARED}"))
            return tuple(each for each in ids if bucket_of(each) == bucket)

    def doubtful(self) -> tuple[str, ...]:
        with self._database.raw_reader() as raw:
            return doubtful_ids(raw)

    def hold_changes(self) -> tuple[str, ...]:
        with self._database.raw_reader() as raw:
            rows = raw.execute(
                "SELECT c.id FROM changeset c WHERE c.scope_id IN (SELECT scope_id FROM entity WHERE kind = 'case'"
                f" AND instr(doc, '\"{HOLD}\"')) AND c.{_SHARED} AND c.emptied = '' AND instr(c.body, ?)"
                " ORDER BY c.n",
                (f'"{HOLD}"',),
            )
            return tuple(str(row[0]) for row in rows)

    def unlike(self) -> tuple[str, ...]:
        with self._database.raw_reader() as raw:
            return unlike_notes(raw)

    def note_unlike(self, found: Collection[str], put_right: Collection[str]) -> None:
        with self._database.raw_writer() as raw:
            note_unlike(raw, found, put_right)

    def note_waiting(self, links: Collection[Stub]) -> None:
        said = json.dumps(sorted([link.origin, link.oseq, link.hash] for link in links)) if links else ""
        with self._database.raw_reader() as raw:
            is_known = local_setting(raw, LINKS_WAITING) == said
        if not is_known:
            with self._database.raw_writer() as raw:
                set_local_setting(raw, LINKS_WAITING, said)

    def unsend(self, ids: Collection[str]) -> None:
        with self._database.raw_writer() as raw:
            raw.executemany(
                f"UPDATE {TABLE} SET feed = NULL, held = 0 WHERE id = ?", [(each,) for each in sorted(ids)]
            )
