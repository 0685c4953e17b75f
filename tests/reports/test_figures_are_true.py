"""What a councillor reads under a table and what stands in it: cases that are easily counted wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.checks import run_checks
from caseworker.reports.table import Table
from tests.reports.example_facts import Line, brief_of, part_line, stage_line
from tests.reports.rows_of import rows_of


def built(code: str, lines: list[Line], asked: str = "2024-25", **more: Any) -> Table:
    table = find(code).build(brief_of(lines, parse_period(asked), **more))
    assert [found for found in run_checks([table]) if found.kind != "not recorded"] == []
    return table


def ombudsman(n: int, begun: str, decided: str = "", **said: Any) -> dict[str, Any]:
    over = (
        {"to_on": decided, "ended_on": decided, "answered_on": decided, "stage_status": "answered"}
        if decided
        else {}
    )
    line = {"step": "LGO", "procedure": "LGO", "is_first": "", "from_on": begun}
    return stage_line(n, **line | over | said)


DECISIONS = [
    ombudsman(1, "2024-05-01", "2024-07-01", outcome="fault_injustice", compensation="300"),
    ombudsman(2, "2024-05-02", "2024-07-02", outcome="remedy_satisfied"),
    ombudsman(3, "2024-05-03", "2024-07-03", outcome="could_not_investigate"),
    ombudsman(4, "2024-05-04", "2024-07-04", outcome="no_fault"),
    ombudsman(5, "2024-05-05"),
]


def test_a_remedy_that_was_satisfied_counts_as_upheld_in_every_table_of_the_ombudsman():
    assert rows_of(built("32", DECISIONS))["2024-25"] == ["5", "4", "3", "67% (2/3)", "£300"]
    assert rows_of(built("24c", DECISIONS))["Total"][1] == "2"
    letter = rows_of(built("16c", DECISIONS))
    assert (letter["Decided"][0], letter["Detailed investigations"][0], letter["Upheld"][0]) == (
        "4",
        "3",
        "2",
    )


def test_where_nobody_named_a_day_the_ombudsmans_cases_are_neither_on_time_nor_late():
    assert rows_of(built("34a", DECISIONS))["Ombudsman"] == ["4", "0% (0/4)", "n/a", "n/a"]


def test_a_payment_belongs_to_the_decision_it_followed_when_a_case_went_to_the_ombudsman_twice():
    lines = [
        ombudsman(1, "2024-05-01", "2024-05-20", case_n=9, outcome="premature"),
        ombudsman(2, "2024-09-01", "2024-11-05", case_n=9, outcome="fault_injustice"),
    ]
    paid = [part_line(3, "payment", case_n=9, step="LGO", from_on="2024-11-05", amount="200")]
    table = built("11", lines, parts=paid)
    assert [cells[-1].text for cells in table.cells] == ["£0", "£200"]


def open_complaint(n: int, begun: str, due: str) -> dict[str, Any]:
    return stage_line(n, from_on=begun, due_on=due, original_due_on=due)


RUNNING = [open_complaint(1, "2024-06-10", "2024-06-24"), open_complaint(2, "2024-07-01", "2024-07-15")]


def test_while_a_period_runs_late_is_what_was_due_before_the_day_of_the_figures():
    brief = replace(brief_of(RUNNING, parse_period("2024-25")), data_on=date(2024, 7, 10))
    late = {code: rows_of(find(code).build(brief)) for code in ("28a", "37", "36a")}
    assert late["28a"]["Corporate Stage 1"][-1] == "1"
    assert late["37"]["Corporate Stage 1"][-1] == "1"
    assert late["36a"]["Total"][1] == "1"


def test_while_a_period_runs_ages_are_those_on_the_day_of_the_figures():
    brief = replace(brief_of(RUNNING, parse_period("2024-25")), data_on=date(2024, 7, 11))
    assert rows_of(find("28a").build(brief))["Total"][:3] == ["2", "2", "0"]


def test_thirty_one_days_are_up_to_a_month_and_thirty_two_are_more():
    lines = [open_complaint(1, "2024-06-29", "2025-01-01"), open_complaint(2, "2024-06-30", "2025-01-01")]
    assert rows_of(built("28a", lines, "2024-07"))["Total"][:3] == ["2", "1", "1"]


def test_a_complaint_left_unanswered_for_stage_2_is_not_open_and_awaits_no_outcome():
    left = stage_line(1, from_on="2024-06-03", to_on="2024-07-01", stage_status="left", due_on="2024-06-17")
    second = stage_line(2, case_n=1, is_first="", step="S2", from_on="2024-07-01", received_on="2024-06-03")
    table = built("5", [left, second])
    assert rows_of(table)["Went on unanswered"] == ["1", "0", "1", "100%"]
    assert not table.missing
    assert rows_of(built("28", [left, second]))["Corporate Stage 1"] == ["0", "1", "1", "1", "0", "0"]


def test_a_complaint_the_adjudicator_sent_back_unanswered_was_not_determined():
    line = {"step": "ADJ", "is_first": "", "from_on": "2024-05-01"}
    answered = {"answered_on": "2024-06-01", "stage_status": "answered"}
    ended = {"ended_on": "2024-06-01", "to_on": "2024-06-01"}
    lines = [
        stage_line(1, **line, **ended, **answered, outcome="upheld"),
        stage_line(2, **line, **ended, withdrawn_on="2024-06-01", stage_status="withdrawn"),
    ]
    assert rows_of(built("31", lines))["2024-25"][:4] == ["1", "1", "0", "100% (1/1)"]
    assert rows_of(built("31a", lines))["Total"][:2] == ["1", "100% (1/1)"]


def test_a_review_under_other_law_is_no_internal_review_of_an_foi_request():
    lines = [
        stage_line(1, kind="IR", step="IR", procedure="EIR"),
        stage_line(2, kind="IR", step="IR", procedure=""),
        stage_line(3, kind="IR", step="IR", procedure="FOI"),
    ]
    assert rows_of(built("13a", lines))["Total"] == ["0", "1", "0", "1", "100%"]
    assert rows_of(built("13f", lines))["Total"][-1] == "2"


def test_an_offer_nobody_answered_yet_was_not_refused():
    offers = [part_line(1, "advocacy", status=""), part_line(2, "advocacy", status="declined")]
    table = built("12a", [], "2024-07", parts=offers)
    assert rows_of(table)["Total"][:2] == ["0", "2"]
    assert table.column_headings[1] == "Refused, not offered or not answered"


def test_every_table_of_shares_on_time_says_by_which_day_it_counts():
    for report in CATALOGUE:
        if "on time" in report.title.casefold() and report.area == "Answered on time":
            assert "ounted by" in report.basis, report.code


LOGGED_APART = [
    stage_line(1, from_on="2024-05-01", answered_on="2024-05-14", ended_on="2024-05-14", to_on="2024-05-14"),
    stage_line(2, kind="LGO", step="LGO", procedure="LGO", from_on="2024-09-02"),
    stage_line(3, kind="LGO", step="LGO", procedure="LGO", from_on="2024-09-03"),
]
LINKS = [
    part_line(11, "link", case_n=1, what="taken_to_ombudsman", supported_at="a b"),
    part_line(12, "link", case_n=2, what="ombudsman_of", supported_at="a b"),
]


def test_an_ombudsmans_case_logged_apart_is_about_the_complaint_it_is_linked_to():
    assert rows_of(built("30b", LOGGED_APART, parts=LINKS))["Corporate"][-1] == "100% (1/1)"
    assert rows_of(built("22", LOGGED_APART, parts=LINKS))["Total"][-1] == "1"
    assert rows_of(built("30b", LOGGED_APART, "2024-05", parts=LINKS))["Corporate"][-1] == "0% (0/1)"
    table = built("10", LOGGED_APART, parts=LINKS)
    assert {row: cells[0] for row, cells in rows_of(table).items()} == {
        "Corporate": "1", "Ombudsman case": "1", "Total": "2",
    }  # fmt: skip
    assert rows_of(built("21", LOGGED_APART, parts=LINKS))["Corporate"][-1] == "1"


def test_while_a_period_runs_what_is_due_later_is_not_counted_as_late_or_forgotten():
    lines = [
        stage_line(1, from_on="2024-06-10", due_on="2024-07-09", acknowledge_by="2024-07-09"),
        stage_line(2, from_on="2024-06-10", due_on="2024-07-10", acknowledge_by="2024-07-10"),
        stage_line(3, from_on="2024-06-10", due_on="2024-07-11", acknowledge_by="2024-07-11"),
        stage_line(
            4, from_on="2024-06-10", due_on="2024-07-10", acknowledge_by="2024-07-10", acknowledged_on="2024-06-11",
            answered_on="2024-07-10", ended_on="2024-07-10", to_on="2024-07-10", on_time="1", stage_status="answered",
        ),
    ]  # fmt: skip
    running = replace(brief_of(lines, parse_period("2024-25")), data_on=date(2024, 7, 10))
    assert rows_of(find("27").build(running))["Total"][1] == "50% (1/2)"
    assert rows_of(find("34b").build(running))["Total"][:2] == ["2", "50% (1/2)"]
    over = brief_of(lines, parse_period("2024-25"))
    assert rows_of(find("27").build(over))["Total"][1] == "25% (1/4)"
