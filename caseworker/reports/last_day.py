"""The day up to which a period is known: its last, or the day of the figures while it still runs."""

from __future__ import annotations

from datetime import date

from caseworker.reports.brief import Brief


def as_of(brief: Brief) -> date:
    """The day on which things are open, late or done: the period's last, or that of the figures where it is earlier."""
    return min(brief.period.last, brief.data_on)
