"""Tables "as known on" a day are the tables that were printed on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import edit_case
from caseworker.actions.reports import Pack, build_pack, one_table, reading_for
from caseworker.actions.restricted import restrict_case
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.domain.london import end_of_london_day, london_date
from caseworker.domain.periods import financial_year
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, make_office
from tests.storage.test_random_history import Caseworker

YEAR = financial_year(2025)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = make_office(tmp_path / "office")
    opened.office.clock = Clock(TODAY, lambda: datetime(2025, 10, 15, 9, tzinfo=UTC))
    yield opened.office
    opened.close()


def the_day_is(office: Office, day: date, at: tuple[int, int] = (9, 0)) -> None:
    """Move the office's clock to a day and an hour of UTC."""
    office.clock = Clock(None, lambda: datetime(day.year, day.month, day.day, *at, tzinfo=UTC))


def shown(pack: Pack) -> dict[str, list[tuple[str, Any, Any]]]:
    """Every cell of every table: what it says, and the cases it opens."""
    return {
        table.code: [(str(place), cell.text, cell.cases()) for place, cell in table.places()]
        for table in pack.tables
    }


def received(pack: Pack) -> int:
    return one_table(pack, "1a").cell("Total", "2025-26").number


def outcomes_of(office: Office, known_on: date | None) -> list[str]:
    with reading_for(office, YEAR, known_on) as brief:
        return brief.received().values("outcome")


def test_after_any_history_the_tables_known_on_a_day_are_those_of_that_day(office: Office) -> None:
    worker = Caseworker(office, 11)
    printed: dict[date, dict[str, Any]] = {}
    for days in range(10):
        day = TODAY + timedelta(days=days)
        for _ in range(9):
            the_day_is(office, day)  # a change of the settings sets the clock again
            worker.step()
        the_day_is(office, day)
        printed[day] = shown(build_pack(office, YEAR))
    assert len({str(tables) for tables in printed.values()}) > 6, "else this test tries nothing"
    for day, tables in printed.items():
        assert shown(build_pack(office, YEAR, day)) == tables, day
    assert shown(build_pack(office, YEAR)) == printed[day]


def test_an_outcome_changed_later_counts_as_it_was(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    answered = answer_case(office, case_id, Answer(TODAY, "upheld", "Nobody came."))
    the_day_is(office, TODAY + timedelta(days=1))
    undo(office, answered.group_id)
    answer_case(office, case_id, Answer(TODAY, "not_upheld", "Somebody came."))
    assert outcomes_of(office, TODAY) == ["upheld"]
    assert outcomes_of(office, None) == outcomes_of(office, TODAY + timedelta(days=1)) == ["not_upheld"]


def test_a_case_logged_later_is_absent_and_so_is_what_is_written_of_it(office: Office) -> None:
    first = log_complaint(office, received_on=TODAY).case_id
    the_day_is(office, TODAY + timedelta(days=1))
    log_complaint(office, received_on=TODAY)
    then = build_pack(office, YEAR, TODAY)
    assert (received(then), received(build_pack(office, YEAR))) == (1, 2)
    assert (then.data_on, then.period) == (TODAY, YEAR)
    assert one_table(then, "1a").cell("Total", "2025-26").cases() == (
        look_up.open_case(office, first).row.number,
    )
    assert received(build_pack(office, YEAR, TODAY - timedelta(days=1))) == 0


def test_a_void_case_counts_while_nobody_knew_and_an_undone_act_is_what_it_was(office: Office) -> None:
    case_id = log_complaint(office).case_id
    the_day_is(office, TODAY + timedelta(days=1))
    voided = void_case(office, case_id, "Logged twice")
    the_day_is(office, TODAY + timedelta(days=2))
    undo(office, voided.group_id)
    counted = [received(build_pack(office, YEAR, TODAY + timedelta(days=days))) for days in range(3)]
    assert counted == [1, 0, 1]


def test_what_quotes_the_record_quotes_it_as_it_was(office: Office) -> None:
    case_id = log_complaint(office).case_id
    view = look_up.open_case(office, case_id)
    the_day_is(office, TODAY + timedelta(days=1))
    edit_case(office, view, case_id, {"summary": "Quite another matter."})
    for known_on, words in ((TODAY, "No social worker"), (None, "Quite another")):
        with reading_for(office, YEAR, known_on) as brief:
            texts = brief.facts.texts(brief.received().case_numbers())
            assert [text["summary"].startswith(words) for text in texts.values()] == [True]


def test_a_case_restricted_since_is_counted_and_named_to_nobody_who_may_not_see_it(office: Office) -> None:
    ali = office.staff_named("Ali Demir")
    case_id = log_complaint(office).case_id
    number = look_up.open_case(office, case_id).row.number
    the_day_is(office, TODAY + timedelta(days=1))
    restrict_case(office, case_id, [], "A colleague's child")
    with reading_for(office, YEAR, TODAY) as brief:
        assert brief.work.lines([number])[number].reference
        office.person = ali
        assert brief.received().count == 1
        assert brief.work.lines([number]) == {}


def test_the_day_ends_at_midnight_in_london(office: Office) -> None:
    summer = date(2026, 7, 1)
    for minutes in ((22, 59), (23, 0)):
        the_day_is(office, summer, minutes)
        log_complaint(office, received_on=TODAY)
    assert office.clock.today() == summer + timedelta(days=1)
    assert received(build_pack(office, YEAR, summer)) == 1
    for day in (date(2025, 3, 29), date(2025, 3, 30), date(2025, 10, 25), date(2025, 10, 26), summer):
        instant = end_of_london_day(day)
        assert london_date(instant) == day + timedelta(days=1)
        assert london_date(instant - timedelta(milliseconds=1)) == day


def test_tables_say_what_was_not_known_and_the_future_is_known_to_nobody(office: Office) -> None:
    table = one_table(build_pack(office, YEAR, TODAY), "2a")
    assert "As recorded by the end of 15 October 2025" in table.note
    assert "imported" in table.note
    assert "As recorded" not in one_table(build_pack(office, YEAR), "2a").note
    with pytest.raises(RuleError, match="cannot be told yet"):
        build_pack(office, YEAR, TODAY + timedelta(days=1))
