"""Tables 4n to 5b over cases that can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from caseworker.reports.checks import run_checks
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Table
from tests.reports.example_facts import YEAR, Line, brief_of, stage_line


def table_of(code: str, lines: Iterable[Line], asked: str = "2024-25") -> Table:
    return find(code).build(brief_of(lines, parse_period(asked)))


def shown(table: Table) -> dict[str, list[str]]:
    return {
        row: [cell.text for cell in line] for row, line in zip(table.row_headings, table.cells, strict=True)
    }


def to_mend(table: Table) -> list[Disagreement]:
    return [each for each in run_checks([table]) if each.kind == "not recorded"]


def ended(n: int, outcome: str, **said: Any) -> dict[str, Any]:
    """A complaint of the year that was answered."""
    days = {"answered_on": "2024-07-12", "ended_on": "2024-07-12", "to_on": "2024-07-12"}
    line = {"stage_status": "answered", "status": "closed", "theme": "Communication", **days, **said}
    return stage_line(n, outcome=outcome, **line)


COMPLAINTS = (
    ended(1, "upheld"),
    ended(2, "upheld", kind_at_closure="CA", theme="Payments to carers and providers"),
    ended(3, "partly_upheld", kind="CA"),
    ended(4, "not_upheld", kind="CA"),
    ended(5, "returned"),
    ended(6, "", stage_status="withdrawn", answered_on=""),
    ended(7, "case_review", kind="CA", is_review="1"),
    ended(8, "rejected"),
    stage_line(9),
    ended(10, ""),
    ended(11, "upheld", kind="MP"),
    ended(12, "upheld", from_on="2023-07-01", received_on="2023-07-01"),
)


def test_every_complaint_stands_under_one_outcome_open_ones_too():
    assert shown(table_of("5", COMPLAINTS)) == {
        "Not upheld": ["0", "1", "1", "10%"],
        "Partly upheld": ["0", "1", "1", "10%"],
        "Upheld": ["1", "1", "2", "20%"],
        "Returned / Withdrawn": ["2", "0", "2", "20%"],
        "Resolved upon receipt": ["0", "0", "0", "0%"],
        "Case Reviews": ["0", "1", "1", "10%"],
        "Rejected": ["1", "0", "1", "10%"],
        "No outcome yet": ["1", "0", "1", "10%"],
        "Not recorded": ["1", "0", "1", "10%"],
        "Total": ["6", "4", "10", "100%"],
    }


def test_a_complaint_that_ended_without_an_outcome_is_listed_to_be_mended():
    (only,) = to_mend(table_of("5", COMPLAINTS))
    assert only.cases == (10,)
    assert only.sentence.startswith("Table 5 needs the outcome; 1 case without.")


def test_by_type_as_received_the_columns_are_those_of_table_1b():
    assert shown(table_of("5r", COMPLAINTS))["Total"] == ["7", "3", "10", "100%"]
    assert shown(table_of("5r", COMPLAINTS))["Upheld"] == ["2", "0", "2", "20%"]


def test_a_complaint_closed_as_something_else_has_a_column_of_its_own():
    table = table_of("5", [*COMPLAINTS, ended(13, "upheld", kind_at_closure="GEN")])
    assert table.column_headings == (
        "Corporate Stage 1",
        "Children Act Stage 1",
        "Another type at closure",
        "Total",
        "%",
    )
    assert table.cell("Upheld", "Another type at closure").cases() == (13,)
    assert table.cell("Total", "Total").value == 11


def test_a_case_review_counts_as_one_whatever_was_found():
    table = table_of("5", [ended(1, "upheld", is_review="1"), ended(2, "case_review")])
    assert shown(table)["Case Reviews"][2] == "1"
    assert shown(table)["Case review"][2] == "1", "the outcome alone does not make it one"
    assert shown(table)["Upheld"][2] == "0"


def test_themes_are_those_of_what_was_upheld_the_most_frequent_first():
    table = table_of("5a", COMPLAINTS)
    assert shown(table) == {
        "Communication": ["1", "1", "2", "67%"],
        "Payments to carers and providers": ["0", "1", "1", "33%"],
        "Total": ["1", "2", "3", "100%"],
    }
    assert table.cell("Communication", "Total").cases() == (1, 3)


def test_themes_of_returned_complaints_include_the_withdrawn():
    table = table_of("5b", COMPLAINTS)
    assert table.cell("Communication", "Total").cases() == (5, 6)
    assert to_mend(table) == []


def test_an_upheld_complaint_without_a_theme_is_shown_and_listed():
    table = table_of("5a", [ended(1, "upheld", theme=""), ended(2, "not_upheld", theme="")])
    assert shown(table) == {"Not recorded": ["1", "0", "1", "100%"], "Total": ["1", "0", "1", "100%"]}
    (only,) = to_mend(table)
    assert only.cases == (1,)


def test_case_reviews_are_counted_apart_with_how_many_were_on_time():
    lines = [
        ended(1, "case_review", is_review="1", on_time="1"),
        ended(2, "case_review", is_review="1", kind="CA"),
        ended(3, "upheld", on_time="1"),
        ended(4, "case_review", is_review="1", kind="FOI"),
    ]
    assert shown(table_of("4n", lines)) == {
        "Received": ["2"],
        "Answered on time": ["50% (1/2)"],
        "Not answered on time": ["1"],
    }
    assert shown(table_of("4n", []))["Answered on time"] == ["n/a"]


def test_only_corporate_complaints_about_payments_are_counted_each_in_its_quarter():
    lines = [
        stage_line(1, is_payment="1", from_on="2024-04-01", division="Education Services"),
        stage_line(2, is_payment="1", from_on="2025-03-31", division="Children's Social Care"),
        stage_line(3, is_payment="1", kind="CA"),
        stage_line(4),
        stage_line(5, is_payment="1", division=""),
    ]
    table = table_of("4.1", lines)
    assert table.column_headings == ("Q1", "Q2", "Q3", "Q4", "Total")
    assert shown(table) == {
        "Children's Social Care": ["0", "0", "0", "1", "1"],
        "Education Services": ["1", "0", "0", "0", "1"],
        "Families, Quality and Commissioning": ["0", "0", "0", "0", "0"],
        "Not recorded": ["0", "1", "0", "0", "1"],
        "Total": ["1", "1", "0", "1", "3"],
    }
    assert to_mend(table)[0].cases == (5,)


def test_compliments_stand_beside_those_of_the_years_before():
    lines = [
        stage_line(1, kind="COMPL", step="COMPL", from_on="2024-04-01"),
        stage_line(2, kind="COMPL", step="COMPL", from_on="2023-04-01"),
        stage_line(3, kind="COMPL", step="COMPL", from_on="2021-04-01"),
        stage_line(4),
    ]
    table = table_of("4.2", lines)
    assert table.column_headings == ("2022-23", "2023-24", "2024-25")
    assert shown(table)["Education Services"] == ["0", "1", "1"]
    assert shown(table)["Total"] == ["0", "1", "1"]


def test_a_month_or_two_dates_are_counted_too():
    for asked in ("2024-07", "2024-06-15..2024-07-10"):
        assert shown(table_of("5", COMPLAINTS, asked))["Total"][2] == "10"
    assert shown(table_of("5", COMPLAINTS, "2024-08"))["Total"] == ["0", "0", "0", "n/a"]
    assert YEAR.label == "2024-25"
