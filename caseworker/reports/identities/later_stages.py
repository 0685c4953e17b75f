"""What the tables of stage 2, stage 3, the Ombudsman and growth must agree on. Source: rule book 10.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.domain.kinds import Kind
from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.identities.identity import Identity, at
from caseworker.reports.r08_stage_2 import COMPLAINTS_RECEIVED, CORPORATE, NEW, REQUESTS, STATUTORY
from caseworker.reports.r11_ombudsman import RECEIVED
from caseworker.reports.r12_growth import NEW_CASES
from caseworker.reports.table import At, Claim, Sum, Table

_GROWN = (
    (NEW_CASES, TOTAL),
    ("Stage 1 Corporate complaints", HEADINGS[Kind.CORPORATE]),
    ("Stage 1 Children Act complaints", HEADINGS[Kind.STATUTORY]),
    ("MP enquiries", HEADINGS[Kind.MP]),
)


def _requests(tables: Mapping[str, Table], procedure: str, period: str = "") -> At:
    """The requests of a year in Table 6, of one procedure or in total."""
    year = period or next(iter(tables.values())).period.label
    return At("6", f"{year} {procedure}", REQUESTS)


def _new_requests(tables: Mapping[str, Table]) -> Iterator[Claim]:
    """Table 6i: 19 + 3 + 18 are the 40 of Table 6."""
    status = tables.get("6i")
    if status is None:
        return
    for procedure in (STATUTORY, CORPORATE):
        columns = [c for c in status.column_headings if c.endswith(f": {procedure.lower()}")]
        parts = tuple(at(status, NEW, column) for column in columns)
        if parts:
            yield Sum("new requests", _requests(tables, procedure), parts, "the new requests of Table 6i")
    yield _same("new requests", At("6i", NEW, TOTAL), _requests(tables, TOTAL))


def _outcomes_and_reasons(tables: Mapping[str, Table]) -> Iterator[Claim]:
    for code in ("7", "7a"):
        for column in (STATUTORY, CORPORATE, TOTAL):
            yield _same("outcomes and reasons", At(code, TOTAL, column), _requests(tables, column))


def _share(tables: Mapping[str, Table]) -> Iterator[Claim]:
    share = tables.get("7b")
    for year in share.row_headings if share is not None else ():
        yield _same("escalated", At("7b", year, REQUESTS), _requests(tables, TOTAL, year))
        parts = tuple(At("1b", year, HEADINGS[kind]) for kind in COMPLAINTS)
        yield Sum("escalated", At("7b", year, COMPLAINTS_RECEIVED), parts, "the complaints of Table 1b")


def _ombudsman(tables: Mapping[str, Table]) -> Iterator[Claim]:
    if "10a" in tables:
        year = tables["10a"].row_headings[0]
        yield _same("ombudsman received", At("10", TOTAL, RECEIVED), At("10a", year, RECEIVED))


def _growth(tables: Mapping[str, Table]) -> Iterator[Claim]:
    grown = tables.get("c")
    for year in grown.column_headings[:2] if grown is not None else ():
        for row, column in _GROWN:
            yield _same("growth", At("c", row, year), At("1b", year, column))
        for procedure in (STATUTORY, CORPORATE):
            whole = At("c", f"Stage 2 {procedure} complaints", year)
            yield _same("growth", whole, _requests(tables, procedure, year))


def _same(kind: str, one: At, other: At) -> Sum:
    return Sum(kind, one, (other,), str(other.place))


LATER_STAGE_IDENTITIES = (
    Identity(
        "new requests",
        "The new requests of Table 6i, statutory and corporate, are those of Table 6.",
        _new_requests,
    ),
    Identity(
        "outcomes and reasons",
        "Tables 7 and 7a count each request of Table 6 once, with or without an outcome.",
        _outcomes_and_reasons,
    ),
    Identity("escalated", "The numbers of Table 7b are those of Tables 1b and 6, in every year.", _share),
    Identity("ombudsman received", "Table 10 counts the complaints of the year in Table 10a.", _ombudsman),
    Identity("growth", "The numbers that the closing table compares are those of Tables 1b and 6.", _growth),
)
