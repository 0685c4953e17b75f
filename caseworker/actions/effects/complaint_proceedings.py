"""Other proceedings: the clock stands still with a review date, and goes on when they no longer stand in the way.

Source: ACC-3; SI 2006/1738, reg. 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.children_act_decisions import check_ahead
from caseworker.actions.effects.complaint_ends import resolve, withdraw
from caseworker.actions.effects.complaint_stages import open_decision_of, remind
from caseworker.actions.effects.split_case import carry_on
from caseworker.actions.stage_clocks import stopped
from caseworker.actions.stops import case_without, last_day, running_stops, still_stopped
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import Problem, ProblemsError, RuleError

RESUBMIT = "The person may send it again within a year after the other proceedings end (regulation 8)."


def suspend(doing: Doing) -> None:
    """Stop the clock and keep which proceedings, how they would be prejudiced, and when that is looked at again."""
    values, stage = doing.values, doing.stage
    part = values["parts"] == "part"
    if part and not values.get("which_parts"):
        raise ProblemsError([Problem("which_parts", "Enter which parts are suspended")])
    if not part and (values.get("goes_on") or values.get("goes_on_words")):
        raise ProblemsError([Problem("parts", "Choose “Part of it”, or name nothing that goes on")])
    check_ahead(doing, "review_on", "Review on")
    pauses = _pauses(doing)
    if any(not pause.doc.get("to_on") for pause in pauses):
        raise RuleError("The clock stands still already. Let it go on first, then suspend.")
    pause: dict[str, Value] = {
        "stage_id": stage.id,
        "kind": PauseKind.CONCURRENT.value,
        "from_on": doing.day("from_on").isoformat(),
        "reason": values["proceedings"],
    }
    _check_began(doing, "from_on", "Suspended from", str(stage.doc["started_on"]), "when the stage began")
    stopped(doing.office, doing.view.kind, stage, [p.doc for p in pauses], pause)
    doing.add("pause", **pause)
    doing.add(
        "decision",
        kind="concurrent",
        stage_id=stage.id,
        result="Part of it is suspended" if part else "Suspended",
        answers={
            "Proceedings": values["proceedings"],
            "How they would be prejudiced": values["prejudice"],
            "Parts": values.get("which_parts") if part else "The whole complaint",
        },
        grounds="concurrent",
        decided_by=values["decided_by"],
        decided_on=doing.office.clock.today(),
        review_on=values["review_on"],
    )
    doing.set_stage(suspended_on=doing.day("from_on"))
    doing.set_case(status=Status.PAUSED.value, waiting_for="legal")
    if part and not carry_on(doing):
        what = "Log a case of their own for the parts that go on, and link it"
        remind(doing, stage.id, "", what, doing.office.clock.today())
    doing.say(f"Write to the person with the reasons. {RESUBMIT}")


def review(doing: Doing) -> None:
    """Keep what the review found, and the day of the next one."""
    check_ahead(doing, "review_on", "Next review on")
    doing.change(open_decision_of(doing, "concurrent"), review_on=doing.values["review_on"])


def take_up(doing: Doing) -> None:
    """Let the clock go on and end the decision."""
    on = doing.day("to_on")
    doing.change(open_decision_of(doing, "concurrent"), ended_on=on)
    stage_id = doing.stage.id
    over = running_stops(doing.view, stage_id, PauseKind.CONCURRENT.value)
    over = over or running_stops(doing.view, stage_id)[:1]
    doing.set_stage(resumed_on=on)
    if not over:
        return
    _check_began(
        doing,
        "to_on",
        "Date the reason for waiting ended",
        str(over[0].doc["from_on"]),
        "when it was suspended",
    )
    for pause in over:
        doing.change(pause, to_on=last_day(pause, on))
    doing.set_case(**case_without(doing.view, stage_id, over))
    doing.say(still_stopped(doing.view, stage_id, over))


def _pauses(doing: Doing) -> list[EntityState]:
    return [p for p in doing.view.pauses if p.doc.get("stage_id") == doing.stage.id]


def _check_began(doing: Doing, name: str, label: str, first: str, what: str) -> None:
    if doing.day(name).isoformat() < first:
        words = f"{label} must be on or after {long_date(date.fromisoformat(first))}, {what}"
        raise ProblemsError([Problem(name, words)])


EFFECTS: Mapping[str, Effect] = {
    "proceedings.waited_for": suspend,
    "proceedings.reviewed": review,
    "proceedings.ended": take_up,
    "resolution.tried": resolve,
    "complaint.withdrawn": withdraw,
}
