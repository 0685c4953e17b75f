"""The figures of a published report, kept with the cases behind each of them, so that later changes can be told.

Lines are named by their ids, which are the same on every computer; each is written once, and a cell says with a bit for
each line which of them it counts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseworker.domain.populations import Population, Rows
from caseworker.reports.cells import Cell
from caseworker.reports.publication.cover import Cover
from caseworker.reports.publication.numbers import numbers_of
from caseworker.reports.shown import LEFT_OUT
from caseworker.reports.table import Of, Place, Table

FORMAT = 1
Ids = Callable[[Collection[int]], Mapping[int, str]]
"""Gives the ids of things by their numbers."""


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """A cell as it was published.

    Attributes:
        text: the figure, in words; printed: what the copy printed in its place.
        lines: the lines behind it, by what they are of it ("" all of them, "n" and "d" of a share): their population,
            and a bit for each line of its list, the first the highest.
    """

    place: Place
    text: str
    printed: str
    lines: Mapping[Of, tuple[str, int]]

    @property
    def was_shown(self) -> bool:
        """Whether the copy printed the figure."""
        return self.text == self.printed


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of a published report.

    Attributes:
        lines: of each population, the id of each line and that of its case.
        headings: of each table by its code.
    """

    cells: tuple[FrozenCell, ...]
    lines: Mapping[str, tuple[tuple[str, str], ...]]
    headings: Mapping[str, str]


def freeze(tables: Sequence[Table], cover: Cover, ids: Ids) -> bytes:
    """Return the figures of some tables, packed."""
    published = [table for table in tables if table.code in cover.codes]
    lists = _Lists([cell for table in published for _place, cell in table.places()], ids)
    data = {
        "format": FORMAT,
        "lines": lists.written(),
        "tables": [
            {
                "code": table.code,
                "heading": f"{table.name}. {table.title}",
                "rows": list(table.row_headings),
                "columns": list(table.column_headings),
                "left_out": table.left_out.number if table.left_out else 0,
                "printed_left_out": cover(Place(table.code, "", LEFT_OUT)) is None,
                "cells": [
                    [
                        _written(cell, cover(Place(table.code, row, column)), lists)
                        for column, cell in zip(table.column_headings, cells, strict=True)
                    ]
                    for row, cells in zip(table.row_headings, table.cells, strict=True)
                ],
            }
            for table in published
        ],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def thaw(content: bytes) -> Frozen:
    """Return the figures that were packed."""
    data = json.loads(zlib.decompress(content))
    lines = {name: tuple((line, case) for line, case in some) for name, some in data["lines"].items()}
    return Frozen(
        tuple(cell for table in data["tables"] for cell in _cells(table)),
        lines,
        {table["code"]: table["heading"] for table in data["tables"]},
    )


def rows_behind(cell: Cell) -> dict[Of, Rows]:
    """Return the lines behind a cell, by what they are of it; of words the lines they speak of."""
    found = dict(numbers_of(cell))
    return found or ({"": cell.rows} if cell.rows is not None else {})


class _Lists:
    """The lines that any cell counts, each once, and where it stands in the list."""

    def __init__(self, cells: Iterable[Cell], ids: Ids) -> None:
        masks: dict[str, int] = {}
        populations: dict[str, Population] = {}
        for cell in cells:
            for rows in rows_behind(cell).values():
                populations[rows.population.name] = rows.population
                masks[rows.population.name] = masks.get(rows.population.name, 0) | rows.mask
        self._all = {name: Rows(populations[name], mask) for name, mask in masks.items()}
        self._ids = ids
        self._at = {
            name: {n: place for place, n in enumerate(rows.values("n"))} for name, rows in self._all.items()
        }

    def written(self) -> dict[str, list[tuple[str, str]]]:
        """Return the ids of every line and of its case."""
        found = {}
        for name, rows in self._all.items():
            lines, cases = rows.values("n"), rows.values("case_n")
            ids = self._ids({*lines, *cases})
            found[name] = [(ids[line], ids[case]) for line, case in zip(lines, cases, strict=True)]
        return found

    def bits(self, rows: Rows) -> tuple[str, str]:
        """Return the lines of a set: the name of their population, and a bit for each place, as hexadecimal."""
        at = self._at[rows.population.name]
        bits = bytearray(len(at))
        for n in rows.values("n"):
            bits[at[n]] = 1
        return rows.population.name, f"{int(bytes(bits).translate(_DIGITS) or b'0', 2):x}"


_DIGITS = bytes((48, 49)) + bytes(254)


def _written(cell: Cell, hidden: str | None, lists: _Lists) -> dict[str, Any]:
    data: dict[str, Any] = {"text": cell.text}
    if hidden is not None:
        data["printed"] = hidden
    lines = {of: lists.bits(rows) for of, rows in rows_behind(cell).items() if rows}
    return {**data, "lines": lines} if lines else data


def _cells(table: Mapping[str, Any]) -> Iterator[FrozenCell]:
    for row, cells in zip(table["rows"], table["cells"], strict=True):
        for column, cell in zip(table["columns"], cells, strict=True):
            yield FrozenCell(
                Place(table["code"], row, column),
                cell["text"],
                cell.get("printed", cell["text"]),
                {of: (name, int(bits, 16)) for of, (name, bits) in cell.get("lines", {}).items()},
            )
