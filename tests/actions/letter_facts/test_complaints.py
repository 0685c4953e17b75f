"""The facts of complaints, from cases carried through their stages by real moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.extend import extend
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.points import add_points, change_point
from caseworker.actions.tasks import NewTask, add_task
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Bullets
from tests.actions.letter_facts.help import facts_of, headings_of, rows_of, words_of
from tests.actions.moves.complaint_help import Carried, complaint

RECEIVED, TODAY = date(2025, 9, 1), date(2025, 11, 28)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    with complaint(tmp_path, RECEIVED, TODAY) as carried:
        yield carried


def find(case: Carried, number: int, **values: object) -> None:
    """Record the finding of a point."""
    point = case.view.of_stage("point", case.view.stage.id if case.view.stage else "")[number - 1]
    change_point(case.office, case.view, point.id, values)


def with_findings(case: Carried) -> None:
    add_points(case.office, case.case_id, ["No visit since June.", "Calls are not returned."])
    find(case, 1, finding="upheld", reason="Nobody visited.\n\nThe plan asks for six visits.",
         remedies=["Apology", "New worker"], reply="We are sorry for this.",
         recommendation="Visit each month.", response="We agree.")  # fmt: skip
    find(case, 2, finding="not_upheld", reason="Each call was returned in two days.")


def test_each_point_has_a_section_with_finding_reason_reply_and_remedy(case: Carried) -> None:
    with_findings(case)
    facts = facts_of(case.office, case.case_id)
    assert headings_of(facts["points"]) == [("Point 1", 2), ("Point 2", 2)]
    said = words_of(facts, "points", "outcome_overall")
    assert said["points"].splitlines() == [
        "Point 1",
        "No visit since June.",
        "We uphold this point.",
        "Nobody visited.",
        "The plan asks for six visits.",
        "We are sorry for this.",
        "To put this right: apology and new worker.",
        "Point 2",
        "Calls are not returned.",
        "We do not uphold this point.",
        "Each call was returned in two days.",
    ]
    assert said["outcome_overall"] == "partly upheld"


def test_a_point_without_a_finding_or_a_reason_leaves_the_answer_unfinished(case: Carried) -> None:
    add_points(case.office, case.case_id, ["One", "Two"])
    assert "points" not in facts_of(case.office, case.case_id)
    find(case, 1, finding="upheld", reason="So it was.")
    find(case, 2, finding="upheld")
    assert "points" not in facts_of(case.office, case.case_id), "the second has no reason"


def test_points_to_agree_are_numbered_until_a_statement_is_drafted(case: Carried) -> None:
    case.answer(date(2025, 9, 12))
    case.ask_for_stage_2(date(2025, 9, 22))
    add_points(case.office, case.case_id, ["No visit since June.", "Calls are not returned."])
    [bullets] = facts_of(case.office, case.case_id)["points_for_agreement"]
    assert bullets == Bullets(("No visit since June.", "Calls are not returned."), numbered=True)
    case.make("statement.drafted", statement="1. Visits\n\nWanted: an apology")
    said = words_of(facts_of(case.office, case.case_id), "points_for_agreement")
    assert said["points_for_agreement"] == "1. Visits\nWanted: an apology"


def test_recommendations_come_with_the_response_to_each(case: Carried) -> None:
    with_findings(case)
    facts = facts_of(case.office, case.case_id)
    assert headings_of(facts["recommendations"]) == [("Recommendation 1", 2)]
    assert words_of(facts, "recommendations")["recommendations"].splitlines()[1:] == [
        "Visit each month.",
        "Our response: We agree.",
    ]
    find(case, 2, recommendation="Keep a log.")
    assert "recommendations" not in facts_of(case.office, case.case_id), "one has no response yet"


def test_actions_say_what_who_and_by_when_without_naming_staff(case: Carried) -> None:
    ali = case.office.staff_named("Ali Demir")
    add_task(case.office, case.case_id, NewTask("Visit each month", owner=ali.id, due_on=date(2025, 12, 1)))
    add_task(case.office, case.case_id, NewTask("Write to the school", service="Virtual School"))
    add_task(case.office, case.case_id, NewTask("Ring back", kind="reminder", due_on=date(2025, 12, 2)))
    assert rows_of(facts_of(case.office, case.case_id)["actions"]) == [
        ("Visit each month", "Caseworker", "Monday 1 December 2025"),
        ("Write to the school", "Virtual School", "As soon as possible"),
    ]


def test_where_nothing_is_upheld_the_letter_says_that_nothing_has_to_be_put_right(case: Carried) -> None:
    add_points(case.office, case.case_id, ["One"])
    assert "actions" not in facts_of(case.office, case.case_id)
    find(case, 1, finding="not_upheld", reason="It was not so.")
    assert "did not find anything" in words_of(facts_of(case.office, case.case_id), "actions")["actions"]


def test_payments_have_their_kind_their_amount_and_a_total(case: Carried) -> None:
    record_payment(case.office, case.case_id, Payment("distress", "250"))
    record_payment(case.office, case.case_id, Payment("time_and_trouble", "100.50"))
    facts = facts_of(case.office, case.case_id)
    assert rows_of(facts["payments"]) == [("Distress", "£250"), ("Time and trouble", "£100.50")]
    assert facts["payment_total"] == "£350.50"


def test_the_last_day_for_stage_2_counts_from_the_letter_until_an_answer_is_recorded(case: Carried) -> None:
    said = words_of(
        facts_of(case.office, case.case_id), "next_stage_by_date", "next_stage_name", "next_stage"
    )
    assert (
        said["next_stage_by_date"] == "Tuesday 30 December 2025"
    )  # 20 working days after Friday 28 November
    assert said["next_stage_name"] == "stage 2"
    assert said["next_stage_by_date"] in said["next_stage"]
    case.answer(date(2025, 9, 12))
    said = words_of(facts_of(case.office, case.case_id), "next_stage_by_date", "answered_date")
    assert said == {
        "next_stage_by_date": "Friday 10 October 2025",
        "answered_date": "Friday 12 September 2025",
    }


def test_an_extension_gives_both_days_and_its_reason(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 11, 24), TODAY) as case:
        case.acknowledge(date(2025, 11, 25))
        extend(case.office, case.case_id, date(2025, 12, 18), "The file is in store")
        names = ("first_due_date", "due_date", "max_due_date", "extension_reason", "acknowledged_date")
        assert words_of(facts_of(case.office, case.case_id), *names) == {
            "first_due_date": "Monday 8 December 2025",
            "due_date": "Thursday 18 December 2025",
            "max_due_date": "Monday 22 December 2025",
            "extension_reason": "The file is in store",
            "acknowledged_date": "Tuesday 25 November 2025",
        }


def test_stage_2_has_its_officers_and_stage_3_its_panel_and_its_days(case: Carried) -> None:
    case.answer(date(2025, 9, 12))
    case.ask_for_stage_2(date(2025, 9, 22))
    case.appoint_stage_2(date(2025, 9, 24))
    case.make("adjudicator.appointed", full_name="Ada Judge", appointed_on=date(2025, 9, 24))
    names = ("investigating_officer", "independent_person", "adjudicating_officer", "requested_date")
    assert words_of(facts_of(case.office, case.case_id), *names) == {
        "investigating_officer": "Ann Inwood",
        "independent_person": "Ivy Peers",
        "adjudicating_officer": "Ada Judge",
        "requested_date": "Monday 22 September 2025",
    }
    case.answer(date(2025, 10, 20))
    case.ask_for_stage_3(date(2025, 10, 27))
    case.appoint_panel(date(2025, 10, 28))
    case.make("panel.set", panel_set_for=date(2025, 12, 3))
    names = (
        "panel_chair",
        "panel_members",
        "panel_date",
        "panel_by_date",
        "independent_person",
        "next_stage_name",
    )
    assert words_of(facts_of(case.office, case.case_id), *names) == {
        "panel_chair": "Cora Chair",
        "panel_members": "Mo Member and Nell Member",
        "panel_date": "Wednesday 3 December 2025",
        "panel_by_date": "Monday 8 December 2025",
        "independent_person": "Ivy Peers",
        "next_stage_name": "the Ombudsman",
    }
    assert [row[0] for row in rows_of(facts_of(case.office, case.case_id)["stages_so_far"])] == [
        "Stage 1",
        "Stage 2",
        "Stage 3",
    ]


def test_who_stood_down_is_named_no_more(case: Carried) -> None:
    case.answer(date(2025, 9, 12))
    case.ask_for_stage_2(date(2025, 9, 22))
    case.make("investigator.appointed", full_name="Ann Inwood", appointed_on=TODAY, in_line="no")
    case.make("officer.stood_down", role="investigating_officer", ended_on=TODAY, reason="Ill")
    assert "investigating_officer" not in facts_of(case.office, case.case_id)
    case.make("investigator.appointed", full_name="Bo Second", appointed_on=TODAY, in_line="no")
    assert facts_of(case.office, case.case_id)["investigating_officer"] == "Bo Second"


def decide(case: Carried) -> None:
    """A hold on a change, and waiting for other proceedings."""
    mine = case.office.person.id
    case.make("freeze.requested", requested_on=TODAY, change="Move to another carer")
    case.make("freeze.decided", result="on_hold", reason="The move can wait.", decided_on=TODAY,
              decided_by=mine, review_on=date(2025, 12, 19))  # fmt: skip
    case.make("proceedings.waited_for", proceedings="Care proceedings", prejudice="The same facts",
              parts="whole", from_on=TODAY, review_on=date(2026, 1, 9), decided_by=mine)  # fmt: skip


def test_a_letter_tells_of_the_decision_it_is_written_about(tmp_path: Path) -> None:
    names = ("decision_review_date", "decision_reason", "decision_made_date", "resubmit_by_date")
    with complaint(tmp_path, date(2025, 11, 24), TODAY) as case:
        decide(case)
        hold = words_of(facts_of(case.office, case.case_id, when=("freeze.decided",)), *names)
        waits = words_of(facts_of(case.office, case.case_id, when=("proceedings.waited_for",)), *names)
    assert hold["decision_reason"] == "The move can wait."
    assert hold["decision_review_date"] == "Friday 19 December 2025"
    assert waits["decision_review_date"] == "Friday 9 January 2026"
    assert waits["decision_made_date"] == "Friday 28 November 2025"
    assert waits["resubmit_by_date"] == "one year after the other proceedings end"


def test_a_corporate_complaint_goes_to_stage_2_without_a_last_day(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2026, 5, 5), date(2026, 5, 6), Kind.CORPORATE) as case:
        names = ("next_stage_name", "next_stage_by_date", "scheme_name")
        assert words_of(facts_of(case.office, case.case_id), *names) == {
            "next_stage_name": "stage 2",
            "next_stage_by_date": "",
            "scheme_name": "the Ombudsman's Complaint Handling Code",
        }


def test_the_adjudicator_follows_stage_2_only_where_the_rules_of_the_day_have_one(tmp_path: Path) -> None:
    for year, name in ((2020, "the Independent Adjudicator (stage 3)"), (2025, "the Ombudsman")):
        with complaint(tmp_path / str(year), date(year, 2, 3), date(year, 3, 2), Kind.CORPORATE) as case:
            case.answer(date(year, 2, 10))
            case.ask_for_stage_2(date(year, 2, 24))
            assert facts_of(case.office, case.case_id)["next_stage_name"] == name
