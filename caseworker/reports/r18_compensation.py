"""Tables 18 to 18b: compensation by kind, by band and by stage. Amounts are exact to the penny.

Source: rule book 10.1 (LEW20 8, 9, A1), section 8 (compensation bands), LGO-7.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from caseworker.domain.compensation import BANDS, band_of
from caseworker.domain.populations import Rows
from caseworker.reports.axes import NOT_RECORDED, Axis, Entry
from caseworker.reports.brief import Brief
from caseworker.reports.cells import average_cell, count_cell, pounds_cell
from caseworker.reports.measured import Column, count_of, measured
from caseworker.reports.table import Chart, Missing, Report, Table

PAYMENTS, AMOUNT, AVERAGE = "Payments", "Amount", "Average"
PAID, PAID_AMOUNT, UNPAID, UNPAID_AMOUNT = "Paid", "Amount paid", "Not yet paid", "Amount not yet paid"
STEPS = (
    ("Stage 1", "S1"),
    ("Stage 2", "S2"),
    ("Stage 3", "S3"),
    ("Independent Adjudicator", "ADJ"),
    ("Ombudsman", "LGO"),
)
OTHER_STAGES = "Other cases"


def compensation(brief: Brief) -> Rows:
    """Every amount agreed in the period, once: as a payment, with its stage, or with an action alone."""
    amounts = brief.parts.recorded("amount")
    recorded = (brief.parts_of("payment") | brief.parts_of("action")) & amounts
    return recorded.between("from_on", brief.period)


def _by_kind(brief: Brief) -> Table:
    kinds = _kinds(brief, compensation(brief))
    unsaid = [
        Missing("what the compensation is for", row.rows) for row in kinds if row.heading == NOT_RECORDED
    ]
    return _money(TABLE_18, brief, "Kind of compensation", kinds, unsaid)


def _kinds(brief: Brief, agreed: Rows) -> Axis:
    """The kinds of the list; what is recorded with an action or a stage says no kind."""
    found = agreed.where(thing="payment").split("what")
    rows: dict[str, Rows] = {}
    for entry in brief.words.entries("payments"):
        rows[brief.label("payments", entry.code)] = brief.parts.where(thing="payment", what=entry.code)
    for code in found:
        if code and not brief.words.has("payments", code):
            rows[code] = brief.parts.where(thing="payment", what=code)
    axis = tuple(Entry(heading, some) for heading, some in rows.items())
    rest = agreed
    for row in axis:
        rest -= row.rows
    return (*axis, Entry(NOT_RECORDED, rest)) if rest else axis


def _by_band(brief: Brief) -> Table:
    brief.parts.derive("band", lambda: brief.parts.recoded("amount", _band))
    rows = tuple(Entry(band.label, brief.parts.where(band=band.code)) for band in BANDS)
    return _money(TABLE_18A, brief, "Band", rows)


def _band(amount: str) -> str:
    pennies = int(Decimal(amount) * 100) if amount else 0
    return band_of(pennies).code if pennies > 0 else ""


def _by_stage(brief: Brief) -> Table:
    steps = tuple(Entry(heading, brief.parts.where(step=step)) for heading, step in STEPS)
    rest = compensation(brief)
    for entry in steps:
        rest -= entry.rows
    return _money(TABLE_18B, brief, "Stage", (*steps, Entry(OTHER_STAGES, rest)) if rest else steps)


def _money(
    report: Report, brief: Brief, row_heading: str, rows: Axis, missing: Sequence[Missing] = ()
) -> Table:
    paid = brief.parts.where(status=("paid", "done"))
    columns = (
        count_of(PAYMENTS),
        Column(AMOUNT, lambda some: pounds_cell(some, "amount")),
        Column(AVERAGE, lambda some: average_cell(some, "amount")),
        count_of(PAID, paid),
        Column(PAID_AMOUNT, lambda some: pounds_cell(some & paid, "amount")),
        Column(UNPAID, lambda some: count_cell(some - paid)),
        Column(UNPAID_AMOUNT, lambda some: pounds_cell(some - paid, "amount")),
    )
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=columns,
        base=compensation(brief),
        speaks_of=PAYMENTS,
        total_row=True,
        missing=missing,
        across=[(PAYMENTS, (PAID, UNPAID)), (AMOUNT, (PAID_AMOUNT, UNPAID_AMOUNT))],
        charts=[Chart(report.title, "bars", "rows", (AMOUNT,), tuple(row.heading for row in rows))]
        if rows
        else (),
    )


_BASIS = (
    "Counted by the day the amount was agreed, or where that day is not recorded the day it was paid or the stage was "
    "answered, for open cases too. An amount of which several records speak counts once. Paid: as recorded by the day "
    "of the figures. Averages are rounded to the penny."
)
_POPULATION = "Compensation and reimbursements agreed in the period, of every kind of case and stage."
_NOUN = ("payment", "payments")

TABLE_18 = Report(
    code="18",
    source_id="",
    title="Compensation by kind",
    question="How much compensation was agreed, what for, and is it paid?",
    population=_POPULATION,
    basis=f"{_BASIS} Amounts recorded with a stage or an action alone say no kind.",
    source="Rule book 10.1, LEW20 8 and 9; section 8; LGO-7",
    area="Learning",
    build=_by_kind,
    noun=_NOUN,
)

TABLE_18A = Report(
    code="18a",
    source_id="",
    title="Compensation by band",
    question="How many payments are small, and how many large?",
    population=_POPULATION,
    basis=(
        f"{_BASIS} A payment of exactly £100 is in the first band, one of exactly £500 in the second; whatever is "
        "above a limit, if only by a penny, is in the next."
    ),
    source="Rule book 10.1, LEW20 A1; section 8 (compensation bands)",
    area="Learning",
    build=_by_band,
    noun=_NOUN,
)

TABLE_18B = Report(
    code="18b",
    source_id="",
    title="Compensation by stage",
    question="At which stage was compensation agreed?",
    population=_POPULATION,
    basis=_BASIS,
    source="Rule book 10.1, LEW20 8 and 9",
    area="Learning",
    build=_by_stage,
    noun=_NOUN,
)
