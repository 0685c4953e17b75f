"""What tables declare of whole rows and columns is what they claim number by number: none is let off that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from caseworker.reports.catalogue import CATALOGUE
from caseworker.reports.cells import Cell
from caseworker.reports.claims import Numbers, disagreement
from caseworker.reports.declared import Declared
from caseworker.reports.table import Claim, Table
from tests.reports.example_facts import sample_brief
from tests.reports.planting import altered, first_line, without_first_case


def wrong(table: Table, claims: Iterable[Claim]) -> list[Claim]:
    """Those that do not hold, looked at one by one."""
    numbers = Numbers({table.code: table})
    return [claim for claim in claims if disagreement(numbers, claim) is not None]


def one_more(cell: Cell) -> Cell:
    return replace(cell, value=(cell.value or 0) + 1, numerator=(cell.numerator or 0) + 1)


def one_case_for_another(cell: Cell) -> Cell:
    """The figures stay; a line behind them, and behind the number above the line, is exchanged for one not counted."""
    assert cell.rows is not None
    other = first_line(cell.rows.population.all - cell.rows)
    part = cell.part - first_line(cell.part) | other if cell.part else cell.part
    return replace(cell, rows=cell.rows - first_line(cell.rows) | other, part=part)


def without_lines(cell: Cell) -> Cell:
    return replace(cell, rows=None, part=None)


@pytest.mark.parametrize("change", [one_more, one_case_for_another, without_first_case, without_lines])
def test_of_a_table_with_any_cell_changed_exactly_the_claims_that_are_wrong_are_found(
    change: Callable[[Cell], Cell],
) -> None:
    brief, found = sample_brief(), 0
    for report in CATALOGUE:
        table = report.build(brief)
        claims = table.claims
        if not isinstance(claims, Declared) or not claims:
            continue
        places = [
            place
            for place, cell in table.places()
            if cell.rows and cell.rows.count < cell.rows.population.size
        ]
        for place in (*places[:2], *places[len(places) // 2 :][:2], *places[-2:]):
            (changed,) = altered([table], place, change)
            known = wrong(changed, claims)
            assert wrong(changed, claims.in_doubt(changed.cells)) == known, place
            found += len(known)
    assert found > 200 or change is without_lines, "else this test tries nothing"


def test_nothing_is_in_doubt_where_every_figure_is_right() -> None:
    brief = sample_brief()
    tables = [report.build(brief) for report in CATALOGUE]
    declared = [(each, each.claims) for each in tables if isinstance(each.claims, Declared)]
    doubted = {table.code: claim for table, claims in declared for claim in claims.in_doubt(table.cells)}
    claimed = sum(len(claims) for _table, claims in declared)
    assert claimed > 10 * len(doubted), doubted
