"""Equalities monitoring of a person in a case: optional, apart from the case, and seen by few roles.

It is recorded for the equality duty only. Whoever decides on a case does not see it: neither in the case nor in its
timeline, history or search. Source: rule book sections 8 and 11; Equality Act 2010 s.149.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.people_fields import EQUALITY
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.cases import ChangeEvent

NOT_DISCLOSED = "not_disclosed"
QUESTIONS: Mapping[str, str] = {
    name: field.values for name, field in EQUALITY.items() if field.values is not None
}
"""What is asked, each with its list."""

_KIND, _IMPORTED = "equality", "equalities"


def may_see_equalities(office: Office) -> bool:
    """Whether the person at the keyboard may see equalities monitoring."""
    role = office.roles.get(office.person.role)
    return role is not None and "equalities" in role.may


def equalities_of(view: CaseView, party_id: str) -> EntityState | None:
    """Return what was recorded of a person of the case; None when nothing was, or it may not be seen."""
    return next((e for e in view.of_kind(_KIND) if e.doc.get("party_id") == party_id), None)


def record_equalities(office: Office, case_id: str, party_id: str, answers: Mapping[str, str]) -> Changed:
    """Record what a person has told for monitoring; what is not given counts as not disclosed.

    Raises:
        ProblemsError: an answer that is not in its list.
        RuleError: the person is not in the case any more, or the case is void.
    """
    office.require("equalities")
    given = {name: answers.get(name) or NOT_DISCLOSED for name in QUESTIONS}
    problems = [
        Problem(name, "Choose an entry of the list")
        for name, code in given.items()
        if not office.vocabulary.has(QUESTIONS[name], code)
    ]
    if problems:
        raise ProblemsError(problems)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is Status.VOID:
            raise RuleError("This case is void, so its details are left as they are.")
        if not any(party.id == party_id for party in view.parties):
            raise RuleError("This person is no longer part of the case. Open the case again.")
        edits = CaseEdits(view, office.ids)
        known = equalities_of(view, party_id)
        if known is None:
            edits.add(_KIND, party_id=party_id, **given)
        else:
            edits.set(known, **given)
        return [edits.draft("equality.recorded")] if edits else []

    written = office.save(make)
    message = f"Equalities monitoring was recorded in {reference}." if written else "Nothing was different."
    return office.changed(message, written, reference)


# -- what others do not see ---------------------------------------------------------------------------------------


def without_equalities(office: Office, view: CaseView) -> CaseView:
    """Return the case as the person at the keyboard may see it."""
    if may_see_equalities(office):
        return view
    others = {kind: states for kind, states in view.others.items() if kind != _KIND}
    case = view.case
    if _IMPORTED in case.doc:
        doc = {name: value for name, value in case.doc.items() if name != _IMPORTED}
        case = EntityState(case.id, case.kind, case.scope_id, doc, case.vers, case.conflicts)
        others["case"] = (case,)
    return replace(view, case=case, others=others)


def visible_event(office: Office, event: ChangeEvent) -> ChangeEvent | None:
    """Return an act without what the person may not see of it; None when nothing is left."""
    if may_see_equalities(office):
        return event
    shown = tuple(f for f in event.fields if f.entity_kind != _KIND and f.field != _IMPORTED)
    if len(shown) == len(event.fields):
        return event
    return event.with_fields(shown) if shown else None
