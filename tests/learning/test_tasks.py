"""Actions that follow from a complaint, and compensation: each act with its proof and its undo."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.look_up import open_case
from caseworker.actions.payments import Payment, change_payment, record_payment, remove_payment
from caseworker.actions.points import add_points, points_of
from caseworker.actions.task_source import arising_words, points_to_follow
from caseworker.actions.tasks import (
    NewTask,
    TaskRef,
    add_task,
    change_task,
    finish_tasks,
    remove_task,
    satisfy_task,
    undo_done,
)
from caseworker.actions.undo import undo
from caseworker.domain.fold import EntityState
from caseworker.domain.tasks import TaskState, state_words, task_state
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

REMEDY = NewTask(
    "Write an apology",
    "remedy",
    service="Corporate Parenting",
    due_on=date(2025, 10, 17),
    remedy_type="Apology",
)


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def task_of(office: Office, case_id: str) -> EntityState:
    return open_case(office, case_id).tasks[-1]


def test_an_action_follows_from_a_point_and_says_so(office: Office, case_id: str) -> None:
    add_points(office, case_id, ["No visits", "No calls"])
    view = open_case(office, case_id)
    assert [words for _id, words in points_to_follow(view)] == ["1. No visits", "2. No calls"]
    changed = add_task(office, case_id, NewTask("Visit weekly", point_id=points_of(view)[1].id))
    assert changed.message == "Action added to CYP-2025-0001."
    task = task_of(office, case_id)
    assert task.doc["arising_from"] == "Stage 1, point 2"
    assert arising_words(open_case(office, case_id), task.doc) == "Point 2, stage 1"
    undo(office, changed.group_id)
    assert open_case(office, case_id).tasks == ()


def test_what_cannot_be_is_told_at_its_field(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError) as told:
        add_task(office, case_id, NewTask(" ", kind="wish", service="Nobody", may_publish=True))
    assert [p.field for p in told.value.problems] == ["what", "kind", "service", "learning"]
    with pytest.raises(RuleError, match="no longer part"):
        add_task(office, case_id, NewTask("Visit", point_id="gone"))


def test_an_action_is_changed_by_two_people_without_loss(office: Office, case_id: str) -> None:
    add_task(office, case_id, REMEDY)
    seen, task = open_case(office, case_id), task_of(office, case_id)
    change_task(
        office, seen, task.id, {"due_on": date(2025, 10, 20), "learning": "Visits are checked monthly."}
    )
    with pytest.raises(RuleError, match="was changed meanwhile"):
        change_task(office, seen, task.id, {"due_on": date(2025, 10, 21)})
    assert task_of(office, case_id).doc["due_on"] == "2025-10-20"
    assert change_task(office, open_case(office, case_id), task.id, {"what": REMEDY.what}).group_id == ""
    with pytest.raises(RuleError, match="not changed by hand"):
        change_task(office, seen, task.id, {"done_on": TODAY})


def test_a_remedy_is_done_with_proof_and_accepted_afterwards(office: Office, case_id: str) -> None:
    add_task(office, case_id, REMEDY)
    ref = TaskRef(case_id, task_of(office, case_id).id)
    with pytest.raises(RuleError, match="Record first that the action was done"):
        satisfy_task(office, case_id, ref.task_id, TODAY)
    with pytest.raises(ProblemsError, match="what proves"):
        finish_tasks(office, [ref], TODAY)
    with pytest.raises(ProblemsError, match="today or in the past"):
        finish_tasks(office, [ref], date(2025, 10, 16), "Letter")
    changed = finish_tasks(office, [ref], TODAY, "Letter of 15 October")
    assert changed.message == "1 action in CYP-2025-0001 is done."
    assert finish_tasks(office, [ref], TODAY, "Again").group_id == ""
    with pytest.raises(ProblemsError, match="on or after"):
        satisfy_task(office, case_id, ref.task_id, date(2025, 10, 14))
    satisfy_task(office, case_id, ref.task_id, TODAY)
    assert task_of(office, case_id).doc["satisfied_on"] == TODAY.isoformat()
    again = undo_done(office, [ref])
    assert again.message == "1 action in CYP-2025-0001 is not done after all."
    doc = task_of(office, case_id).doc
    assert (doc["done_on"], doc["satisfied_on"], doc["evidence"]) == (None, None, "Letter of 15 October")
    assert undo_done(office, [ref]).message == "These actions are still to be done."
    undo(office, again.group_id)
    assert task_of(office, case_id).doc["satisfied_on"] == TODAY.isoformat()


def test_many_actions_are_done_in_one_act_and_undone_in_one(office: Office, case_id: str) -> None:
    other = log_complaint(office).case_id
    for each in (case_id, case_id, other):
        add_task(office, each, REMEDY)
    refs = [TaskRef(each, task.id) for each in (case_id, other) for task in open_case(office, each).tasks]
    changed = finish_tasks(office, refs, TODAY, "Minutes of 14 October")
    assert changed.message == "3 actions in 2 cases are done."
    assert all(task.doc["done_on"] for each in (case_id, other) for task in open_case(office, each).tasks)
    undo(office, changed.group_id)
    assert not any(
        task.doc.get("done_on") for each in (case_id, other) for task in open_case(office, each).tasks
    )


def test_a_removed_action_comes_back_by_undo(office: Office, case_id: str) -> None:
    add_task(office, case_id, REMEDY)
    removed = remove_task(office, case_id, task_of(office, case_id).id)
    assert open_case(office, case_id).tasks == ()
    undo(office, removed.group_id)
    assert len(open_case(office, case_id).tasks) == 1


@pytest.mark.parametrize(
    ("doc", "state", "words"),
    [
        ({}, TaskState.TO_DO, "To do"),
        ({"due_on": "2025-10-21"}, TaskState.TO_DO, "To do"),
        ({"due_on": "2025-10-20"}, TaskState.DUE_SOON, "Due soon"),
        ({"due_on": "2025-10-15"}, TaskState.DUE_SOON, "Due soon"),
        ({"due_on": "2025-10-14"}, TaskState.LATE, "Late by 1 working day"),
        ({"due_on": "2025-10-10"}, TaskState.LATE, "Late by 3 working days"),
        ({"due_on": "1990-01-01"}, TaskState.LATE, "Late"),
        ({"due_on": "2025-10-10", "done_on": "2025-10-10"}, TaskState.DONE, "Done"),
        ({"due_on": "2025-10-10", "done_on": "2025-10-11"}, TaskState.DONE_LATE, "Done late"),
        ({"done_on": "2025-10-11"}, TaskState.DONE, "Done"),
        ({"due_on": "2025-10-10", "satisfied_on": "2025-10-09"}, TaskState.DONE, "Done"),
    ],
)
def test_how_an_action_stands_is_computed(
    office: Office, doc: dict[str, str], state: TaskState, words: str
) -> None:
    found = task_state(doc, TODAY, office.soon_on())
    assert (found, state_words(doc, found, TODAY, office.calendar)) == (state, words)


def test_compensation_is_kept_exactly_and_shown_in_pounds(office: Office, case_id: str) -> None:
    changed = record_payment(
        office, case_id, Payment("distress", "£1,155.50", agreed_on=TODAY, payee="Siân O’Brien")
    )
    assert changed.message == "£1,155.50 recorded in CYP-2025-0001."
    view = open_case(office, case_id)
    (payment,) = view.of_kind("payment")
    assert payment.doc["amount_pounds"] == "1155.50"
    assert "Amount: £1,155.50" in view.timeline[0].text
    again = Payment("distress", "1155.50", agreed_on=TODAY, payee="Siân O’Brien")
    assert change_payment(office, view, payment.id, again).group_id == ""
    paid = Payment("distress", "1200", agreed_on=TODAY, paid_on=TODAY, payee="Siân O’Brien")
    change_payment(office, view, payment.id, paid)
    with pytest.raises(RuleError, match="was changed meanwhile"):
        change_payment(
            office, view, payment.id, Payment("delay", "1300", agreed_on=TODAY, payee="Siân O’Brien")
        )
    removed = remove_payment(office, case_id, payment.id)
    assert open_case(office, case_id).of_kind("payment") == ()
    undo(office, removed.group_id)
    assert open_case(office, case_id).of_kind("payment")[0].doc["amount_pounds"] == 1200


def test_a_payment_that_cannot_be_is_told_at_its_fields(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError) as told:
        record_payment(office, case_id, Payment("gift", "1.005", paid_on=date(2025, 10, 16)))
    assert [p.field for p in told.value.problems] == ["kind", "amount", "paid_on"]
    with pytest.raises(ProblemsError, match="Enter the amount"):
        record_payment(office, case_id, Payment("distress", " "))
