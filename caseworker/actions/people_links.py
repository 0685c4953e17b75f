"""At the logging of a case: the person found among the possible matches is linked, here and where they were known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.directory import representatives
from caseworker.actions.people_register import known
from caseworker.actions.people_told import tag_words
from caseworker.actions.people_view import open_person
from caseworker.domain.changes import Draft
from caseworker.domain.directory import Representative
from caseworker.domain.intake import Intake
from caseworker.domain.people import Match, PersonView
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction

_NAMES = (
    "full_name",
    "raised_by",
    "relationship",
    "phone",
    "email",
    "preferred_contact",
    "adjustments",
    "born_on",
    "age",
    "child_status",
    "social_care_id",
)


def linked(office: Office, transaction: Transaction, some_id: str) -> tuple[str, list[Draft]]:
    """Return the person of the register an id stands for, and what else must be written to link them.

    Somebody who is gone meanwhile stops no logging: the case is then linked to nobody.
    """
    if not some_id:
        return "", []
    try:
        who = known(office, transaction, some_id, with_lookalikes=True)
    except RuleError:
        return "", []
    return who.person_id, who.drafts("person.recorded", ())


def links_of(office: Office, transaction: Transaction, intake: Intake) -> tuple[dict[str, str], list[Draft]]:
    """Return for each person used on the form who they are, and the changes that link their other cases."""
    found: dict[str, str] = {}
    drafts: list[Draft] = []
    for some_id in dict.fromkeys((intake.person_id, *(child.person_id for child in intake.children))):
        person_id, more = linked(office, transaction, some_id)
        if person_id:
            found[some_id] = person_id
            drafts += more
    return found, drafts


def values_to_fill(office: Office, match: Match) -> dict[str, str]:
    """Return what the form of an intake can take over from a match, by the names of an entry in a case.

    Raises:
        RuleError: the person is gone.
    """
    if match.directory:
        found = next((each for each in representatives(office) if each.id == match.id), None)
        return _of_representative(office, found) if found else {}
    return _of_person(open_person(office, match.id))


@dataclass(frozen=True, slots=True)
class Now:
    """Who somebody used on a form is by now.

    Attributes:
        name: today's, of the person they were merged into.
        cases: how many cases they have; None for somebody who is not in the register.
        alerts: safety alerts and contact plans in force, in words.
        values: as of `values_to_fill`.
    """

    name: str
    cases: int | None
    alerts: tuple[str, ...]
    values: Mapping[str, str]


def used_now(office: Office, some_id: str, *, of_directory: bool = False) -> Now | None:
    """Return who an id that was used on a form stands for now; None when they are not on this computer any more."""
    if of_directory:
        found = next((each for each in representatives(office) if each.id == some_id), None)
        return Now(found.full_name, None, (), _of_representative(office, found)) if found else None
    try:
        view = open_person(office, some_id)
    except RuleError:
        return None
    tagged = [*(("alert", each.doc) for each in view.alerts), *(("contact_plan", p.doc) for p in view.plans)]
    alerts = tuple(words for kind, doc in tagged if (words := tag_words(office, kind, dict(doc))))
    cases = len({each.case.case_id for each in view.cases}) if view.is_registered else None
    return Now(view.name, cases, alerts, _of_person(view))


def _of_person(view: PersonView) -> dict[str, str]:
    """What the register says, else what the newest case says; an address taken away from the register is gone."""
    values = _of_entry(view.cases[0].party.doc if view.cases else {})
    known = _of_register(view)
    if view.is_registered and view.person.versions("address"):
        values = {**values, **_address(None)}
    return {**values, **{name: value for name, value in known.items() if value}}


def _of_register(view: PersonView) -> dict[str, str]:
    if not view.is_registered:
        return {}
    contacts = view.contacts()

    def first(kind: str) -> str:
        return next((str(c["value"]) for c in contacts if c.get("kind") == kind), "")

    names = ("full_name", "preferred_contact", "adjustments", "born_on", "age", "social_care_id")
    values = {name: str(view.value(name) or "") for name in names}
    return {**values, **_address(view.value("address")), "phone": first("phone"), "email": first("email")}


def _of_entry(doc: Mapping[str, Any]) -> dict[str, str]:
    return {**{name: str(doc.get(name) or "") for name in _NAMES}, **_address(doc.get("address"))}


def _address(value: Mapping[str, Any] | None) -> dict[str, str]:
    kept = value or {}
    return {"address_lines": str(kept.get("lines") or ""), "postcode": str(kept.get("postcode") or "")}


def _of_representative(office: Office, each: Representative) -> dict[str, str]:
    raised_by = {
        "mp": "MP's office",
        "mayor": "Mayor's office",
        "chief_executive": "Chief Executive's office",
    }.get(each.office, "Councillor")
    return {
        "full_name": each.full_name,
        "raised_by": raised_by if office.vocabulary.has("raised_by", raised_by) else "",
        "phone": each.phone,
        "email": each.email,
        "address_lines": each.address_lines,
        "postcode": each.postcode,
        "ward": each.area,
    }
