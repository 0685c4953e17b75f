"""What a figure can be opened to, and how it is read out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseworker.actions.reports import Pack
from caseworker.reports.behind import behind, read_out, why_nothing
from caseworker.reports.cells import Unit
from caseworker.reports.table import Table


@pytest.fixture
def tables(sample_pack: Callable[[str], Pack]) -> dict[str, Table]:
    """The tables of the sample year by code."""
    return {table.code: table for table in sample_pack("2024-25").tables}


def test_every_figure_of_the_year_opens_what_it_counts(tables: dict[str, Table]) -> None:
    for table in tables.values():
        for place, cell in table.places():
            found = behind(table, place.row, place.column)
            if not found:
                assert why_nothing(table, place.row, place.column).endswith(".")
            elif cell.unit in (Unit.SHARE, Unit.PERCENT) and len(found) == 3:
                every, inside, outside = (set(each.numbers) for each in found)
                assert every == inside | outside
                assert len({each.words for each in found}) == 3
            assert read_out(table, cell) or cell.unit is Unit.TEXT


@pytest.mark.parametrize(
    ("code", "row", "column", "words"),
    [
        ("3", "Q1", "MP enquiry", ("answered on time", "answered late, or not yet")),
        ("5", "Upheld", "%", ("in the row “Upheld”", "in the other rows")),
        ("25", "MP enquiry", "Within 10 working days",
         ("answered within 10 working days", "answered later, or not yet")),
        ("25", "MP enquiry", "By the current deadline",
         ("answered by the current deadline", "answered after it, or not yet")),
        ("24", "Total", "Upheld or partly upheld", ("counted under “Upheld or partly upheld”", "not counted there")),
    ],
)  # fmt: skip
def test_the_two_sides_of_a_share_are_named_by_what_it_is_a_share_of(
    tables: dict[str, Table], code: str, row: str, column: str, words: tuple[str, str]
) -> None:
    found = behind(tables[code], row, column)
    assert found[0].words.startswith("All ")
    assert tuple(each.words.split(": ", 1)[1] for each in found[1:]) == words


def test_a_change_opens_now_and_before(tables: dict[str, Table]) -> None:
    table = tables["c"]
    heading = next(
        h for h in table.column_headings if table.cells[0][table.column_headings.index(h)].unit == "change"
    )
    found = behind(table, table.row_headings[0], heading)
    assert [each.words.rsplit(" ", 1)[1] for each in found] == ["now", "before"]
