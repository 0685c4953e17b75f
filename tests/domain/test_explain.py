"""A date explains itself: exact sentences, so that a caseworker can read them out."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.deadlines import Clock, Facts, Pause, PauseKind, explain
from caseworker.errors import UnavailableError
from tests.domain.rules_support import CALENDARS, clock

REG_14 = "Source: Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 14."
REG_17 = "Source: Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 17."
S_10 = "Source: Freedom of Information Act 2000, s.10(1); working day: s.10(6)."
ARTICLE_12 = "Source: UK GDPR, articles 12(3) and 12A."


def said(one: Clock, answered_on: date | None = None) -> list[str]:
    return list(explain(one, CALENDARS, answered_on).sentences)


def test_a_complaint_received_before_christmas() -> None:
    assert said(clock("CA-REQ", "CA_S1_RESP", Facts(date(2024, 12, 20)))) == [
        "Counted from receipt on Friday 20 December 2024; day 1 is Monday 23 December 2024.",
        "10 working days end on Wednesday 8 January 2025.",
        "Not counted: 6 weekend days, Wednesday 25 December 2024 (Christmas Day), "
        "Thursday 26 December 2024 (Boxing Day) and Wednesday 1 January 2025 (New Year's Day).",
        "Due by the end of Wednesday 8 January 2025.",
        REG_14,
    ]


def test_an_answer_in_time_and_one_too_late() -> None:
    running = clock("CA-REQ", "CA_S1_RESP", Facts(date(2025, 2, 3)))

    assert said(running, date(2025, 2, 17))[-2] == (
        "Answered on Monday 17 February 2025, after 10 working days: on time."
    )
    assert said(running, date(2025, 2, 18))[-2] == (
        "Answered on Tuesday 18 February 2025, after 11 working days: 1 working day late."
    )
    assert (
        said(running, date(2025, 2, 3))[-2]
        == "Answered on Monday 3 February 2025, after 0 working days: on time."
    )


def test_an_answer_recorded_before_receipt_is_said_as_it_is() -> None:
    running = clock("CA-REQ", "CA_S1_RESP", Facts(date(2025, 2, 3)))

    assert said(running, date(2025, 1, 31))[-2] == (
        "Answered on Friday 31 January 2025, before the count began: on time."
    )


def test_a_short_clock_with_nothing_to_skip() -> None:
    assert said(clock("CA-REQ", "CA_S1_ACK", Facts(date(2024, 9, 2)))) == [
        "Counted from receipt on Monday 2 September 2024; day 1 is Tuesday 3 September 2024.",
        "2 working days end on Wednesday 4 September 2024.",
        "Due by the end of Wednesday 4 September 2024.",
        "Source: Local standard of 2 working days; not in the Regulations for stage 1.",
    ]


def test_the_search_for_an_advocate() -> None:
    facts = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 11)),))

    assert said(clock("CA-REQ", "CA_S1_RESP", facts)) == [
        "Counted from receipt on Monday 2 September 2024; day 1 is Tuesday 3 September 2024.",
        "10 working days end on Monday 16 September 2024.",
        "The clock stood still while an advocate was being found, from Wednesday 4 September 2024 to "
        "Wednesday 11 September 2024: 5 working days added.",
        "Not counted: 6 weekend days.",
        "Due by the end of Monday 23 September 2024.",
        REG_14,
    ]


def test_a_search_so_long_that_the_limit_holds() -> None:
    facts = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 10, 14)),))

    assert said(clock("CA-REQ", "CA_S1_RESP", facts))[-2] == (
        "Due by the end of Monday 30 September 2024, the latest day the rules allow."
    )


def test_a_clock_that_stands_still() -> None:
    advocate = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4)),))
    question = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.CLARIFY, date(2024, 9, 4)),))

    assert said(clock("CA-REQ", "CA_S1_RESP", advocate))[2:] == [
        "The clock stands still since Wednesday 4 September 2024, while an advocate was being found.",
        "Not counted: 4 weekend days.",
        "While the clock stands still the answer is due by the end of Monday 30 September 2024 at the latest.",
        REG_14,
    ]
    assert said(clock("FOI", "FOI_RESP", question))[-2] == "No date is due while the clock stands still."
    assert said(clock("FOI", "FOI_RESP", question), date(2024, 9, 20))[-2] == (
        "Answered on Friday 20 September 2024, after 14 working days: on time."
    )


def test_a_pause_that_came_too_late_and_one_that_cost_no_day() -> None:
    late = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 18)),))
    nothing = Facts(date(2024, 9, 2), pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 4)),))

    assert said(clock("CA-REQ", "CA_S1_RESP", late))[2] == (
        "The pause of Wednesday 18 September 2024 (finding an advocate) began after the answer was due: "
        "nothing changes."
    )
    assert said(clock("CA-REQ", "CA_S1_RESP", nothing))[2] == (
        "The clock stood still while an advocate was being found, from Wednesday 4 September 2024 to "
        "Wednesday 4 September 2024: no day of the count fell in it, so nothing changes."
    )


def test_an_extension_within_and_beyond_what_is_allowed() -> None:
    within = Facts(date(2024, 9, 2), extended_to=date(2024, 9, 25), extension_notice_on=date(2024, 9, 12))
    beyond = Facts(date(2024, 9, 2), extended_to=date(2024, 10, 31))

    assert said(clock("CA-REQ", "CA_S1_RESP", within))[2:] == [
        "Not counted: 4 weekend days.",
        "Extended on Thursday 12 September 2024 to Wednesday 25 September 2024, counted from the original start.",
        "Due by the end of Wednesday 25 September 2024.",
        REG_14,
    ]
    assert said(clock("CA-REQ", "CA_S1_RESP", beyond))[3:] == [
        "Extended to Thursday 31 October 2024, counted from the original start.",
        "The rules allow no later day than Monday 30 September 2024.",
        "Due by the end of Monday 30 September 2024.",
        REG_14,
    ]


def test_both_readings_of_stage_2() -> None:
    facts = Facts(events={"s2_request": date(2025, 1, 6), "s2_agreed": date(2025, 1, 20)})

    assert said(clock("CA-REQ", "CA_S2_RESP", facts)) == [
        "Counted from the stage 2 request on Monday 6 January 2025; day 1 is Tuesday 7 January 2025.",
        "25 working days end on Monday 10 February 2025.",
        "Not counted: 10 weekend days.",
        "Counted from the agreed statement of complaint it would be Monday 24 February 2025.",
        "Due by the end of Monday 10 February 2025.",
        REG_17,
    ]


@pytest.mark.parametrize(
    ("acknowledged_on", "sentence"),
    [
        (None, "Not acknowledged yet, so it counts from the last day to acknowledge, Thursday 28 May 2026"),
        (date(2026, 5, 22), "Counted from the acknowledgement on Friday 22 May 2026"),
        (
            date(2026, 6, 3),
            "Acknowledged late, so it counts from the last day to acknowledge, Thursday 28 May 2026",
        ),
    ],
)
def test_a_complaint_under_the_code(acknowledged_on: date | None, sentence: str) -> None:
    facts = Facts(date(2026, 5, 20), acknowledged_on)

    assert said(clock("CODE-2024", "CO_S1_RESP", facts))[0].startswith(f"{sentence}; day 1 is ")


def test_a_closure_day_is_named() -> None:
    closed = CALENDARS.with_closures({date(2024, 9, 9): "Council closed for training"})
    one = clock("LEW-2024", "CO_S1_RESP", Facts(date(2024, 9, 2)), closed)

    assert "Monday 9 September 2024 (Council closed for training)" in explain(one, closed).sentences[2]


def test_days_of_other_nations_are_named_with_the_nation() -> None:
    assert said(clock("FOI", "FOI_RESP", Facts(date(2024, 11, 18)))) == [
        "Counted from receipt on Monday 18 November 2024; day 1 is Tuesday 19 November 2024.",
        "20 working days end on Tuesday 17 December 2024.",
        "Not counted: 8 weekend days and Monday 2 December 2024 (St Andrew's Day (substitute day, Scotland)).",
        "Due by the end of Tuesday 17 December 2024.",
        S_10,
    ]


def test_a_clarification_that_starts_the_count_anew() -> None:
    facts = Facts(date(2025, 2, 3), pauses=(Pause(PauseKind.CLARIFY, date(2025, 2, 6), date(2025, 2, 20)),))

    assert said(clock("FOI", "FOI_RESP", facts))[2:] == [
        "The clock stood still while we waited for clarification, from Thursday 6 February 2025 to "
        "Thursday 20 February 2025: the whole period counts anew from Thursday 20 February 2025.",
        "Not counted: 8 weekend days and Monday 17 March 2025 (St Patrick's Day (Northern Ireland)).",
        "Due by the end of Friday 21 March 2025.",
        S_10,
    ]


def test_a_month_without_its_day() -> None:
    assert said(clock("SAR", "SAR_RESP", Facts(date(2025, 1, 31)))) == [
        "Counted from receipt on Friday 31 January 2025.",
        "One month ends on Friday 28 February 2025, because there is no 31 February.",
        "Due by the end of Friday 28 February 2025.",
        ARTICLE_12,
    ]


def test_a_month_with_days_left_out_and_a_weekend_at_its_end() -> None:
    facts = Facts(date(2026, 3, 10), pauses=(Pause(PauseKind.CLARIFY, date(2026, 3, 16), date(2026, 3, 16)),))

    assert said(clock("SAR", "SAR_RESP", facts)) == [
        "Counted from receipt on Tuesday 10 March 2026.",
        "One month ends on Friday 10 April 2026.",
        "The clock stood still while we waited for clarification, from Monday 16 March 2026 to "
        "Monday 16 March 2026: 1 day added.",
        "Saturday 11 April 2026 is a Saturday, so it moves to the next working day.",
        "Due by the end of Monday 13 April 2026.",
        ARTICLE_12,
    ]


def test_a_month_that_begins_with_proof_of_identity() -> None:
    facts = Facts(date(2026, 3, 10), pauses=(Pause(PauseKind.ID, date(2026, 3, 11), date(2026, 3, 19)),))

    assert said(clock("SAR", "SAR_RESP", facts))[2:5] == [
        "The clock stood still while we waited for proof of identity, from Wednesday 11 March 2026 to "
        "Thursday 19 March 2026: the whole period counts anew from Thursday 19 March 2026.",
        "Sunday 19 April 2026 is a Sunday, so it moves to the next working day.",
        "Due by the end of Monday 20 April 2026.",
    ]


def test_months_that_begin_with_the_day_itself() -> None:
    assert said(clock("LGO", "LGO_S31", Facts(events={"report_received": date(2021, 6, 22)})))[:2] == [
        "Counted from the Ombudsman's report on Tuesday 22 June 2021.",
        "Three months beginning with that day end on Tuesday 21 September 2021.",
    ]


def test_thirty_days_that_end_on_a_bank_holiday() -> None:
    assert said(clock("DPC", "DPC_ACK", Facts(date(2026, 11, 25)))) == [
        "Counted from receipt on Wednesday 25 November 2026; day 1 is Thursday 26 November 2026.",
        "30 days end on Friday 25 December 2026.",
        "Friday 25 December 2026 is Christmas Day, so it moves to the next working day.",
        "Due by the end of Tuesday 29 December 2026.",
        "Source: Data Protection Act 2018, s.164A(3).",
    ]


def test_a_day_the_ombudsman_named_and_the_safe_day_before_it() -> None:
    facts = Facts(events={"enquiry": date(2025, 11, 28), "enquiry_due": date(2025, 12, 26)})

    assert said(clock("LGO", "LGO_ENQ", facts))[:2] == [
        "The Ombudsman named this day: Friday 26 December 2025.",
        "Due by the end of Friday 26 December 2025.",
    ]
    assert said(clock("LGO", "LGO_ENQ_SAFE", facts))[:3] == [
        "Taken from Friday 26 December 2025.",
        "Friday 26 December 2025 is Boxing Day, so it moves back to the working day before.",
        "Due by the end of Wednesday 24 December 2025.",
    ]


def test_papers_are_counted_back_from_the_panel() -> None:
    assert said(clock("CA-REQ", "CA_S3_PAPERS", Facts(events={"panel": date(2025, 4, 28)})))[:3] == [
        "10 working days before the panel meeting on Monday 28 April 2025 is Thursday 10 April 2025.",
        "Not counted: 6 weekend days, Friday 18 April 2025 (Good Friday) and Monday 21 April 2025 (Easter Monday).",
        "Due by the end of Thursday 10 April 2025.",
    ]


def test_the_spring_and_summer_of_2020_are_mentioned_for_statutory_complaints() -> None:
    said_so = (
        "National rules were relaxed in part of this time (24 April to 25 September 2020, SI 2020/445); "
        "the date is unchanged."
    )

    assert said(clock("CA-REQ", "CA_S1_RESP", Facts(date(2020, 4, 27))))[-2] == said_so
    assert said_so not in said(clock("CA-REQ", "CA_S1_RESP", Facts(date(2020, 4, 7))))
    assert said_so in said(clock("CA-REQ", "CA_S1_RESP", Facts(date(2020, 4, 7))), date(2020, 4, 24))
    assert said_so not in said(clock("CA-REQ", "CA_S1_RESP", Facts(date(2020, 9, 26))))
    assert said_so not in said(clock("LEW-2019", "CO_S1_RESP", Facts(date(2020, 4, 27))))


def test_an_explanation_reads_as_one_text() -> None:
    text = str(explain(clock("CA-REQ", "CA_S1_ACK", Facts(date(2024, 9, 2))), CALENDARS))

    assert text.startswith(
        "Counted from receipt on Monday 2 September 2024; day 1 is Tuesday 3 September 2024. 2 "
    )


def test_an_answer_beyond_the_bank_holidays_is_not_guessed() -> None:
    with pytest.raises(UnavailableError, match="calendar not loaded for 2033"):
        said(clock("CA-REQ", "CA_S1_ACK", Facts(date(2024, 9, 2))), date(2033, 1, 4))
