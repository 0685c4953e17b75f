"""A table in one sentence: what it says first, for a screen reader and for whoever has no time."""

from __future__ import annotations

from caseworker.reports.axes import NOT_RECORDED
from caseworker.reports.cells import Cell, Unit, percent_of
from caseworker.reports.columns import TOTAL
from caseworker.reports.table import Table


def in_words(table: Table) -> str:
    """Return what the table says above all: how many and most of what, or the share on time."""
    parts = table.cells[:-1] if table.has_total_row else table.cells
    if not parts:
        return f"Nothing to show {table.period.when}."
    if table.speaks_of:
        return _of_one_column(table, len(parts))
    shares = [cell for row in _of_the_period(table, parts) for cell in row if cell.unit is Unit.SHARE]
    if shares:
        return _of_shares(table, shares)
    if _shows_times_alone(table):
        return f"{table.title}, {table.period.label}."
    counts = {
        heading: cell
        for heading, cell in zip(table.column_headings, table.cells[_asked(table)], strict=True)
        if cell.unit is Unit.COUNT
    }
    return _of_counts(table, counts) if counts else f"{table.title}, {table.period.label}."


def _shows_times_alone(table: Table) -> bool:
    """Whether its months or quarters stand beside each other without a sum: what was open at the end of each."""
    rows, columns = table.row_periods, table.column_periods
    if rows and not table.has_total_row and rows[0] != table.period:
        return True
    return bool(columns) and TOTAL not in table.column_headings and columns[-1] != table.period


def _of_the_period(table: Table, parts: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """The rows but those about other years."""
    if not table.row_periods:
        return parts
    rows = zip(parts, table.row_periods, strict=False)
    return tuple(row for row, days in rows if table.period.covers(days))


def _asked(table: Table) -> int:
    return len(table.cells) - 1 if table.has_total_row else 0


def _of_one_column(table: Table, rows: int) -> str:
    """What stands in the column it speaks of; the rows are added up where they have no total."""
    place = table.column_headings.index(table.speaks_of)
    column = [row[place] for row in table.cells]
    if table.row_periods and table.row_periods[0] == table.period:  # the other rows are other years
        column, rows = column[:1], 1
    whole = column[rows:] or column
    if whole[0].is_share:
        return f"{table.speaks_of}: {_of_shares(table, whole)}"
    one, many = table.report.noun
    total = sum(cell.value or 0 for cell in whole)
    if not total:
        return f"No {many} {table.period.when}."
    words = f"{_number(total, one, many)} {table.period.when}"
    if rows < 2:
        return f"{words}."
    named = [row for row in range(rows) if table.row_headings[row] != NOT_RECORDED] or [0]
    most = max(named, key=lambda row: column[row].value or 0)
    if not column[most].value:
        return f"{words}."
    return f"{words}, the most under {table.row_headings[most]} ({column[most].value:,})."


def _of_counts(table: Table, counts: dict[str, Cell]) -> str:
    one, many = table.report.noun
    parts = {heading: cell for heading, cell in counts.items() if heading != TOTAL}
    if TOTAL not in counts and table.column_periods and table.column_periods[-1] == table.period:
        *before, now = zip(parts.values(), table.column_periods, strict=False)
        earlier = ", ".join(f"{cell.value:,} {days.when}" for cell, days in before)
        words = f"{_number(now[0].value or 0, one, many)} {now[1].when}"
        return f"{words}; before that {earlier}." if earlier else f"{words}."
    total = counts[TOTAL].value if TOTAL in counts else sum(cell.value or 0 for cell in parts.values())
    if not total:
        return f"No {many} {table.period.when}."
    words = f"{_number(total, one, many)} {table.period.when}"
    if len(parts) < 2:
        return f"{words}."
    most, cell = max(parts.items(), key=lambda part: part[1].value or 0)
    return f"{words}, the most under {most} ({cell.value:,})."


def _of_shares(table: Table, shares: list[Cell]) -> str:
    top = sum(cell.numerator or 0 for cell in shares)
    bottom = sum(cell.denominator or 0 for cell in shares)
    if not bottom:
        return f"Nothing to count {table.period.when}."
    noun = table.report.noun[0 if bottom == 1 else 1]
    return f"{top:,} of {bottom:,} {noun}, {percent_of(top, bottom)}%, {table.period.when}."


def _number(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
