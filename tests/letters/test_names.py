"""Every name on paper as its owner writes it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from caseworker.letters.as_pdf import letter_pdf
from caseworker.paper import missing_glyphs
from tests.letters.example import LETTERHEAD, example, in_one_line

DATA = Path(__file__).parent / "data"
NAMES = (DATA / "names.txt").read_text("utf-8").splitlines()

BY_LANGUAGE = {
    "Welsh": "Siân Wyn Llŷr ap Ŵyn",
    "Polish": "Łukasz Żółciński-Wąż",
    "Turkish": "Iğdır Şükrü Çağlayan İnönü",
    "Vietnamese": "Nguyễn Thị Hồng Đặng Phượng Ấu",
    "Yoruba": "Ọ̀ṣunwándé Ẹ̀kúndayọ̀ Ẹ́niọlá",
    "Igbo": "Nwáàmáká Ụ̀zọ́ Ị́fẹ́",
    "Romanian": "Șerban Țurcanu Ănuța",
    "Ukrainian": "Їжакевич Ґалаґан Євген",
    "Russian": "Фёдор Йовович",
    "Greek": "Γιώργος Παπαδόπουλος Ἀθηνᾶ",
    "Lithuanian": "Žydrūnas Ąžuolas Ėglė",
    "Arabic, in Latin letters": "ʿAlī Ḥusayn al-Ṭāʾī",
}


def test_every_character_of_a_whole_year_of_cases_has_its_glyph() -> None:
    codes = (DATA / "characters.txt").read_text("utf-8").split()
    assert len(codes) > 170
    assert missing_glyphs("".join(chr(int(code, 16)) for code in codes)) == ()


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_name_is_printed_and_can_be_copied_from_the_page(language: str) -> None:
    name = BY_LANGUAGE[language]
    assert missing_glyphs(name) == ()
    printed = in_one_line(letter_pdf(example(recipient_name=name, summary=f"About {name}."), LETTERHEAD))
    composed = unicodedata.normalize("NFC", name)
    assert f"{composed} 139 Wharfinger" in printed
    assert f"About {composed}." in printed


def test_names_of_a_whole_year_can_be_copied_from_the_page() -> None:
    assert len(NAMES) > 100
    printed = in_one_line(letter_pdf(example(summary="\n".join(NAMES)), LETTERHEAD))
    assert [name for name in NAMES if unicodedata.normalize("NFC", name) not in printed] == []


def test_a_name_typed_in_parts_prints_as_one_typed_whole() -> None:
    whole = letter_pdf(example(recipient_name="Siân Łucja Ẹ́niọlá"), LETTERHEAD)
    parts = letter_pdf(example(recipient_name=unicodedata.normalize("NFD", "Siân Łucja Ẹ́niọlá")), LETTERHEAD)
    assert whole == parts
