"""Erasing a case on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker import cli
from tests.example_office import log_complaint, make_office


def test_a_case_is_erased_only_with_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = make_office(tmp_path / "office")
    reference = log_complaint(opened.office).reference
    opened.close()
    words = [
        "erase",
        reference,
        "--authority",
        "Schedule 4.2",
        "--reason",
        "Over",
        "--data",
        str(tmp_path / "office"),
    ]
    assert cli.main(words) == cli.BAD_INPUT
    assert "Nothing was erased. Add --yes" in capsys.readouterr().err
    assert cli.main([*words, "--yes"]) == cli.DONE
    assert f"{reference} was erased for ever." in capsys.readouterr().out
    assert cli.main([*words, "--yes"]) == cli.BAD_INPUT
