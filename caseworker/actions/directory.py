"""The directory of MPs and councillors: look, add, change, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, EntityChange
from caseworker.domain.directory import ELECTED, Representative, representative_of
from caseworker.domain.editing import new_entity
from caseworker.domain.fold import EntityState, changes_between
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Kind
from caseworker.domain.people import Match
from caseworker.domain.people_keys import fits, name_words
from caseworker.domain.words import folded, postcode
from caseworker.errors import Problem, ProblemsError
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.storage.people import entities_of


def representatives(office: Office, on: date | None = None) -> list[Representative]:
    """Return the directory by name; only those in office on a day where one is given."""
    office.require("read")
    with office.reading() as raw:
        states = entities_of(raw, OFFICE_SCOPE, "representative")
    found = [representative_of(state.id, state.doc) for state in states]
    found = [each for each in found if on is None or each.serves_on(on)]
    return sorted(found, key=lambda each: (folded(each.full_name), each.id))


def directory_matches(office: Office, name: str, kind: Kind | None) -> list[Match]:
    """Return the office holders of today whose name fits what is typed, for an enquiry of an elected member."""
    words = name_words(name)
    if kind is None or kind not in ELECTED or sum(map(len, words)) < 3:
        return []
    offices, found = ELECTED[kind], []
    for each in representatives(office, office.clock.today()):
        how = fits(words, name_words(each.full_name)) if each.office in offices else ""
        if how:
            reason = "same name" if how == "same" else "similar name"
            found.append(Match(each.id, each.full_name, (reason,), directory=office_words(office, each)))
    return found[:3]


def office_words(office: Office, each: Representative) -> str:
    """Return what somebody is: "MP for Northmoor East", "Councillor"."""
    label = office.vocabulary.label("elected_offices", each.office)
    return f"{label} for {each.area}" if each.area else label


def new_representative(office: Office) -> Representative:
    """Return an empty entry with a fresh id."""
    return Representative(office.ids.new(), "")


def save_representative(office: Office, entry: Representative) -> Changed:
    """Add an entry to the directory, or change one that is there; one without an id is new.

    Raises:
        ProblemsError: entries to mend.
    """
    office.require("people")
    tidy = tidied_entry(entry if entry.id else replace(entry, id=office.ids.new()))
    if problems := entry_problems(office, tidy):
        raise ProblemsError(problems)

    written = write_entries(office, [tidy])
    message = f"{tidy.full_name} was saved in the directory." if written else "Nothing was different."
    return office.changed(message, written)


def write_entries(office: Office, entries: Sequence[Representative]) -> list[Changeset]:
    """Write new and changed entries in one act; nothing where nothing is different."""

    def make(transaction: Transaction) -> list[Draft]:
        changes = _changes(_known(transaction), entries)
        return [Draft("office", OFFICE_SCOPE, "directory.changed", tuple(changes))] if changes else []

    return office.save(make)


def _known(transaction: Transaction) -> dict[str, EntityState]:
    states = entities_of(transaction.raw, OFFICE_SCOPE, "representative", with_removed=True)
    return {state.id: state for state in states}


def _changes(known: Mapping[str, EntityState], entries: Sequence[Representative]) -> list[EntityChange]:
    changes = []
    for entry in entries:
        state = known.get(entry.id)
        if state is None:
            changes.append(new_entity(entry.id, "representative", **entry.values()))
        elif fields := changes_between(state, _wanted(state, entry)):
            changes.append(EntityChange(state.id, state.kind, fields))
    return changes


def _wanted(state: EntityState, entry: Representative) -> dict[str, Any]:
    """The values of an entry; those that are empty and were never given are left alone."""
    values = {name: value for name, value in entry.values().items() if value or state.doc.get(name)}
    return values | ({"voided": None} if state.doc.get("voided") else {})


def tidied_entry(entry: Representative) -> Representative:
    """Return an entry with its texts cleaned."""
    return replace(
        entry,
        full_name=cleaned(entry.full_name),
        area=cleaned(entry.area),
        political_party=cleaned(entry.political_party),
        email=cleaned(entry.email),
        phone=cleaned(entry.phone),
        address_lines=cleaned(entry.address_lines),
        postcode=postcode(cleaned(entry.postcode)),
        assistant=cleaned(entry.assistant),
    )


def entry_problems(office: Office, entry: Representative) -> list[Problem]:
    """Return what must be mended before an entry can be kept."""
    found = []
    if not entry.full_name:
        found.append(Problem("full_name", "Enter the name"))
    if not office.vocabulary.has("elected_offices", entry.office):
        found.append(Problem("office", "Choose the office"))
    if entry.email and "@" not in entry.email:
        found.append(Problem("email", "Email must be an address such as name@example.org"))
    if entry.from_on and entry.to_on and entry.to_on < entry.from_on:
        found.append(Problem("to_on", "Last day in office must be on or after the first"))
    texts = (entry.full_name, entry.area, entry.address_lines, entry.assistant)
    if any(len(text) > LONGEST for text in texts):
        found.append(Problem("full_name", f"Texts must be {LONGEST:,} characters or fewer"))
    return found
