"""The charts of a table as Excel's own, below it, drawn from its cells: they follow when somebody mends a figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from caseworker.reports.cells import Unit
from caseworker.reports.shown import ShownChart, ShownTable
from caseworker.reports.spread import SpreadColumn, one_line

COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25")
PATTERNS = ("", "wide_upward_diagonal", "light_horizontal", "wide_downward_diagonal")
"""Series differ by pattern too; the first is full."""
DASHES = ("solid", "dash", "round_dot", "long_dash_dot")
MARKS = ("circle", "square", "diamond", "triangle")
WIDTH, ROW, LEAST, LINES = 760, 20, 220, 300
"""In pixels: how wide a chart is, the room of a bar, the least height of bars and the height of lines."""
ROWS_BETWEEN = 2
_ROW_PIXELS = 20

Cells = tuple[int, int, int, int]  # first row, first column, last row, last column


def add_charts(
    book: Any,
    sheet: Any,
    table: ShownTable,
    columns: Sequence[SpreadColumn],
    *,
    sheet_name: str,
    first_row: int,
) -> None:
    """Put the charts of a table below it; one whose figures do not stand side by side is left to paper."""
    at = first_row + len(table.row_headings) + ROWS_BETWEEN
    for chart in table.charts:
        ranges = [_range(table, columns, chart, number, first_row) for number in range(len(chart.series))]
        found = [cells for cells in ranges if cells is not None]
        if not found or len(found) < len(ranges) or not any(_known(chart)):
            continue
        made = _chart(book, chart)
        for number, cells in enumerate(found):
            made.add_series(_series(chart, number, sheet_name, cells, first_row))
        height = _height(chart)
        made.set_size({"width": WIDTH, "height": height})
        sheet.insert_chart(at, 0, made, {"description": one_line(chart.describes), "object_position": 2})
        at += height // _ROW_PIXELS + ROWS_BETWEEN


def _known(chart: ShownChart) -> list[bool]:
    return [value is not None for series in chart.series for value in series.values]


def _range(
    table: ShownTable, columns: Sequence[SpreadColumn], chart: ShownChart, number: int, first_row: int
) -> Cells | None:
    """The cells of a series, where they stand side by side in one row or column; None otherwise."""
    places = chart.places[number]
    if not places:
        return None
    rows = [table.row_headings.index(place.row) for place in places]
    heads = [table.column_headings.index(place.column) for place in places]
    stand = [next(at for at, column in enumerate(columns, 1) if column.place == head) for head in heads]
    down = _follow(rows) and len(set(stand)) == 1
    across = _follow(stand) and len(set(rows)) == 1
    if not down and not across:
        return None
    return first_row + rows[0], stand[0], first_row + rows[-1], stand[-1]


def _follow(numbers: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _chart(book: Any, chart: ShownChart) -> Any:
    is_line = chart.form == "lines"
    made = book.add_chart({"type": "line"} if is_line else {"type": "bar"})
    made.set_title({"name": one_line(chart.title).lstrip("= "), "name_font": {"size": 12}, "overlay": False})
    made.set_legend({"none": True} if len(chart.series) == 1 else {"position": "top"})
    figures: dict[str, Any] = {"min": 0, "major_gridlines": {"visible": False}, "visible": False}
    if chart.unit in (Unit.SHARE, Unit.PERCENT):
        figures["max"] = 1
    names = {"line": {"color": "#767676"}, "reverse": not is_line}
    made.set_x_axis({"line": {"color": "#767676"}} if is_line else names)
    made.set_y_axis(figures if is_line else names)
    if not is_line:
        made.set_x_axis(figures)
    made.show_blanks_as("gap")
    return made


def _series(chart: ShownChart, number: int, sheet_name: str, cells: Cells, first_row: int) -> dict[str, Any]:
    first, left, last, right = cells
    is_down = left == right and (
        first != last or chart.places[number][0].column == chart.series[number].label
    )
    names = [first, 0, last, 0] if is_down else [first_row - 1, left, first_row - 1, right]
    named_by = [first_row - 1, left] if is_down else [first, 0]
    colour = COLOURS[number]
    made: dict[str, Any] = {
        "name": [sheet_name, *named_by],
        "values": [sheet_name, *cells],
        "categories": [sheet_name, *names],
        "data_labels": {"value": True, "font": {"size": 9}},
    }
    if chart.form == "lines":
        mark = {"type": MARKS[number], "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        return made | {"line": {"color": colour, "width": 2, "dash_type": DASHES[number]}, "marker": mark}
    made |= {"border": {"color": colour}, "gap": 60}
    if not PATTERNS[number]:
        return made | {"fill": {"color": colour}}
    return made | {"pattern": {"pattern": PATTERNS[number], "fg_color": colour, "bg_color": "#FFFFFF"}}


def _height(chart: ShownChart) -> int:
    bars = len(chart.series) * len(chart.categories)
    return LINES if chart.form == "lines" else max(LEAST, 90 + ROW * bars)
