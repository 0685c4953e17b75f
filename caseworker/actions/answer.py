"""Record the answer to a case with its outcome, and close it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.stage_clocks import recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import date_in_force
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class Answer:
    """How a case was answered.

    Attributes:
        on: the day the answer was sent (the response date that counts for the deadline).
        outcome: code of the list of outcomes that suits the kind of case.
    """

    on: date | None = None
    outcome: str = ""
    reason: str = ""
    how: str = "Letter"
    root_cause: str = ""
    late_reason: str = ""


def answer_case(office: Office, case_id: str, answer: Answer, *, stamp: str = "") -> Changed:
    """Record the answer and close the case.

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is not open.
    """
    office.require("answer")
    text = reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal text, reference
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active or view.stage is None:
            raise RuleError("This case was answered already. Reopen it to record another answer.")
        day = happened_on(office, answer.on, view.row.received_on, "on", "Date answered")
        _check_outcome(office, view.kind, answer)
        withdrawn = answer.outcome == "withdrawn"
        edits = CaseEdits(view, office.ids)
        stage = {
            "answered_on": day.isoformat(),
            "answered_how": cleaned(answer.how),
            "outcome": answer.outcome,
            "outcome_reason": cleaned(answer.reason),
        }
        stage = recounted(office, view.kind, view.stage, _end_stop(view, edits, day), **stage)
        edits.set(view.stage, **stage)
        edits.set(
            view.case,
            status=(Status.WITHDRAWN if withdrawn else Status.CLOSED).value,
            closed_on=day.isoformat(),
            kind_at_closure=view.kind.value,
            outcome=answer.outcome,
            outcome_reason=cleaned(answer.reason),
            waiting_for="",
            **_given(root_cause=answer.root_cause, late_reason=answer.late_reason),
        )
        text = _in_time(date_in_force({**view.stage.doc, **stage}), day)
        return [edits.draft("case.answered", cleaned(answer.reason))]

    written = office.save(make, stamp=stamp)
    return office.changed(f"The answer to {reference} was recorded{text}.", written, reference)


def _given(**texts: str) -> dict[str, Value]:
    """The texts that say something, cleaned."""
    return {name: cleaned(text) for name, text in texts.items() if cleaned(text)}


def _end_stop(view: CaseView, edits: CaseEdits, day: date) -> list[Mapping[str, Value]]:
    """End the stop that is running with the answer, and return the stops of the stage as they are then."""
    stops: list[Mapping[str, Value]] = []
    for pause in view.pauses:
        if view.stage is not None and pause.doc.get("stage_id") == view.stage.id:
            if not pause.doc.get("to_on"):
                ended = max(day.isoformat(), pause.doc["from_on"])
                edits.set(pause, to_on=ended)
                stops.append({**pause.doc, "to_on": ended})
            else:
                stops.append(pause.doc)
    return stops


def _check_outcome(office: Office, kind: Kind, answer: Answer) -> None:
    offered = {entry.code for entry in office.vocabulary.offered("outcomes", kind)}
    if not answer.outcome:
        raise ProblemsError([Problem("outcome", "Choose the outcome")])
    if answer.outcome not in offered:
        label = office.vocabulary.label("outcomes", answer.outcome)
        raise ProblemsError(
            [Problem("outcome", f"{label} is not an outcome of a case of the type {kind.label}")]
        )


def _in_time(due: str | None, day: date) -> str:
    if not due:
        return ""
    limit = date.fromisoformat(due)
    return f", on time (due {long_date(limit)})" if day <= limit else f", late (was due {long_date(limit)})"
