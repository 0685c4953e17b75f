"""Reads what the reports count: the lines of two tables of facts that touch the years asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS
from caseworker.domain.periods import Period
from caseworker.domain.populations import Facts, Population

READ_AT_ONCE = (
    "n", "case_n", "from_on", "to_on", "is_first", "step", "kind", "kind_at_closure", "received_on", "answered_on",
    "on_time", "outcome", "division", "service", "theme", "is_review",
)  # fmt: skip
"""What nearly every pack asks; the other columns are read when a table asks for them."""
_TEXTS_AT_ONCE = 500


def read_facts(raw: Any, covered: Period) -> Facts:
    """Return the lines of everything begun in the days covered, or begun before and not over by then.

    The connection must stay in one reading transaction while tables are built: further columns are read from it.
    """
    stages = _population(raw, "stage_fact", STAGE_FACTS, READ_AT_ONCE, "last_on", covered)
    parts = _population(raw, "part_fact", PART_FACTS, tuple(PART_FACTS), "to_on", covered)
    return Facts(stages, parts, lambda numbers: read_texts(raw, numbers))


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


def _population(
    raw: Any, table: str, known: Mapping[str, str], at_once: Sequence[str], ends: str, covered: Period
) -> Population:
    first, last = covered.first.isoformat(), covered.last.isoformat()
    chosen = (
        f" FROM {table} INDEXED BY ix_{table}_span WHERE (from_on BETWEEN ? AND ?)"
        f" OR (from_on < ? AND {ends} >= ?)"
    )
    bounds = (first, last, first, first)
    rows = raw.execute(f"SELECT {', '.join(at_once)}{chosen}", bounds).fetchall()
    columns: dict[str, Sequence[Any]] = (
        dict(zip(at_once, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(at_once, ())
    )

    def read(name: str) -> Sequence[Any]:
        if name not in known:
            raise KeyError(f"{table} has no column {name}")
        found = raw.execute(f"SELECT n, {name}{chosen}", bounds).fetchall()
        if tuple(n for n, _value in found) == columns["n"]:
            return [value for _n, value in found]
        by_number = dict(found)  # the lines came in another order, which nothing forbids
        return [by_number[n] for n in columns["n"]]

    return Population(table, columns, covered=covered, read=read)


