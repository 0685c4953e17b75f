"""Record what was done about a remedy or recommendation, with its proof (LGO-8)."""

from __future__ import annotations

from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.ombudsman import remedies_of, was_late
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


def open_remedies(view: CaseView) -> tuple[EntityState, ...]:
    """Return the remedies and recommendations whose proof is not recorded, the first due first."""
    return tuple(task for task in remedies_of(view.tasks) if not task.doc.get("done_on"))


def prove_remedy(
    office: Office, case_id: str, task_id: str, done_on: date | None, evidence: str, *, stamp: str = ""
) -> Changed:
    """Record that a remedy was done, and what proves it.

    Raises:
        ProblemsError: entries to mend.
        RuleError: it is recorded already, or no longer part of the case.
    """
    office.require("move")
    words = cleaned(evidence)
    problems = []
    if done_on is None:
        problems.append(Problem("done_on", "Enter the date it was done"))
    elif done_on > office.clock.today():
        problems.append(Problem("done_on", "Date done must be today or in the past"))
    if not words:
        problems.append(Problem("evidence", "Enter what proves it, such as the letter or the payment advice"))
    if len(words) > LONGEST:
        problems.append(Problem("evidence", f"Proof must be {LONGEST:,} characters or fewer"))
    if problems or done_on is None:
        raise ProblemsError(problems)
    reference = text = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, text
        view = transaction.case(case_id)
        reference = view.reference
        task = next((each for each in remedies_of(view.tasks) if each.id == task_id), None)
        if task is None:
            raise RuleError("This remedy is no longer part of the case. Open the case again.", field="task")
        if task.doc.get("done_on"):
            raise RuleError("The proof of this remedy was recorded already.", field="task")
        edits = CaseEdits(view, office.ids)
        edits.set(task, done_on=done_on.isoformat(), evidence=words)
        text = _in_time({**task.doc, "done_on": done_on.isoformat()}, done_on)
        return [edits.draft("remedy.proved")]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference}: the remedy was done{text}.", written, reference)


def _in_time(task: dict[str, object], done_on: date) -> str:
    if not task.get("due_on"):
        return ""
    due = long_date(date.fromisoformat(str(task["due_on"])))
    return f", late (was due {due})" if was_late(task, done_on) else f" in time (due {due})"
