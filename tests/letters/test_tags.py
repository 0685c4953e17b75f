"""Every word of a letter is found under the tag it belongs to, in the order of the page, and nothing is untagged."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from caseworker.domain.letters import MARKING, Bullets, Heading, Look, Paragraph, Table, block_lines
from caseworker.letters.as_pdf import letter_pdf, unprintable
from caseworker.letters.as_text import letter_text
from caseworker.letters.catalogue import load_catalogue
from caseworker.paper.conformance import faults_of
from tests.letters.example import LETTERHEAD, example
from tests.letters.example_answer import BLOCKS, RIGHT, answer, signature
from tests.letters.tree import Reading, read_tags

EVERY_LOOK = pytest.mark.parametrize("look", Look)


def read(look: Look = Look.STANDARD) -> Reading:
    return read_tags(letter_pdf(answer(look=look, marking=MARKING, signature=signature()), LETTERHEAD))


def one_row(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@EVERY_LOOK
def test_nothing_on_any_page_is_untagged(look: Look) -> None:
    reading = read(look)
    assert reading.loose == []
    assert reading.root.tag == "Document"


@EVERY_LOOK
def test_each_block_stands_under_its_tag_in_the_order_of_the_letter(look: Look) -> None:
    found = [
        (kid.tag, kid.whole)
        for kid in read(look).root.kids
        if kid.tag in ("H1", "H2", "H3", "BlockQuote", "L", "Table") or kid.whole.startswith(("We ", "You "))
    ]
    expected = [("H1", "Our answer to your complaint")]
    for block in BLOCKS:
        if isinstance(block, Heading):
            expected.append((f"H{block.level + 1}", block.text))
        elif isinstance(block, Paragraph):
            expected.append(("BlockQuote" if block.quoted else "P", one_row(block.text)))
        elif isinstance(block, Bullets):
            labels = [f"{n}." if block.numbered else "•" for n in range(1, len(block.items) + 1)]
            pairs = zip(labels, block.items, strict=True)
            expected.append(("L", one_row(" ".join(f"{label} {item}" for label, item in pairs))))
    table = [(tag, text) for tag, text in found if tag == "Table"]
    rest = [pair for pair in found if pair[0] != "Table"]
    assert rest[: len(expected)] == expected
    assert rest[len(expected)] == ("L", "• Our leaflet • The report of the investigator")
    assert len(table) == 1


@EVERY_LOOK
def test_paper_and_words_say_the_same_in_the_same_order(look: Look) -> None:
    letter = answer(look=look, marking=MARKING, enclosures=("Our leaflet",))
    printed = one_row(read_tags(letter_pdf(letter, LETTERHEAD)).root.whole)
    words = letter_text(letter, LETTERHEAD)
    at = 0
    for line in (
        words[: words.index("- What: ")].splitlines() + words[words.index("If you are not") :].splitlines()
    ):
        for sentence in line.removeprefix("> ").removeprefix("- ").replace(": ", "\n").split("\n"):
            found = printed.find(sentence, at)
            assert found >= 0, sentence
            at = found


@pytest.mark.parametrize("code", load_catalogue().templates)
def test_every_letter_of_the_catalogue_is_tagged_whole_and_an_archive_copy(code: str) -> None:
    letter = example(code)
    pdf = letter_pdf(letter, LETTERHEAD)
    reading = read_tags(pdf)
    printed = one_row(reading.root.whole)
    assert reading.loose == []
    assert faults_of(pdf) == ()
    assert unprintable(letter, LETTERHEAD) == ()
    for block in letter.blocks:
        for line in block_lines(block):
            assert one_row(line) in printed


def test_lists_have_labels_and_bodies_and_say_how_they_count() -> None:
    bullets, numbers, _ = read().root.found("L")
    assert (bullets.numbering, numbers.numbering) == ("Disc", "Decimal")
    for item in bullets.kids + numbers.kids:
        assert [kid.tag for kid in item.kids] == ["Lbl", "LBody"]
    assert [item.kids[0].text for item in numbers.kids] == ["1.", "2."]


def test_table_has_a_caption_heads_with_their_scope_and_a_cell_for_each_text() -> None:
    (table,) = read().root.found("Table")
    caption, head, *rows = table.kids
    assert (caption.tag, caption.text) == ("Caption", "What we will put right, and when")
    assert [(cell.tag, cell.scope, cell.text) for cell in head.kids] == [
        ("TH", "Column", text) for text in ("What", "Who does it", "By when", "Cost")
    ]
    assert [tuple(one_row(cell.text) for cell in row.kids) for row in rows] == list(RIGHT)
    assert {cell.tag for row in rows for cell in row.kids} == {"TD"}


def test_head_of_a_long_table_is_read_once_and_printed_on_each_page() -> None:
    rows = tuple((f"Step {n}", "Somebody " * 12) for n in range(60))
    reading = read_tags(letter_pdf(answer(blocks=(Table(("Step", "Who"), rows),)), LETTERHEAD))
    (table,) = reading.root.found("Table")
    assert [row.kids[0].text for row in table.kids] == ["Step", *(f"Step {n}" for n in range(60))]
    assert reading.artifacts.count("Step") >= 2
    for row in table.kids:  # none is torn
        assert len({page for cell in row.kids for page in cell.pages}) == 1


def test_paragraph_over_two_pages_is_one_paragraph() -> None:
    words = " ".join(f"word{number}" for number in range(900))
    paragraphs = read_tags(letter_pdf(example(summary=words), LETTERHEAD)).root.found("P")
    (long,) = [p for p in paragraphs if p.text.startswith("word0 ")]
    assert long.text == words
    assert len(set(long.pages)) > 1


def test_logo_and_signature_are_figures_with_words_and_a_place() -> None:
    figures = read().root.found("Figure")
    assert [figure.alt for figure in figures] == [
        "Logo of Wharfside Borough Council", "Signature of Dana Whitcombe",
    ]  # fmt: skip
    assert all(figure.has_box for figure in figures)


def test_marking_is_read_once_and_running_heads_are_not_read() -> None:
    reading = read()
    assert reading.root.whole.count(MARKING) == 1
    artifacts = " | ".join(reading.artifacts)
    assert artifacts.count(MARKING) == 3
    assert "Page 2 of 2" in artifacts
    assert "Ms Siân Wyn, Wednesday 15 October 2025, our reference CYP-2025-0412" in artifacts


@EVERY_LOOK
@pytest.mark.parametrize("full", [True, False])
def test_letter_is_an_archive_copy(look: Look, full: bool) -> None:
    extra = {"marking": MARKING, "signature": signature()} if full else {}
    head = LETTERHEAD
    assert faults_of(letter_pdf(answer(look=look, **extra), head)) == ()


def test_what_is_no_archive_copy_is_said() -> None:
    from tests.letters.bare import bare_pdf

    faults = faults_of(bare_pdf())
    assert faults
    assert all(fault.endswith(")") for fault in faults)


@EVERY_LOOK
def test_checker_for_screen_readers_misses_only_the_claim(look: Look, tmp_path: Path) -> None:
    """A file may claim PDF/A-2b or PDF/UA-1 here; the letters claim the archive's."""
    from pdfua import validate

    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf(answer(look=look, marking=MARKING, signature=signature()), LETTERHEAD))
    assert [finding.rule_id for finding in validate(str(path)).findings] == ["UA-28-004"]


def test_file_says_title_language_and_that_it_is_tagged(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf(answer(language="cy-GB"), LETTERHEAD))
    with pikepdf.open(path) as document:
        root = document.Root
        assert root.Lang == "cy-GB"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Our answer to your complaint (CYP-2025-0412)"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
