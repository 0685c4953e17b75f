"""The letter on paper, read back as a PDF program reads it."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pytest
from pypdf import PdfReader

from caseworker.domain.letters import Bullets, Heading, Paragraph
from caseworker.errors import RuleError
from caseworker.letters.as_pdf import letter_pdf, unprintable
from tests.letters.example import LETTERHEAD, assert_golden, example, fonts_of, in_one_line, pages_as_text


@pytest.mark.parametrize("code", ["L01", "L24", "L32", "L40a"])
def test_page_reads_as_agreed(code: str) -> None:
    assert_golden(
        f"{code}.pages.txt",
        "\n-- page --\n".join(pages_as_text(letter_pdf(example(code), LETTERHEAD))) + "\n",
    )


def test_same_letter_gives_the_same_bytes() -> None:
    assert letter_pdf(example(), LETTERHEAD) == letter_pdf(example(), LETTERHEAD)


def test_every_font_is_embedded_and_ours() -> None:
    fonts = fonts_of(letter_pdf(example(), LETTERHEAD))
    assert fonts
    assert all(fonts.values())
    assert all("NotoSans" in name for name in fonts)


def test_details_of_the_file_name_letter_council_and_language() -> None:
    reader = PdfReader(BytesIO(letter_pdf(example(language="cy-GB"), LETTERHEAD)))
    assert reader.metadata is not None
    assert reader.metadata.title == "We have received your complaint (CYP-2025-0412)"
    assert reader.metadata.author == "Wharfside Borough Council"
    assert reader.metadata.subject == "L01"
    root = reader.root_object
    assert root["/Lang"] == "cy-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_markup_in_a_persons_words_is_printed_literally() -> None:
    words = 'He said <b>no</b> & <img src="/etc/passwd"/> <br/> <font color="red">5 < 6</font> &lt;'
    letter = example(summary=words, recipient_name="<i>Ann</i> & Co", salutation="Dear <a href='x'>Ann</a>")
    printed = in_one_line(letter_pdf(letter, LETTERHEAD))
    assert words in printed
    assert "<i>Ann</i> & Co 139 Wharfinger Gardens" in printed
    assert "Dear <a href='x'>Ann</a>" in printed


def test_control_characters_and_direction_overrides_are_dropped() -> None:
    printed = in_one_line(
        letter_pdf(example(summary="One\x00\x07\x1b \u202etwo\u200b three\ufeff."), LETTERHEAD)
    )
    assert "One two three." in printed


def test_long_summary_flows_over_pages_with_reference_and_number_on_each() -> None:
    summary = " ".join(f"word{number}" for number in range(1300))
    assert len(summary) > 10_000
    pages = pages_as_text(letter_pdf(example(summary=summary), LETTERHEAD))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "CYP-2025-0412" in page
    assert "word0 " in pages[0]
    assert "word1299" in " ".join(pages)


@pytest.mark.parametrize("summary", ["x" * 10_000, "line\n" * 2_000, "para\n\n" * 400, "é̂" * 3_000])
def test_odd_summaries_are_printed_without_harm(summary: str) -> None:
    assert len(pages_as_text(letter_pdf(example(summary=summary), LETTERHEAD))) > 1


def test_signature_never_stands_alone_on_a_page() -> None:
    for words in range(0, 420, 10):
        letter = example("L32", summary="word " * words + "end.")
        for page in pages_as_text(letter_pdf(letter, LETTERHEAD)):
            if "Yours sincerely" in page:
                assert "read out to you" in page


def test_letterhead_without_logo_or_details_is_printed() -> None:
    plain = dataclasses.replace(
        LETTERHEAD, logo=None, address_lines=(), phone="", email="", website="", colour="#ffdd00"
    )
    assert "Wharfside Borough Council" in in_one_line(letter_pdf(example(), plain))


def test_long_contact_lines_and_council_names_are_printed_whole() -> None:
    head = dataclasses.replace(
        LETTERHEAD,
        council="Royal Metropolitan Borough of Upper Wharfside and Basin Quays",
        email="childrens.social.care.complaints@upper-wharfside.example",
        address_lines=(
            "Room 4",
            "Third Floor",
            "Civic House",
            "1 Basin Road",
            "Old Quay",
            "London",
            "SE31 9ZZ",
        ),
    )
    printed = in_one_line(letter_pdf(example(), head))
    assert "childrens.social.care.complaints@upper-wharfside.example" in printed
    assert "Royal Metropolitan Borough of Upper Wharfside and Basin Quays" in printed
    assert "…" not in printed


@pytest.mark.parametrize("logo", [b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a"])
def test_logo_that_is_no_picture_is_refused_in_words(logo: bytes) -> None:
    with pytest.raises(RuleError, match="The logo must be a picture") as caught:
        letter_pdf(example(), dataclasses.replace(LETTERHEAD, logo=logo))
    assert caught.value.field == "logo"


def test_colour_that_is_no_colour_is_refused_in_words() -> None:
    with pytest.raises(RuleError, match="The colour must be written as #"):
        letter_pdf(example(), dataclasses.replace(LETTERHEAD, colour="blue"))


def test_every_kind_of_block_is_printed() -> None:
    letter = dataclasses.replace(
        example(),
        blocks=(Heading("Points"), Bullets(("First <point>", "Second")), Paragraph("Own words", quoted=True)),
    )
    printed = in_one_line(letter_pdf(letter, LETTERHEAD))
    assert "Points • First <point> • Second Own words Yours sincerely" in printed


def test_what_cannot_be_printed_is_shown_and_said() -> None:
    letter = example(recipient_name="山田 Rahman", summary="She was 😊.")
    assert unprintable(letter, LETTERHEAD) == (
        "The name and address has characters that cannot be printed: 山 田. They appear as �.",
        "The text has characters that cannot be printed: 😊. They appear as �.",
    )
    assert "She was �." in in_one_line(letter_pdf(letter, LETTERHEAD))


def test_a_letter_all_of_which_can_be_printed_has_nothing_to_say() -> None:
    assert unprintable(example(), LETTERHEAD) == ()
