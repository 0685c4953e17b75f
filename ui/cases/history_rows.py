"""History (S9): who changed what, when, from what, to what; one row for each field of each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caseworker.actions.case_words import moment_words
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.office import Office

_THINGS = {
    "case": "",
    "stage": "Stage",
    "party": "Person",
    "pause": "Pause",
    "note": "Note",
    "letter": "Letter",
    "task": "Action",
    "person": "",
    "alert": "Safety alert",
    "contact_plan": "Contact plan",
    "relationship": "Relationship",
    "equality": "Equalities",
    "contribution": "Service",
    "link": "Link",
    "both_kept": "",
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One field of one change.

    Attributes:
        at: the instant recorded, for sorting; when: the same in words.
    """

    key: str
    at: str
    when: str
    who: str
    act: str
    field: str
    before: str
    after: str
    reason: str

    def spoken(self) -> str:
        """The whole row as one sentence (C5)."""
        change = (
            f"{self.field}: from {self.before or 'empty'} to {self.after or 'empty'}" if self.field else ""
        )
        return ", ".join(filter(None, (self.when, self.who, self.act, change, self.reason)))


def history_of(office: Office, view: CaseView) -> tuple[HistoryRow, ...]:
    """Return the whole record of a case, newest first."""
    return tuple(row for item in view.timeline for row in rows_of(office, item))


def who_words(office: Office, author_id: str) -> str:
    """Return the name of who did it; what no person did was done by the program."""
    return office.staff_name(author_id) or "Caseworker (the program)"


def rows_of(office: Office, item: TimelineItem) -> Iterator[HistoryRow]:
    """Return the rows of one act."""
    when, who = moment_words(item.at), who_words(office, item.author_id)
    if not any(change.before or change.after for change in item.changes):
        yield HistoryRow(item.changeset_id, item.at, when, who, item.title, "", "", "", item.reason)
    for number, change in enumerate(item.changes):
        if not change.before and not change.after:  # nothing that a person could read
            continue
        thing = _THINGS.get(change.entity_kind, change.entity_kind)
        field = f"{thing}: {change.label[:1].lower()}{change.label[1:]}" if thing else change.label
        key = f"{item.changeset_id}/{number}"
        yield HistoryRow(key, item.at, when, who, item.title, field, change.before, change.after, item.reason)
