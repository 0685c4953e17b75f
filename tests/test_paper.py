"""The house on paper: fonts, text, pages and tables of every PDF."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from caseworker.dev.make_fonts import mark_places
from caseworker.domain import papers
from caseworker.errors import RuleError
from caseworker.paper import (
    clean,
    document,
    held_together,
    missing_glyphs,
    paragraph,
    printable,
    report_table,
    styles,
)
from caseworker.paper.accents import offsets
from caseworker.paper.conformance import faults_of
from caseworker.paper.fonts import BOLD, FILES, FOLDER, REGULAR
from caseworker.paper.listing import ListingPart, listing_pdf
from caseworker.paper.page import fitted
from caseworker.paper.records import document_pdf
from caseworker.paper.setting import text_width
from caseworker.paper.styles import readable
from tests.letters.example import fonts_of, in_one_line, pages_as_text
from tests.letters.tree import read_tags

FONTS = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))["font"]
ROWS = [
    ["Service", "Q1", "Total"],
    *([f"Service {n} <b>", "33% (14/43)", "9"] for n in range(60)),
    ["Total", "5", "540"],
]


def pack(landscape: bool = False) -> bytes:
    """Return a report of two pages: a title, a table, a note."""
    kit, target = styles(), BytesIO()
    story = [paragraph("Table 1a & more", kit.title), report_table(ROWS, total_rows=1, total_columns=1)]
    texts = {"footer_text": "Not for publication", "header_text": "Quarter 2, 2024-25"}
    made = document(target, title="Quarter 2", author="Wharfside", landscape=landscape, **texts)
    made.build([*story, paragraph("Counted by date received.", kit.note)])
    return target.getvalue()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font["cut"])
def test_font_is_the_one_that_was_made(font: dict[str, str]) -> None:
    path = FOLDER / font["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == font["sha256"]
    assert path.stat().st_size < 600_000


def test_licence_of_the_fonts_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text("utf-8").upper()


def test_clean_composes_letters_and_drops_what_cannot_be_seen() -> None:
    assert clean("Sia\u0302n\r\nWyn\u2028x\ty\x00\x1f\u200d\u202e\ufeff\xad") == "Siân\nWyn\nx y"


def test_signs_with_a_plain_twin_are_rewritten_and_letters_never() -> None:
    assert printable("a → b ≤ c ☐ ﬁ Ａ") == "a -> b <= c [ ] ﬁ A"
    assert printable("山田") == "��"
    assert missing_glyphs("a → 山 田 山") == ("山", "田")


def test_dates_and_phone_numbers_stay_in_one_piece() -> None:
    gap = "\N{NO-BREAK SPACE}"
    text = held_together("Due Friday 3 October 2025, phone 020 7946 0123, stage 2, 20 working days")
    assert f"3{gap}October{gap}2025" in text
    assert f"020{gap}7946{gap}0123" in text
    assert f"stage{gap}2, 20{gap}working days" in text


@given(st.text())
def test_any_text_can_be_made_printable_and_measured(text: str) -> None:
    made = printable(text)
    assert missing_glyphs(made) == ()
    assert printable(made) == made
    assert text_width(made, REGULAR, 11) >= 0


@given(st.text(max_size=60))
def test_any_text_can_be_put_on_a_page(text: str) -> None:
    target = BytesIO()
    document(target, title=text, author=text, footer_text=text, header_text=text).build(
        [paragraph(text, styles().body)]
    )
    assert target.getvalue().startswith(b"%PDF")


def test_pages_carry_footer_count_and_from_the_second_on_the_header() -> None:
    first, second = pages_as_text(pack())
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Not for publication" in first
    assert "Quarter 2, 2024-25" not in first
    assert "Quarter 2, 2024-25" in second


def test_head_of_a_table_stands_on_every_page_and_cells_are_plain_text() -> None:
    first, second = pages_as_text(pack())
    assert "Service Q1 Total" in first
    assert "Service Q1 Total" in second
    assert "Service 3 <b> 33% (14/43) 9" in first


def test_reports_embed_every_font_and_are_the_same_bytes_each_time() -> None:
    fonts = fonts_of(pack())
    assert len(fonts) == 3
    assert all(fonts.values())
    assert pack() == pack()
    assert pack(landscape=True) != pack()


def test_threads_do_not_disturb_each_other() -> None:
    alone = pack()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: pack(), range(12))) == {alone}


def test_line_too_long_for_its_place_ends_in_an_ellipsis() -> None:
    line = fitted("A very long council name " * 9, 200, 9)
    assert line.endswith("…")
    assert text_width(line, REGULAR, 9) <= 200
    assert fitted("Short", 200, 9) == "Short"


def test_pale_colour_is_not_used_for_words() -> None:
    assert readable("#12436D") == "#12436D"
    assert readable("#ffdd00") == "#1a1a1a"
    with pytest.raises(RuleError, match="The colour must be written as #"):
        readable("12436D")


def test_accent_stands_higher_on_a_capital_and_over_a_narrow_letter() -> None:
    ((_, over_small),) = offsets("ẹ", "\u0301", REGULAR)
    ((_, over_capital),) = offsets("Ẹ", "\u0301", REGULAR)
    assert over_small == 0
    assert over_capital > 100
    ((right_of_m, _),) = offsets("m", "\u0300", BOLD)
    assert right_of_m < 0


def test_two_accents_on_one_side_stand_above_each_other() -> None:
    (_, first), (_, second) = offsets("x", "\u0301\u0304", REGULAR)
    assert second > first


def test_accents_take_no_room_and_copy_as_typed() -> None:
    assert text_width("N̄w", REGULAR, 11) == text_width("Nw", REGULAR, 11)
    target = BytesIO()
    document(target, title="t", author="a").build([paragraph("Ọ̀ṣun N̄wa Ẹ̀ẹ́ Ị́ x́̄y", styles().body)])
    assert in_one_line(target.getvalue()).startswith("Ọ̀ṣun N̄wa Ẹ̀ẹ́ Ị́ x́̄y")


@pytest.mark.parametrize("file_name", FILES.values())
def test_places_of_accents_are_those_of_the_font(file_name: str) -> None:
    cut = file_name.removesuffix(".ttf").removeprefix("NotoSans-")
    made = json.loads((FOLDER / "marks.json").read_text("utf-8"))[cut]
    assert made == mark_places(TTFont(FOLDER / file_name))


def record() -> bytes:
    """Return a case record with every kind of block, over several pages."""
    blocks = (
        papers.Facts((("Reference", "CYP-2025-0412"), ("Long", "line of words\n" * 60))),
        papers.Prose("What happened", "She wrote.\n\nWe answered.", quoted=True),
        papers.Sentences("Points", ("The first", "The second")),
        papers.Grid("Letters", ("Date", "What"), (1, 3), tuple(("3 May", f"Letter {n}") for n in range(50))),
        papers.Event("3 May 2025 at 10:00", "Letter sent", "Dana", "By post", ""),
    )
    return document_pdf(
        papers.PaperDocument(
            title="Case record", reference="CYP-2025-0412", council="Wharfside", lead="As of today",
            facts=papers.Facts((("Kind", "Complaint"),)), remarks=("A remark",),
            sections=(papers.PaperSection("The case", blocks), papers.PaperSection("Nothing", (), "Nothing here")),
        )
    )  # fmt: skip


def listing() -> bytes:
    """Return a list of two parts."""
    parts = [ListingPart("Overdue", "", ("Case", "Whose"), [(f"CYP-{n}", "রহিমা") for n in range(40)])]
    parts.append(ListingPart("Due", "Nothing is due.", ("Case", "Whose"), []))
    return listing_pdf("Today", "3 May 2025", parts, widths=(300, 400), council="Wharfside")


@pytest.mark.parametrize("make", [pack, record, listing])
def test_reports_records_and_lists_are_tagged_and_archive_copies(make: Callable[[], bytes]) -> None:
    pdf = make()
    reading = read_tags(pdf)
    assert reading.loose == []
    assert len(reading.root.found("H1")) == 1
    for table in reading.root.found("Table"):
        assert {row.tag for row in table.kids} == {"TR"}
        assert {cell.tag for row in table.kids for cell in row.kids} <= {"TH", "TD"}
    assert faults_of(pdf) == ()


def test_rows_and_columns_of_a_report_are_named_by_their_heads() -> None:
    (table,) = read_tags(pack()).root.found("Table")
    head, first, *_ = table.kids
    assert [(cell.tag, cell.scope) for cell in head.kids] == [("TH", "Column")] * 3
    assert [(cell.tag, cell.scope) for cell in first.kids] == [("TH", "Row"), ("TD", ""), ("TD", "")]
    assert [row.kids[0].text for row in table.kids] == [row[0] for row in ROWS]


def test_headings_of_a_record_stand_below_each_other() -> None:
    tags = [(node.tag, node.text) for node in read_tags(record()).root.walk() if node.tag.startswith("H")]
    assert tags[:3] == [("H1", "Case record"), ("H2", "The case"), ("H3", "Long")]
    assert ("H2", "Nothing") in tags
