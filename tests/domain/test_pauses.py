"""What stops a complaint's clock, and what does not: advocates, other proceedings, pauses that overlap or come late."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.deadlines import (
    ClockSettings,
    Facts,
    Pause,
    PauseKind,
    pauses_allowed,
)
from caseworker.domain.kinds import Procedure
from caseworker.errors import RuleError
from tests.domain.rules_support import clock, due

RECEIVED = date(2024, 9, 2)  # a Monday; no bank holiday until Christmas


def paused(kind: PauseKind, from_on: date, to_on: date | None, received_on: date = RECEIVED) -> Facts:
    return Facts(received_on, pauses=(Pause(kind, from_on, to_on),))


def test_an_advocate_found_within_the_day_changes_nothing() -> None:
    facts = paused(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 4))

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 16)


def test_looking_for_an_advocate_adds_the_days_after_the_request() -> None:
    facts = paused(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 11))

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 23)
    assert clock("CA-REQ", "CA_S1_RESP", facts).pauses[0].days == 5


def test_a_pause_over_a_weekend_adds_working_days_only() -> None:
    facts = paused(PauseKind.ADVOCATE, date(2024, 9, 6), date(2024, 9, 9))  # Friday to Monday

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 17)
    assert due(
        "CA-REQ", "CA_S1_RESP", paused(PauseKind.ADVOCATE, date(2024, 9, 6), date(2024, 9, 8))
    ) == date(2024, 9, 16)


def test_twenty_working_days_are_the_most_however_long_the_advocate_takes() -> None:
    facts = paused(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 11, 29))

    assert due("CA-REQ", "CA_S1_RESP", facts) == due("CA-REQ", "CA_S1_MAX", facts) == date(2024, 9, 30)


def test_while_an_advocate_is_looked_for_the_clock_stands_but_the_limit_stays() -> None:
    standing = clock("CA-REQ", "CA_S1_RESP", paused(PauseKind.ADVOCATE, date(2024, 9, 4), None))

    assert standing.due_on is None
    assert standing.original_due_on is None
    assert standing.stopped_since == date(2024, 9, 4)
    assert standing.is_stopped
    assert standing.max_on == date(2024, 9, 30)
    assert standing.statutory_on == date(2024, 9, 16)


def test_the_acknowledgement_is_due_whatever_stands_still() -> None:
    for kind in (PauseKind.ADVOCATE, PauseKind.CONCURRENT):
        assert due("CA-REQ", "CA_S1_ACK", paused(kind, RECEIVED, None)) == date(2024, 9, 4)


def test_an_advocate_asked_for_before_receipt_stops_only_the_days_counted() -> None:
    facts = paused(PauseKind.ADVOCATE, date(2024, 8, 20), date(2024, 9, 4))

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 18)  # 3 and 4 September
    before = paused(PauseKind.ADVOCATE, date(2024, 8, 20), date(2024, 9, 2))
    assert due("CA-REQ", "CA_S1_RESP", before) == date(2024, 9, 16)


def test_a_pause_that_begins_when_the_answer_is_late_changes_nothing() -> None:
    late = clock("CA-REQ", "CA_S1_RESP", paused(PauseKind.ADVOCATE, date(2024, 9, 17), None))

    assert late.due_on == date(2024, 9, 16)
    assert late.stopped_since is None
    assert late.pauses[0].effect is None


def test_an_advocate_asked_for_on_the_due_date_comes_too_late_and_the_day_before_does_not() -> None:
    on_the_day = paused(PauseKind.ADVOCATE, date(2024, 9, 16), date(2024, 9, 18))
    the_day_before = paused(PauseKind.ADVOCATE, date(2024, 9, 15), date(2024, 9, 18))

    assert due("CA-REQ", "CA_S1_RESP", on_the_day) == date(2024, 9, 16)
    assert due("CA-REQ", "CA_S1_RESP", the_day_before) == date(2024, 9, 19)


def test_several_pauses_add_up_and_overlapping_days_count_once() -> None:
    first = Pause(PauseKind.ADVOCATE, date(2024, 9, 3), date(2024, 9, 5))  # 4, 5
    second = Pause(PauseKind.CONCURRENT, date(2024, 9, 4), date(2024, 9, 9))  # 5, 6, 9
    third = Pause(PauseKind.ADVOCATE, date(2024, 9, 11), date(2024, 9, 12))  # 12

    assert due("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, pauses=(third, second, first))) == date(2024, 9, 23)
    assert due("CA-REQ", "CA_S1_MAX", Facts(RECEIVED, pauses=(third, second, first))) == date(2024, 10, 3)


def test_a_pause_within_another_adds_nothing_of_its_own() -> None:
    outer = Pause(PauseKind.CONCURRENT, date(2024, 9, 3), date(2024, 9, 11))
    inner = Pause(PauseKind.CONCURRENT, date(2024, 9, 5), date(2024, 9, 6))

    both = clock("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, pauses=(outer, inner)))

    assert both.due_on == due("CA-REQ", "CA_S1_RESP", Facts(RECEIVED, pauses=(outer,)))
    assert [pause.days for pause in both.pauses] == [6, 0]


def test_a_pause_longer_than_the_clock_leaves_the_rest_of_the_days() -> None:
    facts = paused(PauseKind.CONCURRENT, date(2024, 9, 9), date(2025, 1, 31))

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2025, 2, 7)  # five of ten days were used
    assert due("CA-REQ", "CA_S1_MAX", facts) == date(2025, 2, 21)


def test_a_second_pause_counts_when_the_first_made_room_for_it() -> None:
    first = Pause(PauseKind.CONCURRENT, date(2024, 9, 9), date(2024, 9, 20))
    second = Pause(PauseKind.CONCURRENT, date(2024, 9, 24), date(2024, 9, 26))  # after the plain date

    assert due("LEW-2024", "CO_S1_RESP", Facts(RECEIVED, pauses=(first, second))) == date(2024, 10, 1)


def test_a_council_may_decide_that_the_search_for_an_advocate_stops_nothing() -> None:
    facts = Facts(
        RECEIVED,
        pauses=(Pause(PauseKind.ADVOCATE, date(2024, 9, 4), None),),
        settings=ClockSettings(advocate_pause=False),
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 16)


def test_a_pause_at_stage_2_leaves_stage_1_alone() -> None:
    events = {"s2_request": date(2024, 9, 10)}
    facts = Facts(
        RECEIVED, events=events, pauses=(Pause(PauseKind.CONCURRENT, date(2024, 9, 12), date(2024, 9, 13)),)
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 16)
    assert due("CA-REQ", "CA_S2_RESP", facts) == date(2024, 10, 16)
    assert due("CA-REQ", "CA_S2_MAX", facts) == date(2024, 12, 11)


def test_a_pause_from_the_day_of_the_request_belongs_to_stage_2() -> None:
    day = date(2024, 9, 10)
    facts = Facts(
        RECEIVED, events={"s2_request": day}, pauses=(Pause(PauseKind.CONCURRENT, day, date(2024, 9, 12)),)
    )

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 16)
    assert due("CA-REQ", "CA_S2_RESP", facts) == date(2024, 10, 17)


def test_a_pause_may_name_its_stage() -> None:
    pause = Pause(PauseKind.CONCURRENT, date(2024, 9, 12), date(2024, 9, 13), stage="1")
    facts = Facts(RECEIVED, events={"s2_request": date(2024, 9, 10)}, pauses=(pause,))

    assert due("CA-REQ", "CA_S1_RESP", facts) == date(2024, 9, 17)
    assert due("CA-REQ", "CA_S2_RESP", facts) == date(2024, 10, 15)


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(RuleError, match="it stopped on Wednesday 4 September 2024") as raised:
        Pause(PauseKind.ADVOCATE, date(2024, 9, 4), date(2024, 9, 3))
    assert raised.value.field == "to_on"


def test_pauses_a_procedure_does_not_know_change_nothing() -> None:
    for kind in PauseKind:
        assert due("ENQ:LEW-2024", "ENQ_RESP", paused(kind, date(2024, 9, 4), None)) == date(2024, 9, 16)
    assert pauses_allowed(Procedure.ENQUIRY) == ()
    assert pauses_allowed(Procedure.FOI) == (PauseKind.CLARIFY, PauseKind.FEE)
    for kind in PauseKind:
        assert kind.label
        assert kind.sentence.endswith(".")
