"""Every document: its tables exist, its sentences are those of its tables, nothing of it is hollow."""

from __future__ import annotations

import pytest

from caseworker.errors import RuleError
from caseworker.reports.catalogue import CATALOGUE
from caseworker.reports.documents import told
from caseworker.reports.documents.catalogue import DOCUMENTS, find_document
from caseworker.reports.documents.outline import Narrative, Say, ShowTable

CODES = {report.code for report in CATALOGUE}
OUTLINES = pytest.mark.parametrize("outline", DOCUMENTS, ids=lambda outline: outline.code)


def parts_of(outline, kind):
    return [part for section in outline.sections for part in section.parts if isinstance(part, kind)]


@OUTLINES
def test_every_table_of_a_document_is_in_the_catalogue_and_stands_once(outline):
    codes = [part.code for part in parts_of(outline, ShowTable)]
    assert set(codes) <= CODES
    assert len(codes) == len(set(codes))


@OUTLINES
def test_each_text_to_write_has_a_key_of_its_own(outline):
    keys = [part.key for part in parts_of(outline, Narrative)]
    assert len(keys) == len(set(keys))


@OUTLINES
@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-05-15..2024-08-20"])
def test_every_paragraph_of_figures_has_something_to_say_of_the_sample_year(outline, asked, sample_pack):
    pack = sample_pack(asked)
    tables = {table.code: table for table in pack.tables}
    for part in parts_of(outline, Say):
        months = pack.period.months()
        if part.sentences is told.most and (len(months) < 2 or not all(m.is_whole_month for m in months)):
            continue  # of one month nothing can be said to be the busiest, and a part of one is no month
        said = [sentence.text(tables) for sentence in part.sentences(tables, pack.period)]
        assert any(said), part


def test_the_annual_report_says_what_the_year_was(sample_pack):
    pack = sample_pack("2024-25")
    tables = {table.code: table for table in pack.tables}
    said = " ".join(
        text
        for part in parts_of(find_document("annual"), Say)
        for sentence in part.sentences(tables, pack.period)
        if (text := sentence.text(tables))
    )
    assert "528 new cases were received in 2024-25, 160 more than in 2023-24." in said
    assert "165 corporate complaints were received at stage 1, an increase of 77% on 2023-24." in said
    assert "The most cases came in September (56), the fewest in December (34)." in said
    assert "40 requests were received at stage 2, 22 more than in the year before." in said
    assert "276 requests were received in the period, and four internal reviews were asked for." in said


def test_a_sentence_speaks_only_of_tables_that_its_document_shows(sample_pack):
    """A reader must find every figure of the text in a table of the same document."""
    pack = sample_pack("2024-25")
    tables = {table.code: table for table in pack.tables}
    for outline in DOCUMENTS:
        shown = {part.code for part in parts_of(outline, ShowTable)}
        for part in parts_of(outline, Say):
            for sentence in part.sentences(tables, pack.period):
                assert {at.code for at in sentence.places} <= shown, (outline.code, sentence.pattern)


def test_a_document_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(
        RuleError, match=r"There is no document “yearly”\. The documents are quarterly, annual"
    ):
        find_document("yearly")
