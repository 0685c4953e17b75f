"""Other proceedings, a hold on a change, a late complaint, a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.look_up import open_case
from caseworker.actions.points import add_points, points_of
from caseworker.actions.reopen import reopen_case
from caseworker.actions.resume import resume_clock
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from tests.actions.moves.complaint_help import Carried, complaint

RECEIVED = date(2025, 9, 1)
TODAY = date(2025, 9, 10)
REVIEW = date(2025, 10, 1)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint of Monday 1 September 2025; it is Wednesday 10 September."""
    with complaint(tmp_path, RECEIVED, TODAY) as carried:
        yield carried


def suspend(case: Carried, **values: Any) -> str:
    given = {
        "proceedings": "Care proceedings",
        "prejudice": "The court will decide on contact.",
        "parts": "whole",
        "from_on": date(2025, 9, 4),
        "review_on": REVIEW,
        "decided_by": case.office.person.id,
    }
    return case.make("proceedings.waited_for", **{**given, **values})


# -- other proceedings (ACC-3) -------------------------------------------------------------------------------


def test_a_suspended_case_stands_still_with_a_day_of_review(case: Carried) -> None:
    message = suspend(case)

    assert (case.view.status, case.view.row.due_on) == (Status.PAUSED, None)
    assert case.view.value("waiting_for") == "legal"
    assert case.decision("concurrent")["review_on"] == REVIEW.isoformat()
    assert "send it again within a year" in message
    assert case.next() == (
        "Suspended for other proceedings. Review on Wednesday 1 October 2025. Take it up again when they are over. "
        "Write the letter: Suspended for other proceedings (L07).",
        "move:proceedings.ended",
    )


def test_the_new_date_is_shown_before_the_case_is_taken_up_again(case: Carried) -> None:
    suspend(case)

    (first, last) = case.foresee("proceedings.ended", to_on=date(2025, 9, 9))
    case.make("proceedings.ended", to_on=date(2025, 9, 9))

    assert (first.step, first.after_on) == ("CA_S1_RESP", date(2025, 9, 18))  # 3 working days stood still
    assert (last.step, last.after_on) == ("CA_S1_MAX", date(2025, 10, 2))
    assert (case.view.status, case.view.row.due_on) == (Status.OPEN, date(2025, 9, 18))
    assert case.decision("concurrent")["ended_on"] == "2025-09-09"
    assert case.stage["resumed_on"] == "2025-09-09"


def test_resuming_the_clock_ends_the_decision_too(case: Carried) -> None:
    suspend(case)

    resume_clock(case.office, case.case_id, date(2025, 9, 9))

    assert case.decision("concurrent")["ended_on"] == "2025-09-09"
    assert "proceedings.ended" not in case.offered()


def test_a_court_case_alone_is_no_reason(case: Carried) -> None:
    with pytest.raises(ProblemsError, match="how considering the complaint would prejudice them"):
        suspend(case, prejudice="")


def test_where_a_part_is_suspended_the_rest_goes_on_in_a_case_of_its_own(case: Carried) -> None:
    with pytest.raises(ProblemsError, match="which parts"):
        suspend(case, parts="part")

    suspend(case, parts="part", which_parts="Point 2, contact")

    assert case.decision("concurrent")["answers"]["Parts"] == "Point 2, contact"
    assert case.tasks() == {
        "Log a case of their own for the parts that go on, and link it": (TODAY.isoformat(), None)
    }


def points(case: Carried) -> list[str]:
    return [str(point.doc["text"]) for point in points_of(case.view)]


def split_of(case: Carried) -> CaseView:
    (link,) = case.view.of_kind("link")
    assert link.doc["relation"] == "split_into"
    return open_case(case.office, str(link.doc["case_id"]))


def test_points_that_go_on_are_carried_into_a_case_of_their_own_on_the_dates_it_had(case: Carried) -> None:
    add_points(case.office, case.case_id, ["No visits", "Contact with his father", "No calls"])
    case.acknowledge(date(2025, 9, 2))
    before, own = case.view, points_of(case.view)
    answers = {
        "parts": "part",
        "which_parts": "Contact",
        "goes_on": [own[0].id, own[2].id],
        "proceedings": "Care proceedings",
        "prejudice": "The court will decide on contact.",
        "from_on": date(2025, 9, 4),
        "review_on": REVIEW,
        "decided_by": case.office.person.id,
    }
    shown = [moved.sentence for moved in case.foresee("proceedings.waited_for", **answers)]
    assert "In the case that goes on, answer at stage 1: Monday 15 September 2025." in shown, shown

    message = suspend(case, parts="part", which_parts="Contact", goes_on=[own[0].id, own[2].id])

    assert "It was logged as CYP-2025-0002." in message
    assert "2 points went on into a case of their own" in message
    assert points(case) == ["Contact with his father"]
    assert points_of(case.view)[0].doc["number"] == 1
    assert case.view.status is Status.PAUSED
    assert case.tasks() == {}
    other = split_of(case)
    assert (other.status, other.kind, other.value("received_on")) == (
        Status.OPEN,
        Kind.STATUTORY,
        "2025-09-01",
    )
    assert other.row.due_on == before.row.due_on
    assert other.stage is not None
    assert before.stage is not None
    assert other.stage.doc["clocks"] == before.stage.doc["clocks"]
    assert other.stage.doc["acknowledged_on"] == "2025-09-02"
    assert [p.doc["text"] for p in points_of(other)] == ["No visits", "No calls"]
    assert [p.doc["full_name"] for p in other.parties] == [p.doc["full_name"] for p in before.parties]
    assert other.of_kind("link")[0].doc["relation"] == "split_from"

    case.undo()
    assert points(case) == ["No visits", "Contact with his father", "No calls"]
    assert (case.view.status, case.view.row.due_on) == (Status.OPEN, before.row.due_on)
    assert case.view.of_kind("link") == ()
    assert open_case(case.office, other.case_id).status is Status.VOID


def test_what_goes_on_may_be_written_in_words(case: Carried) -> None:
    suspend(case, parts="part", which_parts="Contact", goes_on_words="No visits\n\n No calls ")

    other = split_of(case)
    assert [p.doc["text"] for p in points_of(other)] == ["No visits", "No calls"]
    assert other.value("summary") == "No visits\nNo calls"


def test_a_stage_2_goes_on_with_who_was_appointed_and_its_reminders(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 6, 2), date(2025, 7, 15)) as case:
        case.answer(date(2025, 6, 13))
        case.ask_for_stage_2(date(2025, 7, 1))
        case.appoint_stage_2(date(2025, 7, 7))
        before = case.view
        suspend(case, parts="part", which_parts="Contact", goes_on_words="No visits", from_on=date(2025, 7, 14),
                review_on=date(2025, 8, 1))  # fmt: skip
        other = split_of(case)
        assert other.stage is not None
        assert before.stage is not None
        assert (other.stage.doc["number"], other.row.due_on) == ("2", before.row.due_on)
        assert [a.doc["full_name"] for a in other.of_stage("appointment", other.stage.id)] == [
            "Ann Inwood",
            "Ivy Peers",
        ]
        open_before = {t.doc["what"] for t in before.tasks if t.doc.get("step") and not t.doc.get("done_on")}
        assert {t.doc["what"] for t in other.tasks} == open_before


def test_at_least_one_point_stays_suspended(case: Carried) -> None:
    add_points(case.office, case.case_id, ["No visits"])
    (only,) = points_of(case.view)
    with pytest.raises(ProblemsError, match="Leave at least one point here"):
        suspend(case, parts="part", which_parts="Contact", goes_on=[only.id])
    with pytest.raises(ProblemsError, match="Part of it"):
        suspend(case, goes_on_words="No calls")
    with pytest.raises(ProblemsError, match="no longer part of the stage"):
        suspend(case, parts="part", which_parts="Contact", goes_on=["gone"])


def test_a_review_is_in_the_future_and_moves_the_day(case: Carried) -> None:
    with pytest.raises(ProblemsError, match="today or later"):
        suspend(case, review_on=date(2025, 9, 9))
    suspend(case)

    case.make("proceedings.reviewed", reason="The hearing was put off.", review_on=date(2025, 11, 3))

    assert case.decision("concurrent")["review_on"] == "2025-11-03"
    assert case.view.status is Status.PAUSED


def test_a_case_is_suspended_once(case: Carried) -> None:
    suspend(case)

    assert case.why_not("proceedings.waited_for") == "The case waits for other proceedings already."


def test_after_the_panel_met_nothing_stops_the_clock(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 6, 2)) as case:
        case.answer(date(2025, 1, 17))
        case.ask_for_stage_2(date(2025, 1, 20))
        case.answer(date(2025, 2, 10))
        case.ask_for_stage_3(date(2025, 2, 12))
        case.appoint_panel(date(2025, 2, 14))
        case.make("panel.met", panel_on=date(2025, 3, 20))

        assert "(regulation 20)" in case.why_not("proceedings.waited_for")


def test_a_stage_that_is_left_takes_its_suspension_with_it(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, date(2025, 12, 1)) as case:
        suspend(case, review_on=date(2025, 12, 8))
        case.ask_for_stage_2(date(2025, 9, 5), skipped=True)

        assert (case.view.status, case.view.row.paused_since) == (Status.OPEN, None)
        assert case.decision("concurrent")["ended_on"] == "2025-09-05"


# -- a hold on a change (ACC-6) ------------------------------------------------------------------------------


def test_a_change_waits_unless_a_manager_gives_a_reason(case: Carried) -> None:
    me = case.office.person.id
    case.make("freeze.requested", requested_on=TODAY, change="Move to another placement")
    assert case.next()[1] == "move:freeze.decided"

    decided = {"decided_by": me, "decided_on": TODAY}
    with pytest.raises(ProblemsError, match="day the hold is reviewed"):
        case.make("freeze.decided", result="on_hold", **decided)
    with pytest.raises(ProblemsError, match="good reason"):
        case.make("freeze.decided", result="goes_on", **decided)
    case.make("freeze.decided", result="on_hold", review_on=REVIEW, **decided)
    assert case.decision("freeze")["review_on"] == REVIEW.isoformat()

    case.make("freeze.ended", ended_on=TODAY)
    assert case.why_not("freeze.requested") == ""


def test_a_change_that_goes_ahead_needs_no_review(case: Carried) -> None:
    case.make("freeze.requested", requested_on=TODAY, change="Move")
    case.make(
        "freeze.decided", result="goes_on", reason="The child is not safe there.",
        decided_by=case.office.person.id, decided_on=TODAY,
    )  # fmt: skip

    assert "freeze.ended" not in case.offered()
    assert "review_on" not in case.decision("freeze")


# -- a late complaint (ACC-1, ACC-2) -------------------------------------------------------------------------


def test_a_complaint_within_a_year_needs_no_decision(case: Carried) -> None:
    message = case.make("complaint.screened", grounds_on=date(2024, 9, 1), decided_by=case.office.person.id)

    assert "within a year" in message
    assert case.view.of_kind("decision") == ()
    assert case.due("CA_LAST_IN_TIME") == "2025-09-01"
    assert case.view.value("grounds_on") == "2024-09-01"


def test_a_late_complaint_is_screened_with_both_questions(case: Carried) -> None:
    late = {"grounds_on": date(2024, 8, 30), "decided_by": case.office.person.id}
    with pytest.raises(ProblemsError) as raised:
        case.make("complaint.screened", **late)
    assert {p.field for p in raised.value.problems} == {"not_sooner", "still_fair", "result", "reason"}

    with pytest.raises(RuleError, match=r"regulation 9\(2\)"):
        case.make(
            "complaint.screened",
            **late,
            not_sooner="yes",
            still_fair="yes",
            result="not_considered",
            reason="Old",
        )
    case.make(
        "complaint.screened",
        **late,
        not_sooner="no",
        still_fair="no",
        result="not_considered",
        reason="Files gone",
    )

    decision = case.decision("late_acceptance")
    assert (decision["grounds"], decision["reason"]) == ("out_of_time", "Files gone")
    assert case.view.status is Status.OPEN  # nothing is refused by itself


# -- withdrawal (ACC-5) --------------------------------------------------------------------------------------


def test_a_withdrawn_complaint_may_be_looked_at_anyway(case: Carried) -> None:
    with pytest.raises(ProblemsError, match="who reviews it"):
        case.make("complaint.withdrawn", withdrawn_on=TODAY, how="spoken", review="yes")

    reviewer = next(person.id for person in case.office.staff.values() if person.full_name == "Ali Demir")
    case.make("complaint.withdrawn", withdrawn_on=TODAY, how="spoken", review="yes", reviewer=reviewer)

    assert (case.view.status, case.view.value("outcome")) == (Status.WITHDRAWN, "withdrawn")
    assert case.stage["withdrawn_on"] == TODAY.isoformat()
    assert case.decision("management_review")["answers"] == {"Withdrawn": "Spoken"}
    assert "Management review of the withdrawn complaint" in case.tasks()


def test_a_withdrawn_complaint_can_be_taken_up_again(case: Carried) -> None:
    case.make("complaint.withdrawn", withdrawn_on=TODAY, how="written", review="no")

    reopen_case(case.office, case.case_id, "They changed their mind.")

    assert (case.view.status, case.stage["withdrawn_on"]) == (Status.OPEN, None)
    assert case.view.row.due_on == date(2025, 9, 15)


@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.CORPORATE])
def test_both_kinds_of_complaint_can_be_withdrawn_and_suspended(tmp_path: Path, kind: Kind) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, kind) as case:
        suspend(case)
        case.make("complaint.withdrawn", withdrawn_on=TODAY, how="written", review="no")

        assert case.view.status is Status.WITHDRAWN
        assert all(pause.doc.get("to_on") for pause in case.view.pauses)
