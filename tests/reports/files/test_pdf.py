"""Documents on paper: what a screen reader hears, what stands on which page, and what odd contents do to it."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from caseworker.paper.conformance import faults_of
from caseworker.reports.as_document_pdf import document_pdf
from caseworker.reports.documents.blocks import (
    Bullets,
    Document,
    Figures,
    Heading,
    NewPage,
    Picture,
    Quotation,
    Words,
)
from caseworker.reports.documents.company import Company, in_company
from tests.reports.files.examples import HOSTILE, MARKING, chart, count, document, share, table, words
from tests.reports.files.pdf_help import bookmarks, children, leads, pages, sizes, tags

UPRIGHT, ACROSS = (595, 842), (842, 595)
SMALL = table([[count(3), share(14, 43)], [count(5), share(0, 0)]])


def whole_document() -> Document:
    return document(
        Words("1 April 2024 to 31 March 2025.", is_note=True),
        Heading(1, "New cases", "1"),
        Words("528 new cases were received."),
        Heading(2, "By quarter", "1.1"),
        Picture(chart([[3, 5]])),
        Figures(SMALL),
        Bullets(("First", "Second")),
        Heading(1, "Compliments", "2"),
        Quotation("Thank you"),
        NewPage(),
        Heading(1, "How it was counted", "Appendix A"),
        Words("By date received."),
    )


def long_table(rows: int = 120):
    return table([[count(number), words(f"What was asked {number}")] for number in range(1, rows + 1)])


def test_a_document_is_tagged_and_fit_for_the_archive() -> None:
    pdf = document_pdf(whole_document())
    assert faults_of(pdf) == ()
    found = [name for name, _ in tags(pdf)]
    assert {
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/Figure",
        "/TOC",
        "/TOCI",
    } <= set(found)


def test_every_heading_of_a_table_has_its_scope_and_every_cell_its_row() -> None:
    pdf = document_pdf(document(Figures(SMALL), has_contents=False))
    scopes = [said["scope"] for name, said in tags(pdf) if name == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 2
    assert children(pdf, "/TR") == [["/TH", "/TH", "/TH"], ["/TH", "/TD", "/TD"], ["/TH", "/TD", "/TD"]]


def test_a_chart_is_one_figure_described_in_one_sentence() -> None:
    pdf = document_pdf(document(Picture(chart([[3, 5]])), has_contents=False))
    assert [said["alt"] for name, said in tags(pdf) if name == "/Figure"] == ["Bar chart: what it shows."]


def test_the_contents_give_the_pages_where_the_headings_stand() -> None:
    pdf = document_pdf(whole_document())
    texts = pages(pdf)
    headings = ["1 New cases", "1.1 By quarter", "2 Compliments", "Appendix A How it was counted"]
    for words_, page in bookmarks(pdf):
        plain = " ".join(words_.split())
        assert plain in texts[0]
        assert plain in texts[page - 1]
    numbers = " ".join(str(page) for _, page in bookmarks(pdf))
    assert texts[0].endswith(f"Page 1 of {len(texts)} {numbers}"), (
        "they are written when the last page is known"
    )
    assert children(pdf, "/TOC") == [["/TOCI"] * 4]
    assert [" ".join(words_.split()) for words_, _ in bookmarks(pdf)] == headings


def test_a_press_on_a_line_of_the_contents_leads_to_its_heading() -> None:
    pdf = document_pdf(whole_document())
    assert children(pdf, "/TOCI") == [["/Link"]] * 4
    assert [(" ".join(words_.split()), page) for words_, page in leads(pdf)] == [
        (" ".join(words_.split()), page) for words_, page in bookmarks(pdf)
    ]


def test_a_checker_for_screen_readers_misses_only_the_claim(tmp_path: Path) -> None:
    """A file may claim PDF/A-2b or PDF/UA-1 here; reports claim the archive's, as letters do."""
    from pdfua import validate

    for number, made in enumerate((whole_document(), document(Figures(WIDE), Figures(long_table())))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(document_pdf(made))
        assert [finding.rule_id for finding in validate(str(path)).findings] == ["UA-28-004"]


def test_listed_tables_stand_in_the_contents_with_their_questions_above_them() -> None:
    pdf = document_pdf(document(Heading(1, "Received", "1"), Figures(SMALL, "listed")))
    assert [" ".join(name.split()) for name, _ in bookmarks(pdf)] == [
        "1 Received",
        "Table 2a. New cases by quarter",
    ]
    text = " ".join(pages(pdf))
    assert "Table 2a. New cases by quarter How did they spread? Quarter Column 1" in text


def test_the_head_of_a_long_table_is_printed_again_on_each_page_and_read_once() -> None:
    pdf = document_pdf(document(Figures(long_table()), has_contents=False))
    texts = pages(pdf)
    assert len(texts) > 2
    assert all("Quarter Column 1 Column 2" in text for text in texts)
    assert [name for name, said in tags(pdf) if said["scope"] == "/Column"] == ["/TH"] * 3


def test_no_row_is_split_between_two_pages() -> None:
    words_ = (
        "a remedy of many words that takes several lines of its narrow column on the page of a report " * 3
    )
    rows = [[words(f"begin{number} {words_}end{number}"), words(words_)] for number in range(60)]
    texts = pages(document_pdf(document(Figures(table(rows)), has_contents=False)))
    assert len(texts) > 3
    for number in range(60):
        [page] = [text for text in texts if re.search(rf"\bbegin{number}\b", text)]
        assert re.search(rf"\bend{number}\b", page)


def test_a_heading_stays_with_its_table_and_begins_a_long_one_where_there_is_room() -> None:
    filling = [Words("A line of text that fills the page up to a place near its foot.") for _ in range(26)]
    for shown in (SMALL, long_table(), table([[count(1)]] * 20)):
        pdf = document_pdf(
            document(*filling, Heading(1, "Near the foot", "1"), Figures(shown), has_contents=False)
        )
        [page] = [text for text in pages(pdf) if "1 Near the foot" in text]
        assert "Table 2a. New cases by quarter" in page
        assert "Row 1 " in page


WIDE = table([[count(10_000) for _ in range(14)]], columns=[f"Informationrequests{n}" for n in range(14)])


def test_a_wide_table_lies_across_and_the_pages_after_it_stand_upright_again() -> None:
    pdf = document_pdf(
        document(
            Words("Before"), Figures(SMALL), Figures(WIDE), Figures(WIDE), Words("After"), has_contents=False
        )
    )
    assert sizes(pdf) == [UPRIGHT, ACROSS, UPRIGHT]
    assert [("Before" in text, "After" in text) for text in pages(pdf)] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["within", "alone"])
def test_a_short_document_that_begins_with_a_wide_table_lies_across(place) -> None:
    pdf = document_pdf(document(Words("Before"), Figures(WIDE, place), Words("After"), has_contents=False))
    assert sizes(pdf) == [ACROSS]
    assert faults_of(pdf) == ()


@pytest.mark.parametrize("first", [SMALL, WIDE])
def test_a_chart_higher_than_the_page_is_made_smaller(first) -> None:
    high = chart([list(range(60))] * 3)
    pdf = document_pdf(document(Figures(first), Heading(1, "High", "1"), Picture(high), has_contents=False))
    [page] = [text for text in pages(pdf) if "1 High" in text]
    assert "Q60" in page


@pytest.mark.parametrize("place", ["within", "listed"])
@pytest.mark.parametrize(("categories", "together"), [(14, True), (40, False)])
def test_a_chart_and_its_table_share_a_page_where_both_have_room(categories, together, place) -> None:
    picture = Picture(chart([list(range(categories))] * 2, title="The chart"))
    figures = Figures(table([[count(3)]] * 12, title="The table"), place)
    blocks = (picture, figures) if place == "within" else (figures, picture)
    texts = pages(document_pdf(document(Heading(1, "First", "1"), Words("Before"), *blocks)))[1:]
    alike = [text for text in texts if "The chart" in text and "The table" in text]
    assert bool(alike) is together


def test_a_chart_belongs_to_the_table_below_it_or_to_the_one_it_follows() -> None:
    picture, within, alone = Picture(chart([[1]])), Figures(SMALL), Figures(SMALL, "alone")
    blocks = (within, picture, picture, within, alone, picture, Words("And"), picture, NewPage(), alone)
    found = [each.blocks if isinstance(each, Company) else each for each in in_company(blocks)]
    assert found == [
        within, (picture, picture, within), (alone, picture), blocks[6], picture, blocks[8], alone,
    ]  # fmt: skip


def test_no_page_is_empty_where_wide_tables_meet_page_breaks_and_the_end() -> None:
    blocks = (
        Figures(WIDE),
        NewPage(),
        Heading(1, "Next", "1"),
        Figures(WIDE),
        NewPage(),
        Figures(WIDE),
        NewPage(),
    )
    texts = pages(document_pdf(document(Heading(1, "First", "1"), *blocks)))
    assert len(texts) == 4
    assert "Contents" in texts[0]
    assert all("10000" in text for text in texts[1:])


def test_sixty_columns_are_printed_every_one() -> None:
    pdf = document_pdf(
        document(Figures(table([[count(number) for number in range(60)]])), has_contents=False)
    )
    assert faults_of(pdf) == ()
    assert sizes(pdf)[-1] == ACROSS


def test_the_marking_stands_at_the_head_and_foot_of_every_page_and_is_read_once() -> None:
    pdf = document_pdf(whole_document())
    assert all(text.count(MARKING) == 2 for text in pages(pdf))
    assert MARKING not in " ".join(pages(document_pdf(document(Words("Public"), marking=""))))


def test_text_is_printed_as_typed_and_never_obeyed() -> None:
    shown = table([[words(HOSTILE), count(1)]], columns=[HOSTILE, "Number"], rows=[HOSTILE], title=HOSTILE)
    pdf = document_pdf(
        document(
            Heading(1, HOSTILE, "1"),
            Words(HOSTILE),
            Bullets((HOSTILE,)),
            Quotation(HOSTILE),
            Picture(chart([[1]], title=HOSTILE, categories=[HOSTILE])),
            Figures(shown),
            title=HOSTILE,
        )
    )
    assert faults_of(pdf) == ()
    assert "<b>bold</b>" in " ".join(pages(pdf))


def test_very_long_headings_are_printed() -> None:
    long = "A heading that goes on and on " * 12
    shown = table([[count(1)]], columns=["Unbrokenheading" * 12], rows=[long], title=long)
    pdf = document_pdf(document(Heading(1, long, "1"), Figures(shown)))
    assert faults_of(pdf) == ()
    assert long.strip() in " ".join(pages(pdf)[1:])


def test_an_empty_document_and_an_empty_table_are_still_documents() -> None:
    assert "Annual report on complaints" in pages(document_pdf(document(has_contents=False)))[0]
    empty = table([], columns=["Number"])
    text = " ".join(pages(document_pdf(document(Figures(empty, "alone"), has_contents=False))))
    assert "There is nothing to show for this period." in text


@pytest.mark.parametrize("code", ["annual", "tables"])
def test_the_sample_year_prints_the_same_bytes_twice(sample_office, sample_pack, code) -> None:
    from caseworker.actions.report_documents import document_of

    made = [document_pdf(document_of(sample_office, code, sample_pack("2024-25"))) for _ in range(2)]
    assert made[0] == made[1]
    assert faults_of(made[0]) == ()
    numbers = [int(found[1]) for text in pages(made[0]) if (found := re.search(r"Page (\d+) of", text))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_figure_of_the_sample_year_is_printed_in_its_row(sample_office, sample_pack) -> None:
    from caseworker.actions.report_documents import document_of

    made = document_of(sample_office, "tables", sample_pack("2024-25"))
    text = " ".join(pages(document_pdf(made)))
    plain = [shown for shown in made.tables if _is_short(shown)]
    assert len(plain) > 10
    for shown in plain:
        for heading, row in itertools.islice(zip(shown.row_headings, shown.cells, strict=True), 5):
            assert " ".join([heading, *(cell.text for cell in row)]) in text, (shown.name, heading)


def _is_short(shown) -> bool:
    """Whether its rows stand on one line each, so that they can be read in order."""
    return len(shown.column_headings) < 6 and all(
        len(text) < 16 for row in shown.cells for text in (*shown.row_headings, *(cell.text for cell in row))
    )
