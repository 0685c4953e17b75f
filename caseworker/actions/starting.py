"""Start a new office on this PC, or an empty one to be filled from a hub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from caseworker.actions.at_keyboard import become
from caseworker.actions.opening import OpenOffice, opened_with
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.editing import new_entity
from caseworker.domain.staff import Person
from caseworker.errors import UnavailableError
from caseworker.office import NOBODY, OFFICE_SCOPE, Office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Unlocking, create_keys
from caseworker.settings import OfficeSettings
from caseworker.storage.database import Database
from caseworker.storage.guard import take


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a new office starts with; `recovery_key` is shown once and typed back."""

    opened: OpenOffice
    recovery_key: str


def start_office(
    paths: OfficePaths,
    settings: OfficeSettings,
    people: Sequence[Person],
    unlocking: Unlocking | None,
    *,
    system_now: Callable[[], datetime] | None = None,
) -> NewOffice:
    """Start a new office in an empty folder. The first of `people` is the person at the keyboard.

    Args:
        unlocking: how the file key is kept; None for an unencrypted file (a switch for tests and trials).
    """
    made = empty_office(paths, unlocking, system_now=system_now)
    office = made.opened.office
    office.person = people[0] if people else NOBODY
    office.save(lambda _: [_first_draft(office, settings, people)])
    if people:
        become(office, office.staff[people[0].id])
    return made


def empty_office(
    paths: OfficePaths,
    unlocking: Unlocking | None,
    *,
    system_now: Callable[[], datetime] | None = None,
) -> NewOffice:
    """Begin an office in an empty folder with nothing in it, to be filled from a hub; nobody is at the keyboard yet."""
    if paths.has_office and paths.database.stat().st_size:
        raise UnavailableError(
            f"There is an office in {paths.folder} already. Open it, or choose another folder."
        )
    lock = take(paths)
    try:
        made = create_keys(paths, unlocking=unlocking) if unlocking else None
        Database.create(paths.database, made.key if made else None).close()
        opened = opened_with(paths, made.key if made else None, lock, system_now)
    except BaseException:
        lock.release()
        raise
    return NewOffice(opened, made.recovery_key if made else "")


def take_away_new(paths: OfficePaths) -> None:
    """Remove the files of an office that was begun a moment ago, is closed, and has nothing in it."""
    beside = [paths.database.with_name(f"{paths.database.name}{ending}") for ending in ("-wal", "-shm")]
    for path in (paths.database, *beside, paths.keys, paths.marker):
        with suppress(OSError):
            path.unlink()


def _first_draft(office: Office, settings: OfficeSettings, people: Sequence[Person]) -> Draft:
    entities = [
        setting_change(name, value)
        for name, value in asdict(settings).items()
        if value not in ("", None, (), {})
    ]
    entities += [new_entity(p.id, "staff", **staff_values(p)) for p in people]
    return Draft("office", OFFICE_SCOPE, "office.opened", tuple(entities), is_new=True)


def setting_change(name: str, value: Any, parents: tuple[str, ...] = ()) -> EntityChange:
    """Return the change that gives a setting a value."""
    kept = list(value) if isinstance(value, tuple) else value
    return EntityChange(f"setting:{name}", "setting", (FieldChange("value", kept, parents),))


def staff_values(person: Person) -> dict[str, Any]:
    """Return a person's fields as they are kept."""
    return {
        "full_name": person.full_name,
        "job": person.job,
        "role": person.role,
        "email": person.email,
        "phone": person.phone,
        "team": person.team,
        "from_on": person.from_on.isoformat() if person.from_on else None,
        "to_on": person.to_on.isoformat() if person.to_on else None,
        "accounts": list(person.accounts),
        "away_from": person.away_from.isoformat() if person.away_from else None,
        "away_to": person.away_to.isoformat() if person.away_to else None,
        "deputy_id": person.deputy_id,
    }
