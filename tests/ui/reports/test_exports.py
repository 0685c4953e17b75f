"""Writing tables and documents out, printing them, and the quarterly pack at one key."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caseworker.office import Office
from caseworker.reports.catalogue import CATALOGUE
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place
from tests.ui.real_window import Answers, PdfPrinter, alert_words, press
from ui.pdf_pages import page_sizes
from ui.reports.quarter_pack import write_quarter
from ui.reports.reports_page import ReportsPage
from ui.tasks import Progress
from ui.window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "csv", "json"])
def test_this_table_is_written_under_its_name(
    page: ReportsPage, window: MainWindow, tmp_path: Path, form: str
) -> None:
    page.writing.files = Answers(tmp_path)
    window.context.registry.run(f"report.{form}")
    written = tmp_path / f"table-2a-2025-26-Q2.{form}"
    assert written.stat().st_size > 100
    assert alert_words(window) == [f"Exported: {written.name} was written to {tmp_path}."]


def test_all_tables_are_one_file_csv_a_zip_of_them(
    page: ReportsPage, window: MainWindow, tmp_path: Path
) -> None:
    page.writing.files = Answers(tmp_path)
    assert page.bar.scope is not None
    page.bar.scope.set_value("all")
    window.context.registry.run("report.xlsx")
    window.context.registry.run("report.csv")
    assert sorted(path.name for path in tmp_path.glob("tables*")) == [
        "tables-2025-26-Q2.xlsx",
        "tables-2025-26-Q2.zip",
    ]
    with zipfile.ZipFile(tmp_path / "tables-2025-26-Q2.zip") as archive:
        assert len([name for name in archive.namelist() if name.startswith("table-")]) == len(CATALOGUE)


def test_a_document_is_written_under_its_name(page: ReportsPage, window: MainWindow, tmp_path: Path) -> None:
    page.writing.files = Answers(tmp_path)
    page.show_document("quarterly")
    window.context.registry.run("report.html")
    assert b"quarterly pack" in (tmp_path / "quarterly-2025-26-Q2.html").read_bytes()


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


def test_ctrl_p_prints_the_table(page: ReportsPage, window: MainWindow, tmp_path: Path) -> None:
    page.writing.printers = PdfPrinter(tmp_path / "paper.pdf")
    page.panel.view.setFocus()
    press(window, (KEY.Key_P, CTRL))
    assert len(page_sizes((tmp_path / "paper.pdf").read_bytes())) >= 1
    assert alert_words(window)[0].startswith("Printed: Table 2a, Quarter 2, 2025-26: 1 page was sent")


def test_a_computer_without_a_printer_is_said(page: ReportsPage, window: MainWindow) -> None:
    page.writing.printers = PdfPrinter(
        trouble="Nothing was printed because this computer has no printer. Add one."
    )
    window.context.registry.run("page.print")
    assert alert_words(window) == ["Nothing was printed because this computer has no printer: Add one."]


def test_figures_that_disagree_are_told_at_export(
    page: ReportsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Disagreement("row", (Place("2a", "Q2", "Total"),), (1, 2), "Table 2a shows 6, but 5 is right.")
    monkeypatch.setattr("caseworker.reports.checks.run_checks", lambda *_: (wrong,))
    page.refresh()
    page.writing.files = Answers(tmp_path)
    window.context.registry.run("report.json")
    assert "1 figure does not agree" in alert_words(window)[0]


def test_a_second_export_waits_for_the_first(page: ReportsPage, window: MainWindow, tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    page.writing.files, page.writing._progress = answers, Progress(lambda *_: None)
    window.context.registry.run("report.pdf")
    page.writing.export("pdf")
    assert answers.asked == []


def test_an_export_that_is_cancelled_leaves_no_file(
    page: ReportsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.writing.files = Answers(tmp_path)

    def slow(*_: object) -> bytes:
        page.cancel()
        return b"late"

    monkeypatch.setattr("caseworker.actions.reports.table_bytes", slow)
    window.context.registry.run("report.json")
    assert list(tmp_path.glob("table*")) == []
    assert alert_words(window) == []


def test_one_key_writes_the_pack_of_the_quarter_shown(
    page: ReportsPage, window: MainWindow, office: Office
) -> None:
    window.context.registry.run("report.quarter")
    names = sorted(path.name for path in office.paths.exports.iterdir())
    assert names == ["quarterly-2025-26-Q2.pdf", "quarterly-2025-26-Q2.xlsx"]
    assert "quarterly-2025-26-Q2.pdf and quarterly-2025-26-Q2.xlsx were written to" in alert_words(window)[0]


def test_of_another_period_it_writes_the_last_quarter_that_is_over(
    page: ReportsPage, window: MainWindow, office: Office
) -> None:
    page.picker.kind.set_value("year")
    page.write_quarter()
    assert (office.paths.exports / "quarterly-2025-26-Q2.pdf").exists()


def test_a_pack_that_is_stopped_leaves_nothing(page: ReportsPage, office: Office) -> None:
    reports: list[str] = []
    progress = Progress(lambda _fraction, words: reports.append(words))
    progress.cancel()
    assert write_quarter(office, page.picker.period(), progress) == ([], ())
    assert not office.paths.exports.exists()
    assert reports == ["Counting the cases of Quarter 2, 2025-26"]
