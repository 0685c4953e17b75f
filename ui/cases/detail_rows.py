"""Details as key and value (S8): by person, by child, what it is about, how the case stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.actions.edit import EDITABLE
from caseworker.actions.value_words import value_words
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fields import label_of
from caseworker.domain.findings import WITH_ACTION
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.domain.stages import on_time
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.cases.identity import born_words, person_label
from ui.cases.stage_facts import imported_rows
from ui.widgets.key_value_list import KeyValue

OWNER = "owner_id"
"""Changed by an act of its own, not in its place."""

_PERSON = "full_name raised_by relationship phone email address preferred_contact adjustments".split()
_CHILD = "full_name born_on child_status social_care_id".split()
_ABOUT = (
    "summary wants risk division service team theme other_themes payment_related staff_named root_cause late_reason"
    " late_details no_action_reason subject requester_type ward"
).split()
_LATE = ("late_reason", "late_details")
_STANDING = "kind received_on channel raised_by owner_id waiting_for follow_up_on".split()
_FIXED = (
    "outcome outcome_reason outcome_overridden closed_on first_closed_on first_outcome kind_at_closure"
    " case_review parent_reference"
    " request_type supported_at eligible_group referred_by provider hours advocate_involved identity_checked"
    " equalities void_reason"
    " old_references import_source"
).split()
_ONLY_COMPLAINTS = ("wants", "risk", "other_themes", "payment_related", "root_cause", "theme")
_ONLY_REQUESTS = ("subject", "requester_type")
_RARE = ("ward", "late_reason", "staff_named")
_REQUESTS = (Kind.FOI, Kind.EIR, Kind.SAR, Kind.INTERNAL_REVIEW, Kind.COMMISSIONER, Kind.DATA_PROTECTION)


@dataclass(frozen=True, slots=True)
class DetailSection:
    """One headed list of values.

    Attributes:
        key: steady over refreshes; state: the thing the values belong to, None for imported facts.
        group: spoken with each button, so that those of several lists differ.
        is_open: whether it is open at first.
        may_remove: whether the person can be taken off the case.
    """

    key: str
    title: str
    rows: tuple[KeyValue, ...]
    state: EntityState | None = None
    group: str = ""
    is_open: bool = True
    may_remove: bool = False


def sections_of(office: Office, facts: CaseFacts) -> list[DetailSection]:
    """Return every list of the page in reading order."""
    view, may = facts.view, facts.can_edit
    found = [
        _party(office, p, person_label(view.kind), _PERSON, may)
        for p in view.parties
        if _role(p) == "complaining"
    ]
    children = view.children
    for number, child in enumerate(children, 1):
        title = f"Child {number}" if len(children) > 1 else "Child or young person"
        found.append(_party(office, child, title, _CHILD, may, is_open=number <= 2, may_remove=may))
    others = [p for p in view.parties if _role(p) not in ("complaining", "child")]
    for number, other in enumerate(others, 1):
        title = f"Representative {number}" if len(others) > 1 else "Representative"
        found.append(_party(office, other, title, _PERSON, may, is_open=number == 1, may_remove=may))
    found.append(_of_case(office, view, "about", "What it is about", _ABOUT, may))
    found += [_of_late(office, stage, may) for stage in late_stages(view)]
    found.append(_of_case(office, view, "standing", "The case", _STANDING, may, extra=_FIXED))
    imported = imported_rows(view.value("as_imported"))
    if imported:
        found.append(DetailSection("imported", "As imported", imported, is_open=False))
    return found


def late_stages(view: CaseView) -> tuple[EntityState, ...]:
    """The stages of a case that went further which were answered late: each keeps why by itself.

    An imported reason stands with the case and is that of its first stage.
    """
    late = [stage for stage in view.stages if on_time(stage.doc) is False] if len(view.stages) > 1 else []
    return tuple(s for s in late if s.id != view.stages[0].id or not view.value("late_reason"))


def _of_late(office: Office, stage: EntityState, may: bool) -> DetailSection:
    title = f"{stage.doc.get('label') or 'Stage'}, answered late"
    rows = tuple(
        KeyValue(name, label_of("stage", name), value_words(office, "stage", name, stage.doc.get(name)), may)
        for name in _LATE
    )
    return DetailSection(stage.id, title, rows, stage, title)


def _role(party: EntityState) -> str:
    return str(party.doc.get("role") or "")


def _party(
    office: Office,
    party: EntityState,
    title: str,
    names: Sequence[str],
    may: bool,
    *,
    is_open: bool = True,
    may_remove: bool = False,
) -> DetailSection:
    rows = tuple(KeyValue(n, label_of("party", n), _party_value(office, party, n), may) for n in names)
    return DetailSection(party.id, title, rows, party, title, is_open, may_remove)


def _party_value(office: Office, party: EntityState, name: str) -> str:
    if name == "born_on":
        return _birth(office, party)
    if name == "address":  # as it is written on an envelope
        kept = party.doc.get("address") or {}
        return "\n".join(filter(None, (str(kept.get("lines", "")), str(kept.get("postcode", "")))))
    return value_words(office, "party", name, party.doc.get(name))


def _birth(office: Office, party: EntityState) -> str:
    words = born_words(party.doc, office.clock.today())
    if not party.doc.get("born_on"):
        return words
    born = date.fromisoformat(str(party.doc["born_on"]))
    return f"{long_date(born)} {words[words.rindex('(') :]}"


def _of_case(
    office: Office,
    view: CaseView,
    key: str,
    title: str,
    names: Sequence[str],
    may: bool,
    extra: Sequence[str] = (),
) -> DetailSection:
    rows = []
    for name in (*names, *extra):
        value = value_words(office, "case", name, view.value(name))
        if name == "payment_related" and not value:
            value = "No"
        if value or (name in names and _is_asked(view, name)):
            editable = may and (name in EDITABLE["case"] or name == OWNER)
            rows.append(KeyValue(name, label_of("case", name), value, editable))
    return DetailSection(key, title, tuple(rows), view.case)


def _is_asked(view: CaseView, name: str) -> bool:
    """Whether a value that is missing reads "Add <key>" for this kind of case."""
    if name in _ONLY_COMPLAINTS:
        return view.kind.is_complaint
    if name in _ONLY_REQUESTS:
        return view.kind in _REQUESTS
    if name in _LATE:
        return view.row.on_time is False and len(view.stages) < 2
    if name == "no_action_reason":
        return view.kind.is_complaint and view.row.outcome in WITH_ACTION
    return name not in _RARE or view.kind.is_complaint
