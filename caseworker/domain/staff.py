"""The people of the office and what their roles allow. Source: rule book section 11 (roles, need to know)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.errors import NotPermittedError

WORDS = {
    "read": "see cases",
    "log": "log cases",
    "edit": "change the details of cases",
    "assign": "change the owner of cases",
    "note": "add notes",
    "clock": "extend, stop or restart a deadline",
    "answer": "record the answer to a case",
    "letter": "write letters",
    "undo": "undo changes to cases",
    "report": "see reports",
    "reopen": "reopen cases",
    "void": "make cases void",
    "settings": "change the office's settings",
    "staff": "change the staff list",
    "import": "import cases",
    "move": "record the steps of a stage",
    "sign_off": "approve what a second person must approve",
    "file": "keep files with cases",
    "people": "change the register of people",
    "merge": "merge two people",
    "equalities": "see equalities monitoring",
    "restrict": "restrict who sees a case",
    "restricted": "see every restricted case",
    "export": "export everything",
    "erase": "erase cases for ever",
    "hold": "place and lift legal holds",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff; works here from `from_on` to `to_on`, both included, None for open.

    Attributes:
        away_from, away_to: the days of an absence, both included; None for no absence, or for an open end.
        deputy_id: who stands in meanwhile; cases change their owner by hand alone.
    """

    id: str
    full_name: str
    job: str = ""
    role: str = "caseworker"
    email: str = ""
    phone: str = ""
    team: str = ""
    from_on: date | None = None
    to_on: date | None = None
    accounts: tuple[str, ...] = ()
    away_from: date | None = None
    away_to: date | None = None
    deputy_id: str = ""

    def is_away_on(self, day: date) -> bool:
        """Return whether the person is away that day."""
        return (
            self.away_from is not None and self.away_from <= day and not (self.away_to and self.away_to < day)
        )

    def works_on(self, day: date) -> bool:
        """Return whether the person works here on that day."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its code, its name, and what it may do (keys of WORDS)."""

    code: str
    label: str
    may: frozenset[str]


def stands_in_for(staff: Mapping[str, Person], person_id: str, day: date) -> tuple[str, ...]:
    """Return the ids of those whose work a person sees and does that day, because they are away: by name.

    Who has left is not away: their cases are handed over.
    """
    away = [
        p
        for p in staff.values()
        if person_id and p.deputy_id == person_id != p.id and p.is_away_on(day) and p.works_on(day)
    ]
    return tuple(p.id for p in sorted(away, key=lambda p: p.full_name.casefold()))


def load_roles(path: Path) -> Mapping[str, Role]:
    """Read the roles, by code."""
    with path.open("rb") as file:
        read = tomllib.load(file)
    return {r["code"]: Role(r["code"], r["label"], frozenset(r["may"])) for r in read["role"]}


def check_permitted(person: Person, roles: Mapping[str, Role], act: str, on: date | None = None) -> None:
    """Let the act pass, or say who may not do what.

    Args:
        on: the day it is done; None where only the role is asked about.

    Raises:
        NotPermittedError: the person's role does not allow it, or they do not work here that day.
    """
    if not person.id:
        raise NotPermittedError(
            f"Choose who you are first: nobody on the staff list has your sign-in name, so you cannot {WORDS[act]}."
        )
    if on is not None and not person.works_on(on):
        raise NotPermittedError(
            f"{person.full_name} does not work here today by the staff list, so they cannot {WORDS[act]}. "
            "Choose who you are in Settings, or ask a complaints manager to put the dates right."
        )
    role = roles.get(person.role)
    if role is None or act not in role.may:
        name = role.label if role else person.role
        raise NotPermittedError(
            f"{person.full_name} ({name}) cannot {WORDS[act]}. Ask a complaints manager.",
            source="Rule book section 11 (roles)",
        )
