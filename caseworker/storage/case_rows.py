"""A case's line in the lists: one row of `case_list`, made from the case and its stages, people, stops and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from caseworker.domain.cases import CaseRow, WorkRow
from caseworker.domain.changes import Value, canonical
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.needs import needs_of
from caseworker.domain.stages import date_in_force, main_clock, on_time, open_pause, stage_order
from caseworker.domain.tasks import SAFEGUARDING
from caseworker.domain.work import OUTSTANDING_TASKS

LISTED_KINDS = (
    "case",
    "stage",
    "party",
    "pause",
    "letter",
    "task",
    "decision",
    "contribution",
    "point",
    "advocacy",
    "advocacy_hours",
    "payment",
    "equality",
    "link",
)
_DUE_WHEN_CLOSED = (*OUTSTANDING_TASKS, SAFEGUARDING)
"""The actions that stay due when the case is over; so does the review of a change that was put on hold."""
_SIMPLE = frozenset((str, int, float, bool, type(None)))
NO_DATE = "9999-12-31"
PAUSED_LAST = "9998-12-31"

# Named here and not asked of `tables`, which would bring SQLAlchemy into the window's start; a test compares them.
COLUMNS = tuple(
    "n id reference old_references kind kind_at_closure stage status is_active received_on received_month due_on"
    " sort_due acknowledge_by paused_since latest_on answered_on closed_on on_time first_due_on first_answered_on"
    " first_on_time case_review payment_related person child division service team theme owner_id waiting_for"
    " follow_up_on outcome letters_to_print tasks_due_on last_change_at last_change_by stage_number restricted readers"
    " needed asked_count asked_due_on review_on".split()
)
_in_order = itemgetter(*COLUMNS)


def case_list_row(
    n: int, case: EntityState, things: Sequence[EntityState], changed_at: str, changed_by: str = ""
) -> tuple[Any, ...]:
    """Return the row of a case, in the order of the table's columns.

    Args:
        things: every entity of the case of LISTED_KINDS, in the order they were made.
        changed_at, changed_by: when (UTC) and by whom the case was last changed.
    """
    doc = case.doc
    of_kind: dict[str, list[dict[str, Value]]] = {kind: [] for kind in LISTED_KINDS}
    begun = []
    for thing in things:
        kind = thing.kind
        if kind in of_kind and not thing.doc.get("voided"):
            of_kind[kind].append(thing.doc)
            if kind == "stage":
                begun.append(thing)
    if len(begun) > 1:
        begun.sort(key=lambda stage: stage_order(stage.doc))
    ids, stages = [stage.id for stage in begun], [stage.doc for stage in begun]
    first: Mapping[str, Value] = stages[0] if stages else {}
    current: Mapping[str, Value] = stages[-1] if stages else {}
    status = Status.known(doc.get("status"))
    is_active = status.is_active
    pause = open_pause(of_kind["pause"], ids[-1] if ids else "") if is_active else None
    due = date_in_force(current)
    active_due = due if is_active and not pause else None
    latest = _latest_while_stopped(current) if pause else None
    person = next((p for p in of_kind["party"] if p.get("role") == "complaining"), {})
    child = next((p for p in of_kind["party"] if p.get("role") == "child"), {})
    tasks = [
        t["due_on"]
        for t in of_kind["task"]
        if t.get("due_on")
        and not t.get("done_on")
        and (is_active or (t.get("kind") in _DUE_WHEN_CLOSED and not t.get("satisfied_on")))
    ]
    asked = [a for a in of_kind["contribution"] if not a.get("received_on") and is_active]
    reviews = [
        str(d["review_on"])
        for d in of_kind["decision"]
        if d.get("review_on") and not d.get("ended_on") and (is_active or d.get("kind") == "freeze")
    ]
    acknowledge_by = _acknowledge_by(current) if is_active else None
    received = str(doc.get("received_on") or "")
    in_time = on_time(current)
    first_in_time, first_due = (in_time, due) if first is current else (on_time(first), date_in_force(first))
    values = {
        "n": n,
        "id": case.id,
        "reference": doc.get("reference") or "",
        "old_references": "\n".join(doc.get("old_references") or ()),
        "kind": Kind.known(doc.get("kind")).value,
        "kind_at_closure": doc.get("kind_at_closure") or "",
        "stage": current.get("label") or "",
        "status": status.value,
        "is_active": int(is_active),
        "received_on": received,
        "received_month": received[:7],
        "due_on": due,
        "sort_due": active_due or acknowledge_by or latest or (PAUSED_LAST if pause else NO_DATE),
        "acknowledge_by": acknowledge_by,
        "paused_since": pause["from_on"] if pause else None,
        "latest_on": latest,
        "answered_on": current.get("answered_on"),
        "closed_on": doc.get("closed_on"),
        "on_time": _flag(in_time),
        "first_due_on": first_due,
        "first_answered_on": first.get("answered_on"),
        "first_on_time": int(bool(first_in_time)),
        "case_review": int(bool(doc.get("case_review"))),
        "payment_related": int(bool(doc.get("payment_related"))),
        "person": person.get("full_name") or "",
        "child": child.get("full_name") or "",
        "division": doc.get("division") or "",
        "service": doc.get("service") or "",
        "team": doc.get("team") or "",
        "theme": doc.get("theme") or "",
        "owner_id": doc.get("owner_id") or "",
        "waiting_for": doc.get("waiting_for") or "",
        "follow_up_on": doc.get("follow_up_on"),
        "outcome": doc.get("outcome") or "",
        "letters_to_print": sum(
            1 for letter in of_kind["letter"] if letter.get("status") in ("written", "approved")
        ),
        "tasks_due_on": min(tasks, default=None),
        "last_change_at": changed_at,
        "last_change_by": changed_by,
        "stage_number": str(current.get("number") or ""),
        "restricted": int(bool(doc.get("restricted"))),
        "readers": " ".join(doc.get("readers") or ()),
        "needed": " ".join(needs_of(doc, of_kind, ids[-1] if ids else "")),
        "asked_count": len(asked),
        "asked_due_on": min((str(a["due_on"]) for a in asked if a.get("due_on")), default=None),
        "review_on": min(reviews, default=None),
    }
    row: tuple[Any, ...] = _in_order(values)
    return row if _SIMPLE.issuperset(map(type, row)) else tuple(map(_simple, row))


def _simple(value: Any) -> Any:
    """Return what a column can hold: a list or a dictionary, where a later version has one, as its words."""
    return canonical(value) if isinstance(value, list | dict) else value


def _latest_while_stopped(stage: Mapping[str, Value]) -> str | None:
    """The day a stopped clock's answer is due in any case (20 working days at stage 1); None where there is none."""
    clock = main_clock(stage)
    return clock.get("max_on") if clock else None


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _acknowledge_by(stage: Mapping[str, Value]) -> str | None:
    clock = (stage.get("clocks") or {}).get(stage.get("ack_step"))
    return clock.get("due_on") if clock and not stage.get("acknowledged_on") else None


READ_COLUMNS = (
    "c.n, c.id, c.reference, c.kind, c.stage, c.status, c.person, c.child, c.division, c.service, c.team,"
    " c.owner_id, c.received_on, c.due_on, c.acknowledge_by, c.paused_since, c.answered_on, c.on_time, c.outcome,"
    " c.waiting_for, c.follow_up_on, c.last_change_at, c.latest_on"
)


WORK_COLUMNS = (
    "c.n, c.reference, c.kind, c.status, c.owner_id, c.acknowledge_by, c.paused_since, c.answered_on,"
    " c.waiting_for"
)
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}


def to_case_row(row: Sequence[Any], why_found: str = "") -> CaseRow:
    """Return the value of a row read with READ_COLUMNS."""
    return CaseRow(
        row[0],
        row[1],
        row[2],
        _KINDS[row[3]],
        row[4],
        _STATUSES[row[5]],
        row[6],
        row[7],
        row[8],
        row[9],
        row[10],
        row[11],
        _day(row[12]) or date.min,
        _day(row[13]),
        _day(row[14]),
        _day(row[15]),
        _day(row[16]),
        None if row[17] is None else bool(row[17]),
        row[18],
        row[19],
        _day(row[20]),
        row[21],
        why_found,
        _day(row[22]),
    )


def to_work_row(row: Sequence[Any]) -> WorkRow:
    """Return the value of a row read with WORK_COLUMNS."""
    n, reference, kind, status, owner_id, acknowledge_by, paused_since, answered_on, waiting_for = row
    return WorkRow(
        n,
        reference,
        _KINDS[kind],
        _STATUSES[status],
        owner_id,
        _day(acknowledge_by),
        _day(paused_since),
        _day(answered_on),
        waiting_for,
    )


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    """Return the day of a column, None where it says no day. The rows of a list share theirs."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # of a later version: one odd case must not keep everybody from the list
        return None
