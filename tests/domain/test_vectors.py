"""Forty worked deadlines, exactly; and files of worked examples, good and bad."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caseworker.domain.worked_examples import COLUMNS, check_file, recompute
from caseworker.errors import ProblemsError, RuleError, UnavailableError
from tests.domain.rules_support import CALENDARS, RULEBOOK

VECTORS = Path(__file__).parent / "deadline_vectors.csv"
with VECTORS.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['why']}" for row in ROWS])
def test_worked_deadline(row: dict[str, str]) -> None:
    expected = dict(pair.split("=") for pair in row["expected"].split(";"))

    assert recompute(row, RULEBOOK, CALENDARS) == expected


def test_the_file_as_a_whole_agrees() -> None:
    assert len(ROWS) == 40
    assert check_file(VECTORS, RULEBOOK, CALENDARS) == []


def row(**columns: str) -> dict[str, str]:
    given = {"id": "T1", "case_kind": "CORP", "scheme": "LEW-2024", "received": "2024-09-02"}
    return dict.fromkeys(COLUMNS, "") | {"expected": "CO_S1_RESP=2024-09-16"} | given | columns


def worked(**columns: str) -> dict[str, str]:
    return recompute(row(**columns), RULEBOOK, CALENDARS)


def test_an_instant_is_turned_into_london_time_before_its_date_is_taken() -> None:
    late = {"received": "2024-07-01T23:30:00Z", "expected": "CO_S1_RESP=2024-07-16"}

    assert worked(**late) == {"CO_S1_RESP": "2024-07-16"}  # 00:30 on 2 July in London
    assert worked(**{**late, "received": "2024-07-01T23:30"}) == {"CO_S1_RESP": "2024-07-15"}
    assert worked(received="2024-12-02T23:30:00Z") == {"CO_S1_RESP": "2024-12-16"}


def test_closure_days_count_for_corporate_complaints_only() -> None:
    closed = {"received": "2024-12-20", "events": "closure=2024-12-27;closure=2024-12-30;closure=2024-12-31"}

    assert worked(**closed) == {"CO_S1_RESP": "2025-01-13"}
    assert worked(**closed, case_kind="ENQ", expected="ENQ_RESP=x") == {"ENQ_RESP": "2025-01-13"}
    assert worked(**closed, case_kind="CA", scheme="CA-REQ", expected="CA_S1_RESP=x") == {
        "CA_S1_RESP": "2025-01-08"
    }
    assert worked(**closed, case_kind="FOI", scheme="FOI", expected="FOI_RESP=x") == {
        "FOI_RESP": "2025-01-23"
    }


def test_a_stopped_clock_is_said_to_be_stopped() -> None:
    stopped = {"case_kind": "FOI", "scheme": "FOI", "events": "clarify_asked=2024-09-05"}

    assert worked(**stopped, expected="FOI_RESP=STOPPED;STOPPED") == {"FOI_RESP": "STOPPED", "STOPPED": "yes"}
    assert worked(**stopped, expected="STOPPED=yes;FOI_CLARIFY_BY=x") == {
        "STOPPED": "yes",
        "FOI_CLARIFY_BY": "2024-11-05",
    }
    assert worked(case_kind="FOI", scheme="FOI", expected="STOPPED=no") == {"STOPPED": "no"}


def test_the_stage_2_rules_are_those_of_the_request_not_of_receipt() -> None:
    events = "s2_request=2026-04-10;s2_ack=2026-04-13"
    found = worked(
        scheme="LEW", received="2026-03-20", events=events, expected="CO_S1_RESP=x;CO_S2_RESP=x;CO_S1_ACK=x"
    )

    assert found == {"CO_S1_RESP": "2026-04-07", "CO_S2_RESP": "2026-05-12", "CO_S1_ACK": ""}


def test_measures_of_an_answered_case() -> None:
    answered = {"received": "2024-09-02", "events": "response=2024-09-17"}

    assert worked(**answered, expected="WD_TAKEN=x;ON_TIME=x") == {"WD_TAKEN": "11", "ON_TIME": "no"}
    assert worked(expected="WD_TAKEN=x;IN_TIME=x") == {"WD_TAKEN": "", "IN_TIME": ""}
    assert worked(received="", events="response=2024-09-17", expected="ON_TIME=x") == {"ON_TIME": ""}


def test_proof_of_identity_and_suspension_are_told_by_both_ends() -> None:
    identity = {"case_kind": "SAR", "scheme": "SAR", "events": "id_asked=2024-09-03;id_received=2024-09-10"}
    suspended = {"case_kind": "CA", "scheme": "CA-REQ", "events": "suspended=2024-09-03;resumed=2024-09-10"}

    assert worked(**identity, expected="SAR_RESP=x") == {"SAR_RESP": "2024-10-10"}
    assert worked(**suspended, expected="CA_S1_RESP=x;CA_S1_MAX=x") == {
        "CA_S1_RESP": "2024-09-23",
        "CA_S1_MAX": "2024-10-07",
    }


@pytest.mark.parametrize(
    ("columns", "field", "said"),
    [
        ({"case_kind": "XX"}, "case_kind", "XX is not one of CA, CORP, ENQ"),
        ({"case_kind": ""}, "case_kind", "nothing is not one of CA"),
        ({"scheme": "LEW-1999"}, "scheme", "no rules called LEW-1999"),
        ({"scheme": "FOI"}, "scheme", "no rules called FOI for CORP"),
        ({"received": "2024-02-30"}, "received", "2024-02-30 must be a real date"),
        ({"received": "yesterday"}, "received", "must be a real date"),
        ({"received": "0001-01-01T00:00+14:00"}, "received", "must be a real date"),
        ({"events": "s2_requst=2024-09-02"}, "events", "no event called s2_requst"),
        ({"events": "s2_request=2024-13-02"}, "events", "s2_request must be a real date"),
        ({"events": "s2_request"}, "events", "s2_request must be written name=value"),
        (
            {"events": "clarify_received=2024-09-05"},
            "events",
            "clarify_received needs clarify_asked on or before",
        ),
        ({"expected": ""}, "expected", "at least one step=date"),
        ({"expected": "CO_S1_RESP="}, "expected", "must be written name=value"),
        ({"expected": "CO_S1_RSP=2024-09-16"}, "expected", "no step called CO_S1_RSP"),
        ({"calendar": "UK"}, "calendar", "CO_S1_RESP is counted by EW, not UK"),
        ({"calendar": "FR"}, "calendar", "FR is not one of EW, UK"),
        ({"scheme": "LEW", "received": "2001-01-02"}, "received_on", "No rules for CORP at LEW"),
    ],
)
def test_a_malformed_row_is_told_with_its_column(columns: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(RuleError, match=said) as raised:
        worked(**columns)
    assert raised.value.field == field


def written(folder: Path, *lines: str) -> Path:
    path = folder / "examples.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf-8")
    return path


def test_a_wrong_date_is_a_difference_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "T1,CORP,LEW-2024,EW,2024-09-02,,CO_S1_RESP=2024-09-17,one day out",
        "T2,CORP,LEW-2024,EW,2024-09-02,,CO_S1_RESP=2024-09-16;CO_S3_RESP=2024-09-16,no stage 3",
    )

    differences = check_file(path, RULEBOOK, CALENDARS)

    assert [str(difference) for difference in differences] == [
        "T1 (line 2): CO_S1_RESP is 2024-09-16, the file says 2024-09-17",
        "T2 (line 3): CO_S3_RESP is nothing, the file says 2024-09-16",
    ]


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("CO_S1_RESP=16/9/2024", "CO_S1_RESP must be a real date, such as 2026-03-27, not 16/9/2024"),
        ("CO_S1_RESP=2024-09-31", "CO_S1_RESP must be a real date"),
        ("WD_TAKEN=ten", "WD_TAKEN must be a number, not ten"),
        ("ON_TIME=true", "ON_TIME must be yes or no, not true"),
    ],
)
def test_a_value_that_cannot_be_meant_is_told(tmp_path: Path, expected: str, said: str) -> None:
    path = written(tmp_path, f"T1,CORP,LEW-2024,EW,2024-09-02,,{expected},")

    with pytest.raises(ProblemsError, match=f"Line 2 .T1., expected: {said}"):
        check_file(path, RULEBOOK, CALENDARS)


def test_a_stopped_clock_agrees_with_a_file_that_says_so(tmp_path: Path) -> None:
    path = written(
        tmp_path, "T1,FOI,FOI,UK,2024-09-02,clarify_asked=2024-09-05,FOI_RESP=STOPPED;STOPPED,no answer"
    )

    assert check_file(path, RULEBOOK, CALENDARS) == []


def test_a_pause_of_one_day_may_be_told_in_either_order() -> None:
    events = "advocate_appointed=2024-09-04;advocate_requested=2024-09-04"

    assert worked(case_kind="CA", scheme="CA-REQ", events=events, expected="CA_S1_RESP=x") == {
        "CA_S1_RESP": "2024-09-16"
    }


def test_all_malformed_rows_are_told_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "T1,CORP,LEW-2024,EW,2024-02-30,,CO_S1_RESP=2024-09-17,no such day",
        "T2,CORP,LEW-2024,EW,2024-09-02,,CO_S1_RESP=2024-09-16,good",
        "T3,CORP,NONE,EW,2024-09-02,,CO_S1_RESP=2024-09-16,no such rules",
        "T4,CORP,LEW-2024,EW,2031-12-24,,CO_S1_RESP=2032-01-09,beyond the bank holidays",
    )

    with pytest.raises(ProblemsError) as raised:
        check_file(path, RULEBOOK, CALENDARS)

    assert [problem.field for problem in raised.value.problems] == [
        "line 2, received",
        "line 4, scheme",
        "line 5, received",
    ]
    assert "Line 2 (T1), received: 2024-02-30 must be a real date" in str(raised.value)
    assert "calendar not loaded for 2032" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,case_kind\nT1,CORP\n", "must have the column scheme in line 1"),
        (b"", "must have the column id in line 1"),
        (b"\xff\xfe\x00", "must be a CSV file saved as UTF-8"),
        (b"id,case_kind,scheme,calendar,received,events,expected,why\n", "has no rows below its heading"),
        (
            b"id,case_kind,scheme,calendar,received,events,expected,why\nT1,CORP\n",
            "Line 2 must have as many columns",
        ),
        (
            b"id,case_kind,scheme,calendar,received,events,expected,why\nT1,CORP,A,EW,,,X=1,y,extra\n",
            "Line 2 must have as many columns",
        ),
        (b'id,case_kind,scheme,calendar,received,events,expected,why\n"T1,CORP', "cannot be read as CSV"),
        (
            b"id,case_kind,scheme,calendar,received,events,expected,why\n" + b"x" * 200_000 + b",,,,,,,\n",
            "cannot be read as CSV",
        ),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_plainly(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "examples.csv"
    path.write_bytes(content)

    with pytest.raises(ProblemsError, match=said):
        check_file(path, RULEBOOK, CALENDARS)


def test_a_byte_order_mark_and_missing_reasons_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "examples.csv"
    heading = ",".join(COLUMNS[:-1])
    path.write_bytes(f"\ufeff{heading}\r\nT1,CA,CA-REQ,EW,2024-09-02,,CA_S1_ACK=2024-09-04\r\n".encode())

    assert check_file(path, RULEBOOK, CALENDARS) == []


def test_a_file_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"none\.csv could not be read"):
        check_file(tmp_path / "none.csv", RULEBOOK, CALENDARS)
