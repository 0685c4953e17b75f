"""The worked deadlines of requests and data protection complaints, reached by what a caseworker does."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.extend import extend
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.information.help import due, on_day, request, step, view_of

_FILE = Path(__file__).parents[1] / "domain" / "deadline_vectors.csv"
with _FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = [row for row in csv.DictReader(_file) if row["case_kind"] in ("FOI", "EIR", "SAR")]
LATER = date(2026, 10, 1)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['why']}" for row in ROWS])
def test_worked_deadline_by_action(office: Office, row: dict[str, str]) -> None:
    events = dict(pair.split("=") for pair in row["events"].split(";") if pair)
    case_id = request(office, Kind(row["case_kind"]), date.fromisoformat(row["received"][:10]))
    on_day(office, LATER)

    for name, text in events.items():
        _happen(office, case_id, name, date.fromisoformat(text))

    expected = dict(pair.split("=") for pair in row["expected"].split(";"))
    stage = view_of(office, case_id).stage
    assert stage is not None
    clocks = stage.doc["clocks"]
    found = {name: clocks[name].get("original_due_on") or clocks[name]["due_on"] for name in expected}
    if "pit_extension" not in events and "extension" not in events:
        found = {name: clocks[name]["due_on"] for name in expected}
    assert found == expected


def _happen(office: Office, case_id: str, event: str, day: date) -> None:
    if event == "clarify_asked":
        step(office, case_id, "clarification.asked", on=day, what="Which records?")
    elif event == "clarify_received":
        step(office, case_id, "clarification.answered", on=day)
    elif event == "fee_notice":
        step(office, case_id, "fee.asked", on=day, amount=30)
    elif event == "fee_paid":
        step(office, case_id, "fee.paid", on=day)
    elif event == "refusal":
        on_day(office, day)
        keep_exemption(office, case_id, Exemption("foi_41", about="Letters", why="Given in confidence"))
        answer_case(office, case_id, Answer(day, "refused"))
    elif event == "pit_extension":
        on_day(office, day)
        keep_exemption(office, case_id, Exemption("foi_42", about="Advice", why="Legal advice"))
        last = due(office, case_id, "FOI_PIT_MAX")
        step(office, case_id, "interest.extended", on=day, until=last, reason="The balance is not clear yet")
        assert due(office, case_id) == last
    elif event == "extension":
        on_day(office, day)
        extend(office, case_id, due(office, case_id, "EIR_EXT"), "Complex and voluminous")
    else:
        raise AssertionError(f"nobody does {event}")


def test_all_rows_of_requests_are_there() -> None:
    assert [row["id"] for row in ROWS] == [f"V{n}" for n in range(28, 40)]


def test_a_data_protection_complaint_is_acknowledged_within_thirty_days(office: Office) -> None:
    """DPA 2018 s.164A(3): counted from the day after receipt; a Saturday moves the end to Monday."""
    case_id = request(office, Kind.DATA_PROTECTION, date(2026, 7, 2))
    assert view_of(office, case_id).row.acknowledge_by == date(2026, 8, 3)
    on_day(office, date(2026, 8, 3))
    acknowledge(office, case_id, date(2026, 8, 3))
    assert view_of(office, case_id).row.acknowledge_by is None


def test_a_subject_access_request_is_extended_to_three_months_in_all(office: Office) -> None:
    case_id = request(office, Kind.SAR, date(2025, 1, 31))
    on_day(office, date(2025, 2, 27))
    extend(office, case_id, date(2025, 4, 30), "Several hundred documents about three children")
    assert due(office, case_id) == date(2025, 4, 30)
