"""Two entries of one person have keys in common, however they were typed (S1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.people_keys import (
    care_id_key,
    email_key,
    fits,
    is_near,
    keys_of,
    name_words,
    phone_numbers,
    postcode_key,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Siân O’Brien", "O'BRIEN, Sian"),
        ("Łukasz Żółć", "zolc lukasz"),
        ("Mary-Ann Jones", "Jones Mary Ann"),
        ("Mrs. Ann Shaw", "Ann Shaw"),
        ("Cllr Nia Bowen MP", "Nia Bowen"),
    ],
)
def test_a_name_has_the_same_words_whatever_its_accents_hyphens_titles_and_order(one: str, two: str) -> None:
    assert set(name_words(one)) == set(name_words(two))


def test_somebody_without_a_name_is_like_nobody() -> None:
    assert name_words("Anonymous") == name_words("Not known") == ()


@pytest.mark.parametrize(
    "typed",
    ["020 7946 0123", "+44 20 7946 0123", "0044 (0)20 7946-0123", "+44 (0) 20 79460123", "(020) 7946.0123"],
)
def test_a_phone_number_is_the_same_in_any_form(typed: str) -> None:
    assert phone_numbers(f"{typed}, after 5pm") == ("2079460123",)


def test_every_number_of_a_field_counts_and_times_of_day_do_not() -> None:
    assert phone_numbers("07700 900123 or 020 7946 0123, 9 to 5") == ("7700900123", "2079460123")
    assert phone_numbers("after 5, ext 12") == ()


def test_email_postcode_and_social_care_id_are_the_same_in_any_form() -> None:
    assert email_key(" Sian@Example.ORG ") == "sian@example.org"
    assert email_key("none") == ""
    assert postcode_key("se31-5ep.") == postcode_key("SE31 5EP")
    assert care_id_key("LS 00123/a") == care_id_key("ls00123A")


def test_keys_are_a_handful_of_everything_that_identifies() -> None:
    doc = {
        "full_name": "Siân O’Brien",
        "phone": "020 7946 0123",
        "email": "sian@example.org",
        "address": {"lines": "19 Wharfinger Gardens", "postcode": "SE31 5EP"},
    }
    assert keys_of(doc) == ("n:sian", "n:obrien", "t:2079460123", "e:sian@example.org", "p:se315ep")
    person = {"full_name": "Ann", "other_names": ["Nan Shaw"], "contacts": [{"value": "07700 900123"}]}
    assert keys_of(person) == ("n:ann", "n:nan", "n:shaw", "t:7700900123")


@given(st.text(LETTERS, min_size=4, max_size=12), st.data())
def test_one_slip_is_near_and_two_words_are_near_both_ways(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    for slip in (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ):
        assert is_near(word, slip)
        assert is_near(slip, word)


@pytest.mark.parametrize(("one", "two"), [("obrien", "bowen"), ("shaw", "shah5x"), ("ann", "anne5")])
def test_other_words_are_not_near(one: str, two: str) -> None:
    assert not is_near(one, two)


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        (("sian", "obrien"), "same"),
        (("obr",), "same"),
        (("sian", "o"), "same"),
        (("sian", "obrian"), "near"),
        (("sain", "obrien"), "near"),
        (("ann",), ""),
        (("visited", "sian"), ""),
        ((), ""),
    ],
)
def test_a_typed_name_fits_when_every_word_does(typed: tuple[str, ...], how: str) -> None:
    assert fits(typed, ("sian", "obrien")) == how
