"""A document as another program reads it: what it says block by block, figures as numbers, nothing that is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseworker.domain.words import whole_letters
from caseworker.reports.cells import DAY, TARGET, Unit, percent_of
from caseworker.reports.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    NewPage,
    Picture,
    Quotation,
    Words,
)
from caseworker.reports.shown import ShownCell, ShownTable


def document_json(document: Document) -> bytes:
    """The document as JSON in UTF-8; the same document gives the same bytes."""
    return _written(document_data(document))


def document_data(document: Document) -> dict[str, Any]:
    """What the JSON says: whose and of which days, then `blocks`, each with what it "is"."""
    return {
        "code": document.code,
        "title": document.title,
        "council": document.council,
        **_days(document),
        "data_on": document.data_on.isoformat(),
        "printed_on": document.printed_on.isoformat(),
        "marking": document.marking,
        "approved": document.approved,
        "blocks": [_WRITERS[type(block)](block) for block in document.blocks],
    }


def table_data(table: ShownTable) -> dict[str, Any]:
    """What the JSON of a table says.

    Each cell has its `text` as read and its `unit`; a share has `percent`, `numerator` and `denominator`, any other
    figure its `value` (pounds, hours, a change as a fraction of one); words that say a date have its `day`, words that
    say how many days their `days` (those over are negative); a cell that is hidden has its text alone.
    """
    return {
        "is": "table",
        "code": table.code,
        "title": table.title,
        "question": table.question,
        "note": table.note,
        "in_words": table.in_words,
        **_days(table),
        "row_heading": table.row_heading,
        "row_headings": list(table.row_headings),
        "column_headings": list(table.column_headings),
        "cells": [[cell_data(cell) for cell in row] for row in table.cells],
        "has_total_row": table.has_total_row,
        "has_total_column": table.has_total_column,
    }


def _days(said: Document | ShownTable) -> dict[str, str]:
    period = said.period
    return {
        "period": period.code,
        "period_label": period.label,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
    }


def cell_data(cell: ShownCell) -> dict[str, Any]:
    """What it says of one cell."""
    about: dict[str, Any] = {"text": cell.text, "unit": cell.unit.value}
    if cell.is_hidden:
        return {**about, "is_hidden": True}
    if cell.unit in (Unit.SHARE, Unit.RATIO, Unit.PERCENT):
        percent = percent_of(cell.numerator or 0, cell.denominator or 0)
        parts = {"numerator": cell.numerator, "denominator": cell.denominator}
        return {**about, "percent": percent, **(parts if cell.unit is not Unit.PERCENT else {})}
    if cell.meaning == DAY and cell.value is not None:
        return {**about, "day": date.fromordinal(int(cell.value)).isoformat()}
    name = {"": "value", TARGET: "percent"}.get(cell.meaning, "days")
    return about if cell.value is None else {**about, name: cell.value}


def _picture(block: Picture) -> dict[str, Any]:
    chart = block.chart
    series = [{"label": each.label, "texts": list(each.texts)} for each in chart.series]
    return {
        "is": "chart",
        "title": chart.title,
        "form": chart.form,
        "describes": chart.describes,
        "categories": list(chart.categories),
        "series": series,
    }


_WRITERS: Mapping[type[Block], Callable[[Any], dict[str, Any]]] = {
    Heading: lambda block: {
        "is": "heading", "level": block.level, "number": block.number, "text": block.words,
    },
    Words: lambda block: {"is": "note" if block.is_note else "paragraph", "text": block.text},
    Bullets: lambda block: {"is": "list", "items": list(block.items)},
    Quotation: lambda block: {"is": "quotation", "text": block.text},
    Figures: lambda block: table_data(block.table),
    Picture: _picture,
    NewPage: lambda block: {"is": "new page"},
}  # fmt: skip


def _written(data: dict[str, Any]) -> bytes:
    return (json.dumps(whole_letters(data), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
