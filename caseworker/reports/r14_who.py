"""Tables 14 to 15: who complained and how complaints and enquiries arrived.

Source: rule book 10.1 (WF20 3, LEW20 C6-C7), section 8 (complainant type, contact method).
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.populations import Rows
from caseworker.reports.axes import NOT_RECORDED, Axis, Entry, by_kind, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import percent_cell
from caseworker.reports.columns import COMPLAINTS, TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.measured import OF_TOTAL, Column, count_of, measured
from caseworker.reports.stage_rows import enquiries, first_stages, stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Children and young people": ("Young person", "Care leaver", "Former child in care"),
    "Parents, carers and relatives": (
        "Parent", "Grandparent", "Other relative", "Foster carer", "Connected carer", "Special guardian",
        "Adopter or prospective adopter", "Carer",
    ),
    "Advocates and solicitors": ("Advocate", "Solicitor"),
    "Organisations and professionals": ("Professional", "Provider", "Partner organisation"),
}  # fmt: skip
OTHERS = "Others"
COMPLAINTS_HEADING, ENQUIRIES_HEADING = "Complaints", "Enquiries"


def complaints(brief: Brief) -> Rows:
    """The stage 1 complaints of the period, by type as received."""
    return stage_ones(brief).between("received_on", brief.period)


def by_group(brief: Brief, within: Rows) -> Axis:
    """Groups of those who complain, every other role, and those without one where `within` has any."""
    found = tuple(Entry(heading, brief.stages.where(raised_by=roles)) for heading, roles in GROUPS.items())
    none = brief.stages.where(raised_by="")
    rest = brief.stages.all - whole_of(found, brief.stages.all) - none
    groups = (*found, Entry(OTHERS, rest))
    return (*groups, Entry(NOT_RECORDED, none)) if none & within else groups


def _by_role(brief: Brief) -> Table:
    received = complaints(brief)
    roles = by_list(brief, "raised_by", "raised_by", received, biggest_first=True)
    return _of_complaints(brief, TABLE_14, "Who complained", roles, "who complained", "raised_by")


def _by_group(brief: Brief) -> Table:
    return _of_complaints(brief, TABLE_14A, "Group", by_group(brief, complaints(brief)))


def _by_child_status(brief: Brief) -> Table:
    status = by_list(brief, "child_status", "child_statuses", complaints(brief))
    return _of_complaints(brief, TABLE_14B, "Status of the child", status)


def _of_complaints(
    brief: Brief, report: Report, row_heading: str, rows: Axis, needs: str = "", column: str = ""
) -> Table:
    received, types = complaints(brief), by_kind(brief, COMPLAINTS)
    return crosstab(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=types,
        base=received,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[Missing(needs, received.where(**{column: ""}))] if needs else (),
        speaks_of=TOTAL,
        charts=[Chart(report.title, "bars", "rows", (TOTAL,), tuple(row.heading for row in rows))],
    )


def _by_service(brief: Brief) -> Table:
    received = complaints(brief)
    return crosstab(
        TABLE_14C,
        brief,
        row_heading="Service",
        rows=by_list(brief, "service", "services", received),
        columns=by_group(brief, received),
        base=received,
        total_row=True,
        total_column=True,
        missing=[Missing("the service", received.where(service=""))],
        speaks_of=TOTAL,
    )


def _by_channel(brief: Brief) -> Table:
    received = first_stages(brief).between("received_on", brief.period)
    channels = by_list(brief, "channel", "channels", received, biggest_first=True)
    complaints, asked = stage_ones(brief) & received, enquiries(brief) & received
    return measured(
        TABLE_15,
        brief,
        row_heading="How it arrived",
        rows=channels,
        columns=(
            count_of(COMPLAINTS_HEADING, complaints),
            _share_among("Of complaints", complaints),
            count_of(ENQUIRIES_HEADING, asked),
            _share_among("Of enquiries", asked),
            count_of(TOTAL),
            _share_among(OF_TOTAL, received),
        ),
        base=received,
        total_row=True,
        across=[(TOTAL, (COMPLAINTS_HEADING, ENQUIRIES_HEADING))],
        missing=[Missing("how it arrived", received.where(channel=""))],
        speaks_of=TOTAL,
        charts=[
            Chart(
                TABLE_15.title,
                "bars",
                "rows",
                (COMPLAINTS_HEADING, ENQUIRIES_HEADING),
                tuple(channel.heading for channel in channels),
            )
        ],
    )


def _share_among(heading: str, whole: Rows) -> Column:
    """What percentage of some cases came that way."""
    return Column(heading, lambda rows: percent_cell(rows & whole, whole))


_BASIS = (
    "Counted by date received and type as received, whatever became of the complaint: open and extended ones count "
    "like any other. Contacts are counted, not people: somebody who complained twice is counted twice."
)
_POPULATION = "Corporate and Children Act stage 1 complaints received in the period."
_GROUPS_IN_WORDS = (
    "Foster carers, guardians and adopters stand with parents, carers and relatives, solicitors with advocates, "
    "providers with organisations; every other role is under Others."
)
_NOUN = ("complaint", "complaints")

TABLE_14 = Report(
    code="14",
    source_id="",
    title="Who complained",
    question="Who complains, and who does not?",
    population=_POPULATION,
    basis=f"{_BASIS} Roles are those chosen when the complaint was logged.",
    source="Rule book 10.1, WF20 3; section 8 (complainant type)",
    area="People",
    build=_by_role,
    noun=_NOUN,
)

TABLE_14A = Report(
    code="14a",
    source_id="",
    title="Who complained, by group",
    question="How many complaints come from children and young people, and how many from those around them?",
    population=_POPULATION,
    basis=f"{_BASIS} {_GROUPS_IN_WORDS}",
    source="Rule book 10.1, WF20 3",
    area="People",
    build=_by_group,
    noun=_NOUN,
)

TABLE_14B = Report(
    code="14b",
    source_id="",
    title="Complaints by status of the child",
    question="How many complaints are about children looked after, on a plan, in need, or care leavers?",
    population=_POPULATION,
    basis=f"{_BASIS} Where several children are named the first counts.",
    source="Rule book 10.1, WF20 9; section 8",
    area="People",
    build=_by_child_status,
    noun=_NOUN,
)

TABLE_14C = Report(
    code="14c",
    source_id="",
    title="Who complained, by service",
    question="Who complains about which service?",
    population=_POPULATION,
    basis=_BASIS,
    source="Rule book 10.1, WF20 9",
    area="People",
    build=_by_service,
    noun=_NOUN,
)

TABLE_15 = Report(
    code="15",
    source_id="",
    title="How complaints and enquiries arrived",
    question="Which ways of reaching us are used?",
    population="Stage 1 complaints and enquiries received in the period, whatever became of them.",
    basis=(
        "Counted by date received and type as received; open and extended cases count like any other. Not counted "
        "here: later stages, information requests, compliments and comments."
    ),
    source="Rule book 10.1, LEW20 C6-C7; section 8 (contact method)",
    area="People",
    build=_by_channel,
)
