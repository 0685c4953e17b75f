"""What others did to a case while it was open here, in one or two sentences (section 6, "Changed elsewhere")."""

from __future__ import annotations

from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.dates_in_words import listed
from caseworker.office import Office


def changes_by_others(before: CaseView, now: CaseView, person_id: str) -> tuple[TimelineItem, ...]:
    """Return what is new on the timeline and was not done by the person at the keyboard, newest first."""
    known = {item.changeset_id for item in before.timeline}
    return tuple(i for i in now.timeline if i.changeset_id not in known and i.author_id != person_id)


def others_words(office: Office, view: CaseView, items: tuple[TimelineItem, ...]) -> str:
    """Return who changed what: "Ali Demir changed CYP-2025-0001: owner changed and note."."""
    people = listed(list(dict.fromkeys(office.staff_name(item.author_id) or "Somebody" for item in items)))
    acts = listed(list(dict.fromkeys(item.title.lower() for item in items)))
    return f"{people} changed {view.reference}: {acts}. What you are typing is kept."
