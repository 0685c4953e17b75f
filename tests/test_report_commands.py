"""Reports on the command line: what is written where, exit codes, the log, and an office that is open in a window."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker import cli
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.opening import open_office
from caseworker.actions.own_tables import save_own
from caseworker.actions.report_documents import outlines
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import last_whole
from caseworker.paths import OfficePaths
from caseworker.reports.builder import Definition
from caseworker.reports.catalogue import CATALOGUE
from tests.example_office import log_complaint, log_enquiry, make_office

DOCUMENTS = [outline.code for outline in outlines()]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "office"
    opened = make_office(folder)
    log_complaint(opened.office)
    log_enquiry(opened.office)
    opened.close()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(data: Path, *words: str | Path) -> int:
    return cli.main(["report", *(str(word) for word in words), "--data", str(data)])


def log_lines(data: Path) -> list[str]:
    return (data / "logs" / "reports.log").read_text(encoding="utf-8").splitlines()


def undecided(data: Path) -> None:
    """A case whose type is not decided: something to reconcile."""
    opened = open_office(OfficePaths(data))
    log_complaint(opened.office, kind=Kind.UNDECIDED)
    opened.close()


def test_the_list_names_every_document_and_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "list") == cli.DONE
    told = capsys.readouterr().out
    for code in [*DOCUMENTS, *(each.code for each in CATALOGUE)]:
        assert f"  {code} " in told
    assert cli.main(["report", "list", "--data", str(data / "nowhere")]) == cli.DONE


def test_a_table_of_the_councils_own_is_listed_and_written(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_office(OfficePaths(data))
    save_own(opened.office, Definition("Mine alone", "received", "kind", "month"))
    opened.close()
    assert run(data, "list") == cli.DONE
    assert "Mine alone" in capsys.readouterr().out
    assert run(data, "o1", "--period", "2025-26", "--format", "csv", "--out", out) == cli.DONE
    assert len(list(out.glob("*o1*.csv"))) == 1


@pytest.mark.parametrize("code", DOCUMENTS)
def test_a_document_is_written_for_its_last_whole_period(data: Path, out: Path, code: str) -> None:
    assert run(data, code, "--out", out, "--format", "json") == cli.DONE
    (file,) = out.iterdir()
    span = next(each.span for each in outlines() if each.code == code)
    periods = {"year": "2024-25", "quarter": "2025-26-Q2", "month": "2025-26-M09"}
    assert json.loads(file.read_text(encoding="utf-8"))["data_on"] == "2025-10-15"
    assert file.name == f"{code}-{periods.get(span, '2025-10-15')}.json"
    assert log_lines(data)[0].endswith(f"report {code} | {log_lines(data)[0].split(' | ')[3]} | {file}")


def test_a_report_of_a_year_asked_for_a_quarter_is_made_and_says_so(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "annual", "--period", "2025-26-Q2", "--format", "json", "--out", out) == cli.DONE
    assert "meant for a whole year; it was made for Quarter 2, 2025-26" in capsys.readouterr().err
    assert "meant for a whole year" in log_lines(data)[0]


def test_several_formats_go_into_one_folder(data: Path, out: Path) -> None:
    assert run(data, "weekly", "--out", out, "--format", "html,csv,xlsx") == cli.DONE
    assert {file.suffix for file in out.iterdir()} == {".html", ".zip", ".xlsx"}
    assert run(data, "weekly", "--out", out / "one.pdf", "--format", "html,csv") == cli.BAD_INPUT
    assert run(data, "weekly", "--out", out, "--format", "docx") == cli.BAD_INPUT


def test_all_tables_go_into_a_folder_or_one_file(data: Path, out: Path) -> None:
    assert run(data, "all", "--period", "2025-26", "--out", out / "tables.pdf") == cli.DONE
    assert (out / "tables.pdf").read_bytes().startswith(b"%PDF-")
    assert run(data, "all", "--period", "2025-26", "--format", "csv", "--out", out / "t.zip") == cli.DONE
    assert len(zipfile.ZipFile(out / "t.zip").namelist()) >= len(CATALOGUE)
    assert run(data, "all", "--period", "2025-26", "--format", "csv", "--out", out / "folder") == cli.DONE
    assert len(list((out / "folder").glob("*.csv"))) == len(CATALOGUE) + 1
    assert run(data, "2a", "--period", "2025-26", "--out", out / "folder") == cli.DONE
    assert list((out / "folder").glob("*2a*.pdf"))


def test_a_file_that_is_there_is_left_unless_it_is_to_be_replaced(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = out / "sheet.html"
    out.mkdir()
    file.write_text("of last week", encoding="utf-8")
    assert run(data, "performance", "--out", file, "--format", "html") == cli.LOOK
    assert "was left as it is" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "of last week"
    assert run(data, "performance", "--out", file, "--format", "html", "--replace") == cli.DONE
    assert "<html" in file.read_text(encoding="utf-8")
    assert ["exit 1" in log_lines(data)[0], "exit 0" in log_lines(data)[1]] == [True, True]


def test_what_is_to_reconcile_is_printed_with_its_cases_and_is_exit_code_1(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "check", "--period", "2025-26") == cli.DONE
    assert "Every figure agrees" in capsys.readouterr().out
    undecided(data)
    assert run(data, "check", "--period", "2025-26") == cli.LOOK
    told = capsys.readouterr().out
    assert "has no complaint or enquiry type yet" in told
    assert "CYP-2025-0003" in told
    assert run(data, "2a", "--period", "2025-26", "--out", out / "t.csv", "--format", "csv") == cli.LOOK
    assert "CYP-2025-0003" in capsys.readouterr().err
    assert (out / "t.csv").exists()
    assert run(data, "check", "--period", "2025-26", "--known-on", "2025-10-14") == cli.DONE


def test_cases_to_complete_need_a_look_only_where_a_table_that_is_written_lacks_them(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_office(OfficePaths(data))
    case_id = log_complaint(opened.office).case_id
    answer_case(opened.office, case_id, Answer(opened.office.clock.today(), "upheld"))
    opened.close()
    assert run(data, "check", "--period", "2025-26") == cli.LOOK
    told = capsys.readouterr().out
    assert "Tables 22, 22c, 23, 24 and 38a need the root cause; 1 case without." in told
    assert "Every figure agrees with the others and with its cases. Cases lack 1 value." in told
    assert run(data, "1a", "--period", "2025-26", "--out", out, "--format", "csv") == cli.DONE
    assert run(data, "weekly", "--out", out, "--format", "html") == cli.DONE
    assert run(data, "22", "--period", "2025-26", "--out", out, "--format", "csv") == cli.LOOK
    assert "Cases lack 1 value." in log_lines(data)[-1]
    assert "Table 22 needs the root cause; 1 case without." in capsys.readouterr().err


def test_the_tables_are_written_as_known_on_a_day(data: Path, out: Path) -> None:
    def total(*more: str) -> list[str]:
        words = ("1a", "--period", "2025-26", "--format", "csv", "--out", str(out / "t.csv"), "--replace")
        assert run(data, *words, *more) == cli.DONE
        rows = csv.reader((out / "t.csv").read_text(encoding="utf-8-sig").splitlines())
        return next(row for row in rows if row and row[0] == "Total")

    assert total() != total("--known-on", "2025-10-14")
    assert total() == total("--known-on", "2025-10-15")
    assert run(data, "1a", "--period", "2025-26", "--out", out, "--known-on", "2025-10-14") == cli.DONE
    assert len(list(out.glob("*1a*-known-on-2025-10-14.pdf"))) == 1
    assert run(data, "1a", "--period", "2025-26", "--out", out, "--known-on", "soon") == cli.BAD_INPUT
    assert run(data, "1a", "--period", "2025-26", "--out", out, "--known-on", "2031-01-01") == cli.BAD_INPUT


def test_reports_are_written_while_the_office_is_open_in_a_window(data: Path, out: Path) -> None:
    window = open_office(OfficePaths(data))
    try:
        log_complaint(window.office)
        assert run(data, "weekly", "--out", out) == cli.DONE
        assert run(data, "check", "--period", "2025-26") == cli.DONE
        log_complaint(window.office)
    finally:
        window.close()
    assert len(list(out.iterdir())) == 1


def test_printed_tables_are_compared_with_the_cases(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "1a", "--period", "2025-26", "--format", "json", "--out", out / "1a.json") == cli.DONE
    assert run(data, "compare", out / "1a.json", "--period", "2025-26") == cli.DONE
    assert "0 differ" in capsys.readouterr().out
    printed = json.loads((out / "1a.json").read_text(encoding="utf-8"))
    last = printed["cells"][-1]
    last[-1] = {**last[-1], "value": 99, "text": "99"} if isinstance(last[-1], dict) else 99
    wrong = out / "printed.json"
    wrong.write_text(json.dumps(printed), encoding="utf-8")
    code = run(data, "compare", wrong, "--period", "2025-26", "--out", out / "found.csv")
    assert code == cli.LOOK
    assert "1 differs" in capsys.readouterr().out
    assert (out / "found.csv").read_bytes().startswith("\ufeff".encode())
    assert run(data, "compare", out / "nowhere.json") == cli.WORLD
    assert run(data, "compare") == cli.BAD_INPUT


@pytest.mark.parametrize(
    "words",
    [
        ("9z", "--period", "2025-26", "--out", "x"),
        ("2a", "--out", "x"),
        ("all", "--out", "x"),
        ("2a", "--period", "2025-26"),
        ("check",),
        ("check", "file.csv", "--period", "2025-26"),
    ],
)
def test_wrong_use_is_said_and_exit_code_2(
    data: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, *words) == cli.BAD_INPUT
    assert capsys.readouterr().err
    assert " | exit 2 | " in log_lines(data)[-1]


def test_what_cannot_be_read_or_written_is_exit_code_3_and_logged_where_asked(data: Path, out: Path) -> None:
    log = out / "log.txt"
    assert run(data / "nowhere", "weekly", "--out", out, "--log", log) == cli.WORLD
    (out / "taken").write_text("a file", encoding="utf-8")
    assert run(data, "weekly", "--out", out / "taken" / "weekly.pdf", "--log", log) == cli.WORLD
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [" | exit 3 | report weekly | " in line for line in lines] == [True, True]
    assert not (data / "logs").exists()
    assert not (data / "nowhere").exists()


def test_the_last_whole_period_is_over_the_day_before_the_next_begins() -> None:
    for today, year, quarter, month in (
        (date(2025, 4, 1), "2024-25", "Quarter 4, 2024-25", "March 2025"),
        (date(2025, 3, 31), "2023-24", "Quarter 3, 2024-25", "February 2025"),
        (date(2025, 1, 5), "2023-24", "Quarter 3, 2024-25", "December 2024"),
    ):
        labels = [last_whole(span, today).label for span in ("year", "quarter", "month")]
        assert labels == [year, quarter, month]
