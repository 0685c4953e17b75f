"""Tables 13a to 13d: requests under the Freedom of Information Act, by month, by year, and on time.

Source: rule book 10.1 (LEW25 10, 10.2 and its performance tables).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_month, by_quarter, by_year
from caseworker.reports.bases import ON_TIME_RULE
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, share_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import Measure, crosstab, whole_of
from caseworker.reports.table import Chart, Report, Table

REQUESTS, REVIEWS, COMMISSIONER = "Requests", "Internal reviews", "Information Commissioner"
PERFORMANCE = "Performance"

OTHER_LAW = (Procedure.EIR.value, Procedure.SAR.value, Procedure.DATA_PROTECTION.value, "")
"""What times a review of something else than an FOI request; nothing times one about personal data."""


def by_step(brief: Brief) -> Axis:
    """Requests, internal reviews and the Commissioner's cases under the Freedom of Information Act.

    A review or a Commissioner's case is a case of its own. A review under other law is no review of an FOI request;
    which law the Commissioner's case is under is not recorded.
    """
    stages = brief.stages
    reviews = stages.where(kind=Kind.INTERNAL_REVIEW.value) - stages.where(procedure=OTHER_LAW)
    again = stages.where(kind=(Kind.FOI.value, Kind.COMMISSIONER.value)) - foi_requests(brief) | reviews
    return (
        Entry(REQUESTS, foi_requests(brief)),
        Entry(REVIEWS, again.where(step="IR")),
        Entry(COMMISSIONER, again.where(step="ICO")),
    )


def foi_requests(brief: Brief) -> Rows:
    """The requests alone, as received."""
    return brief.cases.where(kind=Kind.FOI.value)


def _came(brief: Brief) -> Rows:
    return whole_of(by_step(brief), brief.stages.all)


def _by_month(brief: Brief) -> Table:
    months = by_month(brief, lambda days: _begun(brief, days))
    return crosstab(
        TABLE_13A,
        brief,
        row_heading="Month",
        rows=months,
        columns=by_step(brief),
        base=_came(brief),
        total_row=True,
        total_column=True,
        percent_column=True,
        charts=[
            Chart(
                "Information requests received", "bars", "rows", (REQUESTS,), tuple(m.heading for m in months)
            )
        ],
        speaks_of=TOTAL,
    )


def _by_year(brief: Brief) -> Table:
    years = by_year(brief, lambda days: _begun(brief, days))
    return crosstab(
        TABLE_13B,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=years,
        columns=by_step(brief),
        base=_came(brief),
        total_column=True,
        charts=[
            Chart(
                "Information requests over three years",
                "bars",
                "rows",
                (TOTAL,),
                tuple(y.heading for y in reversed(years)),
            )
        ],
    )


def _on_time_by_quarter(brief: Brief) -> Table:
    quarters = by_quarter(brief, lambda days: _begun(brief, days))
    return crosstab(
        TABLE_13C,
        brief,
        row_heading="Quarter",
        rows=quarters,
        columns=by_step(brief)[:2],
        base=_came(brief),
        measure=_on_time(brief),
        speaks_of=REQUESTS,
        total_row=True,
        charts=[
            Chart(
                "Information requests answered on time",
                "bars",
                "rows",
                (REQUESTS,),
                tuple(quarter.heading for quarter in quarters),
            )
        ],
    )


def _on_time_by_year(brief: Brief) -> Table:
    years = by_year(brief, lambda days: _begun(brief, days))
    return crosstab(
        TABLE_13D,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=years,
        columns=(Entry(PERFORMANCE, foi_requests(brief)), by_step(brief)[1]),
        base=_came(brief),
        measure=_on_time(brief),
        speaks_of=PERFORMANCE,
        charts=[
            Chart(
                "Information requests answered on time, by year",
                "bars",
                "rows",
                (PERFORMANCE,),
                tuple(year.heading for year in reversed(years)),
            )
        ],
    )


def _begun(brief: Brief, days: Period) -> Rows:
    """Requests by the day they came, reviews and Commissioner's cases by the day they were asked for."""
    return brief.stages.between("from_on", days)


def _on_time(brief: Brief) -> Measure:
    on_time = brief.stages.where(on_time="1")

    def share(due: Rows) -> Cell:
        return share_cell(on_time, due)

    return share


_RECEIVED_BASIS = (
    "Requests are counted by date received, internal reviews by the day they were asked for, the Commissioner’s cases "
    "by the day they began, whether answered, extended or still open. Requests under other law are in Table 13f."
)
_NOUN = ("request", "requests")

TABLE_13A = Report(
    code="13a",
    source_id="lewisham-2024-25/table-foi-months",
    title="Freedom of Information requests received, by month",
    question="How many requests came in each month, and how many were looked at again?",
    population="Freedom of Information requests, internal reviews and Commissioner’s cases of the period.",
    basis=f"{_RECEIVED_BASIS} % is the month’s share of the period.",
    source="Rule book 10.1, LEW25 10",
    area="Information requests",
    build=_by_month,
    noun=_NOUN,
)

TABLE_13B = Report(
    code="13b",
    source_id="lewisham-2024-25/table-foi-previous-years",
    title="Freedom of Information requests over three years",
    question="Do more requests come in than in the years before?",
    population="Freedom of Information requests, internal reviews and Commissioner’s cases of three years.",
    basis=f"{_RECEIVED_BASIS} The total counts the Commissioner’s cases too, as in Table 13a.",
    source="Rule book 10.1, LEW25 10.2",
    area="Information requests",
    build=_by_year,
    noun=_NOUN,
)

TABLE_13C = Report(
    code="13c",
    source_id="lewisham-2024-25/table-foi-quarters",
    title="Freedom of Information requests answered on time",
    question="What share of requests and internal reviews was answered on time?",
    population="Freedom of Information requests and internal reviews of the period.",
    basis=f"{_RECEIVED_BASIS} {ON_TIME_RULE}",
    source="Rule book 10.1, LEW25 10 (performance); 10.2 (179 of 276 against 159)",
    area="Information requests",
    build=_on_time_by_quarter,
    noun=_NOUN,
)

TABLE_13D = Report(
    code="13d",
    source_id="lewisham-2024-25/table-foi-past-performance",
    title="Freedom of Information requests answered on time, by year",
    question="Are requests answered on time more often than in the years before?",
    population="Freedom of Information requests and internal reviews of the period and of the two years before.",
    basis=f"{_RECEIVED_BASIS} {ON_TIME_RULE}",
    source="Rule book 10.1, LEW25 10 (past years’ performance)",
    area="Information requests",
    build=_on_time_by_year,
    noun=_NOUN,
)
