"""The work around a case: what was asked of services and when it is late, and who must be told of a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.tasks import FOLLOWS

Doc = Mapping[str, Value]

OUTSTANDING_TASKS = FOLLOWS
"""The kinds of action that outlive the closing of a case: they are chased until they are done."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head of service: who is told of deadlines."""

    name: str
    email: str


def open_contributions(contributions: Iterable[EntityState]) -> tuple[EntityState, ...]:
    """Return what was asked of services and has not come, the first due first."""
    waiting = [each for each in contributions if not each.doc.get("received_on")]
    return tuple(sorted(waiting, key=lambda each: (str(each.doc.get("due_on") or "9999"), each.id)))


def is_late(doc: Doc, today: date) -> bool:
    """Return whether something that is due has not come or been done by its day."""
    due = doc.get("due_on")
    return (
        bool(due) and str(due) < today.isoformat() and not doc.get("received_on") and not doc.get("done_on")
    )


def outstanding_tasks(tasks: Iterable[EntityState]) -> tuple[EntityState, ...]:
    """Return the remedies, recommendations and agreed actions that are not done."""
    return tuple(
        task
        for task in tasks
        if task.doc.get("kind") in OUTSTANDING_TASKS
        and not task.doc.get("done_on")
        and not task.doc.get("satisfied_on")
    )


def must_be_told(case: Doc, due_on: date | None, today: date, until: date) -> bool:
    """Return whether the head of service is to be told of a deadline: once before it, once more when it has passed.

    Args:
        due_on: the date in force; None while no clock runs.
        until: the last day a deadline may have to be told of before it is due.
    """
    if due_on is None or due_on > until:
        return False
    if case.get("escalated_due_on") != due_on.isoformat():
        return True
    told_on = str(case.get("escalated_on") or "")
    return due_on < today and told_on <= due_on.isoformat()


def head_for(heads: Mapping[str, Mapping[str, str]], service: str, division: str) -> Head | None:
    """Return who heads a service, else its division; None where nobody is known."""
    for code in (service, division):
        known = heads.get(code) if code else None
        if known and (known.get("name") or known.get("email")):
            return Head(str(known.get("name") or ""), str(known.get("email") or ""))
    return None


def initials(name: str) -> str:
    """Return the initials of a name: "Siân O’Brien" is "S. O."; "?" when it is not known."""
    found = [word[0].upper() for word in name.split() if word[:1].isalpha()]
    return " ".join(f"{letter}." for letter in found) or "?"


def added_day(days: Sequence[str] | None, day: date) -> list[str]:
    """Return a list of days with one more, each once and in order."""
    return sorted({*(days or ()), day.isoformat()})
