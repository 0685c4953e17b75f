"""What was published, laid over what the cases say now: which figures would be others, and through which cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from caseworker.domain.populations import Population, Rows
from caseworker.reports.cells import Cell
from caseworker.reports.publication.earlier import EarlierFigure
from caseworker.reports.publication.frozen import Frozen, FrozenCell, rows_behind
from caseworker.reports.table import Of, Place, Table

_BITS = bytes(48) + bytes((0, 1)) + bytes(206)
"""Turns the digits 0 and 1 into numbers."""
_ONE = ord("1")
_TELLS_NO_NUMBER = ("+", "−", "–", "n/a")
"""How a figure begins that tells no number of lines: a difference between two shares, or none."""


@dataclass(frozen=True, slots=True)
class RestatedCell:
    """A figure that is another today, or counts other cases.

    Attributes:
        heading: of its table.
        before: as it was published (the figure, whether the copy printed it or not); after: today, "" where there is
            no such cell any more.
        was_shown: whether the copy printed it.
        came: numbers of the cases it counts now and did not; went: of those it counted and does not.
    """

    place: Place
    heading: str
    before: str
    after: str
    was_shown: bool
    came: tuple[int, ...]
    went: tuple[int, ...]


class Overlay:
    """The lines of what was published, found among those of today.

    Args:
        populations: those of today, by name.
        numbers: the number in this file of each thing, by its id.
    """

    def __init__(
        self, frozen: Frozen, populations: Mapping[str, Population], numbers: Mapping[str, int]
    ) -> None:
        self._frozen, self._numbers = frozen, numbers
        self._populations = populations
        self._at = {name: self._found(name) for name in frozen.lines}

    def _found(self, name: str) -> list[int]:
        """For each line of the list its place among those of today; -1 for one that is counted no more."""
        population = self._populations.get(name)
        if population is None:
            return [-1] * len(self._frozen.lines[name])
        at = {n: place for place, n in enumerate(population.column("n"))}
        return [at.get(self._numbers.get(line, -1), -1) for line, _case in self._frozen.lines[name]]

    def lines(self, name: str, mask: int) -> tuple[int, tuple[int, ...]]:
        """Return the lines of a set as a mask of today, and the numbers of the cases whose lines are gone."""
        listed, population = self._frozen.lines[name], self._populations.get(name)
        picked = f"{mask:0{max(len(listed), 1)}b}".encode().translate(_BITS)
        digits, gone = bytearray(b"0" * (population.size if population is not None else 0)), []
        for place, at in compress(enumerate(self._at[name]), picked):
            if at < 0:
                gone.append(self._numbers.get(listed[place][1], 0))
            else:
                digits[at] = _ONE
        return int(bytes(digits) or b"0", 2), tuple(gone)

    def earlier(self) -> Iterator[EarlierFigure]:
        """Give the numbers of what was published whose lines are all there still."""
        for cell in self._frozen.cells:
            for of, (name, mask) in cell.lines.items():
                if not of and cell.text.startswith(_TELLS_NO_NUMBER):
                    continue
                today, gone = self.lines(name, mask)
                if not gone and name in self._populations:
                    rows = Rows(self._populations[name], today)
                    yield EarlierFigure(rows, rows.count, cell.was_shown)

    def restated(self, tables: Sequence[Table]) -> Iterator[RestatedCell]:
        """Give the figures that are others today, in the order of the report."""
        by_code = {table.code: table for table in tables}
        for cell in self._frozen.cells:
            heading = self._frozen.headings[cell.place.code]
            found = self._compared(cell, _cell_at(by_code, cell.place), heading)
            if found is not None:
                yield found

    def _compared(self, old: FrozenCell, new: Cell | None, heading: str) -> RestatedCell | None:
        now: Mapping[Of, Rows] = rows_behind(new) if new is not None else {}
        came: set[int] = set()
        went: set[int] = set()
        for of in dict.fromkeys((*old.lines, *now)):
            name, mask = old.lines.get(of, ("", 0))
            today, gone = self.lines(name, mask) if mask else (0, ())
            rows = now.get(of)
            if rows is None:
                population = self._populations.get(name)
                rows = population.none if population is not None else None
            went |= set(gone)
            if rows is not None:
                came |= set(Rows(rows.population, rows.mask & ~today).case_numbers())
                went |= set(Rows(rows.population, today & ~rows.mask).case_numbers())
        after = new.text if new is not None else ""
        if after == old.text and not came and not went:
            return None
        return RestatedCell(
            old.place, heading, old.text, after, old.was_shown, tuple(sorted(came)), tuple(sorted(went))
        )


def _cell_at(tables: Mapping[str, Table], place: Place) -> Cell | None:
    table = tables.get(place.code)
    if table is None or place.row not in table.row_headings or place.column not in table.column_headings:
        return None
    return table.cell(place.row, place.column)


def populations_of(tables: Sequence[Table]) -> dict[str, Population]:
    """Return the populations that the cells of some tables count lines of, by name."""
    found: dict[str, Population] = {}
    for table in tables:
        for _place, cell in table.places():
            if cell.rows is not None:
                found.setdefault(cell.rows.population.name, cell.rows.population)
    return found
