"""The start of the day: what it shows, on paper and in a calendar; once a day and person."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis.strategies as st
import pypdf
from hypothesis import given

from caseworker.actions.absence import names_in_words
from caseworker.actions.bulk import set_follow_up
from caseworker.actions.contributions import Asked, ask_service
from caseworker.actions.letter_flow import keep_letter, return_letter, submit_letter
from caseworker.actions.look_up import view_counts
from caseworker.actions.settings_change import save_person
from caseworker.actions.today import (
    day_sheet,
    day_sheet_pdf,
    take_first_of_day,
    write_calendar,
)
from caseworker.clock import Clock
from caseworker.domain.ics import CalendarDay, calendar_file, escaped
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, at_the_keyboard, manager_too, words
from tests.example_office import TODAY, log_complaint

MADE = datetime(2025, 10, 15, 8, 0, tzinfo=UTC)


def numbers(office: Office, *, team: bool = False) -> dict[str, int]:
    return {part.code: len(part.numbers) for part in day_sheet(office, team=team).parts if part.numbers}


def test_each_case_stands_where_its_day_puts_it(office: Office) -> None:
    log_complaint(office, received_on=date(2025, 9, 29))
    log_complaint(office, received_on=date(2025, 10, 1))
    soon = log_complaint(office, received_on=date(2025, 10, 6))
    ask_service(office, soon.case_id, Asked("Corporate Parenting", "Visits", TODAY))
    set_follow_up(office, [soon.case_id], TODAY)
    found = numbers(office)
    assert (found["overdue"], found["due_today"], found["due_next"], found["follow_up_due"]) == (1, 1, 1, 1)
    assert "contributions_late" not in found
    office.clock = Clock(date(2025, 10, 16), office.clock.system_now)
    assert numbers(office)["contributions_late"] == 1


def test_it_is_mine_with_those_i_stand_in_for_or_the_teams(office: Office) -> None:
    ali = office.staff_named("Ali Demir")
    log_complaint(office, received_on=date(2025, 9, 29), owner_id=ali.id)
    assert numbers(office) == {}
    assert numbers(office, team=True)["overdue"] == 1
    save_person(office, replace(ali, away_from=TODAY, deputy_id=office.person.id))
    sheet = day_sheet(office)
    assert sheet.covered == ("Ali Demir",)
    assert names_in_words(sheet.covered) == "With the cases of Ali Demir, who is away."
    assert numbers(office)["overdue"] == 1


def test_a_letter_for_review_is_the_days_work_of_its_reviewer_whosever_the_case_is(office: Office) -> None:
    case = log_complaint(office, received_on=TODAY)
    letter_id = keep_letter(office, case.case_id, "", CODE, words()).letter_id
    manager_too(office, "Ali Demir")
    ali = office.staff_named("Ali Demir")
    submit_letter(office, case.case_id, letter_id, ali.id, words())
    assert "letters_to_review" not in numbers(office), "the case is mine, the review is not"
    assert numbers(office, team=True)["letters_to_review"] == 1
    assert "my_reviews" in view_counts(office)
    with at_the_keyboard(office, "Ali Demir"):
        assert numbers(office)["letters_to_review"] == 1
        assert day_sheet(office).number == 1
        assert view_counts(office)["my_reviews"] == 1
        return_letter(office, case.case_id, letter_id, ["Shorter."])
        assert numbers(office) == {}
    save_person(office, replace(ali, away_from=TODAY, deputy_id=office.person.id))
    submit_letter(office, case.case_id, letter_id, ali.id, words())
    assert numbers(office)["letters_to_review"] == 1, "their deputy sees it while they are away"


def test_the_first_window_of_the_day_is_first_once_for_each_person(office: Office) -> None:
    assert take_first_of_day(office)
    assert not take_first_of_day(office)
    asha, office.person = office.person, office.staff_named("Ali Demir")
    assert take_first_of_day(office)
    office.person = asha
    office.clock = Clock(date(2025, 10, 16), office.clock.system_now)
    assert take_first_of_day(office)


def test_on_paper_every_part_is_named_and_every_case_printed(office: Office) -> None:
    case = log_complaint(office, received_on=date(2025, 9, 29), full_name="<b>Nguyễn</b> Żółć")
    pdf = day_sheet_pdf(office, day_sheet(office))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "Today: Wednesday 15 October 2025" in text
    assert "Overdue (1)" in text
    assert case.reference in text
    assert "<b>Nguyễn</b> Żółć" in text.replace("\n", " ")
    assert "Nothing is due today." in text
    assert pdf == day_sheet_pdf(office, day_sheet(office))


def test_the_calendar_has_deadlines_by_reference_only(office: Office, tmp_path: Path) -> None:
    case = log_complaint(office, received_on=date(2025, 10, 6))
    log_complaint(office, kind=Kind.FOI, owner_id=office.staff_named("Ali Demir").id)
    path = tmp_path / "dates.ics"
    assert write_calendar(office, path) == 2
    text = path.read_bytes().decode()
    assert f"SUMMARY:{case.reference}: answer due\r\n" in text
    assert "DTSTART;VALUE=DATE:20251020\r\nDTEND;VALUE=DATE:20251021\r\n" in text
    assert "O’Brien" not in text
    assert write_calendar(office, path, team=True) > 2


def test_a_calendar_file_escapes_folds_and_ends_its_lines() -> None:
    day = CalendarDay("a@b", date(2025, 12, 31), "Panel; room 1, floor 2\\3\nupstairs", "ẃ" * 60)
    written = calendar_file([day], MADE)
    lines = written.split(b"\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert rb"SUMMARY:Panel\; room 1\, floor 2\\3\nupstairs" in lines
    assert b"DTSTAMP:20251015T080000Z" in lines
    assert b"DTEND;VALUE=DATE:20260101" in lines
    assert ("DESCRIPTION:" + "ẃ" * 60).encode() in written.replace(b"\r\n ", b"")


@given(st.text())
def test_whatever_is_written_can_be_read_back(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode()
    written = calendar_file([CalendarDay("x", date(2025, 10, 15), plain)], MADE).decode()
    unfolded = written.replace("\r\n ", "")
    assert unfolded.count("\r\n") == 13
    assert f"SUMMARY:{escaped(plain)}\r\n" in unfolded
