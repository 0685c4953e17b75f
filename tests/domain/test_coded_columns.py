"""A column kept as codes answers like the list it was made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.coded_columns import CodedColumn

WORDS = st.lists(
    st.sampled_from(["", "CORP", "MP", "é", "2024-04-01", "2024-12-31", "9999-12-31"]), max_size=60
)
MANY = st.lists(st.integers(0, 700).map(lambda day: f"{day:04}"), max_size=900)


def lines(values: list[str], mask: int) -> set[int]:
    """The places of the lines of a mask, the first line the highest bit."""
    return {place for place in range(len(values)) if mask >> (len(values) - 1 - place) & 1}


@given(st.one_of(WORDS, MANY), st.sampled_from(["", "0350", "0", "MP", "2024-05-05", "zz"]))
def test_a_value_and_all_below_it_are_the_lines_that_say_so(values: list[str], asked: str) -> None:
    column = CodedColumn(values)
    assert lines(values, column.holding(asked)) == {p for p, value in enumerate(values) if value == asked}
    assert lines(values, column.below(asked)) == {p for p, value in enumerate(values) if value < asked}
    assert lines(values, column.below(asked, or_it=True)) == {
        p for p, value in enumerate(values) if value <= asked
    }


@given(st.one_of(WORDS, MANY))
def test_every_line_has_its_own_value_and_no_other(values: list[str]) -> None:
    column = CodedColumn(values)
    assert list(column) == values == [column[place] for place in range(len(values))] == column[:]
    assert len(column) == len(values)
    masks = column.all_masks()
    assert list(masks) == sorted(set(values))
    for value, mask in masks.items():
        assert mask == column.holding(value) != 0


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60))
def test_columns_coded_among_the_same_values_are_compared_line_by_line(pairs: list[tuple[int, int]]) -> None:
    among = [f"{day:02}" for day in range(41)]
    one, other = ([f"{pair[side]:02}" for pair in pairs] for side in (0, 1))
    ours, theirs = (CodedColumn.joined([CodedColumn(each)], among) for each in (one, other))
    assert list(ours) == one
    found = ours.before(theirs)
    assert found is not None
    assert lines(one, found) == {p for p, (first, second) in enumerate(pairs) if first < second}
    assert CodedColumn(one).before(CodedColumn(other)) is None
    assert {value: mask for value, mask in ours.all_masks().items() if mask} == CodedColumn(one).all_masks()


def test_codes_may_need_three_bytes() -> None:
    values = list(range(70_000))
    column = CodedColumn(values)
    assert column.holding(69_999) == 1
    assert column.below(65_536).bit_count() == 65_536
