"""Likely doubles: what two people wrote into a case about one and the same thing while apart; one can be removed (C5).

Question: who decides that two are one? Choice: a person; both stay until then, and Undo brings a removed one back.
That both are meant is recorded in the case, so that nobody else is asked. Cost: one more change in its history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseworker.actions.added_apart import Added, Double, added_of, by_words
from caseworker.actions.contributions import take_back_request
from caseworker.actions.double_cases import CASE, double_cases_of
from caseworker.actions.files import remove_file
from caseworker.actions.payments import remove_payment
from caseworker.actions.points import remove_point
from caseworker.actions.tasks import remove_task
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.doubles import DOUBLE_NAMES, likely_doubles
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction

_KEPT = "both_kept"
"""Kind of thing that says of two entries that both are meant."""

_TOLD_BY = ("text", "what", "full_name", "name", "payee", "title", "service")
_TOLD_BY_NAME = {"letter": ("title", "code"), "file": ("name", "label")}
"""Things that have their words in them, but are known by their name."""

_LONGEST = 80


def doubles_of(office: Office, view: CaseView) -> tuple[Double, ...]:
    """Return the likely doubles of a case and in it, those not yet decided: other cases first, then the oldest."""
    kept = [set(each.doc.get("entries") or ()) for each in view.of_kind(_KEPT)]
    found = (*double_cases_of(office, view), *_double_entries(office, view))
    return tuple(each for each in found if not any({each.earlier_id, each.later_id} <= both for both in kept))


def _double_entries(office: Office, view: CaseView) -> tuple[Double, ...]:
    with office.reading() as raw:
        if not _has_several_origins(raw, view.case_id):
            return ()
        alike = likely_doubles(view, _EachApart())
        added = added_of(raw, {thing.id for pair in alike for thing in pair})
    origins = {thing_id: one.origin for thing_id, one in added.items()}
    return tuple(
        _double(office, one, two, added)
        for one, two in likely_doubles(view, origins)
        if added[one.id].is_apart(added[two.id])
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

    Of two cases it is recorded in both.

    Raises:
        RuleError: one of them was removed meanwhile.
    """
    office.require("edit")
    entries = sorted((double.earlier_id, double.later_id))

    def make(transaction: Transaction) -> list[Draft]:
        views = [transaction.case(each) for each in (entries if double.kind == CASE else [case_id])]
        there = {thing.id for view in views for things in view.others.values() for thing in things}
        if not there.issuperset(entries):
            raise RuleError("One of the two was removed already.")
        drafts = []
        for view in views:
            edits = CaseEdits(view, office.ids)
            edits.add(_KEPT, entries=entries, thing=double.kind)
            drafts.append(edits.draft("double.kept"))
        return drafts

    return office.changed("Both are kept, and nobody is asked again.", office.save(make))


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


def _double(office: Office, one: EntityState, two: EntityState, added: Mapping[str, Added]) -> Double:
    told = " and ".join(dict.fromkeys(f"“{_line_of(thing)}”" for thing in (one, two)))
    name = DOUBLE_NAMES[one.kind]
    by = by_words(office, (added[one.id], added[two.id]))
    words = f"{name[:1].upper()}{name[1:]} {told}: {by}."
    return Double(one.kind, one.id, two.id, words, one.kind in _REMOVES)


def _line_of(thing: EntityState) -> str:
    names = _TOLD_BY_NAME.get(thing.kind, _TOLD_BY)
    told = next((str(thing.doc[name]) for name in names if thing.doc.get(name)), "")
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
