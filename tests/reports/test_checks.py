"""The checks between and within tables: silent on true tables, and naming every contradiction."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseworker.domain.kinds import Kind
from caseworker.reports.brief import Brief
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.cells import Cell, count_cell, share_cell
from caseworker.reports.checks import IDENTITIES, run_checks, to_complete
from caseworker.reports.claims import wrong_and_lacking
from caseworker.reports.table import Missing, Place
from tests.reports.example_facts import DATA, CountedCase, counted, sample_brief, sample_cases
from tests.reports.planting import Tables, altered, first_line, found, without_first_case

PRINTED = {t["id"]: t["published"] for t in json.loads((DATA / "expected.json").read_text("utf-8"))["tables"]}


CODES = ("1a", "1b", "2a", "2b", "3")


def built(brief: Brief) -> Tables:
    return tuple(find(code).build(brief) for code in CODES)


@pytest.fixture
def tables() -> Tables:
    return built(sample_brief())


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


def test_a_case_dropped_from_a_total_is_named(tables):
    place = Place("2b", "Total", "Mayor enquiry")
    dropped = tables[3].cell("Total", "Mayor enquiry").cases()[0]
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
    assert only.sentence == "Table 3, Q2, General enquiry shows 6 above the line, but 4 are."
    assert only.cases == tables[4].cell("Q2", "General enquiry").part_cases()


def test_a_case_review_counted_as_due_is_found(tables):
    received = tables[2].cell("Q4", "Children Act Stage 1")
    due = tables[4].cell("Q4", "Children Act Stage 1")
    with_reviews = share_cell(due.part, received.rows)
    disagreements = found(altered(tables, Place("3", "Q4", "Children Act Stage 1"), lambda _: with_reviews))
    reviews = tuple(case.number for case in sample_cases() if case.is_review)
    assert {each.cases for each in disagreements["due and received"]} == {reviews}


def test_a_case_above_the_line_that_is_not_below_it_is_found(tables):
    place = Place("3", "Q1", "MP enquiry")
    cell = tables[4].cell(place.row, place.column)
    stranger = tables[4].cell("Q2", "MP enquiry").rows
    wrong = replace(cell, part=cell.part | first_line(stranger), numerator=cell.numerator + 1)
    assert "cases behind" in found(altered(tables, place, lambda _: wrong))


def test_a_case_counted_in_two_cells_of_a_row_is_named(tables):
    place = Place("1b", "2024-25", "MP enquiry")
    twice = first_line(tables[1].cell("2024-25", "Member enquiry").rows)
    disagreements = found(altered(tables, place, lambda cell: count_cell(cell.rows | twice)))
    assert disagreements["row total"][0].cases == twice.case_numbers()


def test_cases_lacking_a_value_the_table_needs_are_listed(tables):
    lacking = first_line(tables[0].cell("Total", "2024-25").rows)
    wrong = (replace(tables[0], missing=(Missing("the division", lacking),)), *tables[1:])
    ((only,),) = found(wrong).values()
    assert (only.kind, only.cases) == ("not recorded", lacking.case_numbers())
    assert only.sentence == (
        "Table 1a needs the division; 1 case without. Record it to count them where they belong."
    )


def test_a_value_that_several_tables_lack_is_one_line_with_all_its_tables_and_cases(tables):
    total = tables[0].cell("Total", "2024-25").rows
    one = first_line(total)
    other = first_line(total - one)
    lacking = [
        replace(tables[0], missing=(Missing("the root cause", one), Missing("the theme", other))),
        replace(tables[1], missing=(Missing("the root cause", one | other),)),
        *tables[2:],
    ]
    cause, theme = to_complete(lacking)
    assert cause.sentence == (
        "Tables 1a and 1b need the root cause; 2 cases without. Record it to count them where they belong."
    )
    assert cause.cases == (one | other).case_numbers()
    assert [place.code for place in cause.places] == ["1a", "1b"]
    assert theme.cases == other.case_numbers()
    assert [cause.is_to_complete, theme.is_to_complete] == [True, True]


def test_figures_that_disagree_stand_before_cases_to_complete(tables):
    place = Place("1a", "Total", "2024-25")
    lacking = Missing("the division", first_line(tables[0].cell("Total", "2024-25").rows))
    wrong = altered(tables, place, lambda cell: replace(cell, value=(cell.value or 0) + 1))
    lines = run_checks([replace(wrong[0], missing=(lacking,)), *wrong[1:]])
    assert [each.is_to_complete for each in lines] == [False] * (len(lines) - 1) + [True]
    assert wrong_and_lacking(lines) == (lines[:-1], lines[-1:])


def test_cases_whose_type_is_not_decided_are_to_reconcile():
    undecided = CountedCase(9001, date(2024, 5, 7), Kind.UNDECIDED)
    before = CountedCase(9002, date(2023, 5, 7), Kind.UNDECIDED)
    brief = counted((*sample_cases(), undecided, before))
    (only,) = run_checks(built(brief), brief)
    assert (only.kind, only.cases) == ("no type", (9001,))
    assert only.sentence == (
        "1 case has no complaint or enquiry type yet and stands in no column. Decide the type to count them."
    )


def test_information_requests_and_compliments_are_in_none_of_the_tables():
    others = [
        CountedCase(9000 + n, date(2024, 5, 7), kind)
        for n, kind in enumerate((Kind.FOI, Kind.COMPLIMENT, Kind.COMMENT, Kind.OMBUDSMAN, Kind.SAR))
    ]
    brief = counted((*sample_cases(), *others))
    tables = built(brief)
    assert tables[0].cell("Total", "2024-25").value == 528
    assert run_checks(tables, brief) == ()


def test_one_table_alone_is_checked_too(tables):
    for table in tables:
        assert run_checks([table], sample_brief()) == ()
    place = Place("3", "Q1", "MP enquiry")
    wrong = altered(tables, place, lambda cell: replace(cell, denominator=cell.number - 1))
    assert set(found(wrong[4:], sample_brief())) == {"cases behind", "percentage"}


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
                for row, line in zip(table.cells, PRINTED[table.report.source_id], strict=True)
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
    every = json.loads((DATA / "expected.json").read_text("utf-8"))["tables"]
    by_id = {each["id"]: each for each in every}
    expected = [by_id[table.report.source_id] for table in tables]
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


def test_a_disagreement_is_filed_under_the_name_of_its_identity():
    tables = {report.code: report.build(sample_brief()) for report in CATALOGUE}
    for identity in IDENTITIES:
        assert {claim.kind for claim in identity.claims(tables)} <= {identity.name}
