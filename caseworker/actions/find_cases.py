"""Find cases while somebody is on the line: what a caller is told without opening the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseworker.actions import look_up
from caseworker.actions.when_words import when_listed
from caseworker.domain.cases import CaseRow
from caseworker.domain.change_kinds import change_kind
from caseworker.office import Office
from caseworker.storage.last_events import last_events
from caseworker.storage.search import FIRST_HITS


@dataclass(frozen=True, slots=True)
class Found:
    """A case found, and the last thing that happened to it: "Note, 14 October 2025"."""

    row: CaseRow
    last_event: str


def find_cases(
    office: Office, text: str, limit: int = FIRST_HITS, filters: Sequence[tuple[str, str]] = ()
) -> list[Found]:
    """Return the cases that contain every word typed and meet every filter, best first, with the last event of each."""
    rows = look_up.search_cases(office, text, limit, filters)
    if not rows:
        return []
    with office.reading_lists() as raw:
        events = last_events(raw, [row.case_id for row in rows])
    today = office.clock.today()
    found = []
    for row in rows:
        kind, at = events.get(row.case_id, ("", ""))
        when = when_listed(at, today)
        told = f"{change_kind(kind).title}, {when[:1].lower()}{when[1:]}" if kind else ""
        found.append(Found(row, told))
    return found
