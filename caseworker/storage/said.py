"""What the projections need of a changeset, read from the record without what only the chain needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from caseworker.domain.changes import EntityChange, Line, decode, lines_of
from caseworker.storage.packed import TABLE, unpacked


class Said(NamedTuple):
    """A row of the record: its place in this file, who said it, when, and of what.

    The body is as the table keeps it: it is unpacked here, without a call from the database for each row.
    """

    n: int
    id: str
    origin: str
    oseq: int
    scope_kind: str
    scope_id: str
    author_id: str
    recorded_at: str
    clock_offset: int
    body: Any

    def lines(self) -> Sequence[Line]:
        """Return the changes as the body has them.

        Raises:
            ValueError: they cannot be read, or it was recorded at no instant that has a place among others.
        """
        at = datetime.fromisoformat(self.recorded_at)
        if at.tzinfo is None or not 1970 <= at.year <= 9000:
            raise ValueError(f"recorded at {self.recorded_at}")
        return lines_of(unpacked(self.body))

    @property
    def entities(self) -> tuple[EntityChange, ...]:
        """The changes."""
        return decode(unpacked(self.body))


def said_rows(
    raw: Any, where: str, values: Sequence[Any] = (), order: str = "n", table: str = TABLE
) -> Iterator[Said]:
    """Yield what the rows that fit say, in the order of their places: it may be damaged."""
    found = raw.execute(
        f"SELECT {', '.join(Said._fields)} FROM {table} WHERE {where} ORDER BY {order}", values
    )
    return map(Said._make, found)
