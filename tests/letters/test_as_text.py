"""The letter in words."""

from __future__ import annotations

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
