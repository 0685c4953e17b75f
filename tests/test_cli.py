"""The command line: each command on the example office, its words, its files, its exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker import cli
from caseworker.actions.opening import open_office
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.reports.catalogue import CATALOGUE
from caseworker.security.keys import Passphrase
from tests.example_office import log_complaint, log_enquiry, make_office


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """An office with one complaint and one enquiry, closed, as a command finds it."""
    folder = tmp_path / "office"
    opened = make_office(folder)
    log_complaint(opened.office)
    log_enquiry(opened.office)
    opened.close()
    return folder


def run(*words: str | Path) -> int:
    return cli.main([str(word) for word in words])


def test_a_letter_is_written_and_kept_with_its_case(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letter.pdf"
    assert run("letter", "CYP-2025-0001", "L01", "--out", out, "--data", data) == cli.DONE
    assert out.read_bytes().startswith(b"%PDF-")
    assert (
        "Acknowledgement, statutory stage 1 for CYP-2025-0001 was kept. It is a draft"
        in capsys.readouterr().out
    )


def test_an_unknown_reference_is_said_and_nothing_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letter.pdf"
    assert run("letter", "CYP-2025-9999", "L01", "--out", out, "--data", data) == cli.BAD_INPUT
    assert "No case has the reference CYP-2025-9999" in capsys.readouterr().err
    assert not out.exists()


def test_a_letter_for_another_kind_of_case_is_refused(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    assert run("letter", "CYP-2025-0002", "L01", "--out", out, "--data", data) == cli.BAD_INPUT


def test_all_tables_are_written_one_file_each_with_the_keys_the_council_asks_for(
    data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tables"
    assert (
        run("report", "all", "--period", "2025-26", "--format", "json", "--out", out, "--data", data)
        == cli.DONE
    )
    files = sorted(out.iterdir())
    assert len(files) == len(CATALOGUE)
    table = json.loads(files[0].read_text(encoding="utf-8"))
    assert {"code", "source_id", "period", "row_headings", "column_headings", "cells"} <= table.keys()


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "csv", "json"])
def test_one_table_is_written_in_each_format(data: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"table.{form}"
    assert (
        run("report", "2a", "--period", "2025-26-Q3", "--format", form, "--out", out, "--data", data)
        == cli.DONE
    )
    assert out.stat().st_size > 50


def test_an_unknown_table_and_an_unknown_period_are_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "table.csv"
    assert (
        run("report", "9z", "--period", "2025-26", "--format", "csv", "--out", out, "--data", data)
        == cli.BAD_INPUT
    )
    assert "9z" in capsys.readouterr().err
    assert (
        run("report", "3", "--period", "soon", "--format", "csv", "--out", out, "--data", data)
        == cli.BAD_INPUT
    )
    assert not out.exists()


def test_the_worked_examples_of_the_rule_book_agree(capsys: pytest.CaptureFixture[str]) -> None:
    examples = Path(__file__).parent / "domain" / "deadline_vectors.csv"
    assert run("check-rules", examples) == cli.DONE
    assert "Every example agrees." in capsys.readouterr().out


def test_a_wrong_example_is_printed_and_the_exit_code_says_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = (Path(__file__).parent / "domain" / "deadline_vectors.csv").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(examples.replace("CA_S1_RESP=2024-09-16", "CA_S1_RESP=2024-09-17"), encoding="utf-8")
    assert run("check-rules", wrong) == cli.LOOK
    told = capsys.readouterr().out
    assert "V01" in told
    assert "1 differences." in told


def test_a_backup_is_made_verified_and_put_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "office.cwbackup"
    assert run("backup", copy, "--data", data) == cli.DONE
    opened = open_office(OfficePaths(data))
    log_complaint(opened.office)
    opened.close()
    assert run("restore", copy, "--data", data) == cli.DONE
    assert "is kept in" in capsys.readouterr().out
    opened = open_office(OfficePaths(data))
    assert log_complaint(opened.office).reference == "CYP-2025-0003"
    opened.close()


def test_the_office_is_verified_and_its_lists_are_made_again(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rebuild", "--data", data) == cli.DONE
    assert run("verify", "--data", data) == cli.DONE
    assert "The record is whole" in capsys.readouterr().out


def test_an_altered_record_is_found(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_office(OfficePaths(data))
    with opened.office.database.raw_writer() as raw:
        raw.execute(
            "UPDATE packed_changeset SET body = replace(unpacked(body), 'June', 'July') WHERE kind = 'case.logged'"
        )
    opened.close()
    assert run("verify", "--data", data) == cli.LOOK
    assert "its contents are not what was written" in capsys.readouterr().out


def test_a_folder_without_an_office_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", "--data", tmp_path / "nothing") == cli.WORLD
    assert "There is no office in" in capsys.readouterr().err


def test_a_passphrase_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "office"
    make_office(folder, Passphrase("correct horse battery")).close()
    assert run("verify", "--data", folder) == cli.WORLD
    assert "passphrase" in capsys.readouterr().err
    monkeypatch.setenv("CASEWORKER_PASSPHRASE", "wrong horse battery!")
    assert run("verify", "--data", folder) == cli.WORLD
    monkeypatch.setenv("CASEWORKER_PASSPHRASE", "correct horse battery")
    assert run("verify", "--data", folder) == cli.DONE


def test_somebody_who_is_not_on_the_staff_list_is_told_so(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("caseworker.actions.at_keyboard.account_name", lambda: "stranger")
    assert run("rebuild", "--data", data) == cli.BAD_INPUT
    assert "stranger is nobody on the staff list" in capsys.readouterr().err


def test_an_office_that_is_open_elsewhere_is_not_touched(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rebuild", "--data", office.paths.folder) == cli.WORLD
    assert "open already" in capsys.readouterr().err


def test_an_unknown_mapping_names_those_there_are(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "cases.csv", "--mapping", "bexley", "--data", data) == cli.BAD_INPUT
    assert "There is no mapping called bexley" in capsys.readouterr().err


def test_an_old_file_without_references_is_imported_when_its_mapping_says_so(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping, file = tmp_path / "old.toml", tmp_path / "old.csv"
    mapping.write_text(
        'name = "old"\ndates = "dd/mm/yyyy"\n[[file]]\nname = "log"\nmakes = "case"\nown_references = true\n'
        'defaults = { "case.kind" = "CORP" }\ncolumns."Received" = "case.received_on"\n'
        'columns."Name" = "person.full_name"\n',
        encoding="utf-8",
    )
    file.write_text("Received,Name\n03/06/2019,Ade Bello\n", encoding="utf-8")
    assert run("import", file, "--mapping", mapping, "--dry-run", "--data", data) == cli.DONE
    assert "the next is CYP-2025-0003" in capsys.readouterr().out
    assert run("import", file, "--mapping", mapping, "--data", data) == cli.DONE
    assert "1 row without a reference was given CYP-2025-0003." in capsys.readouterr().out
    assert run("import", file, "--mapping", mapping, "--data", data) == cli.DONE
    assert "0 imported, 1 there already." in capsys.readouterr().out


def test_without_a_command_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == cli.BAD_INPUT
    told = capsys.readouterr().out
    for name in (
        "sample",
        "import",
        "report",
        "letter",
        "check-rules",
        "backup",
        "restore",
        "rebuild",
        "verify",
    ):
        assert name in told


def test_a_fault_of_ours_is_reported_as_one(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("caseworker.actions.checking.verify_office", broken)
    assert run("verify", "--data", data) == cli.BUG
    assert "fault in Caseworker (ZeroDivisionError)" in capsys.readouterr().err
