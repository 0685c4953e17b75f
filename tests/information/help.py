"""What the tests of information cases share: a request logged on a day, its steps, the office on another day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from caseworker.actions.log import Logged, log_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.intake import Intake
from caseworker.domain.kinds import Kind
from caseworker.office import Office


def on_day(office: Office, day: date) -> Office:
    """Let the office's clock stand at another day."""
    office.clock = type(office.clock)(day, lambda: datetime(day.year, day.month, day.day, 11, tzinfo=UTC))
    return office


def request(office: Office, kind: Kind, received_on: date, **more: Any) -> str:
    """Log a request of that day, on that day, and return its id."""
    on_day(office, received_on)
    values: dict[str, Any] = {
        "full_name": "Tom Clarke",
        "email": "tom@example.org",
        "summary": "How many children waited more than a year for a placement?",
        "owner_id": office.person.id,
        **(
            {"service": "Quality Assurance", "theme": "Communication"} if kind is Kind.DATA_PROTECTION else {}
        ),
        **more,
    }
    logged: Logged = log_case(office, Intake(kind=kind, received_on=received_on, **values))
    return logged.case_id


def step(office: Office, case_id: str, code: str, /, **values: Any) -> Changed:
    """Record a step."""
    return make_move(office, case_id, code, values)


def view_of(office: Office, case_id: str) -> CaseView:
    """The case as it is now."""
    return open_case(office, case_id)


def due(office: Office, case_id: str, clock: str = "") -> date | None:
    """When the answer is due, or what another clock names."""
    view = view_of(office, case_id)
    if not clock:
        return view.row.due_on
    assert view.stage is not None
    found = view.stage.doc["clocks"].get(clock, {}).get("due_on")
    return date.fromisoformat(found) if found else None


def second_person(office: Office) -> None:
    """Ali Demir sits down at the keyboard."""
    office.person = next(p for p in office.staff.values() if p.full_name == "Ali Demir")


def staff_id(office: Office, name: str) -> str:
    """The id of somebody on the staff list."""
    return next(p.id for p in office.staff.values() if p.full_name == name)
