"""Record that a case was acknowledged; under the Complaint Handling Code the answer's clock counts from it."""

from __future__ import annotations

from datetime import date

from caseworker.actions.stage_clocks import recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.stages import date_in_force
from caseworker.domain.tasks import steps_to_do
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


def acknowledge(
    office: Office, case_id: str, on: date | None, how: str = "Letter", *, stamp: str = ""
) -> Changed:
    """Record the day and the way the acknowledgement was sent.

    Raises:
        ProblemsError: the day is missing, in the future or before the case was received.
        RuleError: the case is not open, or was acknowledged before.
    """
    office.require("clock")
    text = ""
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal text, reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        text = write_acknowledgement(office, view, edits, on, how)
        return [edits.draft("case.acknowledged")]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference} was acknowledged.{text}", written, reference)


def write_acknowledgement(office: Office, view: CaseView, edits: CaseEdits, on: date | None, how: str) -> str:
    """Write that the stage a case is in was acknowledged. Return when the answer is due, in words.

    Raises:
        ProblemsError: the day is missing, in the future or before the stage began.
        RuleError: the case is not open, or was acknowledged before.
    """
    if not view.status.is_active or view.stage is None:
        raise RuleError("Only an open case can be acknowledged. Reopen it first.")
    if view.stage.doc.get("acknowledged_on"):
        raise RuleError("This case was acknowledged already. Undo that first if it is wrong.")
    since, what = since_stage(view)
    day = happened_on(office, on, since, "acknowledged_on", "Date acknowledged", since=what)
    pauses = [p.doc for p in view.pauses if p.doc.get("stage_id") == view.stage.id]
    happened = {"acknowledged_on": day.isoformat(), "acknowledged_how": cleaned(how)}
    fields = recounted(office, view.kind, view.stage, pauses, **happened)
    edits.set(view.stage, **fields)
    for task in steps_to_do(view):
        if task.doc["step"] == "case.acknowledged":
            edits.set(task, done_on=day.isoformat())
    due = date_in_force({**view.stage.doc, **fields})
    return f" The answer is due {long_date(date.fromisoformat(due))}." if due else ""


def since_stage(view: CaseView) -> tuple[date, str]:
    """Return the first day on which anything can have happened to the stage the case is in, and what day that is."""
    began = str(view.stage.doc.get("started_on") or "") if view.stage and len(view.stages) > 1 else ""
    if began and began > view.row.received_on.isoformat():
        return date.fromisoformat(began), "the day the stage began"
    return view.row.received_on, "the day received"


def happened_on(
    office: Office,
    on: date | None,
    received_on: date,
    field: str,
    label: str,
    *,
    since: str = "the day received",
) -> date:
    """Return the day something happened to a case, or say what is wrong with it (ProblemsError)."""
    if on is None:
        raise ProblemsError([Problem(field, f"Enter the {label[0].lower()}{label[1:]}")])
    if on > office.clock.today():
        raise ProblemsError([Problem(field, f"{label} must be today or in the past")])
    if on < received_on:
        raise ProblemsError(
            [Problem(field, f"{label} must be on or after {since}, {long_date(received_on)}")]
        )
    return on
