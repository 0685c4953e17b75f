"""Let the clock of a case go on, and say when the answer is due now."""

from __future__ import annotations

from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.stage_clocks import recounted, running_stage
from caseworker.actions.stops import case_without, last_day, running_stops, still_stopped
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
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
        first = next(iter(running_stops(view, stage.id)), None)
        if first is None:
            raise RuleError("The clock of this case is not stopped.")
        over = running_stops(view, stage.id, str(first.doc["kind"]))
        stopped = date.fromisoformat(first.doc["from_on"])
        day = happened_on(office, on, stopped, "to_on", "Date the clock goes on", since="the day it stopped")
        edits = CaseEdits(view, office.ids)
        for pause in over:
            edits.set(pause, to_on=last_day(pause, day))
        happened = _end_suspension(view, edits, day) if first.doc.get("kind") == PauseKind.CONCURRENT else {}
        stops = [{**p.doc, "to_on": last_day(p, day)} if p in over else p.doc for p in mine]
        fields = recounted(office, view.kind, stage, stops, **happened)
        edits.set(stage, **fields)
        edits.set(view.case, **case_without(view, stage.id, over))
        due = date_in_force({**stage.doc, **fields})
        still = still_stopped(view, stage.id, over)
        goes = (
            f"One stop of the clock of {reference} is over."
            if still
            else f"The clock of {reference} goes on."
        )
        told = f"The answer is due {long_date(date.fromisoformat(due))}." if due and not still else still
        text = f"{goes} {told}".strip()
        return [edits.draft("clock.resumed")]

    written = office.save(make, stamp=stamp)
    return office.changed(text, written, reference)


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
