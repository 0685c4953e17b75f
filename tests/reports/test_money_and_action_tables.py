"""Tables 18 to 19d of a handful of payments, actions and points, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import parse_period
from tests.reports.example_facts import brief_of, part_line
from tests.reports.rows_of import built, rows_of

QUARTER = parse_period("2024-25-Q2")
ALL = ("18", "18a", "18b", "19", "19a", "19b", "19c", "19d")


def paid(n: int, amount: str, **said: Any) -> dict[str, Any]:
    """A payment for delay at stage 1 that is not paid yet, unless said otherwise."""
    return part_line(
        n, "payment", **{"what": "delay", "status": "agreed", "step": "S1", "amount": amount, **said}
    )


def action(n: int, due: str = "", done: str = "", **said: Any) -> dict[str, Any]:
    """An apology agreed on 1 July in Early Years, unless said otherwise."""
    about = {"what": "Apology", "service": "Early Years", "theme": "Communication", "step": "S1"}
    state = {"due_on": due, "to_on": done or STILL_OPEN, "status": "done" if done else "open"}
    return part_line(n, "action", **{**about, **state, **said})


def point(n: int, finding: str, **said: Any) -> dict[str, Any]:
    return part_line(
        n, "point", what=finding, status=finding, service="Early Years", theme="Communication", **said
    )


MONEY = [
    paid(1, "100", status="paid", to_on="2024-08-01"),
    paid(2, "100.01", step="S2"),
    paid(3, "500", what="distress", step="LGO", status="paid", to_on="2024-08-01"),
    paid(4, "500.50", what="distress", step="LGO"),
    paid(5, "33.33", what="", step="ADJ"),
    action(6, done="2024-07-05", amount="1120", what="Payment"),
    action(7),
    paid(8, "999", from_on="2024-06-30"),
]
ACTIONS = [
    action(1, due="2024-07-31", done="2024-07-31"),
    action(2, due="2024-07-31", done="2024-08-01", what="Training"),
    action(3, done="2024-09-30"),
    action(4, due="2024-09-29"),
    action(5, due="2024-09-30", service="Virtual School", theme="Training", may_publish="1"),
    action(6, due="2024-10-05", done="2024-10-10", what="action"),
    action(7, due="2024-05-31", from_on="2024-05-01"),
    action(8, what="reminder", due="2024-07-05"),
    action(9, what="safeguarding", due="2024-07-05"),
    action(10, from_on="2024-10-01"),
    point(11, "upheld"),
    point(12, "partly_upheld"),
    point(13, "not_upheld"),
    point(14, "upheld", from_on="2024-10-01"),
]


def test_compensation_is_exact_and_says_what_is_not_yet_paid():
    table = built("18", brief_of([], QUARTER, parts=MONEY))
    found = rows_of(table)
    assert found["Delay"] == ["2", "£200.01", "£100.01", "1", "£100", "1", "£100.01"]
    assert found["Distress"] == ["2", "£1,000.50", "£500.25", "1", "£500", "1", "£500.50"]
    assert found["Not recorded"] == ["2", "£1,153.33", "£576.67", "1", "£1,120", "1", "£33.33"]
    assert found["Total"] == ["6", "£2,353.84", "£392.31", "3", "£1,720", "3", "£633.84"]
    assert found["Lost education"] == ["0", "£0", "n/a", "0", "£0", "0", "£0"]


def test_what_several_records_of_the_sample_year_say_is_counted_once(sample_pack: Any):
    """Its actions come to £8,740 in 11 payments; six of them stand with a stage too."""
    table = next(table for table in sample_pack("2024-25").tables if table.code == "18b")
    found = rows_of(table, ["Payments", "Amount", "Not yet paid"])
    assert found["Total"] == ["11", "£8,740", "0"]
    assert (found["Stage 2"], found["Ombudsman"]) == (["4", "£750", "0"], ["2", "£2,700", "0"])


def test_an_amount_a_penny_above_a_limit_is_in_the_next_band():
    assert rows_of(built("18a", brief_of([], QUARTER, parts=MONEY)), ["Payments", "Amount"]) == {
        "Up to and including £100": ["2", "£133.33"],
        "£101 to £500": ["2", "£600.01"],
        "£501 and above": ["2", "£1,620.50"],
        "Total": ["6", "£2,353.84"],
    }


def test_compensation_is_counted_at_the_stage_it_follows_from():
    assert rows_of(built("18b", brief_of([], QUARTER, parts=MONEY)), ["Payments", "Amount"]) == {
        "Stage 1": ["2", "£1,220"],
        "Stage 2": ["1", "£100.01"],
        "Stage 3": ["0", "£0"],
        "Independent Adjudicator": ["1", "£33.33"],
        "Ombudsman": ["2", "£1,000.50"],
        "Total": ["6", "£2,353.84"],
    }


def test_actions_stand_as_they_stood_on_the_last_day():
    table = built("19", brief_of([], QUARTER, parts=ACTIONS))
    columns = table.column_headings
    assert columns[:5] == ("Agreed", "Done on time", "Done late", "Not done", "Of these overdue")
    found = rows_of(table)
    assert found["Early Years"] == ["5", "2", "1", "2", "1", "3", "2"]
    assert found["Virtual School"] == ["1", "0", "0", "1", "0", "1", "0"]
    assert found["Total"] == ["6", "2", "1", "3", "1", "4", "2"]
    assert table.cell("Total", "Overdue on the last day").cases() == (4, 7)


def test_an_action_is_overdue_the_day_after_it_is_due():
    brief = brief_of([], parse_period("2024-07-01..2024-10-01"), parts=ACTIONS)
    assert built("19", brief).cell("Total", "Of these overdue").cases() == (4, 5)


def test_points_and_learning_stand_beside_the_actions_of_their_theme_and_service():
    brief = brief_of([], QUARTER, parts=ACTIONS)
    assert rows_of(built("19a", brief)) == {
        "Communication": ["1", "1", "2", "5", "1", "0"],
        "Training": ["0", "0", "0", "1", "0", "1"],
        "Total": ["1", "1", "2", "6", "1", "1"],
    }
    services = rows_of(built("19d", brief))
    assert services["Early Years"] == ["1", "1", "2", "5", "1", "0"]
    assert services["Virtual School"] == ["0", "0", "0", "1", "0", "1"]


def test_actions_are_counted_by_what_puts_it_right():
    assert rows_of(built("19b", brief_of([], QUARTER, parts=ACTIONS)), ["Total", "%"]) == {
        "Apology": ["4", "67%"],
        "Corrective action": ["1", "17%"],
        "Training": ["1", "17%"],
        "Total": ["6", "100%"],
    }


def test_what_the_ombudsman_asked_for_is_listed_with_its_day_and_proof():
    asked = [
        action(21, due="2024-08-15", done="2024-08-16", step="LGO", case_n=7),
        action(22, due="2024-09-29", step="LGO", case_n=8),
        action(23, due="2024-05-01", done="2024-07-01", step="LGO", from_on="2024-04-01", case_n=7),
        action(24, due="2024-05-01", done="2024-06-30", step="LGO", from_on="2024-04-01", case_n=7),
        action(25, step="LGO", case_n=8),
        action(26, due="2024-08-15", step="S2"),
    ]
    texts = {
        7: {"reference": "CYP7"}, 8: {"reference": "CYP8"}, 22: {"what": "Pay £200"},
        21: {"what": "Apologise", "evidence": "Letter of 16 August"},
    }  # fmt: skip
    table = built("19c", brief_of([], QUARTER, parts=asked, texts=texts))
    assert [*rows_of(table).values()] == [
        ["CYP7", "Remedy", "Early Years", "1 April 2024", "1 May 2024", "1 July 2024", "61 days late", "None recorded"],
        ["CYP7", "Apologise", "Early Years", "1 July 2024", "15 August 2024", "16 August 2024", "1 day late",
         "Letter of 16 August"],
        ["CYP8", "Pay £200", "Early Years", "1 July 2024", "29 September 2024", "Not done", "1 day late",
         "None recorded"],
        ["CYP8", "Remedy", "Early Years", "1 July 2024", "No day set", "Not done", "", "None recorded"],
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-07-03..2024-07-20"])
@pytest.mark.parametrize("code", ALL)
def test_an_office_without_parts_has_its_tables(code, asked):
    table = built(code, brief_of([], parse_period(asked)))
    assert all(cell.number == 0 for _place, cell in table.places())
