"""How the numbers of some tables hang together: the sums they declare, and all that a patient reader could find.

A reader finds sums that no table declares: the months of one table are the quarters of another, and what is left of a
total when one part is taken away may stand in a third. They are found here from the lines themselves: wherever one
number's lines are those of some others of one row or column, none twice, there is a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from caseworker.domain.disclosure_control import Identity, Subset
from caseworker.domain.populations import Rows
from caseworker.reports.cells import Unit
from caseworker.reports.identities import IDENTITIES
from caseworker.reports.publication.numbers import Told
from caseworker.reports.table import At, Of, Sum, Table, Within

_OF: tuple[Of, ...] = ("", "n", "d")


def declared(tables: Mapping[str, Table], told: Told) -> Iterator[Identity | Subset]:
    """Give the sums and subsets that tables declare, of themselves and between each other, so far as they hold."""
    claims = [claim for table in tables.values() for claim in table.claims]
    if tables:
        claims += [claim for identity in IDENTITIES for claim in identity.claims(tables)]
    for claim in claims:
        if isinstance(claim, Within):
            part, whole = told.key_at.get(claim.part), told.key_at.get(claim.whole)
            if part is not None and whole is not None:
                yield from _subset(told, part, whole)
        else:
            yield from _sum(claim, told)


def shares(tables: Iterable[Table], told: Told) -> Iterator[Subset]:
    """Give the numbers above and below the line of every share: above is among below."""
    for table in tables:
        for place, cell in table.places():
            if cell.unit in (Unit.SHARE, Unit.PERCENT):
                part, whole = (
                    told.key_at.get(At(place.code, place.row, place.column, of)) for of in ("n", "d")
                )
                if part is not None and whole is not None:
                    yield from _subset(told, part, whole, table.report.is_sensitive)


def found(tables: Iterable[Table], told: Told) -> Iterator[Identity]:
    """Give the sums that nobody declared: from the parts of a row or column, and from a whole and a part of it."""
    wholes = list(told.lines.items())
    for parts in _partitions(tables, told):
        name, together = told.lines[parts[0]][0], 0
        for part in parts:
            together |= told.lines[part][1]
        for whole, (population, mask) in wholes:
            if population == name and mask & ~together == 0:
                made = _made_of(mask, parts, told)
                if len(made) > 1:
                    yield Identity(whole, made)
    yield from _with_what_is_left(wholes, told)


def _subset(told: Told, part: At, whole: At, is_rest_sensitive: bool = False) -> Iterator[Subset]:
    if part != whole and 0 < told.value[part] <= told.value[whole]:
        yield Subset(part, whole, is_rest_sensitive)


def _sum(claim: Sum, told: Told) -> Iterator[Identity]:
    whole, parts = told.key_at.get(claim.whole), [told.key_at.get(part) for part in claim.parts]
    if whole is None or any(part is None for part in parts):
        return
    known = [part for part in parts if part is not None]
    if claim.less is not None and known:
        yield from _with_less(claim.less, whole, known, told)
    elif told.value[whole] == sum(told.value[part] for part in known) and known != [whole]:
        yield Identity(whole, tuple(known))


def _with_less(less: Rows, whole: At, parts: Sequence[At], told: Told) -> Iterator[Identity]:
    """Of a whole that leaves out some lines of its parts: these lines are a number too, and so are all together."""
    together = 0
    for part in parts:
        name, mask = told.lines.get(part, (less.population.name, 0))
        if name != less.population.name:
            return
        together |= mask
    out = Rows(less.population, less.mask & together)
    if told.value[whole] + out.count != together.bit_count() or not together:
        return
    left = told.add(_beside(whole, "left out"), out)
    every = told.add(_beside(whole, "with those left out"), Rows(less.population, together))
    yield Identity(every, tuple(parts))
    yield Identity(every, (whole, left))


def _beside(at: At, words: str) -> At:
    return At(at.code, at.row, f"{at.column}, {words}", at.of)


def _partitions(tables: Iterable[Table], told: Told) -> Iterator[tuple[At, ...]]:
    """Give the numbers of each row and column that have no line in common, totals left out."""
    for table in tables:
        rows = table.row_headings[:-1] if table.has_total_row else table.row_headings
        columns = tuple(
            heading
            for heading in table.column_headings
            if not (table.has_total_column and heading == "Total")
        )
        for of in _OF:
            for row in table.row_headings:
                yield from _apart([At(table.code, row, column, of) for column in columns], told)
            for column in table.column_headings:
                yield from _apart([At(table.code, row, column, of) for row in rows], told)


def _apart(places: Sequence[At], told: Told) -> Iterator[tuple[At, ...]]:
    taken: dict[str, int] = {}
    parts: dict[str, list[At]] = {}
    for at in places:
        key = told.key_at.get(at)
        if key is None or key not in told.lines:
            continue
        name, mask = told.lines[key]
        if not taken.get(name, 0) & mask:
            taken[name] = taken.get(name, 0) | mask
            parts.setdefault(name, []).append(key)
    yield from (tuple(each) for each in parts.values() if len(each) > 1)


def _made_of(mask: int, parts: Sequence[At], told: Told) -> tuple[At, ...]:
    """Return the parts that a set of lines is made of, each whole; nothing where one is cut."""
    made = []
    for part in parts:
        lines = told.lines[part][1]
        if shared := lines & mask:
            if shared != lines:
                return ()
            made.append(part)
    return tuple(made)


def _with_what_is_left(wholes: Sequence[tuple[At, tuple[str, int]]], told: Told) -> Iterator[Identity]:
    """Give every whole with a part of it and what is left, where all three are told."""
    for whole, (name, mask) in wholes:
        for part, (other, some) in wholes:
            if other == name and some & ~mask == 0 and some != mask:
                rest = told.key_of.get((name, mask ^ some))
                if rest is not None and some < mask ^ some:
                    yield Identity(whole, (part, rest))
