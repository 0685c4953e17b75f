"""Most tables: entries down the side, entries along the head, a figure where they cross, and totals that are sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, Unit, count_cell, percent_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.declared import ColumnSums, Declared, Headed, Percentages, Relation, RowSums
from caseworker.reports.table import Chart, Claim, Missing, Of, Report, Table

PERCENT = "%"
Measure = Callable[[Rows], Cell]


def crosstab(
    report: Report,
    brief: Brief,
    *,
    row_heading: str,
    rows: Axis,
    columns: Axis,
    base: Rows,
    measure: Measure = count_cell,
    total_row: bool = False,
    total_column: bool = False,
    percent_column: bool = False,
    claims: Sequence[Claim] = (),
    charts: Sequence[Chart] = (),
    missing: Sequence[Missing] = (),
    left_out: Rows | None = None,
    basis: str = "",
    speaks_of: str = "",
) -> Table:
    """Return the table whose cells measure `base & row & column`.

    Args:
        total_row, total_column: add a "Total", which must be the sum of the others (declared, and checked at each run).
        percent_column: add "%", each row's share of all rows; needs no total column.
        left_out: lines of the period that the basis leaves out.
        speaks_of: the column the table's one sentence is about; "" for all of them.
    """
    side = (*rows, Entry(TOTAL, _union(rows, base))) if total_row else rows
    head = (*columns, Entry(TOTAL, _union(columns, base))) if total_column else columns
    cells = [_measured(measure, base & row.rows, head) for row in side]
    headings = [entry.heading for entry in head]
    if percent_column:
        whole = base & _union(rows, base) & _union(columns, base)
        for line, row in zip(cells, side, strict=True):
            line.append(percent_cell(whole & row.rows, whole))
        headings.append(PERCENT)
    kind = cells[0][0].unit if cells and cells[0] else Unit.COUNT
    relations = _sums(len(head), kind, total_row=total_row, total_column=total_column)
    if percent_column and total_column and kind is Unit.COUNT:
        relations.append(Percentages(len(head) - 1, len(head), total_row))
    rows_headed = tuple(entry.heading for entry in side)
    return Table(
        report=report,
        period=brief.period,
        row_heading=row_heading,
        row_headings=rows_headed,
        column_headings=tuple(headings),
        cells=tuple(map(tuple, cells)),
        row_periods=_periods(side, brief),
        column_periods=_with_percent(_periods(head, brief), brief, percent_column),
        has_total_row=total_row,
        has_total_column=total_column,
        claims=Declared(Headed(report.code, rows_headed, headings), relations, claims),
        charts=tuple(charts),
        missing=tuple(each for each in missing if each.rows),
        left_out=count_cell(left_out) if left_out is not None else None,
        basis=basis,
        speaks_of=speaks_of,
        is_by_size=any(entry.is_by_size for entry in rows),
    )


def _measured(measure: Measure, rows: Rows, head: Axis) -> list[Cell]:
    return [measure(rows & column.rows) for column in head]


def whole_of(axis: Axis, base: Rows) -> Rows:
    """Return the lines of `base` under any heading of an axis."""
    return base & _union(axis, base)


def _union(axis: Axis, base: Rows) -> Rows:
    return reduce(or_, (entry.rows for entry in axis), base.population.none)


def _periods(axis: Axis, brief: Brief) -> tuple[Period, ...]:
    if any(entry.period for entry in axis):
        return tuple(entry.period or brief.period for entry in axis)
    return ()


def _with_percent(periods: tuple[Period, ...], brief: Brief, has_percent: bool) -> tuple[Period, ...]:
    return (*periods, brief.period) if periods and has_percent else periods


def _sums(columns: int, unit: Unit, *, total_row: bool, total_column: bool) -> list[Relation]:
    """That totals are sums: of shares above and below the line; of means and the like nothing can be said."""
    if unit not in (Unit.COUNT, Unit.SHARE, Unit.POUNDS, Unit.HOURS):
        return []
    numbers: tuple[Of, ...] = ("n", "d") if unit is Unit.SHARE else ("",)
    found: list[Relation] = []
    for of in numbers:
        if total_row:
            found.append(ColumnSums([(column, of) for column in range(columns)]))
        if total_column:
            found.append(RowSums(columns - 1, of))
    return found
