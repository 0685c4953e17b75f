"""The letter in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.domain.letters import Letterhead
from caseworker.letters.as_text import letter_text
from caseworker.letters.catalogue import load_catalogue
from tests.letters.example import LETTERHEAD, assert_golden, example

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("code", CATALOGUE.templates)
def test_letter_in_words_is_as_agreed(code: str) -> None:
    enclosures = ("Our complaints leaflet", *CATALOGUE[code].enclose)
    letter = example(code, enclosures=enclosures, copies=("Ade Okoro, advocate",))
    assert_golden(f"{code}.txt", letter_text(letter, LETTERHEAD))


def test_letterhead_without_details_leaves_no_gaps() -> None:
    text = letter_text(example(), Letterhead("Wharfside Borough Council"))
    assert text.startswith("Wharfside Borough Council\n\nMs Siân Wyn\n139 Wharfinger Gardens\n")
    assert text.endswith("Dana Whitcombe\nComplaints manager\n")
    assert "\n\n\n" not in text


def test_signs_that_turn_the_direction_of_writing_are_not_in_the_words_either() -> None:
    letter = replace(
        example("L01"), recipient_lines=("\u202eSi\u00e2n O\u2019Brien", "1 Road\x07\u2028London")
    )
    assert "Siân O’Brien\n1 Road\nLondon" in letter_text(letter, LETTERHEAD)
