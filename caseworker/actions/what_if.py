"""What would follow from an act on a case, in words, before it is done (S7). Nothing is read and nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.stage_clocks import check_later, recounted, running_stage, stage_facts, stopped
from caseworker.actions.stops import last_day, running_stops
from caseworker.domain import deadlines
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import PauseKind
from caseworker.domain.stages import date_in_force, main_clock
from caseworker.errors import RuleError
from caseworker.office import Office


def if_acknowledged(office: Office, view: CaseView, on: date) -> str:
    """Return when the answer would be due if the case was acknowledged on that day; empty where no clock runs."""
    stage = view.stage
    if stage is None or not stage.doc.get("procedure"):
        return ""
    return _due(
        {**stage.doc, **recounted(office, view.kind, stage, _pauses(view), acknowledged_on=on.isoformat())}
    )


def if_extended(office: Office, view: CaseView, until: date) -> str:
    """Return the new date in words.

    Raises:
        RuleError: the rules do not allow that date; the message says which.
    """
    stage = running_stage(view.stage)
    scheme = office.rulebook.scheme_by_id(stage.doc["scheme"], Procedure(stage.doc["procedure"]))
    facts = stage_facts(office, stage.doc, _pauses(view))
    deadlines.check_extension(scheme, facts, office.calendars, until, office.clock.today())
    check_later(stage, until)
    before = date_in_force(stage.doc)
    now = f" Until now it was {long_date(date.fromisoformat(before))}." if before else ""
    return f"New date: {long_date(until)}.{now}"


def if_paused(
    office: Office, view: CaseView, kind: PauseKind, from_on: date, to_on: date | None = None
) -> str:
    """Return when the answer would be due if the clock stopped on `from_on`, and went on on `to_on` where given.

    Raises:
        RuleError: the clock would go on before it stopped, or the stop would change nothing.
    """
    stage = running_stage(view.stage)
    pause = {
        "kind": kind.value,
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat() if to_on else None,
    }
    return _due({**stage.doc, **stopped(office, view.kind, stage, _pauses(view), pause)})


def if_resumed(office: Office, view: CaseView, on: date) -> str:
    """Return when the answer would be due if the clock went on on that day.

    Raises:
        RuleError: that is before it stopped, or it does not stand still.
    """
    stage = running_stage(view.stage)
    first = next(iter(running_stops(view, stage.id)), None)
    if first is None:
        raise RuleError("The clock of this case is not stopped.")
    over = running_stops(view, stage.id, str(first.doc["kind"]))
    mine = [pause for pause in view.pauses if pause.doc.get("stage_id") == stage.id]
    ended = [{**p.doc, "to_on": last_day(p, on)} if p in over else p.doc for p in mine]
    return _due({**stage.doc, **recounted(office, view.kind, stage, ended)})


def if_answered(office: Office, view: CaseView, on: date) -> str:
    """Return whether an answer on that day is in time; empty where no date is due."""
    due = date_in_force(view.stage.doc) if view.stage else None
    if not due:
        return ""
    limit = date.fromisoformat(due)
    if on <= limit:
        return f"On time: due {long_date(limit)}."
    late = office.calendar.between(limit, on)
    return (
        f"{count_of(late, 'working day')} late: was due {long_date(limit)}."
        if late
        else (f"Late: was due {long_date(limit)}.")
    )


def would_be_late(view: CaseView, on: date) -> bool:
    """Return whether an answer on that day comes after the date in force."""
    due = date_in_force(view.stage.doc) if view.stage else None
    return bool(due) and on.isoformat() > str(due)


def if_reopened(office: Office, view: CaseView) -> str:
    """Return which deadline the case would have again."""
    if view.stage is None or not main_clock(view.stage.doc):
        return "No deadline applies."
    return _due(view.stage.doc)


def _due(stage: Mapping[str, Any]) -> str:
    clock, due = main_clock(stage) or {}, date_in_force(stage)
    if due:
        return f"The answer is due {long_date(date.fromisoformat(due))}."
    if not clock.get("stopped_since"):
        return "No day is set for the answer."
    latest = clock.get("max_on")
    if latest:
        day = long_date(date.fromisoformat(latest))
        return f"While the clock stands still the answer is due by {day} at the latest."
    return "No date is due while the clock stands still."


def _pauses(view: CaseView) -> list[Mapping[str, Any]]:
    stage: EntityState | None = view.stage
    return [pause.doc for pause in view.pauses if stage is not None and pause.doc.get("stage_id") == stage.id]
