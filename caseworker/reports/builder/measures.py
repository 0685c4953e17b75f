"""What a table of one's own can measure, and of which lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.bases import ON_TIME_RULE
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell, mean_cell, pounds_cell, share_cell
from caseworker.reports.r28_bridge import open_at_end_of
from caseworker.reports.stage_rows import without_a_day

Of = Literal["stages", "parts"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure for each cell.

    Attributes:
        words: as chosen and headed.
        base: the lines of a period that are measured.
        cell: the figure of some of them.
        basis: how it counts, with the words on open and extended cases.
        noun: what a count counts.
        of: which facts the lines are.
        is_said: the table's sentence can say it as a number of things, or as a share.
        is_state: what stood at the end of a period: periods cannot be added up.
    """

    code: str
    words: str
    base: Callable[[Brief, Period], Rows]
    cell: Callable[[Brief, Rows], Cell]
    basis: str
    noun: tuple[str, str] = ("case", "cases")
    of: Of = "stages"
    is_said: bool = True
    is_state: bool = False


def _count(brief: Brief, rows: Rows) -> Cell:
    return count_cell(rows)


def _answered(brief: Brief, period: Period) -> Rows:
    return brief.stages.between("answered_on", period)


def _due(brief: Brief, period: Period) -> Rows:
    return brief.received(period) - brief.reviews - without_a_day(brief)


def _taken(brief: Brief, period: Period) -> Rows:
    brief.days_taken()
    return _answered(brief, period) & brief.stages.recorded("days_taken")


def _within(days: int) -> Callable[[Brief, Rows], Cell]:
    return lambda brief, rows: share_cell(brief.answered_within(days), rows)


def _flag(column: str) -> Callable[[Brief, Rows], Cell]:
    return lambda brief, rows: share_cell(brief.stages.where(**{column: "1"}), rows)


def _parts(thing: str) -> Callable[[Brief, Period], Rows]:
    return lambda brief, period: brief.parts_of(thing).between("from_on", period)


def _compensation(brief: Brief, period: Period) -> Rows:
    """Every amount agreed, once: as a payment, with its stage, or with an action alone."""
    agreed = brief.parts_of("payment") | brief.parts_of("action")
    return (agreed & brief.parts.recorded("amount")).between("from_on", period)


_RECEIVED = (
    "Counted by date received and type as received, whatever became of the case: open and extended cases count like "
    "any other."
)
_SHARE = (
    "Of the cases received in the period, by date received. Historic case reviews and cases without a deadline are "
    "left out."
)
_WITHIN = f"{_SHARE} Working days from receipt to answer, whatever date was agreed; open cases never count as on time."

_ALL = (
    Measure("received", "Cases received", lambda brief, period: brief.received(period), _count, _RECEIVED),
    Measure(
        "answered",
        "Answers given",
        _answered,
        _count,
        "Counted by the day of the answer, every stage for itself. Open stages have none; extended ones count like any "
        "other.",
        noun=("answer", "answers"),
    ),
    Measure(
        "open",
        "Open on the last day",
        lambda brief, period: open_at_end_of(brief, period.last),
        _count,
        "Stages begun by the end of the last day and not ended by then, extended ones included.",
        noun=("open stage", "open stages"),
        is_state=True,
    ),
    Measure("on_time", "On time, current deadline", _due, _flag("on_time"), f"{_SHARE} {ON_TIME_RULE}"),
    Measure(
        "on_time_original",
        "On time, original deadline",
        _due,
        _flag("on_time_original"),
        f"{_SHARE} On time means answered by the first date, before any extension. Open cases never count as on time.",
    ),
    Measure("within_10", "Within 10 working days", _due, _within(10), _WITHIN),
    Measure("within_20", "Within 20 working days", _due, _within(20), _WITHIN),
    Measure(
        "days",
        "Mean working days",
        _taken,
        lambda brief, rows: mean_cell(rows, "days_taken"),
        "Working days from the beginning of a stage to its answer, by the day of the answer, to one decimal. Open "
        "stages are left out; extended ones count like any other.",
        noun=("answer", "answers"),
        is_said=False,
    ),
    Measure(
        "compensation",
        "Compensation",
        _compensation,
        lambda brief, rows: pounds_cell(rows, "amount"),
        "Amounts by the day they were agreed, each counted once; paid or still to be paid.",
        noun=("amount", "amounts"),
        of="parts",
        is_said=False,
    ),
    Measure(
        "actions",
        "Actions agreed",
        _parts("action"),
        _count,
        "Actions by the day they were agreed, done or still open.",
        noun=("action", "actions"),
        of="parts",
    ),
    Measure(
        "points",
        "Points of complaint",
        _parts("point"),
        _count,
        "Points by the day they were answered; of open stages by the day the stage began.",
        noun=("point", "points"),
        of="parts",
    ),
)

MEASURES: Mapping[str, Measure] = {measure.code: measure for measure in _ALL}
"""By code, in the order offered."""
