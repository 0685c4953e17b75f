"""Tables 21 and 21a: complaints received at each stage, by procedure and by service.

Source: rule book 10.1 (BEX19 2, BEX19 2.1, LEW20 9 service split).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.reports.axes import Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.chart_room import fitting
from caseworker.reports.crosstab import crosstab
from caseworker.reports.stage_rows import (
    ADJUDICATOR,
    OMBUDSMAN,
    first_stages,
    joined,
    later_stages,
    stage_ones,
)
from caseworker.reports.table import Chart, Missing, Report, Table
from caseworker.reports.taken_to_ombudsman import about_complaints

STAGES = ("Stage 1", "Stage 2", "Stage 3", ADJUDICATOR, OMBUDSMAN)


def stage_columns(brief: Brief) -> Axis:
    """Stage 1 complaints received in the period, later stages asked for in it, and the Ombudsman's."""
    later = (("Stage 2", "S2"), ("Stage 3", "S3"), (ADJUDICATOR, "ADJ"), (OMBUDSMAN, "LGO"))
    return (
        Entry("Stage 1", stage_ones(brief).between("received_on", brief.period)),
        *(Entry(name, later_stages(brief, step).between("started_on", brief.period)) for name, step in later),
    )


def _by_procedure(brief: Brief) -> Table:
    columns = stage_columns(brief)
    counted = joined(columns, brief)
    corporate, statutory = (about_complaints(brief, kind) for kind in (Kind.CORPORATE, Kind.STATUTORY))
    others = Entry("Other cases", brief.stages.all - corporate - statutory)
    return crosstab(
        TABLE_21,
        brief,
        row_heading="Procedure",
        rows=(
            Entry("Corporate", corporate),
            Entry("Statutory", statutory),
            *((others,) if others.rows & counted else ()),
        ),
        columns=columns,
        base=counted,
        total_row=True,
        charts=[
            Chart(
                "Complaints received at each stage", "bars", "columns", ("Corporate", "Statutory"), STAGES[:3]
            )
        ],
    )


def _by_service(brief: Brief) -> Table:
    columns = stage_columns(brief)
    counted = joined(columns, brief)
    services = by_list(brief, "service", "services", counted, always=())
    return crosstab(
        TABLE_21A,
        brief,
        row_heading="Service",
        rows=services,
        columns=columns,
        base=counted,
        total_row=True,
        charts=[
            *fitting(
                Chart(
                    "Complaints by service and stage",
                    "bars",
                    "rows",
                    ("Stage 1", "Stage 2", OMBUDSMAN),
                    tuple(service.heading for service in services),
                )
            )
        ],
        missing=[Missing("the service", (counted & first_stages(brief)).where(service=""))],
    )


BASIS = (
    "A stage counts on the day it was asked for, stage 1 on the day the complaint was received, whatever became "
    "of it. Stages are counted apart: one case may stand under several. Enquiries are not counted."
)

TABLE_21 = Report(
    code="21",
    source_id="",
    title="Complaints received at each stage, by procedure",
    question="How many complaints came at each stage, corporate and statutory?",
    population="Stages of complaints begun in the period, and what the Ombudsman asked about.",
    basis=f"{BASIS} The procedure is that of the case as received.",
    source="Rule book 10.1, BEX19 2",
    area="Received",
    build=_by_procedure,
    noun=("stage of a complaint", "stages of complaints"),
)

TABLE_21A = Report(
    code="21a",
    source_id="",
    title="Complaints received at each stage, by service",
    question="Which services are complained about, and how far do those complaints go?",
    population="Stages of complaints begun in the period, and what the Ombudsman asked about.",
    basis=f"{BASIS} The service is that of the stage where it has its own, otherwise of the case.",
    source="Rule book 10.1, BEX19 2.1, LEW20 9 (services)",
    area="Received",
    build=_by_service,
    noun=("stage of a complaint", "stages of complaints"),
)
