"""The people of one case: add somebody, say whether they may act and what consent there is, whom to contact first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.people_told import tag_words
from caseworker.actions.people_visible import is_hidden
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Status
from caseworker.domain.words import postcode
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store

ROLES: Mapping[str, str] = {
    "child": "Child or young person",
    "complaining": "Person complaining or asking",
    "representative": "Representative",
    "other": "Other person",
}
"""What somebody is in a case."""

GIVEN = ("given", "limited")


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether somebody may act for the person concerned, and what may be shared (WHO-8).

    Attributes:
        basis: code of why they may act; state: code of the consent.
    """

    basis: str = ""
    state: str = ""
    asked_on: date | None = None
    given_on: date | None = None
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register knows of somebody in a case.

    Attributes:
        person_id: of the register; "" while the entry is linked to nobody.
        tags: safety alerts and contact plans in force, each with its kind: "alert" or "contact_plan".
        adjustments: what the register keeps of them, where the case says nothing.
    """

    person_id: str = ""
    name: str = ""
    cases: int = 0
    tags: tuple[tuple[str, str], ...] = ()
    adjustments: str = ""


def standings_of(office: Office, view: CaseView) -> dict[str, Standing]:
    """Return what the register knows of each person of a case, by the id of their entry."""
    linked = {p.id: str(p.doc["person_id"]) for p in view.parties if p.doc.get("person_id")}
    if not linked:
        return {}
    with office.reading() as raw:
        kept = store.kept_ids(raw, linked.values())
        return {
            party_id: found
            for party_id, person_id in linked.items()
            if (found := _standing(office, raw, kept[person_id])) is not None
        }


def _standing(office: Office, raw: Any, person_id: str) -> Standing | None:
    own = store.line(raw, person_id)
    if own is None:
        return None
    ids = store.merged_ids(raw, person_id)
    things = store.things_of(raw, ids, ("alert", "contact_plan", "person"))
    tags = [(kind, tag_words(office, kind, doc)) for _scope, kind, doc in things if kind != "person"]
    lines = [hit for hit in store.lines_of(raw, ids) if not hit.is_person]
    cases = {h.scope_id for h in lines if not is_hidden(office, h.restricted, h.readers, h.owner_id)}
    adjustments = [
        str(doc["adjustments"]) for _scope, kind, doc in things if kind == "person" and doc.get("adjustments")
    ]
    return Standing(
        person_id,
        own.name,
        len(cases),
        tuple((kind, words) for kind, words in tags if words),
        adjustments[0] if adjustments else "",
    )


def add_party(office: Office, case_id: str, role: str, values: Mapping[str, Any]) -> Changed:
    """Add somebody to a case.

    Args:
        role: a key of ROLES; values: fields of the entry, with "person_id" for somebody of the register.

    Raises:
        ProblemsError: entries to mend.
    """
    office.require("edit")
    tidy = _tidied(values)
    problems = [] if role in ROLES else [Problem("role", "Choose the part in the case")]
    if not tidy.get("full_name"):
        problems.append(Problem("full_name", "Enter the full name"))
    if tidy.get("email") and "@" not in tidy["email"]:
        problems.append(Problem("email", "Email must be an address such as name@example.org"))
    long = [name for name, value in tidy.items() if isinstance(value, str) and len(value) > LONGEST]
    problems += [Problem(name, f"The text must be {LONGEST:,} characters or fewer") for name in long]
    if problems:
        raise ProblemsError(problems)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = _open(transaction.case(case_id))
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        edits.add("party", role=role, **tidy)
        return [edits.draft("party.added")]

    written = office.save(make)
    return office.changed(f"{tidy['full_name']} was added to {reference}.", written, reference)


def record_consent(office: Office, case_id: str, party_id: str, consent: Consent) -> Changed:
    """Record why somebody may act and what consent there is.

    Raises:
        ProblemsError: entries to mend.
    """
    office.require("edit")
    problems = _consent_problems(office, consent)
    if problems:
        raise ProblemsError(problems)
    reference = name = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, name
        view = _open(transaction.case(case_id))
        reference, party = view.reference, _party(view, party_id)
        name = str(party.doc.get("full_name") or "")
        edits = CaseEdits(view, office.ids)
        edits.set(
            party,
            **_known_or_given(
                party,
                authority_basis=consent.basis,
                consent=consent.state,
                consent_asked_on=consent.asked_on.isoformat() if consent.asked_on else None,
                consent_given_on=consent.given_on.isoformat() if consent.given_on else None,
                consent_limits=cleaned(consent.limits),
            ),
        )
        return [edits.draft("consent.recorded")] if edits else []

    written = office.save(make)
    message = f"Consent and authority of {name} were recorded in {reference}."
    return office.changed(message if written else "Nothing was different.", written, reference)


def make_main_contact(office: Office, case_id: str, party_id: str) -> Changed:
    """Say whom of a case we contact first."""
    office.require("edit")
    reference = name = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, name
        view = _open(transaction.case(case_id))
        reference, chosen = view.reference, _party(view, party_id)
        name = str(chosen.doc.get("full_name") or "")
        edits = CaseEdits(view, office.ids)
        for party in view.parties:
            if party.id == party_id:
                edits.set(party, contact_order=1)
            elif party.doc.get("contact_order"):
                edits.set(party, contact_order=None)
        return [edits.draft("case.updated")] if edits else []

    written = office.save(make)
    return office.changed(f"{name} is contacted first in {reference}.", written, reference)


def main_contact(view: CaseView) -> EntityState | None:
    """Return whom of a case we contact first: the one chosen, else the person complaining or asking."""
    chosen = next((party for party in view.parties if party.doc.get("contact_order") == 1), None)
    return chosen or view.complainant


def _consent_problems(office: Office, consent: Consent) -> list[Problem]:
    today, found = office.clock.today(), []
    if consent.basis and not office.vocabulary.has("authority_bases", consent.basis):
        found.append(Problem("basis", "Choose why they may act from the list"))
    if consent.state and not office.vocabulary.has("consents", consent.state):
        found.append(Problem("state", "Choose the consent from the list"))
    for name, day, label in (
        ("asked_on", consent.asked_on, "Consent asked for"),
        ("given_on", consent.given_on, "Consent given"),
    ):
        if day and day > today:
            found.append(Problem(name, f"{label} must be today or in the past"))
    if consent.state in GIVEN and consent.given_on is None:
        found.append(Problem("given_on", "Enter the day consent was given"))
    if consent.state == "asked" and consent.asked_on is None:
        found.append(Problem("asked_on", "Enter the day consent was asked for"))
    if consent.asked_on and consent.given_on and consent.given_on < consent.asked_on:
        found.append(Problem("given_on", "Consent cannot be given before it was asked for"))
    if consent.state == "limited" and not cleaned(consent.limits):
        found.append(Problem("limits", "Enter what may be shared"))
    if len(consent.limits) > LONGEST:
        found.append(Problem("limits", f"The text must be {LONGEST:,} characters or fewer"))
    return found


def _known_or_given(state: EntityState, **values: Any) -> dict[str, Any]:
    """The values that say something or replace something that did."""
    return {name: value for name, value in values.items() if value or state.doc.get(name)}


def _tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    tidy: dict[str, Any] = {}
    for name, value in values.items():
        if name == "address" and value:
            lines = cleaned(value.get("lines", ""))
            value = {"lines": lines, "postcode": postcode(cleaned(value.get("postcode", "")))}
            value = value if any(value.values()) else None
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, str):
            value = cleaned(value)
        tidy[name] = value
    return tidy


def _open(view: CaseView) -> CaseView:
    if view.status is Status.VOID:
        raise RuleError("This case is void, so its details are left as they are. Undo making it void first.")
    return view


def _party(view: CaseView, party_id: str) -> EntityState:
    found = next((party for party in view.parties if party.id == party_id), None)
    if found is None:
        raise RuleError("This person is no longer part of the case. Open the case again.")
    return found
