"""Reads what the reports count: the lines of two tables of facts that touch the years asked for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caseworker.domain.coded_columns import CodedColumn
from caseworker.domain.periods import Period
from caseworker.domain.populations import Facts, Population
from caseworker.storage.fact_blocks import (
    PARTS,
    STAGES,
    Block,
    FactTable,
    block_of,
    block_of_lines,
    kept_blocks,
    names_of,
)
from caseworker.storage.fact_spans import kept_span
from caseworker.storage.known_then import KnownThen

_TEXTS_AT_ONCE = 500


def read_facts(raw: Any, covered: Period, then: KnownThen | None = None) -> Facts:
    """Return the lines of everything begun in the days covered, or begun before and not over by then.

    Args:
        then: the cases changed since an earlier moment, as they were; they stand in the place of the present ones.
    """
    stages, parts = (_population(raw, table, covered, then) for table in (STAGES, PARTS))
    return Facts(stages, parts, lambda numbers: _texts_then(raw, list(numbers), then))


def _texts_then(raw: Any, numbers: list[int], then: KnownThen | None) -> Mapping[int, Mapping[str, Any]]:
    if then is None:
        return read_texts(raw, numbers)
    known = {n: then.docs[n] for n in numbers if n in then.docs}
    return {**read_texts(raw, [n for n in numbers if n not in known]), **known}


def read_texts(raw: Any, numbers: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """Return what is recorded of things, by their number."""
    wanted = list(numbers)
    found: dict[int, Mapping[str, Any]] = {}
    for first in range(0, len(wanted), _TEXTS_AT_ONCE):
        some = wanted[first : first + _TEXTS_AT_ONCE]
        marks = ", ".join("?" * len(some))
        for n, doc in raw.execute(f"SELECT n, doc FROM entity WHERE n IN ({marks})", some):
            found[n] = json.loads(doc)
    return found


def _population(raw: Any, table: FactTable, covered: Period, then: KnownThen | None) -> Population:
    span = kept_span(raw, table, covered) if then is None or not then.changed else None
    if span is not None:
        return Population(
            table.name, {"n": span.numbers, "case_n": span.cases}, covered=covered, read=span.column
        )
    blocks = [block for block in _blocks(raw, table, covered, then) if block.numbers]
    numbers, cases = array("q"), array("q")
    for block in blocks:
        numbers.extend(block.numbers)
        cases.extend(block.cases)

    def read(name: str) -> Sequence[Any]:
        if name not in table.columns:
            raise KeyError(f"{table.name} has no column {name}")
        return CodedColumn.joined([block.columns[name] for block in blocks])

    return Population(table.name, {"n": numbers, "case_n": cases}, covered=covered, read=read)


def _blocks(raw: Any, table: FactTable, covered: Period, then: KnownThen | None) -> Iterable[Block]:
    """The lines asked for, block by block: those kept, the others from the lines; last those of then."""
    first, last = covered.first.isoformat(), covered.last.isoformat()
    *quarters, before = names_of(covered)
    changed = frozenset(then.changed) if then is not None else frozenset()
    kept = kept_blocks(raw, table, [*quarters, before]) if not changed else {}
    for name in quarters:
        block = kept[name] if name in kept else block_of_lines(raw, table, name, changed)
        yield block.within(first, last) if name in (quarters[0], quarters[-1]) else block
    yield kept[before] if before in kept else block_of_lines(raw, table, before, changed)
    if then is not None and changed:
        yield block_of(
            table, [line for line in then.lines[table.name] if _is_chosen(table, line, first, last)]
        )


def _is_chosen(table: FactTable, line: Sequence[Any], first: str, last: str) -> bool:
    begun, ended = line[table.columns.index("from_on")], line[table.columns.index(table.ends)]
    return bool(first <= begun <= last or begun < first <= ended)
