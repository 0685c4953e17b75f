"""What must be true of printed tables that no table of ours shows in that form. Source: rule book 10.2.

Ours count some of these on bases of their own (outcomes whenever they came, requests still carried over), say so under
the table, and so need not agree. A print that gives no other basis has to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.r08_stage_2 import (
    COMPLETED,
    CORPORATE,
    INVESTIGATED,
    NEW,
    PENDING,
    REQUESTS,
    STATUTORY,
    WITHDRAWN,
)
from caseworker.reports.table import At, Sum, Table

_STANDING = (INVESTIGATED, PENDING, COMPLETED)


def print_claims(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """Yield them, in our headings of one period.

    Args:
        tables: ours, by code.
    """
    yield from _outcomes_are_received(tables)
    if "6i" in tables and "6" in tables:
        yield from _requests_stand_somewhere(tables)
        yield from _outcomes_are_completed(tables)


def _outcomes_are_received(tables: Mapping[str, Table]) -> Iterator[Sum]:
    yearly = tables.get("1b")
    for type_ in COMPLAINTS if yearly is not None else ():
        part = At("1b", yearly.row_headings[0] if yearly else "", HEADINGS[type_])
        yield Sum("outcomes and received", At("5", TOTAL, HEADINGS[type_]), (part,), str(part.place))


def _requests_stand_somewhere(tables: Mapping[str, Table]) -> Iterator[Sum]:
    """New requests are being investigated, pending or completed, where the print knows nothing carried over."""
    for column in tables["6i"].column_headings:
        parts = tuple(At("6i", row, column) for row in _STANDING)
        yield Sum("requests and where they stand", At("6i", NEW, column), parts, "where they stand")
    parts = tuple(At("6i", row, TOTAL) for row in _STANDING)
    whole = At("6", f"{_year(tables)} {TOTAL}", REQUESTS)
    yield Sum("requests and where they stand", whole, parts, "Table 6i")


def _outcomes_are_completed(tables: Mapping[str, Table]) -> Iterator[Sum]:
    kind = "outcomes and completed"
    yield Sum(kind, At("7", TOTAL, TOTAL), (At("6i", COMPLETED, TOTAL),), "the completed of Table 6i")
    for procedure in (STATUTORY, CORPORATE):
        columns = [c for c in tables["6i"].column_headings if c.endswith(f": {procedure.casefold()}")]
        if not columns:
            continue
        parts = tuple(At("6i", COMPLETED, column) for column in columns)
        yield Sum(kind, At("7", TOTAL, procedure), parts, "the completed of Table 6i")
        row = f"{_year(tables)} {procedure}"
        parts = At("7", TOTAL, procedure), At("6", row, WITHDRAWN)
        yield Sum(
            "outcomes and requests",
            At("6", row, REQUESTS),
            parts,
            "the outcomes of Table 7 with the withdrawn",
        )


def _year(tables: Mapping[str, Table]) -> str:
    return tables["6"].period.label
