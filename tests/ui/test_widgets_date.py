"""DateField and BirthField (C1): what people type, what is understood, what the keys do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.typing_help import type_text
from tests.ui import a11y
from ui.widgets.birth_field import BirthField
from ui.widgets.calendar_popup import CalendarPopup
from ui.widgets.date_field import DateField
from ui.widgets.date_text import Birth, birth_words, full_date, read_birth, read_date, short_date

TODAY = date(2026, 3, 30)  # a Monday


class EveryDayWorks:
    """A calendar without holidays."""

    def add(self, day: date, working_days: int) -> date:
        return day + timedelta(days=working_days)


@pytest.mark.parametrize(
    "text",
    ["27/3/26", "27 3 2026", "27.3.26", "27-3-2026", "27 mar", "27 March 2026", "2026-03-27", "fri", "Friday",
     "27th March", "Friday 27 March 2026", " 27 / 3 / 26 ", "27 MARCH"],
)  # fmt: skip
def test_every_way_of_writing_friday_27_march_is_understood(text: str) -> None:
    assert read_date(text, TODAY) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("t", date(2026, 3, 30), date(2026, 3, 30)),
        ("today", date(2026, 3, 30), date(2026, 3, 30)),
        ("y", date(2026, 3, 29), date(2026, 3, 29)),
        ("yesterday", date(2026, 3, 29), date(2026, 3, 29)),
        ("mon", date(2026, 3, 30), date(2026, 4, 6)),
        ("tue", date(2026, 3, 24), date(2026, 3, 31)),
        ("sun", date(2026, 3, 29), date(2026, 4, 5)),
        ("1 apr", date(2025, 4, 1), date(2026, 4, 1)),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_weekday_and_day_without_year_are_past_when_received_and_coming_when_due(
    text: str, past: date, future: date
) -> None:
    assert read_date(text, TODAY) == past
    assert read_date(text, TODAY, sense="future") == future


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/2/26",
        "99",
        "soon",
        "27//26/3/1",
        "0/0/0",
        "1/1/123",
        "+3",
        "+",
        "٢٧/٣/٢٦",
        "2026-13-01",
    ],
)
def test_what_is_no_date_is_not_understood(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_plus_three_counts_working_days() -> None:
    assert read_date("+3", TODAY, calendar=EveryDayWorks()) == date(2026, 4, 2)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_way_we_write_it(day: date) -> None:
    for words in (short_date(day), full_date(day), day.isoformat()):
        assert read_date(words, TODAY) == day


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert read_date(text, TODAY, calendar=EveryDayWorks()) is None or text.strip()
    read_birth(text, TODAY)


@pytest.mark.parametrize(
    ("text", "birth", "words"),
    [
        ("14/2/13", Birth(born_on=date(2013, 2, 14)), "Thursday 14 February 2013, 13 years old"),
        ("14 feb 2013", Birth(born_on=date(2013, 2, 14)), "Thursday 14 February 2013, 13 years old"),
        ("31/3/2025", Birth(born_on=date(2025, 3, 31)), "Monday 31 March 2025, 0 years old"),
        ("1/5/87", Birth(born_on=date(1987, 5, 1)), "Friday 1 May 1987, 38 years old"),
        ("about 14", Birth(age=14, asked_on=TODAY), "About 14 years old"),
        ("1", Birth(age=1, asked_on=TODAY), "About 1 year old"),
        ("14 years old", Birth(age=14, asked_on=TODAY), "About 14 years old"),
        ("2013", Birth(year=2013), "Born in 2013, about 13 years old"),
    ],
)
def test_birth_may_be_a_day_an_age_or_a_year(text: str, birth: Birth, words: str) -> None:
    assert read_birth(text, TODAY) == birth
    assert birth_words(birth, TODAY) == words


@pytest.mark.parametrize("text", ["2099", "1850", "young", "31/2/2013", ""])
def test_what_is_no_birth_is_not_understood(text: str) -> None:
    assert read_birth(text, TODAY) is None


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(lambda: TODAY, calendar=EveryDayWorks())
    qtbot.addWidget(made)
    a11y.show(made, size=(400, 200))
    made.line.setFocus()
    return made


def test_leaving_the_box_says_what_was_understood(field: DateField, qtbot: QtBot) -> None:
    type_text(field.line, "27/3/26")
    assert not field.understood.isVisible()
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.understood.isVisible()
    assert field.understood.text() == "Friday 27 March 2026"
    assert field.value() == date(2026, 3, 27)


def test_nothing_is_said_about_a_wrong_date_before_submit(field: DateField) -> None:
    type_text(field.line, "31/2/26")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.understood.isVisible()
    assert field.is_unreadable()
    assert not field.line.property("problem")
    assert field.text() == "31/2/26"


def test_up_and_down_change_the_day_and_an_empty_box_starts_today(field: DateField) -> None:
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == TODAY
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == date(2026, 3, 28)
    assert field.understood.text() == "Saturday 28 March 2026"


def test_control_semicolon_is_today(field: DateField) -> None:
    QTest.keyClick(field.line, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == TODAY
    assert field.line.text() == "30/3/2026"


def test_alt_down_opens_a_calendar_and_enter_takes_the_day(field: DateField) -> None:
    field.set_value(date(2026, 3, 27))
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert popup.calendar.selectedDate().toPython() == date(2026, 3, 27)
    popup.calendar.activated.emit(popup.calendar.selectedDate().addDays(3))
    assert field.value() == date(2026, 3, 30)
    assert field.line.hasFocus()


def test_escape_closes_the_calendar_and_changes_nothing(field: DateField) -> None:
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field.is_empty()


def test_birth_field_says_the_age(qtbot: QtBot) -> None:
    field = BirthField(lambda: TODAY)
    qtbot.addWidget(field)
    field.set_birth(Birth(born_on=date(2013, 2, 14)))
    assert field.value() == "14/2/2013"
    assert field.understood.text() == "Thursday 14 February 2013, 13 years old"
    field.set_birth(Birth(age=9))
    assert field.value() == "about 9"
    field.set_value("soon")
    assert field.is_unreadable()
    assert field.birth() is None
    field.set_birth(None)
    assert field.is_empty()
