"""What the tables of outcomes, themes, payments and case reviews must agree on. Source: rule book 10.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.identities.identity import Identity, at, shared
from caseworker.reports.outcomes import CASE_REVIEWS, PARTLY_UPHELD, RETURNED, UPHELD
from caseworker.reports.r05_reviews_payments import RECEIVED, REVIEWS
from caseworker.reports.table import At, Claim, Sum, Table, Within

_TYPES = tuple(HEADINGS[kind] for kind in COMPLAINTS)
_THEMES = (("5a", (UPHELD, PARTLY_UPHELD)), ("5b", (RETURNED,)))


def _outcomes_are_the_complaints_received(tables: Mapping[str, Table]) -> Iterator[Claim]:
    yearly = tables.get("1b")
    if yearly is None:
        return
    year = yearly.row_headings[0]
    parts = tuple(at(yearly, year, column) for column in _TYPES)
    for code in ("5", "5r"):
        yield Sum("outcomes and received", At(code, TOTAL, TOTAL), parts, "the complaints of Table 1b")
    for part in parts:
        yield Sum("outcomes and received", At("5r", TOTAL, part.column), (part,), str(part.place))


def _both_ways_have_the_same_outcomes(tables: Mapping[str, Table]) -> Iterator[Claim]:
    if "5" in tables and "5r" in tables:
        for row in tables["5"].row_headings:
            part = At("5r", row, TOTAL)
            yield Sum("outcomes by type", At("5", row, TOTAL), (part,), str(part.place))


def _themes_are_the_outcomes(tables: Mapping[str, Table]) -> Iterator[Claim]:
    outcomes = tables.get("5")
    for code, rows in _THEMES:
        themes = tables.get(code)
        if outcomes is None or themes is None:
            continue
        for column in shared(themes, outcomes):
            if column in (*_TYPES, TOTAL):
                parts = tuple(at(outcomes, row, column) for row in rows)
                yield Sum("themes and outcomes", at(themes, TOTAL, column), parts, "those of Table 5")


def _received_are_due_or_reviews(tables: Mapping[str, Table]) -> Iterator[Claim]:
    due = tables.get("3")
    if due is None or "4n" not in tables:
        return
    parts = tuple(At("3", row, column, "d") for row in due.row_headings for column in due.column_headings)
    reviews = At("4n", RECEIVED, REVIEWS)
    yield Sum(
        "due and reviews",
        At("2a", TOTAL, TOTAL),
        (*parts, reviews),
        "the cases due in Table 3 with the case reviews of Table 4n",
    )
    yield Within("due and reviews", At("5", CASE_REVIEWS, TOTAL), reviews)


def _payments_are_corporate_complaints(tables: Mapping[str, Table]) -> Iterator[Claim]:
    payments = tables.get("4.1")
    if payments is not None:
        for quarter in payments.column_headings:
            whole = At("2a", quarter, HEADINGS[COMPLAINTS[0]])
            yield Within("payments", at(payments, TOTAL, quarter), whole)


OUTCOME_IDENTITIES = (
    Identity(
        "outcomes and received",
        "Table 5 counts every complaint of the year in Table 1b once, whatever became of it.",
        _outcomes_are_the_complaints_received,
    ),
    Identity(
        "outcomes by type",
        "Tables 5 and 5r differ in the types alone: each outcome has the same total.",
        _both_ways_have_the_same_outcomes,
    ),
    Identity(
        "themes and outcomes",
        "The themes of Tables 5a and 5b add up to the outcomes of Table 5 they belong to.",
        _themes_are_the_outcomes,
    ),
    Identity(
        "due and reviews",
        "Every case of Table 2a is due in Table 3 or a case review of Table 4n; those of Table 5 are among these.",
        _received_are_due_or_reviews,
    ),
    Identity(
        "payments",
        "The complaints about payments in Table 4.1 are among the corporate complaints of Table 2a.",
        _payments_are_corporate_complaints,
    ),
)
