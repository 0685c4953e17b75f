"""The ratios of working together can be measured, all 13 in one table; their values are for `make bench`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.sync_row import Row, rows_table

TARGETS = [3.0, 1.3, 2.2, 5.5, 0.8, 2.6, 3.0, 10.0, 2.0, 1.5, 1.2, 0.5, 2.0]
LEAST = [6, 7, 8]
"""Places of the rows whose target is the least they may be."""


def test_every_ratio_of_working_together_is_measured_in_one_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {
        "sync_saves.RUNS": 3,
        "syncing.ROUNDS": 1,
        "sync_hub.ONE_BY_ONE": 5,
        "sync_shared.JOINS": 1,
        "sync_shared.SAVES": 4,
        "sync_shared.POLL": 0.1,
        "sync_pages.CASES": 4,
        "sync_pages.LONG": 20,
        "sync_pages.PAGES": 2,
    }.items():
        monkeypatch.setattr(f"tests.bench.{name}", value)
    arguments = ["--cases", "100", "--only", "sync", "--json", str(tmp_path / "figures.json")]
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    assert bench.main() == 0
    rows = json.loads((tmp_path / "figures.json").read_text())
    assert [row["target"] for row in rows] == TARGETS
    assert [at for at, row in enumerate(rows) if row["is_least"]] == LEAST
    assert all(row["measured"] > 0 for row in rows)
    out = capsys.readouterr().out
    assert "100 cases against 20" in out
    assert all(row["what"] in out for row in rows)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("x", 3.0, 3.0), "met"),
        (Row("x", 3.1, 3.0), "MISSED"),
        (Row("x", 10.0, 10.0, is_least=True), "met"),
        (Row("x", 9.9, 10.0, is_least=True), "MISSED"),
    ],
)
def test_a_ratio_is_met_as_its_target_says(row: Row, verdict: str) -> None:
    assert row.verdict == verdict
    assert rows_table([row]).endswith(verdict)


def test_a_sentence_stands_below_its_ratio() -> None:
    assert rows_table([Row("x", 1.0, 2.0, note="of few cases")]).splitlines()[-1].strip() == "of few cases"
