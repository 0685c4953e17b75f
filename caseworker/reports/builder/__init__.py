"""Tables of the council's own: a measure by one or two dimensions, with filters, counted like every other table."""

from __future__ import annotations

from caseworker.reports.builder.definition import Definition, definition_of
from caseworker.reports.builder.dimensions import DIMENSIONS, Dimension
from caseworker.reports.builder.measures import MEASURES, Measure
from caseworker.reports.builder.report import check, report_of

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "Definition",
    "Dimension",
    "Measure",
    "check",
    "definition_of",
    "report_of",
]
