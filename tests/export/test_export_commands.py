"""Everything out and the disclosure log on the command line: files, words of errors, exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker import cli
from tests.example_office import log_complaint, make_office
from tests.export.test_disclosure_log import published


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    opened = make_office(folder)
    log_complaint(opened.office)
    published(opened.office, date(2025, 7, 1))
    published(opened.office, date(2025, 7, 2), subject="Tom Clarke once more")
    opened.close()
    return folder


def run(data: Path, *words: str | Path) -> int:
    return cli.main([*(str(word) for word in words), "--data", str(data)])


def test_everything_is_exported_with_its_reason(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "export", "all", "--out", tmp_path / "out", "--reason", "Audit") == cli.DONE
    said = capsys.readouterr().out
    assert "3 cases, 0 letters and 0 files were exported to" in said
    assert "Left out: Drafts" in said
    assert "Reason given: Audit" in (tmp_path / "out" / "README.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("all", "--out", "x"), "Say why with --reason"),
        (("all", "--out", "x", "--reason", "A", "--period", "2024-25"), "leave --period out"),
        (("disclosure-log", "--out", "x.html"), "Say which answers with --period"),
        (("disclosure-log", "--out", "x.html", "--period", "last year"), "is not a period"),
        (("disclosure-log", "--out", "x.doc", "--period", "2025-26"), "must end in .html or .csv"),
    ],
)
def test_what_cannot_be_used_is_said(
    data: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "export", *words) == cli.BAD_INPUT
    assert said in capsys.readouterr().err


def test_a_folder_that_is_there_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    assert run(data, "export", "all", "--out", tmp_path / "out", "--reason", "Audit") == cli.BAD_INPUT
    assert "Nothing is ever overwritten" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["html", "csv"])
def test_the_disclosure_log_is_written_and_what_is_kept_back_needs_a_look(
    data: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"log.{ending}"
    assert run(data, "export", "disclosure-log", "--period", "2025-26", "--out", out) == cli.LOOK
    assert "CYP-2025-0002" in out.read_text(encoding="utf-8-sig")
    told = capsys.readouterr()
    assert "Kept back: CYP-2025-0003. Its subject names somebody" in told.err
