"""The sample year, imported: nothing refused, nothing lost, and the published tables come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from caseworker.actions import look_up
from caseworker.actions.checking import verify_office
from caseworker.actions.imports import find_mapping, import_file
from caseworker.actions.reports import build_pack, one_table
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.periods import financial_year
from caseworker.imports.mapping import FileMapping
from caseworker.office import Office
from caseworker.reports.as_json import as_data
from caseworker.storage.cases import read_entities
from tests.imports.conftest import SampleYear
from tests.imports.csv_help import FILES, SAMPLE, header_of, rows_of
from tests.reports.example_facts import DATA

EXPECTED = {
    table["id"]: table["expected"]
    for table in json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["tables"]
}
YEAR = financial_year(2024)
TO_COMPLETE = [
    ("Table 12c needs what the advocate was asked for", 32),
    ("Table 18 needs what the compensation is for", 11),
    ("Tables 22, 22c, 23, 24, 24a and 38a need the root cause", 57),
    ("Tables 30 and 30a need what became of the request", 40),
    ("Table 34 needs the reason for lateness", 362),
]
"""What the six files leave unsaid: every case of them, one line for each value."""


def test_every_row_of_the_six_files_is_accepted_as_it_stands(sample_year: SampleYear) -> None:
    accepted = {name: report.accepted for name, report in sample_year.reports.items()}
    assert accepted == {
        "cases": 1246,
        "stages": 99,
        "compliments": 28,
        "foi": 784,
        "advocacy": 32,
        "actions": 97,
    }
    assert all(report.rows == report.accepted for report in sample_year.reports.values())


def test_the_engine_counts_every_recorded_due_date_of_the_year_alike(sample_year: SampleYear) -> None:
    assert {report.differing for report in sample_year.reports.values()} == {()}


def test_the_tables_of_cases_received_are_those_computed_from_the_records(year_office: Office) -> None:
    """tests/reports/test_published_figures.py compares every table; here nothing but the import lies between."""
    pack = build_pack(year_office, YEAR)
    for code in ("1a", "1b", "2a", "2b", "3"):
        table = one_table(pack, code)
        assert as_data(table)["cells"] == EXPECTED[table.report.source_id]
    assert [each for each in pack.to_reconcile if not each.is_to_complete] == []
    assert [(each.sentence.split(";")[0], len(each.cases)) for each in pack.to_reconcile] == TO_COMPLETE


def test_the_lists_are_what_the_record_makes(year_office: Office) -> None:
    verified = verify_office(year_office)
    assert verified.faults == ()
    assert verified.dates == ()


def test_importing_the_six_files_again_changes_nothing(year_office: Office) -> None:
    with year_office.reading() as raw:
        before = raw.execute("SELECT count(*) FROM changeset").fetchone()
    for name in FILES:
        report = import_file(year_office, SAMPLE / f"{name}.csv", "lewisham")
        assert (report.unchanged, report.taken, report.refused) == (report.rows, 0, 0)
    with year_office.reading() as raw:
        assert raw.execute("SELECT count(*) FROM changeset").fetchone() == before


# -- every column has a home ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_every_column_is_in_the_mapping(office: Office, name: str) -> None:
    mapping = find_mapping(office, "lewisham")
    file = mapping.file_for(header_of(name), name)
    assert mapping.unknown_columns(file, header_of(name)) == ()
    assert [column.name for column in file.columns] == header_of(name)


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_every_cell_is_kept(year_office: Office, name: str) -> None:
    file = find_mapping(year_office, "lewisham").file_for(header_of(name), name)
    cases = _cases_by_reference(year_office)
    for row in rows_of(SAMPLE / f"{name}.csv"):
        kept = set(_leaves(cases[_case_reference(file, row)]))
        for column, text in row.items():
            assert _forms(text) & kept or text in ("", "No"), f"{row[file.key.name]}: {column} {text}"


def _case_reference(file: FileMapping, row: dict[str, str]) -> str:
    link = file.column_of("link", "case")
    return row[link.name if link else file.key.name]


def _cases_by_reference(office: Office) -> dict[str, list[dict[str, Any]]]:
    with office.reading() as raw:
        ids = raw.execute("SELECT reference, id FROM case_list").fetchall()
        return {ref: [state.doc for state in read_entities(raw, case_id)] for ref, case_id in ids}


def _leaves(value: Any) -> Iterator[Any]:
    """Yield every value kept, whatever it is in; an address line by line."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    else:
        yield value
        if isinstance(value, str):
            yield from value.split("\n")


def _forms(text: str) -> set[Any]:
    """Return what a cell may have become: itself, an ISO date, a number, a truth."""
    forms: set[Any] = {text, text.casefold()} | ({True} if text == "Yes" else set())
    try:
        forms.add(datetime.strptime(text, "%d/%m/%Y").date().isoformat())
    except ValueError:
        try:
            forms.add(float(text))
        except ValueError:
            return forms
    return forms


# -- single cases -----------------------------------------------------------------------------------------


def _open(office: Office, reference: str) -> Any:
    return look_up.open_case(office, look_up.case_with_reference(office, reference))


def test_old_references_open_their_cases_and_are_found_by_searching(year_office: Office) -> None:
    assert _open(year_office, "cyp1040207").reference == "CYP1040207"
    assert [row.reference for row in look_up.search_cases(year_office, "ESC0099")] == ["CYP1045457"]
    assert [row.reference for row in look_up.search_cases(year_office, "ACT0001")] == ["CYP1043440"]
    assert [row.reference for row in look_up.search_cases(year_office, "FOI2201")] == ["FOI2201"]


def test_the_type_as_received_and_the_type_at_closure_are_both_kept(year_office: Office) -> None:
    moved = [
        row["Case Ref"]
        for row in rows_of(SAMPLE / "cases.csv")
        if row["Case Type At Closure"] not in ("", row["Case Type"])
    ]
    assert len(moved) == 2
    for reference in moved:
        case = _open(year_office, reference).case.doc
        assert (case["kind"], case["kind_at_closure"]) == (Kind.CORPORATE, Kind.STATUTORY)
        assert case["as_imported"]["Case Type"] == "Corporate Stage 1"


def test_an_extended_complaint_is_due_on_its_recorded_extended_date(year_office: Office) -> None:
    row = next(row for row in rows_of(SAMPLE / "cases.csv") if row["Extension Agreed"] == "Yes")
    view = _open(year_office, row["Case Ref"])
    assert view.row.due_on == datetime.strptime(row["Extended Due Date"], "%d/%m/%Y").date()
    assert view.stage.doc["extension_agreed"] is True
    assert view.row.on_time == (view.row.answered_on <= view.row.due_on)


def test_a_case_that_went_further_shows_the_stage_it_is_in(year_office: Office) -> None:
    view = _open(year_office, "CYP1043140")
    assert [stage.doc["label"] for stage in view.stages] == ["Stage 1", "Stage 2", "Stage 3"]
    assert view.row.stage == "Stage 3"
    assert view.status is Status.CLOSED
    panel = view.stages[2].doc
    assert (panel["procedure"], panel["main_step"]) == ("CA", "CA_S3_PANEL")
    assert panel["clocks"]["CA_S3_PANEL"]["trigger"] == "s3_request"
    assert look_up.explain_deadline(year_office, view)[0].startswith("Counted from the stage 3 request")


def test_an_ombudsman_record_says_when_it_came_but_no_day_nobody_set(year_office: Office) -> None:
    view = _open(year_office, "CYP1043324")
    stage = view.stages[-1].doc
    assert (stage["label"], stage["procedure"], stage.get("clocks")) == ("Ombudsman", "LGO", None)
    assert (stage["outcome"], stage["compensation_pounds"]) == ("fault_injustice", 2500)
    assert stage["as_imported"]["Procedure"] == "Corporate"
    assert view.row.due_on is None


def test_a_stage_without_an_end_in_a_closed_case_is_remarked_on(sample_year: SampleYear) -> None:
    remarked = sample_year.reports["stages"].verdicts
    assert [verdict.reference for verdict in remarked] == ["ESC0053", "ESC0054", "ESC0055"]
    assert remarked[0].why == ("It has no end, and its case CYP1043135 is closed.",)


def test_an_internal_review_counts_from_its_request_and_knows_the_request_before(year_office: Office) -> None:
    row = next(row for row in rows_of(SAMPLE / "foi.csv") if row["Request Type"] == "Internal review")
    view = _open(year_office, row["Request Ref"])
    assert view.kind is Kind.INTERNAL_REVIEW
    assert view.case.doc["parent_reference"] == row["Parent Request Ref"]
    assert view.stage.doc["clocks"]["FOI_IR_RESP"]["trigger"] == "ir_request"
    assert view.row.stage == "Internal review"


def test_open_cases_stay_open_and_compliments_have_no_clock(year_office: Office) -> None:
    assert _open(year_office, "CYP1045672").status is Status.OPEN
    compliment = _open(year_office, "CMP0001")
    assert (compliment.kind, compliment.status, compliment.row.due_on) == (
        Kind.COMPLIMENT,
        Status.CLOSED,
        None,
    )
    assert compliment.complainant.doc["full_name"] == "Małgorzata Błaszkowiak"


def test_an_advocacy_referral_knows_the_child_the_hours_and_the_case_it_goes_with(
    year_office: Office,
) -> None:
    case = _open(year_office, "ADV0001")
    assert case.children[0].doc["full_name"] == "Inderjeet Ghataure"
    assert (case.value("hours"), case.value("parent_reference")) == (7.5, "CYP1043535")
    with_stage = [r for r in rows_of(SAMPLE / "advocacy.csv") if r["Escalation Ref"]]
    told = _open(year_office, with_stage[0]["Referral Ref"]).value("as_imported")
    assert told["Escalation Ref"] == with_stage[0]["Escalation Ref"]


def test_an_action_stands_in_its_case(year_office: Office) -> None:
    task = _open(year_office, "CYP1043440").tasks[0].doc
    assert (task["what"], task["amount_pounds"], task["done_on"]) == ("Pay the arrears", 1120, "2024-07-12")


def test_the_timeline_says_who_imported_what(year_office: Office) -> None:
    items = _open(year_office, "CYP1043140").timeline
    assert {item.kind for item in items} == {"case.imported"}
    assert year_office.staff_name(items[-1].author_id) == "Asha Khan"
    assert "What: Follow up the enquiry to be carried out by the fostering agency" in items[0].text
    assert any(item.text.startswith("Stage name: Stage 3. Started: Monday 7 October 2024") for item in items)
