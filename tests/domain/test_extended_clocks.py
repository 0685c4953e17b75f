"""A later date that was agreed: what it moves, with pauses before and after it."""

from __future__ import annotations

from datetime import date

from caseworker.domain.deadlines import (
    Extension,
    Facts,
    Pause,
    PauseKind,
)
from tests.domain.rules_support import clock, due

RECEIVED = date(2024, 9, 2)  # a Monday; no bank holiday until Christmas


def test_an_extension_moves_the_answer_and_keeps_the_first_date() -> None:
    extended = clock("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, extended_to=date(2024, 9, 25)))

    assert extended.due_on == date(2024, 9, 25)
    assert extended.original_due_on == date(2024, 9, 16)
    assert extended.statutory_on == date(2024, 9, 16)
    assert extended.extended_to == date(2024, 9, 25)


def test_an_extension_never_shortens_and_never_passes_the_limit() -> None:
    assert due("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, extended_to=date(2024, 9, 10))) == date(2024, 9, 16)
    assert due("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, extended_to=date(2024, 10, 31))) == date(2024, 9, 30)


def test_a_pause_after_an_extension_adds_its_days_to_the_later_date() -> None:
    pause = Pause(PauseKind.ADVOCATE, date(2024, 9, 17), date(2024, 9, 19))  # two days, 18 and 19
    facts = Facts(
        RECEIVED, pauses=(pause,), extended_to=date(2024, 9, 20), extension_notice_on=date(2024, 9, 12)
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 24)
    assert clock("CA-REQ", "CA_S1_RESP", facts).original_due_on == date(2024, 9, 16)


def test_an_extension_given_after_a_pause_is_the_date_that_was_named() -> None:
    pause = Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 6))
    facts = Facts(
        RECEIVED, pauses=(pause,), extended_to=date(2024, 9, 25), extension_notice_on=date(2024, 9, 12)
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 25)
    assert due(
        "CA-REQ", "CA_S1_RESP", Facts(RECEIVED, pauses=(pause,), extended_to=date(2024, 9, 25))
    ) == date(2024, 9, 25)


def test_an_extension_and_a_pause_together_stay_within_the_limit() -> None:
    pause = Pause(PauseKind.ADVOCATE, date(2024, 9, 17), date(2024, 9, 30))
    facts = Facts(
        RECEIVED, pauses=(pause,), extended_to=date(2024, 9, 27), extension_notice_on=date(2024, 9, 12)
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 30)


def test_a_fee_asked_for_in_extended_time_is_left_out_of_it() -> None:
    fee = Pause(PauseKind.FEE, date(2025, 8, 4), date(2025, 8, 8))  # Monday 4 August is a Scottish holiday
    facts = Facts(
        date(2025, 7, 1), pauses=(fee,), extended_to=date(2025, 8, 13), extension_notice_on=date(2025, 7, 28)
    )

    assert due("FOI", "FOI_RESP", facts) == date(2025, 8, 19)
    assert due("FOI", "FOI_RESP", Facts(date(2025, 7, 1), pauses=(fee,))) == date(2025, 7, 30)


def test_days_left_out_of_extended_time_are_told() -> None:
    fee = Pause(PauseKind.FEE, date(2025, 8, 5), date(2025, 8, 8))
    facts = Facts(
        date(2025, 7, 1), pauses=(fee,), extended_to=date(2025, 8, 13), extension_notice_on=date(2025, 7, 28)
    )

    assert clock("FOI", "FOI_RESP", facts).pauses[0].days == 4


def test_a_restart_never_takes_an_extension_back() -> None:
    question = Pause(PauseKind.CLARIFY, date(2025, 7, 7), date(2025, 7, 8))
    facts = Facts(
        date(2025, 7, 1),
        pauses=(question,),
        extended_to=date(2025, 8, 29),
        extension_notice_on=date(2025, 7, 3),
    )

    assert due("FOI", "FOI_RESP", facts) == date(2025, 8, 29)


def test_days_before_a_restart_are_not_left_out_of_extended_time() -> None:
    question = Pause(PauseKind.CLARIFY, date(2024, 9, 5), date(2024, 9, 16))
    fee = Pause(PauseKind.FEE, date(2024, 9, 6), date(2024, 9, 18))  # 17 and 18 lie after the answer
    facts = Facts(
        RECEIVED, pauses=(question, fee), extended_to=date(2024, 10, 28), extension_notice_on=date(2024, 9, 3)
    )

    assert due("FOI", "FOI_RESP", facts) == date(2024, 10, 30)


def test_stage_2_is_extended_by_its_own_date() -> None:
    events = {"s2_request": date(2025, 1, 6)}
    apart = Facts(events=events, extended_to=date(2025, 3, 10))
    whole = Facts(
        date(2024, 11, 4), events=events, extensions=(Extension(date(2025, 3, 10), step="CA_S2_RESP"),)
    )

    assert due("CA-REQ", "CA_S2_RESP", apart) == due("CA-REQ", "CA_S2_RESP", whole) == date(2025, 3, 10)
    assert due("CA-REQ", "CA_S1_RESP", whole) == date(2024, 11, 18)


def test_of_two_extensions_the_later_date_holds() -> None:
    first = Extension(date(2024, 9, 20), date(2024, 9, 12))
    second = Extension(date(2024, 9, 27), date(2024, 9, 19))

    twice = clock("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, extensions=(second, first)))

    assert (twice.due_on, twice.extended_to, twice.extension_notice_on) == (
        date(2024, 9, 27),
        date(2024, 9, 27),
        date(2024, 9, 19),
    )
