"""Corporate complaints: two stages, and a third only where the council's rules of the day have one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from tests.actions.moves.complaint_help import Carried, complaint


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint of 1 October 2019, when stage 3 was the Independent Adjudicator; it is 3 February 2020."""
    with complaint(tmp_path, date(2019, 10, 1), date(2020, 2, 3), Kind.CORPORATE) as carried:
        yield carried


def test_no_reasons_are_needed_for_stage_2(case: Carried) -> None:
    case.answer(date(2019, 10, 14))
    message = case.ask_for_stage_2(date(2019, 10, 21), unresolved="")

    assert case.view.row.due_on == date(2019, 11, 18)
    assert "Asha Khan still owns the case. Somebody else than at stage 1 answers stage 2." in message
    assert case.next()[1] == "move:reviewer.appointed"


def test_who_answered_stage_1_is_said_to_be_the_wrong_person(case: Carried) -> None:
    case.answer(date(2019, 10, 14))
    case.ask_for_stage_2(date(2019, 10, 21))

    message = case.make("reviewer.appointed", full_name="Asha Khan", appointed_on=date(2019, 10, 22))

    assert "Stage 2 is for somebody else to answer." in message


def test_an_unanswered_stage_1_is_left_when_its_time_has_run_out(case: Carried) -> None:
    with pytest.raises(RuleError, match="Its time runs until Tuesday 15 October 2019"):
        case.ask_for_stage_2(date(2019, 10, 15))

    case.ask_for_stage_2(date(2019, 10, 16))
    assert case.stage["number"] == "2"


def test_the_adjudicator_decides_and_may_award_compensation(case: Carried) -> None:
    case.answer(date(2019, 10, 14))
    case.ask_for_stage_2(date(2019, 10, 21))
    case.answer(date(2019, 11, 15))
    assert "Independent Adjudicator" in case.next()[0]
    case.make("third_stage.requested", requested_on=date(2019, 11, 18))
    case.make("independent_adjudicator.appointed", full_name="Lin Judge", appointed_on=date(2019, 11, 20))
    assert case.next() == (
        "Record the adjudicator's decision. It is due Thursday 2 January 2020.",
        "move:independent_adjudicator.decided",
    )
    decided = {"answered_on": date(2020, 1, 2), "result": "upheld", "reason": "The delay was not explained."}

    with pytest.raises(ProblemsError, match="what the compensation is for"):
        case.make("independent_adjudicator.decided", **decided, pounds=250.0)
    case.make("independent_adjudicator.decided", **decided, pounds=250.0, payment="delay")

    assert (case.view.status, case.view.value("outcome"), case.view.row.on_time) == (
        Status.CLOSED,
        "upheld",
        True,
    )
    (payment,) = case.view.of_kind("payment")
    assert (payment.doc["amount_pounds"], payment.doc["kind"]) == (250.0, "delay")
    assert case.next()[0].startswith("The person may go to the Ombudsman.")


def test_outside_the_jurisdiction_nothing_is_awarded(case: Carried) -> None:
    case.answer(date(2019, 10, 14))
    case.ask_for_stage_2(date(2019, 10, 21))
    case.answer(date(2019, 11, 15))
    case.make("third_stage.requested", requested_on=date(2019, 11, 18))
    decided = {"answered_on": date(2020, 1, 2), "result": "outside", "reason": "It is about a contract."}

    with pytest.raises(ProblemsError, match="Nothing is awarded"):
        case.make("independent_adjudicator.decided", **decided, pounds=1.0, payment="delay")
    case.make("independent_adjudicator.decided", **decided)

    assert case.stage["outcome_reason"].startswith("Outside the adjudicator's jurisdiction.")


def test_the_code_has_no_stage_3_and_its_name_is_said(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2026, 7, 1), date(2026, 10, 1), Kind.CORPORATE) as case:
        case.answer(date(2026, 7, 10))
        case.ask_for_stage_2(date(2026, 7, 13))
        case.answer(date(2026, 8, 3))

        assert case.why_not("third_stage.requested") == (
            "The rules for corporate complaints (CODE-2024) have no stage 3. The next step is the Ombudsman."
        )


def test_a_request_on_a_day_without_a_third_stage_is_refused_by_the_rules_of_that_day(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2022, 2, 1), date(2022, 5, 3), Kind.CORPORATE) as case:
        case.answer(date(2022, 2, 10))
        case.ask_for_stage_2(date(2022, 2, 14))
        case.answer(date(2022, 3, 21))

        with pytest.raises(RuleError, match=r"LEW-2024.* have no stage 3"):
            case.make("third_stage.requested", requested_on=date(2022, 4, 4))
        case.make("third_stage.requested", requested_on=date(2022, 3, 28))

    assert case.stage["scheme"] == "LEW-COVID"
