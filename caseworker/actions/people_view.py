"""One person in full: what the register keeps, every case they stand in, and who may be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from caseworker.actions import look_up
from caseworker.actions.people_register import GONE
from caseworker.actions.people_told import last_case
from caseworker.actions.people_visible import hidden_people, is_hidden
from caseworker.actions.value_words import value_words
from caseworker.domain.cases import TimelineItem
from caseworker.domain.contacts import contact_lines
from caseworker.domain.fold import EntityState
from caseworker.domain.people import InCase, PersonView, Related
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage import people as store
from caseworker.storage.cases import read_entities, read_events
from caseworker.storage.people import Hit


def open_person(office: Office, some_id: str) -> PersonView:
    """Return a person of the register, or somebody who only stands in a case, by the id of either.

    Raises:
        RuleError: nobody has the id any more, or the case may not be seen.
    """
    office.require("read")
    with office.reading() as raw:
        line = store.line(raw, some_id)
        if line is None or (not line.is_person and _is_hidden(office, line)):
            raise RuleError(GONE)
        kept = store.kept_ids(raw, [line.person_id]).get(line.person_id, "") if line.person_id else ""
        own = store.line(raw, kept) if kept else None
        if own is None:
            return _from_case(raw, line)
        if hidden_people(office, raw, [kept]):
            raise RuleError(GONE)
        return _registered(office, raw, kept)


def likely_same(office: Office, view: PersonView) -> list[InCase]:
    """Return entries in cases, linked to nobody, that have the same name and something else in common."""
    with office.reading() as raw:
        line = store.line(raw, view.id)
        found = store.lookalikes(raw, line) if line is not None else []
        for each in view.cases:  # what a case knows may tell more than the register
            own = store.line(raw, each.party.id)
            if own is not None and len(found) < store.MOST_LINKED:
                found += store.lookalikes(raw, own)
        known = {each.party.id for each in view.cases}
        fresh = {hit.id: hit for hit in found if hit.id not in known and not _is_hidden(office, hit)}
        return _in_cases(raw, fresh.values())


def person_words(office: Office, view: PersonView, name: str) -> str:
    """Return a value of a person as it is read; contacts and names one on each line."""
    if name == "contacts":
        return "\n".join(contact_lines(view.contacts()))
    if name == "other_names":
        return "\n".join(view.other_names())
    if name == "full_name":
        return view.name
    if name == "born_on" and not view.value("born_on"):
        return str(view.value("age") or "")
    return value_words(office, "person", name, view.value(name))


def _from_case(raw: Any, line: Hit) -> PersonView:
    party = store.entity(raw, line.id)
    if party is None:
        raise RuleError(GONE)
    return PersonView(line.id, False, party, cases=tuple(_in_cases(raw, [line])))


def _registered(office: Office, raw: Any, person_id: str) -> PersonView:
    ids = store.merged_ids(raw, person_id)
    things = [state for each in ids for state in read_entities(raw, each) if not state.doc.get("voided")]
    people = {state.id: state for state in things if state.kind == "person"}
    lines = [h for h in store.lines_of(raw, ids) if not h.is_person and not _is_hidden(office, h)]

    def those(kind: str) -> tuple[EntityState, ...]:
        return tuple(state for state in things if state.kind == kind)

    return PersonView(
        person_id,
        True,
        people[person_id],
        merged=tuple(people[each] for each in ids[1:] if each in people),
        relationships=tuple(_related(raw, those("relationship"), ids)),
        alerts=those("alert"),
        plans=those("contact_plan"),
        cases=tuple(_in_cases(raw, lines)),
        timeline=_timeline(office, raw, ids),
        of_merged=_of_merged(raw, {each: people[each] for each in ids[1:] if each in people}),
    )


def _related(raw: Any, found: Iterable[EntityState], own: list[str]) -> list[Related]:
    """The relationships with the names of the others as they are now; one to somebody merged in here is left out."""
    related = []
    for entity in found:
        to = str(entity.doc.get("to_person") or "")
        kept = store.kept_ids(raw, [to]).get(to, to)
        line = store.line(raw, kept)
        if line is not None and kept not in own:
            related.append(Related(entity, kept, line.name or "Name not known"))
    return related


def _in_cases(raw: Any, lines: Iterable[Hit]) -> list[InCase]:
    found = []
    for hit in sorted(lines, key=lambda hit: (hit.received_on or "", hit.id), reverse=True):
        party = store.entity(raw, hit.id)
        if party is not None:
            found.append(InCase(party, last_case(hit), hit.status or "", hit.stage or ""))
    return found


def _timeline(office: Office, raw: Any, ids: Iterable[str]) -> tuple[TimelineItem, ...]:
    items = [item for each in ids for item in look_up.timeline_of(office, read_events(raw, each))]
    return tuple(replace(item) for item in sorted(items, key=lambda item: item.at, reverse=True))


def _of_merged(raw: Any, merged: Mapping[str, EntityState]) -> dict[str, str]:
    """The name of whom each change of somebody merged in was made to."""
    return {
        event.changeset_id: str(person.doc.get("full_name") or "Name not known")
        for each, person in merged.items()
        for event in read_events(raw, each)
    }


def _is_hidden(office: Office, hit: Hit) -> bool:
    return hit.status == "void" or is_hidden(office, hit.restricted, hit.readers, hit.owner_id)
