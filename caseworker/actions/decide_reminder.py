"""The reminder to decide the type of a case that was logged without one (interface rule S2)."""

from __future__ import annotations

from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.changes import EntityChange
from caseworker.domain.editing import CaseEdits, new_entity
from caseworker.domain.fold import EntityState
from caseworker.office import Office

DECIDE = "Decide the type"
WORKING_DAYS = 2


def reminder_to_decide(office: Office, owner_id: str) -> EntityChange:
    """Return the reminder a case without a type is logged with, due in two working days."""
    due = office.calendar.add(office.clock.today(), WORKING_DAYS)
    return new_entity(
        office.ids.new(), "task", kind="reminder", what=DECIDE, owner=owner_id, due_on=due.isoformat()
    )


def open_reminder(view: CaseView) -> EntityState | None:
    """Return the reminder that is not done yet, if any."""
    return next((t for t in view.tasks if t.doc.get("what") == DECIDE and not t.doc.get("done_on")), None)


def decide_by(office: Office, view: CaseView) -> date:
    """Return the day by which the type is to be decided: that of the reminder, else two working days after receipt."""
    task = open_reminder(view)
    if task is not None and task.doc.get("due_on"):
        return date.fromisoformat(str(task.doc["due_on"]))
    return office.calendar.add(view.row.received_on, WORKING_DAYS)


def finish_reminder(view: CaseView, edits: CaseEdits, today: date) -> None:
    """The type is decided: the reminder is done."""
    task = open_reminder(view)
    if task is not None:
        edits.set(task, done_on=today.isoformat())
