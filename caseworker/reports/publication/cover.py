"""What the copy for publication of some tables hides, and why. Source: rule book 10.3."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from caseworker.domain.disclosure_control import (
    DisclosureLimits,
    Exposure,
    Identity,
    Mark,
    Number,
    Publishable,
    Subset,
    Suppression,
    suppress,
)
from caseworker.reports.cells import Cell, Unit
from caseworker.reports.publication import relations
from caseworker.reports.publication.earlier import EarlierFigure
from caseworker.reports.publication.numbers import (
    Told,
    by_code,
    lists_cases,
    numbers_of,
    told_by,
)
from caseworker.reports.shown import LEFT_OUT
from caseworker.reports.table import At, Place, Table

LEFT_BLANK = "–"
_OF_TOO_FEW = (Unit.SHARE, Unit.PERCENT, Unit.RATIO, Unit.MEAN, Unit.AVERAGE)
"""Figures that mean nothing of too few cases."""


class Why(StrEnum):
    """Why a cell is hidden."""

    SMALL = "small"
    WITH_OTHERS = "with others"
    OF_TOO_FEW = "of too few"
    IN_WORDS = "in words"


@dataclass(frozen=True)
class Cover:
    """What a copy hides.

    Attributes:
        hidden: the cells that are hidden, and why; all others of `codes` are shown.
        codes: the tables it speaks of; cells of any other table are hidden.
        left_out: tables that the copy does not have: of single cases, and those that would betray a small number.
        exposed: hidden numbers that can be worked out all the same: while there is one, nothing must be published.
    """

    hidden: Mapping[Place, Why]
    codes: Collection[str]
    left_out: tuple[str, ...]
    exposed: tuple[Exposure, ...]
    limits: DisclosureLimits

    def __call__(self, place: Place) -> str | None:
        """What is printed in place of a cell: "<5" of a small number, "–" of another hidden one; None: it is shown."""
        if place.code not in self.codes or place.code in self.left_out:
            return LEFT_BLANK
        why = self.hidden.get(place)
        if why is None:
            return None
        return f"<{self.limits.threshold + 1}" if why is Why.SMALL else LEFT_BLANK

    @property
    def is_safe(self) -> bool:
        """Whether no hidden number can be worked out."""
        return not self.exposed

    def count(self, why: Why) -> int:
        """How many cells are hidden for a reason."""
        return sum(1 for each in self.hidden.values() if each is why)


def _silent(_look: int) -> None:
    """Nobody waits for it."""


def cover_of(
    tables: Sequence[Table],
    limits: DisclosureLimits,
    earlier: Sequence[EarlierFigure] = (),
    tell: Callable[[int], object] = _silent,
) -> Cover:
    """Return what the copy of some tables hides, nothing else being published but them and the copies before.

    A table with a number that nothing covers is left out whole, and the others are looked at again. Of the two ways to
    look for covers the one that leaves fewer tables out is taken: the quick one where it leaves out none.

    Args:
        tell: called with 1, 2 … before each look at all tables; what it raises stops the work.
    """
    limits = replace(limits, shows_zero=True)
    looks = itertools.count(1)
    quick = _cover(tables, limits, earlier, lambda: tell(next(looks)), is_rough=True)
    if len(quick.left_out) == sum(lists_cases(table) for table in tables):
        return quick
    patient = _cover(tables, limits, earlier, lambda: tell(next(looks)), is_rough=False)
    return min(quick, patient, key=lambda each: len(each.left_out))


def _cover(
    tables: Sequence[Table],
    limits: DisclosureLimits,
    earlier: Sequence[EarlierFigure],
    tell: Callable[[], object],
    *,
    is_rough: bool,
) -> Cover:
    """Return what is hidden when covers are looked for in one way (`MoveSearch`)."""
    left_out = [table.code for table in tables if lists_cases(table)]
    while True:
        tell()
        kept = [table for table in tables if table.code not in left_out]
        told = told_by(kept)
        result = _suppressed(kept, told, limits, earlier, is_rough=is_rough)
        betraying = _betraying(result, told, [table.code for table in kept])
        if not betraying:
            break
        left_out += betraying
    hidden = dict(_hidden_cells(kept, told, result.marks, limits))
    codes = frozenset(table.code for table in tables)
    return Cover(hidden, codes, tuple(left_out), result.exposed, limits)


def _betraying(result: Suppression, told: Told, codes: Sequence[str]) -> list[str]:
    """Return those with the most numbers that can be worked out or that nothing is found to cover: a third of them.

    One number stands in many tables, and without some of them the others may cover it: of two tables the later goes.
    """
    exposed = {each.key for each in result.exposed}
    stands = Counter(
        code for code, _key in {(at.code, key) for at, key in told.key_at.items() if key in exposed}
    )
    found = [code for code in codes if stands[code]]
    worst = sorted(found, key=lambda code: (stands[code], codes.index(code)), reverse=True)
    return worst[: -(-len(found) // 3)]


def _suppressed(
    tables: Sequence[Table],
    told: Told,
    limits: DisclosureLimits,
    earlier: Iterable[EarlierFigure],
    *,
    is_rough: bool,
) -> Suppression:
    """Noughts are shown: everybody knows that there are no cases of most kinds in most places."""
    known: dict[Hashable, int] = {}
    fixed = set()
    for place, each in enumerate(earlier):
        if not told.touches(each.rows):
            continue
        key = told.add(At("", "", f"earlier {place}"), each.rows)
        if each.was_shown:
            known[key] = told.value[key]
            if not key.code:
                fixed.add(key)
    every = [
        *relations.declared(by_code(tables), told),
        *relations.shares(tables, told),
        *relations.found(tables, told),
    ]
    return suppress(
        Publishable(
            tuple(Number(key, value, value > 0 and key not in fixed) for key, value in told.value.items()),
            tuple(dict.fromkeys(each for each in every if isinstance(each, Identity))),
            tuple(dict.fromkeys(each for each in every if isinstance(each, Subset))),
        ),
        limits,
        known,
        is_rough=is_rough,
    )


def _hidden_cells(
    tables: Iterable[Table], told: Told, marks: Mapping[object, Mark], limits: DisclosureLimits
) -> Iterable[tuple[Place, Why]]:
    for table in tables:
        hidden = {
            place: why for place, cell in table.places() if (why := _why(place, cell, told, marks, limits))
        }
        hidden |= _follow(table, hidden)
        yield from hidden.items()
        note = told.key_at.get(At(table.code, "", LEFT_OUT))
        if note is not None and marks[note] is not Mark.SHOWN:
            yield Place(table.code, "", LEFT_OUT), Why.SMALL


def _why(
    place: Place, cell: Cell, told: Told, marks: Mapping[object, Mark], limits: DisclosureLimits
) -> Why | None:
    if cell.unit is Unit.TEXT:
        is_few = cell.rows is not None and limits.is_small(cell.rows.count)
        return Why.IN_WORDS if is_few else None
    keys = [told.key_at[At(place.code, place.row, place.column, of)] for of, _rows in numbers_of(cell)]
    found = {marks[key] for key in keys}
    if cell.unit is Unit.COUNT and Mark.PRIMARY in found:
        return Why.SMALL
    if found - {Mark.SHOWN}:
        return Why.WITH_OTHERS
    if cell.unit in _OF_TOO_FEW and 0 < told.value[keys[0]] < limits.minimum_base:
        return Why.OF_TOO_FEW
    if cell.unit is Unit.CHANGE and 0 < told.value[keys[-1]] < limits.minimum_base:
        return Why.OF_TOO_FEW
    return None


def _follow(table: Table, hidden: Mapping[Place, Why]) -> dict[Place, Why]:
    """Differences between shares are hidden unless both shares are shown, rates where their row hides a number."""
    found = {}
    for row, cells in zip(table.row_headings, table.cells, strict=True):
        places = [Place(table.code, row, column) for column in table.column_headings]
        has_hidden = any(place in hidden for place in places)
        shown = [
            cell.rows
            for place, cell in zip(places, cells, strict=True)
            if cell.is_share and place not in hidden
        ]
        for place, cell in zip(places, cells, strict=True):
            if place in hidden or cell.value is None:
                continue
            is_told = all(lines is None or lines in shown for lines in (cell.rows, cell.part))
            if (cell.unit is Unit.POINTS and not is_told) or (cell.unit is Unit.RATE and has_hidden):
                found[place] = Why.WITH_OTHERS
    return found
