"""What is different between two versions of a letter: by paragraph, by word, and never a word lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.letter_difference import ADDED, BREAK, REMOVED, SAME, Piece, differing, is_different

OLD = "Dear Ms Osei\nWe visited on 3 June and spoke to the school.\nWe are sorry."
LINES = st.lists(st.text("abc ", min_size=1, max_size=12).filter(str.strip), max_size=6)


def told(pieces: tuple[Piece, ...], *kinds: str) -> list[str]:
    """The paragraphs that the pieces of some kinds make."""
    text = "".join("\n" if p.kind == BREAK else p.text if p.kind in kinds else "" for p in pieces)
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def test_the_same_words_are_no_difference() -> None:
    assert not is_different(differing(OLD, OLD))
    assert differing("", "") == ()


def test_a_changed_word_is_shown_in_its_paragraph() -> None:
    pieces = differing(OLD, OLD.replace("3 June", "4 July"))
    assert [(p.kind, p.text) for p in pieces if p.kind in (ADDED, REMOVED)] == [
        (REMOVED, "3 June "),
        (ADDED, "4 July "),
    ]
    assert Piece(SAME, "Dear Ms Osei") in pieces


def test_a_new_paragraph_is_added_as_a_whole() -> None:
    pieces = differing(OLD, f"{OLD}\nYou can ask for an advocate.")
    assert [p for p in pieces if p.kind != SAME and p.kind != BREAK] == [
        Piece(ADDED, "You can ask for an advocate.")
    ]


def test_a_paragraph_that_went_is_removed_as_a_whole() -> None:
    pieces = differing(OLD, OLD.replace("We are sorry.", ""))
    assert [p for p in pieces if p.kind in (ADDED, REMOVED)] == [Piece(REMOVED, "We are sorry.")]


@pytest.mark.parametrize("text", ["One\ntwo", "  \n\none"], ids=["two lines", "empty lines first"])
def test_empty_lines_are_no_difference(text: str) -> None:
    assert not is_different(differing(text, f"\n{text}\n\n"))


@given(old=LINES, new=LINES)
def test_the_pieces_are_both_texts_again(old: list[str], new: list[str]) -> None:
    pieces = differing("\n".join(old), "\n".join(new))
    assert sorted(told(pieces, SAME, REMOVED)) == sorted(line.rstrip() for line in old)
    assert told(pieces, SAME, ADDED) == [line.rstrip() for line in new]
