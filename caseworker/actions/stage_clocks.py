"""Begins a stage with its clocks, and counts them again after something happened to it.

The clocks are kept as they were given (CLK-5): only an act that bears on them counts them again, always from the
stage's own scheme, trigger and stored facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from caseworker.domain import deadlines
from caseworker.domain.changes import Value
from caseworker.domain.clock_facts import ClockSettings, Facts
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.pauses import Pause, PauseKind
from caseworker.domain.stages import date_in_force, main_clock
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.settings import choices_on

_BEGINNINGS: Mapping[Kind, tuple[str, str]] = {
    Kind.STATUTORY: ("1", "Stage 1"),
    Kind.CORPORATE: ("1", "Stage 1"),
    Kind.INTERNAL_REVIEW: ("review", "Internal review"),
    Kind.OMBUDSMAN: ("1", "Ombudsman"),
    Kind.COMMISSIONER: ("1", "Commissioner"),
}
"""For kinds whose first stage has a name of its own: its number and its name."""

_EVENTS: Mapping[str, str] = {"2": "s2_request", "3": "s3_request", "review": "ir_request"}
"""The event from which a stage of that number counts; stage 1 counts from receipt."""

_HAPPENED: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = {
    ("CA", "1"): {"grounds": ("grounds_on",), "s1_response": ("answered_on",)},
    ("CA", "2"): {"s2_agreed": ("agreed_on",), "s2_response": ("answered_on",)},
    ("CA", "3"): {"panel": ("panel_on", "panel_set_for"), "panel_report": ("panel_findings_on",)},
    ("FOI", "1"): {"pit_extension": ("pit_notice_on",), "response": ("answered_on",)},
    ("EIR", "1"): {"response": ("answered_on",)},
    ("ICO", "1"): {
        "commissioner_asked": ("commissioner_asked_on",),
        "commissioner_due": ("commissioner_due_on",),
        "decision_notice": ("decision_notice_on",),
    },
    ("LGO", "1"): {
        "enquiry": ("enquiry_on",),
        "enquiry_due": ("set_due_on",),
        "report_received": ("report_received_on",),
    },
}
"""By procedure and stage, the other events that clocks count from, and the fields of the stage that hold their days."""


MOST_KEPT = 400
"""First stages that are kept: those of a month's post of every kind."""


def begin_stage(office: Office, kind: Kind, received_on: date) -> dict[str, Value]:
    """Return the fields of a case's first stage: its procedure, scheme and clocks.

    A kind without rules in force that day (a compliment; a data protection complaint before 19 June 2026) has a stage
    without clocks. The form shows the days before the case is logged, and a day's post is logged together, so what was
    worked out is kept.
    """
    known = office.worked_out()
    stage = known.get((kind, received_on))
    if stage is None:
        if len(known) >= MOST_KEPT:
            known.clear()
        stage = known[kind, received_on] = json.dumps(_first_stage(office, kind, received_on))
    begun: dict[str, Value] = json.loads(stage)
    return begun


def _first_stage(office: Office, kind: Kind, received_on: date) -> dict[str, Value]:
    number, label = _BEGINNINGS.get(kind, ("1", ""))
    if kind.procedure is None or _not_yet_law(kind, received_on, office):
        return {"number": number, "label": label, "started_on": received_on.isoformat()}
    stage = plan_stage(office, kind.procedure, number, label, received_on)
    stage["clocks"] = count_clocks(office, kind, stage, ())
    return stage


def plan_stage(
    office: Office, procedure: Procedure, number: str, label: str, started_on: date
) -> dict[str, Value]:
    """Return the fields of any stage begun that day, without its clocks: number, name, procedure, scheme and steps.

    Raises:
        RuleError: no rules for the procedure were in force that day (CLK-8), or it has no such stage.
    """
    scheme = office.rulebook.scheme(procedure, office.settings.authority, started_on)
    main_step = deadlines.main_step(procedure, number)
    if main_step not in scheme.steps:
        raise RuleError(
            f"The rules in force on {long_date(started_on)} ({scheme.id}) have no stage {number}.",
            source=scheme.source,
        )
    return {
        "number": number,
        "label": label,
        "started_on": started_on.isoformat(),
        "procedure": procedure.value,
        "scheme": scheme.id,
        "main_step": main_step,
        "ack_step": deadlines.ack_step(procedure, number),
        "clock_choices": asdict(choices_on(office.settings, started_on)),
    }


def count_clocks(
    office: Office, kind: Kind, stage: Mapping[str, Value], pauses: Iterable[Mapping[str, Value]]
) -> dict[str, Any]:
    """Return the clocks of a stage, by step code, as they are logged."""
    procedure = Procedure(stage["procedure"])
    scheme = office.rulebook.scheme_by_id(str(stage["scheme"]), procedure)
    clocks = deadlines.clocks_for(scheme, stage_facts(office, stage, pauses), office.calendars)
    return {step: clock.to_doc() for step, clock in clocks.items()}


def stage_facts(office: Office, stage: Mapping[str, Value], pauses: Iterable[Mapping[str, Value]]) -> Facts:
    """Return what the clocks of a stage depend on."""
    started = date.fromisoformat(stage["started_on"])
    event = _event(stage)
    return Facts(
        received_on=None if event else started,
        acknowledged_on=_day(stage.get("acknowledged_on")),
        pauses=tuple(
            Pause(PauseKind(p["kind"]), date.fromisoformat(p["from_on"]), _day(p.get("to_on")))
            for p in pauses
        ),
        extended_to=_day(stage.get("extended_to")),
        extension_notice_on=_day(stage.get("extension_notice_on")),
        events={**({event: started} if event else {}), **_events(stage)},
        settings=_choices(office, stage),
    )


def recounted(
    office: Office,
    kind: Kind,
    stage: EntityState,
    pauses: Iterable[Mapping[str, Value]],
    **happened: Value,
) -> dict[str, Value]:
    """Return the stage fields that an event changes: what happened, and the clocks it moves."""
    now = {**stage.doc, **happened}
    if not now.get("procedure"):
        return dict(happened)
    clocks = count_clocks(office, kind, now, pauses)
    return {**happened, "clocks": clocks}


def stopped(
    office: Office,
    kind: Kind,
    stage: EntityState,
    pauses: Iterable[Mapping[str, Value]],
    pause: Mapping[str, Value],
) -> dict[str, Value]:
    """Return the stage fields with one more stop, begun or over.

    Raises:
        RuleError: it would not stop the clock of the answer: a clock that runs must never look as if it stood still.
    """
    why = PauseKind(pause["kind"])
    fields = recounted(office, kind, stage, [*pauses, pause])
    clock = main_clock({**stage.doc, **fields}) or {}
    done = [
        p for p in clock.get("pauses") or () if (p["kind"], p["from_on"]) == (why.value, pause["from_on"])
    ]
    if not done:
        raise RuleError(
            f"{why.label}: the rules for this kind of case do not stop the clock for that.", field="kind"
        )
    if done[-1].get("effect") is None:
        raise RuleError(
            "The answer was due before the clock would stop, so stopping it changes nothing. Extend the deadline where "
            "the rules allow it, or add a note.",
            field="from_on",
        )
    return fields


def check_later(stage: EntityState, until: date) -> None:
    """Let a new date pass that is later than the one in force, which another system may have promised (RuleError)."""
    now_due = date_in_force(stage.doc)
    if now_due and until.isoformat() <= now_due:
        day = long_date(date.fromisoformat(now_due))
        raise RuleError(f"New date must be after {day}, when the answer is due now.", field="until")


def event_fields(stage: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the fields of a stage of that procedure and number whose days its clocks count from."""
    fields = _HAPPENED.get((str(stage.get("procedure") or ""), str(stage.get("number") or "")), {})
    return tuple(name for names in fields.values() for name in names)


def running_stage(stage: EntityState | None) -> EntityState:
    """Return the stage when it has a clock, else say that there is none (RuleError)."""
    if stage is None or not stage.doc.get("main_step"):
        raise RuleError("This kind of case has no deadline to change.")
    return stage


def _not_yet_law(kind: Kind, on: date, office: Office) -> bool:
    if kind is not Kind.DATA_PROTECTION:
        return False
    return not any(s.procedure is kind.procedure and s.in_force_on(on) for s in office.rulebook.schemes)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _events(stage: Mapping[str, Value]) -> dict[str, date]:
    """Return the days of what else happened at the stage."""
    fields = _HAPPENED.get((str(stage.get("procedure") or ""), str(stage.get("number") or "")), {})
    days = {
        event: next((d for name in names if (d := _day(stage.get(name)))), None)
        for event, names in fields.items()
    }
    return {event: day for event, day in days.items() if day}


def _choices(office: Office, stage: Mapping[str, Value]) -> ClockSettings:
    """Return the council's choices the stage was begun with (CLK-5); for an older stage, which kept none, those of
    the day it began."""
    of_that_day = choices_on(office.settings, date.fromisoformat(stage["started_on"]))
    kept = stage.get("clock_choices")
    if kept is None:
        return of_that_day
    months = int(kept.get("clarification_closing_months") or of_that_day.clarification_closing_months)
    return ClockSettings(bool(kept["advocate_pause"]), bool(kept["defer_receipt"]), months)


def _event(stage: Mapping[str, Value]) -> str:
    """Return the event the clocks of a stage count from; empty for receipt."""
    if stage.get("procedure") == Procedure.OMBUDSMAN:
        return "enquiry"
    return _EVENTS.get(str(stage.get("number") or ""), "")
