"""What tables 20 to 32 must agree on with each other and with tables 1 to 5. Source: rule book 10.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.domain.kinds import Kind
from caseworker.reports.columns import COUNTED, HEADINGS, TOTAL
from caseworker.reports.found import NUMBER
from caseworker.reports.identities.identity import Identity, shared
from caseworker.reports.r08_stage_2 import REQUESTS
from caseworker.reports.r11_ombudsman import RECEIVED
from caseworker.reports.stage_rows import ADJUDICATOR, OMBUDSMAN
from caseworker.reports.table import At, Claim, Of, Sum, Table

CORPORATE, STATUTORY = HEADINGS[Kind.CORPORATE], HEADINGS[Kind.STATUTORY]
_OF_A_SHARE: tuple[Of, ...] = ("n", "d")


def same(kind: str, whole: At, *parts: At) -> Sum:
    """That a number is what others come to."""
    against = (
        str(parts[0].place) if len(parts) == 1 else "the sum of " + ", ".join(str(p.place) for p in parts)
    )
    return Sum(kind, whole, parts, against)


def _asked(tables: Mapping[str, Table]) -> str:
    """The heading of the period asked for in columns of years."""
    return next(iter(tables.values())).period.label


def _received(tables: Mapping[str, Table]) -> Iterator[Claim]:
    yearly = tables.get("1a")
    for year in yearly.column_headings if yearly is not None else ():
        for code in ("20", "20a", "20b"):
            yield same("received", At(code, TOTAL, year), At("1a", TOTAL, year))
        for kind in COUNTED:
            heading = HEADINGS[kind]
            yield same("received", At("20b", heading, year), At("1b", year, heading))
        complaints = (At("1b", year, heading) for heading in (CORPORATE, STATUTORY))
        yield same("received", At("20e", TOTAL, year), *complaints)
    if "20c" in tables and "2a" in tables:
        for row in tables["2a"].row_headings:
            for column in shared(tables["2a"], tables["20c"]):
                if column != TOTAL:
                    yield same("received", At("20c", row, column), At("2a", row, column))


def _thanks(tables: Mapping[str, Table]) -> Iterator[Claim]:
    now = _asked(tables)
    yield same("thanks", At("20d", TOTAL, now), At("20c", TOTAL, "Compliment"))
    yield same("thanks", At("20d", TOTAL, now), At("4.2", TOTAL, now))


def _stages(tables: Mapping[str, Table]) -> Iterator[Claim]:
    if "21" in tables and "21a" in tables:
        for column in tables["21"].column_headings:
            yield same("stages", At("21a", TOTAL, column), At("21", TOTAL, column))
    now = _asked(tables)
    yield same("stages", At("21", "Corporate", "Stage 1"), At("1b", now, CORPORATE))
    yield same("stages", At("21", "Statutory", "Stage 1"), At("1b", now, STATUTORY))
    for code in ("30", "24a"):
        column = TOTAL if code == "30" else NUMBER
        yield same("stages", At(code, TOTAL, column), At("21", TOTAL, "Stage 2"))
    for code, of_lewisham in (("30", "6"), ("30a", "8")):
        row = f"{now} {TOTAL}" if of_lewisham == "6" else now
        yield same("stages", At(code, TOTAL, TOTAL), At(of_lewisham, row, REQUESTS))
    yield same("stages", At("30a", TOTAL, TOTAL), At("21", TOTAL, "Stage 3"))
    parts = tuple(At("21", TOTAL, column) for column in ("Stage 3", ADJUDICATOR))
    yield same("stages", At("24b", TOTAL, NUMBER), *parts)
    yield same("stages", At("24c", TOTAL, NUMBER), At("21", TOTAL, OMBUDSMAN))


def _causes(tables: Mapping[str, Table]) -> Iterator[Claim]:
    now = _asked(tables)
    yield same("causes", At("22", TOTAL, NUMBER), At("21", TOTAL, "Stage 1"))
    yield same("causes", At("24", TOTAL, NUMBER), At("21", TOTAL, "Stage 1"))
    for code in ("23", "23a"):
        yield same("causes", At(code, TOTAL, now), At("21", TOTAL, "Stage 1"))
    whole = tables.get("22")
    for column in whole.column_headings if whole is not None else ():
        yield same("causes", At("22", TOTAL, column), At("22a", TOTAL, column), At("22b", TOTAL, column))
    for row in whole.row_headings if whole is not None else ():
        yield same("causes", At("24", row, NUMBER), At("22", row, NUMBER))
        yield same("causes", At("23", row, now), At("22", row, NUMBER))


def _outcomes(tables: Mapping[str, Table]) -> Iterator[Claim]:
    by_stage, now = tables.get("29"), _asked(tables)
    for row in by_stage.row_headings if by_stage is not None else ():
        yield same("outcomes", At("29", row, "Stage 1"), At("29a", row, CORPORATE), At("29a", row, STATUTORY))
        second = tuple(At("29a", row, f"{name} Stage 2") for name in ("Corporate", "Children Act"))
        yield same("outcomes", At("29", row, "Stage 2"), *second)
        yield same("outcomes", At("29b", row, now), At("29", row, "Stage 1"))


def _ombudsman(tables: Mapping[str, Table]) -> Iterator[Claim]:
    yearly = tables.get("32")
    for year in yearly.row_headings if yearly is not None else ():
        yield same("ombudsman years", At("32a", TOTAL, year), At("32", year, "Received"))
        yield same("ombudsman years", At("32", year, "Received"), At("10a", year, RECEIVED))


def _adjudicator(tables: Mapping[str, Table]) -> Iterator[Claim]:
    now = _asked(tables)
    for column in ("Determined", "Compensated", "Compensation"):
        for code in ("31a", "31b", "31c"):
            yield same("adjudicator", At("31", now, column), At(code, TOTAL, column))
    for of in _OF_A_SHARE:
        share = "Upheld or partly upheld"
        yield same("adjudicator", At("31", now, share, of), At("31a", TOTAL, share, of))


TREND_IDENTITIES = (
    Identity("received", "Tables 20 to 20e show the cases of Tables 1a, 1b and 2a.", _received),
    Identity("thanks", "Compliments by service are those by division and by quarter.", _thanks),
    Identity("stages", "Every table of a stage counts the requests of Table 21.", _stages),
    Identity("causes", "Causes and themes are those of the stage 1 complaints of Table 21.", _causes),
    Identity("outcomes", "The outcomes of Table 29 are those of Tables 29a and 29b.", _outcomes),
    Identity("ombudsman years", "The decisions of Table 32a are of the complaints of Table 32.", _ombudsman),
    Identity(
        "adjudicator",
        "Tables 31a to 31c are the year of Table 31 by directorate, subject and award.",
        _adjudicator,
    ),
)
