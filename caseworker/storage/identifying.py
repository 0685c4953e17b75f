"""Reads what identifies the people of the cases, to look for it in what is to be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def people_of_cases(raw: Any) -> tuple[list[str], list[date]]:
    """Return every name of somebody in a case or in the register, and every date of birth, each once."""
    names: dict[str, None] = {}
    days: dict[str, None] = {}
    for name, born_on in raw.execute("SELECT DISTINCT name, born_on FROM person_row"):
        names[str(name or "")] = None
        days[str(born_on or "")] = None
    return [name for name in names if name], [date.fromisoformat(day) for day in days if len(day) == 10]


def references_of_cases(raw: Any) -> list[str]:
    """Return the reference of every case, and what others call it."""
    rows = raw.execute("SELECT reference FROM case_list WHERE reference <> ''")
    return [str(reference) for (reference,) in rows]


def numbers_of_ids(raw: Any, ids: Iterable[str]) -> Mapping[str, int]:
    """Return the number in this file of each of some things."""
    wanted = list(ids)
    found: dict[str, int] = {}
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        marks = ", ".join("?" * len(some))
        found |= dict(raw.execute(f"SELECT id, n FROM entity WHERE id IN ({marks})", some).fetchall())
    return found


def ids_of_numbers(raw: Any, numbers: Iterable[int]) -> Mapping[int, str]:
    """Return the id of each of some things by its number in this file."""
    wanted = list(numbers)
    found: dict[int, str] = {}
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        marks = ", ".join("?" * len(some))
        found |= dict(raw.execute(f"SELECT n, id FROM entity WHERE n IN ({marks})", some).fetchall())
    return found
