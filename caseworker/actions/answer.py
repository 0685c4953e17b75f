"""Record the answer to a case with its outcome, and close it; what may follow later never holds up its date.

Question: what when the answer went out today and the root cause is not known yet? Choice: the answer and its day are
kept at once and the case is "answered"; it is closed when the rest is there (Complaint Handling Code 6.6). Cost: two
steps, of which the second is chased under "Something missing".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from caseworker.actions.acknowledge import happened_on, since_stage
from caseworker.actions.answer_missing import (
    OWN_WORDS,
    Answer,
    missing_for_close,
    needs_override,
    proposed_outcome,
)
from caseworker.actions.information_answer import problems_with_answer
from caseworker.actions.stage_clocks import recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.findings import WITHOUT_FINDINGS
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.moves.complaint_asks import why_no_answer
from caseworker.domain.stages import date_in_force, on_time
from caseworker.domain.tasks import steps_to_do
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

__all__ = ["CLOSED_BY_STEP", "Answer", "answer_case", "complete_case", "write_answer"]


CLOSED_BY_STEP = (
    "An Ombudsman case is answered and closed by its own steps: record the reply, the decision and the remedies, then "
    "close it (Ctrl+Shift+M)."
)


def answer_case(office: Office, case_id: str, answer: Answer, *, stamp: str = "") -> Changed:
    """Record the answer; the case is closed when nothing is missing, else it is answered and waits for the rest.

    Raises:
        ProblemsError: entries to mend; with `must_close` also what is missing.
        RuleError: the case is not open.
    """
    office.require("answer")
    text = reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal text, reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        text = write_answer(office, view, edits, answer)
        return [edits.draft("case.answered", cleaned(answer.reason))]

    written = office.save(make, stamp=stamp)
    return office.changed(f"The answer to {reference} was recorded{text}.", written, reference)


def write_answer(
    office: Office, view: CaseView, edits: CaseEdits, answer: Answer, *, may_lack_outcome: bool = False
) -> str:
    """Write the answer of the stage a case is in. Return whether it is on time and what is left, in words.

    Args:
        may_lack_outcome: the answer is recorded even where nobody knows its outcome yet; it is then still needed.

    Raises:
        ProblemsError: entries to mend; with `must_close` also what is missing.
        RuleError: the case is not open, or a rule stands against an answer.
    """
    if not view.status.is_active or view.stage is None:
        raise RuleError("This case was answered already. Reopen it to record another answer.")
    if view.kind is Kind.OMBUDSMAN:
        raise RuleError(CLOSED_BY_STEP, source="LGO-3")
    since, what = since_stage(view)
    day = happened_on(office, answer.on, since, "on", "Date answered", since=what)
    given = _checked(office, view, answer, may_lack_outcome=may_lack_outcome)
    if given.outcome not in WITHOUT_FINDINGS and (why := why_no_answer(view)):
        raise RuleError(why, source="SI 2006/1738, reg. 20(3)")
    for task in steps_to_do(view):
        edits.set(task, voided=True)  # what was to be done before the answer is over with it
    stage: Mapping[str, Value] = {
        "answered_on": day.isoformat(),
        "answered_how": cleaned(given.how),
        **_outcome(given),
        **_late(given),
    }
    stage = recounted(office, view.kind, view.stage, _end_stop(view, edits, day), **stage)
    is_late = on_time({**view.stage.doc, **stage}) is False
    is_complete = bool(given.outcome) and _may_close(view, given, is_late=is_late)
    edits.set(view.stage, **stage)
    edits.set(
        view.case,
        **_case_values(view, given, day, is_complete=is_complete),
        kind_at_closure=view.kind.value,
        waiting_for="",
    )
    text = _in_time(date_in_force({**view.stage.doc, **stage}), day)
    return text if is_complete else f"{text}. The case is closed when the rest is there"


def complete_case(office: Office, case_id: str, answer: Answer) -> Changed:
    """Add what was missing when the answer was recorded, and close the case. The day of the answer stays.

    Raises:
        ProblemsError: entries to mend, or something is missing still.
        RuleError: the case does not wait to be closed.
    """
    office.require("answer")
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is not Status.ANSWERED or view.stage is None:
            raise RuleError("This case does not wait to be closed.")
        given = _checked(office, view, replace(answer, must_close=True))
        day = view.row.answered_on or office.clock.today()
        _may_close(view, given, is_late=on_time(view.stage.doc) is False)
        edits = CaseEdits(view, office.ids)
        edits.set(view.stage, **_outcome(given), **_late(given))
        edits.set(view.case, **_case_values(view, given, day, is_complete=True))
        return [edits.draft("case.completed")]

    written = office.save(make)
    return office.changed(f"{reference} was completed and closed.", written, reference)


def _checked(office: Office, view: CaseView, answer: Answer, *, may_lack_outcome: bool = False) -> Answer:
    """The answer with its outcome, the points' own where none was chosen; what cannot be so is a problem."""
    given = replace(answer, outcome=answer.outcome or proposed_outcome(view).outcome)
    if given.outcome or not may_lack_outcome:
        _check_outcome(office, view, given)
    problems = problems_with_answer(office, view, given.outcome)
    if needs_override(view, given.outcome) and not (
        cleaned(given.override) or view.value("outcome_overridden")
    ):
        proposed = office.vocabulary.label("outcomes", proposed_outcome(view).outcome)
        problems.append(
            Problem("override", f"Enter why the outcome is not {proposed.lower()}, as the points give")
        )
    if given.late_reason == OWN_WORDS and not (cleaned(given.late_details) or view.value("late_details")):
        problems.append(Problem("late_details", "Enter why it was late"))
    problems += problems_with_answer(office, view, given.outcome)
    if problems:
        raise ProblemsError(problems)
    return given


def _check_outcome(office: Office, view: CaseView, answer: Answer) -> None:
    offered = {entry.code for entry in office.vocabulary.offered("outcomes", view.kind)}
    if not answer.outcome:
        raise ProblemsError([Problem("outcome", "Choose the outcome")])
    if answer.outcome not in offered:
        label = office.vocabulary.label("outcomes", answer.outcome)
        raise ProblemsError(
            [Problem("outcome", f"{label} is not an outcome of a case of the type {view.kind.label}")]
        )


def _may_close(view: CaseView, answer: Answer, *, is_late: bool) -> bool:
    missing = missing_for_close(view, answer, is_late=is_late)
    if missing and answer.must_close:
        raise ProblemsError(list(missing))
    return not missing


def _outcome(answer: Answer) -> dict[str, Value]:
    return {"outcome": answer.outcome, "outcome_reason": cleaned(answer.reason)}


def _late(answer: Answer) -> dict[str, Value]:
    """Why the stage was late: kept with it too, since a case may be late more than once."""
    return _given(late_reason=answer.late_reason, late_details=answer.late_details)


def _case_values(view: CaseView, answer: Answer, day: date, *, is_complete: bool) -> dict[str, Value]:
    withdrawn = answer.outcome == "withdrawn"
    closed = Status.WITHDRAWN if withdrawn else Status.CLOSED
    values: dict[str, Value] = {
        "status": (closed if is_complete else Status.ANSWERED).value,
        "closed_on": day.isoformat() if is_complete else None,
        **_outcome(answer),
        **_given(
            theme=answer.theme,
            root_cause=answer.root_cause,
            late_reason=answer.late_reason,
            late_details=answer.late_details,
            no_action_reason=answer.no_action,
        ),
    }
    if answer.other_themes is not None:
        main = answer.theme or view.value("theme")
        values["other_themes"] = [code for code in answer.other_themes if code != main]
    if needs_override(view, answer.outcome):
        values |= _given(outcome_overridden=answer.override)
    elif view.value("outcome_overridden"):
        values["outcome_overridden"] = ""
    return values


def _given(**texts: str) -> dict[str, Value]:
    """The texts that say something, cleaned."""
    return {name: cleaned(text) for name, text in texts.items() if cleaned(text)}


def _end_stop(view: CaseView, edits: CaseEdits, day: date) -> list[Mapping[str, Value]]:
    """End the stop that is running with the answer, and return the stops of the stage as they are then.

    A decision to wait for other proceedings is over with it too.
    """
    for decision in view.of_stage("decision", view.stage.id if view.stage else ""):
        if decision.doc.get("kind") == "concurrent" and not decision.doc.get("ended_on"):
            edits.set(decision, ended_on=day.isoformat())
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


def _in_time(due: str | None, day: date) -> str:
    if not due:
        return ""
    limit = date.fromisoformat(due)
    return f", on time (due {long_date(limit)})" if day <= limit else f", late (was due {long_date(limit)})"
