"""What an answer says it will do: the actions recorded, or why there are none."""

from __future__ import annotations

from datetime import date

from caseworker.actions.letter_facts import letter_facts
from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case
from caseworker.actions.points import add_points, change_point
from caseworker.domain.intake import Intake
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import fact_text
from caseworker.office import Office


def what_we_do(office: Office, finding: str) -> str:
    """The fact "actions" of a complaint with one point of that finding."""
    intake = Intake(
        kind=Kind.STATUTORY,
        received_on=date(2025, 10, 13),
        full_name="Ms Siân Wyn",
        summary="The visit was late.",
        service="Quality Assurance",
        theme="Communication",
        risk="no",
        owner_id=office.person.id,
    )
    case_id = log_case(office, intake).case_id
    add_points(office, case_id, ["The visit was late."])
    view = open_case(office, case_id)
    [point] = view.of_kind("point")
    change_point(office, view, point.id, {"finding": finding, "reason": "The visits book says so."})
    return fact_text(
        letter_facts(office, open_case(office, case_id), office.clock.today()).get("actions", "")
    )


def test_where_nothing_was_upheld_the_answer_says_that_nothing_follows(office: Office) -> None:
    assert "no action to list" in what_we_do(office, "not_upheld")


def test_an_upheld_point_without_an_action_leaves_the_answer_incomplete(office: Office) -> None:
    assert what_we_do(office, "upheld") == ""
