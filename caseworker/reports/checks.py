"""The identities the tables must satisfy, and the check that they do.

A published report can contradict itself between two tables, or within one row. Ours is checked each time it
is built: as numbers, and line by line, so that two errors cannot cancel out. Source: rule book 10.2
(what goes wrong in print), decision S12 (disagreements stand under "To reconcile" before export).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from caseworker.domain.dates_in_words import listed
from caseworker.domain.populations import Population, Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, Unit, average_pennies, change_percent, mean_tenths, percent_of
from caseworker.reports.claims import NO_TYPE, NOT_RECORDED, Disagreement, Numbers, disagreement
from caseworker.reports.columns import UNPLACED
from caseworker.reports.declared import Declared
from caseworker.reports.identities import IDENTITIES
from caseworker.reports.table import Claim, Place, Table, called

_AMOUNTS = (Unit.POUNDS, Unit.HOURS)
_TEXT, _COUNT, _CHANGE, _SHARES = Unit.TEXT, Unit.COUNT, Unit.CHANGE, (Unit.SHARE, Unit.PERCENT)
_FREE = (Unit.POINTS, Unit.RATE)
"""Units of which nothing is said that their lines alone could prove."""


def run_checks(tables: Sequence[Table], brief: Brief | None = None) -> tuple[Disagreement, ...]:
    """What is to reconcile in tables of one period; nothing, when all is well.

    First every figure that contradicts another, then the cases that lack what a table goes by, a line for each such
    value. With `brief` also what the tables cannot show: cases whose type is still to be decided.
    """
    by_code = {table.code: table for table in tables}
    found = [each for table in tables for each in _cells(table)]
    claims = [claim for table in tables for claim in _in_doubt(table)]
    claims += [claim for identity in IDENTITIES for claim in identity.claims(by_code)]
    numbers = Numbers(by_code)
    doubtful = [claim for claim in claims if not numbers.prove(claim)]
    found += [wrong for claim in doubtful if (wrong := disagreement(numbers, claim)) is not None]
    found += to_complete(tables)
    if brief is not None:
        found += _unplaced(brief)
    return tuple(dict.fromkeys(found))


def _in_doubt(table: Table) -> Iterable[Claim]:
    """What a table claims of itself, but for what is certain of its cells at once."""
    return table.claims.in_doubt(table.cells) if isinstance(table.claims, Declared) else table.claims


def _cells(table: Table) -> Iterator[Disagreement]:
    """Every figure is what the lines it opens come to."""
    for row, cells in zip(table.row_headings, table.cells, strict=True):
        if not [cell for cell in cells if cell.unit is not _TEXT and not _is_true(cell)]:
            continue
        for column, cell in zip(table.column_headings, cells, strict=True):
            for wrong in _wrong(cell) if not _is_true(cell) else ():
                place = Place(table.code, row, column)
                yield Disagreement(wrong[0], (place,), wrong[1], f"{place} shows {wrong[2]}.")


def _is_true(cell: Cell) -> bool:
    """Whether a figure is certainly what its lines come to: most are, and most are counts and shares."""
    rows, unit = cell.rows, cell.unit
    if rows is None:
        return True
    if unit is _COUNT:
        return cell.value == rows.count and cell.denominator is None
    part = cell.part
    if unit is _CHANGE and part is not None:
        return cell.value == change_percent(rows.count, part.count) and cell.denominator is None
    if unit in _FREE:
        return cell.denominator is None
    if unit not in _SHARES or part is None or part.population is not rows.population:
        return False
    top, bottom = cell.numerator, cell.denominator
    return (
        bottom == rows.count
        and top == part.count
        and cell.percent == percent_of(top, bottom)
        and part.mask & rows.mask == part.mask
    )


def _wrong(cell: Cell) -> Iterator[tuple[str, tuple[int, ...], str]]:
    rows, part = cell.rows, cell.part
    if rows is None or cell.unit is _TEXT:
        return
    if cell.unit is Unit.COUNT and cell.value != rows.count:
        yield "cases behind", cell.cases(), f"{cell.value}, but {rows.count} stand behind it"
    elif cell.unit in _AMOUNTS and cell.value != int(rows.total(cell.column) * 100):
        yield "cases behind", cell.cases(), f"{cell.text}, which is not what its lines come to"
    elif cell.unit is Unit.AVERAGE and cell.value != average_pennies(rows, cell.column):
        yield "cases behind", cell.cases(), f"{cell.text}, which is not the average of its lines"
    elif cell.unit is Unit.MEAN and cell.value != mean_tenths(rows, cell.column):
        yield "cases behind", cell.cases(), f"{cell.text}, which is not the mean of its lines"
    elif (
        cell.unit is Unit.CHANGE and part is not None and cell.value != change_percent(rows.count, part.count)
    ):
        yield "percentage", (), f"{cell.text}, but {rows.count} after {part.count} is not that"
    if not cell.is_share or part is None:
        return
    if cell.denominator != rows.count:
        yield (
            "cases behind",
            cell.cases(),
            f"{cell.denominator} below the line, but {rows.count} stand behind it",
        )
    stray = cell.unit is not Unit.RATIO and part - rows
    if cell.numerator != part.count or stray:
        yield (
            "cases behind",
            cell.part_cases(),
            f"{cell.numerator} above the line, but {part.count if not stray else (part & rows).count} are",
        )
    true = percent_of(cell.numerator or 0, cell.denominator or 0)
    if true != cell.percent:
        share = f"{cell.numerator} of {cell.denominator}"
        yield "percentage", (), f"{_percent(cell.percent)}, but {share} is {_percent(true)}"


def to_complete(tables: Sequence[Table]) -> list[Disagreement]:
    """The cases lacking a value that tables need: a line for each value, with all its tables and all its cases."""
    codes: dict[str, list[str]] = {}
    rows: dict[str, dict[Population, Rows]] = {}
    for table in tables:
        for each in table.missing:
            if each.rows:
                codes.setdefault(each.words, []).append(table.code)
                joined, lines = rows.setdefault(each.words, {}), each.rows.population
                joined[lines] = joined[lines] | each.rows if lines in joined else each.rows
    cases = {
        words: {n for each in joined.values() for n in each.values("case_n")}
        for words, joined in rows.items()
    }
    return [_lacking(words, codes[words], cases[words]) for words in codes]


def _lacking(words: str, codes: Sequence[str], cases: Collection[int]) -> Disagreement:
    need = f"{called(codes[0])} needs" if len(codes) == 1 else f"Tables {listed(codes)} need"
    some = "1 case" if len(cases) == 1 else f"{len(cases):,} cases"
    sentence = f"{need} {words}; {some} without. Record it to count them where they belong."
    places = tuple(Place(code, "", "") for code in codes)
    return Disagreement(NOT_RECORDED, places, tuple(sorted(cases)), sentence, words)


def _unplaced(brief: Brief) -> Iterator[Disagreement]:
    unplaced = brief.received().where(kind=tuple(kind.value for kind in UNPLACED)).case_numbers()
    if unplaced:
        have, stand = ("case has", "stands") if len(unplaced) == 1 else ("cases have", "stand")
        words = (
            f"{len(unplaced)} {have} no complaint or enquiry type yet and {stand} in no column. "
            "Decide the type to count them."
        )
        yield Disagreement(NO_TYPE, (), unplaced, words, "the type")


def _percent(value: int | None) -> str:
    return "no percentage" if value is None else f"{value}%"
