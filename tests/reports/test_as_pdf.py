"""The paper pack says what the tables say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from caseworker.domain.periods import parse_period
from caseworker.reports.as_pdf import to_pdf
from caseworker.reports.catalogue import find
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place, Table
from tests.reports.example_facts import sample_brief
from tests.reports.golden_help import assert_golden

COUNCIL = "London Borough of Lewisham"
PRINTED_ON = date(2025, 10, 15)


def pack(tables: Sequence[Table], **more: Any) -> bytes:
    return to_pdf(tables, **{"council_name": COUNCIL, "generated_on": PRINTED_ON, "to_reconcile": (), **more})


def pages(pdf: bytes) -> list[str]:
    """The text of each page as it is read aloud, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def year() -> tuple[Table, ...]:
    return tuple(find(code).build(sample_brief()) for code in ("1a", "1b", "2a", "2b", "3"))


@pytest.fixture(scope="module")
def year_pages(year) -> list[str]:
    return pages(pack(year))


def test_every_row_is_read_cell_by_cell_in_its_order(year, year_pages):
    text = " ".join(year_pages)
    for table in year:
        for heading, row in zip(table.row_headings, table.cells, strict=True):
            assert " ".join([heading, *(cell.text for cell in row)]) in text, (table.name, heading)


def test_tables_stand_in_their_order_each_with_question_and_basis(year, year_pages):
    text = " ".join(year_pages)
    at = 0
    for table in year:
        for words in (f"{table.name}. {table.title}", table.question, *table.column_headings, table.note):
            at = text.index(words, at)


def test_the_year_fits_two_pages_that_say_whose_and_when(year_pages):
    assert len(year_pages) == 2
    assert year_pages[0].startswith(
        f"{COUNCIL} Complaints and enquiries: 2024-25 1 April 2024 to 31 March 2025, printed 15 October 2025"
    )
    for number, text in enumerate(year_pages, 1):
        assert f"Page {number} of 2" in text
        assert "Official - sensitive: small numbers are shown. Not for publication." in text


def test_the_pack_reads_as_in_the_golden_file(year_pages):
    assert_golden("pack-2024-25.txt", "\n\n".join(year_pages).encode())


def test_case_reviews_left_out_are_counted_in_the_note(year_pages):
    assert "Historic case reviews are left out. Left out in this period: 2." in year_pages[1]


def test_the_same_tables_on_the_same_day_are_the_same_file(year):
    assert pack(year) == pack(year)


def test_pages_lie_across_and_the_file_says_its_title_and_language(year):
    pdf = pack(year)
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.1)
    assert document.get_metadata_value("Title") == "Complaints and enquiries: 2024-25"
    assert document.get_metadata_value("Author") == COUNCIL
    document.close()
    assert PdfReader(BytesIO(pdf)).root_object["/Lang"] == "en-GB"


def test_nothing_to_reconcile_is_said(year_pages):
    assert "To reconcile: nothing. Every total equals the cases behind it." in year_pages[0]


def test_what_is_to_reconcile_is_listed_with_its_cases(year):
    found = [
        Disagreement("row total", (Place("2a", "Q2", "Total"),), (3, 5), "Table 2a, Q2, Total shows 153."),
        Disagreement("no type", (), tuple(range(1, 31)), "30 cases have no type yet."),
        Disagreement("percentage", (), (), "Table 3 shows 60%, but 4 of 10 is 40%."),
    ]
    names = {number: f"CYP-2024-{number:04}" for number in range(1, 31)}
    (first, *_) = pages(pack(year, to_reconcile=found, references=names))
    assert "To reconcile: 3" in first
    assert "Table 2a, Q2, Total shows 153. CYP-2024-0003, CYP-2024-0005." in first
    assert "CYP-2024-0012 and 18 more." in first
    assert "CYP-2024-0013" not in first
    assert "but 4 of 10 is 40%." in first


def test_one_table_alone_is_headed_by_its_own_name():
    second = parse_period("2024-25-Q2")
    (only,) = pages(pack([find("3").build(sample_brief(second))]))
    assert "Table 3. Stage 1 complaints and enquiries answered on time: Quarter 2, 2024-25" in only
    assert only.count("Table 3.") == 1
    assert "Page 1 of 1" in only


def test_a_name_with_accents_or_markup_is_printed_as_it_is(year):
    (first, *_) = pages(pack(year, council_name="Cyngor Sŵn <b>& Łódź</b>"))
    assert first.startswith("Cyngor Sŵn <b>& Łódź</b> Complaints")


def test_many_months_run_over_pages_with_their_headings_on_each():
    period = parse_period("2021-04-01..2024-09-30")
    texts = pages(pack([find("2b").build(sample_brief(period))]))
    assert len(texts) > 1
    assert all("Month Corporate Stage 1" in text for text in texts)
    assert f"Page {len(texts)} of {len(texts)}" in texts[-1]
