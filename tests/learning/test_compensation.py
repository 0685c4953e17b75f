"""Compensation is counted in pennies: exact totals, rounded averages, bands without gaps."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.compensation import (
    BANDS,
    Totals,
    band_of,
    kept_pounds,
    pennies_of,
    pounds_words,
    totals,
)
from caseworker.errors import RuleError

PENNIES = st.integers(min_value=1, max_value=1_000_000_00)


@pytest.mark.parametrize(
    ("typed", "pennies"),
    [
        ("250", 250_00), ("£1,155.50", 1155_50), ("0.01", 1), (" 100 ", 100_00), (7500, 7500_00), (1120.5, 1120_50),
        ("1000000", 1_000_000_00),
    ],
)  # fmt: skip
def test_an_amount_is_read_exactly(typed: object, pennies: int) -> None:
    assert pennies_of(typed) == pennies


@pytest.mark.parametrize(
    "typed", ["", "0", "-5", "1.005", "abc", "NaN", "Infinity", "1e400", "1000000.01", None]
)
def test_what_is_no_amount_is_refused_in_words(typed: object) -> None:
    with pytest.raises(RuleError, match=r"Amount must (be|have)"):
        pennies_of(typed)


@given(PENNIES)
def test_what_is_kept_and_shown_is_read_back_to_the_penny(pennies: int) -> None:
    assert pennies_of(kept_pounds(pennies)) == pennies
    assert pennies_of(pounds_words(pennies)) == pennies
    assert not isinstance(kept_pounds(pennies), float)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0.01", "to_100"), ("100", "to_100"), ("100.01", "to_500"), ("100.50", "to_500"), ("101", "to_500"),
        ("500", "to_500"), ("500.01", "over_500"), ("500.50", "over_500"), ("501", "over_500"), ("7500", "over_500"),
    ],
)  # fmt: skip
def test_the_bands_leave_no_gap_between_whole_pounds(amount: str, code: str) -> None:
    assert band_of(pennies_of(amount)).code == code


@given(PENNIES)
def test_every_amount_is_in_one_band_only(pennies: int) -> None:
    found = [b for b in BANDS if b.above < pennies and (b.upto is None or pennies <= b.upto)]
    assert found == [band_of(pennies)]


def test_nothing_is_in_no_band() -> None:
    with pytest.raises(ValueError, match="no band"):
        band_of(0)


def test_the_average_is_rounded_half_up_and_never_cut_off() -> None:
    # The council's report of 2019-20 printed £1,154 for £1,155.83 and £1,250 for £1,250.75.
    assert totals([1155_83]).average_pennies == 1155_83
    assert Totals(6, 6935_00).average_pennies == 1155_83
    assert Totals(2, 1).average_pennies == 1
    assert Totals().average_pennies is None


@given(st.lists(PENNIES, min_size=1, max_size=30))
def test_totals_equal_their_rows_and_bands_add_up(amounts: list[int]) -> None:
    whole = totals(amounts)
    assert (whole.count, whole.pennies) == (len(amounts), sum(amounts))
    by_band = [totals(a for a in amounts if band_of(a) is band) for band in BANDS]
    assert sum(t.pennies for t in by_band) == whole.pennies
    assert sum(t.count for t in by_band) == whole.count
    exact = Fraction(whole.pennies, whole.count)
    average = whole.average_pennies
    assert average is not None
    assert abs(average - exact) <= Fraction(1, 2)


def test_amounts_never_pass_through_floats() -> None:
    assert sum(pennies_of(str(Decimal("0.10"))) for _ in range(3)) == 30
    assert pounds_words(30) == "£0.30"
