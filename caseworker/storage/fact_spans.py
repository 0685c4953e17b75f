"""Spans of facts: the blocks of all days that a year's tables cover, joined once more, each column by itself.

Question: unpacking 26 blocks, joining them column by column and cutting the columns into planes takes a fifth of the
time of a year's tables; must each run do it? Choice: beside the blocks of a whole financial year and the years it is
compared with lies one span that holds the same lines joined, each column packed by itself with its planes, so that a
column nobody asks for is never unpacked. A span is dropped in the very transaction that writes, changes or removes a
line it holds, as blocks are (`fact_blocks.drop_blocks`). Without one the blocks are read, which gives the same. Cost:
0.8 MB for each year looked at, made again after saves.

A span "~2022-04-01~2025-03-31" holds the lines begun in these days, block by block, and last those begun before and not
over by then.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from caseworker.domain.coded_columns import CodedColumn, bytes_for
from caseworker.domain.periods import Period
from caseworker.storage.fact_blocks import (
    HEADER,
    SPAN,
    Block,
    FactTable,
    held_of,
    little,
    names_of,
    not_kept,
    unpacked,
)

_MADE = "days shared"
"""How a span lies; one that says otherwise is not read but made again."""
_WIDTHS = ("I", "Q")
"""Numbers of four bytes, or of eight where one of them needs that."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of a span.

    Attributes:
        numbers, cases: of each line its own number and that of its case.
        days: the values of all columns of days, so that these can be compared.
        packed: of each other column its values and planes, and its codes.
    """

    numbers: array[int]
    cases: array[int]
    days: list[str]
    packed: Mapping[str, tuple[bytes, bytes]]

    def column(self, name: str) -> CodedColumn:
        """Return a column.

        Raises:
            KeyError: there is none of that name.
        """
        first, second = self.packed[name]
        size, whole = len(self.numbers), zlib.decompress(first)
        begin = HEADER + int.from_bytes(whole[:HEADER], "little")
        known = self.days if _holds_days(name) else json.loads(whole[HEADER:begin])
        width = (size + 7) // 8
        planes = tuple(
            int.from_bytes(whole[at : at + width], "big") for at in range(begin, len(whole), width or 1)
        )

        def parts() -> tuple[bytes, ...]:
            codes = zlib.decompress(second)
            return tuple(codes[size * byte : size * (byte + 1)] for byte in range(bytes_for(len(known))))

        return CodedColumn.cut(known, planes, parts, size)


def kept_span(raw: Any, table: FactTable, covered: Period) -> Span | None:
    """Return the lines of some days as a span, where it is kept."""
    found = raw.execute(
        "SELECT held FROM fact_block WHERE lines_of = ? AND block = ?", (table.name, _name_of(covered))
    ).fetchone()
    return _unpacked_span(table, found[0]) if found is not None else None


def new_span(raw: Any, table: FactTable, covered: Period) -> tuple[bytes, Mapping[str, bytes]] | None:
    """Return the span of some days that is to be kept, and the blocks it is made of.

    Returns: None where it is kept already, where there is nothing to hold, or where a block is not kept.
    """
    held = _all_held(raw, table, covered)
    if held is None or kept_span(raw, table, covered) is not None:
        return None
    blocks = [unpacked(table, held[name]) for name in names_of(covered) if name in held]
    known = [block for block in blocks if block is not None]
    if len(known) < len(blocks) or not any(block.numbers for block in known):
        return None
    return _packed_span([block for block in known if block.numbers]), held


def keep_span(raw: Any, table: FactTable, covered: Period, made: tuple[bytes, Mapping[str, bytes]]) -> bool:
    """Keep a span in the open write transaction, if its blocks are still those it was made of.

    Returns: whether it was kept.
    """
    span, of = made
    if _all_held(raw, table, covered) != of:
        return False
    raw.execute(
        "INSERT OR REPLACE INTO fact_block (lines_of, block, held) VALUES (?, ?, ?)",
        (table.name, _name_of(covered), span),
    )
    return True


def _all_held(raw: Any, table: FactTable, covered: Period) -> Mapping[str, bytes] | None:
    """The blocks of some days, packed; None where one that has lines is not kept."""
    return None if not_kept(raw, table, covered) else held_of(raw, table, names_of(covered))


def _name_of(covered: Period) -> str:
    return f"{SPAN}{covered.first.isoformat()}{SPAN}{covered.last.isoformat()}"


def _packed_span(blocks: Sequence[Block]) -> bytes:
    numbers, cases = (_narrow([n for block in blocks for n in each(block)]) for each in (_numbers, _cases))
    names = list(blocks[0].columns)
    days = sorted(
        {day for block in blocks for name in names if _holds_days(name) for day in block.columns[name].known}
    )
    pieces = [zlib.compress(little(each).tobytes(), 1) for each in (numbers, cases)]
    pieces.append(zlib.compress(_json(days), 1))
    for name in names:
        of_blocks = [block.columns[name] for block in blocks]
        pieces += (
            _packed_column(CodedColumn.joined(of_blocks, days), [])
            if _holds_days(name)
            else _packed_column(whole := CodedColumn.joined(of_blocks), whole.known)
        )
    header = _json([_MADE, numbers.typecode, cases.typecode, names, [len(piece) for piece in pieces]])
    return b"".join((len(header).to_bytes(HEADER, "little"), header, *pieces))


def _holds_days(name: str) -> bool:
    return name.endswith("_on") or name == "acknowledge_by"


def _json(values: Sequence[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _packed_column(column: CodedColumn, values: Sequence[Any]) -> tuple[bytes, bytes]:
    known = _json(values)
    width = (len(column) + 7) // 8
    planes = (plane.to_bytes(width, "big") for plane in column.planes)
    first = b"".join((len(known).to_bytes(HEADER, "little"), known, *planes))
    return zlib.compress(first, 1), zlib.compress(b"".join(column.parts), 1)


def _unpacked_span(table: FactTable, held: bytes) -> Span | None:
    """The span; None where its columns are not those of today, or it lies otherwise."""
    begin = HEADER + int.from_bytes(held[:HEADER], "little")
    made, *said = json.loads(held[HEADER:begin])
    if made != _MADE or ("n", "case_n", *said[2]) != table.columns:
        return None
    of_numbers, of_cases, names, lengths = said
    ends = list(accumulate(lengths, initial=begin))
    pieces = [held[first:end] for first, end in pairwise(ends)]
    numbers, cases = (
        little(array(typecode, zlib.decompress(piece)))
        for typecode, piece in zip((of_numbers, of_cases), pieces, strict=False)
    )
    columns = zip(pieces[3::2], pieces[4::2], strict=True)
    return Span(
        numbers, cases, json.loads(zlib.decompress(pieces[2])), dict(zip(names, columns, strict=True))
    )


def _narrow(numbers: list[int]) -> array[int]:
    """The numbers in as few bytes each as the largest of them needs."""
    narrow, wide = _WIDTHS
    fits = max(numbers, default=0).bit_length() <= 8 * array(narrow).itemsize
    return array(narrow if fits else wide, numbers)


def _numbers(block: Block) -> array[int]:
    return block.numbers


def _cases(block: Block) -> array[int]:
    return block.cases
