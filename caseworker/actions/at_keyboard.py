"""Who sits at the keyboard of this computer: chosen there before, or known by the sign-in name."""

from __future__ import annotations

import getpass
from typing import Any

from caseworker.domain.ids import IdMaker
from caseworker.domain.staff import Person
from caseworker.office import NOBODY, Office
from caseworker.storage.local import local_setting, set_local_setting

THIS_PERSON = "this_person"
"""Local setting: who sits at this computer, by account."""


def account_name() -> str:
    """Return the operating system account at the keyboard."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown account"


def new_person(ids: IdMaker, full_name: str, **more: Any) -> Person:
    """Return a member of staff with a fresh id."""
    return Person(ids.new(), full_name, **more)


def become(office: Office, person: Person) -> None:
    """Make somebody of the staff list the person at this keyboard, for this account on this computer."""
    with office.database.raw_writer() as raw:
        set_local_setting(raw, f"{THIS_PERSON}:{account_name()}", person.id)
    office.person = person


def has_said_who(office: Office) -> bool:
    """Whether this account on this computer has said who it is."""
    with office.reading() as raw:
        return bool(local_setting(raw, f"{THIS_PERSON}:{account_name()}"))


def who_is_here(office: Office) -> Person:
    """Return the person at the keyboard: chosen before on this computer, or matched by account, or nobody."""
    account = account_name()
    with office.reading() as raw:
        chosen = local_setting(raw, f"{THIS_PERSON}:{account}")
    if chosen in office.staff:
        return office.staff[chosen]
    today = office.clock.today()
    matched = [
        p
        for p in office.staff.values()
        if account.lower() in map(str.lower, p.accounts) and p.works_on(today)
    ]
    return matched[0] if len(matched) == 1 else NOBODY
