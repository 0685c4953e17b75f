"""After an act is taken back nothing is left of it: not in the lists, not in the search, not on the clocks."""

from __future__ import annotations

from datetime import date

from caseworker.actions import look_up
from caseworker.actions.checking import verify_office
from caseworker.actions.letters import preview_letter, write_letter
from caseworker.actions.pause import pause_clock
from caseworker.actions.undo import undo
from caseworker.domain.pauses import PauseKind
from caseworker.office import Office
from tests.example_office import log_complaint


def test_taking_back_a_stop_leaves_the_lists_as_the_record_makes_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    undo(office, pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 14)).group_id)
    assert verify_office(office).faults == ()


def test_taking_back_a_letter_leaves_the_lists_as_the_record_makes_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    preview = preview_letter(office, look_up.open_case(office, case_id), "L01")
    undo(office, write_letter(office, case_id, preview).group_id)
    assert verify_office(office).faults == ()
