"""What the tables of timeliness and of the work in hand must agree on. Source: rule book 10.2, 1.5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.domain.kinds import Kind
from caseworker.reports.columns import COUNTED, HEADINGS, TOTAL
from caseworker.reports.identities.identity import Identity
from caseworker.reports.identities.trends import same
from caseworker.reports.r25_on_time_both_ways import ANSWERED, CURRENT, ORIGINAL, RECEIVED, TEN, TWENTY
from caseworker.reports.r26_days_taken import MEAN
from caseworker.reports.r27_variance import asked_by
from caseworker.reports.r28_bridge import FORWARD
from caseworker.reports.r36_weekly_list import OPEN
from caseworker.reports.r37_performance import ON_TIME
from caseworker.reports.table import At, Claim, Of, Table

_OF_A_SHARE: tuple[Of, ...] = ("n", "d")
_MEASURES = (CURRENT, ORIGINAL, TEN, TWENTY)
_SEVEN = tuple(HEADINGS[kind] for kind in COUNTED)


def _by_the_deadline(tables: Mapping[str, Table]) -> Iterator[Claim]:
    """By kind Table 3, by directorate Table 4."""
    quarters, divisions = tables.get("3"), tables.get("4")
    for of in _OF_A_SHARE:
        if quarters is not None:
            for kind in _SEVEN:
                parts = tuple(At("3", row, kind, of) for row in quarters.row_headings)
                yield same("on time", At("25", kind, CURRENT, of), *parts)
        if divisions is not None:
            for row in divisions.row_headings:
                parts = tuple(At("4", row, kind, of) for kind in _SEVEN)
                yield same("on time", At("25b", row, CURRENT, of), *parts)


def _every_measure(tables: Mapping[str, Table]) -> Iterator[Claim]:
    """Kinds, directorates and services come to the same, on each basis."""
    for by_kind, by_division, by_service in (("25", "25b", "25d"), ("25a", "25c", "25e")):
        first = RECEIVED if by_kind == "25" else ANSWERED
        numbers: list[tuple[str, Of]] = [(first, "")]
        numbers += [(measure, of) for measure in _MEASURES for of in _OF_A_SHARE]
        for column, of in numbers:
            kinds = tuple(At(by_kind, kind, column, of) for kind in _SEVEN)
            yield same("every measure", At(by_division, TOTAL, column, of), *kinds)
            yield same("every measure", At(by_service, TOTAL, column, of), At(by_division, TOTAL, column, of))
    for measure in _MEASURES:
        for of in _OF_A_SHARE:
            complaints = (HEADINGS[Kind.CORPORATE], HEADINGS[Kind.STATUTORY])
            parts = tuple(At("25a", kind, measure, of) for kind in complaints)
            yield same("every measure", At("26", TOTAL, measure, of), *parts)


def _by_quarter(tables: Mapping[str, Table]) -> Iterator[Claim]:
    """The quarters of each measure come to the whole, and what is due to what directorates had due."""
    now = next(iter(tables.values())).period.label
    for of in _OF_A_SHARE:
        for kind in _SEVEN:
            yield same("by quarter", At("3a", TOTAL, kind, of), At("25", kind, TEN, of))
            yield same("by quarter", At("3b", TOTAL, kind, of), At("25", kind, TWENTY, of))
        for kind in _SEVEN[2:]:
            is_general = kind == HEADINGS[Kind.GENERAL]
            code, heading = ("27", kind) if is_general else ("27a", asked_by(kind))
            yield same("by quarter", At("27b", TOTAL, kind, of), At(code, TOTAL, f"{heading}, {now}", of))
        complaints = tuple(At("27b", TOTAL, kind, of) for kind in _SEVEN[:2])
        yield same("by quarter", At("27", TOTAL, f"Stage 1, {now}", of), *complaints)


def _days_taken(tables: Mapping[str, Table]) -> Iterator[Claim]:
    by_kind = tables.get("26a")
    if by_kind is None:
        return
    kinds = tuple(kind for kind in _SEVEN if kind in by_kind.row_headings)
    for band in by_kind.column_headings:
        if band != MEAN:
            parts = tuple(At("26a", kind, band) for kind in kinds)
            yield same("days taken", At("26b", TOTAL, band), *parts)


def _carried_forward(tables: Mapping[str, Table]) -> Iterator[Claim]:
    bridge = tables.get("28")
    for row in bridge.row_headings if bridge is not None else ():
        yield same("carried forward", At("28a", row, FORWARD), At("28", row, FORWARD))
        if row != TOTAL:
            yield same("carried forward", At("37", row, "Open"), At("28", row, FORWARD))
            yield same("carried forward", At("37", row, RECEIVED), At("28", row, RECEIVED))
            yield same("carried forward", At("37", row, "Late"), At("28a", row, "Past the date in force"))
    if "36a" in tables and bridge is not None and tables["36a"].basis == "":
        yield same("carried forward", At("36a", TOTAL, OPEN), At("28", TOTAL, FORWARD))


def _performance(tables: Mapping[str, Table]) -> Iterator[Claim]:
    sheet = tables.get("37")
    for of in _OF_A_SHARE:
        for row in sheet.row_headings if sheet is not None else ():
            yield same("performance", At("37", row, ON_TIME, of), At("25a", row, CURRENT, of))
        yield same("performance", At("37a", TOTAL, ON_TIME, of), At("25c", TOTAL, CURRENT, of))
    for column in (RECEIVED, "Open", "Late"):
        parts = tuple(At("37", kind, column) for kind in _SEVEN)
        yield same("performance", At("37a", TOTAL, column), *parts)


WORKLOAD_IDENTITIES = (
    Identity(
        "on time",
        "By the current deadline, Tables 25 and 25b show what Tables 3 and 4 show.",
        _by_the_deadline,
    ),
    Identity(
        "every measure", "Kinds, directorates and services come to the same on each basis.", _every_measure
    ),
    Identity("by quarter", "Tables 3a, 3b and 27b come to what Tables 25, 27 and 27a show.", _by_quarter),
    Identity("days taken", "Table 26b shows the first stages of Table 26a by service.", _days_taken),
    Identity(
        "carried forward", "What Table 28 carries forward is what is open everywhere.", _carried_forward
    ),
    Identity(
        "performance", "The performance sheet shows the figures of Tables 25a, 25c and 28.", _performance
    ),
)
