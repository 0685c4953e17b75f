"""Tables 38 to 39: complaints of children in care and care leavers, and complaints for each child known to us.

Source: rule book 10.1 (WF20 9, WF20 1).
"""

from __future__ import annotations

from collections.abc import Callable

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, entered_cell, rate_cell
from caseworker.reports.found import NUMBER, PARTS, found_columns
from caseworker.reports.measured import Column, count_of, measured, years_columns
from caseworker.reports.r16_outside import GROUPS_OF_STATUS, SERVICE_POPULATION
from caseworker.reports.stage_rows import stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table
from caseworker.reports.wanting import of_cause

SERVICE = "Corporate Parenting"
IN_CARE = ("looked_after", "care_leaver")
THEMSELVES = ("Care leaver", "Former child in care")
COMPLAINTS, KNOWN, RATE = "Complaints", "Children known", "For each 1,000"


def _lines(brief: Brief) -> Rows:
    complaints = stage_ones(brief)
    return (
        complaints.where(service=SERVICE)
        | complaints.where(child_status=IN_CARE)
        | complaints.where(raised_by=THEMSELVES)
    )


def _who(brief: Brief) -> Table:
    lines = _lines(brief)
    received = lines.population.none
    for year in brief.years:
        received |= lines.between("received_on", year)
    years = tuple(year.label for year in reversed(brief.years))
    rows = by_list(brief, "raised_by", "raised_by", received, always=(), biggest_first=True)
    return measured(
        TABLE_38,
        brief,
        row_heading="Who complained",
        rows=rows,
        columns=years_columns(brief, lambda year: lines.between("received_on", year)),
        base=lines,
        speaks_of=years[-1],
        total_row=True,
        charts=[Chart(TABLE_38.title, "bars", "rows", years, tuple(row.heading for row in rows))],
        missing=[Missing("who complained", lines.between("received_on", brief.period).where(raised_by=""))],
    )


def _of_what(brief: Brief) -> Table:
    received = _lines(brief).between("received_on", brief.period)
    return measured(
        TABLE_38A,
        brief,
        row_heading="Root cause",
        rows=by_list(brief, "root_cause", "root_causes", received, always=(), biggest_first=True),
        columns=found_columns(brief),
        base=received,
        speaks_of=NUMBER,
        total_row=True,
        across=[(NUMBER, PARTS)],
        missing=[of_cause(received)],
    )


def _for_each_child(brief: Brief) -> Table:
    received = stage_ones(brief).between("received_on", brief.period)
    return measured(
        TABLE_39,
        brief,
        row_heading="Status of the child",
        rows=by_list(brief, "child_status", "child_statuses", received),
        columns=(
            count_of(COMPLAINTS),
            Column(
                KNOWN,
                entered_cell_of_nothing,
                of_row=lambda heading, _rows: entered_cell(_known(brief, heading)),
            ),
            Column(RATE, entered_cell_of_nothing, of_row=_rate(brief)),
        ),
        base=received,
        speaks_of=COMPLAINTS,
    )


def entered_cell_of_nothing(_rows: Rows) -> Cell:
    """What stands where no figure was entered."""
    return entered_cell(None)


def _known(brief: Brief, heading: str) -> int | None:
    """The number of children of a status, as entered under its name or that of the group in Table 16a."""
    for name in (heading, GROUPS_OF_STATUS.get(heading, heading)):
        found = brief.outside.of(SERVICE_POPULATION, name, brief.period)
        if found:
            return found.figure
    return None


def _rate(brief: Brief) -> Callable[[str, Rows], Cell]:
    return lambda heading, rows: rate_cell(rows, _known(brief, heading))


GROUP = (
    "Stage 1 complaints about the Corporate Parenting service, about a child looked after or a care leaver, or made "
    "by a care leaver or a former child in care, each once."
)
BASIS = "Counted by date received, whatever became of it, open and withdrawn ones too."

TABLE_38 = Report(
    code="38",
    source_id="",
    title="Corporate parenting: who complained",
    question="Who complains where the council is the parent?",
    population=GROUP,
    basis=f"{BASIS} Change is from the same days of the year before, in percent of it.",
    source="Rule book 10.1, WF20 9",
    area="People",
    build=_who,
    noun=("complaint", "complaints"),
)

TABLE_38A = Report(
    code="38a",
    source_id="",
    title="Corporate parenting: causes and outcomes",
    question="What do complaints come from where the council is the parent, and what was found?",
    population=GROUP,
    basis=f"{BASIS} The outcome of stage 1 is as it stands now; an open complaint has none yet.",
    source="Rule book 10.1, WF20 9",
    area="People",
    build=_of_what,
    noun=("complaint", "complaints"),
)

TABLE_39 = Report(
    code="39",
    source_id="",
    title="Complaints for each child known to us",
    question="How many complaints are there for the number of children we work with?",
    population="Stage 1 complaints received in the period.",
    basis=(
        f"{BASIS} By the status of the child. How many children are known is entered in Settings under the same name "
        "with its date and source; without it the rate is not entered. The rate is complaints, not people, for each "
        "1,000 children."
    ),
    source="Rule book 10.1, WF20 1",
    area="People",
    build=_for_each_child,
    noun=("complaint", "complaints"),
)
