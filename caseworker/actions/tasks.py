"""Actions that follow from a complaint: add, change, done with proof, accepted by the Ombudsman, learning.

Source: rule book LGO-7, LGO-8 (remedy record: action, type, owner, due, evidence, satisfied, late); Complaint Handling
Code 6.6 (what is outstanding after the answer is tracked).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.stale import refuse_stale, thing_with_id
from caseworker.actions.task_source import source_words, stage_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, Value
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Status
from caseworker.domain.tasks import done_on
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

_LISTS = {
    "kind": "task_kinds",
    "service": "services",
    "remedy_type": "remedies",
    "theme": "learning_themes",
}
_CHANGED_BY_HAND = (
    "kind", "what", "owner", "due_on", "service", "remedy_type", "point_id", "agreed_on", "theme", "learning",
    "may_publish", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewTask:
    """An action as it is entered.

    Attributes:
        kind: code of the list "task_kinds".
        point_id: the point of complaint it follows from, "" for the case as a whole.
        owner: id of somebody on the staff list, or "".
    """

    what: str
    kind: str = "action"
    owner: str = ""
    service: str = ""
    due_on: date | None = None
    agreed_on: date | None = None
    remedy_type: str = ""
    point_id: str = ""
    theme: str = ""
    learning: str = ""
    may_publish: bool = False


@dataclass(frozen=True, slots=True)
class TaskRef:
    """One action among all cases."""

    case_id: str
    task_id: str


def add_task(office: Office, case_id: str, task: NewTask, *, stamp: str = "") -> Changed:
    """Add an action to a case, at the stage it is in or that of the point it follows from.

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is void, or the point is no longer part of it.
    """
    office.require("edit")
    values = _kept(
        {
            "kind": task.kind, "what": task.what, "owner": task.owner, "service": task.service,
            "due_on": task.due_on, "agreed_on": task.agreed_on, "remedy_type": task.remedy_type,
            "theme": task.theme, "learning": task.learning, "may_publish": task.may_publish,
            "point_id": task.point_id,
        }
    )  # fmt: skip
    _check(office, values)

    def make(view: CaseView, edits: CaseEdits) -> str:
        edits.add(
            "task",
            **values,
            stage_id=stage_of(view, task.point_id),
            arising_from=source_words(view, task.point_id),
        )
        return "action.added"

    written, reference = _save(office, case_id, make, stamp=stamp)
    due = f", due {long_date(task.due_on)}" if task.due_on else ""
    return office.changed(f"Action added to {reference}{due}.", written, reference)


def change_task(office: Office, seen: CaseView, task_id: str, values: Mapping[str, Any]) -> Changed:
    """Change an action: its words, owner, service, day, remedy, proof, or what was learnt.

    Args:
        seen: the case as the person was looking at it (S3).

    Raises:
        ProblemsError: entries to mend.
        RuleError: a value was changed meanwhile by somebody else.
    """
    office.require("edit")
    unknown = set(values) - set(_CHANGED_BY_HAND)
    if unknown:
        raise RuleError(f"{', '.join(sorted(unknown))} of an action is not changed by hand.")
    stale = thing_with_id(seen.tasks, task_id)
    tidy = {
        name: value for name, value in _kept(values).items() if (stale.doc.get(name) or "") != (value or "")
    }
    _check(office, tidy)

    def make(view: CaseView, edits: CaseEdits) -> str:
        task = thing_with_id(view.tasks, task_id)
        refuse_stale(stale, task, tidy)
        if tidy.get("point_id"):
            thing_with_id(view.of_kind("point"), str(tidy["point_id"]))
            edits.set(task, **tidy, arising_from=source_words(view, str(tidy["point_id"])))
        else:
            edits.set(task, **tidy)
        return "action.changed"

    written, reference = _save(office, seen.case_id, make)
    if not written:
        return office.changed("Nothing was different, so nothing was changed.", written, reference)
    return office.changed(f"The action in {reference} was changed.", written, reference)


def finish_tasks(office: Office, tasks: Sequence[TaskRef], on: date | None, evidence: str = "") -> Changed:
    """Record actions as done on a day, with one piece of proof for all; one Undo takes all of it back.

    Actions that were done already are left as they are.

    Raises:
        ProblemsError: the day is missing or to come, or a remedy or recommendation has no proof (LGO-8).
    """
    office.require("edit")
    day, proof = _past(office, on, "done_on", "Date done"), cleaned(evidence)
    references: list[str] = []

    def one(task: EntityState) -> dict[str, Value]:
        if done_on(task.doc) and task.doc.get("done_on"):
            return {}
        if task.doc.get("kind") in ("remedy", "recommendation") and not (proof or task.doc.get("evidence")):
            raise ProblemsError([Problem("evidence", "Enter what proves that the remedy was carried out")])
        return {"done_on": day.isoformat(), **({"evidence": proof} if proof else {})}

    written = _save_many(office, tasks, one, "action.done", references)
    if not written:
        return office.changed("These actions were done already.", written)
    verb = "is" if len(references) == 1 else "are"
    words = f"{count_of(len(references), 'action')} in {_where(references)} {verb} done."
    return office.changed(words, written, references[0] if len(set(references)) == 1 else "")


def undo_done(office: Office, tasks: Sequence[TaskRef]) -> Changed:
    """Say of actions that were marked as done by mistake that they are to be done; what was entered as proof stays.

    Actions that are not done are left as they are. One Undo takes all of it back.
    """
    office.require("edit")
    references: list[str] = []

    def one(task: EntityState) -> dict[str, Value]:
        return {"done_on": None, "satisfied_on": None} if done_on(task.doc) else {}

    written = _save_many(office, tasks, one, "action.reopened", references)
    if not written:
        return office.changed("These actions are still to be done.", written)
    verb = "is" if len(references) == 1 else "are"
    words = f"{count_of(len(references), 'action')} in {_where(references)} {verb} not done after all."
    return office.changed(words, written, references[0] if len(set(references)) == 1 else "")


def satisfy_task(office: Office, case_id: str, task_id: str, on: date | None) -> Changed:
    """Record the day on which the Ombudsman accepted that a remedy was carried out (LGO-8).

    Raises:
        ProblemsError: the day is missing or to come.
        RuleError: the action is not a remedy or recommendation, or is not done yet.
    """
    office.require("edit")
    day = _past(office, on, "satisfied_on", "Date accepted")

    def make(view: CaseView, edits: CaseEdits) -> str:
        task = thing_with_id(view.tasks, task_id)
        if not task.doc.get("done_on"):
            raise RuleError("Record first that the action was done, with its proof.")
        if day.isoformat() < str(task.doc["done_on"]):
            raise ProblemsError(
                [Problem("satisfied_on", "Date accepted must be on or after the day it was done")]
            )
        edits.set(task, satisfied_on=day.isoformat())
        return "action.satisfied"

    written, reference = _save(office, case_id, make)
    return office.changed(f"The remedy in {reference} was accepted.", written, reference)


def remove_task(office: Office, case_id: str, task_id: str) -> Changed:
    """Remove an action. Undo brings it back."""
    office.require("edit")

    def make(view: CaseView, edits: CaseEdits) -> str:
        edits.set(thing_with_id(view.tasks, task_id), voided=True)
        return "action.removed"

    written, reference = _save(office, case_id, make)
    return office.changed(f"The action was removed from {reference}.", written, reference)


def _where(references: Sequence[str]) -> str:
    """The case, or how many cases."""
    return references[0] if len(set(references)) == 1 else count_of(len(set(references)), "case")


def _kept(values: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in values.items():
        if isinstance(value, date):
            value = value.isoformat()
        found[name] = cleaned(value) if isinstance(value, str) else value
    return found


def _check(office: Office, values: Mapping[str, Any]) -> None:
    problems = []
    if "what" in values and not values["what"]:
        problems.append(Problem("what", "Enter what is to be done"))
    for name in ("what", "learning", "evidence"):
        if len(str(values.get(name) or "")) > LONGEST:
            problems.append(Problem(name, f"Text must be {LONGEST:,} characters or fewer"))
    for name, listed in _LISTS.items():
        if values.get(name) and not office.vocabulary.has(listed, str(values[name])):
            problems.append(Problem(name, "Choose an entry of the list"))
    if values.get("may_publish") and "learning" in values and not values["learning"]:
        problems.append(Problem("learning", "Enter what was learnt, so that it can be published"))
    if problems:
        raise ProblemsError(problems)


def _past(office: Office, on: date | None, field: str, label: str) -> date:
    if on is None:
        raise ProblemsError([Problem(field, f"Enter the {label[:1].lower()}{label[1:]}")])
    if on > office.clock.today():
        raise ProblemsError([Problem(field, f"{label} must be today or in the past")])
    return on


def _save(
    office: Office, case_id: str, make: Callable[[CaseView, CaseEdits], str], *, stamp: str = ""
) -> tuple[list[Changeset], str]:
    reference = ""

    def drafts(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = _not_void(transaction.case(case_id))
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        kind = make(view, edits)
        return [edits.draft(kind)] if edits else []

    return office.save(drafts, stamp=stamp), reference


def _save_many(
    office: Office,
    tasks: Sequence[TaskRef],
    one: Callable[[EntityState], dict[str, Value]],
    kind: str,
    references: list[str],
) -> list[Changeset]:
    def drafts(transaction: Transaction) -> list[Draft]:
        found = []
        for case_id in dict.fromkeys(task.case_id for task in tasks):
            view = _not_void(transaction.case(case_id))
            edits = CaseEdits(view, office.ids)
            for task_id in dict.fromkeys(t.task_id for t in tasks if t.case_id == case_id):
                task = thing_with_id(view.tasks, task_id)
                values = one(task)
                if values:
                    edits.set(task, **values)
                    references.append(view.reference)
            if edits:
                found.append(edits.draft(kind))
        return found

    return office.save(drafts)


def _not_void(view: CaseView) -> CaseView:
    if view.status is Status.VOID:
        raise RuleError("This case is void, so its actions are left as they are.")
    return view
