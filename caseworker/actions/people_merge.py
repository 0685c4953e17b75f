"""Merge two people of the register, and take a merge back (interface brief 4.9; manager only).

Question: is anything copied? Choice: no. The one merged only says into whom; the page of the one kept shows what both
have, the kept one's first. So nothing is lost, and taking the merge back restores both exactly. Cost: a page that
shows a merged person reads two scopes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.actions.people_register import GONE, Known, PersonChanged, known, told
from caseworker.actions.people_view import open_person, person_words
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.contacts import contact_lines, merged_contacts
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState, changes_between
from caseworker.domain.people import MERGE_DAYS, PersonView
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store

_COMPARED = (
    "full_name",
    "other_names",
    "born_on",
    "social_care_id",
    "contacts",
    "address",
    "preferred_contact",
    "adjustments",
    "notes",
)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One value on both sides and what the merged person will have."""

    label: str
    kept: str
    other: str
    result: str

    @property
    def differs(self) -> bool:
        """Whether both sides say something, and not the same."""
        return bool(self.kept and self.other and self.kept != self.other)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Both people side by side, before anything is done."""

    kept: PersonView
    other: PersonView
    rows: tuple[MergeRow, ...]

    def warning(self) -> str:
        """Return what speaks against it, in words: another date of birth or social care ID; "" for nothing."""
        told = [
            row.label.lower()
            for row in self.rows
            if row.differs
            and row.label in (label_of("person", "born_on"), label_of("person", "social_care_id"))
        ]
        return f"They differ in {' and '.join(told)}. Make sure that it is one person." if told else ""


def preview_merge(office: Office, kept_id: str, other_id: str) -> MergePreview:
    """Return both people side by side with what will be kept.

    Raises:
        RuleError: they are the same person already, or one is gone.
    """
    office.require("merge")
    kept, other = open_person(office, kept_id), open_person(office, other_id)
    if kept.id == other.id:
        raise RuleError("These two are one person already.")
    rows = [_row(office, kept, other, name) for name in _COMPARED]
    rows.append(
        MergeRow(
            "Cases",
            count_of(len(kept.cases), "case"),
            count_of(len(other.cases), "case"),
            count_of(len({each.case.case_id for each in (*kept.cases, *other.cases)}), "case"),
        )
    )
    for label, name in (
        ("Safety alerts", "alerts"),
        ("Contact plans", "plans"),
        ("Relationships", "relationships"),
    ):
        one, two = len(getattr(kept, name)), len(getattr(other, name))
        if one or two:
            rows.append(MergeRow(label, str(one), str(two), str(one + two)))
    return MergePreview(kept, other, tuple(row for row in rows if row.kept or row.other))


def merge_people(office: Office, kept_id: str, other_id: str) -> PersonChanged:
    """Make two people one: the first is kept, the second goes into it with all their cases.

    Raises:
        RuleError: they are one already.
    """
    office.require("merge")
    kept = other = Known("", "")

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal kept, other
        kept, other = known(office, transaction, kept_id), known(office, transaction, other_id)
        if kept.person_id == other.person_id:
            raise RuleError("These two are one person already.")
        into = {"merged_into": kept.person_id, "merged_on": office.clock.today().isoformat()}
        drafts = kept.drafts("person.recorded", ())
        if other.state is None:
            drafts += other.drafts("person.recorded", ())
            other_state = EntityState(other.person_id, "person", other.person_id)
        else:
            other_state = other.state
        change = EntityChange(other.person_id, "person", changes_between(other_state, into))
        return [*drafts, Draft("person", other.person_id, "person.merged", (change,))]

    written = office.save(make)
    until = long_date(office.clock.today() + timedelta(days=MERGE_DAYS))
    message = f"{other.name} was merged into {kept.name}. It can be taken back until {until}."
    return told(office, message, written, kept.person_id)


def unmerge(office: Office, merged_id: str) -> PersonChanged:
    """Take a merge back: both are as they were, each with the cases linked to them.

    Raises:
        RuleError: it was more than 30 days ago, or was taken back already.
    """
    office.require("merge")
    name = kept = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal name, kept
        state = store.entity(transaction.raw, merged_id)
        if state is None:
            raise RuleError(GONE)
        if not state.doc.get("merged_into"):
            raise RuleError("This merge was taken back already.")
        last = may_unmerge_until(state)
        if last is not None and office.clock.today() > last:
            raise RuleError(f"This merge could be taken back until {long_date(last)}.")
        name = str(state.doc.get("full_name") or "")
        into = store.line(transaction.raw, str(state.doc["merged_into"]))
        kept = into.name if into is not None else ""
        fields = changes_between(state, {"merged_into": None, "merged_on": None})
        return [
            Draft("person", state.scope_id, "person.unmerged", (EntityChange(state.id, state.kind, fields),))
        ]

    written = office.save(make)
    stays = f" What was added to {kept} since stays with {kept}." if kept else ""
    return told(office, f"{name} is a person of their own again.{stays}", written, merged_id)


def may_unmerge_until(merged: EntityState) -> date | None:
    """Return the last day on which a merge can be taken back."""
    on = merged.doc.get("merged_on")
    return date.fromisoformat(str(on)) + timedelta(days=MERGE_DAYS) if on else None


def _row(office: Office, kept: PersonView, other: PersonView, name: str) -> MergeRow:
    one, two = person_words(office, kept, name), person_words(office, other, name)
    if name == "contacts":
        both = merged_contacts((kept.contacts(), other.contacts()))
        result = "\n".join(contact_lines(both))
    elif name == "other_names":
        names = dict.fromkeys((*kept.other_names(), other.name, *other.other_names()))
        result = "\n".join(each for each in names if each and each != kept.name)
    else:
        result = one or two
    return MergeRow(label_of("person", name), one, two, result)
