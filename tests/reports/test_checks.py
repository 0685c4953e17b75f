"""The checks between and within tables: silent on true tables, and naming every contradiction."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseworker.domain.facts import Facts
from caseworker.domain.kinds import Kind
from caseworker.reports.catalogue import build_all
from caseworker.reports.checks import IDENTITIES, run_checks
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Cell, Place, Table
from tests.reports.example_facts import DATA, YEAR, CountedCase, grouped, sample_cases, sample_facts

Tables = tuple[Table, ...]
PRINTED = {t["id"]: t["published"] for t in json.loads((DATA / "expected.json").read_text("utf-8"))["tables"]}


@pytest.fixture
def tables() -> Tables:
    return build_all(sample_facts(), YEAR)


def altered(tables: Tables, place: Place, change: Callable[[Cell], Cell]) -> Tables:
    """The tables with one cell changed."""
    return tuple(
        replace(
            table,
            cells=tuple(
                tuple(
                    change(cell) if Place(table.code, heading, column) == place else cell
                    for column, cell in zip(table.column_headings, row, strict=True)
                )
                for heading, row in zip(table.row_headings, table.cells, strict=True)
            ),
        )
        for table in tables
    )


def found(tables: Tables, facts: Facts | None = None) -> dict[str, list[Disagreement]]:
    """The disagreements by kind."""
    by_kind: dict[str, list[Disagreement]] = {}
    for each in run_checks(tables, facts):
        by_kind.setdefault(each.kind, []).append(each)
    return by_kind


def without_first_case(cell: Cell) -> Cell:
    """The cell as if one case had been dropped from it: figure and cases alike."""
    first = cell.groups[0]
    kept = first.cases.split(",")[1:]
    fewer = replace(first, cases=",".join(kept), count=first.count - 1)
    return replace(cell, value=(cell.value or 0) - 1, groups=(fewer, *cell.groups[1:]))


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (Place("1a", "Total", "2024-25"), {"year and parts"}),
        (Place("1a", "Total", "2022-23"), {"year and parts"}),
        (Place("1b", "2023-24", "MP enquiry"), {"row total"}),
        (Place("1b", "2024-25", "MP enquiry"), {"row total", "year and parts"}),
        (
            Place("2a", "Q2", "Mayor enquiry"),
            {"row total", "column total", "quarter and months", "due and received"},
        ),
        (Place("2a", "Q2", "Total"), {"row total", "column total", "quarter and months"}),
        (Place("2a", "Total", "Total"), {"row total", "column total", "year and parts"}),
        (Place("2b", "April", "Total"), {"row total", "column total", "quarter and months"}),
        (
            Place("2b", "July", "MP enquiry"),
            {"row total", "column total", "quarter and months", "due and received"},
        ),
        (Place("3", "Q3", "Member enquiry"), {"due and received", "percentage"}),
    ],
    ids=lambda value: ", ".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_a_wrong_figure_is_found_by_every_identity_it_breaks(tables, place, kinds):
    def wrong(cell: Cell) -> Cell:
        if cell.is_share:
            return replace(cell, denominator=cell.number + 1)
        return replace(cell, value=cell.number + 1)

    wrong_tables = altered(tables, place, wrong)
    disagreements = found(wrong_tables)
    assert set(disagreements) == kinds | {"cases behind"}
    assert all(any(place in each.places for each in disagreements[kind]) for kind in kinds)
    assert "recount" in found(wrong_tables, sample_facts())


def test_a_case_dropped_from_a_total_is_named(tables):
    place = Place("2b", "Total", "Mayor enquiry")
    dropped = tables[3].cell("Total", "Mayor enquiry").groups[0].case_numbers()[0]
    disagreements = found(altered(tables, place, without_first_case))
    assert set(disagreements) == {"row total", "column total", "year and parts"}
    assert all(each.cases == (dropped,) for kind in disagreements.values() for each in kind)
    (column,) = disagreements["column total"]
    assert column.sentence.startswith(
        "Table 2b, Total, Mayor enquiry shows 28, but the sum of its column gives 29 ("
    )
    assert column.sentence.endswith("Of these, 1 case is not counted alike.")


def test_two_cells_with_each_others_cases_are_found_although_every_sum_holds(tables):
    one, other = Place("2a", "Q1", "Member enquiry"), Place("2a", "Q3", "Member enquiry")
    first, third = tables[2].cell(one.row, one.column), tables[2].cell(other.row, other.column)
    swapped = altered(altered(tables, one, lambda _: third), other, lambda _: first)
    disagreements = found(swapped)
    assert "column total" not in disagreements
    assert {"row total", "quarter and months", "due and received"} <= set(disagreements)


def test_equal_figures_of_different_cases_are_no_agreement(tables):
    one, other = Place("2a", "Q1", "Chief Executive enquiry"), Place("2a", "Q2", "Chief Executive enquiry")
    first, second = tables[2].cell(one.row, one.column), tables[2].cell(other.row, other.column)
    assert first.value == second.value == 1
    swapped = altered(altered(tables, one, lambda _: second), other, lambda _: first)
    (month, _) = found(swapped)["quarter and months"]
    assert month.cases == tuple(sorted(first.cases() + second.cases()))
    assert month.sentence == (
        "Table 2a, Q1, Chief Executive enquiry shows 1, and so does the sum of its months in Table 2b, "
        "but 2 cases are not counted alike."
    )


def test_quarters_in_the_wrong_order_are_found(tables):
    two_a = tables[2]
    cells = (two_a.cells[1], two_a.cells[0], *two_a.cells[2:])
    disagreements = found((*tables[:2], replace(two_a, cells=cells), *tables[3:]))
    assert {"quarter and months", "due and received"} == set(disagreements)


def test_a_percentage_that_is_not_its_fraction_is_found(tables):
    place = Place("3", "Q2", "General enquiry")
    (wrong,) = found(altered(tables, place, lambda cell: replace(cell, percent=60)))["percentage"]
    assert wrong.sentence == "Table 3, Q2, General enquiry shows 60%, but 4 of 10 is 40%."
    (wrong,) = found(
        altered(tables, Place("3", "Q3", "Chief Executive enquiry"), lambda c: replace(c, percent=0))
    )["percentage"]
    assert wrong.sentence == "Table 3, Q3, Chief Executive enquiry shows 0%, but 0 of 0 is no percentage."


def test_a_wrong_number_on_time_is_found(tables):
    wrong = altered(
        tables, Place("3", "Q2", "General enquiry"), lambda cell: replace(cell, numerator=6, percent=60)
    )
    ((only,),) = found(wrong).values()
    assert only.sentence == "Table 3, Q2, General enquiry shows 6 on time, but 4 of its cases were."


def test_a_case_review_counted_as_due_is_found(tables):
    received = tables[2].cell("Q4", "Children Act Stage 1")
    due = replace(
        tables[4].cell("Q4", "Children Act Stage 1"),
        numerator=8,
        denominator=41,
        percent=20,
        groups=received.groups,
    )
    disagreements = found(altered(tables, Place("3", "Q4", "Children Act Stage 1"), lambda _: due))
    reviews = tuple(case.number for case in sample_cases() if case.is_review)
    assert {each.cases for each in disagreements["due and received"]} == {reviews}


def test_a_case_in_two_groups_is_counted_once_or_named():
    facts = sample_facts()
    again = replace(facts.cells[0], division="Elsewhere", cases=facts.cells[0].cases.split(",")[0], count=1)
    doubled = Facts((*facts.cells, again), facts.covered)
    (twice,) = found(build_all(doubled, YEAR), doubled)["counted once"]
    assert twice.cases == again.case_numbers()
    assert twice.sentence == "1 case stands in the count more than once."


def test_facts_whose_count_is_not_their_cases_are_found():
    facts = sample_facts()
    last = next(cell for cell in facts.cells if cell.month == "2024-07")
    wrong = Facts([replace(c, count=c.count + 1) if c is last else c for c in facts.cells], facts.covered)
    assert "cases behind" in found(build_all(wrong, YEAR))


def test_cases_whose_type_is_not_decided_are_to_reconcile():
    undecided = CountedCase(9001, date(2024, 5, 7), Kind.UNDECIDED)
    before = CountedCase(9002, date(2023, 5, 7), Kind.UNDECIDED)
    facts = grouped((*sample_cases(), undecided, before), YEAR)
    (only,) = run_checks(build_all(facts, YEAR), facts)
    assert (only.kind, only.cases) == ("no type", (9001,))
    assert only.sentence == (
        "1 case has no complaint or enquiry type yet and stands in no column. Decide the type to count them."
    )


def test_information_requests_and_compliments_are_in_none_of_the_tables():
    others = [
        CountedCase(9000 + n, date(2024, 5, 7), kind)
        for n, kind in enumerate((Kind.FOI, Kind.COMPLIMENT, Kind.COMMENT, Kind.OMBUDSMAN, Kind.SAR))
    ]
    facts = grouped((*sample_cases(), *others), YEAR)
    tables = build_all(facts, YEAR)
    assert tables[0].cell("Total", "2024-25").value == 528
    assert run_checks(tables, facts) == ()


def test_one_table_alone_is_checked_too(tables):
    for table in tables:
        assert run_checks([table], sample_facts()) == ()
    wrong = altered(tables, Place("3", "Q1", "MP enquiry"), without_first_case_of_share)
    ((only,),) = found(wrong[4:], sample_facts()).values()
    assert only.kind == "recount"


def without_first_case_of_share(cell: Cell) -> Cell:
    late = next(group for group in cell.groups if not group.on_time)
    groups = tuple(group for group in cell.groups if group is not late)
    due = cell.number - late.count
    percent = (200 * (cell.numerator or 0) + due) // (2 * due)
    return replace(cell, denominator=due, percent=percent, groups=groups)


def as_printed(cell: Cell, printed: Any) -> Cell:
    """Our cell with the figure that the council printed."""
    if not cell.is_share:
        return replace(cell, value=printed)
    share = printed or {"percent": None, "numerator": 0, "denominator": 0}
    return replace(
        cell, percent=share["percent"], numerator=share["numerator"], denominator=share["denominator"]
    )


def printed_tables(tables: Tables) -> Tables:
    return tuple(
        replace(
            table,
            cells=tuple(
                tuple(as_printed(cell, printed) for cell, printed in zip(row, line, strict=True))
                for row, line in zip(table.cells, PRINTED[table.source_id], strict=True)
            ),
        )
        for table in tables
    )


def test_the_checks_find_all_22_contradictions_of_the_printed_tables_and_no_others(tables):
    """The published Tables 1a to 3 contradict themselves in 22 places; so do ours when given its figures."""
    contradictions = {
        "row total": ["2b April Total", "2b July Total", "2b October Total"],
        "column total": ["2b Total Total"],
        "quarter and months": [
            "2a Q1 Total",
            "2a Q2 Mayor enquiry",
            "2a Q2 Total",
            "2a Q3 Mayor enquiry",
            "2a Q3 Total",
        ],
        "percentage": ["3 Q2 General enquiry"],
        "due and received": [
            "3 Q2 Chief Executive enquiry",
            "3 Q2 Chief Executive enquiry",
            "3 Q2 MP enquiry",
            "3 Q2 MP enquiry",
            "3 Q2 Mayor enquiry",
            "3 Q2 Member enquiry",
            "3 Q2 Member enquiry",
            "3 Q3 Chief Executive enquiry",
            "3 Q3 Chief Executive enquiry",
            "3 Q3 Mayor enquiry",
            "3 Q3 Member enquiry",
            "3 Q3 Member enquiry",
        ],
    }
    disagreements = found(printed_tables(tables))
    disagreements.pop("cases behind")  # the cells whose figure differs from the true one
    places = {
        kind: sorted(" ".join((p.code, p.row, p.column)) for p in (each.places[0] for each in some))
        for kind, some in disagreements.items()
    }
    assert places == contradictions
    assert sum(map(len, places.values())) == 22


def test_every_printed_figure_that_differs_from_its_cases_is_named(tables):
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))["tables"]
    differing = {
        Place(table.code, row, column)
        for table, truth in zip(tables, expected, strict=True)
        for row, line, printed_line in zip(
            table.row_headings, truth["expected"], truth["published"], strict=True
        )
        for column, true, printed in zip(table.column_headings, line, printed_line, strict=True)
        if not isinstance(true, dict) and true != printed
    }
    named = {
        each.places[0] for each in found(printed_tables(tables))["cases behind"] if each.places[0].code != "3"
    }
    assert named == differing


def test_every_identity_is_declared_with_a_sentence():
    assert len({identity.name for identity in IDENTITIES}) == len(IDENTITIES)
    assert all(identity.says.endswith(".") for identity in IDENTITIES)
