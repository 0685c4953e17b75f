"""What the preview of a case says: banner, next step, the last three things that happened. Made off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.actions import look_up
from caseworker.actions.case_words import case_due_words, case_tag, next_step
from caseworker.actions.when_words import when_words
from caseworker.domain.cases import CaseView
from caseworker.domain.cases import TimelineItem as CaseEvent
from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.due_words import Tag
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from ui.cases.case_line import kind_words
from ui.widgets.identity_banner import Identity
from ui.widgets.timeline import TimelineItem

LAST = 3
_LONGEST_WARNING = 80
_ICONS = {"Notes": "note", "Letters": "letter", "Deadlines": "clock", "Import": "folder"}


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


def identity_of(office: Office, view: CaseView) -> Identity:
    """Return the banner of a case."""
    row, tag = view.row, case_tag(office, view.row)
    child = view.children[0] if view.children else None
    active = row.status.is_active
    return Identity(
        row.reference,
        kind_words(row),
        tag="" if tag is Tag.OPEN else tag.value,
        tag_words="" if active else office.vocabulary.label("statuses", row.status),
        due=case_due_words(office, row),
        person=row.person,
        child=_children(view),
        born=_born(child, office.clock.today()) if child and len(view.children) == 1 else "",
        social_care_id=str(child.doc.get("social_care_id") or "") if child else "",
        warnings=_warnings(view),
        show_child=bool(child) or row.kind.is_complaint,
        person_label=_person_label(row.kind),
    )


def _children(view: CaseView) -> str:
    return ", ".join(str(child.doc.get("full_name") or "Not known") for child in view.children)


def _born(child: EntityState, today: date) -> str:
    text = child.doc.get("born_on")
    if not text:
        age = child.doc.get("age")
        return f"about {age}" if age else ""
    born = date.fromisoformat(str(text))
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"Born {born.day} {MONTHS[born.month - 1][:3]} {born.year} ({years})"


def _warnings(view: CaseView) -> tuple[tuple[str, str], ...]:
    wishes = str((view.complainant.doc if view.complainant else {}).get("adjustments") or "")
    if not wishes:
        return ()
    short = " ".join(wishes.split())
    cut = short if len(short) <= _LONGEST_WARNING else short[:_LONGEST_WARNING].rsplit(" ", 1)[0] + " …"
    return (("", f"Adjustments: {cut}"),)


def _person_label(kind: Kind) -> str:
    if kind.is_complaint:
        return "Person complaining"
    return "Requester" if kind in (Kind.FOI, Kind.EIR, Kind.SAR) else "Person"


def _item(office: Office, item: CaseEvent) -> TimelineItem:
    text = " ".join(part for part in (item.text, item.reason) if part)
    return TimelineItem(
        item.changeset_id,
        item.title,
        when_words(item.at),
        office.staff_name(item.author_id),
        text,
        icon=_ICONS.get(item.group, "logged"),
    )
