"""How people of the register belong together. Each side keeps its own line, so that either page shows it."""

from __future__ import annotations

from caseworker.actions.people_register import GONE, Known, PersonChanged, known, told
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.editing import new_entity
from caseworker.domain.fold import changes_between
from caseworker.domain.intake import cleaned
from caseworker.domain.people import INVERSE
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store


def add_relationship(office: Office, some_id: str, other_id: str, kind: str, note: str = "") -> PersonChanged:
    """Say what another person is to this one: "mother" means that the other is the mother.

    Raises:
        ProblemsError: no person or no relationship was chosen, or the person is the same.
    """
    office.require("people")
    problems = [] if other_id else [Problem("other", "Choose the other person")]
    if not office.vocabulary.has("person_relationships", kind):
        problems.append(Problem("kind", "Choose the relationship"))
    if problems:
        raise ProblemsError(problems)
    who = other = Known("", "")

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal who, other
        who, other = known(office, transaction, some_id), known(office, transaction, other_id)
        if who.person_id == other.person_id:
            raise ProblemsError([Problem("other", "Choose another person: these two are the same")])
        here, there = office.ids.new(), office.ids.new()
        text = cleaned(note)
        mine = new_entity(here, "relationship", to_person=other.meant_id, kind=kind, note=text, pair=there)
        back = INVERSE.get(kind, "other")
        theirs = new_entity(there, "relationship", to_person=who.meant_id, kind=back, note=text, pair=here)
        return [*who.added("relationship.added", mine), *other.added("relationship.added", theirs)]

    written = office.save(make)
    label = office.vocabulary.label("person_relationships", kind).lower()
    return told(office, f"Added for {who.whom}: {other.whom}, {label}.", written, who.person_id)


def remove_relationship(office: Office, person_id: str, relationship_id: str) -> PersonChanged:
    """Take a relationship away, on both sides."""
    office.require("people")

    def make(transaction: Transaction) -> list[Draft]:
        mine = store.entity(transaction.raw, relationship_id)
        if mine is None or mine.doc.get("voided"):
            raise RuleError(GONE)
        theirs = store.entity(transaction.raw, str(mine.doc.get("pair") or ""))
        drafts = []
        for side in (mine, theirs):
            if side is not None and not side.doc.get("voided"):
                change = EntityChange(side.id, side.kind, changes_between(side, {"voided": True}))
                drafts.append(Draft("person", side.scope_id, "relationship.ended", (change,)))
        return drafts

    return told(office, "The relationship was removed.", office.save(make), person_id)
