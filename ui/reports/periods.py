"""The periods that are offered, and the stretch of time that a document is made for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from caseworker.domain.periods import Period, between, financial_year, financial_year_of, last_whole

YEARS, QUARTERS, MONTHS = 10, 16, 24
"""How many of each are offered, the present one first; older ones are reached by two dates."""
SPANS = {"year": "a financial year", "quarter": "a quarter", "month": "a month", "week": "a week"}


def last_quarter(today: date) -> Period:
    """The last quarter that is over: July to September for a day in October."""
    return last_whole("quarter", today)


def last_span(span: str, today: date) -> Period:
    """The last year, quarter or month that is over; of weeks the seven days to today."""
    if span == "week":
        return between(today - timedelta(days=6), today)
    return last_whole("month" if span == "month" else "year" if span == "year" else "quarter", today)


def kind_of(period: Period) -> str:
    """The kind a period is chosen as."""
    if period.is_whole_year:
        return "year"
    if period.is_whole_quarter:
        return "quarter"
    return "month" if period.is_whole_month else "dates"


def fits(span: str, period: Period) -> bool:
    """Whether a period is such a stretch of time as a document is made for."""
    if span == "week":
        return (period.last - period.first).days == 6
    return span not in SPANS or kind_of(period) == span


def periods_of(kind: str, today: date) -> Sequence[Period]:
    """The periods of a kind that are offered, the one that today lies in first."""
    years = [financial_year(financial_year_of(today) - back) for back in range(YEARS)]
    if kind == "year":
        return years
    pieces = {"quarter": (Period.quarters, QUARTERS), "month": (Period.months, MONTHS)}.get(kind)
    if pieces is None:
        return ()
    cut, most = pieces
    found = [piece for year in years for piece in reversed(cut(year)) if piece.first <= today]
    return found[:most]


def beside(period: Period, today: date, by: int) -> Period | None:
    """The period before (-1) or after (1) one, as long as it; None where none is offered or it lies ahead."""
    offered = list(periods_of(kind_of(period), today))
    if period in offered:
        place = offered.index(period) - by  # the latest stands first
        return offered[place] if 0 <= place < len(offered) else None
    days = timedelta(days=(period.last - period.first).days + 1) * by
    moved = between(period.first + days, period.last + days)
    return moved if moved.first <= today else None


def label(period: Period, today: date) -> str:
    """The period's name, and that it is not over yet."""
    return f"{period.label}, so far" if period.last >= today else period.label
