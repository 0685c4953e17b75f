"""Tables 20 to 20e: cases received by directorate, service and type, beside the years before.

Source: rule book 10.1 (LEW20 2 and 3; WF20 8 and 10; BEX19 2.8; LEW20 A4 1 and 2).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_kind, by_list, by_quarter
from caseworker.reports.bases import RECEIVED_BASIS, RECEIVED_POPULATION
from caseworker.reports.brief import Brief
from caseworker.reports.columns import COUNTED
from caseworker.reports.crosstab import crosstab
from caseworker.reports.measured import measured, years_columns
from caseworker.reports.stage_rows import first_stages, stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table

CHANGE_BASIS = (
    f"{RECEIVED_BASIS} Change is from the same days of the year before, in percent of it; n/a where there were "
    "none then."
)


def _with_years(
    brief: Brief,
    report: Report,
    row_heading: str,
    rows: Axis,
    base: Rows,
    missing: tuple[Missing, ...] = (),
) -> Table:
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
        charts=[Chart(report.title, "bars", "rows", years, tuple(row.heading for row in rows))],
        missing=missing,
    )


def _by_place(
    brief: Brief, report: Report, row_heading: str, column: str, list_name: str, base: Rows
) -> Table:
    received = base.between("received_on", brief.years[-1])
    for year in brief.years[:-1]:
        received |= base.between("received_on", year)
    now = base.between("received_on", brief.period)
    rows = by_list(brief, column, list_name, received)
    return _with_years(
        brief, report, row_heading, rows, base, (Missing(f"the {column}", now.where(**{column: ""})),)
    )


def _by_directorate(brief: Brief) -> Table:
    return _by_place(brief, TABLE_20, "Directorate", "division", "divisions", first_stages(brief))


def _by_service(brief: Brief) -> Table:
    return _by_place(brief, TABLE_20A, "Service", "service", "services", first_stages(brief))


def _complaints_by_service(brief: Brief) -> Table:
    return _by_place(brief, TABLE_20E, "Service", "service", "services", stage_ones(brief))


def _by_type(brief: Brief) -> Table:
    return _with_years(brief, TABLE_20B, "Type", by_kind(brief, COUNTED), first_stages(brief))


def _with_thanks(brief: Brief) -> Table:
    thanks = (("Comment", Kind.COMMENT), ("Compliment", Kind.COMPLIMENT))
    return crosstab(
        TABLE_20C,
        brief,
        row_heading="Quarter",
        rows=by_quarter(brief, brief.received),
        columns=(
            *by_kind(brief, COUNTED),
            *(Entry(heading, brief.cases.where(kind=kind.value)) for heading, kind in thanks),
        ),
        base=brief.cases,
        total_row=True,
        total_column=True,
    )


def _thanks_by_service(brief: Brief) -> Table:
    thanks = brief.cases.where(kind=Kind.COMPLIMENT.value)
    received = thanks.population.none
    for year in brief.years:
        received |= thanks.between("received_on", year)
    return measured(
        TABLE_20D,
        brief,
        row_heading="Service",
        rows=by_list(brief, "service", "services", received),
        columns=years_columns(brief, lambda year: thanks.between("received_on", year)),
        base=thanks,
        speaks_of=brief.period.label,
        total_row=True,
    )


TABLE_20 = Report(
    code="20",
    source_id="",
    title="Cases received by directorate",
    question="Which directorates had more cases than the year before, and which fewer?",
    population=RECEIVED_POPULATION,
    basis=CHANGE_BASIS,
    source="Rule book 10.1, LEW20 3",
    area="Received",
    build=_by_directorate,
)

TABLE_20A = Report(
    code="20a",
    source_id="",
    title="Cases received by service",
    question="Which services had more cases than the year before, and what share of all?",
    population=RECEIVED_POPULATION,
    basis=CHANGE_BASIS,
    source="Rule book 10.1, BEX19 2.1, WF20 8 (with enquiries)",
    area="Received",
    build=_by_service,
)

TABLE_20B = Report(
    code="20b",
    source_id="",
    title="Cases received by type, with the change",
    question="Which types of case grow, and by how much?",
    population=RECEIVED_POPULATION,
    basis=CHANGE_BASIS,
    source="Rule book 10.1, LEW20 2, LEW20 A4 1",
    area="Received",
    build=_by_type,
)

TABLE_20C = Report(
    code="20c",
    source_id="",
    title="Everything received by quarter, comments and compliments too",
    question="What came in, quarter by quarter, thanks included?",
    population="Stage 1 complaints, enquiries, comments and compliments, whatever became of them.",
    basis=(
        "Counted by date received and type as received, whatever became of the case. Not counted here: later "
        "stages, information requests and void entries. A compliment is no complaint: the total is of contacts."
    ),
    source="Rule book 10.1, LEW20 A4 2",
    area="Received",
    build=_with_thanks,
    noun=("contact", "contacts"),
)

TABLE_20D = Report(
    code="20d",
    source_id="",
    title="Compliments by service",
    question="Which services were thanked?",
    population="Compliments received.",
    basis=(
        "Counted by date received. Not recorded: nobody said which service was thanked. Change is from the same days "
        "of the year before, in percent of it; n/a where there were none then."
    ),
    source="Rule book 10.1, WF20 10, BEX19 2.8",
    area="Received",
    build=_thanks_by_service,
    noun=("compliment", "compliments"),
)

TABLE_20E = Report(
    code="20e",
    source_id="",
    title="Complaints received by service",
    question="Which services had more complaints than the year before, and what share of all?",
    population="Corporate and Children Act stage 1 complaints, whatever became of them.",
    basis=(
        "Counted by date received and type as received, whatever became of the complaint: open and extended ones count "
        "like any other. Enquiries, later stages and void entries are not counted here. Change is from the same days "
        "of the year before, in percent of it; n/a where there were none then."
    ),
    source="Rule book 10.1, WF20 8",
    area="Received",
    build=_complaints_by_service,
    noun=("complaint", "complaints"),
)
