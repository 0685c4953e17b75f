"""Which changes somebody did not know when they wrote another one: made after it, or on another computer meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

_COLUMNS = "id, origin, oseq, feed, seen_epoch, seen_feed"


class _Made(NamedTuple):
    id: str
    origin: str
    oseq: int
    feed: int | None
    seen_epoch: str
    seen_feed: int

    def knew(self, other: _Made) -> bool:
        """Whether another change had come to this one's computer by the time it was written (D1)."""
        if other.origin == self.origin:
            return other.oseq <= self.oseq
        if not self.seen_epoch or (other.feed is None and self.feed is None):
            return other.id < self.id  # written before the office was shared, or both wait: by their moments
        return other.feed is not None and other.feed <= self.seen_feed


def unknown_then(raw: Any, written: str, ids: Iterable[str]) -> frozenset[str]:
    """Return those of some changes that the author of the change `written` did not know when writing it."""
    wanted = frozenset(ids) - {written}
    if not wanted:
        return frozenset()
    marks = ", ".join("?" * (len(wanted) + 1))
    rows = raw.execute(
        f"SELECT {_COLUMNS} FROM changeset WHERE id IN ({marks})", (written, *wanted)
    ).fetchall()
    made = {row[0]: _Made(*row) for row in rows}
    own = made.get(written)
    if own is None:
        return frozenset(each for each in wanted if each > written)
    return frozenset(
        each for each in wanted if (not own.knew(made[each]) if each in made else each > written)
    )
