"""What the projections need of a changeset, read from the record without what only the chain needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from caseworker.domain.changes import EntityChange, Line, decode, lines_of


class Said(NamedTuple):
    """A row of the record: its place in this file, who said it, when, and of what."""

    n: int
    id: str
    origin: str
    oseq: int
    scope_kind: str
    scope_id: str
    author_id: str
    recorded_at: str
    clock_offset: int
    body: str

    def lines(self) -> Sequence[Line]:
        """Return the changes as the body has them."""
        return lines_of(self.body)

    @property
    def entities(self) -> tuple[EntityChange, ...]:
        """The changes."""
        return decode(self.body)


def said_rows(raw: Any, where: str, values: Sequence[Any] = ()) -> Iterator[Said]:
    """Yield what the rows that fit say, in the order of their places: it may be damaged."""
    found = raw.execute(f"SELECT {', '.join(Said._fields)} FROM changeset WHERE {where} ORDER BY n", values)
    return map(Said._make, found)
