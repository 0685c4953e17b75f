"""The reports page over the example office, by keyboard."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from caseworker.actions import reports as reports_actions
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import between, parse_period
from caseworker.office import Office
from caseworker.reports.catalogue import CATALOGUE
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place
from tests.example_office import log_complaint, log_enquiry
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, OwnWindows, PdfPrinter, alert_words, make_window, press
from ui.pdf_pages import page_sizes
from ui.reports.period_picker import last_quarter, periods_of
from ui.reports.reports_page import RECONCILE, ReportsPage
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    """Three statutory complaints and two MP enquiries in September, one complaint in October."""
    for day in (1, 2, 3):
        log_complaint(office, received_on=date(2025, 9, day))
    for day in (8, 9):
        log_enquiry(office, received_on=date(2025, 9, day))
    log_complaint(office)
    return make_window(office)


@pytest.fixture
def page(window: MainWindow) -> ReportsPage:
    """The page on Table 2a."""
    opened = window.open_page("reports")
    assert isinstance(opened, ReportsPage)
    opened.tables.set_current("2a")
    return opened


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
    assert periods_of(kind, date(2025, 10, 15))[0].code == first


def test_tables_are_listed_with_to_reconcile_last(page: ReportsPage) -> None:
    listed = [page.tables.list.item(n).text() for n in range(page.tables.list.count())]
    assert listed[0] == "1a  New cases received over three years"
    assert listed[-1] == f"To reconcile ({len(page.pack.to_reconcile)})"
    assert len(listed) == len(CATALOGUE) + 1


def test_the_table_says_what_it_says_first_in_one_sentence(page: ReportsPage) -> None:
    assert page.panel.sentence.text() == (
        "5 cases in Quarter 2, 2025-26, the most under Children Act Stage 1 (3)."
    )


def test_a_figure_is_spoken_with_row_column_and_number(page: ReportsPage) -> None:
    model = page.panel.view.figures
    spoken = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (1, 5)]
    assert spoken == ["Q2, Children Act Stage 1, 3 cases", "Q2, MP enquiry, 2 cases"]


def test_a_share_is_spoken_with_both_numbers_and_nothing_due_in_words(page: ReportsPage) -> None:
    page.tables.set_current("3")
    model = page.panel.view.figures
    spoken = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (0, 1)]
    assert spoken == ["Q2, Corporate Stage 1, nothing to count", "Q2, Children Act Stage 1, 0%, 0 of 3 cases"]


def test_the_model_keeps_what_qt_asks_of_a_model(page: ReportsPage) -> None:
    tester = QAbstractItemModelTester(
        page.panel.view.figures, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.tables.set_current("1b")
    assert tester.model() is page.panel.view.figures


def test_enter_opens_the_cases_of_a_figure_and_alt_left_returns_to_it(
    window: MainWindow, page: ReportsPage
) -> None:
    page.panel.view.setFocus()
    press(window, KEY.Key_Right, KEY.Key_Return)
    cases = window.tabs.front()
    assert cases is not None
    assert cases.kind == "case_list"
    assert cases.title() == "Children Act Stage 1, Q2, Quarter 2, 2025-26"
    assert len(cases.layout_state()["numbers"]) == 3
    press(window, (KEY.Key_Left, ALT))
    assert window.tabs.front() is page
    assert window.focusWidget() is page.panel.view
    assert page.panel.current() == (0, 1)


def test_a_figure_without_cases_says_so_and_opens_nothing(window: MainWindow, page: ReportsPage) -> None:
    page.panel.view.setFocus()
    press(window, KEY.Key_Return)
    assert window.tabs.front() is page
    assert "there are no cases behind this figure" in heard[-1]


def test_each_table_keeps_its_own_place(page: ReportsPage) -> None:
    page.panel.view.setCurrentIndex(page.panel.view.figures.index(1, 3))
    page.tables.set_current("1b")
    page.tables.set_current("2a")
    assert page.panel.current() == (1, 3)


def test_another_kind_of_period_takes_the_nearest_one(page: ReportsPage) -> None:
    page.picker.kind.set_value("month")
    assert page.picker.period().label == "September 2025"
    assert page.pack.period.label == "September 2025"


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


@pytest.mark.parametrize("form", ["pdf", "csv", "json"])
def test_this_table_is_written_under_its_name(
    page: ReportsPage, window: MainWindow, tmp_path: Path, form: str
) -> None:
    page.writing.files = Answers(tmp_path)
    window.context.registry.run(f"report.{form}")
    written = tmp_path / f"table-2a-2025-26-Q2.{form}"
    assert written.stat().st_size > 100
    assert alert_words(window) == [f"Exported: {written.name} was written to {tmp_path}."]


def test_all_tables_are_one_pdf_or_one_file_each(
    page: ReportsPage, window: MainWindow, tmp_path: Path
) -> None:
    page.writing.files = Answers(tmp_path)
    page.scope.set_value("all")
    window.context.registry.run("report.pdf")
    window.context.registry.run("report.csv")
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert "tables-2025-26-Q2.pdf" in names
    assert len([name for name in names if name.endswith(".csv")]) == len(CATALOGUE)


def test_thinking_better_of_it_writes_nothing(page: ReportsPage, window: MainWindow) -> None:
    page.writing.files = Answers(None)
    window.context.registry.run("report.csv")
    assert alert_words(window) == []
    assert page.writing.is_busy is False


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    page: ReportsPage, window: MainWindow, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file, not a folder")
    page.writing.files = Answers(in_the_way)
    window.context.registry.run("report.csv")
    assert alert_words(window)[0].startswith("The report was not written")
    assert page.writing.is_busy is False


def test_ctrl_p_prints_the_table_lying_on_a4(page: ReportsPage, window: MainWindow, tmp_path: Path) -> None:
    page.writing.printers = PdfPrinter(tmp_path / "paper.pdf")
    page.panel.view.setFocus()
    press(window, (KEY.Key_P, CTRL))
    size = page_sizes((tmp_path / "paper.pdf").read_bytes())[0]
    assert (round(size.width()), round(size.height())) == (842, 595)
    assert alert_words(window)[0].startswith("Printed: Table 2a, Quarter 2, 2025-26: 1 page was sent")


def test_a_computer_without_a_printer_is_said(page: ReportsPage, window: MainWindow) -> None:
    page.writing.printers = PdfPrinter(
        trouble="Nothing was printed because this computer has no printer. Add one."
    )
    window.context.registry.run("page.print")
    assert alert_words(window) == ["Nothing was printed because this computer has no printer: Add one."]


def test_figures_that_disagree_are_listed_and_told_at_export(
    page: ReportsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Disagreement(
        "row", (Place("2a", "Q2", "Total"),), (1, 2), "Table 2a, Q2, Total shows 6, but 5 is right."
    )
    monkeypatch.setattr("caseworker.reports.checks.run_checks", lambda *_: (wrong,))
    page.refresh()
    assert page.tables.list.item(len(CATALOGUE)).text() == "To reconcile (1)"
    page.writing.files = Answers(tmp_path)
    window.context.registry.run("report.json")
    assert "1 figure does not agree" in alert_words(window)[0]
    page.tables.set_current(RECONCILE)
    page.reconcile.table.view.setFocus()
    press(window, KEY.Key_Return)
    front = window.tabs.front()
    assert front is not None
    assert front.title() == "To reconcile: Table 2a, Q2, Total"


def test_somebody_who_may_not_see_reports_is_told_whom_to_ask(window: MainWindow, office: Office) -> None:
    from dataclasses import replace

    office.person = replace(office.person, role="service_responder")
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    assert "cannot see reports. Ask a complaints manager." in page.nothing.text.text()
    assert window.context.registry.reason("report.pdf") == "The tables are not there yet."


def test_a_second_export_waits_for_the_first(page: ReportsPage, window: MainWindow, tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    page.writing.files, page.writing.is_busy = answers, True
    window.context.registry.run("report.pdf")
    assert answers.asked == []


def test_nothing_flashes_up_as_a_window_of_its_own(window: MainWindow) -> None:
    windows = OwnWindows()
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    page.picker.kind.set_value("dates")
    page.tables.set_current(RECONCILE)
    assert windows.seen == []


@pytest.mark.parametrize("table", ["2b", "3", RECONCILE])
def test_the_page_is_accessible(page: ReportsPage, table: str) -> None:
    page.picker.kind.set_value("year")
    page.tables.set_current(table)
    check_page(page)


def test_the_page_with_two_dates_is_accessible(page: ReportsPage) -> None:
    page.picker.kind.set_value("dates")
    check_page(page, themes=("light",))


def test_every_table_has_a_sentence(page: ReportsPage, office: Office) -> None:
    quiet = reports_actions.build_pack(office, parse_period("2010-11"))
    for table in (*page.pack.tables, *quiet.tables):
        words = reports_actions.table_in_words(table)
        assert words.endswith(".")
        assert "None" not in words
