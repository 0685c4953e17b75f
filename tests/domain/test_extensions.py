"""What the law allows to be added to a deadline, and the sentence that says why not."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.deadlines import Facts, Pause, PauseKind, check_extension, latest_extension
from caseworker.errors import RuleError
from tests.domain.rules_support import CALENDARS, RULEBOOK, scheme_called

RECEIVED = date(2024, 9, 2)


def latest(scheme_id: str, facts: Facts, stage: str | None = None) -> date | None:
    return latest_extension(scheme_called(scheme_id), facts, CALENDARS, stage)


def check(scheme_id: str, facts: Facts, until: date, today: date, stage: str | None = None) -> None:
    check_extension(scheme_called(scheme_id), facts, CALENDARS, until, today, stage)


@pytest.mark.parametrize(
    ("scheme_id", "facts", "day"),
    [
        ("CA-REQ", Facts(RECEIVED), date(2024, 9, 30)),  # 20 working days
        ("CA-REQ", Facts(events={"s2_request": date(2025, 1, 6)}), date(2025, 4, 7)),  # 65
        (
            "CA-AGREED",
            Facts(events={"s2_request": date(2025, 1, 6), "s2_agreed": date(2025, 1, 20)}),
            date(2025, 4, 23),
        ),
        ("CA-REQ", Facts(events={"s3_request": date(2025, 3, 14)}), None),
        ("LEW-2019", Facts(date(2020, 1, 6)), None),
        ("LEW-2024", Facts(RECEIVED), None),
        ("LEW-2024", Facts(events={"s2_request": RECEIVED}), None),
        ("BEX-2018", Facts(RECEIVED), None),
        ("CODE-2024", Facts(date(2026, 4, 1), date(2026, 4, 2)), date(2026, 5, 5)),  # 20 from acknowledgement
        (
            "CODE-2024",
            Facts(date(2026, 4, 1)),
            date(2026, 5, 11),
        ),  # from the last day to acknowledge, 10 April
        (
            "CODE-2024",
            Facts(events={"s2_request": date(2026, 7, 6)}, acknowledged_on=date(2026, 7, 8)),
            date(2026, 9, 3),
        ),
        ("ADULT-LEW", Facts(date(2019, 11, 4)), date(2020, 1, 30)),
        ("ENQ:LEW-2024", Facts(RECEIVED), None),
        ("FOI", Facts(date(2025, 7, 1)), date(2025, 8, 29)),  # 40 working days in all
        ("FOI", Facts(events={"ir_request": date(2025, 7, 1)}), date(2025, 8, 29)),
        ("EIR", Facts(date(2025, 11, 10)), date(2026, 1, 12)),
        ("EIR", Facts(events={"ir_request": date(2025, 11, 10)}), None),
        ("SAR", Facts(date(2025, 1, 31)), date(2025, 4, 30)),  # three months
        ("SAR-STRICT", Facts(date(2025, 1, 15)), date(2025, 4, 14)),
        ("DPC", Facts(date(2026, 7, 1)), None),
        ("LGO", Facts(events={"enquiry": date(2025, 11, 28)}), None),
        ("CA-REQ", Facts(), None),
    ],
)
def test_the_furthest_lawful_day(scheme_id: str, facts: Facts, day: date | None) -> None:
    assert latest(scheme_id, facts) == day


def test_the_furthest_day_of_a_later_stage_is_asked_for_by_name() -> None:
    facts = Facts(RECEIVED, events={"s2_request": date(2025, 1, 6)})

    assert latest("CA-REQ", facts) == date(2024, 9, 30)
    assert latest("CA-REQ", facts, "2") == date(2025, 4, 7)


def test_the_furthest_day_itself_is_allowed() -> None:
    check("CA-REQ", Facts(RECEIVED), date(2024, 9, 30), today=date(2024, 9, 16))
    check("FOI", Facts(date(2025, 7, 1)), date(2025, 8, 29), today=date(2025, 7, 30))
    check("SAR", Facts(date(2025, 1, 31)), date(2025, 4, 30), today=date(2025, 2, 28))
    check("CODE-2024", Facts(date(2026, 4, 1), date(2026, 4, 2)), date(2026, 5, 5), today=date(2026, 4, 20))


@pytest.mark.parametrize(
    ("scheme_id", "facts", "until", "today", "said"),
    [
        (
            "CA-REQ",
            Facts(RECEIVED),
            date(2024, 9, 16),
            date(2024, 9, 10),
            "New date must be after Monday 16 September 2024, when the answer is due now.",
        ),
        (
            "CA-REQ",
            Facts(RECEIVED, extended_to=date(2024, 9, 25)),
            date(2024, 9, 20),
            date(2024, 9, 10),
            "New date must be after Wednesday 25 September 2024, when the answer is due now.",
        ),
        (
            "CA-REQ",
            Facts(RECEIVED),
            date(2024, 10, 1),
            date(2024, 9, 10),
            "New date must be Monday 30 September 2024 or earlier: 20 working days from receipt are the most that is "
            "allowed.",
        ),
        (
            "CODE-2024",
            Facts(date(2026, 4, 1), date(2026, 4, 2)),
            date(2026, 5, 6),
            date(2026, 4, 10),
            "New date must be Tuesday 5 May 2026 or earlier: 20 working days from the acknowledgement are the most "
            "that is allowed.",
        ),
        (
            "SAR",
            Facts(date(2025, 1, 31)),
            date(2025, 5, 1),
            date(2025, 2, 3),
            "New date must be Wednesday 30 April 2025 or earlier: 3 months from receipt are the most that is allowed.",
        ),
        (
            "CA-REQ",
            Facts(RECEIVED),
            date(2024, 9, 21),
            date(2024, 9, 10),
            "New date must be a working day, and Saturday 21 September 2024 is not.",
        ),
        (
            "CA-REQ",
            Facts(date(2024, 12, 13)),
            date(2025, 1, 1),
            date(2024, 12, 18),
            "New date must be a working day, and Wednesday 1 January 2025 (New Year's Day) is not.",
        ),
        (
            "CA-REQ",
            Facts(RECEIVED),
            date(2024, 9, 25),
            date(2024, 9, 17),
            "The person must be told of an extension by Monday 16 September 2024, and that day has passed.",
        ),
        (
            "LEW-2024",
            Facts(RECEIVED),
            date(2024, 9, 25),
            date(2024, 9, 10),
            "The rules LEW-2024 allow no extension here (Answer at stage 1).",
        ),
        (
            "LGO",
            Facts(events={"enquiry": date(2025, 11, 28)}),
            date(2026, 1, 30),
            date(2025, 12, 1),
            "The rules LGO allow no extension here (Answer the Ombudsman's enquiry).",
        ),
    ],
)
def test_an_extension_that_is_not_lawful_says_why(
    scheme_id: str, facts: Facts, until: date, today: date, said: str
) -> None:
    with pytest.raises(RuleError) as raised:
        check(scheme_id, facts, until, today)

    assert str(raised.value) == said
    assert raised.value.field == "until"
    assert raised.value.source


def test_a_complaint_may_be_extended_again_while_the_extended_date_has_not_passed() -> None:
    facts = Facts(RECEIVED, extended_to=date(2024, 9, 20), extension_notice_on=date(2024, 9, 12))

    check("CA-REQ", facts, date(2024, 9, 30), today=date(2024, 9, 20))
    with pytest.raises(RuleError, match="by Friday 20 September 2024"):
        check("CA-REQ", facts, date(2024, 9, 30), today=date(2024, 9, 23))


def test_a_subject_access_request_is_extended_inside_the_first_month_only() -> None:
    facts = Facts(date(2025, 1, 31), extended_to=date(2025, 3, 31), extension_notice_on=date(2025, 2, 20))

    check("SAR", facts, date(2025, 4, 30), today=date(2025, 2, 28))
    with pytest.raises(RuleError, match="by Friday 28 February 2025"):
        check("SAR", facts, date(2025, 4, 30), today=date(2025, 3, 3))


def test_an_environmental_request_is_extended_by_the_twentieth_day_only() -> None:
    facts = Facts(date(2025, 11, 10))

    check("EIR", facts, date(2026, 1, 12), today=date(2025, 12, 9))
    with pytest.raises(RuleError, match="by Tuesday 9 December 2025"):
        check("EIR", facts, date(2026, 1, 12), today=date(2025, 12, 10))


def test_while_an_advocate_is_looked_for_the_answer_may_still_be_extended() -> None:
    facts = Facts(RECEIVED, pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4)),))

    check("CA-REQ", facts, date(2024, 9, 30), today=date(2024, 9, 20))
    with pytest.raises(RuleError, match="after Monday 16 September 2024"):
        check("CA-REQ", facts, date(2024, 9, 13), today=date(2024, 9, 5))


def test_while_everything_stands_still_there_is_nothing_to_extend() -> None:
    facts = Facts(date(2025, 7, 1), pauses=(Pause(PauseKind.CLARIFY, date(2025, 7, 3)),))

    assert latest("FOI", facts) is None
    with pytest.raises(RuleError, match="The clock stands still"):
        check("FOI", facts, date(2025, 8, 20), today=date(2025, 7, 10))


def test_nothing_that_has_not_begun_can_be_extended() -> None:
    with pytest.raises(RuleError, match="allow no extension here"):
        check("CA-REQ", Facts(RECEIVED), date(2025, 1, 6), RECEIVED, stage="2")


def test_every_extension_in_the_rules_says_what_it_needs() -> None:
    for scheme in RULEBOOK.schemes:
        for step in scheme.plan:
            assert step.extension_allowed is (step.extension_needs is not None)
            if step.extension_allowed:
                assert step.max_period is not None
                assert step.max_period > step.period
