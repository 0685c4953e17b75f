"""From facts to clocks: which day a step counts from, by which rules, and the date that follows.

Pure functions. `clocks_for` works out every deadline of a procedure whose trigger has happened, so that an
action can simply call it again after each event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from caseworker.domain.clock_facts import EVENTS, ClockSettings, Extension, Facts
from caseworker.domain.clocks import Clock, StartNote
from caseworker.domain.counting import Count, counted
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import Pause, PauseKind
from caseworker.domain.rulebook import Rulebook, Scheme, Step
from caseworker.domain.working_days import Calendar, Calendars
from caseworker.errors import RuleError

_MAIN_STEPS: Mapping[tuple[Procedure, str], str] = {
    (Procedure.CHILDREN_ACT, "1"): "CA_S1_RESP",
    (Procedure.CHILDREN_ACT, "2"): "CA_S2_RESP",
    (Procedure.CHILDREN_ACT, "3"): "CA_S3_PANEL",
    (Procedure.CORPORATE, "1"): "CO_S1_RESP",
    (Procedure.CORPORATE, "2"): "CO_S2_RESP",
    (Procedure.CORPORATE, "3"): "CO_S3_RESP",
    (Procedure.ENQUIRY, "1"): "ENQ_RESP",
    (Procedure.FOI, "1"): "FOI_RESP",
    (Procedure.FOI, "review"): "FOI_IR_RESP",
    (Procedure.EIR, "1"): "EIR_RESP",
    (Procedure.EIR, "review"): "EIR_IR_RESP",
    (Procedure.SAR, "1"): "SAR_RESP",
    (Procedure.DATA_PROTECTION, "1"): "DPC_ACK",
    (Procedure.OMBUDSMAN, "1"): "LGO_ENQ",
    (Procedure.COMMISSIONER, "1"): "ICO_ENQ",
}
_ACK_STEPS: Mapping[tuple[Procedure, str], str] = {
    (Procedure.CHILDREN_ACT, "1"): "CA_S1_ACK",
    (Procedure.CHILDREN_ACT, "2"): "CA_S2_ACK",
    (Procedure.CHILDREN_ACT, "3"): "CA_S3_ACK",
    (Procedure.CORPORATE, "1"): "CO_S1_ACK",
    (Procedure.CORPORATE, "2"): "CO_S2_ACK",
    (Procedure.DATA_PROTECTION, "1"): "DPC_ACK",
}
RELAXED_FROM, RELAXED_TO = date(2020, 4, 24), date(2020, 9, 25)
_MAY_DEFER = (Procedure.CORPORATE, Procedure.ENQUIRY)


def main_step(procedure: Procedure, stage: str = "1") -> str:
    """The step by which a stage ("1", "2", "3" or "review") has to be answered.

    Raises:
        RuleError: the procedure has no such stage.
    """
    code = _MAIN_STEPS.get((procedure, stage))
    if code is None:
        raise RuleError(f"{procedure.value} has no stage {stage}", field="stage")
    return code


def ack_step(procedure: Procedure, stage: str = "1") -> str | None:
    """The step by which a stage has to be acknowledged, where the procedure asks for it.

    Not every corporate scheme has one: look whether the clock is there.
    """
    return _ACK_STEPS.get((procedure, stage))


def clocks_for(scheme: Scheme, facts: Facts, calendars: Calendars) -> dict[str, Clock]:
    """Every deadline of the scheme whose trigger has happened, by step code.

    Raises:
        UnavailableError: a count reaches a year whose bank holidays are not loaded.
    """
    clocks: dict[str, Clock] = {}
    for step in scheme.plan:
        clock = _clock(step, scheme, facts, calendars[step.calendar], clocks)
        if clock is not None:
            clocks[step.code] = clock
    return clocks


def case_clocks(
    rulebook: Rulebook, procedure: Procedure, authority: str, facts: Facts, calendars: Calendars
) -> dict[str, Clock]:
    """Every deadline of a case, each by the rules in force when its step was triggered (CLK-8).

    Raises:
        RuleError: no rules, or two sets of rules, were in force on one of the days.
        UnavailableError: a count reaches a year whose bank holidays are not loaded.
    """
    found: dict[str, Clock] = {}
    days = {day for event in EVENTS if event != "grounds" and (day := facts.day_of(event)) is not None}
    if not days and (grounds := facts.day_of("grounds")) is not None:
        days = {grounds}
    schemes = {
        id(scheme): scheme for day in sorted(days) for scheme in (rulebook.scheme(procedure, authority, day),)
    }
    if len(schemes) == 1:
        return clocks_for(next(iter(schemes.values())), facts, calendars)
    for scheme in schemes.values():
        for code, clock in clocks_for(scheme, facts, calendars).items():
            day = _version_day(scheme.steps[code], facts)
            if day is None or rulebook.scheme(procedure, authority, day) is scheme:
                found[code] = clock
    return found


def may_ask_for_stage_2_from(clocks: Mapping[str, Clock], calendars: Calendars) -> date | None:
    """The day from which an unanswered person may go straight to stage 2: the working day after stage 1 ran out.

    Twenty-one working days after receipt at the latest, however long the clock stands still for an advocate; None
    while no stage 1 clock of the Children Act procedure runs.

    Source: Getting the Best from Complaints 3.5.
    """
    clock = clocks.get("CA_S1_RESP")
    if clock is None:
        return None
    ran_out_on = clock.due_on or clock.max_on
    return calendars[clock.calendar].add(ran_out_on, 1) if ran_out_on else None


def is_relaxed(clock: Clock, until_on: date) -> bool:
    """Whether a statutory clock that ran until a day was open while the national rules were relaxed.

    The dates are not changed by it; reports and explanations say so.

    Source: SI 2020/445, reg. 6: 24 April to 25 September 2020.
    """
    return clock.step.startswith("CA_S") and clock.trigger_on <= RELAXED_TO and until_on >= RELAXED_FROM


def is_on_time(clock: Clock, response_on: date) -> bool:
    """Whether an answer on that day is in time: on the due date or before it (CLK-3).

    While the clock is stopped an answer is in time, unless the latest lawful day has passed.
    """
    if clock.due_on is not None:
        return response_on <= clock.due_on
    return clock.max_on is None or response_on <= clock.max_on


def days_taken(clock: Clock, response_on: date, calendars: Calendars) -> int:
    """Working days from the trigger to the answer; none for an answer on the same day (CLK-6).

    After a restart they are counted from the day it counts anew.

    Raises:
        RuleError: the answer is before the trigger.
    """
    start = clock.counted_from_on if response_on >= clock.counted_from_on else clock.trigger_on
    return calendars[clock.calendar].taken(start, response_on)


def _version_day(step: Step, facts: Facts) -> date | None:
    return next((day for event in step.version_events if (day := facts.day_of(event)) is not None), None)


def _clock(
    step: Step, scheme: Scheme, facts: Facts, calendar: Calendar, earlier: Mapping[str, Clock]
) -> Clock | None:
    step = _as_chosen(step, facts.settings)
    start = _start(step, scheme, facts, calendar, earlier)
    if start is None:
        return None
    trigger, trigger_on, note = start
    statutory_on = trigger_on if note == "SET_BY_BODY" else counted(step, calendar, trigger_on)
    if note == "SET_BY_BODY":
        trigger_on = _first_known(step.triggers, facts)[1] or trigger_on
    longest = earlier.get(step.max_step) if step.max_step else None
    max_on = longest.due_on if longest else None
    pauses = _pauses(step, facts)
    extensions = _extensions(step, scheme, facts)
    count = original = Count(step, calendar, trigger_on, statutory_on)
    if pauses or extensions:
        count.replay(pauses, extensions)
        original = count
        if extensions:
            original = Count(step, calendar, trigger_on, statutory_on).replay(pauses, ())
    beside_on = facts.day_of(step.beside) if step.beside else None
    last = extensions[-1] if extensions else None
    return Clock(
        step=step.code,
        label=step.label,
        scheme=scheme.id,
        version=scheme.version,
        calendar=calendar.id,
        trigger=trigger,
        trigger_on=trigger_on,
        counted_from_on=count.counted_from_on,
        period=step.period,
        unit=step.unit,
        roll=step.roll,
        statutory_on=statutory_on,
        original_due_on=_final(original, max_on),
        due_on=_final(count, max_on),
        max_on=max_on,
        source=step.source,
        start_note=note,
        beginning_with=step.beginning_with,
        pauses=tuple(count.applied),
        stopped_since=count.stopped_since,
        extended_to=last.to_on if last else None,
        extension_notice_on=last.notice_on if last else None,
        beside=(step.beside or "") if beside_on else "",
        beside_on=counted(step, calendar, beside_on) if beside_on else None,
    )


def _as_chosen(step: Step, settings: ClockSettings) -> Step:
    """The step with the period the council chose, where the law leaves it to the council."""
    return replace(step, period=int(getattr(settings, step.period_choice))) if step.period_choice else step


def _final(count: Count, max_on: date | None) -> date | None:
    if count.stopped_since is not None:
        return None
    due_on = count.calendar.roll(count.due_on, count.step.roll)
    return due_on if max_on is None else min(due_on, max_on)


def _start(
    step: Step, scheme: Scheme, facts: Facts, calendar: Calendar, earlier: Mapping[str, Clock]
) -> tuple[str, date, StartNote] | None:
    """The event a step counts from, its day, and what is special about it."""
    if step.basis == "PREVIOUS_STEP":
        previous = earlier.get(step.previous or "")
        if previous is None or previous.due_on is None:
            return None
        return previous.step, previous.due_on, ""
    if step.basis == "ACK":
        return _ack_start(step, facts, earlier)
    if step.set_by is not None and (set_on := facts.day_of(step.set_by)) is not None:
        return step.set_by, set_on, "SET_BY_BODY"
    event, day = _first_known(step.triggers, facts, latest=step.latest_trigger)
    if day is None:
        return None
    may_defer = event == "received" and scheme.procedure in _MAY_DEFER and facts.settings.defer_receipt
    if may_defer and (facts.received_after_hours or not calendar.is_working_day(day)):
        return event, calendar.add(day, 1), "DEFERRED"
    return event, day, ""


def _ack_start(step: Step, facts: Facts, earlier: Mapping[str, Clock]) -> tuple[str, date, StartNote] | None:
    """From the acknowledgement, but never from later than the day it was due: lateness buys no time."""
    event, ack_on = _first_known(step.triggers, facts)
    limit = earlier.get(step.previous or "")
    if limit is None or limit.due_on is None:
        return (event, ack_on, "") if ack_on is not None else None
    if ack_on is None:
        return event, limit.due_on, "ACK_LIMIT"
    if ack_on > limit.due_on:
        return event, limit.due_on, "ACK_LATE"
    return event, ack_on, ""


def _first_known(events: tuple[str, ...], facts: Facts, *, latest: bool = False) -> tuple[str, date | None]:
    """The first event that has happened, or the latest one."""
    found: tuple[str, date | None] = (events[0] if events else "", None)
    for event in events:
        day = facts.day_of(event)
        if day is not None and (found[1] is None or (latest and day > found[1])):
            found = event, day
            if not latest:
                break
    return found


def _pauses(step: Step, facts: Facts) -> tuple[Pause, ...]:
    if not facts.pauses or not step.pauses:
        return ()
    used = facts.settings.advocate_pause
    return tuple(
        pause
        for pause in facts.pauses_of(step.stage)
        if pause.kind in step.pauses and (used or pause.kind is not PauseKind.ADVOCATE)
    )


def _extensions(step: Step, scheme: Scheme, facts: Facts) -> tuple[Extension, ...]:
    found = [extension for extension in facts.extensions if extension.step == step.code]
    main = _MAIN_STEPS.get((scheme.procedure, facts.first_stage))
    if step.code == main:
        found += [extension for extension in facts.extensions if extension.step is None]
        if facts.extended_to is not None:
            found.append(Extension(facts.extended_to, facts.extension_notice_on))
    return tuple(sorted(found, key=lambda extension: (extension.notice_on or date.max, extension.to_on)))
