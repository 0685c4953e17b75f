"""The day up to which a period is known: its last, or the day of the figures while it still runs."""

from __future__ import annotations

from datetime import date, timedelta

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief


def as_of(brief: Brief) -> date:
    """The day on which things are open, late or done: the period's last, or that of the figures where it is earlier."""
    return min(brief.period.last, brief.data_on)


def fallen_due(brief: Brief, column: str, period: Period, done: Rows) -> Rows:
    """The stages whose day lies in a period and has come: while the period runs, what is due later is not counted yet.

    Args:
        column: the column of the day something was due.
        done: those that were done; of what is due on the day of the figures itself, only these have come due.
    """
    due = brief.stages.between(column, period)
    if brief.data_on > period.last:
        return due
    passed = brief.stages.up_to(column, brief.data_on - timedelta(days=1))
    return due & (passed | (brief.stages.up_to(column, brief.data_on) & done))
