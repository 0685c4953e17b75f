"""Whatever is typed or handed in: a whole letter, or a message that names the place. Never half a letter."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from caseworker.domain.letters import MARKING, Bullets, Look, Paragraph, Table
from caseworker.errors import RuleError
from caseworker.letters.as_pdf import letter_pdf, unprintable
from caseworker.paper.conformance import faults_of
from tests.letters.example import LETTERHEAD, example, pages_as_text
from tests.letters.example_answer import answer, signature
from tests.letters.tree import read_tags

ROOT = Path(__file__).resolve().parents[2]


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    made = Image.linear_gradient("L").resize((width, height)).convert(mode)
    stored = BytesIO()
    made.save(stored, kind)
    return stored.getvalue()


@pytest.mark.parametrize("look", Look)
def test_ten_thousand_words_in_one_paragraph_are_all_printed(look: Look) -> None:
    words = " ".join(f"word{number}" for number in range(10_000))
    pdf = letter_pdf(answer(look=look, blocks=(Paragraph(words),)), LETTERHEAD)
    assert words in read_tags(pdf).root.whole


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    for count in range(360, 520, 16):
        words = " ".join(f"word{number}" for number in range(count))
        blocks = (Paragraph(words), Paragraph(words.upper()))
        pages = pages_as_text(letter_pdf(answer(blocks=blocks), LETTERHEAD))
        for first, second in itertools.pairwise(pages):
            foot = [line for line in first.split("\n") if line.lower().startswith("word")][-2:]
            head = [line for line in second.split("\n") if line.lower().startswith("word")][:2]
            if head and foot and head[0].isupper() == foot[-1].isupper() and not head[0].endswith("WORD0"):
                assert len(foot) == 2
                assert foot[0].isupper() == foot[1].isupper()
                if len(head) == 2:
                    assert head[0].isupper() == head[1].isupper()


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "é̂" * 3_000, "م" * 3_000, "ক্ষ" * 2_000, "a" * 200 + "-" + "b" * 200]
)
@pytest.mark.parametrize("look", [Look.STANDARD, Look.LARGE_18])
def test_a_word_longer_than_any_line_is_printed_whole(words: str, look: Look) -> None:
    pdf = letter_pdf(answer(look=look, blocks=(Paragraph(words), Bullets((words[:500],)))), LETTERHEAD)
    assert words in read_tags(pdf).root.whole.replace(" ", "")
    assert faults_of(pdf) == ()


def test_markup_and_addresses_of_files_are_words_and_nothing_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    words = f'<img src="{secret}"/> <b>x</b> </para> &amp; ]]> %PDF (a) \\ <font color="red">'
    letter = answer(
        title=words, salutation=words, blocks=(Paragraph(words), Bullets((words,)), Table((words,), ((words,),))),
        signatory_name=words, enclosures=(words, words), copies=(words,), your_reference=words[:20],
    )  # fmt: skip
    secret.unlink()
    pdf = letter_pdf(letter, LETTERHEAD)
    whole = read_tags(pdf).root.whole
    assert whole.replace(" ", "").count(words.replace(" ", "")) == 10
    assert faults_of(pdf) == ()


def test_direction_signs_and_control_characters_are_left_out_and_emoji_are_said() -> None:
    letter = answer(blocks=(Paragraph("One\x00\x1b \u202etwo\u2066 three\u200f \u061cfour 😊\ue05a"),))
    assert (
        "One two three four \N{REPLACEMENT CHARACTER}" in read_tags(letter_pdf(letter, LETTERHEAD)).root.whole
    )
    assert unprintable(letter, LETTERHEAD) == (
        "The text has characters that cannot be printed: 😊 \ue05a. They appear as \N{REPLACEMENT CHARACTER}.",
    )


@pytest.mark.parametrize("lines", [(), ("",), (" ", "\u200b")])
def test_letter_without_an_address_is_refused_at_the_address(lines: tuple[str, ...]) -> None:
    with pytest.raises(RuleError, match="no name and address") as caught:
        letter_pdf(answer(recipient_lines=lines), LETTERHEAD)
    assert caught.value.field == "address"


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "CMYK"), ("GIF", "P"), ("TIFF", "1")])
def test_logo_of_six_thousand_dots_is_printed_small(kind: str, mode: str) -> None:
    head = dataclasses.replace(LETTERHEAD, logo=picture(6000, 3000, kind, mode))
    pdf = letter_pdf(example(), head)
    assert len(pdf) < 400_000
    assert faults_of(pdf) == ()


@pytest.mark.parametrize("size", [(6000, 30), (30, 6000), (1, 1), (6000, 4000), (20, 10)])
def test_signature_of_any_shape_leaves_the_letter_whole(size: tuple[int, int]) -> None:
    pdf = letter_pdf(answer(signature=picture(*size)), LETTERHEAD)
    assert "You can ask for stage 2" in read_tags(pdf).root.whole
    assert len(pages_as_text(pdf)) == 2
    assert faults_of(pdf) == ()


@pytest.mark.parametrize("content", [b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", signature()[:300], b"%PDF-1.7"])
def test_broken_signature_is_refused_at_the_signature(content: bytes) -> None:
    with pytest.raises(RuleError, match="The picture of the signature must be a picture") as caught:
        letter_pdf(answer(signature=content), LETTERHEAD)
    assert caught.value.field == "signature"


def test_empty_signature_is_refused_at_the_signature() -> None:
    stored = BytesIO()
    Image.new("RGB", (300, 100), "white").save(stored, "PNG")
    with pytest.raises(RuleError, match="nothing to be seen") as caught:
        letter_pdf(answer(signature=stored.getvalue()), LETTERHEAD)
    assert caught.value.field == "signature"


def test_picture_with_too_many_dots_is_refused_before_it_is_read() -> None:
    head = dataclasses.replace(LETTERHEAD, logo=picture(9000, 9000, "PNG", "L"))
    with pytest.raises(RuleError, match="The logo has too many dots") as caught:
        letter_pdf(example(), head)
    assert caught.value.field == "logo"


@pytest.mark.parametrize("look", Look)
def test_table_with_a_row_no_page_could_hold_is_printed_as_lines(look: Look) -> None:
    table = Table(("What", "Why"), (("Short", "word " * 2_000 + "end."), ("Next", "")), "A table")
    whole = read_tags(letter_pdf(answer(look=look, blocks=(table,)), LETTERHEAD)).root.whole
    assert "A table What: Short Why: word" in whole
    assert "end. What: Next Why: none" in whole


def test_table_of_many_columns_is_printed_whole_in_large_print() -> None:
    head = tuple(f"Column{number}" for number in range(9))
    table = Table(head, (tuple(f"cell{number}" for number in range(9)),))
    whole = read_tags(letter_pdf(answer(look=Look.LARGE_18, blocks=(table,)), LETTERHEAD)).root.whole
    assert all(f"Column{number}: cell{number}" in whole for number in range(9))


def test_a_long_reference_of_theirs_is_printed_whole_beside_the_address() -> None:
    theirs = "Ombudsman 25 003 412 / second letter / AB"
    for look in Look:
        reading = read_tags(letter_pdf(answer(look=look, your_reference=theirs), LETTERHEAD))
        assert f"Your reference {theirs}" in reading.root.whole


def test_long_names_of_council_and_department_are_printed_whole_in_every_look() -> None:
    council = "Royal Metropolitan Borough of Upper Wharfside and Basin Quays"
    department = "Children's social care complaints and representations team"
    head = dataclasses.replace(LETTERHEAD, council=council, department=department)
    for look in Look:
        whole = read_tags(letter_pdf(answer(look=look), head)).root.whole
        assert council in whole
        assert department in whole


def test_two_processes_make_the_same_bytes() -> None:
    code = (
        "import hashlib\n"
        "from tests.letters.test_bad_input import everything\n"
        "print(hashlib.sha256(everything()).hexdigest())"
    )
    made = {hashlib.sha256(everything()).hexdigest()}
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        made.add(done.stdout.strip())
    assert len(made) == 1


def everything() -> bytes:
    """Return a letter with all that can differ from one process to the next."""
    words = "Łukasz রহিমা বেগম محمد عبد الله Ọ̀ṣun Σωκράτης " * 3
    return letter_pdf(
        answer(
            salutation=f"Dear {words}", marking=MARKING, signature=signature(), copies=(words, "Ade Okoro")
        ),
        LETTERHEAD,
    )
