"""What a case still needs: entries that may follow later and would be missed in a report or a letter.

Each need is a code, kept with the case's line in the lists, so that a manager's queue of gaps is one quick query.
Source: interface rule P2; rule book REC-1, REC-3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseworker.domain.advocacy import must_be_offered, was_answered
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.directory import needs_disclosure_check
from caseworker.domain.findings import WITH_ACTION, WITHOUT_CAUSE, WITHOUT_FINDINGS, open_points
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import on_time
from caseworker.domain.tasks import puts_right

Doc = Mapping[str, Value]

NEEDS: Mapping[str, str] = {
    "letter_back": "Find out where to send a letter that came back",
    "kind": "Decide the type",
    "owner": "Give the case an owner",
    "child": "Name the child or young person",
    "advocate_offer": "Offer an advocate and record the answer",
    "disclosure": "Check what may be disclosed to the elected member",
    "outcome": "Choose the outcome",
    "points": "Record a finding on every point",
    "theme": "Choose the main category",
    "root_cause": "Choose the root cause",
    "late_reason": "Say why it was late",
    "action": "Record an action that follows, or why none does",
    "close": "Complete the record and close the case",
}
"""The codes, each with what to do in words."""


def needs_of(case: Doc, things: Mapping[str, Sequence[Doc]], stage_id: str = "") -> tuple[str, ...]:
    """Return the codes of what a case still needs, in the order of NEEDS.

    Args:
        things: the documents of the case's parts by kind, without those that were removed.
        stage_id: the stage the case is in, whose points must be answered; "" for all of them.
    """
    status = Status.known(case.get("status"))
    if status is Status.VOID:
        return ()
    came_back = ("letter_back",) if any(map(_is_back, things.get("letter", ()))) else ()
    if case.get("import_source"):
        return came_back
    kind = Kind.known(case.get("kind"))
    outcome = "withdrawn" if status is Status.WITHDRAWN else str(case.get("outcome") or "")
    found = _of_open(case, kind) if status.is_active else _of_closed(case, kind, outcome, things, stage_id)
    found.update(came_back)
    if status is Status.ANSWERED:
        found |= {"close"} if outcome else {"close", "outcome"}
    if kind.is_complaint and not any(p.get("role") == "child" for p in things.get("party", ())):
        found.add("child")
    if status.is_active and _calls_for_advocate(case, kind, things):
        found.add("advocate_offer")
    if needs_disclosure_check(kind) and status is not Status.WITHDRAWN and not _is_checked(things):
        found.add("disclosure")
    return tuple(code for code in NEEDS if code in found)


def needs_of_view(view: CaseView) -> tuple[str, ...]:
    """Return the codes of what a case still needs, as it is seen."""
    things = {
        **view.others,
        "party": view.parties,
        "stage": view.stages,
        "task": view.tasks,
        "letter": view.letters,
    }
    docs = {kind: [thing.doc for thing in found] for kind, found in things.items()}
    return needs_of(view.case.doc, docs, view.stage.id if view.stage else "")


def _of_open(case: Doc, kind: Kind) -> set[str]:
    found = set()
    if kind is Kind.UNDECIDED:
        found.add("kind")
    if not case.get("owner_id"):
        found.add("owner")
    return found


def _of_closed(
    case: Doc, kind: Kind, outcome: str, things: Mapping[str, Sequence[Doc]], stage_id: str
) -> set[str]:
    found: set[str] = set()
    if kind.is_complaint and outcome not in WITHOUT_CAUSE:
        found |= {name for name in ("theme", "root_cause") if not case.get(name)}
    if outcome not in WITHOUT_FINDINGS and open_points(_points(things, stage_id)):
        found.add("points")
    follows = case.get("no_action_reason") or any(puts_right(task) for task in things.get("task", ()))
    if kind.is_complaint and outcome in WITH_ACTION and not follows:
        found.add("action")
    if not case.get("late_reason") and any(_is_unexplained(stage) for stage in things.get("stage", ())):
        found.add("late_reason")
    return found


def _calls_for_advocate(case: Doc, kind: Kind, things: Mapping[str, Sequence[Doc]]) -> bool:
    """Whether a child or care leaver complains and nothing says that an advocate was offered (ADV-1)."""
    asked_for = must_be_offered(kind, str(case.get("raised_by") or ""))
    return asked_for and not was_answered(things.get("advocacy", ()))


def _points(things: Mapping[str, Sequence[Doc]], stage_id: str) -> list[Doc]:
    return [p for p in things.get("point", ()) if not stage_id or p.get("stage_id") == stage_id]


def _is_unexplained(stage: Doc) -> bool:
    """Whether a stage was answered late and nobody said why."""
    return on_time(stage) is False and not stage.get("late_reason")


def _is_back(letter: Doc) -> bool:
    """Whether a letter came back and nobody has dealt with it."""
    return bool(letter.get("returned_on") and not letter.get("returned_dealt_on"))


def _is_checked(things: Mapping[str, Sequence[Doc]]) -> bool:
    """Whether somebody looked at what may be told to a member (rule book section 3, rules 1 to 3)."""
    return any(decision.get("kind") == "disclosure" for decision in things.get("decision", ()))
