"""The steps of requests for information, through the actions: stops, laws, the public interest, section 14."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.closing_period import closing_day
from caseworker.actions.edit import edit_case
from caseworker.actions.moves import foresee_move, moves_for
from caseworker.actions.reopen import reopen_case
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.information.help import due, on_day, request, step, view_of


def test_an_answered_clarification_gives_twenty_new_working_days(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))  # V33
    on_day(office, date(2025, 2, 20))
    step(office, case_id, "clarification.asked", on=date(2025, 2, 6), what="Which year?")
    view = view_of(office, case_id)
    assert (view.status, view.row.due_on, view.value("waiting_for")) == (Status.PAUSED, None, "person")
    step(office, case_id, "clarification.answered", on=date(2025, 2, 20), answer="2024")
    assert due(office, case_id) == date(2025, 3, 21)
    assert view_of(office, case_id).status is Status.OPEN


def test_days_from_the_fees_notice_to_the_payment_do_not_count(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))  # V34
    on_day(office, date(2025, 2, 14))
    step(office, case_id, "fee.asked", amount=30, on=date(2025, 2, 10))
    assert due(office, case_id, "FOI_FEE_BY") == date(2025, 5, 9)
    step(office, case_id, "fee.paid", on=date(2025, 2, 14))
    assert due(office, case_id) == date(2025, 3, 10)
    stage = view_of(office, case_id).stage
    assert stage is not None
    assert stage.doc["fee_pounds"] == 30


def test_a_fee_paid_after_three_months_is_refused_with_its_section(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    on_day(office, date(2025, 5, 12))
    step(office, case_id, "fee.asked", amount=30, on=date(2025, 2, 10))
    with pytest.raises(RuleError, match=r"9 May 2025.*s\.9\(2\)"):
        step(office, case_id, "fee.paid", on=date(2025, 5, 12))


def test_the_days_of_a_clarification_are_added_to_the_month_of_a_subject_access_request(
    office: Office,
) -> None:
    case_id = request(office, Kind.SAR, date(2026, 3, 10))  # V39
    on_day(office, date(2026, 3, 25))
    step(office, case_id, "clarification.asked", on=date(2026, 3, 16), what="Which records?")
    step(office, case_id, "clarification.answered", on=date(2026, 3, 25))
    assert due(office, case_id) == date(2026, 4, 20)


def test_the_month_begins_when_identity_is_proved(office: Office) -> None:
    case_id = request(office, Kind.SAR, date(2024, 9, 2))
    on_day(office, date(2024, 9, 10))
    step(office, case_id, "identity.asked", on=date(2024, 9, 3), what="A passport")
    step(office, case_id, "identity.proved", on=date(2024, 9, 10), how="Passport seen")
    assert due(office, case_id) == date(2024, 10, 10)
    assert view_of(office, case_id).value("identity_checked") == "Passport seen"


def test_identity_that_was_never_in_doubt_moves_no_date(office: Office) -> None:
    case_id = request(office, Kind.SAR, date(2024, 9, 2))
    before = due(office, case_id)
    step(office, case_id, "identity.proved", on=date(2024, 9, 2), how="Known to the service")
    assert due(office, case_id) == before


def test_a_clock_is_stopped_for_one_reason_at_a_time(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    step(office, case_id, "clarification.asked", on=date(2025, 2, 3), what="Which year?")
    with pytest.raises(RuleError, match=r"one reason at a time \(s\.10\(2\), s\.10\(6\)\)"):
        step(office, case_id, "fee.asked", amount=30, on=date(2025, 2, 3))


def test_a_request_lapses_only_after_the_closing_period(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    step(office, case_id, "clarification.asked", on=date(2025, 2, 3), what="Which year?")
    on_day(office, date(2025, 4, 3))
    with pytest.raises(RuleError, match=r"after Thursday 3 April 2025"):
        step(office, case_id, "request.lapsed", reason="Asked twice")
    on_day(office, date(2025, 4, 4))
    step(office, case_id, "request.lapsed", reason="Asked twice, no answer")
    view = view_of(office, case_id)
    assert (view.status, view.row.outcome, view.value("closed_on")) == (Status.CLOSED, "lapsed", "2025-04-04")


def test_another_law_counts_the_deadline_again_and_keeps_the_history(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    said = step(
        office, case_id, "regime.decided", kind="SAR", reason="They ask for their own records"
    ).message
    view = view_of(office, case_id)
    assert (view.kind, view.row.due_on) == (Kind.SAR, date(2025, 2, 28))  # V38
    assert view.value("restricted") is True
    assert view.value("readers") == [office.person.id]
    assert [d.doc["result"] for d in view.of_kind("decision")] == ["Subject access request"]
    assert "Friday 28 February 2025" in said
    assert [i.title for i in view.timeline] == ["Law that applies decided", "Logged"]


def test_another_law_needs_its_reason_and_the_same_law_does_not(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    with pytest.raises(ProblemsError, match="Enter why"):
        step(office, case_id, "regime.decided", kind="EIR")
    before = due(office, case_id)
    step(office, case_id, "regime.decided", kind="FOI")
    assert due(office, case_id) == before


def test_a_request_becomes_a_data_protection_complaint_before_the_duty_without_a_clock(
    office: Office,
) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    step(office, case_id, "regime.decided", kind="DPC", reason="It is about a letter sent to the wrong house")
    view = view_of(office, case_id)
    assert (view.kind, view.row.due_on) == (Kind.DATA_PROTECTION, None)


def test_undo_puts_the_law_and_its_dates_back(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    before = view_of(office, case_id)
    changed = step(office, case_id, "regime.decided", kind="EIR", reason="About land")
    undo(office, changed.group_id)
    after = view_of(office, case_id)
    assert after.stage is not None
    assert before.stage is not None
    assert (after.kind, after.stage.doc["clocks"]) == (before.kind, before.stage.doc["clocks"])
    assert not after.of_kind("decision")


def test_the_dates_that_would_move_are_told_before(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    moved = foresee_move(
        office, view_of(office, case_id), "regime.decided", {"kind": "SAR", "reason": "Own data"}
    )
    assert {m.step for m in moved} >= {"FOI_RESP", "SAR_RESP"}


def test_section_14_is_decided_with_a_reason(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 1, 31))
    with pytest.raises(ProblemsError, match="reason"):
        step(office, case_id, "burden.decided", result="s14_1")
    step(office, case_id, "burden.decided", result="s14_1", reason="Ninety requests in a year on one matter")
    assert view_of(office, case_id).of_kind("decision")[0].doc["kind"] == "section_14"


def test_an_eir_request_has_no_fee_stop_and_no_section_14(office: Office) -> None:
    view = view_of(office, request(office, Kind.EIR, date(2025, 1, 31)))
    codes = {offer.move.code for offer in moves_for(office, view)}
    assert codes.isdisjoint({"fee.asked", "burden.decided", "interest.extended", "identity.asked"})
    assert {"clarification.asked", "regime.decided", "redaction.done"} <= codes


def test_a_lapsed_request_goes_on_when_it_is_reopened_and_answered_after_all(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    step(office, case_id, "clarification.asked", on=date(2025, 2, 3), what="Which year?")
    on_day(office, date(2025, 4, 4))
    step(office, case_id, "request.lapsed", reason="Asked twice")
    on_day(office, date(2025, 4, 7))
    reopen_case(office, case_id, "The answer came after all")
    step(office, case_id, "clarification.answered", on=date(2025, 4, 7), answer="2024")
    view = view_of(office, case_id)
    assert (view.status, view.row.outcome, view.row.due_on) == (Status.OPEN, "", date(2025, 5, 8))


def test_a_case_that_becomes_a_subject_access_request_by_hand_is_restricted_too(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    edit_case(office, view_of(office, case_id), case_id, {"kind": "SAR"})
    assert view_of(office, case_id).value("restricted") is True


def test_the_council_says_how_long_an_unanswered_question_waits_and_both_dates_agree(office: Office) -> None:
    change_settings(office, {"clarification_closing_months": 3})
    case_id = request(office, Kind.FOI, date(2025, 7, 1))
    step(office, case_id, "clarification.asked", on=date(2025, 7, 1), what="Which year is meant?")
    assert due(office, case_id, "FOI_CLARIFY_BY") == date(2025, 10, 1)
    assert closing_day(office, view_of(office, case_id)) == date(2025, 10, 1)
    change_settings(office, {"clarification_closing_months": 1})
    assert closing_day(office, view_of(office, case_id)) == date(2025, 10, 1)
