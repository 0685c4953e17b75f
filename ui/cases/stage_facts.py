"""Stages of a case in words (S7): what happened to each, and why each of its dates is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseworker.actions.case_words import moment_words
from caseworker.actions.look_up import explain_deadline
from caseworker.actions.value_words import value_words
from caseworker.domain import deadlines
from caseworker.domain.case_fields import STAGE
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.clocks import Clock
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.pauses import PauseKind
from caseworker.domain.stages import date_in_force, main_clock, on_time, original_date
from caseworker.errors import CaseworkerError
from caseworker.office import Office
from ui.cases.stage_people import decision_rows, people_rows
from ui.cases.stage_tables import SmallTable, table_of
from ui.widgets.key_value_list import KeyValue

_TOLD = (
    "started_on accepted_on acknowledged_on acknowledged_how extended_to extension_reason answered_on answered_how"
    " late_reason late_details outcome outcome_reason recorded_due_on recorded_extended_on"
).split()
_INNER = frozenset(
    "number label procedure scheme main_step ack_step clocks clock_choices as_imported voided request"
    " escalation_reason suspended_on resumed_on".split()
)
_IN_CHAIN = frozenset("panel_set_for papers_on panel_on panel_findings_on director_met_on".split())
"""What the table of the panel shows already."""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """One deadline: what is due, and in sentences why it is that date."""

    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageFacts:
    """One stage as it is shown.

    Attributes:
        summary: how it ended, for its heading once another stage has begun.
        table: both clocks of stage 2, or the chain of the panel.
    """

    title: str
    rows: tuple[KeyValue, ...]
    clocks: tuple[ClockFacts, ...]
    imported: tuple[KeyValue, ...]
    people: tuple[KeyValue, ...] = ()
    decisions: tuple[KeyValue, ...] = ()
    table: SmallTable | None = None
    summary: str = ""


def stages_of(office: Office, view: CaseView) -> tuple[StageFacts, ...]:
    """Return the stages of a case, the one it is in first."""
    return tuple(_stage(office, view, stage) for stage in reversed(view.stages))


def imported_rows(doc: dict[str, Any] | None) -> tuple[KeyValue, ...]:
    """Return the facts that came with an import and have no field of their own, as they were written."""
    return tuple(
        KeyValue(key, key, str(value), False) for key, value in (doc or {}).items() if value not in (None, "")
    )


def _stage(office: Office, view: CaseView, stage: EntityState) -> StageFacts:
    title = str(stage.doc.get("label") or "") or (view.kind.label if len(view.stages) == 1 else "Stage")
    rows = tuple(KeyValue(key, key, words, False) for key, words in _rows(office, view, stage) if words)
    return StageFacts(
        title,
        rows,
        tuple(_clocks(office, view, stage)),
        imported_rows(stage.doc.get("as_imported")),
        people_rows(office, view, stage),
        decision_rows(office, view, stage),
        table_of(view, stage),
        _summary(office, stage.doc),
    )


def _summary(office: Office, doc: dict[str, Any]) -> str:
    outcome = value_words(office, "stage", "outcome", doc.get("outcome"))
    if doc.get("answered_on"):
        return ", ".join(filter(None, (f"answered {_day(doc['answered_on'])}", outcome.lower())))
    if doc.get("skipped_on"):
        return f"skipped by agreement on {_day(doc['skipped_on'])}"
    return outcome.lower() or "not answered"


def _rows(office: Office, view: CaseView, stage: EntityState) -> Iterator[tuple[str, str]]:
    doc = stage.doc
    yield "Started", _day(doc.get("started_on"))
    yield label_of("stage", "request"), str(doc.get("request") or "")
    yield (
        label_of("stage", "escalation_reason"),
        value_words(office, "stage", "escalation_reason", doc.get("escalation_reason")),
    )
    yield "Accepted", _day(doc.get("accepted_on"))
    yield "Acknowledged", _acknowledged(doc)
    yield "Due", _due(doc)
    yield from _extension(office, view, doc)
    for pause in view.pauses:
        if pause.doc.get("stage_id") == stage.id:
            yield "Paused", _pause(office, view, pause.doc)
    yield "Answered", _answered(office, doc)
    yield "Outcome", value_words(office, "stage", "outcome", doc.get("outcome"))
    yield "Reason for the outcome", str(doc.get("outcome_reason") or "")
    yield "Days taken", _days_taken(office, doc)
    in_chain = _IN_CHAIN if doc.get("procedure") == "CA" and doc.get("number") == "3" else frozenset()
    for name in STAGE:
        if name not in _INNER and name not in _TOLD and name not in in_chain:
            yield label_of("stage", name), value_words(office, "stage", name, doc.get(name))
    yield "Date due, as imported", _day(doc.get("recorded_due_on"))
    yield "Extended date, as imported", _day(doc.get("recorded_extended_on"))


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(str(text))) if text else ""


def _acknowledged(doc: dict[str, Any]) -> str:
    if doc.get("acknowledged_on"):
        how = str(doc.get("acknowledged_how") or "")
        return f"{_day(doc['acknowledged_on'])}{f', by {how.lower()}' if how else ''}"
    clock = (doc.get("clocks") or {}).get(doc.get("ack_step")) or {}
    return (
        f"Not yet, due by {_day(clock['due_on'])}"
        if clock.get("due_on") and not doc.get("answered_on")
        else ""
    )


def _due(doc: dict[str, Any]) -> str:
    clock, due = main_clock(doc) or {}, date_in_force(doc)
    if due or not clock.get("stopped_since"):
        what = str(clock.get("label") or "")
        is_chain = str(clock.get("step") or "").startswith("CA_S3")
        return f"{_day(due)} ({what[:1].lower()}{what[1:]})" if is_chain and due else _day(due)
    latest = clock.get("max_on")
    if latest:
        return f"No date while the clock stands still; {_day(latest)} at the latest"
    return "No date while the clock stands still"


def _extension(office: Office, view: CaseView, doc: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not doc.get("extended_to"):
        return
    first, reason = original_date(doc), str(doc.get("extension_reason") or "").rstrip(".")
    item = _item(view, "clock.extended", _day(doc["extended_to"]))
    parts = [f"To {_day(doc['extended_to'])}", f"first due {_day(first)}" if first else "", _by(office, item)]
    yield "Extended", f"{', '.join(filter(None, parts))}. {f'Reason: {reason}.' if reason else ''}".strip()


def _pause(office: Office, view: CaseView, doc: dict[str, Any]) -> str:
    kind = PauseKind(doc["kind"])
    lasted = (
        f"from {_day(doc['from_on'])} to {_day(doc['to_on'])}"
        if doc.get("to_on")
        else (f"since {_day(doc['from_on'])}")
    )
    by = _by(office, _item(view, "clock.paused", _day(doc["from_on"])))
    reason = str(doc.get("reason") or "").rstrip(".")
    return f"{kind.label}, {lasted}{f', {by}' if by else ''}.{f' Reason: {reason}.' if reason else ''}"


def _item(view: CaseView, kind: str, after: str) -> TimelineItem | None:
    """The act of this kind that wrote this value."""
    return next(
        (i for i in view.timeline if i.kind == kind and any(change.after == after for change in i.changes)),
        None,
    )


def _by(office: Office, item: TimelineItem | None) -> str:
    if item is None:
        return ""
    who = office.staff_name(item.author_id)
    return f"by {who} on {moment_words(item.at)}" if who else f"on {moment_words(item.at)}"


def _answered(office: Office, doc: dict[str, Any]) -> str:
    if not doc.get("answered_on"):
        return ""
    how = value_words(office, "stage", "answered_how", doc.get("answered_how"))
    in_time = {True: "on time", False: "late", None: ""}[on_time(doc)]
    return ", ".join(filter(None, (_day(doc["answered_on"]), f"by {how.lower()}" if how else "", in_time)))


def _days_taken(office: Office, doc: dict[str, Any]) -> str:
    clock = main_clock(doc)
    if clock is None or str(clock.get("step") or "").startswith(
        "CA_S3"
    ):  # each link of that chain has its own days
        return ""
    until = date.fromisoformat(doc["answered_on"]) if doc.get("answered_on") else office.clock.today()
    try:
        days = count_of(deadlines.days_taken(Clock.from_doc(clock), until, office.calendars), "working day")
    except (
        CaseworkerError
    ) as error:  # the bank holidays of a year are not loaded, or answered before it began
        return str(error)
    return days if doc.get("answered_on") else f"{days} so far"


def _clocks(office: Office, view: CaseView, stage: EntityState) -> Iterator[ClockFacts]:
    """The clock of the answer first, then the others by their dates."""
    clocks, main = stage.doc.get("clocks") or {}, stage.doc.get("main_step")
    alone = replace(view, stages=(stage,))
    for step, clock in sorted(clocks.items(), key=lambda c: (c[0] != main, c[1].get("due_on") or "", c[0])):
        try:
            sentences = explain_deadline(office, alone, step)
        except CaseworkerError as error:  # as above: the date stands, its reckoning cannot be shown
            sentences = (str(error),)
        yield ClockFacts(
            str(clock.get("label") or step), sentences if step == main else _without_recorded(sentences)
        )


def _without_recorded(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """What an import recorded is about the answer, not about the other clocks."""
    return tuple(s for s in sentences if not s.startswith("The system this case was imported from"))
