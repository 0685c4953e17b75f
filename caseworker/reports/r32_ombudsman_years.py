"""Tables 32 and 32a: the Ombudsman by year, and by decision. Source: rule book 10.1 (LEW20 9, LEW20 A4 6)."""

from __future__ import annotations

from caseworker.domain import ombudsman
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import pounds_cell
from caseworker.reports.found import having
from caseworker.reports.measured import Column, count_of, measured, share_of, years_columns
from caseworker.reports.table import Report, Table
from caseworker.reports.wanting import of_decision

RECEIVED, DECIDED, INVESTIGATED, UPHELD = "Received", "Decided", "Investigated", "Upheld"


def _lines(brief: Brief) -> Rows:
    return brief.stages.where(step="LGO")


def _by_year(brief: Brief) -> Table:
    lines = _lines(brief)
    investigated = brief.stages.recorded("outcome") - having(brief, ombudsman.NOT_INVESTIGATED)
    years = tuple(
        Entry(year.label, lines.between("started_on", year) | lines.between("ended_on", year), year)
        for year in brief.years
    )
    return measured(
        TABLE_32,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=years,
        columns=(
            count_of(RECEIVED, day="started_on"),
            count_of(DECIDED, day="ended_on"),
            count_of(INVESTIGATED, investigated, day="ended_on"),
            share_of(UPHELD, having(brief, ombudsman.UPHELD), investigated, day="ended_on"),
            Column("Compensation", lambda rows: pounds_cell(rows, "compensation"), day="ended_on"),
        ),
        base=lines,
        speaks_of=DECIDED,
        within=[(INVESTIGATED, DECIDED, "")],
    )


def _by_decision(brief: Brief) -> Table:
    lines = _lines(brief)
    received = lines.population.none
    for year in brief.years:
        received |= lines.between("started_on", year)
    years = tuple(year.label for year in reversed(brief.years))
    return measured(
        TABLE_32A,
        brief,
        row_heading="Decision",
        rows=by_list(brief, "outcome", "outcomes", received, always=()),
        columns=years_columns(brief, lambda year: lines.between("started_on", year)),
        base=lines,
        speaks_of=years[-1],
        total_row=True,
        missing=[of_decision(lines.between("started_on", brief.period))],
    )


TABLE_32 = Report(
    code="32",
    source_id="",
    title="Ombudsman over three years",
    question="How many complaints did the Ombudsman receive, decide and uphold?",
    population="Complaints the Ombudsman asked about or decided.",
    basis=(
        "Received by the day the Ombudsman wrote, decided by the day of the decision; they need not be the same "
        "cases. Investigated: decided, without those referred back, advised on or closed after initial enquiries. "
        "The percentage upheld is of those investigated; fault put right already, and a remedy satisfied, count as "
        "upheld. The Ombudsman's own annual letter may count otherwise."
    ),
    source="Rule book 10.1, LEW20 9",
    area="Ombudsman",
    build=_by_year,
    noun=("decision", "decisions"),
)

TABLE_32A = Report(
    code="32a",
    source_id="",
    title="Ombudsman complaints received, by decision",
    question="What became of the complaints the Ombudsman received?",
    population="Complaints the Ombudsman asked about in the period.",
    basis=(
        "Counted by the day the Ombudsman wrote, with the decision as it stands now. Not recorded: not decided yet. "
        "Change is from the same days of the year before, in percent of it."
    ),
    source="Rule book 10.1, LEW20 A4 6",
    area="Ombudsman",
    build=_by_decision,
    noun=("complaint", "complaints"),
)
