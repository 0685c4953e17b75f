"""Tables 29 to 29b: outcomes by stage, by stage and procedure, and of stage 1 by year.

Source: rule book 10.1 (LEW20 7, LEW20 A4 7, BEX19 2.3, WF20 7).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.chart_room import fitting
from caseworker.reports.crosstab import crosstab
from caseworker.reports.measured import measured, years_columns
from caseworker.reports.stage_rows import ADJUDICATOR, OMBUDSMAN, only_later
from caseworker.reports.table import Chart, Missing, Report, Table

SHOWN = ("upheld", "partly_upheld", "not_upheld", "resolved_on_receipt", "withdrawn")
BASIS = (
    "Closed basis: counted by the day the stage was answered, withdrawn or closed, whenever it began; stage 1 by the "
    "type of the case at closure. Open stages have no outcome and are not counted. Stages are counted apart."
)


def _stage_one(brief: Brief, *kinds: Kind) -> Rows:
    return brief.cases.where(kind_at_closure=tuple(kind.value for kind in kinds))


def _all_complaints(brief: Brief) -> Rows:
    return _stage_one(brief, Kind.CORPORATE, Kind.STATUTORY)


def _outcomes(brief: Brief, ended: Rows) -> Axis:
    return by_list(brief, "outcome", "outcomes", ended, always=SHOWN)


def _by_stage(brief: Brief) -> Table:
    columns = (
        Entry("Stage 1", _all_complaints(brief)),
        Entry("Stage 2", only_later(brief, "S2")),
        Entry("Stage 3", only_later(brief, "S3", "ADJ")),
    )
    return _crossed(brief, TABLE_29, columns)


def _by_stage_and_procedure(brief: Brief) -> Table:
    columns: list[Entry] = []
    for kind, heading, procedure in (
        (Kind.CORPORATE, "Corporate", Procedure.CORPORATE),
        (Kind.STATUTORY, "Children Act", Procedure.CHILDREN_ACT),
    ):
        columns.append(Entry(f"{heading} Stage 1", _stage_one(brief, kind)))
        columns += [
            Entry(f"{heading} Stage {step[1]}", only_later(brief, step).where(procedure=procedure.value))
            for step in ("S2", "S3")
        ]
    columns.append(Entry(ADJUDICATOR, only_later(brief, "ADJ")))
    columns.append(Entry(OMBUDSMAN, only_later(brief, "LGO")))
    return _crossed(brief, TABLE_29A, tuple(columns))


def _crossed(brief: Brief, report: Report, columns: Axis) -> Table:
    ended = brief.stages.between("ended_on", brief.period)
    counted = ended & _union(columns)
    rows = _outcomes(brief, counted)
    return crosstab(
        report,
        brief,
        row_heading="Outcome",
        rows=rows,
        columns=columns,
        base=counted,
        total_row=True,
        total_column=True,
        percent_column=True,
        charts=[
            *fitting(
                Chart(
                    report.title,
                    "bars",
                    "rows",
                    tuple(column.heading for column in columns[:3]),
                    tuple(row.heading for row in rows),
                )
            )
        ],
        missing=[_unsaid(counted)],
    )


def _by_year(brief: Brief) -> Table:
    base = _all_complaints(brief)
    ended = base.population.none
    for year in brief.years:
        ended |= base.between("ended_on", year)
    years = tuple(year.label for year in reversed(brief.years))
    rows = _outcomes(brief, ended)
    return measured(
        TABLE_29B,
        brief,
        row_heading="Outcome",
        rows=rows,
        columns=years_columns(brief, lambda year: base.between("ended_on", year)),
        base=base,
        speaks_of=years[-1],
        total_row=True,
        missing=[_unsaid(base.between("ended_on", brief.period))],
        charts=[Chart(TABLE_29B.title, "bars", "rows", years, tuple(row.heading for row in rows))],
    )


def _unsaid(ended: Rows) -> Missing:
    return Missing("the outcome", ended.where(outcome="", stage_status="answered"))


def _union(columns: Axis) -> Rows:
    found = columns[0].rows
    for column in columns[1:]:
        found |= column.rows
    return found


TABLE_29 = Report(
    code="29",
    source_id="",
    title="Outcomes by stage",
    question="What was found at each stage?",
    population="Stages of complaints that ended in the period; the adjudicator stands with stage 3.",
    basis=BASIS,
    source="Rule book 10.1, LEW20 7, BEX19 2.3",
    area="Outcomes",
    build=_by_stage,
    noun=("stage", "stages"),
)

TABLE_29A = Report(
    code="29a",
    source_id="",
    title="Outcomes by stage and procedure",
    question="What was found at each stage, corporate and statutory, and by the Ombudsman?",
    population="Stages of complaints that ended in the period, and what the Ombudsman decided in it.",
    basis=BASIS,
    source="Rule book 10.1, LEW20 A4 7, BEX19 2.3; REC-5",
    area="Outcomes",
    build=_by_stage_and_procedure,
    noun=("stage", "stages"),
)

TABLE_29B = Report(
    code="29b",
    source_id="",
    title="Outcomes of stage 1 over three years",
    question="Is more or less upheld at stage 1 than in the years before?",
    population="Stage 1 complaints that ended in the period.",
    basis=f"{BASIS} Change is from the same days of the year before, in percent of it.",
    source="Rule book 10.1, WF20 7",
    area="Outcomes",
    build=_by_year,
    noun=("complaint", "complaints"),
)
