"""Tables 28 and 28a: open before, received, ended, carried forward, as sets of stages."""

from __future__ import annotations

import pytest

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import build_all, find
from caseworker.reports.checks import run_checks
from caseworker.reports.table import Place
from tests.reports.example_facts import brief_of, stage_line
from tests.reports.planting import altered, without_first_case
from tests.reports.planting import found as found_in
from tests.reports.small_office import LINES, answered, brief, row, table


def test_opening_and_received_are_what_there_was_to_deal_with():
    assert list(row(table("28"), "Corporate Stage 1").values()) == ["1", "2", "3", "2", "1", "0"]
    assert list(row(table("28"), "FOI request").values()) == ["1", "0", "1", "0", "0", "1"]
    assert list(row(table("28"), "Total").values()) == ["3", "8", "11", "6", "1", "4"]


def test_what_one_month_carries_forward_the_next_begins_with():
    july, august = table("28"), table("28", parse_period("2024-08"))
    assert (
        july.cell("Total", "Carried forward").cases()
        == august.cell("Total", "Open before").cases()
        == (1, 4, 7, 9)
    )


def test_what_ends_on_the_last_day_is_not_carried_forward():
    ended = stage_line(1, from_on="2024-07-31", **answered("2024-07-31", due="2024-08-14"))
    found = table_of([ended], "2024-07")
    assert row(found, "Corporate Stage 1")["Carried forward"] == "0"


def test_a_stage_that_ended_before_it_began_is_listed_and_breaks_no_sum():
    wrong = stage_line(1, from_on="2024-07-10", **answered("2024-07-01", due="2024-07-24", outcome="upheld"))
    found = table_of([wrong], "2024-07")
    assert [each.rows.case_numbers() for each in found.missing] == [(1,)]
    assert row(found, "Corporate Stage 1")["Answered or closed"] == "1"
    kinds = {each.kind for each in run_checks([found])}
    assert kinds == {"not recorded"}


def test_age_is_counted_from_the_day_received():
    found = row(table("28a"), "FOI request")
    assert (found["Up to 1 month"], found["1 to 3 months"], found["Past the date in force"]) == (
        "0",
        "1",
        "1",
    )


def test_everything_agrees_in_the_small_office():
    assert {each.kind for each in run_checks(build_all(brief()), brief())} <= {"not recorded"}


@pytest.mark.parametrize(
    "column", ["Open before", "Received", "Answered or closed", "Withdrawn", "Carried forward"]
)
def test_a_stage_lost_from_the_bridge_is_found_and_named(column):
    wrong = found_in(altered([table("28")], Place("28", "Total", column), without_first_case))["row total"]
    assert all(each.cases for each in wrong)


def table_of(lines, period):
    return find("28").build(brief_of(lines, parse_period(period)))


def test_the_small_office_has_twelve_stages():
    assert len(LINES) == 12
