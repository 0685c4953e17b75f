"""Stop the clock of a case, for the reasons the law gives and no other."""

from __future__ import annotations

from datetime import date

from caseworker.actions.acknowledge import happened_on, since_stage
from caseworker.actions.stage_clocks import running_stage, stopped
from caseworker.actions.stops import WAITING
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Procedure, Status
from caseworker.domain.pauses import PauseKind, pauses_allowed
from caseworker.domain.stages import date_in_force
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


def pause_clock(
    office: Office,
    case_id: str,
    kind: PauseKind | None,
    from_on: date | None,
    reason: str = "",
    *,
    to_on: date | None = None,
    stamp: str = "",
) -> Changed:
    """Stop the clock of the current stage from a day on.

    Args:
        to_on: the day it went on, where the stop is over already and only recorded now.

    Raises:
        ProblemsError: kind or day missing, or the day cannot be.
        RuleError: this procedure has no such stop, the clock stands still already, or the answer was due before.
    """
    office.require("clock")
    if kind is None:
        raise ProblemsError([Problem("kind", "Choose why the clock stops")])
    words = cleaned(reason)
    if kind is PauseKind.CONCURRENT and not words:
        raise ProblemsError([Problem("reason", "Enter which proceedings would be prejudiced, and how")])
    reference = text = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, text
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active:
            raise RuleError("Only the clock of an open case can be stopped.")
        stage = running_stage(view.stage)
        if kind not in pauses_allowed(Procedure(stage.doc["procedure"])):
            raise RuleError(
                f"{kind.label}: the rules for this kind of case do not stop the clock for that.", field="kind"
            )
        if view.row.paused_since:
            raise RuleError(f"The clock stands still already, since {long_date(view.row.paused_since)}.")
        since, what = since_stage(view)
        day = happened_on(office, from_on, since, "from_on", "Date the clock stopped", since=what)
        edits = CaseEdits(view, office.ids)
        pause = {"stage_id": stage.id, "kind": kind.value, "from_on": day.isoformat(), "reason": words}
        if to_on is not None:
            ended = happened_on(
                office, to_on, day, "to_on", "Date the clock went on", since="the day it stopped"
            )
            pause["to_on"] = ended.isoformat()
        edits.add("pause", **pause)
        mine = [p.doc for p in view.pauses if p.doc.get("stage_id") == stage.id]
        fields = stopped(office, view.kind, stage, mine, pause)
        edits.set(stage, **fields)
        if to_on is None:
            edits.set(view.case, status=Status.PAUSED.value, waiting_for=WAITING.get(kind.value, "person"))
            text = f"The clock of {reference} stands still. {kind.sentence}"
        else:
            due = date_in_force({**stage.doc, **fields})
            text = f"The clock of {reference} stood still from {long_date(day)} to {long_date(to_on)}."
            text += f" The answer is due {long_date(date.fromisoformat(due))}." if due else ""
        return [edits.draft("clock.paused", words)]

    written = office.save(make, stamp=stamp)
    return office.changed(text, written, reference)
