"""Found by trying to break it: orders of acts in which a note could be lost, or a date be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.chase import plan_chase
from caseworker.actions.edit import edit_case
from caseworker.actions.pause import pause_clock
from caseworker.actions.points import add_points
from caseworker.actions.reopen import reopen_case
from caseworker.actions.reports import cell_cases
from caseworker.actions.restricted import restrict_case
from caseworker.actions.tasks import NewTask, TaskRef, add_task, finish_tasks
from caseworker.actions.today import day_sheet
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
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


def test_taking_back_a_redo_leaves_nothing_hanging_either(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.make("advocacy.appointed", advocate="Ines", on=RECEIVED, is_independent=True)
        assert case.last is not None
        undone = undo(case.office, case.last.group_id)
        redone = undo(case.office, undone.group_id, redo=True)
        case.make("advocacy.hours_given", on=date(2025, 9, 3), hours=2)

        with pytest.raises(RuleError, match="hours of advocacy"):
            undo(case.office, redone.group_id)


def test_a_case_that_is_the_ombudsmans_no_more_has_not_been_answered_by_the_reply(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.OMBUDSMAN) as case:
        case.make("ombudsman.enquired", on=RECEIVED, set_due_on=date(2025, 9, 29), questions="Why?")
        case.make("ombudsman.replied", on=date(2025, 9, 20))

        edit_case(case.office, case.view, case.case_id, {"kind": Kind.CORPORATE})

        assert not case.stage.get("answered_on")
        assert case.view.row.on_time is None


def test_the_dates_the_ombudsman_set_outlast_a_corrected_day_received(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.OMBUDSMAN) as case:
        saturday = date(2025, 11, 1)
        case.make("ombudsman.enquired", on=date(2025, 9, 10), set_due_on=saturday, questions="Why?")
        assert case.view.row.due_on == saturday

        edit_case(case.office, case.view, case.case_id, {"received_on": date(2025, 9, 3)})

        assert case.view.row.due_on == saturday


def test_a_report_without_a_decision_asks_for_the_decision(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.OMBUDSMAN) as case:
        case.make("ombudsman.enquired", on=RECEIVED, set_due_on=date(2025, 9, 29), questions="Why?")
        case.make("report.received", on=date(2025, 9, 20))
        case.make("report.noticed", on=date(2025, 9, 22), where="The Northmoor Echo")
        case.make("report.considered", on=date(2025, 9, 24), by="cabinet", evidence="Minutes of the cabinet")
        case.make("report.answered", on=date(2025, 9, 25), answer="We will do what it says.")

        assert case.next()[1] == "move:ombudsman.decided"
        assert case.why_not("ombudsman.decided") == ""


def test_who_may_not_see_a_case_neither_chases_it_nor_finds_it_in_a_cell_nor_takes_its_acts_back(
    tmp_path: Path,
) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        restrict_case(case.office, case.case_id, [], "The police are involved.")
        added = add_points(case.office, case.case_id, ["Nobody called back."])
        number = case.view.row.number
        assert [row.case_id for row in cell_cases(case.office, [number])] == [case.case_id]

        with case.as_somebody_else("caseworker"):
            with pytest.raises(NotPermittedError, match="restricted"):
                plan_chase(case.office, [case.case_id])
            with pytest.raises(NotPermittedError, match="restricted"):
                undo(case.office, added.group_id)
            assert cell_cases(case.office, [number]) == []

        assert len(case.view.of_kind("point")) == 1


def test_undo_says_in_each_case_what_was_taken_back_there(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.make("ombudsman.opened", received_on=TODAY, track="premature")
        assert case.last is not None
        undone = undo(case.office, case.last.group_id)

        assert undone.message == "Undone: taken to the ombudsman (2 cases)."
        assert case.view.timeline[0].title == "Undone: taken to the ombudsman"


def test_what_is_due_after_the_answer_stays_on_the_sheet_of_the_day(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        me = case.office.person.id
        case.make("freeze.requested", requested_on=RECEIVED, change="Move to another placement")
        case.make("freeze.decided", result="on_hold", decided_by=me, decided_on=RECEIVED, review_on=TODAY)
        add_task(case.office, case.case_id, NewTask("Pay for the school trip", "remedy", due_on=TODAY))
        add_task(case.office, case.case_id, NewTask("Tell safeguarding", "safeguarding", due_on=TODAY))
        case.answer(date(2025, 9, 12))

        def on_the_sheet() -> set[str]:
            return {part.code for part in day_sheet(case.office).parts if part.numbers}

        assert on_the_sheet() == {"tasks_due", "review_due"}

        case.make("freeze.ended", ended_on=TODAY)
        remedy = next(task.id for task in case.view.tasks if task.doc["kind"] == "remedy")
        finish_tasks(case.office, [TaskRef(case.case_id, remedy)], TODAY, "Receipt")
        assert on_the_sheet() == {"tasks_due"}
        assert case.next()[1] == "move:safeguarding.told"
        case.make("safeguarding.told", on=TODAY, who="The duty manager")
        assert on_the_sheet() == set()


def test_a_redaction_that_was_sent_back_is_done_again_before_it_is_checked(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.SAR) as case:
        ali, rhys = (case.office.staff_named(name).id for name in ("Ali Demir", "Rhys Parry"))
        case.make("redaction.done", done_by=ali, on=RECEIVED)
        case.make("redaction.checked", checked_by=rhys, on=RECEIVED, result="again", notes="Page 3")

        assert "done again" in case.why_not("redaction.checked")

        case.make("redaction.done", done_by=ali, on=TODAY)
        case.make("redaction.checked", checked_by=rhys, on=TODAY, result="right")
        found = [d.doc for d in case.view.of_kind("decision") if d.doc["kind"] == "redaction"]
        assert [(d["result"], bool(d.get("approved_on"))) for d in found] == [
            ("again", False),
            ("done", True),
        ]
        assert found[0]["answers"] == {"notes": "Page 3"}


def test_a_lapsed_request_that_is_reopened_still_waits_until_the_clarification_comes(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 6, 2), TODAY, Kind.FOI) as case:
        case.make("clarification.asked", on=date(2025, 6, 4), what="Which years?")
        case.make("request.lapsed", reason="No answer came.")

        reopen_case(case.office, case.case_id, "The answer came by post.")
        assert case.view.status is Status.PAUSED

        case.make("clarification.answered", on=TODAY)
        assert case.view.status is Status.OPEN
        assert case.view.row.due_on == date(2025, 11, 12)


def test_the_day_the_commissioner_set_outlasts_a_corrected_day_received(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.COMMISSIONER) as case:
        case.make("commissioner.questions", on=date(2025, 9, 5), due=date(2025, 9, 20))

        edit_case(case.office, case.view, case.case_id, {"received_on": date(2025, 9, 2)})

        assert case.view.row.due_on == date(2025, 9, 20)


def test_a_stop_of_an_earlier_stage_does_not_come_back_after_the_next_began(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        stopped = pause_clock(case.office, case.case_id, PauseKind.CONCURRENT, date(2025, 9, 5), "Court")
        undone = undo(case.office, stopped.group_id)
        case.ask_for_stage_2(date(2025, 10, 1))

        with pytest.raises(RuleError, match="a stage"):
            undo(case.office, undone.group_id, redo=True)
        assert case.view.status is Status.OPEN


def test_a_changed_type_is_not_taken_back_from_under_the_steps_of_the_new_one(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.FOI) as case:
        changed = edit_case(case.office, case.view, case.case_id, {"kind": Kind.OMBUDSMAN})
        case.make("ombudsman.replied", on=date(2025, 9, 20))
        assert case.last is not None

        with pytest.raises(RuleError, match="Answered"):
            undo(case.office, changed.group_id)

        case.undo()
        undo(case.office, changed.group_id)
        assert case.view.kind is Kind.FOI
        assert not case.stage.get("answered_on")


def test_a_hold_asked_for_is_decided_and_ended_when_the_complaint_becomes_a_corporate_one(
    tmp_path: Path,
) -> None:
    with complaint(tmp_path, RECEIVED, TODAY) as case:
        case.make("freeze.requested", requested_on=RECEIVED, change="Move to another placement")
        edit_case(case.office, case.view, case.case_id, {"kind": Kind.CORPORATE})

        assert case.why_not("freeze.decided") == ""
        me = case.office.person.id
        case.make("freeze.decided", result="on_hold", decided_by=me, decided_on=TODAY, review_on=TODAY)
        case.make("freeze.ended", ended_on=TODAY)
        assert case.view.row.status is Status.OPEN


def test_an_answer_is_not_taken_back_from_under_the_deadlines_counted_from_it(tmp_path: Path) -> None:
    with complaint(tmp_path, RECEIVED, TODAY, Kind.GENERAL) as case:
        answer = Answer(date(2025, 9, 12), "answered", "Told.")
        answered = answer_case(case.office, case.case_id, answer)
        edit_case(case.office, case.view, case.case_id, {"kind": Kind.FOI})
        assert case.due("FOI_IR_REQ_BY") == "2025-11-07"

        with pytest.raises(RuleError, match="changed since"):
            undo(case.office, answered.group_id)
