"""Tables 13f to 13h: requests under other law by month, and all requests by division and by who asked.

Source: rule book 4.4 to 4.7, 10.1 (BEX19 2.9).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_list, by_month
from caseworker.reports.bases import ON_TIME_RULE
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.measured import Column, count_of, measured, share_of
from caseworker.reports.r13_information import OTHER_LAW
from caseworker.reports.table import Chart, Missing, Report, Table

FOI, EIR, SAR, DATA_PROTECTION = (
    "Freedom of Information", "Environmental information", "Subject access", "Data protection complaints",
)  # fmt: skip
_OTHER = ((EIR, Kind.EIR), (SAR, Kind.SAR), (DATA_PROTECTION, Kind.DATA_PROTECTION))
LOOKED_AT_AGAIN = "Reviews and Commissioner’s cases"


def by_law(brief: Brief) -> Axis:
    """Requests as received, by the law they were made under."""
    return tuple(
        Entry(heading, brief.cases.where(kind=kind.value)) for heading, kind in ((FOI, Kind.FOI), *_OTHER)
    )


def on_time_heading(heading: str) -> str:
    """What stands above the share on time of a kind of request."""
    return f"{heading}: on time"


def _by_month(brief: Brief) -> Table:
    kinds, stages = by_law(brief)[1:], brief.stages
    months = by_month(brief, lambda days: stages.between("from_on", days))
    again = stages.where(kind=tuple(kind.value for _heading, kind in _OTHER), step=("IR", "ICO", "TRIB")) | (
        stages.where(kind=Kind.INTERNAL_REVIEW.value, procedure=OTHER_LAW)
    )
    on_time = stages.where(on_time="1")
    columns: list[Column] = []
    for entry in kinds:
        columns += [
            count_of(entry.heading, entry.rows),
            share_of(on_time_heading(entry.heading), on_time, entry.rows),
        ]
    headings = tuple(entry.heading for entry in kinds)
    return measured(
        TABLE_13F,
        brief,
        row_heading="Month",
        rows=months,
        columns=(*columns, count_of(LOOKED_AT_AGAIN, again)),
        base=whole_of(kinds, stages.all) | again,
        speaks_of=SAR,
        total_row=True,
        charts=[
            Chart(
                "Other requests received", "bars", "rows", headings, tuple(month.heading for month in months)
            )
        ],
    )


def _by_division(brief: Brief) -> Table:
    received = _received(brief)
    divisions = by_list(brief, "division", "divisions", received)
    return _split(brief, TABLE_13G, "Division", divisions, received, "the division", "division")


def _by_requester(brief: Brief) -> Table:
    received = _received(brief) - brief.cases.where(kind=(Kind.SAR.value, Kind.DATA_PROTECTION.value))
    who = by_list(brief, "requester_type", "requester_types", received)
    return _split(brief, TABLE_13H, "Who asked", who, received)


def _received(brief: Brief) -> Rows:
    return whole_of(by_law(brief), brief.received())


def _split(
    brief: Brief, report: Report, row_heading: str, rows: Axis, base: Rows, needs: str = "", column: str = ""
) -> Table:
    laws = tuple(entry for entry in by_law(brief) if report is TABLE_13G or entry.heading in (FOI, EIR))
    return crosstab(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=laws,
        base=base,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[Missing(needs, base.where(**{column: ""}))] if needs else (),
        charts=[Chart(report.title, "bars", "rows", (TOTAL,), tuple(entry.heading for entry in rows))],
        speaks_of=TOTAL,
    )


_NOUN = ("request", "requests")

TABLE_13F = Report(
    code="13f",
    source_id="",
    title="Environmental, subject access and data protection requests, by month",
    question="How many requests came in under other law, and were they answered on time?",
    population="Environmental information and subject access requests and data protection complaints of the period.",
    basis=(
        "Counted by date received, reviews and the Commissioner’s cases by the day they began, whether answered, "
        f"extended or still open. {ON_TIME_RULE}"
    ),
    source="Rule book 10.1, BEX19 2.9; 4.4 to 4.7",
    area="Information requests",
    build=_by_month,
    noun=_NOUN,
)

TABLE_13G = Report(
    code="13g",
    source_id="",
    title="Requests for information by division",
    question="Whose information is asked for?",
    population="Requests for information under any law, received in the period.",
    basis="Counted by date received, whether answered, extended or still open. Internal reviews are not counted here.",
    source="Rule book 10.1, BEX19 2.9",
    area="Information requests",
    build=_by_division,
    noun=_NOUN,
)

TABLE_13H = Report(
    code="13h",
    source_id="",
    title="Requests for information by who asked",
    question="Who asks for information?",
    population="Freedom of Information and environmental information requests received in the period.",
    basis="Counted by date received, whether answered, extended or still open. Internal reviews are not counted here.",
    source="Rule book 4.3 (local additions)",
    area="Information requests",
    build=_by_requester,
    noun=_NOUN,
)
