"""A table as another program reads it: figures as numbers, shares with their numerator and denominator."""

from __future__ import annotations

import json
from typing import Any

from caseworker.reports.table import Cell, Table


def to_json(table: Table) -> bytes:
    """The table as JSON in UTF-8, one row of cells a line."""
    return (_laid_out(as_data(table)) + "\n").encode("utf-8")


def as_data(table: Table) -> dict[str, Any]:
    """What the JSON says.

    `period` is the code that `parse_period` reads; `cells` holds a number for a count, and for a share
    an object in which `percent` is null where nothing was due.
    """
    return {
        "code": table.code,
        "source_id": table.source_id,
        "title": table.title,
        "question": table.question,
        "basis": table.basis,
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


def _cell(cell: Cell) -> int | dict[str, int | None] | None:
    if not cell.is_share:
        return cell.value
    return {"percent": cell.percent, "numerator": cell.numerator, "denominator": cell.denominator}


def _laid_out(data: dict[str, Any]) -> str:
    """JSON with a line for each entry, and in `cells` one for each row, so that two files compare well."""
    rows = ",\n".join("    " + json.dumps(row) for row in data["cells"])
    lines = [f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in data.items()]
    lines[list(data).index("cells")] = f'  "cells": [\n{rows}\n  ]'
    return "{\n" + ",\n".join(lines) + "\n}"
