"""The worked deadlines of stages 2 and 3, told to the program as a caseworker tells them: log, move, answer."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.domain.kinds import Kind
from tests.actions.moves.complaint_help import Carried, complaint
from tests.example_office import SETTINGS

VECTORS = Path(__file__).parents[2] / "domain" / "deadline_vectors.csv"
LATER = ("s2_request", "s3_request")


def stage_rows() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if any(event in row["events"] for event in LATER)]


ROWS = stage_rows()


def test_there_are_rows_of_both_kinds_of_complaint() -> None:
    assert [row["id"] for row in ROWS] == ["V10", "V11", "V12", "V13", "V19", "V20", "V25"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_stages_told_as_casework_have_the_worked_deadlines(tmp_path: Path, row: dict[str, str]) -> None:
    happened = {
        name: date.fromisoformat(day) for name, day in (e.split("=") for e in row["events"].split(";"))
    }
    received_on, today = date.fromisoformat(row["received"][:10]), max(happened.values())
    settings = replace(SETTINGS, s2_basis="AGREED") if row["scheme"] == "CA-AGREED" else SETTINGS
    kind = Kind.STATUTORY if row["case_kind"] == "CA" else Kind.CORPORATE

    with complaint(tmp_path, received_on, today, kind, settings) as case:
        carry(case, happened)

        expected = dict(pair.split("=") for pair in row["expected"].split(";"))
        assert {step: case.due(step) for step in expected} == expected
        assert case.stage["scheme"] == row["scheme"]


def carry(case: Carried, happened: dict[str, date]) -> None:
    """Tell the complaint until the last event of the row; what the row leaves out happens on the same day."""
    asked_on = happened.get("s2_request") or happened["s3_request"]
    case.answer(asked_on)
    case.ask_for_stage_2(asked_on)
    if "s2_ack" in happened:
        case.acknowledge(happened["s2_ack"])
    if "s2_agreed" in happened:
        case.make("statement.agreed", agreed_on=happened["s2_agreed"], statement="1.")
    if "s3_request" not in happened:
        return
    case.answer(asked_on)
    if case.view.kind is Kind.CORPORATE:
        case.make("third_stage.requested", requested_on=asked_on)
        return
    case.ask_for_stage_3(asked_on)
    if "panel" in happened:
        case.appoint_panel(asked_on)
        case.make("panel.met", panel_on=happened["panel"])
        case.make("panel.recommended", panel_findings_on=happened["panel_report"])
