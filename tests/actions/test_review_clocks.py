"""Dates that could mislead: stops that stop nothing, a date received put right, dates another system promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import look_up, what_if
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import case_due_words
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letters import letter_facts
from caseworker.actions.moves import make_move
from caseworker.actions.pause import pause_clock
from caseworker.actions.reopen import reopen_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office, Transaction
from tests.example_office import SETTINGS, TODAY, log_complaint, make_office


def view_of(office: Office, case_id: str) -> CaseView:
    return look_up.open_case(office, case_id)


def recorded_case(office: Office, received_on: date, **recorded: str) -> str:
    """Log a complaint as another system would have left it: with the dates that it recorded."""
    case_id = log_complaint(office, received_on=received_on).case_id

    def make(transaction: Transaction) -> list[Draft]:
        view = transaction.case(case_id)
        edits = CaseEdits(view, office.ids)
        assert view.stage is not None
        edits.set(view.stage, **recorded)
        return [edits.draft("case.imported")]

    office.save(make)
    return case_id


@pytest.fixture
def office_of_2026(tmp_path: Path) -> Iterator[Office]:
    """The same council on Wednesday 1 July 2026, when data protection complaints are law."""
    opened = make_office(tmp_path / "later", settings=replace(SETTINGS, clock_stands_on="2026-07-01"))
    yield opened.office
    opened.close()


# -- stops ---------------------------------------------------------------------------------------------


def test_a_clock_that_has_run_out_cannot_be_stopped_so_that_it_no_longer_looks_late(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 25)).case_id
    with pytest.raises(RuleError, match="due before the clock would stop"):
        pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    with pytest.raises(RuleError, match="due before the clock would stop"):
        what_if.if_paused(office, view_of(office, case_id), PauseKind.ADVOCATE, TODAY)
    assert case_due_words(office, view_of(office, case_id).row).startswith("4 working days late")


def test_the_clock_of_an_internal_review_is_not_stopped_by_a_question(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.INTERNAL_REVIEW).case_id
    with pytest.raises(RuleError, match="do not stop the clock"):
        pause_clock(office, case_id, PauseKind.CLARIFY, TODAY)


def test_an_office_that_does_not_stop_for_an_advocate_cannot_by_mistake(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "strict", settings=replace(SETTINGS, advocate_pause=False))
    with pytest.raises(RuleError, match="do not stop the clock"):
        pause_clock(opened.office, log_complaint(opened.office).case_id, PauseKind.ADVOCATE, TODAY)
    opened.close()


def test_the_stopped_clock_of_a_void_case_does_not_go_on_and_bring_the_case_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    void_case(office, case_id, "Logged twice")
    with pytest.raises(RuleError, match="Only the clock of an open case"):
        resume_clock(office, case_id, TODAY)
    assert view_of(office, case_id).status is Status.VOID


# -- the date received, put right ------------------------------------------------------------------------


def test_a_case_is_not_received_after_it_was_acknowledged(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 6)).case_id
    acknowledge(office, case_id, date(2025, 10, 7))
    with pytest.raises(ProblemsError, match=r"on or before Tuesday 7 October 2025 \(acknowledged\)"):
        edit_case(office, view_of(office, case_id), case_id, {"received_on": date(2025, 10, 8)})


def test_a_case_is_not_received_after_it_was_answered(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 6)).case_id
    answer_case(office, case_id, Answer(date(2025, 10, 9), "upheld"))
    with pytest.raises(ProblemsError, match=r"\(answered\)"):
        edit_case(office, view_of(office, case_id), case_id, {"received_on": date(2025, 10, 10)})


def test_an_extension_told_to_the_person_stays_when_the_date_received_is_put_right(office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 7), "The file is in store")
    changed = edit_case(office, view_of(office, case_id), case_id, {"received_on": date(2025, 10, 13)})
    assert view_of(office, case_id).row.due_on == date(2025, 11, 7)
    assert changed.message.endswith("date received. The answer is due Friday 7 November 2025.")
    assert verify_office(office).dates == ()


def test_an_extension_of_other_rules_ends_with_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 7), "The file is in store")
    edit_case(office, view_of(office, case_id), case_id, {"kind": "CORP"})
    view = view_of(office, case_id)
    assert view.row.due_on == date(2025, 10, 28)
    assert view.stage is not None
    assert not view.stage.doc.get("extension_reason")


def test_a_case_that_is_no_historic_review_after_all_counts_in_the_tables(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CASE_REVIEW).case_id
    edit_case(office, view_of(office, case_id), case_id, {"kind": "CA"})
    assert not view_of(office, case_id).value("case_review")
    edit_case(office, view_of(office, case_id), case_id, {"kind": "REV"})
    assert view_of(office, case_id).value("case_review")


# -- dates another system recorded -----------------------------------------------------------------------


def test_an_extension_here_is_later_than_the_date_another_system_promised(office: Office) -> None:
    case_id = recorded_case(office, date(2025, 10, 14), recorded_extended_on="2025-11-05")
    with pytest.raises(RuleError, match="must be after Wednesday 5 November 2025"):
        extend(office, case_id, date(2025, 11, 3), "The file is in store")
    extend(office, case_id, date(2025, 11, 7), "The file is in store")
    assert view_of(office, case_id).row.due_on == date(2025, 11, 7)


def test_a_stop_moves_a_date_that_another_system_recorded(office: Office) -> None:
    case_id = recorded_case(office, date(2025, 10, 6), recorded_due_on="2025-10-20")
    pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 8))
    view = view_of(office, case_id)
    assert (view.row.due_on, view.row.latest_on) == (None, date(2025, 11, 3))
    assert "due_date" not in letter_facts(office, view, TODAY)
    resume_clock(office, case_id, date(2025, 10, 10))
    view = view_of(office, case_id)
    assert view.row.due_on == date(2025, 10, 22)
    assert (
        "the later day, Wednesday 22 October 2025, is in force" in look_up.explain_deadline(office, view)[-1]
    )


def test_a_stop_never_shortens_what_another_system_promised(office: Office) -> None:
    case_id = recorded_case(office, date(2025, 10, 6), recorded_extended_on="2025-11-03")
    pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 8), to_on=date(2025, 10, 10))
    assert view_of(office, case_id).row.due_on == date(2025, 11, 3)


def test_a_date_recorded_for_another_day_received_is_no_longer_in_force(office: Office) -> None:
    case_id = recorded_case(office, date(2025, 10, 14), recorded_due_on="2025-10-29")
    edit_case(office, view_of(office, case_id), case_id, {"received_on": date(2025, 10, 7)})
    assert view_of(office, case_id).row.due_on == date(2025, 10, 21)


def test_an_answer_by_the_recorded_date_is_not_called_late_in_the_explanation(office: Office) -> None:
    case_id = recorded_case(office, date(2025, 9, 29), recorded_extended_on="2025-10-20")
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    view = view_of(office, case_id)
    told = look_up.explain_deadline(office, view)
    assert view.row.on_time
    assert told[-1] == "Answered on Wednesday 15 October 2025: on time."
    assert not any("late" in sentence for sentence in told)


# -- data protection complaints --------------------------------------------------------------------------


def test_a_data_protection_complaint_has_no_day_for_its_answer_once_acknowledged(
    office_of_2026: Office,
) -> None:
    office = office_of_2026
    case_id = log_complaint(office, kind=Kind.DATA_PROTECTION, received_on=date(2026, 6, 30)).case_id
    assert view_of(office, case_id).row.due_on == date(2026, 7, 30)
    said = what_if.if_acknowledged(office, view_of(office, case_id), date(2026, 7, 1))
    changed = acknowledge(office, case_id, date(2026, 7, 1))
    assert (said, changed.message) == ("No day is set for the answer.", "CYP-2026-0001 was acknowledged.")
    assert case_due_words(office, view_of(office, case_id).row) == "No deadline"
    office.clock = Clock(date(2026, 9, 1), office.clock.system_now)
    make_move(office, case_id, "enquiries.made", {"on": date(2026, 9, 1), "what": "The log of the letter"})
    answer_case(office, case_id, Answer(date(2026, 9, 1), "dp_upheld"))
    assert view_of(office, case_id).row.on_time


def test_a_data_protection_complaint_acknowledged_late_is_late(office_of_2026: Office) -> None:
    office = office_of_2026
    case_id = log_complaint(office, kind=Kind.DATA_PROTECTION, received_on=date(2026, 6, 30)).case_id
    office.clock = Clock(date(2026, 8, 3), office.clock.system_now)
    acknowledge(office, case_id, date(2026, 7, 31))
    make_move(office, case_id, "enquiries.made", {"on": date(2026, 8, 3), "what": "The log of the letter"})
    answer_case(office, case_id, Answer(date(2026, 8, 3), "dp_upheld"))
    assert view_of(office, case_id).row.on_time is False


# -- taking back -----------------------------------------------------------------------------------------


def test_an_acknowledgement_that_a_later_count_used_is_not_taken_back_from_under_it(
    office_of_2026: Office,
) -> None:
    office = office_of_2026
    case_id = log_complaint(office, kind=Kind.UNDECIDED, received_on=date(2026, 6, 29)).case_id
    acknowledged = acknowledge(office, case_id, date(2026, 6, 30))
    edit_case(office, view_of(office, case_id), case_id, {"kind": "CORP"})
    with pytest.raises(RuleError, match="changed since: Deadlines"):
        undo(office, acknowledged.group_id)
    assert verify_office(office).dates == ()


def test_a_reopened_case_carries_no_reason_for_an_outcome_it_no_longer_has(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 25)).case_id
    answer_case(
        office, case_id, Answer(TODAY, "not_upheld", "The records are complete.", late_reason="Sick leave")
    )
    reopen_case(office, case_id, "The mother sent the missing letters")
    view = view_of(office, case_id)
    assert view.stage is not None
    kept = [view.value(name) for name in ("outcome", "outcome_reason", "late_reason")]
    kept += [view.stage.doc.get(name) for name in ("outcome", "outcome_reason", "answered_how")]
    assert not any(kept)
    assert verify_office(office).faults == ()


def test_the_details_of_a_void_case_are_left_as_they_are(office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    void_case(office, case_id, "Logged twice")
    with pytest.raises(RuleError, match="void"):
        edit_case(office, view_of(office, case_id), case_id, {"kind": "CORP"})
    with pytest.raises(RuleError, match="void"):
        add_person(office, view_of(office, case_id), "child", {"full_name": "Mair O’Brien"})
