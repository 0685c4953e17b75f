"""Values that clash: what two people wrote who did not know of each other, until somebody decides (S15).

Question: what is one clash? Choice: one cell of one thing, with a side for each different value in force; who wrote it,
when and where come from the record. Cost: each look reads the case and the changes in question.
Source: offline rules C1 to C4, C9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from caseworker.actions.clash_sides import Side, sides_of
from caseworker.actions.clash_words import cell_words, thing_words
from caseworker.actions.equalities import may_see_equalities
from caseworker.actions.mirrored import shown_once
from caseworker.actions.people_visible import hidden_people
from caseworker.domain.cells import fields_of_cell, stops
from caseworker.domain.changes import Value
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.fold import EntityState
from caseworker.domain.paragraph_merge import merged
from caseworker.errors import NotPermittedError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.cases import read_case, read_entities
from caseworker.storage.people import kept_ids

LONG_TEXT = 200
"""Letters from which a text is shown with both versions in full, side by side."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One cell whose values clash.

    Attributes:
        scope: the case, person or office in a few words: "CYP-2026-0412 Osei".
        thing, field: what it is about: "Stage 1", "Due date".
        seen: for each field of the cell, the changes in force that a decision settles.
        sides: the different values, one's own first.
        shown: the place among the sides of the value that is shown meanwhile.
        stops: whether a response cannot be issued nor the case closed until it is settled (C11).
        also: clashes that say the same of the case or its stage, and are settled with it.
    """

    scope_kind: str
    scope_id: str
    scope: str
    entity_id: str
    entity_kind: str
    thing: str
    field: str
    seen: Mapping[str, tuple[str, ...]]
    sides: tuple[Side, ...]
    shown: int
    stops: bool = False
    also: tuple[Clash, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other: the thing and the first field of its cell."""
        return self.entity_id, next(iter(self.seen))

    @property
    def label(self) -> str:
        """What it is, in one line: "Stage 1 of CYP-2026-0412, due date"."""
        name = self.field[:1].lower() + self.field[1:]
        where = f"{self.thing} of {self.scope}" if self.thing else self.scope
        return f"{where}, {name}"

    def both(self) -> Mapping[str, Value] | None:
        """Return a proposal that keeps both: the paragraphs of two texts, or the entries of two lists; else None."""
        if len(self.seen) != 1 or len(self.sides) != 2:
            return None
        name = next(iter(self.seen))
        one, two = (side.values.get(name) for side in self.sides)
        if isinstance(one, list) and isinstance(two, list):
            return {name: [*one, *(each for each in two if each not in one)]}
        if isinstance(one, str) and isinstance(two, str) and one and two and name in PROSE:
            text = merged(one, two)
            return None if text is None else {name: text}
        return None


PROSE = frozenset(
    "summary wants text notes request reason outcome_reason reply recommendation response details remedy evidence"
    " learning late_details staff_named void_reason restricted_reason no_action_reason public_quote adjustments"
    " outcome_overridden".split()
)
"""Fields that hold sentences, of which both can be kept."""


def clashes(office: Office, case_id: str = "") -> tuple[Clash, ...]:
    """Return every clash that the person at the keyboard may see, case by case, the most serious first in each.

    Args:
        case_id: only those of one case.
    """
    found: list[Clash] = []
    with office.reading() as raw:
        for scope_id in _scopes(raw, case_id):
            with suppress(NotPermittedError):
                found += _of_scope(office, raw, scope_id)
    return tuple(found)


def clash_count(office: Office) -> int:
    """Return how many clashes the person at the keyboard may see."""
    return len(clashes(office))


def _scopes(raw: Any, case_id: str) -> list[str]:
    if case_id:
        return [case_id]
    rows = raw.execute(
        "SELECT DISTINCT x.scope_id, coalesce(c.sort_due, '9') FROM conflict x"
        " LEFT JOIN case_list c ON c.id = x.scope_id ORDER BY 2, 1"
    )
    return [str(row[0]) for row in rows]


def _of_scope(office: Office, raw: Any, scope_id: str) -> list[Clash]:
    states = read_entities(raw, scope_id)
    clashing = [state for state in states if state.conflicts]
    if not clashing:
        return []
    kind, name = _scope(office, raw, scope_id, states)
    found = []
    for state in clashing:
        if state.kind == "equality" and not may_see_equalities(office):
            continue
        done: set[str] = set()
        for field in state.conflicts:
            fields = tuple(each for each in fields_of_cell(state.kind, field) if each in state.doc)
            if field not in done and not (field == "equalities" and not may_see_equalities(office)):
                found.append(_clash(office, raw, (kind, scope_id, name), state, fields or (field,)))
            done.update(fields, (field,))
    return sorted(shown_once(found), key=_place)


def _place(clash: Clash) -> tuple[bool, bool, str, int]:
    """What stops the case first, then the case itself before its parts, fields as the catalogue has them."""
    known = list(ENTITY_KINDS.get(clash.entity_kind, ()))
    field = clash.key[1]
    place = known.index(field) if field in known else len(known)
    return not clash.stops, clash.entity_id != clash.scope_id, clash.entity_id, place


def _scope(office: Office, raw: Any, scope_id: str, states: Sequence[EntityState]) -> tuple[str, str]:
    """Return the kind of a scope and its name; refuse whoever may not see it."""
    if scope_id == OFFICE_SCOPE:
        role = office.roles.get(office.person.role)
        if role is None or "settings" not in role.may:
            raise NotPermittedError("Only who changes the office's settings decides about them.")
        return "office", "the office"
    if any(state.kind == "case" and state.id == scope_id for state in states):
        office.require("read")
        view = office.shown(read_case(raw, scope_id))
        return "case", f"{view.reference} {_surname(view.row.person)}".strip()
    _refuse_hidden_person(office, raw, scope_id)
    person = next((state for state in states if state.kind == "person"), None)
    return "person", str(person.doc.get("full_name") or "a person") if person else "a person"


def _refuse_hidden_person(office: Office, raw: Any, scope_id: str) -> None:
    """Who is known from restricted cases alone is shown to those who may see one of them."""
    office.require("read")
    if hidden_people(office, raw, kept_ids(raw, [scope_id]).values()):
        raise NotPermittedError("This person is known from restricted cases alone.")


def _clash(
    office: Office, raw: Any, scope: tuple[str, str, str], state: EntityState, fields: tuple[str, ...]
) -> Clash:
    sides = sides_of(office, raw, state, fields)
    now = {name: state.doc.get(name) for name in fields}
    shown = next((n for n, side in enumerate(sides) if dict(side.values) == now), 0)
    kind, scope_id, name = scope
    return Clash(
        kind,
        scope_id,
        name,
        state.id,
        state.kind,
        thing_words(office, state),
        cell_words(state, fields),
        {field: state.versions(field) for field in fields},
        sides,
        shown,
        any(stops(state.kind, field) for field in fields),
    )


def _surname(person: str) -> str:
    return person.rsplit(" ", 1)[-1] if person else ""
