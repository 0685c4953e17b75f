"""Which days count: the calendars against the package they come from and against a table typed by hand."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.dev import make_calendar
from caseworker.domain.working_days import NATIONS, Calendar, Calendars
from caseworker.errors import DamagedFileError, RuleError, UnavailableError
from tests.domain.rules_support import CALENDARS, EW, RESOURCES, UK

LOADED = st.dates(date(2006, 1, 1), date(2029, 12, 31))


def typed_by_hand(calendar: str) -> set[date]:
    path = Path(__file__).parent / "data" / "bank_holidays_2018_2028.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            date.fromisoformat(row["date"]) for row in csv.DictReader(file) if row["calendar"] == calendar
        }


def between_2018_and_2028(days: set[date]) -> set[date]:
    return {day for day in days if 2018 <= day.year <= 2028}


def test_data_file_says_what_the_holidays_package_says() -> None:
    written = json.loads((RESOURCES / "calendars" / "uk.json").read_text(encoding="utf-8"))

    assert written == make_calendar.calendar_document()


def test_england_and_wales_lose_the_days_of_the_table_typed_by_hand() -> None:
    table = typed_by_hand("EW")

    assert len(table) == 91
    assert between_2018_and_2028(set(EW.holidays)) == table


def test_freedom_of_information_loses_the_days_of_all_four_nations() -> None:
    table = typed_by_hand("EW") | typed_by_hand("UK")

    assert len(table) == 147
    assert between_2018_and_2028(set(UK.holidays)) == table


def test_england_and_wales_keep_the_same_bank_holidays_every_year() -> None:
    assert make_calendar.weekday_holidays("England") == make_calendar.weekday_holidays("Wales")


@pytest.mark.parametrize(
    ("day", "in_england", "in_the_uk"),
    [
        (date(2020, 5, 8), "Early May bank holiday", "Early May bank holiday"),
        (date(2020, 5, 4), None, None),  # a normal Monday: the holiday had moved to VE Day
        (date(2022, 6, 3), "Platinum Jubilee bank holiday", "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II", "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of King Charles III", "Coronation of King Charles III"),
        (date(2025, 1, 2), None, "2nd January (Scotland)"),
        (date(2025, 7, 14), None, "Battle of the Boyne (substitute day, Northern Ireland)"),
        (date(2025, 8, 4), None, "Summer bank holiday (Scotland)"),
        (date(2025, 8, 25), "Summer bank holiday", "Summer bank holiday"),
        (date(2026, 6, 15), None, "Football World Cup bank holiday (Scotland)"),
        (date(2026, 3, 28), "Saturday", "Saturday"),
        (date(2022, 1, 2), "Sunday", "Sunday"),
    ],
)
def test_a_day_that_does_not_count_says_why(day: date, in_england: str | None, in_the_uk: str | None) -> None:
    assert EW.why_not(day) == in_england
    assert UK.why_not(day) == in_the_uk
    assert EW.is_working_day(day) is (in_england is None)


def test_day_one_is_the_next_working_day() -> None:
    assert EW.add(date(2025, 4, 17), 1) == date(
        2025, 4, 22
    )  # Maundy Thursday, then Good Friday and Easter Monday


def test_request_received_on_good_friday_starts_after_easter_monday() -> None:
    assert EW.add(date(2025, 4, 18), 1) == date(2025, 4, 22)


def test_counting_back_leaves_the_day_itself_out() -> None:
    assert EW.add(date(2025, 4, 28), -1) == date(2025, 4, 25)
    assert EW.add(date(2025, 4, 27), -1) == date(2025, 4, 25)  # from a Sunday
    assert EW.add(date(2025, 4, 28), -10) == date(2025, 4, 10)  # over Easter


def test_no_working_days_lead_nowhere() -> None:
    assert EW.add(date(2025, 4, 20), 0) == date(2025, 4, 20)


def test_a_weekend_rolls_to_the_side_asked_for() -> None:
    saturday = date(2025, 5, 3)  # before the early May bank holiday

    assert EW.roll(saturday, "NEXT_WD") == date(2025, 5, 6)
    assert EW.roll(saturday, "PREV_WD") == date(2025, 5, 2)
    assert EW.roll(saturday, "NONE") == saturday
    assert EW.roll(date(2025, 5, 2), "NEXT_WD") == date(2025, 5, 2)


def test_a_reply_on_the_same_day_took_no_working_day() -> None:
    assert EW.taken(date(2025, 2, 3), date(2025, 2, 3)) == 0
    assert EW.taken(date(2025, 2, 3), date(2025, 2, 18)) == 11
    assert EW.taken(date(2025, 2, 1), date(2025, 2, 2)) == 0  # Saturday to Sunday


def test_a_reply_before_receipt_is_refused() -> None:
    with pytest.raises(RuleError, match="Date answered must be on or after Monday 3 February 2025"):
        EW.taken(date(2025, 2, 3), date(2025, 1, 31))


@pytest.mark.parametrize("day", [date(2004, 12, 31), date(2032, 1, 1)])
def test_a_year_that_is_not_loaded_is_an_error_and_never_a_guess(day: date) -> None:
    for ask in (
        EW.is_working_day,
        EW.why_not,
        lambda d: EW.add(d, 1),
        lambda d: EW.add(d, -1),
        lambda d: EW.taken(date(2005, 1, 4), d) if d.year > 2005 else EW.taken(d, date(2005, 1, 4)),
        lambda d: EW.roll(d, "NEXT_WD"),
    ):
        with pytest.raises(UnavailableError, match=f"calendar not loaded for {day.year}"):
            ask(day)


def test_a_count_that_runs_out_of_the_loaded_years_is_an_error() -> None:
    with pytest.raises(UnavailableError, match="calendar not loaded for 2032"):
        EW.add(date(2031, 12, 20), 20)
    with pytest.raises(UnavailableError, match="calendar not loaded for 2004"):
        EW.add(date(2005, 1, 5), -10)


def test_closure_days_make_a_calendar_of_the_councils_own() -> None:
    closed = CALENDARS.with_closures(
        {date(2024, 12, 27): "Christmas closure", date(2024, 12, 30): "Christmas closure"}
    )

    assert closed["EW_LOCAL"].id == "EW_LOCAL"
    assert closed["EW_LOCAL"].add(date(2024, 12, 24), 1) == date(2024, 12, 31)
    assert closed["EW_LOCAL"].why_not(date(2024, 12, 27)) == "Christmas closure"
    assert closed["EW"].add(date(2024, 12, 24), 1) == date(2024, 12, 27)
    assert closed["UK"].is_working_day(date(2024, 12, 27))


def test_without_closures_the_local_calendar_is_that_of_england_and_wales() -> None:
    assert CALENDARS["EW_LOCAL"].id == "EW"
    assert CALENDARS.with_closures([])["EW_LOCAL"] is CALENDARS["EW"]


def test_a_closure_on_a_bank_holiday_or_weekend_keeps_the_first_reason() -> None:
    closed = CALENDARS.with_closures([date(2024, 12, 25), date(2024, 12, 28)])["EW_LOCAL"]

    assert closed.why_not(date(2024, 12, 25)) == "Christmas Day"
    assert closed.why_not(date(2024, 12, 28)) == "Saturday"
    assert closed.skipped(date(2024, 12, 26), date(2024, 12, 31)) == ()


def test_a_new_bank_holiday_reaches_complaints_only_when_it_is_kept_here() -> None:
    royal = CALENDARS.with_bank_holidays({date(2027, 6, 11): "Royal bank holiday"})
    scottish = CALENDARS.with_bank_holidays({date(2027, 6, 11): "Cup holiday"}, nation="Scotland")

    assert (
        royal["EW"].why_not(date(2027, 6, 11))
        == royal["UK"].why_not(date(2027, 6, 11))
        == "Royal bank holiday"
    )
    assert scottish["EW"].is_working_day(date(2027, 6, 11))
    assert scottish["UK"].why_not(date(2027, 6, 11)) == "Cup holiday (Scotland)"
    with pytest.raises(RuleError, match="Nation must be one of England"):
        CALENDARS.with_bank_holidays({}, nation="France")
    with pytest.raises(UnavailableError, match="calendar not loaded for 2040"):
        CALENDARS.with_bank_holidays({date(2040, 6, 11): "Far holiday"})


def test_there_is_no_calendar_of_another_name() -> None:
    with pytest.raises(RuleError, match="There is no calendar called FR"):
        CALENDARS["FR"]


def test_a_missing_or_damaged_calendar_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"bank holidays could not be read from uk\.json"):
        Calendars.load(tmp_path)
    for text in (
        "",
        "[]",
        '{"years": [2005, 2031]}',
        '{"years": [2005, 2031], "nations": {"England": {"x": "y"}}}',
    ):
        (tmp_path / "uk.json").write_text(text, encoding="utf-8")
        with pytest.raises(DamagedFileError, match="are damaged"):
            Calendars.load(tmp_path)


@given(LOADED, st.integers(1, 100))
def test_counting_agrees_with_stepping_day_by_day(day: date, working_days: int) -> None:
    for calendar in (EW, UK):
        stepped, left = day, working_days
        while left:
            stepped += timedelta(days=1)
            left -= stepped.weekday() < 5 and stepped not in calendar.holidays
        assert calendar.add(day, working_days) == stepped
        assert calendar.taken(day, stepped) == working_days


@given(LOADED, st.integers(1, 60))
def test_counting_back_undoes_counting_on_from_a_working_day(day: date, working_days: int) -> None:
    start = EW.roll(day, "NEXT_WD")

    assert EW.add(EW.add(start, working_days), -working_days) == start


@given(LOADED, LOADED)
def test_skipped_days_and_weekends_and_counted_days_make_up_the_calendar(one: date, other: date) -> None:
    start, end = sorted((one, other))
    weekend = sum((start + timedelta(days=n + 1)).weekday() >= 5 for n in range((end - start).days))

    assert UK.taken(start, end) + len(UK.skipped(start, end)) + weekend == (end - start).days


def test_all_nations_are_in_the_file() -> None:
    written = json.loads((RESOURCES / "calendars" / "uk.json").read_text(encoding="utf-8"))

    assert tuple(written["nations"]) == NATIONS
    assert written["years"] == [make_calendar.FIRST_YEAR, make_calendar.LAST_YEAR]


def test_a_calendar_of_one_year_counts_within_it() -> None:
    only = Calendar("EW", 2024, 2024, {})

    assert only.add(date(2024, 1, 1), 1) == date(2024, 1, 2)
    assert only.add(date(2024, 12, 31), -1) == date(2024, 12, 30)
    assert only.name == "England and Wales"
