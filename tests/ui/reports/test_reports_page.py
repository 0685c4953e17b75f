"""The reports page over the example office, by keyboard: period, list, what comes back at the next start."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from caseworker.actions import reports as reports_actions
from caseworker.actions.own_tables import save_own
from caseworker.actions.report_texts import write_narrative
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import between, parse_period
from caseworker.errors import DamagedFileError
from caseworker.office import Office
from caseworker.reports.builder import Definition
from caseworker.reports.catalogue import CATALOGUE
from tests.example_office import log_complaint, log_enquiry
from tests.ui.a11y import check_page
from tests.ui.real_window import OwnWindows, press
from ui.reports.periods import beside, fits, last_quarter, last_span, periods_of
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import RECONCILE
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2025, 10, 15)


def test_a_new_page_shows_the_last_quarter_that_is_over(page: ReportsPage) -> None:
    assert page.picker.period() == parse_period("2025-26-Q2")
    assert page.title() == "Reports, Quarter 2, 2025-26"


def test_the_last_quarter_on_its_first_day_after_is_the_one_before() -> None:
    assert last_quarter(date(2025, 9, 30)).code == "2025-26-Q1"
    assert last_quarter(date(2025, 10, 1)).code == "2025-26-Q2"


@pytest.mark.parametrize(
    ("kind", "first"), [("year", "2025-26"), ("quarter", "2025-26-Q3"), ("month", "2025-26-M10")]
)
def test_periods_offered_begin_with_the_one_of_today(kind: str, first: str) -> None:
    assert periods_of(kind, TODAY)[0].code == first


@pytest.mark.parametrize(
    ("code", "by", "found"),
    [
        ("2025-26-Q2", 1, "2025-26-Q3"),
        ("2025-26-Q1", -1, "2024-25-Q4"),
        ("2024-25", -1, "2023-24"),
        ("2025-26-Q3", 1, ""),
        ("2025-09-01..2025-09-10", -1, "2025-08-22..2025-08-31"),
        ("2025-10-06..2025-10-15", 1, ""),
    ],
)
def test_the_period_beside_another_is_as_long(code: str, by: int, found: str) -> None:
    period = beside(parse_period(code), TODAY, by)
    assert (period.code if period else "") == found


def test_a_document_of_a_week_is_made_for_the_seven_days_to_today() -> None:
    week = last_span("week", TODAY)
    assert (week.first, week.last) == (date(2025, 10, 9), TODAY)
    assert fits("week", week)
    assert not fits("year", week)


def test_another_kind_of_period_takes_the_nearest_one(page: ReportsPage) -> None:
    page.picker.kind.set_value("month")
    assert page.picker.period().label == "September 2025"
    assert page.pack.period.label == "September 2025"


def test_alt_page_down_goes_on_by_a_quarter_and_stops_at_the_present_one(
    window: MainWindow, page: ReportsPage
) -> None:
    window.context.registry.run("report.later")
    assert page.pack.period.code == "2025-26-Q3"
    window.context.registry.run("report.later")
    assert page.pack.period.code == "2025-26-Q3"
    assert heard[-1] == "There is no later period to show."


def test_two_dates_are_taken_by_enter(window: MainWindow, page: ReportsPage) -> None:
    page.picker.kind.set_value("dates")
    page.picker.first.line.setText("2/9/2025")
    page.picker.last.line.setText("8/9/2025")
    page.picker.last.line.setFocus()
    press(window, KEY.Key_Return)
    assert page.pack.period == between(date(2025, 9, 2), date(2025, 9, 8))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "8/9/2025", "Enter the date under From"),
        ("31/2/2025", "8/9/2025", "From must be a real date, such as 27/3/2026"),
        ("9/9/2025", "8/9/2025", "To must be the same as or after From"),
    ],
)
def test_dates_that_make_no_period_are_told_at_the_field(
    page: ReportsPage, first: str, last: str, words: str
) -> None:
    before = page.pack
    page.picker.kind.set_value("dates")
    page.picker.first.line.setText(first)
    page.picker.last.line.setText(last)
    page.picker.take_dates()
    assert words in [block.problem() for block in page.picker.blocks.values()]
    assert page.pack is before


def test_a_case_logged_meanwhile_is_counted(window: MainWindow, page: ReportsPage) -> None:
    logged = log_complaint(window.context.office, received_on=date(2025, 9, 4))
    window.context.changed(logged)
    assert page.panel.view.figures.index(0, 1).data() == "4"


def test_figures_are_shown_though_others_save_while_they_are_counted(
    window: MainWindow, page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each save would else throw away the count that runs, and nothing were shown while others save."""
    build, counts = reports_actions.build_pack, []

    def counted(*given: Any) -> Any:
        pack = build(*given)
        counts.append(pack)
        if len(counts) == 1:
            window.context.changed(log_complaint(window.context.office))
            assert len(counts) == 1  # the count that runs is not begun anew
        return pack

    monkeypatch.setattr(reports_actions, "build_pack", counted)
    page.refresh()
    assert len(counts) == 2
    assert page.pack is counts[-1]


def test_a_case_logged_behind_another_tab_is_counted_on_return(window: MainWindow, page: ReportsPage) -> None:
    window.open_page("settings")
    window.context.changed(log_enquiry(window.context.office, Kind.MAYOR, received_on=date(2025, 9, 4)))
    window.open_page("reports")
    assert page.panel.view.figures.index(0, 7).data() == "6"


def test_period_table_and_figure_come_back_at_the_next_start(window: MainWindow, page: ReportsPage) -> None:
    page.picker.kind.set_value("year")
    page.tables.set_current("2b")
    page.panel.view.setCurrentIndex(page.panel.view.figures.index(5, 1))
    state = json.loads(json.dumps(page.layout_state()))
    other = ReportsPage(window.context)
    other.restore_layout(state)
    assert (other.picker.period().code, other.tables.current(), other.panel.current()) == (
        "2024-25",
        "2b",
        (5, 1),
    )


def test_a_layout_that_cannot_be_read_is_passed_over(page: ReportsPage) -> None:
    page.restore_layout({"period": "never"})
    assert page.picker.period() == parse_period("2025-26-Q2")


class Held:
    """A runner that keeps what it was given until it is let go: work that takes long."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.jobs = inner, list[Callable[[], None]]()

    def run_read(self, *arguments: Any, **more: Any) -> None:
        self.jobs.append(lambda: self.inner.run_read(*arguments, **more))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def test_figures_of_a_period_that_was_left_again_are_dropped(window: MainWindow, page: ReportsPage) -> None:
    held = window.context.tasks = Held(window.context.tasks)
    page.picker.kind.set_value("year")
    page.picker.kind.set_value("month")
    for job in reversed(held.jobs):
        job()
    assert page.pack.period.label == page.picker.period().label


def test_cancel_keeps_the_figures_and_the_period_of_before(window: MainWindow, page: ReportsPage) -> None:
    held = window.context.tasks = Held(window.context.tasks)
    page.picker.kind.set_value("year")
    page.cancel()
    for job in held.jobs:
        job()
    assert page.pack.period.code == page.picker.period().code == "2025-26-Q2"
    assert heard[-1] == "Stopped. The figures shown are those of before."


def test_somebody_who_may_not_see_reports_is_told_whom_to_ask(window: MainWindow, office: Office) -> None:
    from dataclasses import replace

    office.person = replace(office.person, role="service_responder")
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    assert "cannot see reports. Ask a complaints manager." in page.nothing.text.text()
    assert window.context.registry.reason("report.pdf") == "The tables are not there yet."
    assert "cannot see reports" in window.context.registry.reason("report.quarter")


def test_figures_that_cannot_be_read_say_so_and_what_to_do(
    page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DamagedFileError("The database cannot be read. Restore a backup.")

    monkeypatch.setattr(reports_actions, "build_pack", broken)
    page.refresh()
    assert page.stack.currentWidget() is page.nothing
    assert page.nothing.title.text() == "The tables were not counted"


def test_nothing_flashes_up_as_a_window_of_its_own(window: MainWindow) -> None:
    windows = OwnWindows()
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    page.picker.kind.set_value("dates")
    page.tables.set_current(RECONCILE)
    page.show_document("quarterly")
    assert windows.seen == []


@pytest.mark.parametrize("table", ["2b", "11", RECONCILE, "document:annual"])
def test_the_page_is_accessible(page: ReportsPage, table: str) -> None:
    page.picker.kind.set_value("year")
    page.tables.set_current(table)
    check_page(page)


def test_the_page_with_two_dates_is_accessible(page: ReportsPage) -> None:
    page.picker.kind.set_value("dates")
    check_page(page, themes=("light",))


def test_every_table_has_a_sentence_and_can_be_shown(page: ReportsPage, office: Office) -> None:
    quiet = reports_actions.build_pack(office, parse_period("2010-11"))
    assert len(quiet.tables) == len(CATALOGUE)
    for table in (*page.pack.tables, *quiet.tables):
        page.panel.show_table(table)
        words = page.panel.sentence.text()
        assert words.endswith(".")
        assert "None" not in words


def test_as_known_on_a_day_counts_what_was_recorded_by_then(window: MainWindow, page: ReportsPage) -> None:
    page.picker.known.line.setText("1/9/2025")
    page.picker.known.line.setFocus()
    press(window, KEY.Key_Return)
    assert page.title() == "Reports, Quarter 2, 2025-26, as known on Monday 1 September 2025"
    assert page.panel.view.figures.index(0, 1).data() == "0"
    page.picker.known.line.clear()
    press(window, KEY.Key_Return)
    assert page.panel.view.figures.index(0, 1).data() == "3"


def test_a_day_that_is_not_over_is_told_at_the_field(window: MainWindow, page: ReportsPage) -> None:
    before = page.pack
    for typed, words in (
        ("31/2/2025", "As known on must be a real date, such as 27/3/2026"),
        ("16/10/2025", "As known on must be today or in the past"),
    ):
        page.picker.known.line.setText(typed)
        page.picker.take_known()
        assert page.picker.blocks["known"].problem() == words
    assert page.pack is before


def test_figures_are_counted_again_when_settings_they_depend_on_change(
    window: MainWindow, page: ReportsPage, office: Office
) -> None:
    before = page.pack
    texts = write_narrative(office, "quarterly", before.period, {"summary": "A text changes no figure"})
    window.context.changed(texts)
    assert page.pack is before
    window.context.changed(save_own(office, Definition("Cases by kind", "received", "kind")))
    assert page.pack is not before
    texts = [page.tables.list.item(n).text() for n in range(page.tables.list.count())]
    assert texts[texts.index("Own tables") + 1] == "o1  Cases by kind"
    page.tables.set_current("o1")
    assert page.panel.title.text() == "Table o1. Cases by kind"


def test_once_tables_are_shown_the_next_count_is_quicker(page: ReportsPage, office: Office) -> None:
    with office.reading() as raw:
        kept = raw.execute("SELECT count(*) FROM fact_block WHERE lines_of = 'stage_fact'").fetchone()[0]
    assert kept >= 1


def test_the_weekly_list_on_the_page_says_what_each_case_says_is_next(page: ReportsPage) -> None:
    page.take_period(parse_period("2025-10"))
    page.tables.set_current("36")
    steps = {cells[-1].text for cells in page.panel.table.cells}
    assert steps
    assert all(step.endswith(".") for step in steps), "a sentence of the case, not the short form of lists"
