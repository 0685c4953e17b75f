"""A complaint with points, actions and compensation, for the tests of the screens that show them."""

from __future__ import annotations

from datetime import date

from caseworker.actions.look_up import open_case
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.tasks import NewTask, add_task
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

POINTS = ("No visit since June", "Calls are not returned", "The plan was not shared with the school")


def complaint_with_points(office: Office) -> str:
    """Log a complaint with three points, the first of them upheld. Return its id."""
    case_id = log_complaint(office).case_id
    add_points(office, case_id, POINTS)
    view = open_case(office, case_id)
    change_point(office, view, points_of(view)[0].id, {"finding": "upheld", "reason": "Nobody came."})
    return case_id


def with_actions(office: Office, case_id: str) -> str:
    """Add a late remedy, an action that is due soon, and a payment. Return the case's id."""
    point_id = points_of(open_case(office, case_id))[0].id
    late = NewTask(
        "Write an apology", "remedy", due_on=date(2025, 10, 10), point_id=point_id, remedy_type="Apology"
    )
    add_task(office, case_id, late)
    add_task(office, case_id, NewTask("Visit every week", due_on=date(2025, 10, 17), owner=office.person.id))
    record_payment(office, case_id, Payment("distress", "150.50", agreed_on=TODAY, payee="Siân O’Brien"))
    return case_id
