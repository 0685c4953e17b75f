"""Let the clock of a case go on, and say when the answer is due now."""

from __future__ import annotations

from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.stage_clocks import recounted, running_stage
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.kinds import Status
from caseworker.domain.pauses import PauseKind
from caseworker.domain.stages import date_in_force
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction


def resume_clock(office: Office, case_id: str, on: date | None, *, stamp: str = "") -> Changed:
    """End the stop: `on` is the day the answer, fee, proof or advocate came.

    Raises:
        ProblemsError: the day is missing or cannot be.
        RuleError: the clock does not stand still, or the case is not open.
    """
    office.require("clock")
    text = reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal text, reference
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active:
            raise RuleError("Only the clock of an open case can go on.")
        stage = running_stage(view.stage)
        mine = [p for p in view.pauses if p.doc.get("stage_id") == stage.id]
        pause = next((p for p in mine if not p.doc.get("to_on")), None)
        if pause is None:
            raise RuleError("The clock of this case is not stopped.")
        stopped = date.fromisoformat(pause.doc["from_on"])
        day = happened_on(office, on, stopped, "to_on", "Date the clock goes on", since="the day it stopped")
        ended = {**pause.doc, "to_on": day.isoformat()}
        edits = CaseEdits(view, office.ids)
        edits.set(pause, to_on=day.isoformat())
        happened = _end_suspension(view, edits, day) if pause.doc.get("kind") == PauseKind.CONCURRENT else {}
        fields = recounted(
            office, view.kind, stage, [ended if p is pause else p.doc for p in mine], **happened
        )
        edits.set(stage, **fields)
        edits.set(view.case, status=Status.OPEN.value, waiting_for="")
        due = date_in_force({**stage.doc, **fields})
        text = f" The answer is due {long_date(date.fromisoformat(due))}." if due else ""
        return [edits.draft("clock.resumed")]

    written = office.save(make, stamp=stamp)
    return office.changed(f"The clock of {reference} goes on.{text}", written, reference)


def _end_suspension(view: CaseView, edits: CaseEdits, day: date) -> dict[str, Value]:
    """End the decision to wait for other proceedings, and return the day the stage was taken up again."""
    waiting = [
        d
        for d in view.of_kind("decision")
        if d.doc.get("kind") == "concurrent"
        and d.doc.get("stage_id") == (view.stage.id if view.stage else "")
        and not d.doc.get("ended_on")
    ]
    for decision in waiting:
        edits.set(decision, ended_on=day.isoformat())
    return {"resumed_on": day.isoformat()} if waiting else {}
