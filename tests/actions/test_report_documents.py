"""Reports written as documents: every form, whole or not at all, and by those who may see reports."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from caseworker import files
from caseworker.actions.report_documents import (
    ENDINGS,
    document_bytes,
    document_file_name,
    document_of,
    make_document,
    outlines,
    tables_document,
    write_document,
)
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import parse_period
from caseworker.domain.staff import Person
from caseworker.errors import DiskFullError, NotPermittedError, ReadOnlyError, RuleError, UnavailableError
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
def test_a_document_is_written_in_every_form_under_its_own_name(
    counted: Office, tmp_path: Path, form: str
) -> None:
    document = make_document(counted, "annual", YEAR)
    file = write_document(counted, document, form, tmp_path)
    assert file.name == f"annual-2025-26.{ENDINGS[form]}" == document_file_name(document, form)
    assert file.read_bytes() == document_bytes(document, form)


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
    document = make_document(counted, "annual", YEAR)
    with pytest.raises(RuleError, match="Choose one of pdf, html, xlsx, csv, json"):
        document_bytes(document, "docx")


def test_a_document_nobody_knows_is_refused(counted: Office) -> None:
    with pytest.raises(RuleError, match="There is no document"):
        make_document(counted, "biennial", YEAR)


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, DiskFullError, "the disk is full"),
        (errno.EROFS, ReadOnlyError, "cannot be written"),
        (errno.EIO, UnavailableError, "The report was not written"),
    ],
)
def test_a_disk_that_refuses_leaves_the_report_of_before(
    counted: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type, words: str
) -> None:
    document = make_document(counted, "annual", YEAR)
    file = write_document(counted, document, "json", tmp_path / "report.json")
    before = file.read_bytes()

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refused)
    with pytest.raises(kind, match=words):
        write_document(counted, document, "csv", file)
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"].count("report.json") == 1


def test_a_folder_that_is_a_file_is_told_plainly(counted: Office, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UnavailableError, match="The report was not written"):
        write_document(
            counted, make_document(counted, "annual", YEAR), "html", tmp_path / "out" / "annual.html"
        )


def test_only_those_who_may_see_reports_write_them(counted: Office, tmp_path: Path) -> None:
    document = make_document(counted, "annual", YEAR)
    counted.person = Person("x", "Jo Bell", role="service_responder")
    with pytest.raises(NotPermittedError, match="cannot see reports"):
        write_document(counted, document, "pdf", tmp_path / "annual.pdf")
    assert not (tmp_path / "annual.pdf").exists()
