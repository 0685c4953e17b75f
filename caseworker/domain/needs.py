"""What a case still needs: entries that may follow later and would be missed in a report or a letter.

Each need is a code, kept with the case's line in the lists, so that a manager's queue of gaps is one quick query.
Source: interface rule P2; rule book REC-1, REC-3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseworker.domain.changes import Value
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import on_time

Doc = Mapping[str, Value]

NEEDS: Mapping[str, str] = {
    "kind": "Decide the type",
    "owner": "Give the case an owner",
    "child": "Name the child or young person",
    "theme": "Choose the main category",
    "root_cause": "Choose the root cause",
    "late_reason": "Say why it was late",
    "action": "Record an action that follows, or why none does",
}
"""The codes, each with what to do in words."""


def needs_of(case: Doc, things: Mapping[str, Sequence[Doc]]) -> tuple[str, ...]:
    """Return the codes of what a case still needs, in the order of NEEDS.

    Args:
        things: the documents of the case's parts by kind, without those that were removed.
    """
    status = Status(case.get("status") or Status.OPEN)
    if status is Status.VOID or case.get("import_source"):
        return ()
    kind = Kind(case.get("kind") or Kind.UNDECIDED)
    found = _of_open(case, kind) if status.is_active else _of_closed(case, kind, status, things)
    if kind.is_complaint and not any(p.get("role") == "child" for p in things.get("party", ())):
        found.add("child")
    return tuple(code for code in NEEDS if code in found)


def _of_open(case: Doc, kind: Kind) -> set[str]:
    found = set()
    if kind is Kind.UNDECIDED:
        found.add("kind")
    if not case.get("owner_id"):
        found.add("owner")
    return found


def _of_closed(case: Doc, kind: Kind, status: Status, things: Mapping[str, Sequence[Doc]]) -> set[str]:
    found: set[str] = set()
    if kind.is_complaint and status is not Status.WITHDRAWN:
        if not case.get("theme"):
            found.add("theme")
        if not case.get("root_cause"):
            found.add("root_cause")
        upheld = case.get("outcome") in ("upheld", "partly_upheld")
        if upheld and not case.get("no_action_reason") and not _has_action(things):
            found.add("action")
    if any(on_time(stage) is False for stage in things.get("stage", ())) and not case.get("late_reason"):
        found.add("late_reason")
    return found


def _has_action(things: Mapping[str, Sequence[Doc]]) -> bool:
    return any(task.get("kind") != "safeguarding" for task in things.get("task", ()))
