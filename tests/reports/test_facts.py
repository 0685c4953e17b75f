"""What storage must hand over, and that nothing else is taken for it."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.facts import FactCell, Facts, case_numbers, facts_wanted, listed
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from tests.reports.example_facts import CountedCase, grouped


def test_a_year_needs_itself_and_two_years_before_in_one_span_by_month():
    wanted = facts_wanted(parse_period("2024-25"))
    assert [(span.first, span.last) for span in wanted.spans] == [(date(2022, 4, 1), date(2025, 3, 31))]
    assert wanted.cut_months == ()


def test_a_quarter_needs_three_spans():
    wanted = facts_wanted(parse_period("2024-25-Q2"))
    assert [span.label for span in wanted.spans] == [
        f"Quarter 2, {y}" for y in ("2022-23", "2023-24", "2024-25")
    ]


def test_dates_inside_a_month_need_that_month_by_day_each_year():
    wanted = facts_wanted(parse_period("2024-05-15..2024-08-31"))
    assert wanted.cut_months == ("2022-05", "2023-05", "2024-05")


def test_years_that_meet_inside_a_month_are_told_apart():
    period = parse_period("2023-04-15..2024-04-14")
    cases = [
        CountedCase(1, date(2023, 4, 14), Kind.MP),
        CountedCase(2, date(2023, 4, 15), Kind.MP),
        CountedCase(3, date(2024, 4, 14), Kind.MP),
        CountedCase(4, date(2024, 4, 15), Kind.MP),
    ]
    facts = grouped(cases, period)
    assert case_numbers(facts.select(period, ["MP"])) == (2, 3)
    assert case_numbers(facts.select(period.previous_years(1)[0], ["MP"])) == (1,)


def test_facts_of_other_days_are_never_taken_for_none():
    facts = grouped([], parse_period("2024-25"))
    with pytest.raises(ValueError, match="no facts were read for 2025-26"):
        facts.select(parse_period("2025-26"), ["CA"])


def test_a_month_counted_whole_is_never_cut():
    whole = FactCell("2024-07", "CA", "", False, True, "1", 1)
    facts = Facts([whole], (parse_period("2024-25"),))
    with pytest.raises(ValueError, match="2024-07 were not read by day"):
        facts.select(parse_period("2024-07-01..2024-07-15"), ["CA"])


def test_a_group_without_cases_lists_none():
    empty = FactCell("2024-07", "CA", "", False, True, "", 0)
    assert (empty.case_numbers(), listed((empty,))) == ((), 0)
