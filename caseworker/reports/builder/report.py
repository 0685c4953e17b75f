"""A definition made into a report like any other: totals are sums, cells open their cases, the same checks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.errors import Problem, ProblemsError
from caseworker.reports.axes import Entry
from caseworker.reports.brief import Brief
from caseworker.reports.builder.definition import Definition
from caseworker.reports.builder.dimensions import (
    DIMENSIONS,
    MOST_COLUMNS,
    MOST_ROWS,
    Dimension,
    axis_of,
    covering,
    label_of,
)
from caseworker.reports.builder.measures import MEASURES, Measure
from caseworker.reports.chart_room import fitting
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.table import Chart, Report, Table

LONGEST_NAME = 100
_MOST_SERIES = 4
_CHARTED = 15


def check(definition: Definition) -> None:
    """Let a definition pass that a table can be made of.

    Raises:
        ProblemsError: something is missing, unknown, or does not go together.
    """
    problems = list(_problems(definition))
    if problems:
        raise ProblemsError(problems)


def _problems(definition: Definition) -> list[Problem]:
    found = []
    if not definition.name.strip():
        found.append(Problem("name", "Enter a name for the table"))
    elif len(definition.name) > LONGEST_NAME:
        found.append(Problem("name", f"Name must be {LONGEST_NAME} letters or fewer"))
    measure = MEASURES.get(definition.measure)
    if measure is None:
        found.append(Problem("measure", "Choose what to measure"))
    rows, columns = DIMENSIONS.get(definition.rows), DIMENSIONS.get(definition.columns)
    if rows is None:
        found.append(Problem("rows", "Choose what the rows are"))
    if definition.columns and columns is None:
        found.append(Problem("columns", "Choose what the columns are"))
    if measure is None:
        return found
    for field, dimension in (("rows", rows), ("columns", columns)):
        if dimension is not None and measure.of not in dimension.of:
            found.append(Problem(field, f"{measure.words} cannot be counted by {dimension.words.lower()}"))
    if rows is not None and columns is not None:
        if rows == columns:
            found.append(Problem("columns", "Choose something else for the columns than for the rows"))
        elif rows.is_time and columns.is_time:
            found.append(Problem("columns", "Only the rows or the columns can be a time"))
    for code, _values in definition.filters:
        kept = DIMENSIONS.get(code)
        if kept is None or kept.is_time or measure.of not in kept.of:
            found.append(
                Problem(
                    "filters", f"{measure.words} cannot be limited by {kept.words.lower() if kept else code}"
                )
            )
    return found


def report_of(definition: Definition, code: str = "o", names: Mapping[str, str] | None = None) -> Report:
    """Return the report that a definition asks for.

    Args:
        code: as the table is called: "o1".
        names: of owners, by id.

    Raises:
        ProblemsError: no table can be made of it.
    """
    check(definition)
    measure = MEASURES[definition.measure]
    by = [DIMENSIONS[each] for each in (definition.rows, definition.columns) if each]
    filters = [DIMENSIONS[each] for each, _codes in definition.filters]
    words = " and ".join(dimension.words.lower() for dimension in by)
    report = Report(
        code=code,
        source_id="",
        title=definition.name.strip(),
        question=f"{measure.words}, by {words}.",
        population=f"{measure.words} in the period.",
        basis=measure.basis,
        source="A table of one's own",
        area="Own tables",
        build=lambda brief: build(report, definition, brief, names or {}),
        noun=measure.noun,
        is_sensitive=any(dimension.is_sensitive for dimension in (*by, *filters)),
        is_internal=any(dimension.code == "owner" for dimension in (*by, *filters)),
    )
    return report


def build(report: Report, definition: Definition, brief: Brief, names: Mapping[str, str]) -> Table:
    """Return the table of a period."""
    measure = MEASURES[definition.measure]
    side, head = DIMENSIONS[definition.rows], DIMENSIONS.get(definition.columns)
    base = _base(definition, measure, brief, side, head)
    rows = axis_of(side, brief, measure, base, names, MOST_ROWS)
    if head is None:
        columns: tuple[Entry, ...] = (Entry(measure.words, base.population.all),)
    else:
        columns = axis_of(head, brief, measure, base, names, MOST_COLUMNS)
    has_row = _adds_up(side, measure) and bool(rows)
    has_column = head is not None and _adds_up(head, measure)
    headings = tuple(entry.heading for entry in columns)
    return crosstab(
        report,
        brief,
        row_heading=side.words,
        rows=rows,
        columns=columns,
        base=base,
        measure=lambda found: measure.cell(brief, found),
        total_row=has_row,
        total_column=has_column,
        charts=_charts(report, rows, headings, measure),
        speaks_of=_speaks_of(measure, side, head, headings),
        basis=_basis(definition, measure, brief, names),
    )


def _base(
    definition: Definition, measure: Measure, brief: Brief, side: Dimension, head: Dimension | None
) -> Rows:
    timed = next((each for each in (side, head) if each is not None and each.is_time), side)
    periods = _periods(timed, measure, brief)
    base = reduce(or_, (measure.base(brief, period) for period in periods))
    for code, values in definition.filters:
        base &= base.population.where(**{DIMENSIONS[code].column: values})
    return base


def _periods(dimension: Dimension, measure: Measure, brief: Brief) -> tuple[Period, ...]:
    if measure.is_state and dimension.code == "month":
        return brief.period.months()
    if measure.is_state and dimension.code == "quarter":
        return brief.period.quarters()
    return covering(dimension, brief)


def _adds_up(dimension: Dimension, measure: Measure) -> bool:
    """Years are compared, not added up; nor is what stood open at the end of each month."""
    return dimension.code != "year" and not (dimension.is_time and measure.is_state)


def _speaks_of(measure: Measure, side: Dimension, head: Dimension | None, headings: tuple[str, ...]) -> str:
    """The column whose figures add up to what the sentence says; "" where none does."""
    if not measure.is_said or not _adds_up(side, measure):
        return ""
    if head is None:
        return headings[0]
    return TOTAL if _adds_up(head, measure) else ""


def _charts(
    report: Report, rows: tuple[Entry, ...], headings: tuple[str, ...], measure: Measure
) -> tuple[Chart, ...]:
    if not rows or len(rows) > _CHARTED or len(headings) > _MOST_SERIES:
        return ()
    categories = tuple(entry.heading for entry in rows)
    return tuple(fitting(Chart(report.title, "bars", "rows", headings, categories)))


def _basis(definition: Definition, measure: Measure, brief: Brief, names: Mapping[str, str]) -> str:
    """How it counts, and what it is limited to."""
    kept = []
    for code, values in definition.filters:
        dimension = DIMENSIONS[code]
        words = " or ".join(label_of(dimension, brief, value, names) for value in values) or "nothing"
        kept.append(f"{dimension.words.lower()} {words}")
    return f"{measure.basis} Only: {'; '.join(kept)}." if kept else measure.basis
