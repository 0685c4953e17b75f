"""Names and words in the scripts of the families: joined, stacked, in the right order, in every place of a letter."""

from __future__ import annotations

import dataclasses
import unicodedata
from pathlib import Path

import pytest

from caseworker.domain.letters import Look
from caseworker.letters.as_pdf import letter_pdf, unprintable
from caseworker.paper.bidi import base_level, in_order, levels
from caseworker.paper.conformance import faults_of
from caseworker.paper.fonts import BOLD, REGULAR, font_of
from caseworker.paper.setting import one_line, text_width
from caseworker.paper.shaping import shaped
from caseworker.paper.text import clean
from tests.letters.example import LETTERHEAD, example, fonts_of
from tests.letters.tree import read_tags

NAMES = {
    "Bengali": "রহিমা বেগম",
    "Arabic": "محمد عبد الله",
    "Persian": "ژاله گلپایگانی",
    "Urdu": "عائشہ ٹیپو",
    "Polish": "Łukasz Żółć",
    "Greek": "Σωκράτης",
    "Ukrainian": "Олександр",
    "Vietnamese": "Nguyễn Thị Phượng",
    "Yoruba": "Ọ̀ṣunwándé",
}
BENGALI_STACKED = "ক্ষমতা স্ত্রী শিক্ষা"


def in_reading_order(text: str) -> str:
    """Return a text as it stands on the page from left to right, letter by letter."""
    return "".join(in_order(text, levels(text, base_level(text))))


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("script", NAMES)
def test_name_is_read_as_written_in_address_greeting_heading_and_text(script: str, look: Look) -> None:
    name = NAMES[script]
    letter = example(
        recipient_name=name, salutation=f"Dear {name}", summary=f"We met {name} (mother) on 3 May."
    )
    letter = dataclasses.replace(letter, look=look, title=name)
    assert unprintable(letter, LETTERHEAD) == ()
    pdf = letter_pdf(letter, LETTERHEAD)
    root = read_tags(pdf).root
    texts = [node.text for node in root.walk()]
    assert sum(unicodedata.normalize("NFC", name) in text for text in texts) >= 4
    assert "\N{REPLACEMENT CHARACTER}" not in root.whole
    assert all(fonts_of(pdf).values())
    assert faults_of(pdf) == ()


def test_arabic_letters_are_joined() -> None:
    word = shaped("محمد", "NotoSansArabic", leftwards=True)
    alone = [shaped(letter, "NotoSansArabic", leftwards=True)[0].sign for letter in "محمد"]
    assert len(word) == 4
    assert not {glyph.sign for glyph in word} & set(alone[:3])


def test_bengali_vowel_sign_stands_before_the_letter_it_follows_in_speech() -> None:
    consonant = shaped("ক", "NotoSansBengali", leftwards=False)
    with_vowel = shaped("কে", "NotoSansBengali", leftwards=False)
    assert with_vowel[-1].sign == consonant[0].sign
    assert with_vowel[0].sign != consonant[0].sign


def test_bengali_consonants_are_stacked() -> None:
    assert len(shaped("ক্ষ", "NotoSansBengali", leftwards=False)) == 1
    assert text_width(BENGALI_STACKED, REGULAR, 10) < sum(text_width(c, REGULAR, 10) for c in BENGALI_STACKED)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Dear اب", "Dear با"),
        ("He said اب جد today", "He said دج با today"),
        ("at اب (mother) on", "at با (mother) on"),
        ("at اب (جد) on", "at (دج) با on".replace("(", "*").replace(")", "(").replace("*", ")")),
        ("اب 12 جد", "دج 12 با"),
        ("اب CYP-12 جد", "دج CYP-12 با"),
        ("no letters: 12, (34)", "no letters: 12, (34)"),
    ],
)
def test_parts_of_a_line_stand_where_the_algorithm_puts_them(written: str, seen: str) -> None:
    assert in_reading_order(written) == seen


ARABIC = "أريد أن أشتكي (في عام ٢٠٢٥) منذ 3 October 2025، وقد كتبت إلى Ms Wyn مرتين."


@pytest.mark.parametrize("words", [ARABIC, f"She wrote: {ARABIC} We answered.", f"{ARABIC}\n{ARABIC}"])
def test_words_that_run_both_ways_are_read_in_the_order_they_were_written(words: str) -> None:
    reading = read_tags(letter_pdf(example(summary=words), LETTERHEAD))
    (quote,) = reading.root.found("BlockQuote")
    assert quote.whole == " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_text_in_arabic_begins_at_the_right() -> None:
    assert base_level("هذا نص عربي من Caseworker") == 1
    assert base_level("Dear محمد عبد الله") == 0
    assert base_level("123") == 0


def test_bold_words_of_other_scripts_are_bold() -> None:
    assert font_of("র", BOLD) == "NotoSansBengali-Bold"
    assert font_of("م", BOLD) == "NotoSansArabic-Bold"
    assert font_of("Ł", BOLD) == BOLD


def test_joiners_stay_where_a_script_needs_them_and_go_elsewhere() -> None:
    persian = "می\u200cخواهم"
    assert clean(persian) == persian
    assert clean("র\u200d্য") == "র\u200d্য"
    assert clean("two\u200d words\u200c") == "two words"


def test_plain_letters_are_never_shaped() -> None:
    line = one_line("Dear Ms Wyn, thank you for your letter of 3 May.", REGULAR)
    assert all(piece.is_plain for word in line.words for piece in word.pieces)


def test_licence_and_source_of_each_font_are_kept() -> None:
    from caseworker.paper.fonts import FILES, FOLDER, SHAPED

    register = (FOLDER / "fonts.toml").read_text("utf-8")
    for file_name in (FILES | SHAPED).values():
        assert f'file = "{file_name}"' in register
    assert register.count("Noto Project Authors") == len(FILES | SHAPED)
    assert {path.name for path in Path(FOLDER).glob("*.ttf")} == set((FILES | SHAPED).values())
