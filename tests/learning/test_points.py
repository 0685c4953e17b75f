"""Points of complaint on a case: added, put in order, decided, carried on to the next stage; each act can be undone."""

from __future__ import annotations

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.points import (
    MOST_POINTS,
    add_points,
    change_point,
    move_point,
    points_before,
    points_from_summary,
    points_of,
    remove_point,
    take_over_points,
)
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry

TEXTS = ("No visit since June", "Calls are not returned", "The plan was not shared")


@pytest.fixture
def case_id(office: Office) -> str:
    found = log_complaint(office).case_id
    add_points(office, found, TEXTS)
    return found


def texts(office: Office, case_id: str) -> list[tuple[int, str]]:
    return [(p.doc["number"], p.doc["text"]) for p in points_of(open_case(office, case_id))]


def ids(office: Office, case_id: str) -> list[str]:
    return [point.id for point in points_of(open_case(office, case_id))]


def view_of(office: Office, case_id: str) -> CaseView:
    return open_case(office, case_id)


def test_points_are_numbered_in_the_order_given_and_more_go_after_them(office: Office, case_id: str) -> None:
    changed = add_points(office, case_id, ["  ", "The worker changed twice"])
    assert changed.message == "1 point added to CYP-2025-0001."
    assert texts(office, case_id) == [*enumerate(TEXTS, 1), (4, "The worker changed twice")]
    undo(office, changed.group_id)
    assert texts(office, case_id) == list(enumerate(TEXTS, 1))


def test_points_are_proposed_from_what_happened(office: Office) -> None:
    logged = log_complaint(office, summary="1. No visits\n2. No calls")
    assert points_from_summary(open_case(office, logged.case_id)) == ("No visits", "No calls")


def test_nothing_to_add_is_a_problem_at_the_field(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError) as told:
        add_points(office, case_id, ["", " "])
    assert [p.field for p in told.value.problems] == ["text"]
    with pytest.raises(ProblemsError, match=str(MOST_POINTS)):
        add_points(office, case_id, ["x"] * MOST_POINTS)


def test_an_enquiry_is_not_answered_point_by_point(office: Office) -> None:
    with pytest.raises(RuleError, match="MP enquiry is not answered point by point"):
        add_points(office, log_enquiry(office).case_id, ["One"])


def test_a_point_is_moved_and_removed_and_the_numbers_stay_whole(office: Office, case_id: str) -> None:
    first, second, third = ids(office, case_id)
    moved = move_point(office, case_id, third, -2)
    assert [text for _n, text in texts(office, case_id)] == [TEXTS[2], TEXTS[0], TEXTS[1]]
    undo(office, moved.group_id)
    removed = remove_point(office, case_id, first)
    assert texts(office, case_id) == [(1, TEXTS[1]), (2, TEXTS[2])]
    undo(office, removed.group_id)
    assert ids(office, case_id) == [first, second, third]
    assert move_point(office, case_id, first, -1).group_id == ""


def test_a_finding_keeps_reason_remedies_and_reply_and_is_on_the_timeline(
    office: Office, case_id: str
) -> None:
    point_id = ids(office, case_id)[0]
    values = {
        "finding": "partly_upheld", "reason": "Two of four visits were missed.",
        "remedies": ["Apology", "Training"], "reply": "We are sorry.",
    }  # fmt: skip
    changed = change_point(office, view_of(office, case_id), point_id, values)
    assert changed.message == "Point 1 of CYP-2025-0001: partly upheld."
    view = view_of(office, case_id)
    assert {name: points_of(view)[0].doc[name] for name in values} == values
    assert view.timeline[0].title == "Finding recorded"
    assert "Finding: Partly upheld" in view.timeline[0].text
    assert "Remedies: Apology, Training" in view.timeline[0].text
    undo(office, changed.group_id)
    assert not points_of(view_of(office, case_id))[0].doc.get("finding")


def test_a_finding_that_is_in_no_list_and_an_empty_text_are_problems(office: Office, case_id: str) -> None:
    view, point_id = view_of(office, case_id), ids(office, case_id)[0]
    with pytest.raises(ProblemsError) as told:
        change_point(office, view, point_id, {"text": " ", "finding": "maybe", "remedies": ["Money"]})
    assert [p.field for p in told.value.problems] == ["text", "finding", "remedies"]


def test_two_people_at_one_point_do_not_overwrite_each_other(office: Office, case_id: str) -> None:
    seen, point_id = view_of(office, case_id), ids(office, case_id)[0]
    change_point(office, seen, point_id, {"finding": "upheld"})
    with pytest.raises(RuleError, match="was changed meanwhile"):
        change_point(office, seen, point_id, {"finding": "not_upheld"})
    change_point(office, seen, point_id, {"reply": "We looked again."})
    assert points_of(view_of(office, case_id))[0].doc["finding"] == "upheld"


def test_nothing_different_changes_nothing(office: Office, case_id: str) -> None:
    view, point_id = view_of(office, case_id), ids(office, case_id)[0]
    assert change_point(office, view, point_id, {"text": TEXTS[0], "remedies": []}).group_id == ""


def test_an_adjudicator_decides_points_and_does_not_rewrite_them(office: Office, case_id: str) -> None:
    from dataclasses import replace

    office.person = replace(office.person, role="adjudicator")
    view, point_id = view_of(office, case_id), ids(office, case_id)[0]
    change_point(office, view, point_id, {"finding": "upheld"})
    with pytest.raises(NotPermittedError):
        change_point(office, view_of(office, case_id), point_id, {"text": "Something else"})
    with pytest.raises(NotPermittedError):
        add_points(office, case_id, ["More"])


def test_the_points_of_a_void_case_are_left_as_they_are(office: Office, case_id: str) -> None:
    void_case(office, case_id, "Logged twice")
    with pytest.raises(RuleError, match="void"):
        add_points(office, case_id, ["More"])


def test_the_next_stage_takes_over_what_is_unresolved(office: Office, case_id: str) -> None:
    decide(office, case_id, "upheld", "partly_upheld", "not_upheld")
    answer_case(office, case_id, Answer(TODAY, root_cause="Delay"))
    assert view_of(office, case_id).row.outcome == "partly_upheld"
    ask_for_stage_2(office, case_id)
    view = view_of(office, case_id)
    assert points_of(view) == ()
    offered = points_before(view)
    assert [(p.doc["number"], proposed) for p, proposed in offered] == [(1, False), (2, True), (3, True)]
    changed = take_over_points(office, case_id, [p.id for p, proposed in offered if proposed])
    view = view_of(office, case_id)
    assert [(p.doc["number"], p.doc["text"], p.doc.get("finding")) for p in points_of(view)] == [
        (1, TEXTS[1], None),
        (2, TEXTS[2], None),
    ]
    assert [p.doc["number"] for p, _proposed in points_before(view)] == [1]
    with pytest.raises(RuleError, match="taken over already"):
        take_over_points(office, case_id, [offered[1][0].id])
    undo(office, changed.group_id)
    assert points_of(view_of(office, case_id)) == ()


def test_taking_over_nothing_is_a_problem(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError):
        take_over_points(office, case_id, [])


def decide(office: Office, case_id: str, *findings: str) -> None:
    for point_id, finding in zip(ids(office, case_id), findings, strict=True):
        change_point(office, open_case(office, case_id), point_id, {"finding": finding})


def ask_for_stage_2(office: Office, case_id: str) -> None:
    kind = open_case(office, case_id).kind
    code = "stage_2.requested" if kind is Kind.STATUTORY else "second_stage.requested"
    make_move(office, case_id, code, {"requested_on": TODAY, "unresolved": "Everything"})
