"""A table as another program reads it: figures as numbers, shares with their numerator and denominator."""

from __future__ import annotations

import json
from typing import Any

from caseworker.reports.cells import Cell, Unit
from caseworker.reports.table import Table


def to_json(table: Table) -> bytes:
    """The table as JSON in UTF-8, one row of cells a line."""
    return (_laid_out(as_data(table)) + "\n").encode("utf-8")


def as_data(table: Table) -> dict[str, Any]:
    """What the JSON says.

    `period` is the code that `parse_period` reads; `cells` holds a number for a count, and for a share
    an object in which `percent` is null where nothing was due; amounts, means and changes say what they are.
    """
    return {
        "code": table.code,
        "source_id": table.report.source_id,
        "title": table.title,
        "question": table.question,
        "population": table.report.population,
        "basis": table.basis or table.report.basis,
        "period": table.period.code,
        "period_label": table.period.label,
        "first_day": table.period.first.isoformat(),
        "last_day": table.period.last.isoformat(),
        "row_heading": table.row_heading,
        "row_headings": list(table.row_headings),
        "column_headings": list(table.column_headings),
        "cells": [[_cell(cell) for cell in row] for row in table.cells],
        "left_out": None if table.left_out is None else table.left_out.number,
    }


def _cell(cell: Cell) -> int | float | str | dict[str, Any] | None:
    if cell.unit in (Unit.SHARE, Unit.RATIO):
        return {"percent": cell.percent, "numerator": cell.numerator, "denominator": cell.denominator}
    if cell.unit is Unit.PERCENT:
        return {"percent": cell.percent}
    if cell.unit is Unit.TEXT:
        return cell.words
    if cell.value is None:
        return None
    if cell.unit in (Unit.POUNDS, Unit.AVERAGE):
        return {"pounds": cell.value / 100 if cell.value % 100 else cell.value // 100}
    if cell.unit is Unit.HOURS:
        return {"hours": cell.value / 100}
    if cell.unit in (Unit.MEAN, Unit.RATE):
        return {cell.unit.value: cell.value / 10}
    if cell.unit in (Unit.CHANGE, Unit.POINTS):
        return {cell.unit.value: cell.value}
    return cell.value


def _laid_out(data: dict[str, Any]) -> str:
    """JSON with a line for each entry, and in `cells` one for each row, so that two files compare well."""
    rows = ",\n".join("    " + json.dumps(row) for row in data["cells"])
    lines = [f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in data.items()]
    lines[list(data).index("cells")] = f'  "cells": [\n{rows}\n  ]'
    return "{\n" + ",\n".join(lines) + "\n}"
