"""How text is folded for searching, cleaned on the way in, and how postcodes and phone numbers are read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseworker.domain.words import digits, folded, in_sentences, postcode, without_controls

NAMES = {
    "Siân O’Brien": "sian obrien",
    "O'Brien": "obrien",
    "Oʻzbek ʻOlmas": "ozbek olmas",
    "Łukasz Żółć": "lukasz zolc",
    "Iğşı Ümit": "igsi umit",
    "İstanbul": "istanbul",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "Nguyễn Thị Ánh": "nguyen thi anh",
    "Đặng Văn Đức": "dang van duc",
    "Øre Æbelø": "ore aebelo",
    "Œuvre Þór Guðrún": "oeuvre thor gudrun",
    "Siôn ap Gŵyn-Ŷ": "sion ap gwyn y",
    "Smith-Jones": "smith jones",
    "Smith–Jones": "smith jones",
    "Ionuț Mărășescu": "ionut marasescu",
    "Łódź": "lodz",
    "Čapek Dvořák": "capek dvorak",
    "Özgür Çağlar": "ozgur caglar",
    "João Conceição": "joao conceicao",
    "Muñoz Ibáñez": "munoz ibanez",
    "Françoise Lefèvre": "francoise lefevre",
    "Ærøskøbing": "aeroskobing",
    "Kwaku Frimpomaa": "kwaku frimpomaa",
    "Ọláyínká Adébáyọ̀": "olayinka adebayo",
    "Åse Ångström": "ase angstrom",
    "Jiří Šťastný": "jiri stastny",
    "Õnne Kõiv": "onne koiv",
    "Ġorġ Ħaż": "gorg haz",
    "Αθηνά Παπαδοπούλου": "αθηνα παπαδοπουλου",
    "ﬁona": "fiona",
}


@pytest.mark.parametrize(("name", "typed"), NAMES.items(), ids=list(NAMES.values()))
def test_a_name_is_found_by_the_letters_of_an_english_keyboard(name: str, typed: str) -> None:
    assert folded(name) == typed


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_the_same_whether_its_accents_are_typed_apart_or_together(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize("name", ["রহিমা বেগম", "محمد علي", "王小明"])
def test_other_scripts_are_left_whole(name: str) -> None:
    assert folded(name) == unicodedata.normalize("NFKD", name)


@given(st.text(max_size=40))
@example("ŉ ℡ ǅ ﬃ ᾳ ẞ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=40))
def test_cleaned_text_has_no_control_characters_and_is_composed(text: str) -> None:
    clean = without_controls(text)
    assert not [c for c in clean if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert clean == unicodedata.normalize("NFC", clean)
    assert without_controls(clean) == clean


def test_line_ends_of_every_system_become_one() -> None:
    assert without_controls("one\r\ntwo\rthree\x00\x0b\nfour") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("se315ep", "SE31 5EP"),
        (" SE31  5EP ", "SE31 5EP"),
        ("se31.5ep", "SE31 5EP"),
        ("m1 1ae", "M1 1AE"),
        ("ec1a1bb", "EC1A 1BB"),
        ("not known", "not known"),
        ("", ""),
        (" 75008 Paris ", "75008 Paris"),
    ],
)
def test_a_postcode_is_written_as_the_royal_mail_writes_it(typed: str, written: str) -> None:
    assert postcode(typed) == written


def test_a_phone_number_is_compared_by_its_digits() -> None:
    assert digits("(020) 7946-0123 ext. 4") == "020794601234"


def test_parts_stand_after_each_other_with_one_stop_between_them() -> None:
    assert (
        in_sentences(["Asked: the dates.", "", "By: Friday", "Why?", "Late"])
        == "Asked: the dates. By: Friday. Why? Late"
    )
