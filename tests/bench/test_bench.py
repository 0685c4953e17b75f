"""The figures can be measured (their values are for `make bench`), and the history they need is always the same."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.casegen.generate import write_history
from tests.bench.measure import Figure, table


def test_the_same_numbers_write_the_same_history(tmp_path: Path) -> None:
    rows = write_history(tmp_path, 300)
    assert rows["cases"] == 300
    digests = {
        name: hashlib.sha256((tmp_path / f"{name}.csv").read_bytes()).hexdigest()[:12] for name in rows
    }
    again = tmp_path / "again"
    assert write_history(again, 300) == rows
    assert digests == {n: hashlib.sha256((again / f"{n}.csv").read_bytes()).hexdigest()[:12] for n in rows}


def test_every_figure_of_the_casework_is_measured_beside_its_bare_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.bench.saving.RUNS", 3)
    arguments = [
        "--cases",
        "300",
        "--letters",
        "12",
        "--only",
        "import,list,search,people,tables,reports,save,letters",
    ]
    monkeypatch.setattr(sys, "argv", ["bench", *arguments, "--json", str(tmp_path / "figures.json")])
    assert bench.main() == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert len(figures) >= 14
    assert all(figure["ours"] > 0 and figure["bare"] > 0 for figure in figures)
    out = capsys.readouterr().out
    assert "One letter as PDF" in out
    assert "12 answer letters of two pages" in out


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("x", 3.0, 1.0, 3.0), "met"),
        (Figure("x", 3.1, 1.0, 3.0), "MISSED"),
        (Figure("x", 9.0, 1.0, None), "-"),
        (Figure("Peak memory", 299.0, None, 300.0), "met"),
    ],
)
def test_a_verdict_is_as_the_limit_says(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict
    assert verdict in table([figure])
