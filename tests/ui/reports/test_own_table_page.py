"""Own tables on their page: every choice shows at once, a table is saved, changed, removed, and opens its cases."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.own_tables import own_tables
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.real_window import alert_words
from ui.reports.own_table_page import OwnTablePage
from ui.reports.reports_page import ReportsPage
from ui.theme import apply_theme
from ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> OwnTablePage:
    qtbot.addWidget(window)
    window.add_kind(OwnTablePage, command="report.own_table")
    window.context.registry.run("report.own_table")
    opened = window.tabs.front()
    assert isinstance(opened, OwnTablePage)
    opened.picker.set_period(parse_period("2025-26"))
    opened.refresh()
    return opened


def shown(page: OwnTablePage, row: str, column: str) -> str:
    return str(page.table.cell(row, column).text)


def test_every_choice_shows_at_once(page: OwnTablePage) -> None:
    assert shown(page, "Total", "Cases received") == "6"
    page.form.columns.set_value("month")
    page.form.columns.changed.emit()
    assert shown(page, "MP enquiry", "September") == "2"
    page.form.measure.set_value("on_time")
    assert page.table.cell("Total", "Total").is_share
    check_page(page)


def test_a_limit_is_ticked_shown_and_taken_away(page: OwnTablePage) -> None:
    page.form.limit.set_value("kind")
    page.form.limit.changed.emit()
    assert page.form.values is not None
    page.form.values.set_value(["MP"])
    assert shown(page, "Total", "Cases received") == "2"
    assert page.form.chips.values() == {"kind": "MP enquiry"}
    check_page(page)
    page.form.chips.buttons["kind"].click()
    assert shown(page, "Total", "Cases received") == "6"
    assert page.form.values.is_empty()


def test_wards_are_those_that_cases_name(page: OwnTablePage) -> None:
    page.form.limit.set_value("ward")
    page.form.limit.changed.emit()
    assert page.form.values is not None
    assert page.form.values.list.item(page.form.values.list.count() - 1).text() == "Not recorded"
    page.form.values.set_value([""])
    assert shown(page, "Total", "Cases received") == "6"
    assert page.form.chips.values() == {"ward": "Not recorded"}


def test_what_another_measure_cannot_be_by_is_taken_back(page: OwnTablePage) -> None:
    page.form.rows.set_value("ward")
    page.form.rows.changed.emit()
    page.form.measure.set_value("actions")
    assert page.form.rows.value() == "kind"
    assert "ward" not in dict(page.form.rows.choices())


def test_what_does_not_go_together_says_why_instead_of_a_table(page: OwnTablePage) -> None:
    page.form.columns.set_value("kind")
    page.form.columns.changed.emit()
    assert page.trouble.text() == "Choose something else for the columns than for the rows."
    assert not page.panel.isVisibleTo(page)


def test_a_table_is_saved_changed_and_stands_in_reports(
    page: OwnTablePage, window: MainWindow, office: Office
) -> None:
    page.save()
    assert page.form.form.blocks["name"].problem() == "Enter a name for the table"
    page.form.name.set_value("Types")
    window.context.registry.run("page.finish")
    assert [(own.code, own.definition.name) for own in own_tables(office)] == [("o1", "Types")]
    assert page.saved.value() == "o1"
    assert page.panel.title.text() == "Table o1. Types"
    page.form.columns.set_value("month")
    page.form.columns.changed.emit()
    page.save()
    assert own_tables(office)[0].definition.columns == "month"
    reports = window.open_page("reports")
    assert isinstance(reports, ReportsPage)
    reports.tables.set_current("o1")
    QApplication.processEvents()
    assert reports.panel.title.text() == "Table o1. Types"


def test_a_saved_table_is_opened_kept_as_another_and_removed(
    page: OwnTablePage, window: MainWindow, office: Office
) -> None:
    page.form.name.set_value("One")
    page.save()
    page.save_as_new()
    assert page.form.form.blocks["name"].problem() == "There is a table called One already"
    page.form.name.set_value("Two")
    page.save_as_new()
    assert page.saved.value() == "o2"
    page.reopened("o1")
    assert page.form.name.value() == "One"
    page.remove()
    assert alert_words(window)[0].startswith("Removed: Table o1, One, was removed.")
    assert page.saved.value() == ""
    window.strip.alerts()[0].actions[0].call()
    assert [own.code for own in own_tables(office)] == ["o1", "o2"]


def test_enter_opens_the_cases_behind_a_figure(page: OwnTablePage, window: MainWindow) -> None:
    page.panel.view.setCurrentIndex(page.panel.view.figures.place("MP enquiry", "Cases received"))
    window.context.registry.run("report.cases")
    QApplication.processEvents()
    front = window.tabs.front()
    assert front is not page
    assert "MP enquiry" in front.title()  # type: ignore[union-attr]


def test_what_was_chosen_is_there_again_after_a_restart(page: OwnTablePage) -> None:
    page.form.rows.set_value("month")
    page.form.rows.changed.emit()
    state = page.layout_state()
    again = OwnTablePage(page.context)
    again.restore_layout(state)
    assert again.form.doc() == page.form.doc()
    again.deleteLater()


def test_a_removed_table_that_is_brought_back_is_shown_again_as_saved(
    page: OwnTablePage, window: MainWindow
) -> None:
    page.form.name.set_value("Mail by month")
    page.save()
    page.remove_button.setFocus()
    page.remove()
    assert page.saved.editor().hasFocus()
    assert page.table.name == "New table"
    window.context.registry.run("edit.undo")
    assert page.saved.value() == "o1"
    assert page.table.name == "Table o1"


def test_an_own_table_is_changed_from_reports_in_the_period_shown_there(
    page: OwnTablePage, window: MainWindow
) -> None:
    page.form.name.set_value("Mail by month")
    page.save()
    reports = window.open_page("reports")
    assert isinstance(reports, ReportsPage)
    reports.take_period(parse_period("2024-25"))
    assert reports.change_button.isHidden()
    reports.tables.set_current("o1")
    assert not reports.change_button.isHidden()
    reports.change_button.click()
    builder = window.tabs.front()
    assert isinstance(builder, OwnTablePage)
    assert (builder.saved.value(), builder.table.period.label) == ("o1", "2024-25")


def test_the_heading_takes_the_name_when_its_line_is_left(page: OwnTablePage) -> None:
    page.form.name.editor().setFocus()
    page.form.name.set_value("Mail by month")
    page.form.measure.editor().setFocus()
    assert page.panel.title.text() == "New table. Mail by month"


def test_with_large_text_one_thing_scrolls_and_the_figure_stays_in_view(
    page: OwnTablePage, window: MainWindow, qtbot: QtBot
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 200, reduce_motion=True)
    window.resize(1366, 768)
    bars = [area.verticalScrollBar() for area in (page.choices, page.panel.area)]
    qtbot.waitUntil(lambda: [bar.maximum() for bar in bars] == [0, 0])
    page.panel.view.setFocus()
    last = page.panel.view.figures.index(page.panel.view.figures.rowCount() - 1, 0)
    page.panel.view.setCurrentIndex(last)
    QApplication.processEvents()
    figure = page.panel.view.visualRect(last).center()
    assert page.panel.view.viewport().visibleRegion().contains(figure)
    check_page(page)
