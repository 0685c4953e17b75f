"""Tables 23 and 23a: reasons for complaints, this year and the two before. Source: rule book 10.1 (WF20 2)."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.measured import measured, years_columns
from caseworker.reports.stage_rows import stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table
from caseworker.reports.wanting import of_category, of_cause

BASIS = (
    "Stage 1 complaints counted by date received, whatever became of them, open and withdrawn ones too. Change is "
    "from the same days of the year before, in percent of it; n/a where there were none then."
)


def _by_year(
    brief: Brief,
    report: Report,
    row_heading: str,
    column: str,
    list_name: str,
    needed: Callable[[Rows], Missing],
) -> Table:
    base = stage_ones(brief)
    received = base.population.none
    for year in brief.years:
        received |= base.between("received_on", year)
    rows = by_list(brief, column, list_name, received, always=(), biggest_first=True)
    years = tuple(year.label for year in reversed(brief.years))
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=years_columns(brief, lambda year: base.between("received_on", year)),
        base=base,
        speaks_of=years[-1],
        total_row=True,
        missing=[needed(base.between("received_on", brief.period))],
        charts=[Chart(report.title, "bars", "rows", years, tuple(row.heading for row in rows))],
    )


def _causes(brief: Brief) -> Table:
    return _by_year(brief, TABLE_23, "Root cause", "root_cause", "root_causes", of_cause)


def _themes(brief: Brief) -> Table:
    return _by_year(brief, TABLE_23A, "Theme", "theme", "themes", of_category)


TABLE_23 = Report(
    code="23",
    source_id="",
    title="Reasons for complaints over three years",
    question="Which causes of complaint grow or shrink?",
    population="Stage 1 complaints received.",
    basis=BASIS,
    source="Rule book 10.1, WF20 2",
    area="Outcomes",
    build=_causes,
    noun=("complaint", "complaints"),
)

TABLE_23A = Report(
    code="23a",
    source_id="",
    title="Themes of complaints over three years",
    question="Which subjects of complaint grow or shrink?",
    population="Stage 1 complaints received.",
    basis=BASIS,
    source="Rule book 10.1, WF20 2, by main category",
    area="Outcomes",
    build=_themes,
    noun=("complaint", "complaints"),
)
