"""Tables 10, 10a and 11: complaints to the Ombudsman, received and decided. Source: rule book 10.1 (LEW25 10, 11)."""

from __future__ import annotations

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell, pounds_cell, text_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.details import (
    counted_by_year,
    following,
    one_by_one,
    outcome_of,
    service_of,
    told_of,
    type_of,
)
from caseworker.reports.table import At, Report, Sum, Table

RECEIVED, PAYMENT = "Numbers received", "Payment"
NOT_DECIDED = "Not decided yet"
_OPEN = ("open", "suspended")


def received(brief: Brief, period: Period | None = None) -> Rows:
    """The Ombudsman's enquiries that began in a period (the one asked for)."""
    return brief.stages.where(step="LGO").between("from_on", period or brief.period)


def _received(brief: Brief) -> Table:
    came = received(brief)
    by_type: dict[str, Rows] = {}
    for each in one_by_one(brief, came, "from_on"):
        name = type_of(brief, each.rows)
        by_type[name] = by_type.get(name, each.rows) | each.rows
    rows = [*sorted(by_type.items()), (TOTAL, came)]
    headings = tuple(heading for heading, _rows in rows)
    parts = tuple(At("10", heading, RECEIVED) for heading in headings[:-1])
    whole = At("10", TOTAL, RECEIVED)
    return Table(
        report=TABLE_10,
        period=brief.period,
        row_heading="Case type",
        row_headings=headings,
        column_headings=(RECEIVED, "Service", "Decision"),
        cells=tuple(_received_row(brief, some) for _heading, some in rows),
        has_total_row=True,
        claims=(Sum("column total", whole, parts, "the sum of its column"),) if parts else (),
        speaks_of=RECEIVED,
    )


def _received_row(brief: Brief, some: Rows) -> tuple[Cell, ...]:
    each = [one.rows for one in one_by_one(brief, some, "from_on")]
    services = sorted({service_of(brief, one) for one in each})
    decisions = [_decision(brief, one) for one in each]
    return count_cell(some), text_cell(", ".join(services), some), text_cell("; ".join(decisions), some)


def _decision(brief: Brief, one: Rows) -> str:
    return NOT_DECIDED if one.where(outcome="", stage_status=_OPEN) else outcome_of(brief, one)


def _by_year(brief: Brief) -> Table:
    enquiries = brief.stages.where(step="LGO")
    return counted_by_year(
        TABLE_10A,
        brief,
        lambda year: received(brief, year),
        enquiries,
        RECEIVED,
        "Ombudsman complaints received",
    )


def completed(brief: Brief) -> Rows:
    """The Ombudsman's cases that ended in the period."""
    return brief.stages.where(step="LGO").between("to_on", brief.period)


def _completed(brief: Brief) -> Table:
    rows = one_by_one(brief, completed(brief), "to_on")
    texts = brief.facts.texts([each.n for each in rows])
    cells = []
    for each in rows:
        said = texts.get(each.n, {})
        words = told_of(brief, each.rows, said)
        paid = following(brief, each.rows, "payment")
        cells.append((*(text_cell(word, each.rows) for word in words), pounds_cell(paid, "amount")))
    return Table(
        report=TABLE_11,
        period=brief.period,
        row_heading="No.",
        row_headings=tuple(str(number) for number in range(1, len(cells) + 1)),
        column_headings=("Case type", "Service", "Details", "Decision", "Remedy", PAYMENT),
        cells=tuple(cells),
    )


TABLE_10 = Report(
    code="10",
    source_id="lewisham-2024-25/table-10",
    title="Ombudsman complaints received",
    question="What did the Ombudsman ask about, and what was decided?",
    population="Complaints that the Ombudsman began to look into in the period, of any type.",
    basis=(
        "Counted by the day the Ombudsman's enquiry began, by the type of the complaint as received. The decisions are "
        "those recorded by the day of the figures, in the order the complaints came; open cases say so."
    ),
    source="Rule book 10.1, LEW25 10; 10.2 (one decision for all three)",
    area="Ombudsman",
    build=_received,
    noun=("complaint", "complaints"),
)

TABLE_10A = Report(
    code="10a",
    source_id="lewisham-2024-25/section-7-2",
    title="Ombudsman complaints received over three years",
    question="Do more complaints go to the Ombudsman than before?",
    population="Complaints that the Ombudsman began to look into in the period and the two years before.",
    basis="Counted by the day the Ombudsman's enquiry began, whether decided or still open.",
    source="Rule book 10.1, LEW25 7.2",
    area="Ombudsman",
    build=_by_year,
    noun=("complaint", "complaints"),
)

TABLE_11 = Report(
    code="11",
    source_id="lewisham-2024-25/table-11",
    title="Ombudsman complaints completed",
    question="What did the Ombudsman decide, and what was put right?",
    population="Complaints whose examination by the Ombudsman ended in the period, one a row.",
    basis=(
        "By the day of the decision, in that order; open cases are not shown. Payment is what was agreed or paid after "
        "this decision. The texts are those recorded."
    ),
    source="Rule book 10.1, LEW25 11",
    area="Ombudsman",
    build=_completed,
    noun=("complaint", "complaints"),
)
