"""What the preview of a case says: banner, next step, the last three things that happened. Made off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.actions import look_up
from caseworker.actions.case_words import moment_words, next_step
from caseworker.domain.cases import TimelineItem as CaseEvent
from caseworker.office import Office
from ui.cases.history_rows import who_words
from ui.cases.identity import identity_of
from ui.widgets.identity_banner import Identity
from ui.widgets.timeline import TimelineItem

LAST = 3
_ICONS = {
    "Notes": "note",
    "Letters": "letter",
    "Files": "attachment",
    "Deadlines": "clock",
    "Import": "folder",
}


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """A case as the preview shows it."""

    case_id: str
    identity: Identity
    next_step: str
    owner: str
    events: tuple[TimelineItem, ...]


def read_preview(office: Office, case_id: str) -> PreviewFacts:
    """Return what the preview shows of a case.

    Raises:
        RuleError: there is no such case here, or the person may not read it.
    """
    view = look_up.open_case(office, case_id)
    return PreviewFacts(
        case_id,
        identity_of(office, view),
        next_step(office, view)[0],
        office.staff_name(view.row.owner_id),
        tuple(_item(office, item) for item in view.timeline[:LAST]),
    )


def _item(office: Office, item: CaseEvent) -> TimelineItem:
    reason = item.reason if item.reason not in item.text else ""
    text = " ".join(part for part in (item.text, reason) if part)
    return TimelineItem(
        item.changeset_id,
        item.title,
        moment_words(item.at),
        who_words(office, item.author_id),
        text,
        icon=_ICONS.get(item.group, "logged"),
    )
