"""Figures of advocacy in a period: young people helped, refusals, hours, by month, by kind of case and by group.

Source: rule book ADV-5 (young people helped, split by case kind), ADV-4 (hours against the contract).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.domain.advocacy import Contract, hours_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Help:
    """One offer or referral.

    Attributes:
        on: the day (ISO) of the referral, else of the appointment or the offer.
        kind: code of the case's kind; at: the stage or meeting helped at, as recorded.
        is_helped: an advocate was wanted or there; False where the offer was refused or not made.
    """

    case_number: int
    on: str
    kind: str
    at: str
    group: str
    is_helped: bool


@dataclass(frozen=True, slots=True)
class Given:
    """Hours given on a day (ISO) in a case."""

    case_number: int
    on: str
    hours: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the cases behind it."""

    text: str
    number: float
    words: str
    numbers: tuple[int, ...] = ()
    is_share: bool = False

    def cases(self) -> tuple[int, ...]:
        """The numbers of the cases."""
        return self.numbers


@dataclass(frozen=True, slots=True)
class FigureRows:
    """A table of figures; the last row is the total."""

    title: str
    row_heading: str
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    cells: tuple[tuple[Figure, ...], ...]
    has_total_row: bool = True
    has_total_column: bool = False


@dataclass(frozen=True, slots=True)
class AdvocacyFigures:
    """Everything the page of advocacy shows for a period."""

    period: Period
    contracts: tuple[str, ...]
    tables: tuple[FigureRows, ...]


def figures_of(
    period: Period, helps: Sequence[Help], given: Sequence[Given], contracts: Sequence[Contract], today: date
) -> AdvocacyFigures:
    """Return the figures of a period.

    Args:
        today: hours of a contract's year are counted up to the end of the period, or today where that comes first.
    """
    first, last = period.first.isoformat(), period.last.isoformat()
    mine = [each for each in helps if first <= each.on <= last]
    used = [each for each in given if first <= each.on <= last]
    helped = [each for each in mine if each.is_helped]
    tables = (
        _by_month(period, mine, used),
        _split("Young people helped, by kind of case", "Kind of case", helped, split_of),
        _split(
            "Young people helped, by eligible group",
            "Eligible group",
            helped,
            lambda h: h.group or "Not known",
        ),
    )
    return AdvocacyFigures(period, tuple(contract_lines(period, given, contracts, today)), tables)


def contract_lines(
    period: Period, given: Sequence[Given], contracts: Sequence[Contract], today: date
) -> Iterable[str]:
    """Yield, for each contract in force at the end of the period, how much of its year is used."""
    until = min(period.last, today)
    for contract in contracts:
        if not contract.covers(until):
            continue
        first, last = contract.year_of(until)
        used = sum(g.hours for g in given if first.isoformat() <= g.on <= until.isoformat())
        yield (
            f"{contract.provider}, {long_date(first)} to {long_date(last)}: {contract.words(used)}, up to "
            f"{long_date(until)}."
        )


def split_of(help_given: Help) -> str:
    """Return under which kind of case a young person was helped: the stage of a complaint, else the kind.

    A referral of its own counts where it says the young person was supported.
    """
    kind = Kind(help_given.kind)
    if kind.is_complaint or kind is Kind.ADVOCACY:
        return help_given.at or kind.label
    return kind.label


def _by_month(period: Period, mine: Sequence[Help], used: Sequence[Given]) -> FigureRows:
    rows, headings = [], []
    for month in period.months():
        days = month.first.isoformat(), month.last.isoformat()
        rows.append(
            _row(
                [h for h in mine if days[0] <= h.on <= days[1]],
                [g for g in used if days[0] <= g.on <= days[1]],
            )
        )
        headings.append(month.label)
    return FigureRows(
        "By month",
        "Month",
        (*headings, "Total"),
        ("Young people helped", "Refused, not offered or not answered", "Hours given"),
        (*rows, _row(mine, used)),
    )


def _row(helps: Sequence[Help], given: Sequence[Given]) -> tuple[Figure, ...]:
    helped = [h for h in helps if h.is_helped]
    refused = [h for h in helps if not h.is_helped]
    total = sum(g.hours for g in given)
    hours = Figure(
        hours_words(total),
        total,
        f"{hours_words(total)} hours",
        tuple(sorted({g.case_number for g in given})),
    )
    return _people(helped), _people(refused), hours


def _split(title: str, heading: str, helped: Sequence[Help], name: Callable[[Help], str]) -> FigureRows:
    names = sorted({name(each) for each in helped}, key=str.casefold)
    rows = [(_people([each for each in helped if name(each) == wanted]),) for wanted in names]
    return FigureRows(
        title, heading, (*names, "Total"), ("Young people helped",), (*rows, (_people(helped),))
    )


def _people(helps: Sequence[Help]) -> Figure:
    number = len(helps)
    words = "1 young person" if number == 1 else f"{number:,} young people"
    return Figure(f"{number:,}", number, words, tuple(sorted({each.case_number for each in helps})))
