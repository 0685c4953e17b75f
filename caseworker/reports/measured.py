"""Tables whose every column has a measure of its own: how many, what share of them, how much more than last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry
from caseworker.reports.brief import Brief
from caseworker.reports.cells import (
    Cell,
    Unit,
    change_cell,
    count_cell,
    percent_cell,
    points_cell,
    share_cell,
)
from caseworker.reports.chart_room import fitting
from caseworker.reports.columns import TOTAL
from caseworker.reports.declared import ColumnSums, Declared, Headed, InRows, Relation
from caseworker.reports.table import Chart, Missing, Of, Report, Table

CHANGE = "Change"
OF_TOTAL = "Of total"
_ADDED: dict[Unit, tuple[Of, ...]] = {
    Unit.COUNT: ("",), Unit.POUNDS: ("",), Unit.HOURS: ("",), Unit.SHARE: ("n", "d"),
}  # fmt: skip
"""Units whose column adds up, and which of their numbers do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and what is measured under it of the lines of a row.

    Attributes:
        period: the days it is about, where the columns are times.
        day: the column of days it goes by, where the rows are times and the columns count by different days.
        of_row: measures with the heading of the row too, such as against a target of its own.
    """

    heading: str
    measure: Callable[[Rows], Cell]
    period: Period | None = None
    day: str = ""
    of_row: Callable[[str, Rows], Cell] | None = None


def measured(
    report: Report,
    brief: Brief,
    *,
    row_heading: str,
    rows: Axis,
    columns: Sequence[Column],
    base: Rows,
    speaks_of: str,
    total_row: bool = False,
    across: Sequence[tuple[str, Sequence[str]]] = (),
    within: Sequence[tuple[str, str, Of]] = (),
    charts: Sequence[Chart] = (),
    missing: Sequence[Missing] = (),
    left_out: Rows | None = None,
    basis: str = "",
) -> Table:
    """Return the table whose cells are the measure of their column, taken of `base & row`.

    Args:
        speaks_of: the column that the table's one sentence is about.
        total_row: add "Total"; columns that can be added up must then be the sums of their rows.
        across: columns that are the sum of others in each row: ("Answered", ("On time", "Late")).
        within: of the share under the first heading the number of a row lies within that of the second.
    """
    side = (*rows, Entry(TOTAL, _union(rows, base))) if total_row else rows
    cells = tuple(tuple(_cell(column, base & row.rows, row, brief) for column in columns) for row in side)
    headings = tuple(column.heading for column in columns)
    rows_headed = tuple(row.heading for row in side)
    relations: list[Relation] = [_in_rows(headings, across, within)] if across or within else []
    if total_row and rows:
        relations.append(_column_sums(cells[-1]))
    timed = any(column.period for column in columns)
    return Table(
        report=report,
        period=brief.period,
        row_heading=row_heading,
        row_headings=rows_headed,
        column_headings=headings,
        cells=cells,
        row_periods=tuple(row.period or brief.period for row in side) if any(r.period for r in side) else (),
        column_periods=tuple(column.period or brief.period for column in columns) if timed else (),
        has_total_row=total_row,
        claims=Declared(Headed(report.code, rows_headed, headings), relations),
        charts=tuple(drawn for chart in charts for drawn in fitting(chart)),
        missing=tuple(each for each in missing if each.rows),
        left_out=count_cell(left_out) if left_out is not None else None,
        basis=basis,
        speaks_of=speaks_of,
        is_by_size=any(entry.is_by_size for entry in rows),
    )


def _cell(column: Column, rows: Rows, row: Entry, brief: Brief) -> Cell:
    if column.of_row is not None:
        return column.of_row(row.heading, rows)
    return column.measure(rows.between(column.day, row.period or brief.period) if column.day else rows)


def years_columns(brief: Brief, base: Callable[[Period], Rows]) -> tuple[Column, ...]:
    """The years, the earliest first, the change on the year before, and each row's share of this year's total."""
    now, before = base(brief.years[0]), base(brief.years[1])
    counted = tuple(Column(year.label, _counted_in(base(year)), year) for year in reversed(brief.years))
    return (
        *counted,
        Column(CHANGE, lambda rows: change_cell(rows & now, rows & before)),
        Column(OF_TOTAL, lambda rows: percent_cell(rows & now, now)),
    )


def share_of(heading: str, part: Rows, among: Rows | None = None, *, day: str = "") -> Column:
    """What share of a row's lines (of those in `among`) is in `part`."""
    return Column(heading, lambda rows: share_cell(part, rows if among is None else rows & among), day=day)


def count_of(heading: str, part: Rows | None = None, *, day: str = "") -> Column:
    """How many lines of the row (in `part`) there are."""
    return Column(heading, lambda rows: count_cell(rows if part is None else rows & part), day=day)


def points_between(heading: str, part: Rows, now: Rows, before: Rows) -> Column:
    """By how many percentage points the share in `part` of now is above the one of before."""
    return Column(
        heading, lambda rows: points_cell(share_cell(part, rows & now), share_cell(part, rows & before))
    )


def _counted_in(chosen: Rows) -> Callable[[Rows], Cell]:
    return lambda rows: count_cell(rows & chosen)


def _union(axis: Axis, base: Rows) -> Rows:
    return reduce(or_, (entry.rows for entry in axis), base.population.none)


def _in_rows(
    headings: Sequence[str],
    across: Sequence[tuple[str, Sequence[str]]],
    within: Sequence[tuple[str, str, Of]],
) -> InRows:
    place = {heading: column for column, heading in reversed([*enumerate(headings)])}
    return InRows(
        [(place[whole], [place[part] for part in parts]) for whole, parts in across],
        [(place[part], place[whole], of) for part, whole, of in within],
    )


def _column_sums(totals: Sequence[Cell]) -> ColumnSums:
    return ColumnSums(
        [(column, of) for column, total in enumerate(totals) for of in _ADDED.get(total.unit, ())]
    )
