"""Tables 31 to 31c: what the Independent Adjudicator determined. Source: rule book 10.1 (LEW20 8, A1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import average_cell, pounds_cell
from caseworker.reports.found import CODES, IN_FAVOUR, PARTLY, UPHELD, having
from caseworker.reports.measured import Column, count_of, measured, share_of
from caseworker.reports.stage_rows import later_stages
from caseworker.reports.table import Missing, Report, Table

DETERMINED, COMPENSATED, COMPENSATION = "Determined", "Compensated", "Compensation"
AVERAGE = "Average"
BANDS = (
    ("None", -1, 0), ("Up to £100", 0, 100), ("£100 to £250", 100, 250), ("£250 to £500", 250, 500),
    ("£500 to £1,000", 500, 1000), ("Over £1,000", 1000, None),
)  # fmt: skip
"""Awards: over the first sum and at most the second, in pounds."""
SHARE = "Upheld or partly upheld"


def _money(lines: Rows) -> tuple[Column, ...]:
    return (
        count_of(COMPENSATED, lines.population.recorded("compensation")),
        Column(COMPENSATION, lambda rows: pounds_cell(rows, "compensation")),
        Column(AVERAGE, lambda rows: average_cell(rows, "compensation")),
    )


def _years(brief: Brief, lines: Rows) -> Axis:
    return tuple(Entry(year.label, lines.between("answered_on", year), year) for year in brief.years)


def _adjudicator(brief: Brief) -> Table:
    lines = later_stages(brief, "ADJ")
    return measured(
        TABLE_31,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=_years(brief, lines),
        columns=(
            count_of(DETERMINED),
            count_of(UPHELD, having(brief, CODES[UPHELD])),
            count_of(PARTLY, having(brief, CODES[PARTLY])),
            share_of(SHARE, having(brief, IN_FAVOUR)),
            *_money(lines),
        ),
        base=lines,
        speaks_of=DETERMINED,
        within=[(COMPENSATED, DETERMINED, "")],
    )


def _decided(brief: Brief) -> Rows:
    return later_stages(brief, "ADJ").between("answered_on", brief.period)


def _by_place(brief: Brief) -> Table:
    decided = _decided(brief)
    rows = by_list(brief, "division", "divisions", decided)
    return _determined(
        brief, TABLE_31A, "Directorate", rows, Missing("the division", decided.where(division=""))
    )


def _by_subject(brief: Brief) -> Table:
    decided = _decided(brief)
    rows = by_list(brief, "theme", "themes", decided, always=(), biggest_first=True)
    return _determined(
        brief, TABLE_31B, "Subject", rows, Missing("the main category", decided.where(theme=""))
    )


def _by_award(brief: Brief) -> Table:
    decided = _decided(brief)
    awards = decided.split("compensation")
    rows = tuple(Entry(heading, _awarded(awards, decided, over, up_to)) for heading, over, up_to in BANDS)
    return _determined(brief, TABLE_31C, "Compensation", rows)


def _awarded(awards: Mapping[str, Rows], decided: Rows, over: int, up_to: int | None) -> Rows:
    """The lines whose award is over one sum and at most another; no award is nothing."""
    found = decided.population.none
    for pounds, rows in awards.items():
        amount = Decimal(pounds or 0)
        if over < amount and (up_to is None or amount <= up_to):
            found |= rows
    return found


def _determined(brief: Brief, report: Report, heading: str, rows: Axis, *missing: Missing) -> Table:
    decided = _decided(brief)
    return measured(
        report,
        brief,
        row_heading=heading,
        rows=rows,
        columns=(
            count_of(DETERMINED),
            share_of(SHARE, having(brief, IN_FAVOUR)),
            share_of("On time", brief.stages.where(on_time="1")),
            *_money(decided),
        ),
        base=decided,
        speaks_of=DETERMINED,
        total_row=True,
        missing=missing,
    )


TABLE_31 = Report(
    code="31",
    source_id="",
    title="Independent Adjudicator over three years",
    question="How many complaints did the adjudicator determine, and what came of them?",
    population="Complaints the Independent Adjudicator determined.",
    basis=(
        "Counted by the day of the determination. The percentage is of all determined. Compensation is what was "
        "recorded for the adjudicator's stage; open complaints are not counted."
    ),
    source="Rule book 10.1, LEW20 8",
    area="Later stages",
    build=_adjudicator,
    noun=("complaint", "complaints"),
)

TABLE_31A = Report(
    code="31a",
    source_id="",
    title="Independent Adjudicator by directorate",
    question="Whose complaints did the adjudicator determine?",
    population="Complaints the Independent Adjudicator determined in the period.",
    basis=(
        "Counted by the day of the determination. On time: by the date in force, as extended. Compensation is what "
        "was recorded for the adjudicator's stage; open complaints are not counted."
    ),
    source="Rule book 10.1, LEW20 A1",
    area="Later stages",
    build=_by_place,
    noun=("complaint", "complaints"),
)

TABLE_31B = Report(
    code="31b",
    source_id="",
    title="Independent Adjudicator by subject",
    question="What were the complaints about that the adjudicator determined?",
    population="Complaints the Independent Adjudicator determined in the period.",
    basis=TABLE_31A.basis,
    source="Rule book 10.1, LEW20 A1",
    area="Later stages",
    build=_by_subject,
    noun=("complaint", "complaints"),
)

TABLE_31C = Report(
    code="31c",
    source_id="",
    title="Independent Adjudicator by compensation",
    question="How much did the adjudicator award?",
    population="Complaints the Independent Adjudicator determined in the period.",
    basis=f"{TABLE_31A.basis} Each band is over its first sum and at most its second.",
    source="Rule book 10.1, LEW20 A1",
    area="Later stages",
    build=_by_award,
    noun=("complaint", "complaints"),
)
