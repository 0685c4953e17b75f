"""Stage 2 of a statutory complaint: asked for without a threshold, two clocks, people who are independent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.domain.kinds import Kind, Status
from caseworker.domain.workflow import ALL
from caseworker.errors import ProblemsError, RuleError
from tests.actions.moves.complaint_help import INDEPENDENT, Carried, complaint
from tests.example_office import SETTINGS

RECEIVED = date(2025, 9, 1)
ANSWERED = date(2025, 9, 12)
ASKED = date(2025, 9, 22)
TODAY = date(2025, 12, 1)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint of 1 September 2025, not answered; it is 1 December."""
    with complaint(tmp_path, RECEIVED, TODAY) as carried:
        yield carried


@pytest.fixture
def at_stage_2(case: Carried) -> Carried:
    case.answer(ANSWERED, "partly_upheld")
    case.ask_for_stage_2(ASKED)
    return case


# -- asking --------------------------------------------------------------------------------------------------


def test_asking_opens_the_case_again_and_the_first_answer_stays_with_its_stage(case: Carried) -> None:
    case.answer(ANSWERED, "partly_upheld")
    owner = case.view.value("owner_id")

    message = case.ask_for_stage_2(ASKED, why="Disagree with decision")

    view = case.view
    assert (view.status, view.value("closed_on"), view.value("outcome")) == (Status.OPEN, None, "")
    assert (view.value("first_closed_on"), view.value("first_outcome")) == (
        ANSWERED.isoformat(),
        "partly_upheld",
    )
    assert view.value("owner_id") == owner
    first, second = view.stages
    assert (first.doc["outcome"], first.doc["answered_on"]) == ("partly_upheld", ANSWERED.isoformat())
    assert (second.doc["request"], second.doc["escalation_reason"]) == (
        "Still no visit.",
        "Disagree with decision",
    )
    assert view.row.due_on == date(2025, 10, 27)  # 25 working days from Monday 22 September
    assert "Answer at stage 2: Monday 27 October 2025." in message


def test_the_first_tasks_are_there_with_their_days(at_stage_2: Carried) -> None:
    assert at_stage_2.tasks() == {
        "Acknowledge the stage 2 request": ("2025-09-24", None),
        "Appoint the investigating officer": ("2025-09-29", None),
        "Appoint the independent person": ("2025-09-29", None),
        "Agree the statement of complaint": ("2025-10-06", None),
    }


def test_a_task_is_done_with_its_step(at_stage_2: Carried) -> None:
    at_stage_2.acknowledge(date(2025, 9, 23))
    at_stage_2.appoint_stage_2(date(2025, 9, 26))
    at_stage_2.make("statement.agreed", agreed_on=date(2025, 10, 3), statement="1. No visit since June.")

    assert [done for _due, done in at_stage_2.tasks().values()] == [
        "2025-09-23", "2025-09-26", "2025-09-26", "2025-10-03",
    ]  # fmt: skip


def test_any_message_is_enough_but_there_must_be_one(case: Carried) -> None:
    case.answer(ANSWERED)

    with pytest.raises(ProblemsError, match="what remains unresolved"):
        case.ask_for_stage_2(ASKED, unresolved=" ")

    case.ask_for_stage_2(ASKED, unresolved="no")


def test_a_request_after_twenty_working_days_is_said_but_not_refused(case: Carried) -> None:
    case.answer(ANSWERED)

    assert "after Friday 10 October 2025, the last day to ask" in case.ask_for_stage_2(date(2025, 10, 13))
    assert case.stage["number"] == "2"


def test_a_request_on_the_last_day_is_not_called_late(case: Carried) -> None:
    case.answer(ANSWERED)

    assert "last day to ask" not in case.ask_for_stage_2(date(2025, 10, 10))


def test_an_unanswered_stage_1_is_left_only_when_its_time_has_run_out(case: Carried) -> None:
    with pytest.raises(RuleError, match=r"ask from Tuesday 16 September 2025.*regulation 14"):
        case.ask_for_stage_2(date(2025, 9, 15))

    case.ask_for_stage_2(date(2025, 9, 16))
    assert (case.view.stages[0].doc.get("answered_on"), case.view.value("first_closed_on")) == (None, None)


def test_stage_1_is_skipped_only_by_agreement_and_only_while_its_time_runs(case: Carried) -> None:
    with pytest.raises(ProblemsError, match="time for stage 1 has run out"):
        case.ask_for_stage_2(date(2025, 9, 16), skipped=True)

    case.ask_for_stage_2(date(2025, 9, 3), skipped=True)
    assert case.view.stages[0].doc["skipped_on"] == "2025-09-03"


def test_an_answered_stage_1_is_not_skipped(case: Carried) -> None:
    case.answer(ANSWERED)

    with pytest.raises(ProblemsError, match="Stage 1 is answered"):
        case.ask_for_stage_2(ASKED, skipped=True)


def test_a_request_before_the_complaint_or_tomorrow_cannot_be(case: Carried) -> None:
    case.answer(ANSWERED)

    with pytest.raises(ProblemsError, match="on or after Monday 1 September 2025"):
        case.ask_for_stage_2(date(2025, 8, 29))
    with pytest.raises(ProblemsError, match="today or in the past"):
        case.ask_for_stage_2(date(2025, 12, 2))


def test_a_withdrawn_complaint_is_reopened_first(case: Carried) -> None:
    case.make("complaint.withdrawn", withdrawn_on=ANSWERED, how="spoken", review="no")

    assert case.why_not("stage_2.requested") == (
        "This complaint was withdrawn. Reopen it first if the person wants to go on (regulation 7)."
    )


def test_the_dates_are_shown_before_they_are_set(case: Carried) -> None:
    case.answer(ANSWERED)

    foreseen = {m.step: (m.before_on, m.after_on) for m in case.foresee(
        "stage_2.requested", requested_on=ASKED, unresolved="x"
    )}  # fmt: skip

    assert foreseen == {
        "CA_S2_ACK": (None, date(2025, 9, 24)),
        "CA_S2_RESP": (None, date(2025, 10, 27)),
        "CA_S2_MAX": (None, date(2025, 12, 22)),
    }


def test_undo_takes_stage_2_back_and_the_case_is_closed_as_it_was(case: Carried) -> None:
    case.answer(ANSWERED, "upheld")
    before = {e.id: e.doc for e in (case.view.case, *case.view.stages)}
    case.ask_for_stage_2(ASKED)

    case.undo()

    after = {
        e.id: {k: v for k, v in e.doc.items() if v not in (None, "")}
        for e in (case.view.case, *case.view.stages)
    }
    assert after == {i: {k: v for k, v in doc.items() if v not in (None, "")} for i, doc in before.items()}
    assert case.view.tasks == ()


def test_there_is_no_move_that_refuses_stage_2_at_once() -> None:
    refusing = [m for m in ALL if "refus" in m.label.lower() and Kind.STATUTORY in m.kinds]

    assert {m.code for m in refusing} == {"refusal.proposed", "refusal.approved", "refusal.dropped"}


# -- the two clocks ------------------------------------------------------------------------------------------


def test_both_readings_of_the_law_stand_side_by_side(at_stage_2: Carried) -> None:
    message = at_stage_2.make("statement.agreed", agreed_on=date(2025, 10, 3), statement="1. No visit.")

    clock = at_stage_2.stage["clocks"]["CA_S2_RESP"]
    assert (clock["due_on"], clock["beside"], clock["beside_on"]) == ("2025-10-27", "s2_agreed", "2025-11-07")
    assert "Counted from the agreed statement, the answer would be due Friday 7 November 2025." in message


def test_where_the_council_counts_from_the_agreed_statement_the_dates_move_with_it(tmp_path: Path) -> None:
    settings = replace(SETTINGS, s2_basis="AGREED")
    with complaint(tmp_path, RECEIVED, TODAY, settings=settings) as case:
        case.answer(ANSWERED)
        case.ask_for_stage_2(ASKED)

        foreseen = {m.step: (m.before_on, m.after_on) for m in case.foresee(
            "statement.agreed", agreed_on=date(2025, 10, 3), statement="x"
        )}  # fmt: skip
        message = case.make("statement.agreed", agreed_on=date(2025, 10, 3), statement="x")

        assert foreseen["CA_S2_RESP"] == (date(2025, 10, 27), date(2025, 11, 7))
        assert case.view.row.due_on == date(2025, 11, 7)
        assert "Counted from the request, the answer would be due Monday 27 October 2025." in message

        case.make("statement.amended", agreed_on=date(2025, 10, 10))
        assert case.view.row.due_on == date(2025, 11, 14)
        assert case.stage["statement"] == "x"


# -- the next step -------------------------------------------------------------------------------------------


def test_the_next_step_follows_the_stage(case: Carried) -> None:
    case.acknowledge(date(2025, 9, 2))
    assert case.next() == ("Answer now: it was due Monday 15 September 2025. The person may ask for stage 2 now.",
                           "case.answer")  # fmt: skip
    case.answer(date(2025, 11, 20))
    assert case.next() == ("The person may ask for stage 2 until Thursday 18 December 2025.", "case.escalate")
    case.ask_for_stage_2(date(2025, 11, 24))
    steps = []
    for code, values in (
        ("", {}),
        ("investigator.appointed", {"full_name": "A", "appointed_on": TODAY, "in_line": "no"}),
        ("independent_person.appointed", {"full_name": "B", "appointed_on": TODAY, **INDEPENDENT}),
        ("statement.drafted", {"statement": "1."}),
        ("statement.agreed", {"agreed_on": TODAY, "statement": "1."}),
        ("investigation.reported", {"report_on": TODAY}),
        ("independent_person.reported", {"independent_report_on": TODAY}),
        ("adjudicator.appointed", {"full_name": "C", "appointed_on": TODAY}),
    ):
        if code:
            case.make(code, **values)
        else:
            case.acknowledge(date(2025, 11, 25))
        steps.append(case.next()[1])
    assert steps == [
        "move:investigator.appointed",
        "move:independent_person.appointed",
        "move:statement.drafted",
        "move:statement.agreed",
        "move:investigation.reported",
        "move:independent_person.reported",
        "move:adjudicator.appointed",
        "case.answer",
    ]
    case.answer(TODAY)
    assert case.next() == (
        "The person may ask for a review panel until Wednesday 31 December 2025.",
        "case.escalate",
    )


def test_what_was_still_to_be_done_is_over_with_the_answer(at_stage_2: Carried) -> None:
    at_stage_2.answer(date(2025, 10, 20))

    assert at_stage_2.tasks() == {}


def test_a_stage_is_not_answered_before_it_was_asked_for(at_stage_2: Carried) -> None:
    with pytest.raises(ProblemsError, match="the day the stage began, Monday 22 September 2025"):
        at_stage_2.answer(date(2025, 9, 19))
