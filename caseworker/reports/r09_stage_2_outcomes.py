"""Tables 7 and 7a: how stage 2 ended, and why people asked for it. Source: rule book 10.1 (LEW25 7, 5.3)."""

from __future__ import annotations

from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.outcomes import ended_without_outcome, stage_2_outcomes
from caseworker.reports.r08_stage_2 import PROCEDURES, by_procedure, requests_for
from caseworker.reports.table import Chart, Missing, Report, Table

_CORPORATE_FIRST = tuple(reversed(PROCEDURES))


def _outcomes(brief: Brief) -> Table:
    requests = requests_for(brief, "S2")
    outcomes = stage_2_outcomes(brief, requests)
    procedures = by_procedure(brief, _CORPORATE_FIRST)
    return crosstab(
        TABLE_7,
        brief,
        row_heading="Outcome",
        rows=outcomes,
        columns=procedures,
        base=requests,
        total_row=True,
        total_column=True,
        speaks_of=TOTAL,
        missing=[Missing("the outcome", ended_without_outcome(requests))],
        charts=[
            Chart(
                "Outcomes of stage 2",
                "bars",
                "rows",
                tuple(entry.heading for entry in procedures),
                tuple(entry.heading for entry in outcomes),
            )
        ],
    )


def _reasons(brief: Brief) -> Table:
    requests = requests_for(brief, "S2")
    reasons = by_list(
        brief, "escalation_reason", "escalation_reasons", requests, always=(), biggest_first=True
    )
    return crosstab(
        TABLE_7A,
        brief,
        row_heading="Reason",
        rows=reasons,
        columns=by_procedure(brief),
        base=requests,
        total_row=True,
        total_column=True,
        speaks_of=TOTAL,
        percent_column=True,
        missing=[Missing("the reason for going further", requests.where(escalation_reason=""))],
        charts=[
            Chart(
                "Reasons for stage 2 requests",
                "bars",
                "rows",
                (TOTAL,),
                tuple(reason.heading for reason in reasons),
            )
        ],
    )


TABLE_7 = Report(
    code="7",
    source_id="lewisham-2024-25/table-7",
    title="Outcomes of stage 2 requests",
    question="What did the investigations find?",
    population="Requests for stage 2 made in the period.",
    basis=(
        "The requests of Table 6, by date of request, with the outcome recorded by the day of the figures. Requests "
        "still open, extended or not, stand under “No outcome yet”, so that the total is that of Table 6."
    ),
    source="Rule book 10.1, LEW25 7; 10.2 (outcomes for all although 11 were open)",
    area="Later stages",
    build=_outcomes,
    noun=("request", "requests"),
)

TABLE_7A = Report(
    code="7a",
    source_id="",
    title="Reasons for stage 2 requests",
    question="Why did people ask for stage 2?",
    population="Requests for stage 2 made in the period.",
    basis=(
        "The requests of Table 6, by date of request, whether open, extended or answered, by the main reason recorded; "
        "the most frequent first. % is of all requests."
    ),
    source="Rule book 10.1, LEW25 5.3",
    area="Later stages",
    build=_reasons,
    noun=("request", "requests"),
)
