"""Reports written as documents: every form, whole or not at all, and by those who may see reports."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from caseworker.actions.report_documents import (
    ENDINGS,
    document_bytes,
    document_file_name,
    document_of,
    outlines,
    tables_document,
)
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import parse_period
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import log_complaint

YEAR = parse_period("2025-26")


@pytest.fixture
def counted(office: Office) -> Office:
    """Two statutory complaints of 2025-26."""
    for _ in range(2):
        log_complaint(office)
    return office


@pytest.mark.parametrize("form", ENDINGS)
def test_a_document_has_a_name_of_its_own_in_every_form(counted: Office, form: str) -> None:
    document = document_of(counted, "annual", build_pack(counted, YEAR))
    assert document_file_name(document, form) == f"annual-2025-26.{ENDINGS[form]}"
    assert document_bytes(document, form)


def test_every_document_there_is_can_be_written_in_every_form(counted: Office) -> None:
    pack = build_pack(counted, parse_period("2025-26-Q3"))
    for code in (*(outline.code for outline in outlines()), "tables"):
        document = document_of(counted, code, pack)
        for form in ENDINGS:
            assert len(document_bytes(document, form)) > 500, (code, form)


def test_an_office_without_cases_has_documents_too(office: Office) -> None:
    pack = build_pack(office, parse_period("2019-20"))
    for code in ("annual", "tables"):
        for form in ENDINGS:
            assert document_bytes(document_of(office, code, pack), form)


def test_the_tables_of_a_document_are_the_files_of_its_zip_and_the_sheets_of_its_workbook(
    counted: Office,
) -> None:
    document = document_of(counted, "tables", build_pack(counted, YEAR))
    with zipfile.ZipFile(BytesIO(document_bytes(document, "csv"))) as zipped:
        assert zipped.namelist()[1:] == [f"{table.file_stem}.csv" for table in document.tables]
    with zipfile.ZipFile(BytesIO(document_bytes(document, "xlsx"))) as zipped:
        sheets = [name for name in zipped.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(document.tables) + 1
    said = json.loads(document_bytes(document, "json"))
    assert sum(block["is"] == "table" for block in said["blocks"]) == len(document.tables)


def test_one_table_alone_is_a_document_of_its_own(counted: Office) -> None:
    pack = build_pack(counted, YEAR)
    document = tables_document(counted, pack, pack.tables[:1])
    assert document.title == f"{pack.tables[0].name}. {pack.tables[0].title}"
    assert len(document.tables) == 1
    assert document.marking


def test_a_form_nobody_knows_is_refused_with_those_there_are(counted: Office, tmp_path: Path) -> None:
    document = document_of(counted, "annual", build_pack(counted, YEAR))
    with pytest.raises(RuleError, match="Choose one of pdf, html, xlsx, csv, json"):
        document_bytes(document, "docx")


def test_a_document_nobody_knows_is_refused(counted: Office) -> None:
    with pytest.raises(RuleError, match="There is no document"):
        document_of(counted, "biennial", build_pack(counted, YEAR))
