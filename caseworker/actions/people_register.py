"""The register of people: somebody known from a case is taken into it, linked, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.people_meanwhile import as_changed
from caseworker.actions.people_visible import hidden_people, is_hidden
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, EntityChange, FieldChange
from caseworker.domain.contacts import contacts_of
from caseworker.domain.dates_in_words import listed
from caseworker.domain.editing import new_entity
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState, changes_between
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.people import PersonView
from caseworker.domain.people_fields import PERSON_SCOPE
from caseworker.domain.words import postcode
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store
from caseworker.storage.cases import read_entities
from caseworker.storage.people import Hit

GONE = "This person is not on this computer any more. Go back to the list and open them again."
EDITABLE = (
    "full_name",
    "other_names",
    "born_on",
    "age",
    "social_care_id",
    "is_child",
    "contacts",
    "address",
    "preferred_contact",
    "adjustments",
    "notes",
)
"""What is changed by hand, in the order of the page."""


@dataclass(frozen=True, slots=True)
class PersonChanged(Changed):
    """What an act on a person did; `person_id` is who they are in the register now."""

    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the register, or who comes into it with this act.

    Attributes:
        state: the person as kept; None for a new one.
        made: what makes a new one.
        links: the changes that link their entries in cases.
        own_id, own_name: of the person meant, where that one was merged into the one known now; else empty.
    """

    person_id: str
    name: str
    state: EntityState | None = None
    made: tuple[EntityChange, ...] = ()
    links: tuple[Draft, ...] = ()
    own_id: str = ""
    own_name: str = ""

    @property
    def meant_id(self) -> str:
        """Whom it is about, also while they are merged into another: what is added to them stays with them."""
        return self.own_id or self.person_id

    @property
    def whom(self) -> str:
        """Who that is, in words."""
        return f"{self.own_name}, who was merged into {self.name}" if self.own_id else self.name

    def added(self, kind: str, entity: EntityChange) -> list[Draft]:
        """Return the changesets that add something to the person meant."""
        if not self.own_id:
            return self.drafts(kind, (entity,))
        return [Draft(PERSON_SCOPE, self.own_id, kind, (entity,))]

    def drafts(self, kind: str, entities: Sequence[EntityChange], reason: str = "") -> list[Draft]:
        """Return the changesets that do something with this person, making them first where they are new."""
        changes = (*self.made, *entities)
        first = Draft(PERSON_SCOPE, self.person_id, kind, changes, reason, is_new=bool(self.made))
        return [first, *self.links] if changes else list(self.links)


def known(office: Office, transaction: Transaction, some_id: str, *, with_lookalikes: bool = False) -> Known:
    """Return the person an id stands for: of the register, else made from the entry in a case.

    Args:
        with_lookalikes: link the other entries that have the same name and something else in common, too.

    Raises:
        RuleError: nobody has the id any more.
    """
    raw = transaction.raw
    line = store.line(raw, some_id)
    if line is None or (not line.is_person and _is_hidden(office, line)):
        raise RuleError(GONE)
    if line.person_id:
        kept = store.kept_ids(raw, [line.person_id])[line.person_id]
        state = store.entity(raw, kept)
        if state is not None and not state.doc.get("voided"):
            if hidden_people(office, raw, [kept]):
                raise RuleError(GONE)
            own = store.entity(raw, line.person_id) if line.person_id != kept else None
            meant = (own.id, _name(own)) if own is not None and not own.doc.get("voided") else ("", "")
            return Known(kept, str(state.doc.get("full_name") or ""), state, (), (), *meant)
    party = store.entity(raw, line.id)
    if party is None:
        raise RuleError(GONE)
    alike = (
        [hit for hit in store.lookalikes(raw, line) if not _is_hidden(office, hit)] if with_lookalikes else []
    )
    others = [store.entity(raw, hit.id) for hit in alike]
    person_id = office.ids.new()
    made = new_entity(person_id, "person", **person_values(party.doc))
    links = [link(each, person_id) for each in (party, *others) if each is not None]
    return Known(person_id, line.name, None, (made,), tuple(links))


def _name(person: EntityState) -> str:
    return str(person.doc.get("full_name") or "Name not known")


def _is_hidden(office: Office, hit: Hit) -> bool:
    return is_hidden(office, hit.restricted, hit.readers, hit.owner_id)


def person_values(party: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the register takes over from an entry in a case."""
    names = ("full_name", "born_on", "age", "social_care_id", "address", "preferred_contact", "adjustments")
    return {
        **{name: party.get(name) for name in names},
        "is_child": party.get("role") == "child",
        "contacts": [dict(each) for each in contacts_of(party)],
    }


def link(party: EntityState, person_id: str | None, kind: str = "person.linked") -> Draft:
    """Return the change that says who an entry in a case is."""
    change = FieldChange("person_id", person_id, party.versions("person_id"))
    return Draft("case", party.scope_id, kind, (EntityChange(party.id, "party", (change,)),))


def told(office: Office, message: str, written: Sequence[Changeset], person_id: str) -> PersonChanged:
    """Tell every open view, and return what was done with the person's id."""
    changed = office.changed(message, written)
    return PersonChanged(changed.message, changed.case_ids, changed.group_id, person_id=person_id)


# -- acts ---------------------------------------------------------------------------------------------------------


def register_person(office: Office, some_id: str) -> PersonChanged:
    """Take somebody who stands in a case into the register, with every entry that is plainly the same person."""
    office.require("people")
    who = Known("", "")

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal who
        who = known(office, transaction, some_id, with_lookalikes=True)
        return who.drafts("person.recorded", ())

    written = office.save(make)
    number = len(who.links)
    cases = f" and linked in {number} cases" if number > 1 else ""
    message = (
        f"{who.name} was taken into the register{cases}." if written else f"{who.name} is in the register."
    )
    return told(office, message, written, who.person_id)


def link_parties(office: Office, person_id: str, party_ids: Sequence[str]) -> PersonChanged:
    """Link entries in cases to a person; the person is made first when the id is that of another entry."""
    office.require("people")
    who, number = Known("", ""), 0

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal who, number
        who = known(office, transaction, person_id)
        drafts = who.drafts("person.recorded", ())
        for party_id in dict.fromkeys(party_ids):
            party = store.entity(transaction.raw, party_id)
            seen = store.line(transaction.raw, party_id)
            if party is None or party.kind != "party" or seen is None or _is_hidden(office, seen):
                raise RuleError("This entry is no longer part of the case. Open the case again.")
            if party.doc.get("person_id") != who.person_id and party_id != person_id:
                drafts.append(link(party, who.person_id))
        number = len(drafts)
        return drafts

    written = office.save(make)
    cases = len({draft.scope_id for draft in written if draft.scope_kind == "case"})
    where = f" in {cases} cases" if cases > 1 else ""
    return told(office, f"{who.name} was linked{where}.", written, who.person_id)


def unlink_party(office: Office, party_id: str) -> Changed:
    """Say that an entry in a case is not the person it was linked to."""
    office.require("people")

    def make(transaction: Transaction) -> list[Draft]:
        party = store.entity(transaction.raw, party_id)
        if party is None or not party.doc.get("person_id"):
            raise RuleError("This entry is linked to nobody.")
        return [link(party, None, "person.unlinked")]

    return office.changed("The entry in the case is linked to nobody now.", office.save(make))


def edit_person(office: Office, seen: PersonView, values: Mapping[str, Any]) -> PersonChanged:
    """Change what is kept of a person; somebody not in the register comes into it with that.

    Raises:
        ProblemsError: a value cannot be so.
        RuleError: it was changed meanwhile by somebody else.
    """
    office.require("people")
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    _check(office, tidy)
    who, others = Known("", ""), list[str]()

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal who, others
        who = known(office, transaction, seen.id)
        if who.state is None:
            made = new_entity(who.person_id, "person", **{**_values_of(who.made[0]), **tidy})
            return Known(who.person_id, who.name, None, (made,), who.links).drafts("person.updated", ())
        everybody = _with_merged(transaction, who)
        drafts: list[Draft] = []
        others = []
        for person_id, wanted in as_changed(office, seen, list(everybody.values()), tidy).items():
            state = everybody[person_id]
            if fields := changes_between(state, wanted):
                change = EntityChange(person_id, "person", fields)
                drafts.append(Draft(PERSON_SCOPE, person_id, "person.updated", (change,)))
                others += [str(state.doc.get("full_name") or "")] if person_id != who.person_id else []
        return drafts

    written = office.save(make)
    if not written:
        return told(office, "Nothing was different, so nothing was changed.", written, who.person_id)
    labels = ", ".join(label_of("person", name).lower() for name in tidy)
    return told(office, _what_was_changed(who.name, others, labels, len(written)), written, who.person_id)


def _with_merged(transaction: Transaction, who: Known) -> dict[str, EntityState]:
    """The person kept, and everybody merged into them, as they stand."""
    found = {}
    for person_id in store.merged_ids(transaction.raw, who.person_id):
        for state in read_entities(transaction.raw, person_id):
            if state.id == person_id and not state.doc.get("voided"):
                found[person_id] = state
    return found


def _what_was_changed(name: str, others: Sequence[str], labels: str, number: int) -> str:
    if not others:
        return f"Changed for {name}: {labels}."
    whom, was = listed(others), "was" if len(others) == 1 else "were"
    if len(others) < number:
        return f"Changed for {name}, and for {whom}, who {was} merged into them: {labels}."
    return f"Changed for {whom}, who {was} merged into {name}: {labels}."


def _values_of(change: EntityChange) -> dict[str, Any]:
    return {field.field: field.value for field in change.fields}


def _tidied(name: str, value: Any) -> Any:
    if name == "address" and value:
        lines = cleaned(value.get("lines", ""))
        return {"lines": lines, "postcode": postcode(cleaned(value.get("postcode", "")))}
    if isinstance(value, date):
        return value.isoformat()
    if name == "other_names":
        return [text for each in value or () if (text := cleaned(str(each)))] or None
    if name == "contacts":
        return [{**each, "value": cleaned(str(each.get("value", "")))} for each in value or ()] or None
    return cleaned(value) if isinstance(value, str) else value


def _check(office: Office, values: Mapping[str, Any]) -> None:
    problems = []
    for name, value in values.items():
        label = label_of("person", name)
        if name not in EDITABLE:
            raise RuleError(f"{label} is not changed by hand.", field=name)
        if name == "full_name" and not value:
            problems.append(Problem(name, "Enter the full name"))
        if isinstance(value, str) and len(value) > LONGEST:
            problems.append(Problem(name, f"{label} must be {LONGEST:,} characters or fewer"))
    if values.get("born_on") and values["born_on"] > office.clock.today().isoformat():
        problems.append(Problem("born_on", "Date of birth must be today or in the past"))
    if problems:
        raise ProblemsError(problems)
