"""Actions that follow from a complaint: their kinds, and how each stands. Source: rule book LGO-7, LGO-8, section 8."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.fold import EntityState
from caseworker.domain.working_days import Calendar

Doc = Mapping[str, Value]

SAFEGUARDING, ACTION, REMEDY, RECOMMENDATION, REMINDER = (
    "safeguarding", "action", "remedy", "recommendation", "reminder",
)  # fmt: skip
FOLLOWS = (ACTION, REMEDY, RECOMMENDATION)
"""The kinds that put something right: one of them must follow what was upheld, or a reason why none does."""
NOT_FOLLOWING = (SAFEGUARDING, REMINDER)


class TaskState(StrEnum):
    """How an action stands today."""

    TO_DO = "to_do"
    DUE_SOON = "due_soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (TaskState.DONE, TaskState.DONE_LATE)


def done_on(doc: Doc) -> str:
    """Return the day (ISO) an action was done, else the day the Ombudsman was satisfied; "" for neither."""
    return str(doc.get("done_on") or doc.get("satisfied_on") or "")


def task_state(doc: Doc, today: date, soon_on: date) -> TaskState:
    """Return how an action stands; one that is due today is not late.

    Args:
        soon_on: until then an action is due soon (the third working day from today).
    """
    due, done = str(doc.get("due_on") or ""), done_on(doc)
    if done:
        return TaskState.DONE_LATE if due and done > due else TaskState.DONE
    if not due:
        return TaskState.TO_DO
    if due < today.isoformat():
        return TaskState.LATE
    return TaskState.DUE_SOON if due <= soon_on.isoformat() else TaskState.TO_DO


def state_words(doc: Doc, state: TaskState, today: date, calendar: Calendar) -> str:
    """Return the state in words: "To do", "Due soon", "Late by 3 working days", "Done", "Done late"."""
    if state is TaskState.LATE:
        due = date.fromisoformat(str(doc["due_on"]))
        if not calendar.covers(due):
            return "Late"
        days = calendar.between(due, today)
        return f"Late by {count_of(days, 'working day')}" if days else "Late"
    return state.value.replace("_", " ").capitalize()


def puts_right(doc: Doc) -> bool:
    """Return whether an action puts something right: any but a reminder or telling safeguarding."""
    return doc.get("kind") not in NOT_FOLLOWING


def steps_to_do(view: CaseView, stage_id: str = "") -> tuple[EntityState, ...]:
    """Return the reminders of the steps of a stage that are not done; of the stage the case is in unless named."""
    mine = stage_id or (view.stage.id if view.stage else "")
    return tuple(
        task
        for task in view.tasks
        if task.doc.get("stage_id") == mine and task.doc.get("step") and not task.doc.get("done_on")
    )
