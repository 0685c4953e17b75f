"""Parts of a complaint that go on while the rest is suspended: a case of their own, on the deadlines it had.

Source: ACC-3; SI 2006/1738, reg. 8 (a complaint may be declined in part; what is not affected is answered).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caseworker.actions.doing import Doing
from caseworker.actions.linked_case import NewCase, open_linked
from caseworker.actions.points import MOST_POINTS, has_points, points_of
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.fold import EntityState
from caseworker.domain.tasks import steps_to_do
from caseworker.errors import Problem, ProblemsError

_NOT_TAKEN = ("suspended_on", "resumed_on", "old_reference", "as_imported", "import_row")
_COPIED = ("channel", "wants", "payment_related", "staff_named", "subject", "grounds_on")
WHERE = "In the case that goes on"


def carry_on(doing: Doing) -> bool:
    """Carry what goes on into a case of its own, if any was named. Return whether it was.

    Its people, the day received and the stage with its deadlines are those of this case; points that go on leave it.

    Raises:
        ProblemsError: no point is left that is suspended, or there are too many.
    """
    view, stage = doing.view, doing.stage
    points = points_of(view)
    chosen = [point for point in points if point.id in (doing.values.get("goes_on") or ())]
    lines = [
        line.strip() for line in str(doing.values.get("goes_on_words") or "").splitlines() if line.strip()
    ]
    if not chosen and not lines:
        return False
    _check(points, chosen, lines)
    stage_id, begun = doing.office.ids.new(), _stage(stage)
    texts = [*(str(point.doc.get("text") or "") for point in chosen), *lines]
    named: list[tuple[str, Mapping[str, Value]]] = []
    if has_points(view.kind):
        sources = [*(point.id for point in chosen), *("" for _ in lines)]
        named = [
            ("point", {"stage_id": stage_id, "number": number, "text": text, "carried_from": source})
            for number, (text, source) in enumerate(zip(texts, sources, strict=True), 1)
        ]
    open_linked(
        doing,
        NewCase(
            view.kind,
            "split_from",
            date.fromisoformat(str(view.value("received_on"))),
            case={**{name: view.value(name) for name in _COPIED}, "summary": "\n".join(texts)},
            parts=(*named, *_parts(doing, stage, stage_id)),
            roles=tuple(dict.fromkeys(str(party.doc.get("role")) for party in view.parties)),
            stage_id=stage_id,
            begun=begun,
        ),
    )
    doing.beside.append((WHERE, begun))
    _leave(doing, points, chosen)
    if chosen:
        doing.say(
            f"{count_of(len(chosen), 'point')} went on into a case of their own, with the dates it had."
        )
    else:
        doing.say("What goes on has a case of its own, with the dates it had.")
    return True


def _check(points: Sequence[EntityState], chosen: Sequence[EntityState], lines: Sequence[str]) -> None:
    if chosen and len(chosen) == len(points):
        raise ProblemsError([Problem("goes_on", "Leave at least one point here: the one that is suspended")])
    if len(chosen) + len(lines) > MOST_POINTS:
        raise ProblemsError([Problem("goes_on_words", f"There must be {MOST_POINTS} points or fewer")])


def _stage(stage: EntityState) -> Mapping[str, Value]:
    """The stage as it stood before it was suspended, deadlines included."""
    return {name: value for name, value in stage.doc.items() if name not in _NOT_TAKEN}


def _parts(doing: Doing, stage: EntityState, stage_id: str) -> list[tuple[str, Mapping[str, Value]]]:
    """What belongs to the stage and goes with it: earlier stops, who was appointed, reminders of its steps."""
    pauses = [pause for pause in doing.view.pauses if pause.doc.get("stage_id") == stage.id]
    things = [*pauses, *doing.view.of_stage("appointment", stage.id), *steps_to_do(doing.view, stage.id)]
    return [(thing.kind, {**thing.doc, "stage_id": stage_id}) for thing in things]


def _leave(doing: Doing, points: Sequence[EntityState], chosen: Sequence[EntityState]) -> None:
    gone = {point.id for point in chosen}
    for point in chosen:
        doing.change(point, voided=True)
    for number, point in enumerate((p for p in points if p.id not in gone), 1):
        if gone and point.doc.get("number") != number:
            doing.change(point, number=number)
