"""What a publication copy hides, in worked examples."""

from __future__ import annotations

import pytest

from caseworker.domain.disclosure_control.audit import Exposure, audit
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark, printed
from caseworker.domain.disclosure_control.publishable import (
    Identity,
    Number,
    Publishable,
    Rest,
    Share,
    Subset,
)
from caseworker.domain.disclosure_control.suppression import suppress
from tests.domain.disclosure_control.packs import TOTAL, table, together

SHOWN, PRIMARY, SECONDARY = Mark


def as_printed(pack: Publishable, name: str, rows: int, columns: int) -> list[list[str]]:
    copy, values = suppress(pack), pack.values
    return [
        [
            printed(copy.marks[name, r, c], values[name, r, c], DisclosureLimits())
            for c in [*range(columns), TOTAL]
        ]
        for r in [*range(rows), TOTAL]
    ]


def test_one_small_number_takes_the_cheapest_square_of_others_with_it() -> None:
    pack = table("wards", [[3, 20, 12], [14, 30, 9], [25, 18, 40]])
    assert as_printed(pack, "wards", 3, 3) == [
        ["<5", "20", "–", "35"],
        ["–", "30", "–", "53"],
        ["25", "18", "40", "83"],
        ["42", "68", "61", "171"],
    ]


def test_small_numbers_that_protect_each_other_need_no_more() -> None:
    pack = table("kinds", [[2, 3, 20], [4, 1, 30], [50, 60, 70]])
    assert SECONDARY not in suppress(pack).marks.values()


def test_noughts_stay_and_are_the_last_to_be_hidden_for_others() -> None:
    marks = suppress(table("kinds", [[3, 0, 12], [14, 0, 9]])).marks
    assert marks["kinds", 0, 1] is marks["kinds", 1, 1] is SHOWN


def test_noughts_are_hidden_where_the_council_says_so() -> None:
    marks = suppress(table("kinds", [[12, 0], [14, 9]]), DisclosureLimits(hides_zero=True)).marks
    assert marks["kinds", 0, 1] is PRIMARY


def test_a_month_is_not_the_quarter_less_two_other_months() -> None:
    months = {"April": 12, "May": 2, "June": 17}
    numbers = [Number(month, count) for month, count in months.items()]
    pack = Publishable((*numbers, Number("quarter", 31)), (Identity("quarter", tuple(months)),))
    marks = suppress(pack).marks
    assert marks == {"April": SECONDARY, "May": PRIMARY, "June": SHOWN, "quarter": SHOWN}


def test_a_number_hidden_in_one_table_is_hidden_in_every_other() -> None:
    one, two = table("one", [[3, 20], [14, 30]]), table("two", [[3, 9], [41, 14]])
    pack = together(one, two, links=[Identity(("one", 0, 0), (("two", 0, 0),))])
    copy = suppress(pack)
    assert copy.marks["one", 0, 0] is copy.marks["two", 0, 0] is PRIMARY
    assert SECONDARY in {copy.marks["two", 0, 1], copy.marks["two", 0, TOTAL]}
    assert copy.is_safe


def test_a_total_of_four_single_cases_is_no_sum_of_four_hidden_ones() -> None:
    """Four numbers of "<5", none of them 0, within a total of "<5": each would be 1, so one "–" leaves it open."""
    pack = table("ward", [[1, 1, 1, 1], [9, 12, 30, 11]])
    copy = suppress(pack)
    assert copy.is_safe
    assert SECONDARY in {copy.marks["ward", 0, at] for at in [0, 1, 2, 3, TOTAL]}


def test_one_small_number_alone_is_hidden_alone() -> None:
    assert suppress(Publishable((Number("late", 3), Number("in time", 40)))).marks == {
        "late": PRIMARY,
        "in time": SHOWN,
    }


def test_with_a_threshold_of_one_noughts_are_hidden_too() -> None:
    """If only 1 were printed as "<2", "<2" would say 1."""
    limits = DisclosureLimits(threshold=1)
    copy = suppress(Publishable((Number("a", 1), Number("b", 0), Number("c", 2))), limits)
    assert copy.marks == {"a": PRIMARY, "b": PRIMARY, "c": SHOWN}
    assert copy.is_safe


def test_a_number_that_must_stay_keeps_its_row_and_says_so() -> None:
    numbers = (Number("a", 3), Number("b", 8, is_hideable=False), Number("all", 11, is_hideable=False))
    copy = suppress(Publishable(numbers, (Identity("all", ("a", "b")),)))
    assert copy.marks == {"a": PRIMARY, "b": SHOWN, "all": SHOWN}
    assert copy.exposed == (Exposure("a", "subtraction"),)


def test_what_was_published_last_year_protects_nothing() -> None:
    pack = table("kinds", [[3, 20], [14, 30]])
    known = {("kinds", 0, 1): 20, ("kinds", 0, TOTAL): 23}
    assert suppress(pack).is_safe
    assert suppress(pack, known=known).exposed == (Exposure(("kinds", 0, 0), "subtraction"),)


def test_a_small_number_published_earlier_is_hidden_again_but_betrays_nothing_new() -> None:
    pack = table("kinds", [[3, 20], [14, 30]])
    copy = suppress(pack, known={("kinds", 0, 0): 3})
    assert copy.marks["kinds", 0, 0] is PRIMARY
    assert copy.is_safe


def test_the_share_of_a_hidden_number_is_hidden() -> None:
    numbers = (Number("late", 3), Number("in time", 37), Number("all", 40))
    shares = (Share("% late", "all", "late"), Share("% in time", "all", "in time"))
    pack = Publishable(numbers, (Identity("all", ("late", "in time")),), shares=shares)
    marks = suppress(pack).marks
    assert marks == {"late": PRIMARY, "in time": SECONDARY, "all": SHOWN} | {
        "% late": SECONDARY,
        "% in time": SECONDARY,
    }
    assert audit(pack, {**marks, "% late": SHOWN}) == (Exposure("late", "share"),)


def test_rates_and_averages_of_few_cases_are_hidden() -> None:
    numbers = (Number("few", 9), Number("upheld", 5), Number("ten", 10))
    shares = (Share("% upheld", "few", "upheld"), Share("days of few", "few"), Share("days of ten", "ten"))
    marks = suppress(Publishable(numbers, shares=shares)).marks
    assert [marks[share.key] for share in shares] == [SECONDARY, SECONDARY, SHOWN]
    numbers_shown = {marks[number.key] for number in numbers}
    assert numbers_shown == {SHOWN}


def test_the_small_rest_of_a_subset_can_be_kept_from_subtraction() -> None:
    """Of 40 cases 38 were in time: the 2 late stand nowhere, yet anybody can subtract."""
    numbers = (Number("in time", 38), Number("all", 40))
    assert suppress(Publishable(numbers, subsets=(Subset("in time", "all"),))).marks["in time"] is SHOWN
    sensitive = Publishable(numbers, subsets=(Subset("in time", "all", is_rest_sensitive=True),))
    copy = suppress(sensitive)
    assert SECONDARY in copy.marks.values()
    assert copy.is_safe
    open_copy = audit(sensitive, {"in time": SHOWN, "all": SHOWN})
    assert open_copy == (Exposure(Rest("in time", "all"), "subtraction"),)


def test_bounds_betray_what_no_subtraction_gives() -> None:
    """Two numbers of 1 to 4 that add up to 8 are 4 each."""
    pack = Publishable((Number("a", 4), Number("b", 4), Number("all", 8)), (Identity("all", ("a", "b")),))
    marks = {"a": PRIMARY, "b": PRIMARY, "all": SHOWN}
    assert audit(pack, marks) == (Exposure("a", "bounds"), Exposure("b", "bounds"))
    assert suppress(pack).is_safe


@pytest.mark.parametrize(
    ("numbers", "sums", "words"),
    [
        ((Number("a", 1), Number("a", 1)), (), "twice"),
        ((Number("a", -1),), (), "negative"),
        ((Number("a", 1),), (Identity("a", ("b",)),), "no number of the pack"),
        ((Number("a", 1), Number("b", 2)), (Identity("a", ("b",)),), "not the sum"),
    ],
)
def test_a_pack_that_contradicts_itself_is_not_published(
    numbers: tuple[Number, ...], sums: tuple[Identity, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Publishable(numbers, sums)


def test_a_part_is_not_more_than_its_whole() -> None:
    with pytest.raises(ValueError, match="more than its whole"):
        Publishable((Number("a", 3), Number("b", 2)), subsets=(Subset("a", "b"),))


def test_the_marks_are_printed_as_readers_of_statistics_know_them() -> None:
    assert [printed(mark, 12, DisclosureLimits(threshold=5)) for mark in Mark] == ["12", "<6", "–"]
