"""Change the office's settings and its staff list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.actions.starting import setting_change, staff_values
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.editing import new_entity
from caseworker.domain.fold import EntityState, changes_between
from caseworker.domain.intake import cleaned
from caseworker.domain.staff import Person
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import told_of_os
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.settings import PARTS, OfficeSettings
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.cases import read_entities

LARGEST_LOGO = 2_000_000
LARGEST_FILE_MB = 200
"""A file is held in memory while it is kept, and travels with every backup."""


def change_settings(office: Office, values: Mapping[str, Any]) -> Changed:
    """Give settings new values, by the names of `OfficeSettings`.

    Raises:
        ProblemsError: a value cannot be so.
    """
    office.require("settings")
    values = checked_settings(office, values)

    def make(transaction: Transaction) -> list[Draft]:
        return setting_drafts(transaction, values)

    written = office.save(make)
    return office.changed("Settings were changed." if written else "No setting was different.", written)


def save_settings(office: Office, values: Mapping[str, Any], message: str) -> Changed:
    """Give settings new values in an act whose own checks are done; `message` says what was done.

    Raises:
        ProblemsError: a value cannot be so.
    """
    office.require("settings")
    kept = checked_settings(office, values)
    written = office.save(lambda transaction: setting_drafts(transaction, kept, reason=message))
    return office.changed(message if written else "Nothing was different.", written)


def checked_settings(office: Office, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as they are kept: texts cleaned, and those kept part by part ("list:themes") taken apart.

    Raises:
        ProblemsError: a value cannot be so.
    """
    tidied = {name: _tidied(value) for name, value in values.items()}
    _check(office, tidied)
    return _apart(office, tidied)


def setting_drafts(
    transaction: Transaction,
    values: Mapping[str, Any],
    kind: str = "setting.changed",
    reason: str = "",
    group_id: str = "",
) -> list[Draft]:
    """Return the changeset that gives settings these values; none when no value is different."""
    known = {e.id: e for e in read_entities(transaction.raw, OFFICE_SCOPE) if e.kind == "setting"}
    changes = []
    for name, value in values.items():
        state = known.get(f"setting:{name}")
        if state is None:
            changes.append(setting_change(name, value))
        elif different := changes_between(state, {"value": value, **_brought_back(state)}):
            changes.append(EntityChange(state.id, state.kind, different))
    return [Draft("office", OFFICE_SCOPE, kind, tuple(changes), reason, group_id)] if changes else []


def keep_logo(office: Office, picture: bytes) -> str:
    """Keep a logo picture (PNG or JPEG) and return its digest, for the setting `logo`.

    Raises:
        ProblemsError: it is no such picture, or larger than 2 MB.
    """
    office.require("settings")
    check_logo(picture)
    with office.database.raw_writer() as raw:
        return keep_bytes(raw, picture, "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg")


def check_logo(picture: bytes) -> None:
    """Let a picture pass that letters can carry.

    Raises:
        ProblemsError: it is no PNG or JPEG, cannot be read, or is larger than 2 MB.
    """
    from caseworker.paper.letterhead import logo_picture

    is_picture = picture.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    if not is_picture or len(picture) > LARGEST_LOGO:
        raise ProblemsError([Problem("logo", "Logo must be a PNG or JPEG picture of at most 2 MB")])
    try:
        logo_picture(picture)
    except RuleError as error:
        raise ProblemsError([Problem("logo", str(error))]) from error


def read_logo(path: Path) -> bytes:
    """Return the picture in a file, checked.

    Raises:
        ProblemsError: letters cannot carry it.
        UnavailableError: the file cannot be read.
    """
    with told_of_os("The logo was not read", path):
        if path.stat().st_size > LARGEST_LOGO:
            raise ProblemsError([Problem("logo", "Logo must be a PNG or JPEG picture of at most 2 MB")])
        picture = path.read_bytes()
    check_logo(picture)
    return picture


def save_person(office: Office, person: Person) -> Changed:
    """Add a person to the staff list, or change one that is there."""
    office.require("staff")
    person = replace(
        person,
        full_name=cleaned(person.full_name),
        job=cleaned(person.job),
        email=cleaned(person.email),
        phone=cleaned(person.phone),
        team=cleaned(person.team),
    )
    if not person.full_name.strip():
        raise ProblemsError([Problem("full_name", "Enter the name")])
    if person.role not in office.roles:
        raise ProblemsError([Problem("role", "Choose a role")])
    _check_absence(person)
    _keep_one_in_charge(office, person)

    def make(transaction: Transaction) -> list[Draft]:
        known = {e.id: e for e in read_entities(transaction.raw, OFFICE_SCOPE) if e.kind == "staff"}
        values = staff_values(person)
        state = known.get(person.id)
        if state is None:
            change = new_entity(person.id, "staff", **values)
        else:
            change = EntityChange(
                person.id, "staff", changes_between(state, {**values, **_brought_back(state)})
            )
        return [Draft("office", OFFICE_SCOPE, "staff.changed", (change,))] if change.fields else []

    return office.changed(f"{person.full_name} was saved in the staff list.", office.save(make))


def _check_absence(person: Person) -> None:
    """Refuse days of an absence that cannot be, and a deputy who is the same person."""
    problems = []
    if person.away_to and not person.away_from:
        problems.append(Problem("away_from", "Enter the first day of the absence"))
    if person.away_from and person.away_to and person.away_to < person.away_from:
        problems.append(Problem("away_to", "Away to must be the same as or after Away from"))
    if person.deputy_id and person.deputy_id == person.id:
        problems.append(Problem("deputy_id", "Choose somebody else as the deputy"))
    if problems:
        raise ProblemsError(problems)


def _keep_one_in_charge(office: Office, changed: Person) -> None:
    """Refuse a change after which nobody could change the staff list any more, and so nobody could mend it."""
    today, staff = office.clock.today(), {**office.staff, changed.id: changed}
    in_charge = {role.code for role in office.roles.values() if "staff" in role.may}
    if not any(p.works_on(today) and p.role in in_charge for p in staff.values()):
        raise ProblemsError(
            [Problem("role", "Somebody who works here must be able to change the staff list")]
        )


def _tidied(value: Any) -> Any:
    """Return a setting as it is kept: texts cleaned, tuples as lists."""
    if isinstance(value, list | tuple):
        return [_tidied(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _tidied(each) for name, each in value.items()}
    return cleaned(value) if isinstance(value, str) else value


def _brought_back(state: EntityState) -> dict[str, Any]:
    """What brings back a thing whose making was undone."""
    return {"voided": None} if state.doc.get("voided") else {}


def _apart(office: Office, values: Mapping[str, Any]) -> dict[str, Any]:
    """Take settings kept part by part apart: a part that is left out is taken away."""
    parts = {whole: part for part, whole in PARTS.items()}
    apart: dict[str, Any] = {}
    for name, value in values.items():
        if name not in parts:
            apart[name] = value
            continue
        before = getattr(office.settings, name) or {}
        apart |= {f"{parts[name]}:{key}": (value or {}).get(key) for key in {**before, **(value or {})}}
    return apart


_LIMITS = (
    ("smallest_shown", "Smallest number shown", (3, 21)),
    ("smallest_base", "Percentages and averages", (0, 100)),
    ("contact_days", "Days without the hub", (0, 366)),
)
"""What a copy for publication hides: below 3 the sign for a hidden number would say which it is. And how long a
computer may be away from the hub before it shows no cases, 0 for always."""


def _check(office: Office, values: Mapping[str, Any]) -> None:
    known = {f.name for f in fields(OfficeSettings)}
    problems = [
        Problem(name, f"There is no setting called {name}")
        for name in values
        if name not in known and name.partition(":")[0] not in PARTS
    ]
    if "authority" in values and values["authority"] not in ("DEFAULT", *office.rulebook.authorities):
        problems.append(Problem("authority", f"There are no timescales of {values['authority']}"))
    if "council" in values and not str(values["council"]).strip():
        problems.append(Problem("council", "Enter the name of the council"))
    if "reference_prefix" in values and not re.fullmatch(r"[A-Z]{2,6}", str(values["reference_prefix"])):
        problems.append(Problem("reference_prefix", "Prefix must be two to six capital letters"))
    if "colour" in values and not re.fullmatch(r"#[0-9A-Fa-f]{6}", str(values["colour"])):
        problems.append(Problem("colour", "Colour must be written like #12436D"))
    if "file_limit_mb" in values and values["file_limit_mb"] not in range(1, LARGEST_FILE_MB + 1):
        problems.append(Problem("file_limit_mb", f"Largest file must be 1 to {LARGEST_FILE_MB} MB"))
    for name, words, (least, most) in _LIMITS:
        if name in values and values[name] not in range(least, most + 1):
            problems.append(Problem(name, f"{words} must be {least} to {most}"))
    days = [("clock_stands_on", values["clock_stands_on"])] if values.get("clock_stands_on") else []
    days += [("closure_days", day) for day in values.get("closure_days") or ()]
    problems += [
        Problem(name, problem) for name, day in days if (problem := _problem_of_day(office, str(day)))
    ]
    if problems:
        raise ProblemsError(problems)


def _problem_of_day(office: Office, text: str) -> str:
    """Say what is wrong with a day: once kept, the office could not be opened with one it cannot count with."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return f"{text} is not a date written like 2026-12-24"
    return (
        ""
        if office.calendar.covers(day)
        else f"The bank holidays of {day.year} are not known, so leave {text} out"
    )
