"""Requests for information, personal data and the Ombudsman: restarts, days left out, months."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.deadlines import (
    Facts,
    Pause,
    PauseKind,
    add_months,
)
from caseworker.domain.pauses import Effect
from tests.domain.rules_support import clock, due

RECEIVED = date(2024, 9, 2)  # a Monday; no bank holiday until Christmas


def paused(kind: PauseKind, from_on: date, to_on: date | None, received_on: date = RECEIVED) -> Facts:
    return Facts(received_on, pauses=(Pause(kind, from_on, to_on),))


# Freedom of information.


def test_a_clarification_starts_the_twenty_working_days_anew() -> None:
    facts = paused(PauseKind.CLARIFY, date(2025, 2, 6), date(2025, 2, 20), date(2025, 2, 3))
    restarted = clock("FOI", "FOI_RESP", facts)

    assert restarted.due_on == due("FOI", "FOI_RESP", Facts(date(2025, 2, 20))) == date(2025, 3, 21)
    assert restarted.statutory_on == date(2025, 3, 3)
    assert restarted.trigger_on == date(2025, 2, 3)
    assert restarted.counted_from_on == date(2025, 2, 20)
    assert restarted.max_on == due("FOI", "FOI_PIT_MAX", Facts(date(2025, 2, 20)))


def test_a_clarification_answered_on_the_day_of_receipt_changes_nothing() -> None:
    facts = paused(PauseKind.CLARIFY, RECEIVED, RECEIVED)

    assert due("FOI", "FOI_RESP", facts) == due("FOI", "FOI_RESP", Facts(RECEIVED))


def test_a_clarification_asked_for_twice_starts_anew_twice() -> None:
    first = Pause(PauseKind.CLARIFY, date(2024, 9, 4), date(2024, 9, 11))
    second = Pause(
        PauseKind.CLARIFY, date(2024, 10, 1), date(2024, 10, 14)
    )  # after the plain date of 30 September

    assert due("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(first, second))) == date(2024, 11, 11)
    waiting = clock(
        "FOI", "FOI_RESP", Facts(RECEIVED, pauses=(first, Pause(PauseKind.CLARIFY, date(2024, 10, 1))))
    )
    assert (waiting.due_on, waiting.stopped_since) == (None, date(2024, 10, 1))


def test_a_clarification_asked_for_too_late_rescues_nothing() -> None:
    facts = paused(PauseKind.CLARIFY, date(2024, 10, 1), date(2024, 10, 14))

    assert due("FOI", "FOI_RESP", facts) == date(2024, 9, 30)
    assert due("FOI", "FOI_RESP", paused(PauseKind.CLARIFY, date(2024, 9, 30), date(2024, 10, 14))) == date(
        2024, 11, 11
    )


def test_working_days_from_fees_notice_to_payment_are_left_out_both_included() -> None:
    received = date(2025, 2, 3)

    assert due(
        "FOI", "FOI_RESP", paused(PauseKind.FEE, date(2025, 2, 10), date(2025, 2, 14), received)
    ) == date(2025, 3, 10)
    assert due(
        "FOI", "FOI_RESP", paused(PauseKind.FEE, date(2025, 2, 10), date(2025, 2, 10), received)
    ) == date(2025, 3, 4)
    assert due(
        "FOI", "FOI_RESP", paused(PauseKind.FEE, date(2025, 2, 8), date(2025, 2, 9), received)
    ) == date(2025, 3, 3)


def test_a_fee_may_be_asked_for_on_the_last_day() -> None:
    last = date(2025, 3, 3)

    assert due("FOI", "FOI_RESP", paused(PauseKind.FEE, last, date(2025, 3, 7), date(2025, 2, 3))) == date(
        2025, 3, 10
    )
    assert (
        due("FOI", "FOI_RESP", paused(PauseKind.FEE, date(2025, 3, 4), date(2025, 3, 7), date(2025, 2, 3)))
        == last
    )


def test_a_fees_notice_on_the_day_of_receipt_leaves_out_the_days_after() -> None:
    facts = paused(PauseKind.FEE, date(2025, 2, 3), date(2025, 2, 4), date(2025, 2, 3))

    assert due("FOI", "FOI_RESP", facts) == date(2025, 3, 4)


def test_while_the_fee_is_awaited_the_clock_stands_and_the_last_day_to_pay_is_known() -> None:
    facts = paused(PauseKind.FEE, date(2025, 2, 10), None, date(2025, 2, 3))

    assert clock("FOI", "FOI_RESP", facts).stopped_since == date(2025, 2, 10)
    assert due("FOI", "FOI_RESP", facts) is None
    assert due("FOI", "FOI_PIT_MAX", facts) is None
    assert due("FOI", "FOI_FEE_BY", facts) == date(2025, 5, 9)


def test_fee_days_before_a_clarification_do_not_count_again_after_it() -> None:
    fee = Pause(PauseKind.FEE, date(2024, 9, 4), date(2024, 9, 10))
    question = Pause(PauseKind.CLARIFY, date(2024, 9, 12), date(2024, 9, 16))

    assert due("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(fee, question))) == due(
        "FOI", "FOI_RESP", Facts(date(2024, 9, 16))
    )


def test_fee_days_after_a_clarification_are_left_out_of_the_new_count() -> None:
    fee = Pause(PauseKind.FEE, date(2024, 9, 4), date(2024, 9, 18))  # 17 and 18 lie after the answer
    question = Pause(PauseKind.CLARIFY, date(2024, 9, 5), date(2024, 9, 16))

    assert due("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(fee, question))) == date(2024, 10, 16)
    assert due("FOI", "FOI_RESP", Facts(date(2024, 9, 16))) == date(2024, 10, 14)


def test_while_one_of_two_questions_is_open_the_clock_stands() -> None:
    fee = Pause(PauseKind.FEE, date(2024, 9, 4))
    question = Pause(PauseKind.CLARIFY, date(2024, 9, 5), date(2024, 9, 16))

    assert clock("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(fee, question))).stopped_since == date(2024, 9, 4)


def test_the_clock_stands_since_the_first_of_two_open_questions() -> None:
    fee, question = Pause(PauseKind.FEE, date(2024, 9, 4)), Pause(PauseKind.CLARIFY, date(2024, 9, 5))

    assert clock("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(fee, question))).stopped_since == date(2024, 9, 4)


def test_a_question_asked_while_the_clock_stands_is_never_too_late() -> None:
    fee, question = Pause(PauseKind.FEE, date(2024, 9, 4)), Pause(PauseKind.CLARIFY, date(2024, 10, 7))
    standing = clock("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(fee, question)))

    assert [pause.effect for pause in standing.pauses] == [Effect.DISREGARD, Effect.RESTART]


def test_of_two_questions_the_later_answer_starts_the_count() -> None:
    long = Pause(PauseKind.CLARIFY, date(2024, 9, 4), date(2024, 9, 20))
    short = Pause(PauseKind.CLARIFY, date(2024, 9, 5), date(2024, 9, 9))

    assert due("FOI", "FOI_RESP", Facts(RECEIVED, pauses=(long, short))) == due(
        "FOI", "FOI_RESP", Facts(date(2024, 9, 20))
    )


def test_a_notice_of_the_public_interest_test_stops_nothing() -> None:
    facts = Facts(date(2025, 7, 1), events={"pit_extension": date(2025, 7, 28)})

    assert due("FOI", "FOI_RESP", facts) == date(2025, 7, 30)
    assert due("FOI", "FOI_PIT_MAX", facts) == date(2025, 8, 29)
    extended = Facts(date(2025, 7, 1), extended_to=date(2025, 8, 20), extension_notice_on=date(2025, 7, 28))
    assert due("FOI", "FOI_RESP", extended) == date(2025, 8, 20)


def test_an_internal_review_has_its_own_clock() -> None:
    facts = Facts(events={"ir_request": date(2025, 3, 3)})

    assert due("FOI", "FOI_IR_RESP", facts) == date(2025, 4, 1)
    assert clock("FOI", "FOI_IR_RESP", facts).max_on == due("FOI", "FOI_IR_MAX", facts)
    assert due("EIR", "EIR_IR_RESP", Facts(events={"ir_request": date(2025, 7, 1)})) == date(2025, 8, 29)


def test_an_environmental_question_starts_anew_too() -> None:
    facts = paused(PauseKind.CLARIFY, date(2025, 2, 6), date(2025, 2, 20), date(2025, 2, 3))

    assert due("EIR", "EIR_RESP", facts) == date(2025, 3, 21)


# Subject access requests.


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2025, 1, 28), date(2025, 2, 28)),
        (date(2025, 1, 29), date(2025, 2, 28)),  # no 29 February
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 29), date(2024, 2, 29)),  # a leap year
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 4, 2)),  # 29 March was Good Friday
        (date(2025, 3, 31), date(2025, 4, 30)),
        (date(2025, 5, 1), date(2025, 6, 2)),  # 1 June was a Sunday
        (date(2024, 11, 25), date(2024, 12, 27)),  # Christmas and Boxing Day
        (date(2025, 12, 31), date(2026, 2, 2)),  # over the year's end, 31 January a Saturday
        (date(2026, 2, 28), date(2026, 3, 30)),  # a Saturday; 28 March is one too
    ],
)
def test_one_month_to_the_corresponding_date(received_on: date, due_on: date) -> None:
    assert due("SAR", "SAR_RESP", Facts(received_on)) == due_on


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2025, 1, 15), date(2025, 2, 14)),
        (date(2025, 1, 31), date(2025, 2, 28)),  # no corresponding date: the last day of the month
        (date(2024, 3, 1), date(2024, 4, 2)),  # 31 March was Easter Sunday
    ],
)
def test_the_strict_reading_ends_a_day_earlier(received_on: date, due_on: date) -> None:
    assert due("SAR-STRICT", "SAR_RESP", Facts(received_on)) == due_on


def test_months_are_added_to_the_last_day_there_is() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert add_months(date(2024, 12, 15), 1) == date(2025, 1, 15)


def test_the_last_day_to_complain_is_a_year_after_the_grounds() -> None:
    assert due("CA-REQ", "CA_LAST_IN_TIME", Facts(events={"grounds": date(2024, 2, 29)})) == date(2025, 2, 28)
    assert due("CA-REQ", "CA_LAST_IN_TIME", Facts(events={"grounds": date(2024, 6, 1)})) == date(
        2025, 6, 1
    )  # a Sunday


def test_days_of_clarification_are_left_out_of_the_month_both_included() -> None:
    received = date(2026, 3, 10)

    assert due(
        "SAR", "SAR_RESP", paused(PauseKind.CLARIFY, date(2026, 3, 16), date(2026, 3, 25), received)
    ) == date(2026, 4, 20)
    same_day = paused(PauseKind.CLARIFY, date(2026, 3, 16), date(2026, 3, 16), received)
    assert due("SAR", "SAR_RESP", same_day) == date(2026, 4, 13)  # 11 April is a Saturday
    assert due("SAR", "SAR_EXT", same_day) == date(2026, 6, 11)


def test_two_clarifications_of_one_month_count_each_day_once() -> None:
    first = Pause(PauseKind.CLARIFY, date(2026, 3, 16), date(2026, 3, 20))
    second = Pause(PauseKind.CLARIFY, date(2026, 3, 19), date(2026, 3, 23))

    assert due("SAR", "SAR_RESP", Facts(date(2026, 3, 10), pauses=(first, second))) == date(
        2026, 4, 20
    )  # 18, a Saturday


def test_the_month_begins_when_identity_is_proved() -> None:
    facts = paused(PauseKind.ID, date(2026, 3, 11), date(2026, 3, 20), date(2026, 3, 10))
    standing = paused(PauseKind.ID, date(2026, 3, 11), None, date(2026, 3, 10))

    assert (
        due("SAR", "SAR_RESP", facts) == due("SAR", "SAR_RESP", Facts(date(2026, 3, 20))) == date(2026, 4, 20)
    )
    assert due("SAR", "SAR_EXT", facts) == date(2026, 6, 22)
    assert due("SAR", "SAR_RESP", standing) is None


def test_identity_and_clarification_together() -> None:
    proof = Pause(PauseKind.ID, date(2026, 3, 11), date(2026, 3, 20))
    question = Pause(PauseKind.CLARIFY, date(2026, 3, 18), date(2026, 3, 24))  # five days from the proof on

    assert due("SAR", "SAR_RESP", Facts(date(2026, 3, 10), pauses=(proof, question))) == date(
        2026, 4, 27
    )  # 25, Saturday


def test_a_question_after_the_month_itself_leaves_no_day_out_even_before_the_weekend_is_over() -> None:
    received = date(
        2026, 3, 11
    )  # the month ends on Saturday 11 April, so the answer is due on Monday 13 April
    on_saturday = paused(PauseKind.CLARIFY, date(2026, 4, 11), date(2026, 4, 15), received)
    on_monday = paused(PauseKind.CLARIFY, date(2026, 4, 13), date(2026, 4, 15), received)

    assert due("SAR", "SAR_RESP", on_saturday) == date(2026, 4, 16)
    assert due("SAR", "SAR_RESP", on_monday) == date(2026, 4, 13)
    assert due("SAR", "SAR_RESP", paused(PauseKind.CLARIFY, date(2026, 4, 13), None, received)) == date(
        2026, 4, 13
    )


def test_our_own_target_is_always_shown() -> None:
    assert due("SAR", "SAR_TARGET", Facts(date(2026, 3, 10))) == date(2026, 4, 7)


# Data protection complaints and the Ombudsman.


def test_a_data_protection_complaint_is_acknowledged_in_thirty_days_and_moves_off_a_weekend() -> None:
    assert due("DPC", "DPC_ACK", Facts(date(2026, 7, 1))) == date(2026, 7, 31)
    assert due("DPC", "DPC_ACK", Facts(date(2026, 7, 3))) == date(2026, 8, 3)  # 2 August is a Sunday
    assert due("DPC", "DPC_ACK", Facts(date(2026, 11, 25))) == date(2026, 12, 29)  # 25 to 28 December


def test_the_ombudsmans_date_is_never_moved_forward() -> None:
    facts = Facts(events={"enquiry": date(2025, 11, 28)})

    assert due("LGO", "LGO_ENQ", facts) == date(2025, 12, 26)
    assert due("LGO", "LGO_ENQ_SAFE", facts) == date(2025, 12, 24)


def test_the_day_the_ombudsman_names_comes_before_the_usual_28() -> None:
    facts = Facts(events={"enquiry": date(2025, 11, 28), "enquiry_due": date(2025, 12, 14)})
    named = clock("LGO", "LGO_ENQ", facts)

    assert named.due_on == named.statutory_on == date(2025, 12, 14)  # a Sunday
    assert named.trigger_on == date(2025, 11, 28)
    assert due("LGO", "LGO_ENQ_SAFE", facts) == date(2025, 12, 12)


def test_an_enquiry_without_a_date_of_its_own_counts_from_receipt() -> None:
    assert due("LGO", "LGO_ENQ", Facts(date(2025, 12, 1))) == date(2025, 12, 29)
    both = Facts(date(2025, 12, 1), events={"enquiry": date(2025, 11, 28)})
    assert due("LGO", "LGO_ENQ", both) == date(2025, 12, 26)


def test_a_public_report_is_answered_within_three_months_beginning_with_receipt() -> None:
    facts = Facts(events={"report_received": date(2021, 6, 22)})

    assert due("LGO", "LGO_S31", facts) == date(2021, 9, 21)
    assert due("LGO", "LGO_NOTICE", facts) == date(2021, 7, 6)
    assert due("LGO", "LGO_S31", Facts(events={"report_received": date(2024, 11, 30)})) == date(2025, 2, 28)
