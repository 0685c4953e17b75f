"""Tables 16a to 16c: our figures beside those from outside: service users, other councils, the Ombudsman's letter.

Outside figures are entered in Settings; what was not entered says so. Source: rule book 10.1 (WF20 1, BEX19 2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from caseworker.domain import ombudsman
from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell, entered_cell, rate_cell
from caseworker.reports.r11_ombudsman import received as ombudsman_received
from caseworker.reports.r14_who import complaints
from caseworker.reports.table import Report, Table

SERVICE_POPULATION, OTHER_COUNCILS, OMBUDSMAN_LETTER = (
    "service_population",
    "other_councils",
    "ombudsman_letter",
)
NUMBER, COMPLAINED, RATE = "Number", "Complaints", "Complaints per 100"
RECEIVED, THIS_COUNCIL = "Received by the Ombudsman", "This council"
OURS, LETTER = "Our cases", "The Ombudsman’s letter"


def _all(brief: Brief) -> Rows:
    return complaints(brief).where(kind=Kind.STATUTORY.value)


def _looked_after(brief: Brief) -> Rows:
    return complaints(brief).where(child_status="looked_after")


def _care_leavers(brief: Brief) -> Rows:
    among = brief.stages.where(child_status="care_leaver") | brief.stages.where(raised_by="Care leaver")
    return complaints(brief) & among


SERVICE_USERS: Mapping[str, Callable[[Brief], Rows]] = {
    "Referrals": _all,
    "Children looked after": _looked_after,
    "Care leavers": _care_leavers,
}
"""Groups of service users always shown, and which complaints stand beside each; beside others all statutory ones."""


GROUPS_OF_STATUS: Mapping[str, str] = {
    "Looked after": "Children looked after",
    "Care leaver": "Care leavers",
    "Child in need": "Children in need",
    "Child protection plan": "Children on a child protection plan",
}
"""The group of service users that a status of a child belongs to, so that a number is entered once for all tables."""


def _in_need(brief: Brief) -> Rows:
    return complaints(brief).where(child_status="child_in_need")


def _protected(brief: Brief) -> Rows:
    return complaints(brief).where(child_status="child_protection")


OTHER_GROUPS: Mapping[str, Callable[[Brief], Rows]] = {
    "Children in need": _in_need,
    "Children on a child protection plan": _protected,
}
"""Groups shown where their number was entered."""


def _decided(brief: Brief) -> Rows:
    return brief.stages.where(step="LGO").between("to_on", brief.period)


def _investigated(brief: Brief) -> Rows:
    decided = _decided(brief)
    return decided - decided.where(outcome=("", *ombudsman.NOT_INVESTIGATED))


def _upheld(brief: Brief) -> Rows:
    return _decided(brief).where(outcome=("upheld", *ombudsman.UPHELD))


LETTER_FIGURES: Mapping[str, Callable[[Brief], Rows]] = {
    "Complaints and enquiries received": ombudsman_received,
    "Decided": _decided,
    "Detailed investigations": _investigated,
    "Upheld": _upheld,
}
"""What the Ombudsman's annual letter says of a council, and our cases that it should agree with."""


def _service_users(brief: Brief) -> Table:
    rows = _names(brief, SERVICE_POPULATION, SERVICE_USERS)
    cells = []
    for name in rows:
        of_group = {**SERVICE_USERS, **OTHER_GROUPS}.get(name, _all)(brief)
        number = _entered(brief, SERVICE_POPULATION, name)
        cells.append((entered_cell(number), count_cell(of_group), rate_cell(of_group, number, per=100)))
    return _table(
        TABLE_16A, SERVICE_POPULATION, brief, "Service users", rows, (NUMBER, COMPLAINED, RATE), cells
    )


def _councils(brief: Brief) -> Table:
    others = _names(brief, OTHER_COUNCILS, {})
    cells: list[tuple[Cell, ...]] = [(count_cell(ombudsman_received(brief)),)]
    cells += [(entered_cell(_entered(brief, OTHER_COUNCILS, name)),) for name in others]
    return _table(TABLE_16B, OTHER_COUNCILS, brief, "Council", (THIS_COUNCIL, *others), (RECEIVED,), cells)


def _letter(brief: Brief) -> Table:
    rows = _names(brief, OMBUDSMAN_LETTER, LETTER_FIGURES)
    cells = []
    for name in rows:
        choose = LETTER_FIGURES.get(name)
        ours = count_cell(choose(brief)) if choose else entered_cell(None)
        cells.append((ours, entered_cell(_entered(brief, OMBUDSMAN_LETTER, name))))
    return _table(TABLE_16C, OMBUDSMAN_LETTER, brief, "Ombudsman", rows, (OURS, LETTER), cells)


def _names(brief: Brief, kind: str, always: Mapping[str, object]) -> tuple[str, ...]:
    """The groups or councils always shown, then whatever else was entered for the period."""
    entered = [name for name in brief.outside.names(kind, brief.period) if name != THIS_COUNCIL]
    return tuple(dict.fromkeys((*always, *entered)))


def _entered(brief: Brief, kind: str, name: str) -> int | None:
    figure = brief.outside.of(kind, name, brief.period)
    return figure.figure if figure else None


def _table(
    report: Report,
    entered: str,
    brief: Brief,
    row_heading: str,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: Sequence[tuple[Cell, ...]],
) -> Table:
    return Table(
        report=report,
        period=brief.period,
        row_heading=row_heading,
        row_headings=rows,
        column_headings=columns,
        cells=tuple(cells),
        basis=f"{report.basis} {brief.outside.sources(entered, brief.period)}".strip(),
    )


TABLE_16A = Report(
    code="16a",
    source_id="",
    title="Those who use the service, and complaints",
    question="How many complaints are there for each 100 of those who use the service?",
    population="Stage 1 complaints received in the period, beside the numbers entered for it.",
    basis=(
        "Complaints by date received, whatever became of them; open and extended ones count like any other. Beside "
        "children looked after, in need or on a plan stand complaints about such a child, beside care leavers those "
        "about or from one, beside referrals and every other group all Children Act complaints. The numbers were "
        "entered by hand."
    ),
    source="Rule book 10.1, WF20 1",
    area="People",
    build=_service_users,
    noun=("complaint", "complaints"),
)

TABLE_16B = Report(
    code="16b",
    source_id="",
    title="Complaints to the Ombudsman, this council and others",
    question="Do more complaints about us go to the Ombudsman than about other councils?",
    population="Complaints that the Ombudsman began to look into in the period; figures of others as entered.",
    basis=(
        "Ours by the day the Ombudsman’s enquiry began, whether decided or still open. Those of other councils were "
        "entered by hand, from the Ombudsman’s published figures."
    ),
    source="Rule book 10.1, BEX19 2 (boroughs), LEW20 C3-C5",
    area="Ombudsman",
    build=_councils,
    noun=("complaint", "complaints"),
)

TABLE_16C = Report(
    code="16c",
    source_id="",
    title="The Ombudsman’s annual letter beside our cases",
    question="Does the Ombudsman count what we count?",
    population="Complaints the Ombudsman looked into or decided in the period; the letter’s figures as entered.",
    basis=(
        "Received by the day the Ombudsman’s enquiry began, decided and upheld by the day of the decision; open cases "
        "are not decided. The Ombudsman counts enquiries that never reach us, so that the letter may show more."
    ),
    source="Rule book 10.1, LEW20 9; LGO annual letter",
    area="Ombudsman",
    build=_letter,
    noun=("complaint", "complaints"),
)
