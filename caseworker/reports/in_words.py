"""A table in one sentence: what it says first, for a screen reader and for whoever has no time."""

from __future__ import annotations

from caseworker.reports.table import Cell, Table, percent_of


def in_words(table: Table) -> str:
    """Return what the table says above all: how many and most of what, or the share on time."""
    cells = [(place.row, place.column, cell) for place, cell in table.places()]
    if any(cell.is_share for _, _, cell in cells):
        return _of_shares(table, cells)
    return _of_counts(table, cells)


def _of_counts(table: Table, cells: list[tuple[str, str, Cell]]) -> str:
    last_row = len(table.row_headings) - 1 if table.has_total_row else 0
    asked = table.cells[last_row]
    total = asked[-1]
    when = table.period.label
    if not total.number:
        return f"No cases were received in {when}."
    received = f"{_cases(total.number)} received in {when}"
    if not table.has_total_column:
        before = [
            f"{cell.number:,} in {column}" for cell, column in zip(asked, table.column_headings, strict=True)
        ]
        return f"{received}; before that {', '.join(before[:-1])}." if before[:-1] else f"{received}."
    parts = list(zip(table.column_headings[:-1], asked[:-1], strict=True))
    most, cell = max(parts, key=lambda part: part[1].number)
    return f"{received}, the most common type {most} ({cell.number:,})."


def _of_shares(table: Table, cells: list[tuple[str, str, Cell]]) -> str:
    on_time = sum(cell.numerator or 0 for _, _, cell in cells)
    due = sum(cell.denominator or 0 for _, _, cell in cells)
    if not due:
        return f"Nothing was due in {table.period.label}."
    noun = "case was" if due == 1 else "cases were"
    return f"{on_time:,} of {due:,} {noun} answered on time, {percent_of(on_time, due)}%, in {table.period.label}."


def _cases(number: int) -> str:
    return "1 case was" if number == 1 else f"{number:,} cases were"
