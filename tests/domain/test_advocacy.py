"""Contracts by date, hours in words, and figures of a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.advocacy import Contract, contract_on, contracts_of, hours_words
from caseworker.domain.advocacy_figures import Given, Help, figures_of, split_of
from caseworker.domain.periods import financial_year

CONTRACT = Contract("NYAS", date(2020, 1, 1), None, 1000, 500)


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (0, "0 of 1,000 hours used"),
        (640, "640 of 1,000 hours used"),
        (7.5, "7.5 of 1,000 hours used"),
        (1000, "1,000 of 1,000 hours used"),
        (1120, "All 1,000 hours used, and 120 of 500 extra hours"),
        (1501, "All 1,000 hours and all 500 extra hours used, and 1 more than the contract allows"),
    ],
)
def test_hours_used_are_said_in_words(used: float, words: str) -> None:
    assert CONTRACT.words(used) == words


def test_a_contract_without_extra_hours_says_what_is_beyond_it() -> None:
    assert Contract("A", date(2020, 1, 1), None, 10).words(12) == (
        "All 10 hours used, and 2 more than the contract allows"
    )


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_day_lies_in_one_year_of_a_contract(day: date) -> None:
    contract = Contract("A", date(2020, 2, 29), None, 10)
    if contract.covers(day):
        first, last = contract.year_of(day)
        assert first <= day <= last
        assert (last - first).days in (364, 365)


def test_the_last_year_ends_with_the_contract() -> None:
    contract = Contract("A", date(2024, 7, 1), date(2025, 3, 31), 10)
    assert contract.year_of(date(2025, 1, 1)) == (date(2024, 7, 1), date(2025, 3, 31))


def test_of_several_contracts_the_one_in_force_counts() -> None:
    docs = [
        {"provider": "NYAS", "from_on": "2020-01-01", "to_on": "2024-12-31", "hours": 1000},
        {"provider": "Coram Voice", "from_on": "2017-05-01", "to_on": "2019-12-31", "hours": 800},
    ]
    found = contracts_of(docs)
    assert [each.provider for each in found] == ["Coram Voice", "NYAS"]
    of_2019, none = contract_on(found, date(2019, 6, 1)), contract_on(found, date(2025, 1, 1))
    assert of_2019 is not None
    assert (of_2019.provider, none) == ("Coram Voice", None)


HELPS = (
    Help(1, "2024-04-12", "ADV", "General Enquiry", "Care leaver", True),
    Help(2, "2024-04-30", "CA", "Stage 1", "Child looked after", True),
    Help(2, "2024-05-02", "CA", "Stage 2", "Child looked after", True),
    Help(3, "2024-05-02", "MP", "", "", True),
    Help(4, "2024-05-03", "CA", "Stage 1", "", False),
    Help(5, "2023-05-03", "CA", "Stage 1", "", True),
)
GIVEN = (
    Given(1, "2024-04-13", 7.5),
    Given(2, "2024-05-10", 2),
    Given(2, "2024-01-10", 30),
    Given(9, "2025-05-01", 4),
)


def test_young_people_and_hours_by_month_with_their_cases() -> None:
    figures = figures_of(financial_year(2024), HELPS, GIVEN, (CONTRACT,), date(2024, 6, 1))
    months = figures.tables[0]
    assert months.row_headings[:2] == ("April 2024", "May 2024")
    assert [cell.text for cell in months.cells[0]] == ["2", "0", "7.5"]
    assert [cell.text for cell in months.cells[-1]] == ["4", "1", "9.5"]
    assert months.cells[0][0].cases() == (1, 2)
    assert figures.contracts == (
        "NYAS, Monday 1 January 2024 to Tuesday 31 December 2024: 39.5 of 1,000 hours used, "
        "up to Saturday 1 June 2024.",
    )


def test_young_people_are_split_by_the_kind_of_case_and_by_group() -> None:
    figures = figures_of(financial_year(2024), HELPS, GIVEN, (), date(2024, 6, 1))
    kinds = dict(
        zip(figures.tables[1].row_headings, (row[0].text for row in figures.tables[1].cells), strict=True)
    )
    assert kinds == {"General Enquiry": "1", "MP enquiry": "1", "Stage 1": "1", "Stage 2": "1", "Total": "4"}
    assert figures.contracts == ()
    assert split_of(Help(1, "", "ADV", "", "", True)) == "Advocacy referral"


@given(st.floats(0, 100_000, allow_nan=False))
def test_hours_are_read_without_needless_noughts(hours: float) -> None:
    words = hours_words(round(hours, 2))
    assert float(words.replace(",", "")) == pytest.approx(round(hours, 2))
    assert not words.endswith(".")
