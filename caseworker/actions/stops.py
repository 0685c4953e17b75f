"""Stops of a stage's clock that run, and what a case is once some of them are over.

One person stops a clock once. Two who are apart may stop it twice, for the same reason or for two: a reason that is
over ends every stop for it, and the clock stands still as long as another one runs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.pauses import PauseKind

WAITING = {
    PauseKind.CLARIFY.value: "person",
    PauseKind.FEE.value: "person",
    PauseKind.ID.value: "person",
    PauseKind.ADVOCATE.value: "advocate",
    PauseKind.CONCURRENT.value: "legal",
}
"""Whom a case waits for while its clock is stopped, by the kind of stop."""


def running_stops(view: CaseView, stage_id: str, kind: str = "") -> list[EntityState]:
    """Return the stops of a stage that are not over, those recorded first first.

    Args:
        kind: only those for this reason.
    """
    return [
        pause
        for pause in view.pauses
        if pause.doc.get("stage_id") == stage_id
        and not pause.doc.get("to_on")
        and (not kind or pause.doc.get("kind") == kind)
    ]


def last_day(pause: EntityState, day: date) -> str:
    """Return the day on which a stop ends that is over on a day: never before it began."""
    return max(day.isoformat(), str(pause.doc["from_on"]))


def case_without(view: CaseView, stage_id: str, ended: Collection[EntityState]) -> dict[str, Value]:
    """Return status and whom the case waits for once some stops are over: its clock goes on, or another stop runs."""
    left = _left(view, stage_id, ended)
    if left is None:
        return {"status": Status.OPEN.value, "waiting_for": ""}
    return {
        "status": Status.PAUSED.value,
        "waiting_for": WAITING.get(str(left.doc.get("kind")), "person"),
    }


def still_stopped(view: CaseView, stage_id: str, ended: Collection[EntityState]) -> str:
    """Return in a sentence why the clock stands still although some stops are over; "" when it goes on."""
    left = _left(view, stage_id, ended)
    if left is None:
        return ""
    why, since = PauseKind(str(left.doc["kind"])).label, date.fromisoformat(str(left.doc["from_on"]))
    return f"It still stands still for another reason, since {long_date(since)}: {why}."


def _left(view: CaseView, stage_id: str, ended: Collection[EntityState]) -> EntityState | None:
    over = {pause.id for pause in ended}
    return next((pause for pause in running_stops(view, stage_id) if pause.id not in over), None)
