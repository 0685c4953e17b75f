"""Importing a file: each row a verdict, nothing half-done, nothing twice, nothing of ours overwritten."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import imports, look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.imports import import_file, write_differences
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import NotPermittedError, RuleError
from caseworker.imports.verdicts import ImportReport, Result
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.imports.csv_help import (
    ACTION,
    CASE,
    SAMPLE,
    STAGE,
    cases,
    header_of,
    lines_of,
    rows_of,
    text_of,
    write,
)


def _import(office: Office, folder: Path, name: str, *rows: Mapping[str, str]) -> ImportReport:
    return import_file(office, write(folder, name, *rows), "lewisham")


def _view(office: Office, reference: str = "CYP1000001") -> CaseView:
    return look_up.open_case(office, look_up.case_with_reference(office, reference))


def _count(office: Office) -> int:
    return look_up.list_count(office, look_up.query(office, "all"))


def _why(report: ImportReport) -> list[str]:
    return [" ".join(verdict.why) for verdict in report.verdicts]


# -- what a row becomes -----------------------------------------------------------------------------------


def test_a_row_becomes_a_case_with_its_people_its_stage_and_its_dates(office: Office, tmp_path: Path) -> None:
    report = _import(office, tmp_path, "cases", CASE)
    assert report.message == "cases.csv: 1 row of “cases” read, 1 imported."
    view = _view(office)
    assert (view.kind, view.status, view.row.stage) == (Kind.STATUTORY, Status.CLOSED, "Stage 1")
    assert view.row.on_time is True
    assert view.value("closed_on") == "2024-06-14"
    assert view.complainant is not None
    assert view.complainant.doc["address"] == {"lines": "26 Dovecote Mews\nLondon", "postcode": "SE32 4UE"}
    assert view.children[0].doc["full_name"] == "Niamh Ó Súilleabháin"
    assert [item.title for item in view.timeline] == ["Imported"]
    assert view.timeline[0].author_id == office.person.id


def test_a_case_received_under_the_code_counts_from_its_acknowledgement(
    office: Office, tmp_path: Path
) -> None:
    office.clock = replace(office.clock, stands_on=date(2026, 7, 1))
    corporate = {
        "Case Type": "Corporate Stage 1",
        "Date Received": "01/06/2026",
        "Date Acknowledged": "03/06/2026",
        "Date Due": "17/06/2026",
        "Date Responded": "16/06/2026",
    }
    report = _import(office, tmp_path, "cases", *cases(corporate))
    assert report.differing == ()
    stage = _view(office).stage
    assert stage is not None
    assert stage.doc["clocks"]["CO_S1_RESP"]["trigger_on"] == "2026-06-03"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, Status.CLOSED),
        ({"Outcome": "Withdrawn"}, Status.WITHDRAWN),
        ({"Case Status": "Open", "Date Responded": "", "Outcome": ""}, Status.OPEN),
        ({"Case Status": "Open"}, Status.ANSWERED),
        ({"Case Status": "", "Date Responded": ""}, Status.OPEN),
        ({"Case Status": ""}, Status.CLOSED),
    ],
)
def test_the_status_is_what_the_data_say(
    office: Office, tmp_path: Path, changed: dict[str, str], status: Status
) -> None:
    _import(office, tmp_path, "cases", *cases(changed))
    assert _view(office).status is status


def test_an_import_of_another_council_has_its_own_rules_or_none_and_says_so(
    office: Office, tmp_path: Path
) -> None:
    office.settings = replace(office.settings, authority="DEFAULT")
    report = _import(office, tmp_path, "cases", *cases({"Case Type": "MP enquiry"}))
    assert report.accepted == 1
    assert "No rules for ENQ at DEFAULT were in force on Monday 3 June 2024." in _why(report)[0]
    assert "Only the recorded dates are kept." in _why(report)[0]
    assert _view(office).row.due_on == date(2024, 6, 17)
    assert verify_office(office).faults == ()


def test_a_stage_of_a_council_without_rules_keeps_its_dates(office: Office, tmp_path: Path) -> None:
    office.settings = replace(office.settings, authority="DEFAULT")
    corporate = {**STAGE, "Procedure": "Corporate"}
    _import(office, tmp_path, "cases", CASE)
    assert "No rules for CORP" in _why(_import(office, tmp_path, "stages", corporate))[0]
    stage = _view(office).stage
    assert stage is not None
    assert (stage.doc["label"], stage.doc.get("procedure")) == ("Stage 2", None)
    assert stage.doc["as_imported"]["Procedure"] == "Corporate"
    assert _view(office).row.due_on == date(2024, 8, 5)


# -- recorded dates ---------------------------------------------------------------------------------------


def test_a_due_date_recorded_differently_is_listed_and_stays_in_force(office: Office, tmp_path: Path) -> None:
    report = _import(office, tmp_path, "cases", *cases({"Date Due": "18/06/2024"}, {}))
    assert (report.accepted, report.differing_count) == (2, 1)
    assert str(report.differing[0]) == (
        "CYP1000001 Stage 1: recorded Tuesday 18 June 2024, counted Monday 17 June 2024. Counted from receipt on "
        "Monday 3 June 2024; day 1 is Tuesday 4 June 2024."
    )
    assert "1 due date recorded differently from our own; both are kept." in report.message
    assert _view(office).row.due_on == date(2024, 6, 18)


def test_an_extension_beyond_what_is_lawful_is_listed(office: Office, tmp_path: Path) -> None:
    lawful = {"Extension Agreed": "Yes", "Extended Due Date": "01/07/2024"}
    beyond = {**lawful, "Extended Due Date": "02/07/2024"}
    report = _import(office, tmp_path, "cases", *cases(lawful, beyond))
    assert [(each.reference, each.counted_on) for each in report.differing] == [
        ("CYP1000002", date(2024, 7, 1))
    ]


def test_differing_dates_can_be_written_to_a_file(office: Office, tmp_path: Path) -> None:
    report = _import(office, tmp_path, "cases", *cases({"Date Due": "18/06/2024"}))
    write_differences(report, tmp_path / "dates.csv")
    row = rows_of(tmp_path / "dates.csv")[0]
    assert (row["Date due as recorded"], row["Date due as counted"]) == ("2024-06-18", "2024-06-17")


# -- verdicts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Date Received": "31/02/2024"}, "Date Received “31/02/2024” is not a date that exists."),
        ({"Date Received": "3 June"}, "Date Received “3 June” is not a date written like 27/03/2026."),
        ({"Date Received": "16/10/2025"}, "Date Received Thursday 16 October 2025 is in the future."),
        ({"Date Received": "01/01/1999"}, "Date Received 01/01/1999 must be in 2005 or later"),
        ({"Date Received": ""}, "Date Received is empty."),
        ({"Case Ref": " "}, "Case Ref is empty."),
        (
            {"Date Responded": "02/06/2024"},
            "Date Responded Sunday 2 June 2024 is before Date Received Monday 3 June 2024.",
        ),
        ({"Date Acknowledged": "02/06/2024"}, "Date Acknowledged Sunday 2 June 2024 is before Date Received"),
        (
            {"Case Type": "Stage One"},
            "Case Type “Stage One” has no meaning in the mapping, which knows “Corporate",
        ),
        ({"Outcome": "Sorted"}, "Outcome “Sorted” has no meaning in the mapping"),
        ({"Payment Related": "maybe"}, "Payment Related “maybe” has no meaning"),
        ({"Case Summary": "x" * 100_001}, "Case Summary has more than 100,000 characters."),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_the_others_are_taken(
    office: Office, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    report = _import(office, tmp_path, "cases", *cases(changed, {}))
    assert (report.refused, report.accepted) == (1, 1)
    assert said in _why(report)[0]
    assert report.verdicts[0].line == 2
    assert _count(office) == 1


def test_everything_wrong_with_a_row_is_said_at_once(office: Office, tmp_path: Path) -> None:
    report = _import(office, tmp_path, "cases", *cases({"Date Received": "3/6/24", "Outcome": "Sorted"}))
    assert len(report.verdicts[0].why) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Team": "contact  service"}, "Team “contact  service” was read as “Contact Service”."),
        ({"Channel": "TELEPHONE"}, "Channel “TELEPHONE” was read as “Telephone”."),
        ({"Outcome": "PARTLY UPHELD"}, "Outcome “PARTLY UPHELD” was read as “Partly upheld”."),
        ({"Postcode": "se324ue"}, "The postcode se324ue was written as SE32 4UE."),
        (
            {"Case Summary": "Bell\x07 and \x00nought"},
            "Case Summary had control characters, which were left out.",
        ),
        ({"Case Status": "Open"}, "The case is open and has an answer; its status is Answered."),
    ],
)
def test_a_slip_is_corrected_and_said(
    office: Office, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    report = _import(office, tmp_path, "cases", *cases(changed))
    assert (report.corrected, _why(report)) == (1, [said])
    assert str(report.verdicts[0]) == f"Line 2 (CYP1000001): corrected: {said}"


def test_a_word_the_office_does_not_know_is_kept_and_remarked_on(office: Office, tmp_path: Path) -> None:
    report = _import(office, tmp_path, "cases", *cases({"Theme": "Weather"}))
    assert (report.accepted, _why(report)) == (
        1,
        ["Theme “Weather” is not in the office's list; it is kept as it is."],
    )
    assert _view(office).value("theme") == "Weather"


def test_the_label_of_an_entry_is_its_code_and_the_word_is_kept(office: Office, tmp_path: Path) -> None:
    assert _import(office, tmp_path, "cases", *cases({"Channel": "Telephone"})).accepted == 1
    view = _view(office)
    assert (view.value("channel"), view.value("as_imported")["Channel"]) == ("Phone", "Telephone")


def test_long_texts_formulas_and_markup_are_kept_as_plain_text(office: Office, tmp_path: Path) -> None:
    texts = ["=HYPERLINK(1)", "<b>bold</b> & 'more'", "long " * 2_000, "ends\r\nof lines", "Đặng Żółć"]
    report = _import(office, tmp_path, "cases", *cases(*({"Case Summary": text} for text in texts)))
    assert report.accepted == len(texts)
    kept = [_view(office, f"CYP100000{n}").value("summary") for n in range(1, len(texts) + 1)]
    assert kept == [text.strip().replace("\r\n", "\n") for text in texts]


def test_windows_letters_are_a_correction(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    rows = cases(
        {"Complainant Name": "Siân", "Child Name": ""}, {"Complainant Name": "Sam", "Child Name": ""}
    )
    path.write_bytes(text_of("cases", *rows).encode("cp1252"))
    report = import_file(office, path, "lewisham")
    assert "Windows-1252" in report.notes[0]
    assert (report.corrected, report.accepted) == (1, 1)
    assert _why(report) == ["Complainant Name was read as Windows-1252."]


def test_a_broken_letter_refuses_its_row_only(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    content = text_of("cases", *cases({"Complainant Name": "BROKEN"}, {})).encode()
    path.write_bytes(content.replace(b"BROKEN", b"Si\xe2n"))
    report = import_file(office, path, "lewisham", rejects=tmp_path / "refused.csv")
    assert (report.refused, report.accepted) == (1, 1)
    assert _why(report) == ["Complainant Name has a letter that is not UTF-8. Type the letter again."]
    assert rows_of(tmp_path / "refused.csv")[0]["Complainant Name"] == "Si\ufffdn"


def test_the_second_of_two_rows_with_one_reference_is_refused(office: Office, tmp_path: Path) -> None:
    second = {**CASE, "Case Summary": "Another story"}
    report = _import(office, tmp_path, "cases", CASE, second)
    assert (report.accepted, report.refused) == (1, 1)
    assert _why(report) == ["CYP1000001 is in line 2 already. Only the first is taken."]
    assert _view(office).value("summary") == CASE["Case Summary"]


def test_a_ragged_row_is_refused_and_its_cells_are_kept(office: Office, tmp_path: Path) -> None:
    header = header_of("cases")
    whole = [CASE.get(name, "") for name in header]
    path = tmp_path / "cases.csv"
    path.write_text(lines_of(header, [whole[:5], [*whole, "more"], [*whole, "", " "]]), encoding="utf-8")
    report = import_file(office, path, "lewisham", rejects=tmp_path / "refused.csv")
    assert (report.refused, report.accepted) == (2, 1)
    assert "has 5 cells where the first line has 37" in _why(report)[0]
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as text:
        assert list(csv.reader(text))[2][-1] == "more"


def test_a_file_with_headings_only_imports_nothing(office: Office, tmp_path: Path) -> None:
    assert _import(office, tmp_path, "cases").message == "cases.csv: 0 rows of “cases” read, 0 imported."


# -- stages and actions -----------------------------------------------------------------------------------


def test_a_stage_and_an_action_go_into_their_case(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    assert _import(office, tmp_path, "stages", STAGE).accepted == 1
    assert _import(office, tmp_path, "actions", {**ACTION, "Escalation Ref": "ESC1"}).accepted == 1
    view = _view(office)
    assert [stage.doc["label"] for stage in view.stages] == ["Stage 1", "Stage 2"]
    assert (view.row.stage, view.row.due_on) == ("Stage 2", date(2024, 8, 5))
    assert view.tasks[0].doc["amount_pounds"] == 1120.5
    assert look_up.list_count(office, look_up.query(office, "all")) == 1


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("stages", {**STAGE, "Case Ref": "CYP9"}, "No case has the reference CYP9. Import its case first"),
        ("stages", {**STAGE, "Case Ref": ""}, "Case Ref is empty."),
        ("stages", {**STAGE, "Stage": "Stage 9"}, "Stage “Stage 9” has no meaning"),
        (
            "stages",
            {**STAGE, "Date Requested": "01/06/2024"},
            "Date Requested is before the day the case CYP1000001 was received.",
        ),
        (
            "stages",
            {**STAGE, "Date Completed": "30/06/2024"},
            "Date Completed Sunday 30 June 2024 is before Date Requested Monday 1 July 2024.",
        ),
        (
            "stages",
            {**STAGE, "Compensation (GBP)": "some"},
            "Compensation (GBP) “some” is not a number such as 1120 or 7.50.",
        ),
        ("actions", {**ACTION, "Case Ref": "CYP9"}, "No case has the reference CYP9."),
        ("actions", {**ACTION, "Action": ""}, "Action is empty."),
    ],
)
def test_a_stage_or_an_action_that_cannot_be_is_refused(
    office: Office, tmp_path: Path, name: str, row: dict[str, str], said: str
) -> None:
    _import(office, tmp_path, "cases", CASE)
    report = _import(office, tmp_path, name, row)
    assert report.refused == 1
    assert said in _why(report)[0]


def test_stages_of_one_case_stand_in_the_order_of_their_dates(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    third = {**STAGE, "Escalation Ref": "ESC0", "Stage": "Stage 3", "Date Requested": "01/09/2024"}
    _import(office, tmp_path, "stages", {**third, "Date Completed": "", "Outcome": ""}, STAGE)
    assert [stage.doc["label"] for stage in _view(office).stages] == ["Stage 1", "Stage 2", "Stage 3"]


def test_an_action_of_a_stage_that_is_not_there_is_remarked_on(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    report = _import(office, tmp_path, "actions", {**ACTION, "Escalation Ref": "ESC7"})
    assert _why(report) == ["Its case CYP1000001 has no stage ESC7 yet; the words are kept."]


def test_a_request_that_goes_back_to_one_nobody_has_is_remarked_on(office: Office, tmp_path: Path) -> None:
    request = {"Request Ref": "FOI2", "Request Type": "Internal review", "Date Received": "01/07/2024"}
    report = _import(office, tmp_path, "foi", {**request, "Parent Request Ref": "FOI1"})
    assert (report.accepted, _why(report)) == (
        1,
        ["No case has the reference FOI1 yet; it is kept as it is."],
    )


def test_a_stage_that_moved_to_another_case_is_refused(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", *cases({}, {}))
    _import(office, tmp_path, "stages", STAGE)
    report = _import(office, tmp_path, "stages", {**STAGE, "Case Ref": "CYP1000002"})
    assert _why(report) == ["ESC1 is in the case CYP1000001 already. Take it out there first."]


def test_a_reference_is_found_in_other_capitals(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    assert _import(office, tmp_path, "stages", {**STAGE, "Case Ref": "cyp1000001"}).accepted == 1


# -- again ------------------------------------------------------------------------------------------------


def test_a_row_that_changed_in_the_other_system_changes_the_case(office: Office, tmp_path: Path) -> None:
    waiting = {"Case Status": "Open", "Date Responded": "", "Outcome": "", "Case Type At Closure": ""}
    _import(office, tmp_path, "cases", *cases(waiting))
    report = _import(office, tmp_path, "cases", CASE)
    assert (report.updated, report.taken) == (1, 1)
    view = _view(office)
    assert (view.status, view.value("outcome"), view.row.on_time) == (Status.CLOSED, "partly_upheld", True)
    assert view.timeline[0].reason == "Changed in the other system since it was imported"
    assert _import(office, tmp_path, "cases", CASE).unchanged == 1
    assert verify_office(office).faults == ()


def test_a_cell_emptied_in_the_other_system_is_emptied_and_a_new_person_added(
    office: Office, tmp_path: Path
) -> None:
    _import(office, tmp_path, "cases", *cases({"Child Name": "", "Child Age": ""}))
    _import(office, tmp_path, "cases", *cases({"Team": ""}))
    view = _view(office)
    assert not view.value("team")
    assert view.children[0].doc["full_name"] == "Niamh Ó Súilleabháin"


def test_a_field_changed_here_is_never_overwritten(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    view = _view(office)
    edit_case(office, view, view.case_id, {"theme": "Communication"})
    same = _import(office, tmp_path, "cases", CASE)
    other = _import(office, tmp_path, "cases", *cases({"Theme": "Care proceedings", "Ward": "Evelyn"}))
    assert same.unchanged == 1
    assert _why(other) == [
        "It was imported before and changed here since: Main category. Change it by hand instead."
    ]
    assert (_view(office).value("theme"), _view(office).value("ward")) == ("Communication", None)


def test_a_case_answered_here_and_there_is_refused(office: Office, tmp_path: Path) -> None:
    waiting = {"Case Status": "Open", "Date Responded": "", "Outcome": "", "Case Type At Closure": ""}
    _import(office, tmp_path, "cases", *cases(waiting))
    answer_case(office, _view(office).case_id, Answer(TODAY, "upheld"))
    report = _import(office, tmp_path, "cases", CASE)
    assert report.refused == 1
    assert "changed here since" in _why(report)[0]
    assert _view(office).value("outcome") == "upheld"


def test_clocks_are_counted_again_only_when_what_they_count_from_changed(
    office: Office, tmp_path: Path
) -> None:
    _import(office, tmp_path, "cases", CASE)
    office.settings = replace(office.settings, authority="DEFAULT")
    _import(office, tmp_path, "cases", *cases({"Ward": "Evelyn"}))
    stage = _view(office).stage
    assert stage is not None
    assert stage.doc["clocks"]["CA_S1_RESP"]["due_on"] == "2024-06-17"
    moved = {"Date Received": "04/06/2024", "Date Due": "18/06/2024"}
    _import(office, tmp_path, "cases", *cases(moved))
    stage = _view(office).stage
    assert stage is not None
    assert stage.doc["clocks"]["CA_S1_RESP"]["due_on"] == "2024-06-18"


def test_a_changed_stage_or_action_is_updated(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", CASE)
    _import(office, tmp_path, "stages", {**STAGE, "Date Completed": "", "Outcome": ""})
    _import(office, tmp_path, "actions", ACTION)
    assert _import(office, tmp_path, "stages", STAGE).updated == 1
    assert _import(office, tmp_path, "actions", {**ACTION, "Date Completed": "01/07/2024"}).updated == 1
    view = _view(office)
    assert view.stages[1].doc["outcome"] == "upheld"
    assert view.tasks[0].doc["done_on"] == "2024-07-01"
    assert (len(view.stages), len(view.tasks)) == (2, 1)


def test_a_case_that_went_further_keeps_its_status_when_its_row_changes(
    office: Office, tmp_path: Path
) -> None:
    _import(office, tmp_path, "cases", CASE)
    _import(office, tmp_path, "stages", STAGE)
    _import(office, tmp_path, "cases", *cases({"Case Status": "Open", "Ward": "Evelyn"}))
    assert (_view(office).status, _view(office).value("ward")) == (Status.CLOSED, "Evelyn")


def test_a_reference_of_a_case_logged_here_is_not_taken_over(office: Office, tmp_path: Path) -> None:
    ours = log_complaint(office).reference
    report = _import(office, tmp_path, "cases", {**CASE, "Case Ref": ours})
    assert _why(report) == [f"{ours} is in the office already, logged here. Give this row another reference."]


def test_an_imported_reference_in_our_own_form_is_not_given_again(office: Office, tmp_path: Path) -> None:
    _import(office, tmp_path, "cases", {**CASE, "Case Ref": "CYP-2025-0041"})
    assert log_complaint(office).reference == "CYP-2025-0042"


def test_an_import_can_be_undone_as_a_whole_and_says_so_when_it_is_tried_again(
    office: Office, tmp_path: Path
) -> None:
    report = _import(office, tmp_path, "cases", *cases({}, {}))
    undo(office, report.group_id)
    assert {_view(office, f"CYP100000{n}").status for n in (1, 2)} == {Status.VOID}
    again = _import(office, tmp_path, "cases", *cases({}, {}))
    assert again.refused == 2
    assert "CYP1000001 is in the office and void. Undo making it void" in _why(again)[0]


# -- refused rows -----------------------------------------------------------------------------------------


def test_refused_rows_are_written_mended_and_imported(office: Office, tmp_path: Path) -> None:
    rows = cases({"Date Received": "31/02/2024", "Case Summary": "=1+1"}, {})
    path = write(tmp_path, "cases", *rows)
    refused = tmp_path / "refused.csv"
    report = import_file(office, path, "lewisham", rejects=refused)
    assert report.rejects == refused
    assert "The refused rows are in refused.csv: mend them there" in report.message
    row = rows_of(refused)[0]
    assert row["Case Summary"] == "'=1+1"
    assert row["Why refused"] == "Date Received “31/02/2024” is not a date that exists."
    refused.write_text(refused.read_text("utf-8-sig").replace("31/02/2024", "28/02/2024"), encoding="utf-8")
    assert import_file(office, refused, "lewisham").accepted == 1
    assert _view(office).value("summary") == "=1+1"
    assert import_file(office, path, "lewisham").unchanged == 1


def test_no_file_is_written_when_nothing_is_refused(office: Office, tmp_path: Path) -> None:
    report = import_file(office, write(tmp_path, "cases", CASE), "lewisham", rejects=tmp_path / "refused.csv")
    assert report.rejects is None
    assert sorted(p.name for p in tmp_path.glob("*refused*")) == []


def test_a_file_somebody_is_mending_is_never_overwritten(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path, "cases", CASE)
    for taken in (path, write(tmp_path, "cases", file_name="refused.csv")):
        with pytest.raises(RuleError, match="is there already and may hold rows somebody is mending"):
            import_file(office, path, "lewisham", rejects=taken)
    assert _count(office) == 0


# -- the whole file ---------------------------------------------------------------------------------------


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path, "cases", *cases({"Date Received": ""}, {}, {"Date Due": "18/06/2024"}))
    tried = import_file(office, path, "lewisham", dry_run=True)
    assert _count(office) == 0
    done = import_file(office, path, "lewisham")
    assert (tried.counts, tried.verdicts, tried.differing) == (done.counts, done.verdicts, done.differing)
    assert tried.message.startswith("cases.csv: 3 rows of “cases” read, 2 would be imported, 1 refused.")
    assert (tried.group_id, _count(office)) == ("", 2)


def test_who_may_not_import_is_told_and_nothing_is_read(office: Office, tmp_path: Path) -> None:
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError, match=r"Ali Demir .* cannot import cases"):
        import_file(office, tmp_path / "none.csv", "lewisham")


def test_views_are_told_once_which_cases_came(office: Office, tmp_path: Path) -> None:
    told: list[Changed] = []
    office.listeners.append(told.append)
    report = _import(office, tmp_path, "cases", *cases({}, {}))
    assert [(changed.message, len(changed.case_ids)) for changed in told] == [(report.message, 2)]
    assert told[0].group_id == report.group_id
    _import(office, tmp_path, "cases", *cases({}, {}))
    assert len(told) == 1


def test_a_stopped_import_keeps_whole_chunks_and_goes_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    path = write(tmp_path, "cases", *cases(*({} for _ in range(7))))
    steps: list[tuple[float, str]] = []

    def progress(fraction: float, words: str) -> None:
        steps.append((round(fraction, 2), words))

    stopped = import_file(office, path, "lewisham", progress=progress, cancelled=lambda: len(steps) == 2)
    assert steps == [(0.29, "2 of 7 rows"), (0.57, "4 of 7 rows")]
    assert (stopped.stopped, stopped.accepted, _count(office)) == (True, 4, 4)
    assert "what is imported is kept. Import the file again to go on." in stopped.message
    again = import_file(office, path, "lewisham")
    assert (again.unchanged, again.accepted, _count(office)) == (4, 3, 7)


def test_a_file_that_breaks_off_imports_nothing_at_all(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(text_of("cases", *cases({}, {})) + '"never closed', encoding="utf-8")
    with pytest.raises(RuleError, match="line 4 is never closed"):
        import_file(office, path, "lewisham")
    assert _count(office) == 0


def test_a_long_report_is_cut_and_says_so(office: Office) -> None:
    report = import_file(office, SAMPLE / "stages.csv", "lewisham", dry_run=True)
    assert report.counts[Result.REFUSED] == 99
    lines = report.sentences(most=3)
    assert lines[0] == "stages.csv: 99 rows of “stages” read, 0 would be imported, 99 refused."
    assert lines[-1] == "… and 96 more rows."
    assert len(lines) == 5
