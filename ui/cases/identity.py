"""Who and what a case is, in the words of the banner (C8) and of the tab (W4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.case_words import case_due_words, case_tag
from caseworker.actions.decide_reminder import decide_by
from caseworker.actions.legal_hold import hold_words
from caseworker.domain.cases import CaseView, Doc
from caseworker.domain.dates_in_words import MONTHS, long_date
from caseworker.domain.due_words import Tag
from caseworker.domain.kinds import Kind, Procedure, Status
from caseworker.domain.people import consent_gap
from caseworker.domain.readers import NOT_RESTRICTED
from caseworker.office import Office
from ui.cases.case_line import kind_words
from ui.widgets.identity_banner import Identity

if TYPE_CHECKING:
    from caseworker.actions.people_case import Standing

_AFTER_NAMES = {"MP", "MBE", "OBE", "CBE", "KC", "JP", "Esq"}
_LONGEST_WARNING = 120
_NO_CHILD = (Kind.FOI, Kind.EIR, Kind.INTERNAL_REVIEW, Kind.COMMISSIONER)


def identity_of(
    office: Office,
    view: CaseView,
    people: Mapping[str, Standing] | None = None,
    *,
    tells_clashes: bool = True,
) -> Identity:
    """Return what the banner says of a case.

    Args:
        people: what the register knows of its people; read now when not given.
        tells_clashes: whether values that clash are told; the page of the case has a link of its own.
    """
    known = _standings(office, view) if people is None else people
    row, children = view.row, view.children
    tag, tag_words = tag_of(office, view)
    return Identity(
        reference=view.reference,
        stage=kind_words(row),
        tag=tag,
        tag_words=tag_words,
        due=case_due_words(office, row),
        person=_person(view),
        child="; ".join(_child(child.doc, office.clock.today()) for child in children),
        social_care_id=", ".join(
            str(c.doc["social_care_id"]) for c in children if c.doc.get("social_care_id")
        ),
        warnings=(
            *_undecided(office, view),
            *_warnings(view, known),
            *(_clashes(view) if tells_clashes else ()),
        ),
        show_child=bool(children) or (row.kind not in _NO_CHILD and not row.kind.is_enquiry),
        person_label=person_label(row.kind),
    )


def _standings(office: Office, view: CaseView) -> Mapping[str, Standing]:
    from caseworker.actions.people_case import standings_of  # the register: not at the start

    return standings_of(office, view)


def tag_of(office: Office, view: CaseView) -> tuple[str, str]:
    """Return the kind of tag and its words; ("", "") for an open case with no date, where there is nothing to say."""
    if view.status is Status.VOID:
        return "closed", "Void"
    if view.status is Status.WITHDRAWN:
        return "closed", "Withdrawn"
    tag = case_tag(office, view.row)
    if view.status is Status.ANSWERED and tag is Tag.CLOSED:
        return "closed", "Answered"
    return ("", "") if tag is Tag.OPEN else (tag.value, tag.label)


def person_label(kind: Kind) -> str:
    """Return what the person is to the case: complaining, enquiring, asking."""
    if kind.is_complaint or kind in (Kind.OMBUDSMAN, Kind.CASE_REVIEW, Kind.DATA_PROTECTION):
        return "Person complaining"
    if kind.is_enquiry:
        return "Person enquiring"
    if kind.procedure in (Procedure.FOI, Procedure.EIR, Procedure.SAR):
        return "Person asking"
    return "Person"


def born_words(doc: Doc, today: date) -> str:
    """Return "Born 14 Feb 2013 (12)", or the age as it was told, or "" when nothing is known."""
    if doc.get("born_on"):
        born = date.fromisoformat(str(doc["born_on"]))
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return f"Born {born.day} {MONTHS[born.month - 1][:3]} {born.year} ({age})"
    age_told = str(doc.get("age") or "")
    return f"Age {age_told}" if age_told.isdigit() else age_told


def surname(name: str) -> str:
    """Return the last name, for the tab; letters after the name are not it."""
    words = [word for word in name.replace(",", " ").split() if word not in _AFTER_NAMES]
    return words[-1][:24] if words else ""


def _person(view: CaseView) -> str:
    person = view.complainant
    if person is None:
        return ""
    name, relation = str(person.doc.get("full_name") or ""), str(person.doc.get("relationship") or "")
    return f"{name} ({relation.lower()})" if name and relation and relation != "None" else name


def _child(doc: Doc, today: date) -> str:
    born = born_words(doc, today)
    if not doc.get("born_on"):
        born = f"{born[:1].lower()}{born[1:]}"
    return ", ".join(filter(None, (str(doc.get("full_name") or "Name not known"), born)))


def _undecided(office: Office, view: CaseView) -> tuple[tuple[str, str], ...]:
    """A case whose type should be decided by now (S2)."""
    if view.kind is not Kind.UNDECIDED or not view.status.is_active:
        return ()
    limit = decide_by(office, view)
    return (("", f"Type not decided by {long_date(limit)}"),) if office.clock.today() > limit else ()


def _warnings(view: CaseView, people: Mapping[str, Standing]) -> list[tuple[str, str]]:
    """Line 3, only what there is: risk, safety alerts, contact plans, adjustments, consent."""
    found = [("restricted", "Restricted")] if view.value("restricted") else []
    if not found and view.value("restricted_reason") == NOT_RESTRICTED:
        found.append(("", NOT_RESTRICTED.rstrip(".")))
    if held := hold_words(view):
        found.append(("", held))
    risk = view.value("risk")
    if view.status.is_active and risk in ("yes", "unsure"):
        found.append(("safety", "Child at risk" if risk == "yes" else "Child may be at risk"))
    tags = dict.fromkeys(tag for party in view.parties if party.id in people for tag in people[party.id].tags)
    found += [("safety", _short(words)) for kind, words in tags if kind == "alert"]
    found += [("", _short(words)) for kind, words in tags if kind != "alert"]
    for party in view.parties:
        known = people[party.id].adjustments if party.id in people else ""
        told = party.doc.get("adjustments") or known
        if told and (words := " ".join(str(told).split())):
            found.append(("", f"Adjustments: {_short(words)}"))
    for party in view.parties:
        if gap := consent_gap(party.doc):
            found.append(("", _consent(gap, party.doc, len(view.parties))))
    return found


def _clashes(view: CaseView) -> tuple[tuple[str, str], ...]:
    number = len(view.conflicts)
    words = "1 value needs your choice" if number == 1 else f"{number} values need your choice"
    return (("", words),) if number else ()


def _consent(gap: str, party: Doc, number: int) -> str:
    """What is missing, and of whom where there are several people."""
    name = str(party.get("full_name") or "")
    return f"{gap} ({name})" if number > 1 and name else gap


def _short(words: str) -> str:
    if len(words) <= _LONGEST_WARNING:
        return words
    return words[:_LONGEST_WARNING].rsplit(" ", 1)[0] + " … (more in Details)"
