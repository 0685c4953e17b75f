"""When an answer is due: triggers, acknowledgements, two readings, versions, and what is kept."""

from __future__ import annotations

import json
from datetime import date

import pytest

from caseworker.domain.deadlines import (
    Clock,
    ClockSettings,
    Facts,
    Pause,
    PauseKind,
    case_clocks,
    clocks_for,
    days_taken,
    is_on_time,
    may_ask_for_stage_2_from,
)
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import Effect
from caseworker.domain.rulebook import Choice
from caseworker.errors import RuleError, UnavailableError
from tests.domain.rules_support import CALENDARS, RULEBOOK, clock, due, scheme_called

RECEIVED = date(2024, 9, 2)  # a Monday; no bank holiday until Christmas


def paused(kind: PauseKind, from_on: date, to_on: date | None, received_on: date = RECEIVED) -> Facts:
    return Facts(received_on, pauses=(Pause(kind, from_on, to_on),))


# What counts.


def test_a_new_statutory_complaint_has_its_stage_1_clocks_and_no_other() -> None:
    clocks = clocks_for(scheme_called("CA-REQ"), Facts(RECEIVED), CALENDARS)

    assert {code: one.due_on for code, one in clocks.items()} == {
        "CA_S1_ACK": date(2024, 9, 4),
        "CA_S1_RESP": date(2024, 9, 16),
        "CA_S1_MAX": date(2024, 9, 30),
    }
    assert clocks["CA_S1_RESP"].max_on == date(2024, 9, 30)


def test_without_any_event_no_clock_runs() -> None:
    for scheme in RULEBOOK.schemes:
        assert clocks_for(scheme, Facts(), CALENDARS) == {}


def test_each_event_starts_the_clocks_that_hang_on_it() -> None:
    events = {"s1_response": date(2024, 9, 16), "s2_request": date(2024, 9, 20)}
    clocks = clocks_for(scheme_called("CA-REQ"), Facts(RECEIVED, events=events), CALENDARS)

    assert {"CA_S2_REQ_BY", "CA_S2_ACK", "CA_S2_RESP", "CA_S2_MAX"} <= clocks.keys()
    assert not clocks.keys() & {"CA_S3_ACK", "CA_S3_PANEL"}
    assert clocks["CA_S2_REQ_BY"].due_on == date(2024, 10, 14)


def test_a_stage_may_be_told_without_the_receipt_of_the_complaint() -> None:
    facts = Facts(events={"s2_request": date(2025, 1, 6)}, acknowledged_on=date(2025, 1, 7))

    assert due("CA-REQ", "CA_S2_RESP", facts) == date(2025, 2, 10)
    assert facts.first_stage == "2"


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(RuleError, match="There is no event called s2_requested"):
        Facts(RECEIVED, events={"s2_requested": RECEIVED})


def test_what_stops_a_clock_is_told_as_a_pause() -> None:
    with pytest.raises(RuleError, match="fee_notice is told as a pause"):
        Facts(RECEIVED, events={"fee_notice": RECEIVED})


def test_a_date_beyond_the_bank_holidays_is_an_error() -> None:
    with pytest.raises(UnavailableError, match="calendar not loaded for 2032"):
        clocks_for(scheme_called("CA-REQ"), Facts(date(2031, 12, 22)), CALENDARS)


def test_receipt_on_a_day_of_rest_keeps_its_date_unless_the_council_defers_it() -> None:
    saturday, friday = date(2024, 9, 7), date(2024, 9, 6)
    defer = ClockSettings(defer_receipt=True)

    assert due("LEW-2024", "CO_S1_RESP", Facts(saturday)) == date(2024, 9, 20)
    assert due("LEW-2024", "CO_S1_RESP", Facts(saturday, settings=defer)) == date(2024, 9, 23)
    assert due("LEW-2024", "CO_S1_RESP", Facts(friday, received_after_hours=True, settings=defer)) == date(
        2024, 9, 23
    )
    assert due("LEW-2024", "CO_S1_RESP", Facts(friday, received_after_hours=True)) == date(2024, 9, 20)
    assert due("ENQ:LEW-2024", "ENQ_RESP", Facts(saturday, settings=defer)) == date(2024, 9, 23)
    assert due("CA-REQ", "CA_S1_RESP", Facts(saturday, settings=defer)) == date(2024, 9, 20)
    assert due("FOI", "FOI_RESP", Facts(saturday, settings=defer)) == due("FOI", "FOI_RESP", Facts(saturday))


def test_closure_days_lengthen_corporate_times_and_are_named_in_the_clock() -> None:
    closed = CALENDARS.with_closures([date(2024, 9, 9)])

    assert due("LEW-2024", "CO_S1_RESP", Facts(RECEIVED), closed) == date(2024, 9, 17)
    assert clock("LEW-2024", "CO_S1_RESP", Facts(RECEIVED), closed).calendar == "EW_LOCAL"
    assert clock("LEW-2024", "CO_S1_RESP", Facts(RECEIVED)).calendar == "EW"
    assert due("CA-REQ", "CA_S1_RESP", Facts(RECEIVED), closed) == date(2024, 9, 16)


# The Ombudsman's Code: from the acknowledgement.


def test_under_the_code_the_answer_counts_from_the_acknowledgement() -> None:
    received = date(2026, 4, 1)

    assert due("CODE-2024", "CO_S1_RESP", Facts(received, date(2026, 4, 2))) == date(2026, 4, 20)
    assert due("CODE-2024", "CO_S1_RESP", Facts(received)) == date(2026, 4, 24)  # from the last day, 10 April


def test_a_late_acknowledgement_buys_no_time() -> None:
    received = date(2026, 6, 1)
    late = clock("CODE-2024", "CO_S1_RESP", Facts(received, date(2026, 6, 19)))

    assert late.due_on == due("CODE-2024", "CO_S1_RESP", Facts(received)) == date(2026, 6, 22)
    assert late.start_note == "ACK_LATE"


def test_stage_2_under_the_code_has_an_acknowledgement_of_its_own() -> None:
    request = {"s2_request": date(2026, 7, 6)}
    whole = Facts(date(2026, 5, 1), date(2026, 5, 5), events={**request, "s2_ack": date(2026, 7, 8)})
    alone = Facts(events=request, acknowledged_on=date(2026, 7, 8))

    assert due("CODE-2024", "CO_S2_RESP", whole) == due("CODE-2024", "CO_S2_RESP", alone) == date(2026, 8, 5)
    assert due("CODE-2024", "CO_S2_RESP", Facts(date(2026, 5, 1), date(2026, 5, 5), events=request)) == date(
        2026, 8, 10
    )


# Stage 2 of the Children Act procedure: two readings.


def test_both_readings_of_stage_2_are_kept() -> None:
    events = {"s2_request": date(2025, 1, 6), "s2_agreed": date(2025, 1, 20)}

    request = clock("CA-REQ", "CA_S2_RESP", Facts(events=events))
    agreed = clock("CA-AGREED", "CA_S2_RESP", Facts(events=events))

    assert (request.due_on, request.beside, request.beside_on) == (
        date(2025, 2, 10),
        "s2_agreed",
        date(2025, 2, 24),
    )
    assert (agreed.due_on, agreed.beside, agreed.beside_on) == (
        date(2025, 2, 24),
        "s2_request",
        date(2025, 2, 10),
    )
    assert due("CA-AGREED", "CA_S2_ACK", Facts(events=events)) == date(2025, 1, 8)


def test_until_the_statement_is_agreed_the_request_counts() -> None:
    facts = Facts(events={"s2_request": date(2025, 1, 6)})

    assert due("CA-AGREED", "CA_S2_RESP", facts) == due("CA-REQ", "CA_S2_RESP", facts) == date(2025, 2, 10)


def test_without_an_answer_stage_2_may_be_asked_for_on_day_21_at_the_latest() -> None:
    def from_day(facts: Facts) -> date | None:
        return may_ask_for_stage_2_from(clocks_for(scheme_called("CA-REQ"), facts, CALENDARS), CALENDARS)

    assert from_day(Facts(RECEIVED)) == date(2024, 9, 17)
    assert from_day(Facts(RECEIVED, extended_to=date(2024, 9, 30))) == date(2024, 10, 1)
    assert from_day(Facts(RECEIVED, pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4)),))) == date(
        2024, 10, 1
    )
    assert from_day(Facts(RECEIVED, pauses=(Pause(PauseKind.CONCURRENT, date(2024, 9, 4)),))) is None
    assert from_day(Facts(events={"s2_request": RECEIVED})) is None


# In time?


def test_the_due_date_itself_is_in_time() -> None:
    running = clock("CA-REQ", "CA_S1_RESP", Facts(RECEIVED))

    assert is_on_time(running, date(2024, 9, 16))
    assert not is_on_time(running, date(2024, 9, 17))


def test_an_answer_while_the_clock_stands_is_in_time_until_the_limit() -> None:
    advocate = clock("CA-REQ", "CA_S1_RESP", paused(PauseKind.ADVOCATE, date(2024, 9, 4), None))
    question = clock("FOI", "FOI_RESP", paused(PauseKind.CLARIFY, date(2024, 9, 4), None))

    assert is_on_time(advocate, date(2024, 9, 30))
    assert not is_on_time(advocate, date(2024, 10, 1))
    assert is_on_time(question, date(2024, 12, 2))


def test_days_taken_after_a_restart_count_from_it() -> None:
    restarted = clock("FOI", "FOI_RESP", paused(PauseKind.CLARIFY, date(2024, 9, 4), date(2024, 9, 11)))

    assert days_taken(restarted, date(2024, 9, 13), CALENDARS) == 2
    assert days_taken(restarted, date(2024, 9, 6), CALENDARS) == 4
    with pytest.raises(RuleError, match="must be on or after Monday 2 September 2024"):
        days_taken(restarted, date(2024, 9, 1), CALENDARS)


# The version of the rules (CLK-8).


def test_each_step_follows_the_rules_of_the_day_it_was_triggered() -> None:
    facts = Facts(date(2026, 3, 20), events={"s2_request": date(2026, 4, 10), "s2_ack": date(2026, 4, 13)})
    clocks = case_clocks(RULEBOOK, Procedure.CORPORATE, "LEW", facts, CALENDARS)

    assert {code: one.scheme for code, one in clocks.items()} == {
        "CO_S1_RESP": "LEW-2024",
        "CO_S2_ACK": "CODE-2024",
        "CO_S2_RESP": "CODE-2024",
        "CO_S2_EXT": "CODE-2024",
    }


def test_an_acknowledgement_after_the_change_does_not_change_the_rules() -> None:
    facts = Facts(date(2026, 3, 30), date(2026, 4, 2))
    clocks = case_clocks(RULEBOOK, Procedure.CORPORATE, "LEW", facts, CALENDARS)

    assert {code: one.scheme for code, one in clocks.items()} == {"CO_S1_RESP": "LEW-2024"}


def test_old_grounds_do_not_ask_for_old_rules() -> None:
    facts = Facts(date(2007, 3, 1), events={"grounds": date(2006, 8, 1)})
    clocks = case_clocks(RULEBOOK, Procedure.CHILDREN_ACT, "LEW", facts, CALENDARS)

    assert clocks["CA_LAST_IN_TIME"].due_on == date(2007, 8, 1)
    grounds = Facts(events={"grounds": date(2024, 3, 14)})
    assert "CA_LAST_IN_TIME" in case_clocks(RULEBOOK, Procedure.CHILDREN_ACT, "LEW", grounds, CALENDARS)
    assert case_clocks(RULEBOOK, Procedure.CHILDREN_ACT, "LEW", Facts(), CALENDARS) == {}


def test_a_change_of_reading_holds_for_requests_from_its_day() -> None:
    book = RULEBOOK.with_choices([Choice(Procedure.CHILDREN_ACT, "AGREED", date(2025, 1, 1))])
    before = Facts(
        date(2024, 11, 4), events={"s2_request": date(2024, 12, 16), "s2_agreed": date(2025, 1, 20)}
    )
    after = Facts(date(2024, 11, 4), events={"s2_request": date(2025, 1, 6), "s2_agreed": date(2025, 1, 20)})

    def clocks(facts: Facts) -> dict[str, Clock]:
        return case_clocks(book, Procedure.CHILDREN_ACT, "LEW", facts, CALENDARS)

    assert clocks(before)["CA_S2_RESP"].trigger == "s2_request"
    assert clocks(after)["CA_S2_RESP"].trigger == "s2_agreed"
    assert clocks(after)["CA_S1_RESP"].scheme == "CA-REQ"


# What is kept (CLK-5).


def test_a_clock_is_kept_with_all_it_was_given_by_and_read_back_the_same() -> None:
    facts = Facts(
        RECEIVED,
        pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 11)),),
        extended_to=date(2024, 9, 27),
        extension_notice_on=date(2024, 9, 12),
    )
    given = clock("CA-REQ", "CA_S1_RESP", facts)
    doc = json.loads(json.dumps(given.to_doc()))

    assert doc == {
        "step": "CA_S1_RESP",
        "label": "Answer at stage 1",
        "scheme": "CA-REQ",
        "version": "2006-09",
        "calendar": "EW",
        "trigger": "received",
        "trigger_on": "2024-09-02",
        "counted_from_on": "2024-09-02",
        "period": 10,
        "unit": "WD",
        "roll": "NONE",
        "statutory_on": "2024-09-16",
        "original_due_on": "2024-09-23",
        "due_on": "2024-09-27",
        "max_on": "2024-09-30",
        "source": "Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 14",
        "pauses": [
            {"kind": "ADVOCATE", "effect": "STOP", "from_on": "2024-09-04", "to_on": "2024-09-11", "days": 5}
        ],
        "extended_to": "2024-09-27",
        "extension_notice_on": "2024-09-12",
    }
    assert Clock.from_doc(doc) == given


def test_every_clock_of_every_example_is_read_back_the_same() -> None:
    for scheme in RULEBOOK.schemes:
        for pause in (None, Pause(PauseKind.CLARIFY, RECEIVED), Pause(PauseKind.ADVOCATE, date(2024, 10, 1))):
            facts = Facts(
                RECEIVED,
                pauses=(pause,) if pause else (),
                events={"enquiry_due": RECEIVED, "report_received": RECEIVED, "panel": RECEIVED},
            )
            for one in clocks_for(scheme, facts, CALENDARS).values():
                assert Clock.from_doc(json.loads(json.dumps(one.to_doc()))) == one


def test_fields_of_a_later_version_are_passed_over() -> None:
    doc = clock("FOI", "FOI_RESP", Facts(RECEIVED)).to_doc()

    assert Clock.from_doc({**doc, "new_field": 1}) == Clock.from_doc(doc)


def test_a_pause_without_effect_is_kept_as_such() -> None:
    late = clock("CA-REQ", "CA_S1_RESP", paused(PauseKind.ADVOCATE, date(2024, 9, 20), None))

    assert late.to_doc()["pauses"][0]["effect"] is None
    assert Clock.from_doc(late.to_doc()) == late
    assert Effect.STOP in Effect
