"""What a letter says of a case: the facts its places are filled with, and what of them has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.staff import Person
from caseworker.domain.stages import main_clock
from caseworker.office import Office

ANONYMOUS = "anonymous"
"""What stands for the name of somebody who does not give it."""


def letter_facts(office: Office, view: CaseView, today: date) -> dict[str, str]:
    """Return what letters may be filled with, from the case, the settings and the person who signs."""
    settings = office.settings
    person = view.complainant.doc if view.complainant else {}
    name = _name_to_write_to(person)
    child = view.children[0].doc.get("full_name", "") if view.children else ""
    clock = main_clock(view.stage.doc) if view.stage else None
    signer = _signer(office, view, today)
    due = view.row.due_on
    furthest = (clock or {}).get("max_on")
    facts = {
        "case_ref": view.reference,
        "case_type": view.kind.label,
        "stage": view.row.stage,
        "received_date": long_date(view.row.received_on),
        "today": long_date(today),
        "recipient_name": name,
        "salutation": f"Dear {name}" if name else "",
        "address": _address(person),
        "child_name_or_initials": child,
        "complainant_relationship": person.get("relationship", ""),
        "summary": view.value("summary") or view.value("subject") or "",
        "due_date": long_date(due) if due else "",
        "max_due_date": long_date(date.fromisoformat(furthest)) if furthest else "",
        "signatory_name": signer.full_name if signer.id else "",
        "signatory_role": signer.job,
        "service_name": office.vocabulary.label("services", view.row.service),
        "contact_phone": signer.phone or settings.phone,
        "contact_email": signer.email or settings.email,
        "advocate_contact": settings.advocacy_contact,
    }
    return {name: text for name, text in facts.items() if text}


def _name_to_write_to(person: Mapping[str, Any]) -> str:
    """The person's name; nobody can be greeted as Anonymous."""
    name = str(person.get("full_name") or "")
    return "" if name.strip().casefold() == ANONYMOUS else name


def _signer(office: Office, view: CaseView, today: date) -> Person:
    """The owner while they work here, else the person at the keyboard."""
    owner = office.staff.get(view.row.owner_id)
    return owner if owner and owner.works_on(today) else office.person


def outdated(view: CaseView, letter: EntityState) -> tuple[str, ...]:
    """Return in sentences what was changed in the case after a letter was written that is not printed yet."""
    written = letter.versions("code")
    if letter.doc.get("status") != "written" or not written:
        return ()
    found, person, due = [], view.complainant, view.row.due_on
    is_recipient_as_printed = person and _lines_of(person) == letter.doc.get("recipient")
    if not is_recipient_as_printed and _changed_after(person, ("full_name", "address"), written[0]):
        found.append(
            "The name or address of the person was changed after this letter was written. Write it again."
        )
    is_date_as_printed = due and long_date(due) in " ".join(str(letter.doc.get("text") or "").split())
    if not is_date_as_printed and _changed_after(view.stage, ("clocks",), written[0]):
        found.append("The deadline was changed after this letter was written. Write it again.")
    return tuple(found)


def _changed_after(state: EntityState | None, names: tuple[str, ...], changeset_id: str) -> bool:
    """Whether a field was changed after a changeset: their ids sort by the time they were made."""
    return state is not None and any(v > changeset_id for name in names for v in state.versions(name))


def _lines_of(person: EntityState) -> str:
    from caseworker.letters.compose import recipient_lines

    return "\n".join(recipient_lines(str(person.doc.get("full_name") or ""), _address(person.doc)))


def _address(person: Mapping[str, Any]) -> str:
    address = person.get("address") or {}
    return "\n".join(filter(None, (address.get("lines", ""), address.get("postcode", ""))))
