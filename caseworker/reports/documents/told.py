"""What the documents say of the tables: sentences with references to cells, shared by all of them."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.domain.periods import Period
from caseworker.reports.axes import NOT_RECORDED
from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.documents.outline import Tables
from caseworker.reports.documents.sentences import (
    Sentence,
    compared,
    growth,
    number,
    percent,
    ratio,
    say,
    say_of,
    share,
    word,
)
from caseworker.reports.table import At, Table

CORPORATE, STATUTORY = (HEADINGS[kind] for kind in COMPLAINTS)


def years_of(table: Table | None) -> list[str]:
    """The headings of the year asked for and those before it, the latest first, of a table of years."""
    if table is None:
        return []
    pairs = zip(table.row_headings, table.row_periods, strict=False)
    return [heading for heading, _days in sorted(pairs, key=lambda pair: pair[1].first, reverse=True)]


def received(tables: Tables, period: Period) -> Iterator[Sentence]:
    years = years_of(tables.get("1b"))
    if len(years) < 2:
        return
    now, before = years[:2]
    (earlier,) = period.previous_years(1)
    yield say(
        f"{{}} received {period.when}, {{}} {_when(earlier)}.",
        number(At("1b", now, TOTAL), "new case was", "new cases were", "no"),
        compared(At("1b", now, TOTAL), At("1b", before, TOTAL)),
    )
    for heading, words in ((CORPORATE, "corporate complaint"), (STATUTORY, "statutory complaint")):
        yield say(
            f"{{}} received at stage 1, {{}} on {_named(earlier)}.",
            number(At("1b", now, heading), f"{words} was", f"{words}s were", "no"),
            growth(At("1b", now, heading), At("1b", before, heading)),
        )


_SAME_DAYS = "the same days of the year before"


def _when(earlier: Period) -> str:
    """ "in 2023-24"; of days that have no name "on the same days of the year before"."""
    return earlier.when if earlier.when.startswith("in ") else f"on {_SAME_DAYS}"


def _named(earlier: Period) -> str:
    """ "2023-24"; of days that have no name "the same days of the year before"."""
    return earlier.label if earlier.when.startswith("in ") else _SAME_DAYS


def most(tables: Tables, period: Period) -> Iterator[Sentence]:
    """The months with the most and the fewest cases, where whole months are compared and they differ."""
    table = tables.get("2b")
    if table is None or len(table.row_headings) < 3 or not all(m.is_whole_month for m in period.months()):
        return
    months = table.row_headings[:-1]
    most = max(months, key=lambda month: table.cell(month, TOTAL).value or 0)
    least = min(months, key=lambda month: table.cell(month, TOTAL).value or 0)
    if table.cell(most, TOTAL).value == table.cell(least, TOTAL).value:
        return
    yield say_of(
        (At("2b", month, TOTAL) for month in months),
        f"The most cases came in {most} ({{}}), the fewest in {least} ({{}}).",
        number(At("2b", most, TOTAL)),
        number(At("2b", least, TOTAL)),
    )


def on_time(tables: Tables, period: Period) -> Iterator[Sentence]:
    for heading, words in (
        (CORPORATE, "corporate complaints"),
        (STATUTORY, "statutory complaints at stage 1"),
    ):
        yield say(
            f"Of the {words} received in the period, {{}} answered on time.",
            share(At("4", TOTAL, heading), "was", "were"),
        )


def by_division(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("4")
    if table is None:
        return
    for division in table.row_headings[:-1]:
        if division == NOT_RECORDED:
            continue
        yield say(
            f"{division} answered {{}} of its corporate complaints on time.",
            percent(At("4", division, CORPORATE)),
        )


_COMPLAINTS = ("complaint was", "complaints were")


def outcomes(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("5")
    if table is None:
        return
    wanted = ("Upheld", "Partly upheld", "Not upheld")
    if not table.cell(TOTAL, TOTAL).value:
        yield say("{} received in the period.", word(At("5", TOTAL, TOTAL), *_COMPLAINTS))
    elif all(row in table.row_headings for row in wanted):
        yield say(
            "Of {} received in the period, {} upheld, {} partly upheld and {} not upheld.",
            number(At("5", TOTAL, TOTAL), "complaint", "complaints"),
            *(number(At("5", row, TOTAL), "was", "were") for row in wanted),
        )


def stage_2(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("6")
    if table is None or not table.row_headings:
        return
    rows, column = table.row_headings, table.column_headings[0]
    totals = [row for row in rows if row.endswith(TOTAL)]
    if len(totals) > 1:
        yield say(
            f"{{}} received at stage 2, {{}} {_before(period)}.",
            number(At("6", totals[0], column), "request was", "requests were", "no"),
            compared(At("6", totals[0], column), At("6", totals[1], column)),
        )
    if "1b" in tables and totals:
        now = years_of(tables["1b"])[0]
        yield say(
            "Set against the stage 1 complaints received in the period, that is {} for corporate and {} for statutory "
            "complaints.",
            ratio(At("6", rows[2], column), At("1b", now, CORPORATE)),
            ratio(At("6", rows[1], column), At("1b", now, STATUTORY)),
        )


def _before(period: Period) -> str:
    return "in the year before" if period.is_whole_year else f"on {_SAME_DAYS}"


def stage_3(tables: Tables, period: Period) -> Iterator[Sentence]:
    years = years_of(tables.get("8"))
    if years:
        column = tables["8"].column_headings[0]
        yield say(
            "{} made at stage 3.",
            word(At("8", years[0], column), "request was", "requests were"),
        )


def information(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("13a")
    if table is not None and table.has_total_row:
        yield say(
            "{} received in the period, and {} asked for.",
            number(At("13a", TOTAL, table.column_headings[0]), "request was", "requests were", "no"),
            word(At("13a", TOTAL, table.column_headings[1]), "internal review was", "internal reviews were"),
        )


_WORK = ("piece of work was", "pieces of work were")


def carried_forward(tables: Tables, period: Period) -> Iterator[Sentence]:
    """The bridge of the period in one sentence."""
    if "28" not in tables:
        return
    if not tables["28"].cell(TOTAL, "To deal with").value:
        yield say(
            "{} open at the beginning, and {} begun.",
            number(At("28", TOTAL, "Open before"), *_WORK, "no"),
            number(At("28", TOTAL, "Received"), "was", "were", "none"),
        )
    else:
        yield say(
            "{} open at the beginning, {} begun, {} answered or closed and {} withdrawn, so that {} carried forward.",
            number(At("28", TOTAL, "Open before"), *_WORK, "no"),
            number(At("28", TOTAL, "Received"), "was", "were", "none"),
            number(At("28", TOTAL, "Answered or closed"), "was", "were", "none"),
            number(At("28", TOTAL, "Withdrawn"), "was", "were", "none"),
            number(At("28", TOTAL, "Carried forward"), "was", "were", "none"),
        )


def open_and_late(tables: Tables, period: Period) -> Iterator[Sentence]:
    """How much is open and how much of it is late."""
    table = tables.get("36a")
    if table is None or not table.has_total_row:
        return
    for column, one, many, none in (
        ("Open", "piece of work is open", "pieces of work are open", "no"),
        ("Late", "is late", "are late", "none"),
    ):
        if column in table.column_headings:
            yield say("{}.", number(At("36a", TOTAL, column), one, many, none))


def upheld_points(tables: Tables, period: Period) -> Iterator[Sentence]:
    """How many complaints were upheld in whole or in part, and the commonest theme among them."""
    table = tables.get("5a")
    if table is None or not table.has_total_row or len(table.row_headings) < 2:
        return
    yield say("{} upheld or partly upheld.", word(At("5a", TOTAL, TOTAL), *_COMPLAINTS))
    first = table.row_headings[0]
    if first == NOT_RECORDED:
        return
    yield say(f"The commonest theme was “{first}” ({{}}).", number(At("5a", first, TOTAL)))
