"""Writes the lines of facts: those of new cases in one go, of a changed case only what is different."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.storage.fact_blocks import drop_blocks
from caseworker.storage.fact_parts import PART_COLUMNS, Placed
from caseworker.storage.fact_rows import STAGE_COLUMNS, fact_rows

_TABLES = (("stage_fact", STAGE_COLUMNS), ("part_fact", PART_COLUMNS))
_WRITE = tuple(
    f"INSERT OR REPLACE INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for name, columns in _TABLES
)
_READ = tuple(f"SELECT {', '.join(columns)} FROM {name} WHERE case_n = ?" for name, columns in _TABLES)
_DROP = tuple(f"DELETE FROM {name} WHERE n = ?" for name, _columns in _TABLES)
_BEGUN = tuple(columns.index("from_on") for _name, columns in _TABLES)


class FactLines:
    """The lines of the cases of one transaction; `flush` writes them."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._rows: tuple[list[tuple[Any, ...]], ...] = ([], [])
        self._gone: tuple[list[tuple[int]], ...] = ([], [])
        self._days: tuple[set[str], ...] = (set(), set())

    def take(self, case_n: int, things: Sequence[Placed], *, is_new: bool) -> None:
        """Make the lines of a case from its things, in the order they were made."""
        for kept, gone, days, rows, read, begun in zip(
            self._rows, self._gone, self._days, fact_rows(case_n, things), _READ, _BEGUN, strict=True
        ):
            if is_new:
                kept.extend(rows)
                days.update(row[begun] for row in rows)
                continue
            old = {row[0]: row for row in self._raw.execute(read, (case_n,))}
            new = {row[0]: row for row in rows}
            changed = [n for n in new.keys() | old.keys() if old.get(n) != new.get(n)]
            kept.extend(new[n] for n in changed if n in new)
            gone.extend((n,) for n in changed if n not in new)
            days.update(lines[n][begun] for lines in (old, new) for n in changed if n in lines)

    def flush(self) -> None:
        """Write them."""
        for (name, _columns), days in zip(_TABLES, self._days, strict=True):
            drop_blocks(self._raw, name, days)
        for rows, gone, write, drop in zip(self._rows, self._gone, _WRITE, _DROP, strict=True):
            if rows:
                self._raw.executemany(write, rows)
            if gone:
                self._raw.executemany(drop, gone)
