"""Blocks of facts: the lines begun in a quarter, column by column as codes, kept beside the lines they are made from.

Question: reading 33,000 lines of fifty columns takes as long as building all tables from them; how is that saved
without ever showing a figure of yesterday? Choice: a block holds what the lines of a quarter say, and is dropped in
the very transaction that writes, changes or removes one of them, so that a block that is there is right, and nothing
erased is left in one. A block that is not there is read from the lines, which gives the same. Blocks are local to this
file, like `seen`: no digest and no other computer knows of them. Cost: they are made again after saves.

A block "2024-07" holds the lines begun from July to September 2024; a block "<2022-04-01" those begun before that day
and not over by then. Its lines stand in the order of their days and numbers.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from caseworker.domain.coded_columns import CodedColumn, bytes_for
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS
from caseworker.domain.periods import Period

_BEFORE, _AFTER_BEFORE = "<", "="
SPAN = "~"
"""How a span's name begins (`fact_spans`), before its first day and before its last."""
_LAST_OF_SPAN = len("~2022-04-01~") + 1
_YEAR, _MONTH = len("2024-"), len("2024-07")
_FIRST = {f"{month:02}": f"{(month - 1) // 3 * 3 + 1:02}" for month in range(1, 13)}
_NEXT = {"01": "04", "04": "07", "07": "10", "10": "13"}
"""The first month of each month's quarter; the month before which the lines of a quarter begin, as text."""
HEADER = 4
"""Bytes that say how long the header is."""


class FactTable(NamedTuple):
    """A table of facts, its columns, and which of them says when a line is over."""

    name: str
    columns: tuple[str, ...]
    ends: str


STAGES = FactTable("stage_fact", tuple(STAGE_FACTS), "last_on")
PARTS = FactTable("part_fact", tuple(PART_FACTS), "to_on")
FACT_TABLES = (STAGES, PARTS)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines, in columns.

    Attributes:
        numbers, cases: of each line its own number and that of its case.
        columns: the others.
    """

    numbers: array[int]
    cases: array[int]
    columns: Mapping[str, CodedColumn]

    def within(self, first: str, last: str) -> Block:
        """Return the lines begun from one day to another."""
        begun = self.columns["from_on"]
        found = begun.below(last, or_it=True) & ~begun.below(first)
        if found.bit_count() == len(begun):
            return self
        chosen = [place for place, day in enumerate(begun) if first <= day <= last]
        return Block(
            array("q", (self.numbers[place] for place in chosen)),
            array("q", (self.cases[place] for place in chosen)),
            {name: CodedColumn([held[place] for place in chosen]) for name, held in self.columns.items()},
        )


def names_of(covered: Period) -> list[str]:
    """Return the blocks that hold every line begun in the days covered, or before and not over by then."""
    first, last = covered.first, covered.last
    quarters = range(first.year * 4 + (first.month - 1) // 3, last.year * 4 + (last.month - 1) // 3 + 1)
    names = (f"{quarter // 4:04}-{quarter % 4 * 3 + 1:02}" for quarter in quarters)
    return [*names, f"{_BEFORE}{first.isoformat()}"]


def kept_blocks(raw: Any, table: FactTable, names: Sequence[str]) -> dict[str, Block]:
    """Return those of some blocks that are kept, by name."""
    found = ((name, unpacked(table, held)) for name, held in held_of(raw, table, names).items())
    return {name: block for name, block in found if block is not None}


def held_of(raw: Any, table: FactTable, names: Sequence[str]) -> dict[str, bytes]:
    """Return those of some blocks that are kept, packed, by name."""
    rows = raw.execute(
        "SELECT block, held FROM fact_block WHERE lines_of = ? AND block IN (SELECT value FROM json_each(?))",
        (table.name, json.dumps(names)),
    )
    return {str(name): held for name, held in rows}


def block_of_lines(raw: Any, table: FactTable, name: str, without: Collection[int] = ()) -> Block:
    """Return a block as the lines say it now, without the lines of some cases."""
    where, bounds = _chosen(table, name)
    if without:
        where, bounds = (
            f"{where} AND case_n NOT IN (SELECT value FROM json_each(?))",
            (*bounds, json.dumps([*without])),
        )
    rows = raw.execute(
        f"SELECT {', '.join(table.columns)} FROM {table.name} INDEXED BY ix_{table.name}_span"
        f" WHERE {where} ORDER BY from_on, {table.ends}, n",
        bounds,
    ).fetchall()
    return block_of(table, rows)


def block_of(table: FactTable, rows: Sequence[Sequence[Any]]) -> Block:
    """Return lines as a block, in their order; each in the order of the columns."""
    held = dict(
        zip(table.columns, zip(*rows, strict=True) if rows else ((),) * len(table.columns), strict=True)
    )
    numbers, cases = array("q", held.pop("n")), array("q", held.pop("case_n"))
    return Block(numbers, cases, {name: CodedColumn(values) for name, values in held.items()})


def keep_blocks(raw: Any, table: FactTable, names: Iterable[str]) -> None:
    """Keep some blocks as the lines say them now, in the open write transaction."""
    for name in names:
        held = _packed(block_of_lines(raw, table, name))
        raw.execute(
            "INSERT OR REPLACE INTO fact_block (lines_of, block, held) VALUES (?, ?, ?)",
            (table.name, name, held),
        )


def not_kept(raw: Any, table: FactTable, covered: Period) -> list[str]:
    """Return the blocks of some days that have lines and are not kept, but for those that are seldom asked for."""
    names = [name for name in names_of(covered) if not name.startswith(_BEFORE) or covered.first.day == 1]
    rows = raw.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT block FROM fact_block WHERE lines_of = ?)",
        (json.dumps(names), table.name),
    )
    return [name for (name,) in rows.fetchall() if _has_lines(raw, table, name)]


def drop_blocks(raw: Any, table: str, days: Collection[str]) -> None:
    """Drop every block and span that may hold a line begun on one of these days, in the open write transaction."""
    if days:
        raw.execute(
            "DELETE FROM fact_block WHERE lines_of = ?"
            " AND (block IN (SELECT value FROM json_each(?)) OR (block > ? AND block < ?)"
            f" OR (block > '{SPAN}' AND substr(block, {_LAST_OF_SPAN}) >= ?))",
            (
                table,
                json.dumps(sorted({_quarter_of(day) for day in days})),
                f"{_BEFORE}{min(days)}",
                _AFTER_BEFORE,
                min(days),
            ),
        )


def drop_blocks_of(raw: Any, case_n: int) -> None:
    """Drop every block that holds a line of a case, in the open write transaction."""
    for table in FACT_TABLES:
        rows = raw.execute(f"SELECT from_on FROM {table.name} WHERE case_n = ?", (case_n,))
        drop_blocks(raw, table.name, {str(day) for (day,) in rows})


def _has_lines(raw: Any, table: FactTable, name: str) -> bool:
    where, bounds = _chosen(table, name)
    found = raw.execute(
        f"SELECT 1 FROM {table.name} INDEXED BY ix_{table.name}_span WHERE {where} LIMIT 1", bounds
    )
    return found.fetchone() is not None


def _chosen(table: FactTable, name: str) -> tuple[str, tuple[str, ...]]:
    """Which lines a block holds."""
    if name.startswith(_BEFORE):
        day = name.removeprefix(_BEFORE)
        return f"from_on < ? AND {table.ends} >= ?", (day, day)
    return "from_on >= ? AND from_on < ?", (name, f"{name[:_YEAR]}{_NEXT[name[_YEAR:]]}")


def _quarter_of(day: str) -> str:
    """The block that holds the lines begun on a day."""
    month = day[_YEAR:_MONTH]
    return f"{day[:_YEAR]}{_FIRST.get(month, month)}"


def _packed(block: Block) -> bytes:
    header = json.dumps(
        [len(block.numbers), [(name, column.known) for name, column in block.columns.items()]],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    parts = (part for column in block.columns.values() for part in column.parts)
    numbers = (little(each).tobytes() for each in (block.numbers, block.cases))
    return zlib.compress(b"".join((len(header).to_bytes(HEADER, "little"), header, *numbers, *parts)), 1)


def unpacked(table: FactTable, held: bytes) -> Block | None:
    """Return a block that was packed; None where its columns are not those of today."""
    whole = zlib.decompress(held)
    begin = HEADER + int.from_bytes(whole[:HEADER], "little")
    size, columns = json.loads(whole[HEADER:begin])
    if ("n", "case_n", *(name for name, _known in columns)) != table.columns:
        return None
    numbers = [little(array("q", whole[at : at + 8 * size])) for at in (begin, begin + 8 * size)]
    coded = dict(_coded(whole, begin + 16 * size, size, columns))
    return Block(numbers[0], numbers[1], coded)


def _coded(
    whole: bytes, at: int, size: int, columns: Iterable[tuple[str, list[str]]]
) -> Iterator[tuple[str, CodedColumn]]:
    for name, known in columns:
        width = bytes_for(len(known))
        parts = tuple(whole[at + size * byte : at + size * (byte + 1)] for byte in range(width))
        yield name, CodedColumn.of(known, parts, size)
        at += size * width


def little(numbers: array[int]) -> array[int]:
    """Return the numbers with the lowest byte first, as they lie in the file on every computer; and back."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers
