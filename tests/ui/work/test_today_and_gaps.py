"""Today and What is missing: every line and count opens its cases; printing, dates, and the first window of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.settings_change import save_person
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page
from tests.ui.cases.list_help import make_window, press
from tests.ui.work.conftest import Files
from ui.cases.case_list_page import CaseListPage
from ui.widgets.link_button import LinkButton
from ui.window import MainWindow
from ui.work.first_of_day import show_first_of_day
from ui.work.gaps_page import GapsPage
from ui.work.today_page import TodayPage

KEY = Qt.Key


def opened(window: MainWindow) -> TodayPage:
    page = window.open_page("today")
    assert isinstance(page, TodayPage)
    QApplication.processEvents()
    return page


def words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page) and label.text()]


def links(page: TodayPage) -> list[str]:
    return [link.text() for link in page.area.inner.findChildren(LinkButton) if link.isVisibleTo(page)]


def test_the_sheet_names_what_the_day_asks_for_and_what_it_does_not(window: MainWindow) -> None:
    page = opened(window)
    said = words(page)
    assert "Today, Wednesday 15 October 2025" in said
    assert {"Overdue (1)", "Due today (1)"} <= set(said)
    assert any("No follow-up is due." in line for line in said)
    assert page.summary.text().endswith("1 overdue.")
    assert links(page)[0] == "CYP-2025-0001"


def test_an_office_without_cases_says_where_to_begin(qtbot: QtBot, office: Office) -> None:
    window = make_window(qtbot, office)
    window.add_kind(TodayPage)
    page = opened(window)
    said = words(page)
    assert "No case has been logged yet" in said
    assert not any("Nothing is overdue" in line for line in said)
    assert QApplication.focusWidget() is page.beginning.first
    assert not page.whose.isVisible()
    check_page(page)
    log_complaint(office)
    page.refresh()
    assert not page.beginning.isVisible()
    assert page.whose.isVisible()


def test_the_focus_goes_to_the_way_to_log_when_the_empty_day_was_read(qtbot: QtBot, office: Office) -> None:
    window = make_window(qtbot, office)
    window.add_kind(TodayPage)
    page = opened(window)
    page.beginning.hide()  # as before it was read
    page._bar.show()
    page.whose.editor().setFocus()
    page.refresh()
    assert QApplication.focusWidget() is page.beginning.first


def test_enter_opens_a_case_and_the_rest_of_a_part(window: MainWindow, office: Office) -> None:
    for _ in range(6):
        log_complaint(office, received_on=date(2025, 9, 29))
    page = opened(window)
    press(KEY.Key_Return)
    assert window.tabs.front().kind == "case"  # type: ignore[union-attr]
    window.open_page("today")
    more = next(link for link in page.area.inner.findChildren(LinkButton) if link.text() == "Show all 7")
    more.click()
    listed = window.tabs.front()
    assert isinstance(listed, CaseListPage)
    assert listed.title() == "Overdue, my cases"
    assert listed.model.rowCount() == 7


def test_the_case_one_is_on_stays_in_hand_when_others_change_something(
    window: MainWindow, office: Office
) -> None:
    log_complaint(office, received_on=date(2025, 9, 29))
    page = opened(window)
    here = page._links()[1]
    here.setFocus()
    name = here.accessibleName()
    page.refresh()
    QApplication.processEvents()
    now = QApplication.focusWidget()
    assert isinstance(now, LinkButton)
    assert now is not here
    assert now.accessibleName() == name
    assert now.isVisible()


def test_who_has_no_case_begins_with_the_teams_day(window: MainWindow, office: Office) -> None:
    office.person = office.staff_named("Rhys Parry")
    page = opened(window)
    assert page.whose.value() == "team"
    assert "Overdue (1)" in words(page)


def test_a_deputy_is_told_whose_cases_are_among_theirs(window: MainWindow, office: Office) -> None:
    save_person(office, replace(office.staff_named("Ali Demir"), away_from=TODAY, deputy_id=office.person.id))
    assert "With the cases of Ali Demir, who is away." in opened(window).summary.text()


def test_it_reads_again_when_a_case_is_answered(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = opened(window)
    answer = Answer(TODAY, "upheld", "The visit was missed", root_cause="Delay", late_reason="Staff sickness")
    changed = answer_case(office, cases["CYP-2025-0001"], answer)
    window.context.changed(changed)
    QApplication.processEvents()
    assert "Nothing is overdue." in " ".join(words(page))


def test_dates_are_exported_and_the_sheet_printed(window: MainWindow, files: Files, qtbot: QtBot) -> None:
    page = opened(window)
    page.files = files
    window.context.registry.run("today.calendar")
    assert files.folder is not None
    assert (files.folder / "dates-2025-10-15.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")

    class Paper:
        def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter:
            printer = QPrinter()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(files.folder / "sheet.pdf"))  # type: ignore[operator]
            return printer

    page.printers = Paper()
    window.context.registry.run("page.print")
    assert (files.folder / "sheet.pdf").stat().st_size > 1000
    assert window.strip.alerts()[0].title == "Printed"


def test_the_first_window_of_the_day_begins_with_it_once(window: MainWindow) -> None:
    show_first_of_day(window.context)
    page = window.find_page("today")
    assert page is not None
    window.close_page(page)
    show_first_of_day(window.context)
    assert window.find_page("today") is None


def test_today_passes_every_check(window: MainWindow) -> None:
    check_page(opened(window))


@pytest.fixture
def gaps(window: MainWindow, office: Office, cases: dict[str, str]) -> GapsPage:
    answer_case(office, cases["CYP-2025-0001"], Answer(TODAY, "not_upheld", "No fault found"))
    page = window.open_page("gaps")
    assert isinstance(page, GapsPage)
    return page


def test_each_count_of_gaps_opens_its_cases(window: MainWindow, gaps: GapsPage) -> None:
    rows = [(gap.owner, gap.what) for gap in gaps.model.rows()]
    assert ("Nobody", "Give the case an owner") in rows
    assert gaps.table.go_to(next(f"/{g.order}/{g.need}" for g in gaps.model.rows() if g.need == "owner"))
    gaps.table.view.setFocus()
    press(KEY.Key_Return)
    listed = window.tabs.front()
    assert isinstance(listed, CaseListPage)
    assert listed.title() == "Give the case an owner: Nobody, Quarter 3, 2025-26"
    assert listed.model.rowCount() == 1


def test_who_may_not_see_reports_is_told_so(window: MainWindow, office: Office) -> None:
    office.person = replace(office.staff_named("Rhys Parry"), role="service_responder")
    page = window.open_page("gaps")
    assert isinstance(page, GapsPage)
    assert "cannot see reports" in page.table.empty.text.text()


def test_gaps_pass_every_check(gaps: GapsPage) -> None:
    check_page(gaps)
