"""A clash that nobody has settled stops the response and the closing of its case, and nothing else (rule C11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseworker.domain.cases import CaseView
from caseworker.domain.cells import stops
from caseworker.domain.changes import EntityChange
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.errors import RuleError

_ENDS = frozenset({Status.ANSWERED, Status.CLOSED, Status.WITHDRAWN})
_ISSUED = frozenset({"answered_on", "panel_findings_on"})
"""Fields of a stage that say a response went out."""


def open_clashes(view: CaseView) -> Iterator[tuple[EntityState, str]]:
    """Yield the clashes of a case that stop its response and its closing: the thing and the field."""
    if view.conflicts:
        for thing in _things(view):
            for field in thing.conflicts:
                if stops(thing.kind, field):
                    yield thing, field


def refuse_open_clash(view: CaseView, changes: Iterable[EntityChange]) -> None:
    """Let changes pass that neither issue a response nor close the case.

    An answer that happens to write a clashing field again, such as deadlines counted anew, settles nothing.

    Raises:
        RuleError: two people differ about something the response rests on; the message names it.
    """
    if not view.conflicts:
        return
    clash = next(open_clashes(view), None)
    if clash and any(_ends(view, change) for change in changes):
        thing, field = clash
        raise RuleError(
            f"Two people wrote different things about {_named(thing, field)}. Settle that first: press Ctrl+9.",
            field=field,
        )


def _ends(view: CaseView, change: EntityChange) -> bool:
    before = next((thing.doc for thing in _things(view) if thing.id == change.entity_id), {})
    return any(
        f.value
        and f.value != before.get(f.field)
        and (
            (change.entity_kind == "case" and f.field == "status" and f.value in _ENDS)
            or (change.entity_kind == "stage" and f.field in _ISSUED)
        )
        for f in change.fields
    )


def _named(thing: EntityState, field: str) -> str:
    doc, label = thing.doc, label_of(thing.kind, field).lower()
    if thing.kind == "case":
        return f"the {label} of the case"
    name = str(doc.get("label") or doc.get("full_name") or doc.get("title") or "").strip()
    if thing.kind == "point" and doc.get("number"):
        name = f"point {doc['number']}"
    return f"the {label} of {name}" if name else f"the {label}"


def _things(view: CaseView) -> Iterator[EntityState]:
    yield view.case
    listed = (view.stages, view.parties, view.pauses, view.notes, view.letters, view.tasks)
    known = {thing.id: thing for things in (*listed, *view.others.values()) for thing in things}
    yield from (thing for thing in known.values() if thing.id != view.case.id)
