"""What two people added while neither could see the other's: where, when and by whom, and whether it is there twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caseworker.actions.case_words import moment_words
from caseworker.domain.changes import corrected
from caseworker.office import Office


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries, or two cases, that are probably one.

    Attributes:
        words: "Note “Mother rang”: Ali Demir, 22 November 2026 at 9:22pm, and Asha Khan, …".
        may_remove: whether the later one can be removed from here; letters and appointments end by acts of their own.
    """

    kind: str
    earlier_id: str
    later_id: str
    words: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Added:
    """Where, by whom and when a thing was added, and what its author's computer had received by then."""

    origin: str
    author_id: str
    at: str
    feed: int | None
    seen_feed: int

    def is_apart(self, other: Added) -> bool:
        """Whether neither author could see the other's."""
        numbered = [one for one in (self, other) if one.feed is not None]
        if self.origin == other.origin or not numbered:
            return False
        first = min(numbered, key=lambda one: one.feed or 0)
        second = other if first is self else self
        return second.seen_feed < (first.feed or 0)


def by_words(office: Office, added: Iterable[Added]) -> str:
    """Return who added them and when: "Ali Demir, 15 October 2025 at 12:00pm and Asha Khan, …"."""
    return " and ".join(
        f"{office.staff_name(each.author_id) or 'Somebody'}, {moment_words(each.at)}" for each in added
    )


def added_of(raw: Any, ids: set[str]) -> dict[str, Added]:
    """Return where and when each of some things was added, by its id."""
    found: dict[str, Added] = {}
    for thing_id in sorted(ids):
        row = raw.execute(
            "SELECT c.origin, c.author_id, c.recorded_at, c.clock_offset, c.feed, c.seen_feed FROM touch t"
            " JOIN changeset c ON c.n = t.changeset_n WHERE t.entity_id = ? ORDER BY c.recorded_at, c.n LIMIT 1",
            (thing_id,),
        ).fetchone()
        if row is not None:
            found[thing_id] = Added(row[0], row[1], corrected(row[2], row[3]), row[4], int(row[5] or 0))
    return found
