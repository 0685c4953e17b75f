"""Tables 12 to 12d: young people helped by advocates, the hours given, what was offered and answered.

Source: rule book 10.1 (LEW25 9.6, BEX19 2.7), ADV-4 (hours against the contract), ADV-5 (split by kind of case).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from caseworker.domain.advocacy import contract_on
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period, between
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry, by_list, by_month, by_quarter
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell, entered_hours_cell, hours_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.table import At, Chart, Missing, Report, Sum, Table

SUPPORTED = "Young people supported"
HELPED, NOT_HELPED, GIVEN = "Young people helped", "Refused, not offered or not answered", "Hours given"
SO_FAR, CONTRACT, EXTRA = "So far in the contract’s year", "Hours of the contract", "Extra hours"
STAGES = ("Stage 1", "Stage 2", "Stage 3")
ENQUIRY_HEADINGS = {
    Kind.GENERAL: "General Enquiry",
    Kind.MP: "MP Enquiry",
    Kind.MAYOR: "Mayor Enquiry",
    Kind.MEMBER: "Member Enquiry",
    Kind.CHIEF_EXECUTIVE: "Chief Executive Enquiry",
}
_PRINTED = (*STAGES[:2], ENQUIRY_HEADINGS[Kind.GENERAL], ENQUIRY_HEADINGS[Kind.MP])
_AT_A_CASE = (*_PRINTED, *(each for each in (*STAGES, *ENQUIRY_HEADINGS.values()) if each not in _PRINTED))
_ANSWERED_YES = ("accepted", "has_one")


@lru_cache(maxsize=1024)
@lru_cache(maxsize=4096)
def helped_at(kind: str, recorded: str) -> str:
    """Return under which heading help is counted; "" for help at meetings only.

    Args:
        kind: the code of the kind of the case.
        recorded: the stage or meeting in the words of the record, of this program or another.
    """
    words = recorded.casefold()
    for heading in _AT_A_CASE:
        if words.startswith(heading.casefold()):
            return heading
    if kind in (Kind.CORPORATE, Kind.STATUTORY):
        return STAGES[0]
    return ENQUIRY_HEADINGS.get(Kind(kind), "") if kind else ""


def helps(brief: Brief, period: Period | None = None) -> Rows:
    """The offers and referrals of a period (the one asked for) by which a young person was helped."""
    return brief.parts_of("advocacy").where(status=_ANSWERED_YES).between("from_on", period or brief.period)


def _by_case(brief: Brief) -> Table:
    parts = brief.parts
    parts.derive(
        "helped_at",
        lambda: [*map(helped_at, parts.column("kind"), parts.column("supported_at"))],
    )
    helped = helps(brief)
    base = helped - parts.where(helped_at="")
    found = base.split("helped_at")
    headings = [heading for heading in _AT_A_CASE if heading in _PRINTED or heading in found]
    return crosstab(
        TABLE_12,
        brief,
        row_heading="Advocacy",
        rows=(Entry(SUPPORTED, base),),
        columns=tuple(Entry(heading, parts.where(helped_at=heading)) for heading in headings),
        base=base,
        total_column=True,
        left_out=helped - base,
        charts=[
            Chart("Young people supported by advocates", "bars", "columns", (SUPPORTED,), tuple(headings))
        ],
    )


def _hours(brief: Brief) -> Table:
    months = by_month(brief, lambda days: brief.parts.between("from_on", days))
    lines = [_month(brief, entry.rows, entry.period or brief.period) for entry in months]
    whole = _month(brief, brief.parts.between("from_on", brief.period), brief.period)
    headings = tuple(entry.heading for entry in months)
    claims = tuple(
        Sum("column total", At("12a", TOTAL, column), tuple(At("12a", row, column) for row in headings), _SUM)
        for column in (HELPED, NOT_HELPED, GIVEN)
    )
    return Table(
        report=TABLE_12A,
        period=brief.period,
        row_heading="Month",
        row_headings=(*headings, TOTAL),
        column_headings=(HELPED, NOT_HELPED, GIVEN, SO_FAR, CONTRACT, EXTRA),
        cells=(*lines, whole),
        row_periods=(*(entry.period or brief.period for entry in months), brief.period),
        has_total_row=True,
        claims=claims,
        charts=(Chart("Hours of advocacy given", "bars", "rows", (GIVEN,), headings),),
        speaks_of=HELPED,
    )


_SUM = "the sum of its column"


def _month(brief: Brief, lines: Rows, days: Period) -> tuple[Cell, ...]:
    offers, given = lines & brief.parts_of("advocacy"), lines & brief.parts_of("hours")
    yes = offers.where(status=_ANSWERED_YES)
    until = min(days.last, max(days.first, brief.data_on))
    contract = contract_on(brief.contracts, until)
    so_far = _given_in_year(brief, contract.year_of(until)[0], until) if contract else brief.parts.none
    return (
        count_cell(yes),
        count_cell(offers - yes),
        hours_cell(given, "amount"),
        hours_cell(so_far, "amount") if contract else entered_hours_cell(None),
        entered_hours_cell(contract.hours if contract else None),
        entered_hours_cell(contract.extra_hours if contract else None),
    )


def _given_in_year(brief: Brief, first: date, until: date) -> Rows:
    return brief.parts_of("hours").between("from_on", between(first, until))


def _by_answer(brief: Brief) -> Table:
    offers = brief.parts_of("advocacy").between("from_on", brief.period)
    answers = by_list(brief, "status", "advocacy_answers", offers)
    return _split(brief, TABLE_12B, "Answer", answers, offers, "the answer to the offer")


def _by_purpose(brief: Brief) -> Table:
    helped = helps(brief)
    purposes = by_list(brief, "what", "advocacy_reasons", helped, always=())
    return _split(brief, TABLE_12C, "What for", purposes, helped, "what the advocate was asked for")


def _by_group(brief: Brief) -> Table:
    helped = helps(brief)
    groups = by_list(brief, "eligible_group", "advocacy_groups", helped)
    return _split(brief, TABLE_12D, "Eligible group", groups, helped, "the eligible group")


def _split(
    brief: Brief, report: Report, row_heading: str, rows: Sequence[Entry], base: Rows, needs: str
) -> Table:
    quarters = by_quarter(brief, lambda days: brief.parts.between("from_on", days))
    lacking = [entry.rows & base for entry in rows if entry.heading == "Not recorded"]
    return crosstab(
        report,
        brief,
        row_heading=row_heading,
        rows=tuple(rows),
        columns=quarters,
        base=base,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[Missing(needs, some) for some in lacking],
        charts=[Chart(report.title, "bars", "rows", (TOTAL,), tuple(entry.heading for entry in rows))],
        speaks_of=TOTAL,
    )


_PEOPLE = ("young person", "young people")
_HELPED_BASIS = (
    "Counted by the day of the referral, or of the appointment or the offer where nobody was referred, whether the "
    "help goes on or has ended. Each referral or offer counts: somebody helped twice is counted twice."
)

TABLE_12 = Report(
    code="12",
    source_id="lewisham-2024-25/table-advocacy",
    title="Young people supported by advocates, by kind of case",
    question="How many young people did an advocate help to complain or to ask, and at what stage?",
    population="Young people referred in the period and supported to make a complaint or enquiry.",
    basis=f"{_HELPED_BASIS} Support at meetings only is not counted here. Extended cases count like any other.",
    source="Rule book 10.1, LEW25 9.6; ADV-5",
    area="Advocacy",
    build=_by_case,
    noun=_PEOPLE,
)

TABLE_12A = Report(
    code="12a",
    source_id="",
    title="Advocacy by month, with hours against the contract",
    question="How many young people were helped, and how much of the contract is used?",
    population="Offers, referrals and hours of the period, for complaints and for meetings.",
    basis=(
        f"{_HELPED_BASIS} Hours by the day they were given. “So far” adds up the hours from the first day of the "
        "contract’s year to the end of the month, or to the day of the figures."
    ),
    source="Rule book ADV-4, ADV-5",
    area="Advocacy",
    build=_hours,
    noun=_PEOPLE,
)

TABLE_12B = Report(
    code="12b",
    source_id="",
    title="Offers of an advocate and their answers",
    question="Was an advocate offered, and what was the answer?",
    population="Offers of an advocate and referrals of the period, whatever came of them.",
    basis=f"{_HELPED_BASIS} An offer nobody answered yet stands under “Not recorded”.",
    source="Rule book ADV-1, ADV-5",
    area="Advocacy",
    build=_by_answer,
    noun=("offer", "offers"),
)

TABLE_12C = Report(
    code="12c",
    source_id="",
    title="What advocates were asked to help with",
    question="What did young people want an advocate for?",
    population="Young people helped by an advocate in the period, at complaints and at meetings.",
    basis=f"{_HELPED_BASIS} Referrals of other systems do not say what for and stand under “Not recorded”.",
    source="Rule book 10.1, BEX19 2.7",
    area="Advocacy",
    build=_by_purpose,
    noun=_PEOPLE,
)

TABLE_12D = Report(
    code="12d",
    source_id="",
    title="Young people helped by advocates, by eligible group",
    question="Which groups of young people did advocates help?",
    population="Young people helped by an advocate in the period, at complaints and at meetings.",
    basis=_HELPED_BASIS,
    source="Rule book ADV-5",
    area="Advocacy",
    build=_by_group,
    noun=_PEOPLE,
)
