"""Tables 13a to 13h of a handful of requests, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.domain.periods import parse_period
from tests.reports.example_facts import brief_of, stage_line
from tests.reports.rows_of import built, rows_of

QUARTER = parse_period("2024-25-Q2")
ALL = ("13a", "13b", "13c", "13d", "13e", "13f", "13g", "13h")


def request(n: int, on: str, **said: Any) -> dict[str, Any]:
    """A request for information that is open, unless said otherwise."""
    kind = said.pop("kind", "FOI")
    return stage_line(n, from_on=on, kind=kind, step=kind, procedure=kind, **said)


def answered(on: str, due: str, original: str = "", **said: Any) -> dict[str, Any]:
    """What a request holds that was answered."""
    first = original or due
    return {
        "answered_on": on, "ended_on": on, "to_on": on, "stage_status": "answered", "due_on": due,
        "original_due_on": first, "on_time": "1" if on <= due else "", "on_time_original": "1" if on <= first else "",
        "is_extended": "1" if original else "", "outcome": "disclosed_in_full", **said,
    }  # fmt: skip


LINES = [
    request(1, "2024-07-01", **answered("2024-07-29", "2024-07-29"), requester_type="Journalist"),
    request(2, "2024-07-02", **answered("2024-08-20", "2024-08-27", "2024-07-30", outcome="disclosed_in_part")),
    request(3, "2024-07-03", **answered("2024-09-02", "2024-07-31", outcome="refused_cost")),
    request(4, "2024-08-01", **answered("2024-08-02", "2024-08-30", outcome="not_held")),
    request(5, "2024-08-05", due_on="2024-10-30", is_extended="1"),
    request(6, "2024-08-06", status="paused"),
    request(7, "2024-08-07", **answered("2024-08-09", "2024-09-04", outcome="transferred")),
    request(8, "2024-09-01", **answered("2024-09-10", "2024-09-27", outcome="advice_given")),
    request(9, "2024-09-02", **answered("2024-09-11", "2024-09-30", outcome="")),
    request(10, "2024-09-03", stage_status="closed", ended_on="2024-09-04", to_on="2024-09-04", outcome="refused"),
    # A review of request 1, one imported as a case of its own, and the Commissioner.
    stage_line(
        11, case_n=1, is_first="", step="IR", procedure="FOI", kind="FOI", from_on="2024-08-12",
        received_on="2024-07-01",
        **answered("2024-09-20", "2024-09-09", outcome="decision_upheld"),
    ),
    request(12, "2024-09-16", kind="IR", due_on="2024-10-14") | {"step": "IR"},
    stage_line(
        13, case_n=3, is_first="", step="ICO", procedure="ICO", kind="FOI", from_on="2024-09-25",
        received_on="2024-07-03",
    ),
    # Other law, and the years before.
    request(14, "2024-07-08", kind="SAR", **answered("2024-08-07", "2024-08-08")),
    request(15, "2024-09-08", kind="SAR", division=""),
    request(16, "2024-09-09", kind="EIR", **answered("2024-11-09", "2024-10-07"), requester_type="Company"),
    stage_line(
        17, case_n=16, is_first="", step="IR", procedure="EIR", kind="EIR", from_on="2024-09-30",
        received_on="2024-09-09",
    ),
    request(18, "2023-08-01", **answered("2023-08-02", "2023-08-30")),
    request(19, "2022-07-01", **answered("2022-09-02", "2022-07-29")),
]  # fmt: skip
BRIEF = brief_of(LINES, QUARTER)


def test_requests_reviews_and_the_commissioner_stand_in_the_month_they_began():
    assert rows_of(built("13a", BRIEF)) == {
        "July": ["3", "0", "0", "3", "23%"],
        "August": ["4", "1", "0", "5", "38%"],
        "September": ["3", "1", "1", "5", "38%"],
        "Total": ["10", "2", "1", "13", "100%"],
    }


def test_the_years_before_are_the_same_days():
    assert rows_of(built("13b", BRIEF)) == {
        "Quarter 2, 2024-25": ["10", "2", "1", "13"],
        "Quarter 2, 2023-24": ["1", "0", "0", "1"],
        "Quarter 2, 2022-23": ["1", "0", "0", "1"],
    }
    assert rows_of(built("13d", BRIEF)) == {
        "Quarter 2, 2024-25": ["60% (6/10)", "0% (0/2)"],
        "Quarter 2, 2023-24": ["100% (1/1)", "n/a"],
        "Quarter 2, 2022-23": ["0% (0/1)", "n/a"],
    }


def test_open_requests_and_reviews_are_not_on_time():
    assert rows_of(built("13c", BRIEF)) == {
        "Q2": ["60% (6/10)", "0% (0/2)"],
        "Total": ["60% (6/10)", "0% (0/2)"],
    }


def test_the_official_statistics_divide_what_was_received():
    table = built("13e", BRIEF)
    assert {row: [*cells][-1] for row, cells in rows_of(table).items()} == {
        "Requests received": "10",
        "Not yet processed": "2",
        "Not yet processed: deadline extended": "1",
        "Not yet processed: clock stopped": "1",
        "Withdrawn, transferred or dealt with otherwise": "1",
        "Processed": "7",
        "Within the statutory deadline": "4",
        "Within an extended deadline": "1",
        "Late": "1",
        "Day of the answer or deadline not recorded": "1",
        "Granted in full": "1",
        "Part granted, part refused": "1",
        "Refused in full": "2",
        "Information not held": "1",
        "Not clear or lapsed": "1",
        "Outcome not recorded": "1",
        "Internal reviews asked for": "2",
    }
    assert [each.rows.case_numbers() for each in table.missing] == [(10,), (9,)]


def test_requests_under_other_law_have_their_own_table_with_shares_on_time():
    assert rows_of(built("13f", BRIEF)) == {
        "July": ["0", "n/a", "1", "100% (1/1)", "0", "n/a", "0"],
        "August": ["0", "n/a", "0", "n/a", "0", "n/a", "0"],
        "September": ["1", "0% (0/1)", "1", "0% (0/1)", "0", "n/a", "1"],
        "Total": ["1", "0% (0/1)", "2", "50% (1/2)", "0", "n/a", "1"],
    }


def test_all_requests_are_divided_by_division_and_those_who_asked():
    table = built("13g", BRIEF)
    assert rows_of(table, ["Freedom of Information", "Subject access", "Total"]) == {
        "Children's Social Care": ["0", "0", "0"],
        "Education Services": ["10", "1", "12"],
        "Families, Quality and Commissioning": ["0", "0", "0"],
        "Not recorded": ["0", "1", "1"],
        "Total": ["10", "2", "13"],
    }
    assert [each.rows.case_numbers() for each in table.missing] == [(15,)]
    who = rows_of(built("13h", BRIEF), ["Total"])
    assert (who["Journalist"], who["Company"], who["Not recorded"], who["Total"]) == (
        ["1"],
        ["1"],
        ["9"],
        ["11"],
    )


@pytest.mark.parametrize("asked", ["2024-25", "2024-07", "2024-07-03..2024-07-20"])
@pytest.mark.parametrize("code", ALL)
def test_an_office_without_requests_has_its_tables(code, asked):
    table = built(code, brief_of([], parse_period(asked)))
    assert table.cells
    assert all(cell.number == 0 for _place, cell in table.places())
