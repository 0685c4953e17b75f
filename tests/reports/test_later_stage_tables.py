"""Tables 6 to 11 and the growth figures over stages that can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from caseworker.reports.checks import run_checks
from caseworker.reports.table import Table
from tests.reports.example_facts import Line, brief_of, part_line, stage_line

CSC = "Children's Social Care"


def table_of(
    code: str,
    lines: Iterable[Line],
    asked: str = "2024-25",
    *,
    parts: Iterable[Line] = (),
    texts: Mapping[int, Mapping[str, Any]] | None = None,
) -> Table:
    table = find(code).build(brief_of(lines, parse_period(asked), parts=parts, texts=texts))
    assert [each for each in run_checks([table]) if each.kind != "not recorded"] == []
    return table


def shown(table: Table) -> dict[str, list[str]]:
    return {
        row: [cell.text for cell in line] for row, line in zip(table.row_headings, table.cells, strict=True)
    }


def second(n: int, begun: str, ended: str = "", **said: Any) -> dict[str, Any]:
    """A statutory stage 2 request in social care, open unless it ended by an answer."""
    over = (
        {"to_on": ended, "ended_on": ended, "answered_on": ended, "stage_status": "answered"} if ended else {}
    )
    line = {"step": "S2", "procedure": "CA", "kind": "CA", "is_first": "", "division": CSC, "from_on": begun}
    return stage_line(n, **line | over | said)


STAGES = (
    second(1, "2024-01-10", "2024-06-01", outcome="upheld"),
    second(2, "2024-02-10", accepted_on="2024-02-12"),
    second(3, "2024-05-01", "2024-09-01", outcome="not_upheld"),
    second(4, "2024-06-01", accepted_on="2024-06-02", suspended_on="2024-07-01", stage_status="suspended"),
    second(5, "2025-03-30"),
    second(6, "2024-08-01", withdrawn_on="2024-08-09", ended_on="2024-08-09", to_on="2024-08-09",
           stage_status="withdrawn"),
    second(7, "2024-10-01", "2025-05-01", procedure="CORP", kind="CORP", division="Education Services",
           accepted_on="2024-10-02", outcome="partly_upheld"),
    second(8, "2023-01-10", "2023-04-01", outcome="upheld"),
    second(9, "2025-04-02"),
    stage_line(10, kind="CA"),
)  # fmt: skip


def test_requests_are_counted_by_their_day_each_year_in_total_and_by_procedure():
    assert shown(table_of("6", STAGES)) == {
        "2024-25 Total": ["5", "2"],
        "2024-25 Statutory": ["4", "2"],
        "2024-25 Corporate": ["1", "0"],
        "2023-24 Total": ["2", "0"],
        "2023-24 Statutory": ["2", "0"],
        "2023-24 Corporate": ["0", "0"],
        "2022-23 Total": ["1", "0"],
        "2022-23 Statutory": ["1", "0"],
        "2022-23 Corporate": ["0", "0"],
    }


def test_the_status_is_that_of_the_last_day_and_what_was_carried_over_is_accounted_for():
    table = table_of("6i", STAGES)
    cases = {row: table.cell(row, "Total").cases() for row in table.row_headings}
    assert cases == {
        "New requests received": (3, 4, 5, 6, 7),
        "Currently being investigated": (2, 4, 7),
        "Pending investigation": (5,),
        "Completed investigation": (1, 3),
        "Withdrawn or ended otherwise": (6,),
        "Carried over from before": (1, 2),
        "New and carried over": (1, 2, 3, 4, 5, 6, 7),
    }
    assert table.cell("Currently being investigated", "Education Services: corporate").cases() == (7,)


def test_the_status_in_a_year_that_is_not_over_is_that_of_the_day_of_the_figures():
    table = table_of("6i", [second(1, "2025-06-01", accepted_on="2025-06-03")], "2025-26")
    assert table.cell("Currently being investigated", "Total").cases() == (1,)
    assert table.cell("New and carried over", "Total").cases() == (1,)


def test_an_investigation_begun_and_ended_before_is_nowhere():
    table = table_of("6i", STAGES, "2024-25-Q4")
    everywhere = {number for row in table.cells for cell in row for number in cell.cases()}
    assert 8 not in everywhere
    assert 1 not in everywhere
    assert table.cell("Carried over from before", "Total").cases() == (2, 4, 7)


def test_a_request_without_a_division_is_shown_and_listed():
    table = table_of("6i", [second(1, "2024-06-01", division="")])
    assert table.cell("New requests received", "Not recorded: statutory").cases() == (1,)
    assert [each.cases for each in run_checks([table])] == [(1,)]


def test_outcomes_count_every_request_of_the_year_with_one_or_without():
    assert shown(table_of("7", STAGES)) == {
        "Not upheld": ["0", "1", "1"],
        "Partly upheld": ["1", "0", "1"],
        "Upheld": ["0", "0", "0"],
        "Withdrawn": ["0", "1", "1"],
        "No outcome yet": ["0", "2", "2"],
        "Total": ["1", "4", "5"],
    }


@pytest.mark.parametrize(
    ("request_outcome", "heading"),
    [
        ("rejected", "Rejected"),
        ("withdrawn", "Withdrawn"),
        ("adr", "Successful alternative dispute resolution"),
    ],
)
def test_a_request_that_went_no_further_stands_under_what_became_of_it(request_outcome, heading):
    closed = second(
        1,
        "2024-06-01",
        request_outcome=request_outcome,
        stage_status="closed",
        ended_on="2024-06-09",
        to_on="2024-06-09",
    )
    table = table_of("7", [closed])
    assert table.cell(heading, "Statutory").cases() == (1,)
    assert table.missing == ()


def test_a_stage_2_answered_without_an_outcome_is_listed():
    table = table_of("7", [second(1, "2024-06-01", "2024-08-01")])
    assert shown(table)["Not recorded"] == ["0", "1", "1"]
    assert [each.cases for each in run_checks([table])] == [(1,)]


def test_reasons_stand_the_most_frequent_first_under_the_words_of_the_list_or_their_own():
    lines = [
        second(1, "2024-06-01", escalation_reason="New information"),
        second(2, "2024-06-02", escalation_reason="A reason of long ago"),
        second(3, "2024-06-03", escalation_reason="A reason of long ago"),
        second(4, "2024-06-04"),
    ]
    assert shown(table_of("7a", lines)) == {
        "A reason of long ago": ["2", "0", "2", "50%"],
        "New information": ["1", "0", "1", "25%"],
        "Not recorded": ["1", "0", "1", "25%"],
        "Total": ["4", "0", "4", "100%"],
    }


def test_the_share_escalated_sets_requests_beside_complaints_of_each_year():
    table = table_of("7b", STAGES)
    assert shown(table) == {
        "2024-25": ["1", "5", "500% (5/1)"],
        "2023-24": ["0", "2", "n/a"],
        "2022-23": ["0", "1", "n/a"],
    }
    cell = table.cell("2024-25", "Escalated to stage 2")
    assert (cell.cases(), cell.part_cases()) == ((10,), (3, 4, 5, 6, 7))


# -- stage 3 and the Ombudsman --------------------------------------------------------------------------------


def later(n: int, step: str, begun: str, ended: str = "", **said: Any) -> dict[str, Any]:
    procedure = "LGO" if step == "LGO" else "CA"
    return second(n, begun, ended, step=step, **{"procedure": procedure, "service": "Early Years", **said})


def test_panels_are_counted_by_request_and_told_in_the_order_of_their_answers():
    lines = [
        later(2, "S3", "2024-05-01", "2024-09-01", outcome="upheld"),
        later(1, "S3", "2024-06-01", "2024-08-01", outcome="not_upheld", theme="Communication"),
        later(3, "S3", "2025-01-01"),
        later(4, "S3", "2023-05-01", "2023-09-01"),
    ]
    texts = {2: {"details": "A bed that never came.", "remedy": "An apology"}}
    actions = [
        part_line(9, "action", case_n=1, step="S3", what="Apology"),
        part_line(8, "action", case_n=1, step="S1"),
    ]
    assert shown(table_of("8", lines)) == {"2024-25": ["3"], "2023-24": ["1"], "2022-23": ["0"]}
    table = table_of("9", lines, texts=texts, parts=actions)
    assert shown(table) == {
        "1": ["Statutory", "Early Years", "Communication", "Not upheld", "Apology"],
        "2": ["Statutory", "Early Years", "A bed that never came.", "Upheld", "An apology"],
    }
    assert [row[0].cases() for row in table.cells] == [(1,), (2,)]


def test_what_is_recorded_nowhere_is_said_not_guessed():
    table = table_of("9", [later(1, "S3", "2024-05-01", "2024-09-01", service="", outcome="")])
    assert shown(table) == {
        "1": ["Statutory", "Not recorded", "Not recorded", "Not recorded", "None recorded"]
    }


def test_the_ombudsman_has_a_row_for_each_type_with_services_and_decisions():
    lines = [
        later(1, "LGO", "2024-05-01", "2024-09-01", kind="CORP", outcome="fault_injustice"),
        later(
            2, "LGO", "2024-04-01", "2024-10-01", kind="CORP", outcome="no_fault", service="Virtual School"
        ),
        later(3, "LGO", "2024-06-01", kind="LGO", is_first="1"),
        later(4, "LGO", "2023-06-01", "2023-09-01", kind="CA", outcome="not_warranted"),
    ]
    table = table_of("10", lines)
    assert shown(table) == {
        "Corporate": ["2", "Early Years, Virtual School", "Not upheld: no fault; Fault causing injustice"],
        "Ombudsman case": ["1", "Early Years", "Not decided yet"],
        "Total": [
            "3",
            "Early Years, Virtual School",
            "Not upheld: no fault; Fault causing injustice; Not decided yet",
        ],
    }
    assert shown(table_of("10a", lines)) == {"2024-25": ["3"], "2023-24": ["1"], "2022-23": ["0"]}
    before = table_of("10", lines, "2023-24")
    assert (
        before.cell("Statutory", "Decision").text
        == "Closed after initial enquiries: no investigation warranted"
    )


def test_a_decision_is_told_with_all_that_was_paid_after_it():
    lines = [
        later(
            1,
            "LGO",
            "2024-05-01",
            "2024-09-01",
            kind="CORP",
            outcome="fault_injustice",
            theme="Communication",
        )
    ]
    paid = [
        part_line(5, "payment", case_n=1, step="LGO", amount="250"),
        part_line(6, "payment", case_n=1, step="LGO", amount="99.50"),
        part_line(7, "payment", case_n=1, step="S1", amount="10"),
        part_line(8, "payment", case_n=2, step="LGO", amount="10"),
    ]
    table = table_of("11", lines, parts=paid)
    assert shown(table) == {
        "1": [
            "Corporate",
            "Early Years",
            "Communication",
            "Fault causing injustice",
            "None recorded",
            "£349.50",
        ]
    }
    assert table.cell("1", "Payment").cases() == (1,)


@pytest.mark.parametrize("code", ["9", "10", "11"])
def test_a_year_without_any_has_a_table_that_says_so(code):
    table = table_of(code, [])
    assert {cell.text for row in table.cells for cell in row} <= {"0", ""}


# -- growth ---------------------------------------------------------------------------------------------------


def test_growth_is_whole_percent_of_the_year_before():
    lines = [
        *(stage_line(n, from_on="2024-05-01") for n in range(1, 4)),
        *(stage_line(n, from_on="2023-05-01") for n in range(4, 6)),
        stage_line(6, from_on="2023-06-01", kind="MP"),
        stage_line(7, from_on="2024-06-01", kind="FOI", step="FOI"),
    ]
    table = table_of("c", lines)
    assert table.column_headings == ("2023-24", "2024-25", "Change")
    assert shown(table)["Stage 1 Corporate complaints"] == ["2", "3", "+50%"]
    assert shown(table)["MP enquiries"] == ["1", "0", "\N{MINUS SIGN}100%"]
    assert shown(table)["FOI requests"] == ["0", "1", "n/a"]
    assert shown(table)["All new complaints and enquiries"] == ["3", "3", "0%"]
