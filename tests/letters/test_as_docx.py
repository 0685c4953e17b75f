"""The letter in Word: real styles, fields, heads and places; the same bytes each time; nothing of a text is obeyed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from caseworker.domain.letters import (
    MARKING,
    Bullets,
    Heading,
    Letter,
    Look,
    Mark,
    Paragraph,
    Table,
)
from caseworker.errors import RuleError
from caseworker.letters.as_docx import letter_docx
from tests.letters.example import LETTERHEAD, LOGO, example

BLOCKS = (
    Heading("What we found"),
    Paragraph("The visit began late.", marks=(Mark(4, 9, bold=True), Mark(16, 20, italic=True))),
    Heading("Point 1", 2),
    Bullets(("First", "Second"), numbered=True),
    Bullets(("Again one", "Again two"), numbered=True),
    Bullets(("A bullet",), marks=((Mark(2, 8, bold=True),),)),
    Paragraph("Nobody came.", quoted=True),
    Table(("What", "When"), (("Apology", "1 November"), ("Visit", "2 November")), "What will be done"),
)

# The order in which Word's schema (ISO/IEC 29500-1, CT_PPrBase, CT_RPr, CT_TblPr) wants what we write.
ORDERS = {
    "pPr": "pStyle keepNext keepLines framePr widowControl numPr pBdr shd tabs bidi spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs color sz szCs rtl lang noProof",
    "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW shd",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
}


def letter(*blocks: Any, **changed: Any) -> Letter:
    return replace(example(), blocks=blocks or BLOCKS, **changed)


def opened(made: bytes) -> Any:
    return Document(BytesIO(made))


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(made)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def styles_used(document: Any) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs]


def test_every_block_bears_the_style_of_what_it_is():
    made = styles_used(opened(letter_docx(letter(), LETTERHEAD)))
    assert ("Title", "We have received your complaint") in made
    assert ("Heading 1", "What we found") in made
    assert ("Heading 2", "Point 1") in made
    assert ("List Number", "First") in made
    assert ("List Bullet", "A bullet") in made
    assert ("Quote", "Nobody came.") in made
    assert ("Caption", "What will be done") in made
    assert made[-1][0] == "Signature"


def test_the_same_letter_is_the_same_file():
    one, other = (letter_docx(letter(signature=LOGO.read_bytes()), LETTERHEAD) for _ in range(2))
    assert one == other


def test_nothing_but_the_letters_own_day_dates_the_file():
    made = letter_docx(letter(), LETTERHEAD)
    with zipfile.ZipFile(BytesIO(made)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = opened(made).core_properties
    assert (told.created.date(), told.modified.date()) == (letter().dated_on, letter().dated_on)
    assert told.title == "We have received your complaint (CYP-2025-0412)"
    assert told.author == told.last_modified_by == "Wharfside Borough Council"
    assert (told.language, told.comments) == ("en-GB", "")


def test_the_sheet_is_a4_in_british_english_with_a_head_of_its_own_on_the_first_page():
    document = opened(letter_docx(letter(), LETTERHEAD))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert "Wharfside Borough Council" in [each.text for each in section.first_page_header.paragraphs]
    assert section.header.paragraphs[-1].text.startswith(
        "Ms Siân Wyn, Wednesday 15 October 2025, our reference"
    )
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_the_address_stands_where_the_window_of_a_dl_envelope_is():
    document = opened(letter_docx(letter(), LETTERHEAD))
    rows = [each for each in document.paragraphs if each.style.name == "Envelope Address"]
    assert [row.text for row in rows] == ["Ms Siân Wyn", "139 Wharfinger Gardens", "London", "SE31 5EP"]
    frames = {tuple(sorted(row._p.pPr.find(qn("w:framePr")).items())) for row in rows}
    assert len(frames) == 1  # one frame: Word joins paragraphs whose place is the same
    place = rows[0]._p.pPr.find(qn("w:framePr"))
    twips_to_mm = 25.4 / 1440
    assert float(place.get(qn("w:x"))) * twips_to_mm == pytest.approx(20, abs=0.2)
    assert 50 <= float(place.get(qn("w:y"))) * twips_to_mm <= 60


@pytest.mark.parametrize("foot", ["first_page_footer", "footer"])
def test_every_foot_counts_its_pages_by_fields(foot: str):
    section = opened(letter_docx(letter(), LETTERHEAD)).sections[0]
    codes = [each.text.strip() for each in getattr(section, foot)._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_marked_letter_says_so_at_head_and_foot_of_every_page_and_another_nowhere():
    marked = opened(letter_docx(letter(marking=MARKING), LETTERHEAD)).sections[0]
    for part in (marked.first_page_header, marked.header, marked.first_page_footer, marked.footer):
        assert MARKING in [each.text for each in part.paragraphs]
    plain = parts(letter_docx(letter(), LETTERHEAD))
    assert not [name for name, content in plain.items() if MARKING.encode() in content]


def test_bold_and_italic_are_where_the_writer_put_them():
    document = opened(letter_docx(letter(), LETTERHEAD))
    runs = next(each.runs for each in document.paragraphs if each.text == "The visit began late.")
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in runs] == [
        ("The ", False, False), ("visit", True, False), (" began ", False, False),
        ("late", False, True), (".", False, False),
    ]  # fmt: skip


def test_each_numbered_list_begins_at_one_again():
    document = opened(letter_docx(letter(), LETTERHEAD))
    items = [each for each in document.paragraphs if each.style.name == "List Number"]
    numbers = [each._p.pPr.numPr.numId.val for each in items]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    lists = document.part.numbering_part.element.findall(qn("w:num"))
    again = [each for each in lists if each.find(".//" + qn("w:startOverride")) is not None]
    assert {int(each.get(qn("w:numId"))) for each in again} == set(numbers)


def test_a_tables_first_row_is_marked_as_its_head():
    table = opened(letter_docx(letter(), LETTERHEAD)).tables[0]
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What will be done"
    assert [cell.text for cell in table.rows[2].cells] == ["Visit", "2 November"]


@pytest.mark.parametrize(
    ("look", "points"), [(Look.LARGE_16, 16), (Look.LARGE_18, 18), (Look.EASY_READ, 14), (Look.STANDARD, 11)]
)
def test_a_look_sets_the_size_of_running_text(look: Look, points: int):
    document = opened(letter_docx(letter(look=look), LETTERHEAD))
    size = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:sz')}")
    assert int(size.get(qn("w:val"))) == points * 2


def test_large_print_has_no_italics_and_its_contact_lines_large_at_the_end():
    document = opened(letter_docx(letter(look=Look.LARGE_16), LETTERHEAD))
    runs = next(each.runs for each in document.paragraphs if each.text == "The visit began late.")
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in runs if run.bold or run.italic] == [
        ("visit", True, False), ("late", True, False),
    ]  # fmt: skip
    assert document.paragraphs[-1].text == "www.wharfside.example"
    head = [each.text for each in document.sections[0].first_page_header.paragraphs]
    assert "www.wharfside.example" not in head


def test_enclosures_and_copies_stand_at_the_end():
    made = example(enclosures=("The report",), copies=("Northmoor Voices",))
    texts = [each.text for each in opened(letter_docx(made, LETTERHEAD)).paragraphs]
    assert texts[-2:] == ["Enclosed: The report", "Copy to: Northmoor Voices"]


def test_pictures_say_what_they_show():
    made = letter_docx(letter(signature=LOGO.read_bytes()), LETTERHEAD)
    words = [part for name, part in parts(made).items() if name.endswith(".xml")]
    told = b"".join(words).decode()
    assert 'descr="Logo of Wharfside Borough Council"' in told
    assert 'descr="Signature of Dana Whitcombe"' in told


def test_markup_and_control_characters_are_printed_or_dropped_never_obeyed():
    nasty = "<w:p/> &amp; ]]> <b>x</b>\x00\x08\x1b\ud800\uffff\u202eevil\u2028next\ttab"
    made = opened(letter_docx(letter(Paragraph(nasty), salutation=nasty), LETTERHEAD))
    texts = [each.text for each in made.paragraphs]
    assert "<w:p/> &amp; ]]> <b>x</b>evil\nnext tab" in texts
    assert "<w:p/> &amp; ]]> <b>x</b>evil next tab" in texts


def test_arabic_is_read_from_the_right_and_numbers_in_it_are_not_turned():
    made = opened(letter_docx(letter(Paragraph("رقم 12 من الرسالة")), LETTERHEAD))
    arabic = next(each for each in made.paragraphs if "الرسالة" in each.text)
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    turned = {run.text: run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in arabic.runs}
    assert turned == {"رقم ": True, "12 ": False, "من الرسالة": True}


ARABIC_NAME = "محمد عبد الله"


def side_of(paragraph: Any) -> tuple[bool, str]:
    """Whether a paragraph is read from the right, and the side it keeps to where that is said."""
    side = paragraph._p.pPr.find(qn("w:jc"))
    is_turned = paragraph._p.pPr.find(qn("w:bidi")) is not None
    return is_turned, "" if side is None else str(side.get(qn("w:val")))


def test_an_english_paragraph_that_begins_with_an_arabic_name_is_read_from_the_left():
    words = f"{ARABIC_NAME} asked us on 3 May to look at how the visit was arranged."
    made = opened(letter_docx(letter(Paragraph(words)), LETTERHEAD))
    paragraph = next(each for each in made.paragraphs if each.text == words)
    assert side_of(paragraph) == (False, "")
    turned = [run.text for run in paragraph.runs if run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]
    assert "".join(turned).strip() == ARABIC_NAME


def test_arabic_address_lines_stand_at_the_left_edge_of_the_window():
    lines = (ARABIC_NAME, "شارع النيل 19", "London")
    made = opened(letter_docx(letter(recipient_lines=lines), LETTERHEAD))
    address = [each for each in made.paragraphs if each.style.style_id == "Address"]
    assert [each.text for each in address] == list(lines)
    assert [side_of(each) for each in address] == [(True, "right"), (True, "right"), (False, "")]


def test_a_letterhead_of_words_alone_needs_no_picture():
    made = parts(letter_docx(letter(), replace(LETTERHEAD, logo=None)))
    assert not [name for name in made if "media" in name]


def test_a_broken_logo_and_a_broken_signature_are_named():
    with pytest.raises(RuleError, match="The logo must be a picture") as found:
        letter_docx(letter(), replace(LETTERHEAD, logo=b"not a picture"))
    assert found.value.field == "logo"
    with pytest.raises(RuleError, match="The signature must be a picture"):
        letter_docx(letter(signature=b"\x89PNG\r\n\x1a\nbroken"), LETTERHEAD)


def test_what_is_written_stands_in_the_order_that_words_schema_wants():
    made = letter_docx(letter(signature=LOGO.read_bytes(), marking=MARKING), LETTERHEAD)
    document = opened(made)
    section = document.sections[0]
    roots = [document.element, document.styles.element, document.part.numbering_part.element]
    roots += [
        p._element
        for p in (section.header, section.footer, section.first_page_header, section.first_page_footer)
    ]
    for root in roots:
        for name, order in ORDERS.items():
            for element in root.iter(qn(f"w:{name}")):
                places = [order.split().index(child.tag.split("}")[1]) for child in element]
                assert places == sorted(places)


def test_the_file_holds_nothing_that_the_letter_does_not_need():
    made = parts(letter_docx(letter(), LETTERHEAD))
    assert not [n for n in made if "thumbnail" in n or "custom" in n.lower() or "vba" in n.lower()]
    assert b"attachedTemplate" not in made["word/settings.xml"]
    assert b"python-docx" not in b"".join(made.values())
    assert sum(map(len, made.values())) < 150_000


def test_ten_thousand_words_in_one_paragraph_and_a_table_of_many_columns_are_written():
    many = Table(tuple(f"C{n}" for n in range(12)), (tuple(str(n) for n in range(12)),))
    made = opened(letter_docx(letter(Paragraph("word " * 10_000), many), LETTERHEAD))
    assert len(made.tables[0].columns) == 12
    assert max(len(each.text) for each in made.paragraphs) == 50_000
