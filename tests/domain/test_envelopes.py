"""The order in which letters go into envelopes, and the sheets they are printed on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.envelopes import (
    Envelope,
    PostItem,
    envelope_for,
    in_post_order,
    job_pages,
    sheets_of,
    surname,
)

METHODS = ("first_class", "second_class", "by_hand")


def order(*items: PostItem, two_sided: bool = False) -> list[str]:
    return in_post_order([(each, each.reference) for each in items], METHODS, two_sided=two_sided)


@pytest.mark.parametrize(
    ("sheets", "envelope"), [(1, "DL"), (5, "DL"), (6, "C5"), (10, "C5"), (11, "C4"), (200, "C4")]
)
def test_the_smallest_envelope_that_holds_the_sheets_is_taken(sheets: int, envelope: str):
    assert envelope_for(sheets) is Envelope(envelope)


def test_printed_on_both_sides_a_letter_takes_half_the_sheets():
    assert [sheets_of(pages, two_sided=True) for pages in (1, 2, 3, 10, 11)] == [1, 1, 2, 5, 6]
    assert sheets_of(3) == 3


def test_the_post_is_sorted_by_way_then_envelope_then_surname():
    thick = PostItem("first_class", 8, "Ann Abbot", "thick")
    assert order(
        PostItem("by_hand", 1, "Zoe Adams", "hand"),
        PostItem("first_class", 1, "Siân Wyn", "wyn"),
        PostItem("", 1, "Nobody Asked", "none"),
        thick,
        PostItem("first_class", 2, "Ms Éilis Ó Baoill", "baoill"),
        PostItem("second_class", 1, "Bob Cole", "second"),
    ) == ["baoill", "wyn", "thick", "second", "hand", "none"]
    assert order(thick, PostItem("first_class", 1, "Siân Wyn", "wyn"), two_sided=True) == ["thick", "wyn"]


def test_two_letters_to_one_person_stay_together_in_the_order_of_their_references():
    items = [
        PostItem("first_class", 1, name, ref)
        for name, ref in (("A Day", "3"), ("B Day", "2"), ("A Day", "1"))
    ]
    assert order(*items) == ["1", "3", "2"]


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [("Ms Siân Wyn", "wyn"), ("Office of Nia Bowen MP", "bowen"), ("Jo Smith-Jones", "smith jones"),
     ("Pat O’Brien", "obrien"), ("", ""), ("…", ""), ("محمد علي", "علي")],
)  # fmt: skip
def test_a_name_is_sorted_by_its_surname(name: str, sorted_by: str):
    assert surname(name) == sorted_by


def test_each_letter_begins_on_a_sheet_of_its_own():
    sides = job_pages([1, 2, 3], two_sided=True)
    assert [(side.letter, side.page) for side in sides] == [
        (0, 0), (0, -1), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, -1),
    ]  # fmt: skip
    assert not [side for side in job_pages([1, 2, 3]) if side.is_blank]


@given(st.lists(st.integers(1, 9), max_size=20))
def test_every_first_page_is_a_front_and_no_page_is_lost(pages: list[int]):
    sides = job_pages(pages, two_sided=True)
    assert all(n % 2 == 0 for n, side in enumerate(sides) if side.page == 0)
    assert sum(not side.is_blank for side in sides) == sum(pages)
    assert len(sides) == 2 * sum(sheets_of(number, two_sided=True) for number in pages)
