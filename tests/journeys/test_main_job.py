"""A fresh clone on a computer without a screen, and the command line over the sample year."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker import cli
from caseworker.actions.sample import build_sample
from caseworker.commands import LOOK
from caseworker.reports.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests" / "reports" / "data" / "expected.json"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample office, built once."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    built = build_sample(folder)
    built.opened.close()
    assert (built.imported, built.live) == (2286, 35)
    return folder


def test_without_a_screen_the_main_job_is_done_into_a_folder(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("There is no screen here")
    out = tmp_path / "out"
    assert (out / "acknowledgement.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "tables-2024-25-Q4.pdf").read_bytes().startswith(b"%PDF-")
    pictures = {path.name for path in out.glob("*.png")}
    assert {
        f"{name}-1366x768.png" for name in ("work-list", "intake", "case", "letter", "reports")
    } <= pictures
    assert not done.stderr


def test_the_tables_of_2024_25_written_by_the_command_line_are_those_expected_in_every_cell(
    sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tables"
    words = [
        "report",
        "all",
        "--period",
        "2024-25",
        "--format",
        "json",
        "--out",
        str(out),
        "--data",
        str(sample),
    ]
    assert cli.main(words) == LOOK  # some cases of that year lack what a table goes by
    files = [json.loads(path.read_text(encoding="utf-8")) for path in out.iterdir()]
    assert len(files) == len(CATALOGUE)
    written = {table["source_id"]: table for table in files}
    expected = {t["id"]: t for t in json.loads(EXPECTED.read_text(encoding="utf-8"))["tables"]}
    for code in (
        "1a",
        "1b",
        "2a",
        "2b",
        "3",
    ):  # laid out as printed; the others are compared in tests/reports
        source_id = f"lewisham-2024-25/table-{code}"
        assert written[source_id]["cells"] == expected[source_id]["expected"], source_id


def test_the_sample_office_is_whole_and_every_due_date_is_as_the_rules_count_it(sample: Path) -> None:
    assert cli.main(["verify", "--data", str(sample)]) == cli.DONE


def test_importing_the_same_file_again_changes_nothing(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = ROOT / "resources" / "sample" / "cases.csv"
    words = ["import", str(source), "--mapping", "lewisham", "--dry-run", "--data", str(sample)]
    assert cli.main(words) == cli.DONE
    assert "1,246" in capsys.readouterr().out


def test_an_old_reference_still_finds_its_case(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letter.pdf"
    assert (
        cli.main(["letter", "cyp1040212", "L01", "--out", str(out), "--data", str(sample)]) == cli.BAD_INPUT
    )
    assert "This case was answered already" in capsys.readouterr().err
