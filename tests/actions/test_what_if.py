"""What a caseworker is told before an act is done is what the act then does."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions import what_if
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.extend import extend
from caseworker.actions.look_up import open_case
from caseworker.actions.pause import pause_clock
from caseworker.actions.resume import resume_clock
from caseworker.actions.undo import undo
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def _due_sentence(office: Office, case_id: str) -> str:
    due = open_case(office, case_id).row.due_on
    assert due is not None
    return f"The answer is due {long_date(due)}."


def test_an_extension_says_the_new_date_and_the_one_before(office: Office) -> None:
    case_id = log_complaint(office).case_id
    words = what_if.if_extended(office, open_case(office, case_id), date(2025, 11, 11))
    assert words == "New date: Tuesday 11 November 2025. Until now it was Tuesday 28 October 2025."


def test_an_extension_that_the_rules_do_not_allow_says_why(office: Office) -> None:
    view = open_case(office, log_complaint(office).case_id)
    with pytest.raises(RuleError, match="Tuesday 11 November 2025 or earlier"):
        what_if.if_extended(office, view, date(2025, 11, 12))


def test_what_is_said_of_a_pause_and_of_its_end_is_what_happens(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    view = open_case(office, case_id)
    said = what_if.if_paused(office, view, PauseKind.ADVOCATE, date(2025, 10, 6))
    assert (
        said == "While the clock stands still the answer is due by Wednesday 29 October 2025 at the latest."
    )
    pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 6))
    said = what_if.if_resumed(office, open_case(office, case_id), date(2025, 10, 8))
    resume_clock(office, case_id, date(2025, 10, 8))
    assert said == _due_sentence(office, case_id) == "The answer is due Friday 17 October 2025."


def test_a_pause_that_is_over_is_one_act_and_one_undo_and_the_case_stays_open(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    days = date(2025, 10, 6), date(2025, 10, 8)
    said = what_if.if_paused(office, open_case(office, case_id), PauseKind.ADVOCATE, *days)
    changed = pause_clock(office, case_id, PauseKind.ADVOCATE, days[0], to_on=days[1])
    assert said == _due_sentence(office, case_id)
    assert changed.message.endswith(said)
    assert open_case(office, case_id).status is Status.OPEN
    undo(office, changed.group_id)
    assert open_case(office, case_id).pauses == ()


def test_a_pause_cannot_end_before_it_began(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    with pytest.raises(ProblemsError, match="Date the clock went on must be on or after the day it stopped"):
        pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 8), to_on=date(2025, 10, 7))


def test_a_clock_that_runs_cannot_go_on(office: Office) -> None:
    with pytest.raises(RuleError, match="not stopped"):
        what_if.if_resumed(office, open_case(office, log_complaint(office).case_id), TODAY)


def test_what_is_said_of_an_acknowledgement_is_what_happens(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    said = what_if.if_acknowledged(office, open_case(office, case_id), TODAY)
    acknowledge(office, case_id, TODAY)
    assert said == _due_sentence(office, case_id)


def test_a_compliment_has_no_date_to_speak_of(office: Office) -> None:
    view = open_case(office, log_complaint(office, kind=Kind.COMPLIMENT).case_id)
    assert what_if.if_acknowledged(office, view, TODAY) == ""
    assert what_if.if_answered(office, view, TODAY) == ""
    assert what_if.if_reopened(office, view) == "No deadline applies."


def test_an_answer_is_called_late_by_working_days(office: Office) -> None:
    view = open_case(office, log_complaint(office, received_on=date(2025, 9, 26)).case_id)
    assert what_if.if_answered(office, view, date(2025, 10, 10)) == "On time: due Friday 10 October 2025."
    assert what_if.if_answered(office, view, TODAY) == "3 working days late: was due Friday 10 October 2025."
    assert what_if.would_be_late(view, TODAY)
    assert not what_if.would_be_late(view, date(2025, 10, 10))


def test_a_reopened_case_gets_back_the_date_that_an_extension_gave_it(office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 4), "The file is in store")
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    said = what_if.if_reopened(office, open_case(office, case_id))
    assert said == "The answer is due Tuesday 4 November 2025."


def test_an_extended_case_that_stands_still_has_no_date_but_the_latest(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    extend(office, case_id, date(2025, 10, 22), "The file is in store")
    said = what_if.if_paused(office, open_case(office, case_id), PauseKind.ADVOCATE, TODAY)
    assert (
        said == "While the clock stands still the answer is due by Wednesday 29 October 2025 at the latest."
    )
