"""Found by trying to break it: orders of acts in which a note could be lost, or a date be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.pause import pause_clock
from caseworker.actions.points import add_points
from caseworker.actions.reopen import reopen_case
from caseworker.actions.undo import undo
from caseworker.domain.pauses import PauseKind
from caseworker.errors import ProblemsError, RuleError
from tests.actions.moves.complaint_help import complaint

RECEIVED = date(2025, 9, 1)
TODAY = date(2025, 10, 15)


def test_a_corrected_day_received_keeps_the_deadlines_that_count_from_other_days(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.make("complaint.screened", grounds_on=date(2025, 6, 1), decided_by=case.office.person.id)
        case.answer(date(2025, 9, 12))

        edit_case(case.office, case.view, case.case_id, {"received_on": date(2025, 9, 2)})

        assert case.due("CA_S1_RESP") == "2025-09-16"
        assert case.due("CA_S2_REQ_BY") == "2025-10-10"
        assert case.due("CA_LAST_IN_TIME") == "2026-06-01"


@pytest.mark.parametrize("added", ["points", "somebody"])
def test_a_stage_is_not_taken_back_from_under_what_was_added_to_it(tmp_path: Path, added: str) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.answer(date(2025, 9, 12))
        case.ask_for_stage_2(date(2025, 9, 20))
        assert case.last is not None
        begun = case.last.group_id
        if added == "points":
            later = add_points(case.office, case.case_id, ["Nobody called back."])
        else:
            case.make("adjudicator.appointed", full_name="Ada Judge", appointed_on=date(2025, 9, 25))
            later = case.last

        with pytest.raises(RuleError, match="changed since"):
            undo(case.office, begun)
        assert case.stage["number"] == "2"

        undo(case.office, later.group_id)
        undo(case.office, begun)
        assert case.stage["number"] == "1"


def test_an_answer_ends_the_decision_to_wait_for_other_proceedings(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.make(
            "proceedings.waited_for",
            proceedings="Family court",
            prejudice="The judge decides the same.",
            parts="whole",
            from_on=date(2025, 9, 5),
            review_on=date(2025, 11, 1),
            decided_by=case.office.person.id,
        )
        case.answer(date(2025, 10, 1))
        assert case.decision("concurrent")["ended_on"] == "2025-10-01"

        reopen_case(case.office, case.case_id, "Something new came.")
        assert "proceedings.ended" not in case.offered()
        assert not case.next()[0].startswith("Suspended")
        assert case.why_not("proceedings.waited_for") == ""


def test_a_reopened_case_has_no_last_day_to_ask_for_the_next_stage(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.answer(date(2025, 9, 10))
        assert case.due("CA_S2_REQ_BY") == "2025-10-08"

        reopen_case(case.office, case.case_id, "The answer went to the wrong address.")

        assert case.due("CA_S2_REQ_BY") is None
        assert case.due("CA_S1_RESP") == "2025-09-15"


def test_the_clock_of_a_stage_does_not_stop_before_it_began(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 6, 2), TODAY) as case:
        case.answer(date(2025, 6, 12))
        case.ask_for_stage_2(RECEIVED)
        with pytest.raises(ProblemsError, match="the day the stage began"):
            pause_clock(
                case.office,
                case.case_id,
                PauseKind.CONCURRENT,
                date(2025, 7, 1),
                "Court",
                to_on=date(2025, 9, 5),
            )
