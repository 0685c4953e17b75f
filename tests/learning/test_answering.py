"""An answer is dated at once; the case is closed when nothing is missing; the points propose the outcome."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case, complete_case
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.actions.points import add_points, points_of
from caseworker.actions.reopen import reopen_case
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Status
from caseworker.domain.needs import needs_of_view
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.learning.test_points import decide

LATE = date(2025, 9, 26)


def problems(told: pytest.ExceptionInfo[ProblemsError]) -> dict[str, str]:
    return {str(p.field): p.message for p in told.value.problems}


def close(office: Office, case_id: str, outcome: str = "", **more: object) -> None:
    answer_case(office, case_id, Answer(TODAY, outcome, must_close=True, **more))  # type: ignore[arg-type]


def test_what_is_missing_is_told_at_its_field_and_nothing_is_saved(office: Office) -> None:
    case_id = log_complaint(office, received_on=LATE).case_id
    edit_case(office, open_case(office, case_id), case_id, {"theme": None})
    add_points(office, case_id, ["No visits", "No calls"])
    with pytest.raises(ProblemsError) as told:
        close(office, case_id, "upheld")
    assert problems(told) == {
        "points": "Record a finding on points 1 and 2",
        "theme": "Choose the main category",
        "root_cause": "Choose the root cause",
        "late_reason": "Choose why it was late",
        "no_action": "Add an action that follows, or say why none does",
    }
    assert open_case(office, case_id).status is Status.OPEN


def test_a_sent_answer_has_its_date_at_once_and_the_rest_is_chased(office: Office) -> None:
    case_id = log_complaint(office, received_on=LATE).case_id
    add_points(office, case_id, ["No visits"])
    changed = answer_case(office, case_id, Answer(TODAY, "partly_upheld", "Two visits were missed."))
    assert changed.message == (
        "The answer to CYP-2025-0001 was recorded, late (was due Friday 10 October 2025)."
        " The case is closed when the rest is there."
    )
    view = open_case(office, case_id)
    assert (view.status, view.row.answered_on, view.value("closed_on")) == (Status.ANSWERED, TODAY, None)
    assert needs_of_view(view) == ("points", "root_cause", "late_reason", "action", "close")
    assert list_count(office, query(office, "something_missing")) == 1
    assert list_count(office, query(office, "overdue")) == 0


def test_completing_closes_the_case_on_the_day_of_the_answer(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer_case(office, case_id, Answer(date(2025, 10, 10), "not_upheld"))
    with pytest.raises(ProblemsError) as told:
        complete_case(office, case_id, Answer(outcome="not_upheld"))
    assert list(problems(told)) == ["root_cause"]
    changed = complete_case(office, case_id, Answer(outcome="not_upheld", root_cause="Delay"))
    assert changed.message == "CYP-2025-0001 was completed and closed."
    view = open_case(office, case_id)
    assert (view.status, view.value("closed_on"), view.row.answered_on) == (
        Status.CLOSED, "2025-10-10", date(2025, 10, 10),
    )  # fmt: skip
    assert needs_of_view(view) == ()
    undo(office, changed.group_id)
    assert open_case(office, case_id).status is Status.ANSWERED
    with pytest.raises(RuleError, match="answered already"):
        answer_case(office, case_id, Answer(TODAY, "upheld"))


def test_only_an_answered_case_is_completed(office: Office) -> None:
    with pytest.raises(RuleError, match="does not wait to be closed"):
        complete_case(office, log_complaint(office).case_id, Answer(outcome="upheld"))


def test_the_points_give_the_outcome_when_none_is_chosen(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_points(office, case_id, ["No visits", "No calls"])
    decide(office, case_id, "upheld", "not_upheld")
    close(office, case_id, root_cause="Delay", no_action="The visits were made up.")
    assert open_case(office, case_id).row.outcome == "partly_upheld"


def test_another_outcome_than_the_points_give_needs_a_reason(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_points(office, case_id, ["No visits", "No calls"])
    decide(office, case_id, "upheld", "not_upheld")
    with pytest.raises(ProblemsError) as told:
        answer_case(office, case_id, Answer(TODAY, "upheld"))
    assert problems(told) == {"override": "Enter why the outcome is not partly upheld, as the points give"}
    answer_case(office, case_id, Answer(TODAY, "upheld", override="The second point hardly matters."))
    view = open_case(office, case_id)
    assert (view.row.outcome, view.value("outcome_overridden")) == (
        "upheld",
        "The second point hardly matters.",
    )
    complete_case(office, case_id, Answer(outcome="partly_upheld", root_cause="Delay", no_action="Done"))
    view = open_case(office, case_id)
    assert (view.row.outcome, view.value("outcome_overridden")) == ("partly_upheld", "")


@pytest.mark.parametrize("outcome", ["withdrawn", "returned", "rejected"])
def test_a_complaint_that_is_not_decided_needs_no_findings(office: Office, outcome: str) -> None:
    case_id = log_complaint(office).case_id
    add_points(office, case_id, ["No visits"])
    close(office, case_id, outcome, root_cause="Delay" if outcome == "rejected" else "")
    status = Status.WITHDRAWN if outcome == "withdrawn" else Status.CLOSED
    assert open_case(office, case_id).status is status


def test_an_action_or_a_reason_follows_what_was_upheld(office: Office) -> None:
    case_id = log_complaint(office, risk="yes").case_id  # telling safeguarding puts nothing right
    with pytest.raises(ProblemsError) as told:
        close(office, case_id, "upheld", root_cause="Delay")
    assert list(problems(told)) == ["no_action"]
    add_task(office, case_id, NewTask("Visit every week", due_on=date(2025, 11, 3)))
    close(office, case_id, "upheld", root_cause="Delay")
    assert open_case(office, case_id).status is Status.CLOSED


def test_being_late_for_another_reason_is_said_in_own_words(office: Office) -> None:
    case_id = log_complaint(office, received_on=LATE).case_id
    with pytest.raises(ProblemsError) as told:
        close(office, case_id, "not_upheld", root_cause="Delay", late_reason="other")
    assert problems(told) == {"late_details": "Enter why it was late"}
    close(office, case_id, "not_upheld", root_cause="Delay", late_reason="other", late_details="A flood")
    view = open_case(office, case_id)
    assert (view.value("late_reason"), view.value("late_details")) == ("other", "A flood")
    assert view.stages[0].doc["late_reason"] == "other"


def test_other_themes_leave_out_the_main_category(office: Office) -> None:
    case_id = log_complaint(office).case_id
    themes = ("Communication", "Contact with family")
    close(office, case_id, "not_upheld", root_cause="Delay", other_themes=themes)
    assert open_case(office, case_id).value("other_themes") == ["Contact with family"]


def test_an_enquiry_closes_with_its_answer(office: Office) -> None:
    case_id = log_enquiry(office).case_id
    close(office, case_id, "answered")
    assert open_case(office, case_id).status is Status.CLOSED


def test_a_late_enquiry_says_why(office: Office) -> None:
    case_id = log_enquiry(office, received_on=LATE).case_id
    with pytest.raises(ProblemsError) as told:
        close(office, case_id, "answered")
    assert list(problems(told)) == ["late_reason"]


def test_a_reopened_case_is_answered_again_with_its_points(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_points(office, case_id, ["No visits"])
    decide(office, case_id, "not_upheld")
    close(office, case_id, root_cause="Delay")
    reopen_case(office, case_id, "New evidence")
    decide(office, case_id, "upheld")
    assert points_of(open_case(office, case_id))[0].doc["finding"] == "upheld"
    close(office, case_id, no_action="Put right at once")
    assert open_case(office, case_id).row.outcome == "upheld"
