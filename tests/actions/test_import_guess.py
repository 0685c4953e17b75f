"""Setting up the import of a team's own spreadsheet: guessed, settled, checked, imported whole, saved for next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import import_guess as act
from caseworker.actions.imports import import_file, mapping_names
from caseworker.actions.look_up import case_with_reference, list_count, open_case, query
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.imports.verdicts import Result
from caseworker.office import Office
from tests.imports.csv_help import SAMPLE
from tests.imports.xlsx_help import Plain, write_book

HEAD = [
    "No.",
    "Date Recd",
    "Date",
    "Complaint type",
    "Complainant",
    "Post code",
    "Result",
    "Team",
    "Chat",
    "Date",
]
FIRST = date(2024, 6, 3)


def book(folder: Path, *more: list[object]) -> Path:
    rows: list[list[object]] = [
        ["Complaints log 2024"],
        [],
        list(HEAD),
        [
            101,
            FIRST,
            date(2024, 6, 17),
            "Statutory",
            "Siân O’Brien",
            "se31 5ep",
            "Part upheld",
            "SEN Team",
            "x",
            None,
        ],
        [
            102,
            Plain(date(2024, 6, 4)),
            None,
            "Corporate",
            "Ade Bello",
            "SE31 5EQ",
            "Hmm",
            "Team Zebra",
            "",
            None,
        ],
        *more,
    ]
    return write_book(folder / "log.xlsx", rows)


def ready(office: Office, path: Path) -> tuple[act.Look, act.Setup]:
    look = act.look_at(path)
    setup = act.guessed(office, look)
    return look, act.with_words(setup, act.words_in(office, look, setup))


def test_the_heading_row_and_the_columns_are_guessed(office: Office, tmp_path: Path) -> None:
    look = act.look_at(book(tmp_path))
    assert (look.heading_row, look.sheets, look.row_count) == (3, ("Sheet1",), 2)
    setup = act.guessed(office, look)
    assert dict(setup.columns) == {
        "No.": "case.reference",
        "Date Recd": "case.received_on",
        "Date": "",
        "Complaint type": "case.kind",
        "Complainant": "person.full_name",
        "Post code": "person.address.postcode",
        "Result": "case.outcome",
        "Team": "case.team",
        "Chat": "",
        "Date (2)": "",
    }
    assert look.example("No.") == "101; 102"


def test_columns_are_guessed_by_what_stands_in_them(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "X1,X2,X3,X4\nSE31 5EP,a@b.org,Communication,04/05/24\nSE1 1AA,c@d.org,School admissions,03/05/24\n",
        encoding="utf-8",
    )
    setup = act.guessed(office, act.look_at(path))
    assert list(setup.columns.values()) == ["person.address.postcode", "person.email", "case.theme", ""]


@pytest.mark.parametrize(
    ("day", "form"),
    [("27/03/2024", "dd/mm/yyyy"), ("03/27/2024", "mm/dd/yyyy"), ("2024-03-27", "yyyy-mm-dd"), ("27/03/24", "dd/mm/yy"),
     ("27.03.2024", "dd.mm.yyyy"), ("27-03-2024", "dd-mm-yyyy"), ("05/04/2024", "dd/mm/yyyy")],
)  # fmt: skip
def test_how_dates_are_written_is_guessed(office: Office, tmp_path: Path, day: str, form: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Ref,Date received\n1,{day}\n", encoding="utf-8")
    assert act.guessed(office, act.look_at(path)).dates == form


def test_words_are_listed_with_what_they_most_likely_mean(office: Office, tmp_path: Path) -> None:
    look = act.look_at(book(tmp_path))
    rows = act.words_in(office, look, act.guessed(office, look))
    assert {(row.heading, row.word): row.means for row in rows} == {
        ("Complaint type", "Statutory"): "CA",
        ("Complaint type", "Corporate"): "CORP",
        ("Result", "Part upheld"): "partly_upheld",
        ("Result", "Hmm"): None,
        ("Team", "SEN Team"): "SEN Team",
        ("Team", "Team Zebra"): None,
    }


def test_a_spreadsheet_is_imported_with_what_was_settled(office: Office, tmp_path: Path) -> None:
    look, setup = ready(office, book(tmp_path))
    report = import_file(office, look.path, act.mapping_for(office, look, setup), whole=True)
    assert (report.taken, report.refused) == (2, 0)
    first = open_case(office, case_with_reference(office, "101"))
    assert (first.kind, first.value("outcome"), first.value("team")) == (
        Kind.STATUTORY,
        "partly_upheld",
        "SEN Team",
    )
    assert first.complainant.doc["address"]["postcode"] == "SE31 5EP"  # type: ignore[union-attr]
    second = open_case(office, case_with_reference(office, "102"))
    assert second.value("received_on") == "2024-06-04", "a day that Excel shows as a number"
    assert second.value("outcome") is None
    assert second.value("as_imported")["Result"] == "Hmm", "kept as an imported fact"
    undo(office, report.group_id)
    assert open_case(office, case_with_reference(office, "101")).status is Status.VOID


def test_a_stopped_import_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    rows = [[f"A{n}", FIRST, None, "Corporate", "Ade"] for n in range(2500)]
    look, setup = ready(office, book(tmp_path, *rows))  # type: ignore[arg-type]
    asked = iter([False, False, True])
    rejects = tmp_path / "refused.csv"
    report = import_file(
        office,
        look.path,
        act.mapping_for(office, look, setup),
        whole=True,
        rejects=rejects,
        cancelled=lambda: next(asked),
    )
    assert report.message == "log.xlsx: the import was stopped. Nothing was imported."
    assert (list_count(office, query(office, "all")), rejects.exists(), report.group_id) == (0, False, "")


def test_a_dry_run_names_every_row_behind_each_count(office: Office, tmp_path: Path) -> None:
    bad: list[object] = [103, "soon", None, "Corporate", "Jo"]
    look, setup = ready(office, book(tmp_path, bad))
    report = import_file(office, look.path, act.mapping_for(office, look, setup), dry_run=True)
    lines = {
        result: [v.line for v in (*report.verdicts, *report.plain) if v.result is result] for result in Result
    }
    assert {result: len(found) for result, found in lines.items()} == dict(report.counts)
    assert lines[Result.REFUSED] == [6]
    assert list_count(office, query(office, "all")) == 0


def test_a_needed_column_is_asked_for_in_words(office: Office, tmp_path: Path) -> None:
    look, setup = ready(office, book(tmp_path))
    without = replace(setup, columns={**setup.columns, "No.": "", "Complaint type": ""})
    with pytest.raises(ProblemsError) as caught:
        act.mapping_for(office, look, without)
    assert [problem.message for problem in caught.value.problems] == [
        "Choose the column with: reference",
        "Choose the column with: type of case",
    ]
    for_all = replace(setup, columns={**setup.columns, "Complaint type": ""}, every={"case.kind": "CORP"})
    assert act.mapping_for(office, look, for_all).files[0].defaults
    twice = replace(setup, columns={**setup.columns, "Chat": "case.team"})
    with pytest.raises(ProblemsError, match="Team is chosen for 2 columns"):
        act.mapping_for(office, look, twice)


def test_a_mapping_is_kept_under_a_name_and_taken_up_again(office: Office, tmp_path: Path) -> None:
    look, setup = ready(office, book(tmp_path))
    mapping = act.mapping_for(office, look, setup)
    changed = act.save_mapping(office, " Our log ", mapping)
    assert changed.message == "The mapping “Our log” was saved."
    assert act.saved_mappings(office) == ("Our log",)
    assert "Our log" in mapping_names(office)
    again = act.setup_of(act.load_mapping(office, "Our log"), look)
    assert (again.columns, again.words, again.dates) == (setup.columns, setup.words, setup.dates)
    assert import_file(office, look.path, "Our log").taken == 2, "as the command line imports"
    settled = act.mapping_for(office, look, again, "Our log")
    assert import_file(office, look.path, settled).unchanged == 2, (
        "rows are known again, whatever it is called"
    )
    assert import_file(office, look.path, mapping).unchanged == 2
    with pytest.raises(ProblemsError, match="Enter a name"):
        act.save_mapping(office, " ", mapping)


def test_the_sample_files_are_recognised_by_their_headings(office: Office) -> None:
    setup = act.guessed(office, act.look_at(SAMPLE / "cases.csv"))
    wanted = {
        "Case Ref": "case.reference",
        "Case Type": "case.kind",
        "Date Received": "case.received_on",
        "Date Due": "stage.recorded_due_on",
        "Date Responded": "stage.answered_on",
        "Outcome": "case.outcome",
        "Complainant Name": "person.full_name",
        "Child Name": "child.full_name",
        "Postcode": "person.address.postcode",
        "Theme": "case.theme",
    }
    assert {heading: setup.columns[heading] for heading in wanted} == wanted


def test_a_mapping_that_ships_is_taken_up_for_the_file_it_fits(office: Office) -> None:
    mapping = act.load_mapping(office, "lewisham")
    look = act.look_at(SAMPLE / "stages.csv")
    setup = act.setup_of(mapping, look)
    assert (setup.makes, setup.source) == ("stage", "lewisham: stages")
    assert setup.words["Stage"] == {"Stage 2": "2", "Stage 3": "3", "LGSCO": "LGO"}
    made = act.mapping_for(office, look, act.with_words(setup, act.words_in(office, look, setup)))
    assert import_file(office, look.path, made, dry_run=True).rows == look.row_count


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(RuleError, match="is empty"):
        act.look_at(path)


def test_only_those_who_may_import_keep_mappings(office: Office, tmp_path: Path) -> None:
    look, setup = ready(office, book(tmp_path))
    mapping = act.mapping_for(office, look, setup)
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError):
        act.save_mapping(office, "x", mapping)
