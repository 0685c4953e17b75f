"""A letter is named no more once what it tells of is over, or was told in another way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.case_words import next_step
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_choices import letters_for
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_checks import unmet
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.rich_text import blocks_of_text
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, sent
from tests.actions.moves.complaint_help import complaint
from tests.example_office import TODAY, log_enquiry
from tests.information.help import on_day, request, step, view_of


def due_letters(office: Office, case_id: str) -> set[str]:
    return {each.code for each in letters_for(office, view_of(office, case_id)) if each.why}


def test_stage_2_that_was_acknowledged_by_hand_asks_for_no_acknowledgement(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 9, 1), date(2025, 9, 24)) as case:
        case.answer(date(2025, 9, 12))
        case.ask_for_stage_2(date(2025, 9, 22))
        assert "(L13)" in case.next()[0]
        case.acknowledge(date(2025, 9, 23))
        assert "L13" not in case.next()[0]
        assert "L13" not in due_letters(case.office, case.case_id)


def test_corporate_stage_2_that_was_acknowledged_by_hand_asks_for_no_acknowledgement(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2026, 5, 5), date(2026, 5, 20), Kind.CORPORATE) as case:
        case.acknowledge(date(2026, 5, 6))
        case.answer(date(2026, 5, 18), "upheld")
        case.ask_for_stage_2(date(2026, 5, 19))
        assert "(L49)" in case.next()[0]
        case.acknowledge(date(2026, 5, 20))
        assert "L49" not in case.next()[0]


def test_a_clarification_that_was_answered_is_asked_for_no_more(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2026, 9, 1))
    on_day(office, date(2026, 9, 3))
    step(office, case_id, "clarification.asked", on=date(2026, 9, 3), what="Which years?")
    assert "L33" in due_letters(office, case_id)
    on_day(office, date(2026, 9, 4))
    step(office, case_id, "clarification.answered", on=date(2026, 9, 4), answer="2024 and 2025.")
    assert "L33" not in due_letters(office, case_id)
    assert "L33" not in next_step(office, view_of(office, case_id))[0]


def test_an_answer_that_went_as_a_letter_ends_what_came_before_it(office: Office) -> None:
    case_id = log_enquiry(office, Kind.GENERAL, full_name="Tom Clarke", raised_by="Resident").case_id
    step(office, case_id, "enquiry.held", on=TODAY, reason="We ask the service.")
    assert "(L30f)" in next_step(office, view_of(office, case_id))[0]
    template = letter_template(office, "L30c")
    work = LetterWork(free={part.name: blocks_of_text("We looked into it.") for part in template.free})
    sent(office, case_id, approved(office, case_id, "L30c", work))
    assert not view_of(office, case_id).status.is_active
    assert "L30f" not in next_step(office, view_of(office, case_id))[0]


HOLD = {"reason": "The new school begins on Monday.", "decided_on": date(2025, 9, 4)}


@pytest.mark.parametrize(
    ("result", "tells", "never"),
    [("on_hold", {"L23a", "L23b", "L23c"}, "L23d"), ("goes_on", {"L23d"}, "L23c")],
)
def test_a_letter_about_a_hold_tells_what_was_decided(
    tmp_path: Path, result: str, tells: set[str], never: str
) -> None:
    """A child who reads that a move waits, and is moved, was told something false."""
    with complaint(tmp_path, date(2025, 9, 1), date(2025, 9, 5)) as case:
        case.make("freeze.requested", change="A move to another home", requested_on=date(2025, 9, 3))
        until = {"review_on": date(2025, 9, 20)} if result == "on_hold" else {}
        case.make("freeze.decided", result=result, decided_by=case.office.person.id, **HOLD, **until)
        assert {code for code in due_letters(case.office, case.case_id) if code.startswith("L23")} == tells
        template = letter_template(case.office, never)
        address = {
            "address": "1 Road\nLondon",
            "recipient_name": "Gethin O’Brien",
            "salutation": "Dear Gethin",
        }
        facts = {
            name: "Saturday 20 September 2025" for name in template.facts if name.endswith("review_date")
        }
        free = {part.name: blocks_of_text("We looked into it.") for part in template.free}
        work = LetterWork(free=free, changed={**address, **facts})
        made = preview_letter(case.office, case.view, never, work)
        checks = check_letter(case.office, case.view, never, work, made, recipient_checked=True)
        assert "fits:decision" in {check.code for check in unmet(checks, {})}


def test_a_meeting_that_settled_nothing_calls_for_no_letter_about_terms(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 9, 1), date(2025, 9, 5)) as case:
        case.make("resolution.tried", how="A meeting", on=date(2025, 9, 4), result="not_settled")
        assert "L12" not in due_letters(case.office, case.case_id)
        assert "L12" not in case.next()[0]
