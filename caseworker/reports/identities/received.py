"""What tables 1a to 5 must agree on: cases received and answered on time. Source: rule book 10.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.domain.populations import Rows
from caseworker.reports.columns import TOTAL
from caseworker.reports.identities.identity import Identity, at, rows_covered, shared
from caseworker.reports.table import At, Claim, Of, Sum, Table

_OF_A_SHARE: tuple[Of, ...] = ("n", "d")


def _quarters_are_their_months(tables: Mapping[str, Table]) -> Iterator[Claim]:
    if "2a" in tables and "2b" in tables:
        quarters, months = tables["2a"], tables["2b"]
        for row, parts in rows_covered(quarters, months):
            for column in shared(quarters, months):
                whole = at(quarters, row, column)
                of_months = tuple(at(months, part, column) for part in parts)
                yield Sum("quarter and months", whole, of_months, "the sum of its months in Table 2b")


def _years_agree(tables: Mapping[str, Table]) -> Iterator[Claim]:
    yearly = tables.get("1b")
    if yearly is None:
        return
    for code in ("2a", "2b"):
        if code in tables:
            for column in shared(yearly, tables[code]):
                whole, part = at(yearly, yearly.row_headings[0], column), at(tables[code], TOTAL, column)
                yield Sum("year and parts", whole, (part,), str(part.place))
    if "1a" in tables:
        for column in tables["1a"].column_headings:
            part = at(yearly, column, TOTAL)
            yield Sum("year and parts", at(tables["1a"], TOTAL, column), (part,), str(part.place))


def _due_is_received_less_reviews(tables: Mapping[str, Table]) -> Iterator[Claim]:
    due = tables.get("3")
    reviews = _reviews(tables)
    for code in ("2a", "2b") if due is not None else ():
        received = tables.get(code)
        if received is None or due is None:
            continue
        for row, parts in rows_covered(due, received):
            for column in shared(due, received):
                whole = At("3", row, column, "d")
                counted = tuple(at(received, part, column) for part in parts)
                against = f"Table {code} less case reviews"
                yield Sum("due and received", whole, counted, against, reviews)


def _divisions_are_the_quarters(tables: Mapping[str, Table]) -> Iterator[Claim]:
    """On time and due: the divisions of Table 4 add up to the quarters of Table 3."""
    if "3" not in tables or "4" not in tables:
        return
    quarters, divisions = tables["3"], tables["4"]
    for column in shared(quarters, divisions):
        for of in _OF_A_SHARE:
            whole = At("4", TOTAL, column, of)
            parts = tuple(At("3", row, column, of) for row in quarters.row_headings)
            yield Sum("quarters and divisions", whole, parts, "the sum of its quarters in Table 3")


def _reviews(tables: Mapping[str, Table]) -> Rows | None:
    for code in ("3", "4"):
        left_out = tables[code].left_out if code in tables else None
        if left_out is not None:
            return left_out.rows
    return None


RECEIVED_IDENTITIES = (
    Identity(
        "quarter and months",
        "Every quarter of Table 2a is the sum of its months in Table 2b.",
        _quarters_are_their_months,
    ),
    Identity(
        "year and parts",
        "The year in Table 1b is the total of Tables 2a and 2b, and its totals are those of Table 1a.",
        _years_agree,
    ),
    Identity(
        "due and received",
        "The cases due in Table 3 are those of Tables 2a and 2b less historic case reviews.",
        _due_is_received_less_reviews,
    ),
    Identity(
        "quarters and divisions",
        "The cases due and on time in Table 4 are those of the quarters in Table 3.",
        _divisions_are_the_quarters,
    ),
)
