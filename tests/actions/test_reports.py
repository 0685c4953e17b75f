"""Reports from the office's own cases: counted once, agreeing with themselves, written whole."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.reports import (
    FORMATS,
    build_pack,
    cell_cases,
    one_table,
    pack_files,
    pack_pdf,
    table_bytes,
    write_file,
)
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from caseworker.errors import NotPermittedError, RuleError, UnavailableError
from caseworker.office import Office
from caseworker.reports.catalogue import CATALOGUE
from tests.example_office import TODAY, log_complaint

YEAR = "2025-26"
BEGINS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "xlsx": b"PK"}


@pytest.fixture
def counted(office: Office) -> Office:
    """Six cases of 2025-26: four statutory (one late, one void) and two MP enquiries."""
    late = log_complaint(office, received_on=date(2025, 9, 1)).case_id
    answer_case(office, late, Answer(TODAY, "upheld"))
    good = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer_case(office, good, Answer(date(2025, 10, 9), "not_upheld"))
    log_complaint(office)
    void_case(office, log_complaint(office).case_id, "Logged twice")
    for _ in range(2):
        log_complaint(office, kind=Kind.MP, children=(), risk="")
    return office


def test_the_tables_of_a_year_agree_with_each_other(counted: Office) -> None:
    pack = build_pack(counted, parse_period(YEAR))
    assert [table.code for table in pack.tables] == [report.code for report in CATALOGUE]
    assert {each.kind for each in pack.to_reconcile} <= {"not recorded"}


def test_a_void_case_counts_nowhere(counted: Office) -> None:
    table = one_table(build_pack(counted, parse_period(YEAR)), "2b")
    cases = {n for row in table.cells for cell in row for n in cell.cases()}
    rows = cell_cases(counted, sorted(cases))
    assert len(rows) == 5
    assert {row.status.value for row in rows} == {"open", "answered"}


@pytest.mark.parametrize("form", FORMATS)
def test_every_table_is_written_in_every_form(counted: Office, form: str) -> None:
    pack = build_pack(counted, parse_period(YEAR))
    for table in pack.tables:
        content = table_bytes(counted, pack, table, form)
        if form == "json":
            assert json.loads(content)["code"] == table.code
        elif form == "csv":
            assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        else:
            assert content.startswith(BEGINS[form])


def test_a_form_nobody_knows_is_refused_with_those_there_are(counted: Office) -> None:
    pack = build_pack(counted, parse_period(YEAR))
    with pytest.raises(RuleError, match="Choose one of pdf, html, xlsx, csv, json"):
        table_bytes(counted, pack, pack.tables[0], "docx")


def test_a_pack_has_one_file_a_table_or_one_pdf(counted: Office) -> None:
    pack = build_pack(counted, parse_period("2025-26-Q3"))
    written = pack_files(counted, pack, "json")
    assert len(written) == len(CATALOGUE)
    assert all(written.values())
    pdf = pack_files(counted, pack, "pdf")
    assert pdf == {"tables-2025-26-Q3.pdf": pack_pdf(counted, pack)}, "the same facts print the same file"
    written = pack_files(counted, pack, "csv")
    assert set(written) == {"notes.csv", *(f"{t.file_stem}.csv" for t in pack.tables)}


def test_a_folder_that_is_a_file_is_told_plainly(counted: Office, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UnavailableError, match="The report was not written"):
        write_file(tmp_path / "out" / "tables.csv", b"a,b")


def test_a_table_nobody_knows_is_refused(counted: Office) -> None:
    with pytest.raises(RuleError):
        one_table(build_pack(counted, parse_period(YEAR)), "99")


def test_only_those_who_may_see_reports_do(counted: Office) -> None:
    from caseworker.domain.staff import Person

    counted.person = Person("x", "Jo Bell", role="service_responder")
    with pytest.raises(NotPermittedError, match="cannot see reports"):
        build_pack(counted, parse_period(YEAR))


def test_an_empty_year_has_tables_of_noughts(office: Office) -> None:
    pack = build_pack(office, parse_period("2019-20"))
    assert pack.to_reconcile == ()
    assert all(not cell.cases() for table in pack.tables for row in table.cells for cell in row)
