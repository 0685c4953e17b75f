"""Likely doubles: what two people wrote into a case about one and the same thing while apart; one can be removed (C5).

Question: who decides that two are one? Choice: a person; both stay until then, and Undo brings a removed one back.
That both are meant is recorded in the case, so that nobody else is asked. Cost: one more change in its history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.case_words import moment_words
from caseworker.actions.contributions import take_back_request
from caseworker.actions.files import remove_file
from caseworker.actions.payments import remove_payment
from caseworker.actions.points import remove_point
from caseworker.actions.tasks import remove_task
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, corrected
from caseworker.domain.doubles import DOUBLE_NAMES, likely_doubles
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction

_KEPT = "both_kept"
"""Kind of thing that says of two entries that both are meant."""

_TOLD_BY = ("text", "what", "full_name", "name", "payee", "title", "service")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries that are probably one.

    Attributes:
        words: "Note “Mother rang”: Ali Demir, 22 November 2026 at 9:22pm, and Asha Khan, …".
        may_remove: whether the later one can be removed from here; letters and appointments end by acts of their own.
    """

    kind: str
    earlier_id: str
    later_id: str
    words: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class _Added:
    """Where, by whom and when a thing was added, and what its author's computer had received by then."""

    origin: str
    author_id: str
    at: str
    feed: int | None
    seen_feed: int

    def is_apart(self, other: _Added) -> bool:
        """Whether neither author could see the other's."""
        numbered = [one for one in (self, other) if one.feed is not None]
        if self.origin == other.origin or not numbered:
            return False
        first = min(numbered, key=lambda one: one.feed or 0)
        second = other if first is self else self
        return second.seen_feed < (first.feed or 0)


def doubles_of(office: Office, view: CaseView) -> tuple[Double, ...]:
    """Return the likely doubles of a case, those not yet decided, the oldest first."""
    with office.reading() as raw:
        if not _has_several_origins(raw, view.case_id):
            return ()
        alike = likely_doubles(view, _EachApart())
        added = _added(raw, {thing.id for pair in alike for thing in pair})
    origins = {thing_id: one.origin for thing_id, one in added.items()}
    kept = [set(each.doc.get("entries") or ()) for each in view.of_kind(_KEPT)]
    return tuple(
        _double(office, one, two, added)
        for one, two in likely_doubles(view, origins)
        if not any({one.id, two.id} <= each for each in kept) and added[one.id].is_apart(added[two.id])
    )


def remove_double(office: Office, case_id: str, double: Double) -> Changed:
    """Remove the later of two entries; Undo brings it back.

    Raises:
        RuleError: its kind has another way to end, or it is gone already.
    """
    remove = _REMOVES.get(double.kind)
    if remove is None:
        raise RuleError(f"A {DOUBLE_NAMES[double.kind]} is ended on its own part of the case.")
    return remove(office, case_id, double.later_id)


def keep_both(office: Office, case_id: str, double: Double) -> Changed:
    """Record that both are meant: nobody is shown them as doubles any more; Undo takes it back.

    Raises:
        RuleError: one of them was removed meanwhile.
    """
    office.require("edit")
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        entries = [double.earlier_id, double.later_id]
        if not {thing.id for things in view.others.values() for thing in things}.issuperset(entries):
            raise RuleError("One of the two was removed already.")
        edits = CaseEdits(view, office.ids)
        edits.add(_KEPT, entries=sorted(entries), thing=double.kind)
        return [edits.draft("double.kept")]

    written = office.save(make)
    return office.changed(f"Both are kept in {reference}, and nobody is asked again.", written, reference)


class _EachApart(dict[str, str]):
    """Every thing on a computer of its own: finds what says the same before anything is read."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return key


def _has_several_origins(raw: Any, case_id: str) -> bool:
    """Whether more than one computer wrote to a case."""
    (number,) = raw.execute(
        "SELECT count(DISTINCT origin) FROM changeset WHERE scope_id = ?", (case_id,)
    ).fetchone()
    return bool(number > 1)


def _added(raw: Any, ids: set[str]) -> dict[str, _Added]:
    found: dict[str, _Added] = {}
    for thing_id in sorted(ids):
        row = raw.execute(
            "SELECT c.origin, c.author_id, c.recorded_at, c.clock_offset, c.feed, c.seen_feed FROM touch t"
            " JOIN changeset c ON c.n = t.changeset_n WHERE t.entity_id = ? ORDER BY c.recorded_at, c.n LIMIT 1",
            (thing_id,),
        ).fetchone()
        if row is not None:
            found[thing_id] = _Added(row[0], row[1], corrected(row[2], row[3]), row[4], int(row[5] or 0))
    return found


def _double(office: Office, one: EntityState, two: EntityState, added: Mapping[str, _Added]) -> Double:
    told = " and ".join(dict.fromkeys(f"“{_line_of(thing)}”" for thing in (one, two)))
    name = DOUBLE_NAMES[one.kind]
    by = " and ".join(
        f"{office.staff_name(added[thing.id].author_id) or 'Somebody'}, {moment_words(added[thing.id].at)}"
        for thing in (one, two)
    )
    words = f"{name[:1].upper()}{name[1:]} {told}: {by}."
    return Double(one.kind, one.id, two.id, words, one.kind in _REMOVES)


def _line_of(thing: EntityState) -> str:
    told = next((str(thing.doc[name]) for name in _TOLD_BY if thing.doc.get(name)), "")
    line = " ".join(told.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _remove_entry(office: Office, case_id: str, thing_id: str, change: str) -> Changed:
    office.require("edit")
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        thing = next((each for each in (*view.notes, *view.parties) if each.id == thing_id), None)
        if thing is None:
            raise RuleError("It was removed already.")
        edits = CaseEdits(view, office.ids)
        edits.set(thing, voided=True)
        return [edits.draft(change, "It was there twice")]

    written = office.save(make)
    return office.changed(f"The second one was removed from {reference}.", written, reference)


def _remove_note(office: Office, case_id: str, note_id: str) -> Changed:
    return _remove_entry(office, case_id, note_id, "note.removed")


def _remove_person(office: Office, case_id: str, party_id: str) -> Changed:
    return _remove_entry(office, case_id, party_id, "case.updated")


_REMOVES: Mapping[str, Callable[[Office, str, str], Changed]] = {
    "note": _remove_note,
    "party": _remove_person,
    "task": remove_task,
    "point": remove_point,
    "payment": remove_payment,
    "contribution": take_back_request,
    "file": remove_file,
}
