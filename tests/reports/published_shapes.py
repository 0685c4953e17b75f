"""Our tables read as the printed ones are laid out, so that they can be compared figure by figure.

Most have the printed rows and columns, under the same words. Where ours says more, or lays the same figures out so
that they can be checked, a shape picks the printed figures from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from caseworker.reports.as_json import as_data
from caseworker.reports.table import Table

Grid = list[list[Any]]
Expected = Mapping[str, Any]
Figures = Mapping[tuple[str, str], Any]
"""Our figures by their headings, as the printed ones write them."""

_DIVISIONS = {
    "CSC": "Children's Social Care",
    "FQC": "Families, Quality and Commissioning",
    "Education": "Education Services",
}


def plain(heading: str) -> str:
    """A printed heading as ours writes it: years as 2024-25 whatever the dash, one way of capitals."""
    years = r"(\d{4})\s*[-–/]\s*(?:\d\d)?(\d\d)\b"
    return re.sub(years, r"\1-\2", heading).casefold()


def as_printed(table: Table, expected: Expected) -> Grid:
    """What our table says in the places of the printed one."""
    data = as_data(table)
    figures = {
        (plain(row), plain(column)): cell
        for row, line in zip(data["row_headings"], data["cells"], strict=True)
        for column, cell in zip(data["column_headings"], line, strict=True)
    }
    shape = SHAPES.get(expected["id"].split("/")[1], same_place)
    return shape(figures, expected)


def same_place(figures: Figures, expected: Expected) -> Grid:
    """The printed rows and columns, under the same words."""
    return [
        [figures[plain(row), plain(column)] for column in expected["column_headings"]]
        for row in expected["row_headings"]
    ]


def _case_reviews(figures: Figures, expected: Expected) -> Grid:
    rows = ("received", "answered on time", "not answered on time")
    found = [[figures[row, "case reviews"], None] for row in rows]
    return [*found, [None, None]]


def _payments(figures: Figures, expected: Expected) -> Grid:
    """Printed as a row for each division and quarter."""
    places = (row.split(" / ") for row in expected["row_headings"])
    return [[figures[plain(division), plain(quarter)]] for division, quarter in places]


def _compliments(figures: Figures, expected: Expected) -> Grid:
    return [[figures[plain(row), "2024-25"]] for row in expected["row_headings"]]


def _outcomes(figures: Figures, expected: Expected) -> Grid:
    """The print leaves the percentage of the total empty."""
    grid = same_place(figures, expected)
    assert grid[-1][-1] == {"percent": 100}
    return [*grid[:-1], [*grid[-1][:-1], None]]


def _stage_2_requests(figures: Figures, expected: Expected) -> Grid:
    """The print calls the statutory procedure Children Act in one of the years."""
    return [
        [
            figures[plain(row).replace("children act", "statutory"), plain(column)]
            for column in expected["column_headings"]
        ]
        for row in expected["row_headings"]
    ]


def _stage_2_status(figures: Figures, expected: Expected) -> Grid:
    """Printed as "4 Statutory 3 Corporate" in a column for each division."""

    def printed(row: str, column: str) -> Any:
        if column not in _DIVISIONS:
            return figures[plain(row), "total"]
        procedures = ("statutory", "corporate")
        found = {name: figures[plain(row), plain(f"{_DIVISIONS[column]}: {name}")] for name in procedures}
        return {name: number for name, number in found.items() if number} or 0

    return [
        [printed(row, column) for column in expected["column_headings"]] for row in expected["row_headings"]
    ]


def _escalated(figures: Figures, expected: Expected) -> Grid:
    share = figures["2024-25", "escalated to stage 2"]
    assert share["denominator"] == figures["2024-25", "complaints received"]
    values = [
        None,
        figures["2024-25", "complaints received"],
        figures["2023-24", "complaints received"],
        {"value": share["numerator"], "percent": share["percent"]},
    ]
    return [[value, None] for value in values]


def _ombudsman_received(figures: Figures, expected: Expected) -> Grid:
    """Printed as one row with the case type in its first column; ours has a row for each type."""
    columns = ("numbers received", "service", "decision")
    (case_type,) = {row for row, _column in figures} - {"total"}
    return [[case_type.capitalize(), *(figures[case_type, column] for column in columns)]]


def _ombudsman_completed(figures: Figures, expected: Expected) -> Grid:
    """The print leaves the payment empty where there was none."""
    return [
        [None if cell == {"pounds": 0} else cell for cell in row] for row in same_place(figures, expected)
    ]


def _year_before(figures: Figures, expected: Expected) -> Grid:
    return [[figures["2023-24", "numbers received"], None]]


def _information_by_month(figures: Figures, expected: Expected) -> Grid:
    """Months are printed with their year; the percentage of the total is left empty."""
    columns = ("requests", "internal reviews", "information commissioner", "total", "%")
    rows = [plain(row).split(" ")[0] for row in expected["row_headings"]]
    grid = [[figures[row, column] for column in columns] for row in rows]
    assert grid[-1][-1] == {"percent": 100}
    return [*grid[:-1], [*grid[-1][:-1], None]]


def _information_on_time(figures: Figures, expected: Expected) -> Grid:
    """The year is printed first."""
    rows = ("total", "q1", "q2", "q3", "q4")
    return [[figures[row, column] for column in ("requests", "internal reviews")] for row in rows]


def _growth(figures: Figures, expected: Expected) -> Grid:
    return [[figures[plain(row), "change"]["change"], None] for row in expected["row_headings"]]


SHAPES: Mapping[str, Callable[[Figures, Expected], Grid]] = {
    "table-4-note": _case_reviews,
    "table-4-1": _payments,
    "table-4-2": _compliments,
    "table-5": _outcomes,
    "table-5-by-type-received": _outcomes,
    "table-6": _stage_2_requests,
    "table-6-i": _stage_2_status,
    "section-5-2": _escalated,
    "table-10": _ombudsman_received,
    "table-11": _ombudsman_completed,
    "section-7-2": _year_before,
    "section-conclusion": _growth,
    "table-foi-months": _information_by_month,
    "table-foi-quarters": _information_on_time,
}
