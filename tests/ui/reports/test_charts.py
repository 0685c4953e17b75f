"""Charts on screen: drawn from the same cells, a bar opens its cases by mouse and by keyboard (S14)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.report_charts import chart_pictures
from caseworker.domain.periods import parse_period
from tests.ui.a11y import contrast, ring_problems
from tests.ui.real_window import press
from ui.reports.chart_colours import screen_colours
from ui.reports.chart_view import ChartView
from ui.reports.reports_page import ReportsPage
from ui.theme import apply_theme
from ui.tokens import BY_NAME
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key


@pytest.fixture
def chart(page: ReportsPage) -> ChartView:
    """Cases by type in this and the two years before: three series."""
    page.tables.set_current("1b")
    return page.panel.charts.shown()[0]


def test_every_bar_stands_for_a_cell_of_its_table_and_says_its_figure(page: ReportsPage) -> None:
    drawn = 0
    for table in page.pack.tables:
        for picture in chart_pictures(table, 500):
            for bar in picture.bars:
                assert bar.words.endswith(table.cell(bar.row, bar.column).text)
                assert 0 <= bar.x <= bar.x + bar.width <= picture.width + 1
                assert -1 <= bar.y <= bar.y + bar.height <= picture.height + 1
                drawn += 1
    assert drawn > 100


def test_a_chart_stands_under_its_table_with_one_sentence(page: ReportsPage, chart: ChartView) -> None:
    assert page.panel.charts.words[0].text().startswith("Bar chart: ")
    page.tables.set_current("2a")
    assert page.panel.charts.shown() == []
    assert page.panel.charts.isHidden()


def test_bars_that_are_all_alike_are_told_as_such(page: ReportsPage) -> None:
    page.take_period(parse_period("2021-22"))
    page.tables.set_current("1a")
    assert page.panel.charts.words[0].text() == "Bar chart: New cases received, 2021-22; 0 throughout."


def test_the_name_says_series_category_and_value(chart: ChartView) -> None:
    assert "Corporate Stage 1: 0" in chart.accessibleName()
    assert "Arrow keys walk the figures" in chart.accessibleDescription()


def test_arrow_keys_walk_categories_and_series(window: MainWindow, chart: ChartView) -> None:
    chart.setFocus()
    first = chart.current_words()
    press(window, KEY.Key_Down)
    second = chart.current_words()
    assert "Children Act Stage 1: 3" in second
    assert heard[-1] == second
    assert second in chart.accessibleName()
    press(window, KEY.Key_Right)
    assert chart.current_words() not in (first, second)
    press(window, KEY.Key_Left, KEY.Key_Up)
    assert chart.current_words() == first
    press(window, KEY.Key_Up, KEY.Key_Left)
    assert chart.current_words() == first
    press(window, KEY.Key_End, KEY.Key_Home)
    assert chart.current_words() == first


def test_enter_opens_the_cases_of_a_bar_and_the_table_stands_there_too(
    window: MainWindow, page: ReportsPage, chart: ChartView
) -> None:
    chart.setFocus()
    press(window, KEY.Key_Down, KEY.Key_Return)
    front = window.tabs.front()
    assert front is not None
    assert front.kind == "case_list"
    assert len(front.layout_state()["numbers"]) == 3
    press(window, (KEY.Key_Left, Qt.KeyboardModifier.AltModifier))
    assert window.focusWidget() is chart


def test_a_press_on_a_bar_opens_it_and_one_beside_does_not(window: MainWindow, chart: ChartView) -> None:
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert window.tabs.front() is not None
    assert window.tabs.front().kind == "reports"  # type: ignore[union-attr]
    number = next(n for n, bar in enumerate(chart.picture.bars) if bar.words.endswith("Stage 1: 3"))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.bar_rect(number).center().toPoint())
    assert window.tabs.front().kind == "case_list"  # type: ignore[union-attr]


def test_bars_stand_where_they_are_drawn_at_any_size(window: MainWindow, chart: ChartView) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for scale in (100, 200):
        apply_theme(app, "light", scale, reduce_motion=True)
        QTest.qWait(200)
        number = next(n for n, bar in enumerate(chart.picture.bars) if bar.words.endswith("Stage 1: 3"))
        place = chart.bar_rect(number).center().toPoint()
        assert chart.rect().contains(place)
        colour = chart.grab().toImage().pixelColor(place)
        assert colour.lightness() < 200


@pytest.mark.parametrize("theme", ["light", "dark", "cream"])
def test_a_chart_has_the_colours_of_its_theme_and_everything_on_it_is_seen(theme: str) -> None:
    colours = screen_colours(BY_NAME[theme])
    for words in (colours.strong, colours.quiet):
        assert contrast(words, colours.ground) >= 4.5
    for series in (*colours.series, colours.axis):
        assert contrast(series, colours.ground) >= 3


def test_a_chart_is_dark_in_the_dark_theme(chart: ChartView, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    light = chart._image
    apply_theme(app, "dark", 100, reduce_motion=True)
    qtbot.waitUntil(lambda: chart._image is not light)
    assert light.pixelColor(light.width() - 3, 3).name() == BY_NAME["light"].base.lower()
    dark = chart._image
    assert dark.pixelColor(dark.width() - 3, 3).name() == BY_NAME["dark"].base


def test_the_focus_is_seen(chart: ChartView) -> None:
    assert ring_problems(chart) == []


def test_charts_of_a_table_that_was_left_again_are_dropped(window: MainWindow, page: ReportsPage) -> None:
    inner, jobs = window.context.tasks, []

    class Held:
        def run_read(self, *arguments: object, **more: object) -> None:
            jobs.append((arguments, more))

    page.panel.charts._context.tasks = Held()  # type: ignore[assignment]
    page.tables.set_current("1b")
    page.tables.set_current("2a")
    window.context.tasks = inner
    for arguments, more in jobs:
        inner.run_read(*arguments, **more)  # type: ignore[arg-type]
    assert page.panel.charts.shown() == []


def test_tab_goes_from_a_table_to_a_chart_that_was_drawn_later(page: ReportsPage) -> None:
    panel = page.panel
    while panel.charts.charts:  # as at a start with the figures still being counted
        panel.charts.charts.pop().deleteLater()
        panel.charts.words.pop().deleteLater()
    page.tables.set_current("1b")
    panel.charts.show_table(panel.table)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.charts.charts[0].hasFocus()
