"""The periods a report can be asked for."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.periods import between, financial_year, parse_period
from caseworker.errors import RuleError


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2024-25", date(2024, 4, 1), date(2025, 3, 31), "2024-25"),
        ("2024/25", date(2024, 4, 1), date(2025, 3, 31), "2024-25"),
        ("2024 – 2025", date(2024, 4, 1), date(2025, 3, 31), "2024-25"),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31), "1999-00"),
        ("2024-25-Q1", date(2024, 4, 1), date(2024, 6, 30), "Quarter 1, 2024-25"),
        (" 2024-25-q2 ", date(2024, 7, 1), date(2024, 9, 30), "Quarter 2, 2024-25"),
        ("2024-25 Q4", date(2025, 1, 1), date(2025, 3, 31), "Quarter 4, 2024-25"),
        ("2024-07", date(2024, 7, 1), date(2024, 7, 31), "July 2024"),
        ("2024-25-M07", date(2024, 7, 1), date(2024, 7, 31), "July 2024"),
        ("2023-24-M02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2024-04-01..2024-09-30", date(2024, 4, 1), date(2024, 9, 30), "1 April 2024 to 30 September 2024"),
        ("2024-04-01 .. 2025-03-31", date(2024, 4, 1), date(2025, 3, 31), "2024-25"),
        ("2024-05-07..2024-05-07", date(2024, 5, 7), date(2024, 5, 7), "7 May 2024"),
        ("2011-12", date(2011, 4, 1), date(2012, 3, 31), "2011-12"),
        ("2012-12", date(2012, 12, 1), date(2012, 12, 31), "December 2012"),
    ],
)
def test_a_period_is_read_as_people_write_it(text, first, last, label):
    period = parse_period(text)
    assert (period.first, period.last, period.label) == (first, last, label)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a period. Write a financial year (2024-25)"),
        ("last year", "“last year” is not a period"),
        ("2024", "“2024” is not a period"),
        ("2024-26", "“2024-26” is not a period"),
        ("2024-2125", "“2024-2125” is not a period"),
        ("2024-26-Q1", "is not a period"),
        ("2024-13", "is not a period"),
        ("2024-00", "is not a period"),
        ("2024-25-Q5", "Q1 to Q4"),
        ("2024-25-Q0", "Q1 to Q4"),
        ("2024-25-M13", "M01 (January) to M12 (December)"),
        ("2024-02-30..2024-03-01", "“2024-02-30” is not a date"),
        ("2024-04-01..", "“” is not a date"),
        ("01/04/2024..30/09/2024", "“01/04/2024” is not a date"),
        ("2024-05-01..2024-04-01", "Give the earlier date first"),
        ("1066-67", "outside the years 1990 to 2100"),
        ("9998-99", "outside the years"),
        ("2024-04-01..9999-12-31", "outside the years"),
    ],
)
def test_what_is_no_period_is_refused_with_the_way_to_write_one(text, says):
    with pytest.raises(RuleError) as refused:
        parse_period(text)
    assert says in str(refused.value)
    assert refused.value.field == "period"


def test_the_quarters_of_a_year_begin_in_april():
    quarters = financial_year(2024).quarters()
    assert [quarter.label for quarter in quarters] == [f"Quarter {n}, 2024-25" for n in (1, 2, 3, 4)]
    assert (quarters[3].first, quarters[3].last) == (date(2025, 1, 1), date(2025, 3, 31))


def test_quarters_and_months_are_cut_where_the_period_is():
    period = parse_period("2024-05-15..2024-07-01")
    assert [q.label for q in period.quarters()] == ["15 May 2024 to 30 June 2024", "1 July 2024"]
    assert [m.label for m in period.months()] == ["15 May 2024 to 31 May 2024", "June 2024", "1 July 2024"]


def test_the_two_years_before_a_quarter_are_the_same_quarter():
    assert [p.label for p in parse_period("2024-25-Q2").previous_years(2)] == [
        "Quarter 2, 2023-24",
        "Quarter 2, 2022-23",
    ]


@pytest.mark.parametrize(
    ("period", "year_before"),
    [
        ("2024-02", "February 2023"),
        ("2025-02", "February 2024"),  # with its 29 days
        ("2024-02-29..2024-02-29", "28 February 2023"),
        ("2024-02-29..2024-03-01", "28 February 2023 to 1 March 2023"),
        ("2025-02-28..2025-02-28", "28 February 2024"),  # one day with one day
        ("2024-02-20..2024-02-29", "20 February 2023 to 28 February 2023"),
        ("2024-03-01..2025-02-28", "1 March 2023 to 29 February 2024"),
        ("2023-04-15..2024-04-14", "15 April 2022 to 14 April 2023"),
    ],
)
def test_february_stays_whole_in_the_year_before(period, year_before):
    assert parse_period(period).previous_years(1)[0].label == year_before


def test_a_period_knows_its_days():
    quarter = parse_period("2024-25-Q1")
    assert date(2024, 4, 1) in quarter
    assert date(2024, 6, 30) in quarter
    assert date(2024, 7, 1) not in quarter
    assert financial_year(2024).covers(quarter)
    assert not quarter.covers(financial_year(2024))


@given(
    st.dates(date(1995, 1, 1), date(2090, 1, 1)),
    st.one_of(st.integers(0, 40), st.integers(0, 1500)),
)
def test_any_period_is_the_sum_of_its_pieces_and_reads_back_from_its_code(first, length):
    period = between(first, first + timedelta(days=length))
    assert parse_period(period.code) == period
    for pieces in (period.quarters(), period.months()):
        assert pieces[0].first == period.first
        assert pieces[-1].last == period.last
        for one, following in itertools.pairwise(pieces):
            assert following.first == one.last + timedelta(days=1)
    assert all(any(q.covers(m) for q in period.quarters()) for m in period.months())


@given(st.integers(1995, 2090), st.sampled_from(["", "-Q1", "-Q2", "-Q3", "-Q4", "-M02", "-M12"]))
def test_a_year_quarter_or_month_keeps_its_kind_in_the_years_before(begins_in, part):
    period = parse_period(f"{begins_in}-{(begins_in + 1) % 100:02}{part}")
    for years, before in enumerate(period.previous_years(2), 1):
        assert before == parse_period(f"{begins_in - years}-{(begins_in - years + 1) % 100:02}{part}")
