"""The recovery key: written down by hand, typed back in any manner, slips named by their group."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caseworker.errors import WrongKeyError
from caseworker.security import recovery_text
from caseworker.security.recovery_text import ALPHABET, GROUP, GROUPS, SECRET_BYTES, as_secret, as_text

secrets_ = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def test_a_recovery_key_is_eight_groups_of_five_without_letters_that_look_alike() -> None:
    text = as_text(recovery_text.new_secret())
    groups = text.split("-")
    assert [len(group) for group in groups] == [GROUP] * GROUPS
    assert not set(text) & set("ILOU")


def test_the_written_form_never_changes() -> None:
    assert as_text(bytes(20)) == "00005-0000A-0000F-0000M-0000H-0000Y-0000V-0000D"


@given(secrets_)
def test_what_was_shown_reads_back(secret: bytes) -> None:
    assert as_secret(as_text(secret)) == secret


@st.composite
def typings(draw: st.DrawFn) -> tuple[bytes, str]:
    """A key and one of the ways in which people type it."""
    secret = draw(secrets_)
    typed = ""
    for letter in as_text(secret):
        if letter == "-":
            typed += draw(st.sampled_from(["-", " ", "", " - ", "\n", "–", "\u00a0", "."]))
            continue
        alike = {"0": "0Oo", "1": "1IilL"}.get(letter, letter + letter.lower())
        typed += draw(st.sampled_from(sorted(alike)))
    return secret, draw(st.sampled_from(["", " ", "\t"])) + typed + draw(st.sampled_from(["", " ", "\n"]))


@given(typings())
def test_case_spaces_dashes_and_lookalikes_do_not_matter(typing: tuple[bytes, str]) -> None:
    secret, typed = typing
    assert as_secret(typed) == secret


@given(secrets_, st.integers(0, GROUPS * GROUP - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_named_by_its_group(secret: bytes, place: int, other: str) -> None:
    letters = list(as_text(secret).replace("-", ""))
    assume(letters[place] != other)
    letters[place] = other
    with pytest.raises(WrongKeyError, match=f"Group {place // GROUP + 1} "):
        as_secret("".join(letters))


@given(secrets_, st.integers(0, GROUPS * GROUP - 2))
def test_two_neighbours_exchanged_are_noticed(secret: bytes, place: int) -> None:
    letters = list(as_text(secret).replace("-", ""))
    assume(place % GROUP != GROUP - 1 and letters[place] != letters[place + 1])
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(WrongKeyError, match=f"Group {place // GROUP + 1} "):
        as_secret("".join(letters))


@given(secrets_, st.data())
def test_two_groups_exchanged_are_noticed(secret: bytes, data: st.DataObject) -> None:
    groups = as_text(secret).split("-")
    first, second = data.draw(st.permutations(range(GROUPS)))[:2]
    groups[first], groups[second] = groups[second], groups[first]
    with pytest.raises(WrongKeyError, match=f"Group {min(first, second) + 1} "):
        as_secret("-".join(groups))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "This one has 0"),
        ("ABCDE-12345", "This one has 10"),
        ("U" * 40, "“U” is never part"),
        ("Ŵ" * 40, "“Ŵ” is never part"),
        ("A" * 10_000, "This one has 10000"),
    ],
)
def test_what_is_no_recovery_key_says_what_one_looks_like(typed: str, says: str) -> None:
    with pytest.raises(WrongKeyError, match=says):
        as_secret(typed)
