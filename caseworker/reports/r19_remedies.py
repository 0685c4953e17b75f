"""Table 19c: what the Ombudsman asked for, one line each: due, done, proof, late.

Source: rule book LGO-7, LGO-8 (remedies are done by their day and proof is kept).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import say
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import DAYS_LATE, Cell, day_cell, days_cell, text_cell
from caseworker.reports.r19_actions import actions, last_day
from caseworker.reports.table import Report, Table

COLUMNS = ("Case", "What is to be done", "Service", "Agreed", "Due", "Done", "Late", "Proof")
NO_DAY, NOT_DONE, IN_TIME, NO_PROOF = "No day set", "Not done", "In time", "None recorded"


def remedies(brief: Brief) -> Rows:
    """The actions that follow from an Ombudsman's case: agreed in the period, or before it and open when it began."""
    first, last = brief.period.first, brief.period.last
    begun = brief.parts.up_to("from_on", last)
    over = brief.parts.where(to_on=first.isoformat()) | brief.parts.after("to_on", first)
    return actions(brief).where(step="LGO") & begun & (brief.parts.between("from_on", brief.period) | over)


def _one_by_one(brief: Brief) -> Table:
    found = remedies(brief)
    texts = brief.facts.texts([*found.values("n"), *found.case_numbers()])
    lines = [
        (due, _line(brief, one, texts, n))
        for due, n, one in zip(found.values("due_on"), found.values("n"), found.singles(), strict=True)
    ]
    cells = [line for _due, line in sorted(lines, key=_order)]
    return Table(
        report=TABLE_19C,
        period=brief.period,
        row_heading="No.",
        row_headings=tuple(str(number) for number in range(1, len(cells) + 1)),
        column_headings=COLUMNS,
        cells=tuple(cells),
    )


def _order(line: tuple[str, tuple[Cell, ...]]) -> tuple[str, ...]:
    """By the day due, those without one last; of one day by reference and words, alike on every computer."""
    due, cells = line
    return due or STILL_OPEN, *(cell.text for cell in cells)


def _line(brief: Brief, one: Rows, texts: Mapping[int, Mapping[str, Any]], n: int) -> tuple[Cell, ...]:
    said = texts.get(n, {})
    (case_n,), (service,) = one.values("case_n"), one.values("service")
    (agreed,), (due,), (done,) = one.values("from_on"), one.values("due_on"), one.values("to_on")
    return (
        text_cell(str(texts.get(case_n, {}).get("reference") or ""), one),
        text_cell(str(said.get("what") or "Remedy"), one),
        text_cell(brief.label("services", service), one),
        _day(agreed, "", one),
        _day(due, NO_DAY, one),
        _day("" if done == STILL_OPEN else done, NOT_DONE, one),
        _late(brief, due, done, one),
        text_cell(str(said.get("evidence") or NO_PROOF), one),
    )


def _late(brief: Brief, due: str, done: str, one: Rows) -> Cell:
    """How late it was done, or is on the last day: in days, as the Ombudsman counts."""
    until = min(done, last_day(brief).isoformat()) if done == STILL_OPEN else done
    if not due or until <= due:
        return text_cell("", one) if done == STILL_OPEN else days_cell(IN_TIME, 0, DAYS_LATE, one)
    days = (date.fromisoformat(until) - date.fromisoformat(due)).days
    return days_cell("1 day late" if days == 1 else f"{days} days late", days, DAYS_LATE, one)


def _day(text: str, without: str, one: Rows) -> Cell:
    """A day; what stands there where none is known."""
    if not text:
        return text_cell(without, one)
    day = date.fromisoformat(text)
    return day_cell(say(day), day, one)


TABLE_19C = Report(
    code="19c",
    source_id="",
    title="Remedies and recommendations of the Ombudsman",
    question="Was everything done that the Ombudsman asked for, in time and with proof?",
    population="Actions that follow from an Ombudsman’s case, agreed in the period or still open when it began.",
    basis=(
        "In the order they are due. Late: calendar days from the day due to the day it was done, or to the last day of "
        "the period (the day of the figures where that is earlier) while it is open."
    ),
    source="Rule book LGO-7, LGO-8",
    area="Ombudsman",
    build=_one_by_one,
    noun=("remedy", "remedies"),
)
