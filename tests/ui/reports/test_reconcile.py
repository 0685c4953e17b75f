"""To reconcile: figures that disagree and cases to complete, told apart, each with its cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caseworker.actions.answer import Answer, answer_case
from caseworker.office import Office
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place
from tests.example_office import log_complaint
from tests.ui.real_window import Answers, alert_words, press
from ui.command_list import CATALOGUE
from ui.reports.reconcile_words import ALL_AGREE, DISAGREES, TO_COMPLETE, above_document, in_short
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import RECONCILE
from ui.window import MainWindow

WRONG = Disagreement(
    "row", (Place("2a", "Q2", "Total"),), (1, 2), "Table 2a, Q2, Total shows 6, but 5 is right."
)
LACKING = Disagreement(
    "not recorded", (Place("4", "", ""), Place("8", "", "")), (3,), "Tables 4 and 8 need it."
)


@pytest.fixture
def incomplete(page: ReportsPage, office: Office) -> ReportsPage:
    """The page with two complaints answered in time whose root cause nobody chose."""
    for day in (29, 30):
        case_id = log_complaint(office, received_on=date(2025, 9, day)).case_id
        answer_case(office, case_id, Answer(date(2025, 10, 2), "upheld"))
    page.refresh()
    return page


def rows(page: ReportsPage) -> list[list[str]]:
    model = page.reconcile.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_cases_to_complete_are_one_line_with_their_number_and_open_with_enter(
    incomplete: ReportsPage, window: MainWindow
) -> None:
    incomplete.show_reconcile()
    (line,) = (each for each in rows(incomplete) if each[2] == "Record the root cause")
    assert line[0] == TO_COMPLETE
    assert line[1].startswith("Tables 22, 23, 24")
    assert line[3] == "2"
    assert incomplete.reconcile.short.text().startswith(
        "Every figure agrees with the cases behind it. Cases lack "
    )
    incomplete.reconcile.table.view.setFocus()
    press(window, Qt.Key.Key_Return)
    front = window.tabs.front()
    assert front is not None
    assert len(front.layout_state()["numbers"]) == 2
    assert front.layout_state()["note"] == "To be recorded for these cases: the root cause."


def test_a_figure_that_disagrees_says_above_its_cases_what_is_wrong(page: ReportsPage) -> None:
    said: list[tuple[str, object, str]] = []
    page.reconcile.opened.disconnect()
    page.reconcile.opened.connect(lambda *given: said.append(given))
    page.reconcile.show_all([WRONG])
    page.reconcile.table.opened.emit(page.reconcile.model.index(0, 0))
    assert said == [("To reconcile: Table 2a, Q2, Total", (1, 2), WRONG.sentence)]


def test_a_document_says_only_what_its_own_tables_lack(incomplete: ReportsPage) -> None:
    incomplete.show_document("foi")
    incomplete.take_period(incomplete.document._offered or incomplete.picker.period())
    assert incomplete.document.reconcile.text() == ALL_AGREE
    assert incomplete.document.reconcile_button.isHidden()


def test_what_a_table_lacks_is_told_when_it_is_written_and_is_no_warning(
    incomplete: ReportsPage, window: MainWindow, tmp_path: Path
) -> None:
    incomplete.writing.files = Answers(tmp_path)
    incomplete.tables.set_current("2a")
    window.context.registry.run("report.json")
    assert "Cases lack" not in alert_words(window)[0]
    incomplete.tables.set_current("22")
    window.context.registry.run("report.json")
    assert alert_words(window)[0].endswith("Cases lack 1 value. See To reconcile.")


def test_what_disagrees_and_what_is_lacking_are_said_apart() -> None:
    assert in_short([WRONG, LACKING]) == "1 figure does not agree, and cases lack 1 value."
    assert in_short([LACKING, LACKING]) == "Cases lack 2 values."
    assert above_document([LACKING]) == ("Every figure agrees with the cases behind it. Cases lack 1 value.")
    assert above_document([WRONG]).endswith("1 figure does not agree. Look at this before it goes out.")
    assert above_document([]) == ALL_AGREE


def test_disagreements_and_cases_to_complete_show_where(page: ReportsPage) -> None:
    page.reconcile.show_all([WRONG, LACKING])
    assert [line[:2] for line in rows(page)] == [
        [DISAGREES, "Table 2a, Q2, Total"],
        [TO_COMPLETE, "Tables 4, 8"],
    ]


def test_it_is_a_command_and_shows_the_list(page: ReportsPage) -> None:
    assert next(each.text for each in CATALOGUE if each.id == "report.reconcile") == "To reconcile"
    page.show_reconcile()
    assert page.tables.current() == RECONCILE
    assert page.stack.currentWidget() is page.reconcile


def test_as_known_on_does_not_come_back_unasked_at_the_next_start(
    window: MainWindow, page: ReportsPage
) -> None:
    page.picker.known.line.setText("1/9/2025")
    page.picker.take_known()
    assert "as known on" in page.title()
    other = ReportsPage(window.context)
    other.restore_layout(page.layout_state())
    assert other.picker.known_on() is None
    assert other.title() == "Reports, Quarter 2, 2025-26"
