"""What a file in memory holds: changesets, and what belongs to this computer alone."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from caseworker.domain.changes import (
    EntityChange,
    decode,
)
from caseworker.sync.buckets import bucket_of
from caseworker.sync.port import (
    Lease,
    SyncState,
    Wire,
)

BLOCK = 4
"""Numbers in a block: few, so that blocks run out."""

ATTACHMENT = "file"
"""Kind of thing whose field "digest" names bytes."""

_entities = lru_cache(maxsize=4096)(decode)
cached_bucket = lru_cache(maxsize=4096)(bucket_of)


@dataclass(slots=True)
class Row:
    """A changeset in this file; `feed`, `held`, `emptied` as in the table of that name."""

    wire: Wire
    feed: int | None = None
    held: bool = False
    emptied: str = ""
    is_projected: bool = True
    aside: Wire | None = None
    """Itself with its words, while a redaction that the hub has not taken hides them."""

    @property
    def entities(self) -> tuple[EntityChange, ...]:
        """What it says; nothing, once emptied or before it is projected."""
        return _entities(self.wire.columns[18]) if self.is_projected and not self.emptied else ()


@dataclass(slots=True)
class Contents:
    """Everything a copy of the file would hold."""

    origin: str
    state: SyncState = field(default_factory=SyncState)
    log: dict[str, Row] = field(default_factory=dict)
    links: set[tuple[str, int, str]] = field(default_factory=set)
    leases: dict[str, Lease] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    request: str = ""
    spare: int = 0
    blobs: dict[str, bytes] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    parts: dict[str, bytes] = field(default_factory=dict)
    unlike: set[str] = field(default_factory=set)

    def copied(self) -> Contents:
        """Return a copy such as a backup or a cloned disk."""
        again = copy(self)
        for name in ("links", "confirmed", "unlike"):
            setattr(again, name, set(getattr(self, name)))
        for name in ("leases", "used", "blobs", "parts"):
            setattr(again, name, dict(getattr(self, name)))
        again.log = {key: copy(row) for key, row in self.log.items()}
        return again


class Named(NamedTuple):
    """What redactions name together."""

    scopes: frozenset[str]
    changesets: frozenset[str]
    blobs: frozenset[str]


def named_by(rows: Iterable[Row]) -> Named:
    found = [row.wire.empties for row in rows]
    parts = zip(*found, strict=True) if found else ((), (), ())
    return Named(*(frozenset(each for part in each_kind for each in part) for each_kind in parts))
