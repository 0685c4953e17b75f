"""The note under Table 4 and Tables 4.1 and 4.2: case reviews, complaints about payments, compliments.

Source: rule book 10.1 (LEW25 4.1, 4.2), LEW25 3.6 (case reviews).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.reports.axes import by_kind, by_list, by_quarter, by_year
from caseworker.reports.bases import ON_TIME_RULE
from caseworker.reports.brief import Brief
from caseworker.reports.cells import count_cell, share_cell
from caseworker.reports.columns import COUNTED, HEADINGS, TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.table import At, Chart, Missing, Report, Sum, Table

RECEIVED, ON_TIME, NOT_ON_TIME = "Received", "Answered on time", "Not answered on time"
REVIEWS = "Case reviews"


def _case_reviews(brief: Brief) -> Table:
    received = whole_of(by_kind(brief, COUNTED), brief.received()) & brief.reviews
    on_time = received.where(on_time="1")
    whole = At("4n", RECEIVED, REVIEWS)
    parts = (At("4n", ON_TIME, REVIEWS, "n"), At("4n", NOT_ON_TIME, REVIEWS))
    return Table(
        report=TABLE_4N,
        period=brief.period,
        row_heading=REVIEWS,
        row_headings=(RECEIVED, ON_TIME, NOT_ON_TIME),
        column_headings=(REVIEWS,),
        cells=(
            (count_cell(received),),
            (share_cell(on_time, received),),
            (count_cell(received - on_time),),
        ),
        claims=(
            Sum("column total", whole, parts, "those on time and not on time"),
            Sum("share and counts", At("4n", ON_TIME, REVIEWS, "d"), (whole,), "those received"),
        ),
    )


def _payments(brief: Brief) -> Table:
    complaints = brief.received().where(kind=Kind.CORPORATE.value)
    about_payments = complaints.where(is_payment="1")
    quarters = by_quarter(brief, brief.received)
    divisions = by_list(brief, "division", "divisions", about_payments)
    return crosstab(
        TABLE_4_1,
        brief,
        row_heading="Division",
        rows=divisions,
        columns=quarters,
        base=about_payments,
        total_row=True,
        total_column=True,
        speaks_of=TOTAL,
        missing=[Missing("the division", about_payments.where(division=""))],
        charts=[
            Chart(
                "Corporate complaints about payments",
                "bars",
                "columns",
                (TOTAL,),
                tuple(quarter.heading for quarter in quarters),
            )
        ],
    )


def _compliments(brief: Brief) -> Table:
    compliments = brief.cases.where(kind=Kind.COMPLIMENT.value)
    years = by_year(brief, brief.received, earliest_first=True)
    shown = whole_of(years, compliments)
    divisions = by_list(brief, "division", "divisions", shown)
    return crosstab(
        TABLE_4_2,
        brief,
        row_heading="Division",
        rows=divisions,
        columns=years,
        base=compliments,
        total_row=True,
        missing=[Missing("the division", brief.received() & compliments.where(division=""))],
        charts=[
            Chart(
                "Compliments received",
                "bars",
                "rows",
                tuple(year.heading for year in years),
                tuple(entry.heading for entry in divisions),
            )
        ],
    )


TABLE_4N = Report(
    code="4n",
    source_id="lewisham-2024-25/table-4-note",
    title="Historic case reviews",
    question="How many old complaints were looked at outside the procedure, and were they answered on time?",
    population="Historic case reviews logged as a stage 1 complaint or enquiry and received in the period.",
    basis=f"Counted by date received. {ON_TIME_RULE} Tables 3 and 4 leave case reviews out.",
    source="Rule book 10.1, LEW25 3.6 and the note under Table 4",
    area="Answered on time",
    build=_case_reviews,
    noun=("case review", "case reviews"),
)

TABLE_4_1 = Report(
    code="4.1",
    source_id="lewisham-2024-25/table-4-1",
    title="Corporate stage 1 complaints about payments, by division",
    question="How many complaints were about a payment, and where did they arise?",
    population=f"{HEADINGS[Kind.CORPORATE]} complaints received in the period and marked as about a payment.",
    basis=(
        "Counted by date received and type as received, whatever became of the case: open and extended cases count "
        "like any other. Children Act complaints about payments are not counted here."
    ),
    source="Rule book 10.1, LEW25 4.1",
    area="Received",
    build=_payments,
    noun=("complaint", "complaints"),
)

TABLE_4_2 = Report(
    code="4.2",
    source_id="lewisham-2024-25/table-4-2",
    title="Compliments received, by division",
    question="How many compliments came in, and for whom?",
    population="Compliments received in the period and the same days of the two years before.",
    basis="Counted by date received. A compliment has no deadline and no outcome; void entries are left out.",
    source="Rule book 10.1, LEW25 4.2",
    area="Received",
    build=_compliments,
    noun=("compliment", "compliments"),
)
