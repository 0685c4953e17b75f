"""Real cases that are easily counted wrong, worked by the acts of a caseworker: what every table says of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.reopen import reopen_case
from caseworker.actions.reports import build_pack
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from caseworker.reports.table import Table
from tests.example_office import TODAY, log_complaint, make_office
from tests.reports.rows_of import rows_of


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The example office, with no case yet."""
    opened = make_office(tmp_path / "office")
    yield opened.office
    opened.close()


def today_is(office: Office, day: date) -> None:
    office.clock = Clock(day, office.clock.system_now)


def tables(office: Office, asked: str = "2025-26") -> dict[str, Table]:
    pack = build_pack(office, parse_period(asked))
    assert [each for each in pack.to_reconcile if each.kind not in ("not recorded", "no type")] == []
    return {table.code: table for table in pack.tables}


def row(found: dict[str, Table], code: str, heading: str) -> list[str]:
    return rows_of(found[code])[heading]


def answer(office: Office, case_id: str, on: date, outcome: str = "upheld") -> None:
    given = Answer(
        on, outcome, "Looked into.", theme="Communication", root_cause="Delay", no_action="None",
        late_reason="our_delay",
    )  # fmt: skip
    answer_case(office, case_id, given)


def taken_to_the_ombudsman(office: Office) -> tuple[str, str]:
    complaint = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer(office, complaint, TODAY)
    values: dict[str, Any] = {
        "received_on": TODAY, "reference": "25 000 123", "track": "investigation", "set_due_on": date(2025, 12, 13),
        "questions": "Visits.",
    }  # fmt: skip
    make_move(office, complaint, "ombudsman.opened", values)
    return complaint, str(open_case(office, complaint).of_kind("link")[0].doc["case_id"])


def test_the_ombudsmans_case_is_open_until_the_decision_and_decided_that_day(office: Office) -> None:
    _complaint, case_id = taken_to_the_ombudsman(office)
    today_is(office, date(2025, 12, 12))
    make_move(office, case_id, "ombudsman.replied", {"on": date(2025, 12, 12), "how": "Email"})
    found = tables(office)
    assert found["10"].row_headings == ("Statutory", "Total")
    assert row(found, "10", "Total")[2] == "Not decided yet"
    assert (row(found, "16c", "Decided")[0], row(found, "32", "2025-26")[:2]) == ("0", ["1", "0"])
    assert row(found, "28", "Ombudsman")[-1] == "1"
    assert row(found, "25", "Ombudsman")[1] == "100% (1/1)"
    assert row(found, "30b", "Statutory")[-1] == "100% (1/1)"

    today_is(office, date(2026, 1, 20))
    decided = {"on": date(2026, 1, 19), "decision": "fault_injustice", "reason": "No visits."}
    make_move(office, case_id, "ombudsman.decided", decided)
    remedy = {
        "kind": "remedy", "what": "Apologise and pay £250", "owner": office.person.id, "due_on": date(2026, 2, 16),
        "amount": 250, "payment": "distress",
    }  # fmt: skip
    make_move(office, case_id, "remedy.agreed", remedy)
    found = tables(office)
    assert row(found, "32", "2025-26") == ["1", "1", "1", "100% (1/1)", "£250"]
    assert row(found, "18b", "Ombudsman")[:2] == ["1", "£250"]
    assert [cells[0] for cells in rows_of(found["11"]).values()] == ["Statutory"]
    assert row(found, "11", "1")[-1] == "£250"
    assert row(found, "28", "Ombudsman")[3:] == ["1", "0", "0"]
    assert rows_of(tables(office, "2025-12")["11"]) == {}
    assert len(rows_of(tables(office, "2026-01")["11"])) == 1


def test_a_complaint_reopened_is_open_again_and_counts_once(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer(office, case_id, date(2025, 10, 9))
    before = tables(office)
    assert row(before, "28", "Children Act Stage 1")[3:] == ["1", "0", "0"]
    reopen_case(office, case_id, "New facts.")
    found = tables(office)
    assert row(found, "28", "Children Act Stage 1") == ["0", "1", "1", "0", "0", "1"]
    assert row(found, "5", "No outcome yet")[2] == "1"
    assert row(found, "25", "Children Act Stage 1")[1] == "0% (0/1)"
    assert row(found, "25a", "Children Act Stage 1")[0] == "0"


def test_a_void_case_stands_in_no_table_though_it_was_answered(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer(office, case_id, date(2025, 10, 9))
    void_case(office, case_id, "Logged twice.")
    found = tables(office)
    assert (
        row(found, "1b", "2025-26")[-1] == row(found, "28", "Total")[1] == row(found, "26", "Total")[0] == "0"
    )


def test_a_case_received_before_the_period_and_answered_in_it_is_counted_on_its_own_basis(
    office: Office,
) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 26)).case_id
    answer(office, case_id, date(2025, 10, 9))
    october = tables(office, "2025-10")
    assert row(october, "1b", "October 2025")[-1] == "0"
    assert row(october, "25a", "Children Act Stage 1")[:2] == ["1", "100% (1/1)"]
    assert row(october, "28", "Children Act Stage 1") == ["1", "0", "1", "1", "0", "0"]


def test_stage_1_left_unanswered_for_stage_2_is_over_and_has_no_outcome(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 1)).case_id
    values = {
        "requested_on": TODAY,
        "unresolved": "Nobody answered.",
        "why": "No response in time",
    }
    make_move(office, case_id, "stage_2.requested", values)
    found = tables(office)
    assert row(found, "28", "Children Act Stage 1") == ["0", "1", "1", "1", "0", "0"]
    assert row(found, "28", "Children Act Stage 2")[-1] == "1"
    assert row(found, "5", "Went on unanswered")[2] == "1"
    assert row(found, "36a", "Total")[0] == "1"


def test_a_case_without_a_type_is_open_work_and_no_complaint(office: Office) -> None:
    log_complaint(office, kind=Kind.UNDECIDED)
    found = tables(office)
    assert row(found, "1b", "2025-26")[-1] == "0"
    assert row(found, "28", "Type not decided")[-1] == "1"


def test_a_period_that_still_runs_says_so_under_every_table_that_counts(office: Office) -> None:
    log_complaint(office)
    running, over = tables(office), tables(office, "2024-25")
    words = "The period runs until 31 March 2026: its figures go up to 15 October 2025"
    assert words in running["20"].note
    assert words not in running["35"].note
    assert "The period runs" not in over["20"].note
