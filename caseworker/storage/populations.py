"""Reads what the reports count: the lines of two tables of facts that touch the years asked for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caseworker.domain.coded_columns import CodedColumn
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS
from caseworker.domain.periods import Period
from caseworker.domain.populations import Facts, Population
from caseworker.storage.known_then import KnownThen

SELDOM_COUNTED = (
    "last_on", "max_on", "closed_on", "resumed_on", "case_outcome", "team", "owner_id", "has_advocate",
)  # fmt: skip
"""No table of the catalogue asks for these: they are read when somebody does. A test compares."""
STAGES_AT_ONCE = tuple(name for name in STAGE_FACTS if name not in ("n", *SELDOM_COUNTED))
PARTS_AT_ONCE = tuple(name for name in PART_FACTS if name != "n")
_APART = "\x1f"
_TEXTS_AT_ONCE = 500


def read_facts(raw: Any, covered: Period, then: KnownThen | None = None) -> Facts:
    """Return the lines of everything begun in the days covered, or begun before and not over by then.

    The connection must stay in one reading transaction while tables are built: further columns are read from it.

    Args:
        then: the cases changed since an earlier moment, as they were; they stand in the place of the present ones.
    """
    stages = _population(raw, "stage_fact", STAGE_FACTS, STAGES_AT_ONCE, "last_on", covered, then)
    parts = _population(raw, "part_fact", PART_FACTS, PARTS_AT_ONCE, "to_on", covered, then)
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


def _population(
    raw: Any,
    table: str,
    known: Mapping[str, str],
    at_once: Sequence[str],
    ends: str,
    covered: Period,
    then: KnownThen | None,
) -> Population:
    first, last = covered.first.isoformat(), covered.last.isoformat()
    chosen = f"((from_on BETWEEN ? AND ?) OR (from_on < ? AND {ends} >= ?))"
    bounds: tuple[str, ...] = (first, last, first, first)
    added: list[dict[str, Any]] = []
    if then is not None and then.changed:
        chosen += " AND case_n NOT IN (SELECT value FROM json_each(?))"
        bounds = (*bounds, json.dumps(sorted(then.changed)))
        lines_then = (dict(zip(known, line, strict=True)) for line in then.lines[table])
        added = [line for line in lines_then if _is_chosen(line, ends, first, last)]
    lines = _Lines(raw, f" FROM {table} INDEXED BY ix_{table}_span WHERE {chosen}", bounds)
    joined = lines.joined(at_once)

    def read(name: str) -> Sequence[Any]:
        if name not in known:
            raise KeyError(f"{table} has no column {name}")
        text = joined.pop(name) if name in joined else lines.joined([name])[name]
        return CodedColumn([*lines.values(name, text), *(line[name] for line in added)])

    numbers = lines.numbers
    cases = array("q", map(int, lines.values("case_n", joined.pop("case_n"))))
    numbers.extend(line["n"] for line in added)
    cases.extend(line["case_n"] for line in added)
    return Population(table, {"n": numbers, "case_n": cases}, covered=covered, read=read)


def _is_chosen(line: Mapping[str, Any], ends: str, first: str, last: str) -> bool:
    return bool(first <= line["from_on"] <= last or (line["from_on"] < first <= line[ends]))


class _Lines:
    """The chosen lines of a table: columns read at once, or one by one in the same order."""

    def __init__(self, raw: Any, chosen: str, bounds: Sequence[str]) -> None:
        self._raw, self._chosen, self._bounds = raw, chosen, bounds
        self._order, self._size = "", 0

    def joined(self, names: Sequence[str]) -> dict[str, str]:
        """Read columns, each as one text: a third quicker than lines of values, which then have to be turned."""
        asked = ", ".join(f"group_concat({name}, char({ord(_APART)}))" for name in ("n", *names))
        order, *texts = self._raw.execute(f"SELECT {asked}{self._chosen}", self._bounds).fetchone()
        if order and not self._order:
            self._order, self._size = order, order.count(_APART) + 1
        if self._order != (order or ""):  # the lines came in another order, which nothing forbids
            return {name: _APART.join(map(str, self._one_by_one(name))) for name in names}
        return dict(zip(names, (text or "" for text in texts), strict=True))

    def values(self, name: str, joined: str) -> Sequence[str]:
        """Return what the lines hold, from the text of their column."""
        if not self._size:
            return ()
        values = joined.split(_APART)
        if len(values) != self._size:  # the mark itself is recorded somewhere
            return self._one_by_one(name)
        return values

    @property
    def numbers(self) -> array[int]:
        """The numbers of the lines."""
        return array("q", map(int, self._order.split(_APART))) if self._order else array("q")

    def _one_by_one(self, name: str) -> list[str]:
        found = dict(self._raw.execute(f"SELECT n, {name}{self._chosen}", self._bounds).fetchall())
        return [found[n] for n in self.numbers]
