"""The identities the tables must satisfy, and the check that they do.

A published report can contradict itself between two tables, or within one row. Ours is checked each time it
is built: as numbers, and case by case, so that two errors cannot cancel out. Source: rule book 10.2
(what goes wrong in print), decision S12 (disagreements stand under "To reconcile" before export).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseworker.domain.facts import Facts, case_numbers, listed
from caseworker.domain.periods import Period
from caseworker.reports.claims import Claim, Disagreement, Figure, figure, without_reviews
from caseworker.reports.columns import COUNTED, KINDS_BY_HEADING, TOTAL, UNPLACED
from caseworker.reports.table import Place, Table, percent_of


@dataclass(frozen=True, slots=True)
class Identity:
    """Something always true of the tables.

    Attributes:
        name: how a disagreement is filed.
        says: the identity in one sentence.
        find: yields what contradicts it, given the tables by code.
    """

    name: str
    says: str
    find: Callable[[Mapping[str, Table]], Iterator[Disagreement]]


def run_checks(tables: Sequence[Table], facts: Facts | None = None) -> tuple[Disagreement, ...]:
    """Everything that contradicts itself in tables of one period; nothing, when all is well.

    With `facts` also what the tables cannot show: cases counted twice or not at all, and cases
    whose type is still to be decided.
    """
    by_code = {table.code: table for table in tables}
    found = [each for identity in IDENTITIES for each in identity.find(by_code)]
    if facts is not None:
        found += _counted_once(facts)
        for table in tables:
            found += _recounted(table, facts)
        for period in dict.fromkeys(table.period for table in tables):
            found += _unplaced(facts, period)
    return tuple(found)


# ── within one table ──────────────────────────────────────────────────────────────────────────────


def _cells_open_their_cases(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    for table in tables.values():
        for place, cell in table.places():
            behind = listed(cell.groups)
            if behind != cell.number:
                words = f"{place} shows {cell.number}, but {behind} cases stand behind it."
                yield Disagreement("cases behind", (place,), cell.cases(), words)
            on_time = listed(tuple(group for group in cell.groups if group.on_time))
            if cell.numerator not in (None, on_time):
                words = f"{place} shows {cell.numerator} on time, but {on_time} of its cases were."
                yield Disagreement("cases behind", (place,), cell.on_time_cases(), words)


def _percentages(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    for table in tables.values():
        for place, cell in table.places():
            if cell.numerator is None or cell.denominator is None:
                continue
            true = percent_of(cell.numerator, cell.denominator)
            if true != cell.percent:
                share = f"{cell.numerator} of {cell.denominator}"
                words = f"{place} shows {_percent(cell.percent)}, but {share} is {_percent(true)}."
                yield Disagreement("percentage", (place,), (), words)


def _percent(percent: int | None) -> str:
    return "no percentage" if percent is None else f"{percent}%"


def _row_totals(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    for table in tables.values():
        if table.has_total_column:
            for row in table.row_headings:
                *parts, total = _row(table, row)
                yield from _broken(Claim("row total", total, tuple(parts), "the sum of its row"))


def _column_totals(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    for table in tables.values():
        if table.has_total_row:
            for column in table.column_headings:
                *parts, total = _column(table, column, table.row_headings)
                yield from _broken(Claim("column total", total, tuple(parts), "the sum of its column"))


# ── between tables ────────────────────────────────────────────────────────────────────────────────


def _quarters_are_their_months(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    if "2a" in tables and "2b" in tables:
        quarters, months = tables["2a"], tables["2b"]
        for row in quarters.row_headings[:-1]:
            for column in quarters.column_headings:
                whole = _figure(quarters, row, column)
                parts = _column(months, column, _months_of(quarters, row, months))
                yield from _broken(
                    Claim("quarter and months", whole, parts, "the sum of its months in Table 2b")
                )


def _years_agree(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    yearly = tables.get("1b")
    if yearly is None:
        return
    for code in ("2a", "2b"):
        if code in tables:
            for column in yearly.column_headings:
                yield from _equal(
                    "year and parts",
                    _figure(yearly, yearly.row_headings[0], column),
                    _figure(tables[code], TOTAL, column),
                )
    if "1a" in tables:
        totals = tables["1a"]
        for column in totals.column_headings:
            yield from _equal(
                "year and parts", _figure(totals, TOTAL, column), _figure(yearly, column, TOTAL)
            )


def _due_is_received_less_reviews(tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    if "3" not in tables:
        return
    due = tables["3"]
    for place, cell in due.places():
        if "2a" in tables:
            received = without_reviews(_figure(tables["2a"], place.row, place.column))
            yield from _equal("due and received", figure(place, cell), received, " less case reviews")
        if "2b" in tables:
            rows = _months_of(due, place.row, tables["2b"])
            parts = tuple(without_reviews(_figure(tables["2b"], row, place.column)) for row in rows)
            against = "the sum of its months in Table 2b less case reviews"
            yield from _broken(Claim("due and received", figure(place, cell), parts, against))


def _months_of(table: Table, row: str, months: Table) -> tuple[str, ...]:
    """The rows of the monthly table that make up a row of another."""
    period = table.row_periods[table.row_headings.index(row)]
    monthly = zip(months.row_headings[:-1], months.row_periods[:-1], strict=True)
    return tuple(heading for heading, month in monthly if period.covers(month))


def _equal(kind: str, whole: Figure, other: Figure, less: str = "") -> Iterator[Disagreement]:
    yield from _broken(Claim(kind, whole, (other,), f"{other.place}{less}"))


def _broken(claim: Claim) -> Iterator[Disagreement]:
    disagreement = claim.disagreement()
    if disagreement is not None:
        yield disagreement


def _figure(table: Table, row: str, column: str) -> Figure:
    return figure(Place(table.code, row, column), table.cell(row, column))


def _row(table: Table, row: str) -> tuple[Figure, ...]:
    return tuple(_figure(table, row, column) for column in table.column_headings)


def _column(table: Table, column: str, rows: Iterable[str]) -> tuple[Figure, ...]:
    return tuple(_figure(table, row, column) for row in rows)


# ── against the facts ─────────────────────────────────────────────────────────────────────────────


def _counted_once(facts: Facts) -> Iterator[Disagreement]:
    numbers = ",".join(group.cases for group in facts.cells if group.cases).split(",")
    if len(set(numbers)) == len(numbers):
        return
    twice = tuple(sorted(int(number) for number, times in Counter(numbers).items() if times > 1))
    some = "1 case stands" if len(twice) == 1 else f"{len(twice)} cases stand"
    yield Disagreement("counted once", (), twice, f"{some} in the count more than once.")


def _recounted(table: Table, facts: Facts) -> Iterator[Disagreement]:
    """Whether every figure is what a fresh count gives."""
    for place, cell in table.places():
        kinds = KINDS_BY_HEADING.get(place.column, COUNTED)
        groups = facts.select(_period_of(table, place), kinds)
        fresh = Figure(sum(g.count for g in groups), groups)
        if cell.is_share:
            fresh = without_reviews(fresh)
        yield from _broken(Claim("recount", figure(place, cell), (fresh,), "a fresh count"))


def _period_of(table: Table, place: Place) -> Period:
    """The days that a cell is about."""
    if table.column_periods:
        return table.column_periods[table.column_headings.index(place.column)]
    return table.row_periods[table.row_headings.index(place.row)]


def _unplaced(facts: Facts, period: Period) -> Iterator[Disagreement]:
    unplaced = case_numbers(facts.select(period, UNPLACED))
    if unplaced:
        have, stand = ("case has", "stands") if len(unplaced) == 1 else ("cases have", "stand")
        words = (
            f"{len(unplaced)} {have} no complaint or enquiry type yet and {stand} in no column. "
            "Decide the type to count them."
        )
        yield Disagreement("no type", (), unplaced, words)


IDENTITIES: tuple[Identity, ...] = (
    Identity("cases behind", "Every figure equals the number of cases it opens.", _cells_open_their_cases),
    Identity("percentage", "Every percentage is its fraction, rounded half up.", _percentages),
    Identity("row total", "Every total column is the sum of its row.", _row_totals),
    Identity("column total", "Every total row is the sum of its column.", _column_totals),
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
)
