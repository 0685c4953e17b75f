"""Writes the lines of facts: those of new cases in one go, of a changed case only what is different."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
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
Line = tuple[Any, ...]


class FactLines:
    """The lines of the cases of one transaction; `flush` writes them.

    Of a line that was there only what is different is written: the indexes of the other columns are left alone.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._rows: tuple[list[Line], ...] = ([], [])
        self._changed: tuple[list[tuple[Line, Line]], ...] = ([], [])
        self._gone: tuple[list[tuple[int]], ...] = ([], [])
        self._days: tuple[set[str], ...] = (set(), set())

    def take(self, case_n: int, things: Sequence[Placed], *, is_new: bool) -> None:
        """Make the lines of a case from its things, in the order they were made."""
        for table, rows in enumerate(fact_rows(case_n, things)):
            days, begun = self._days[table], _BEGUN[table]
            if is_new:
                self._rows[table].extend(rows)
                days.update(row[begun] for row in rows)
                continue
            old = {row[0]: row for row in self._raw.execute(_READ[table], (case_n,))}
            new = {row[0]: row for row in rows}
            for n in new.keys() | old.keys():
                before, after = old.get(n), new.get(n)
                if before == after:
                    continue
                days.update(line[begun] for line in (before, after) if line)
                if before is None:
                    self._rows[table].append(new[n])
                elif after is None:
                    self._gone[table].append((n,))
                else:
                    self._changed[table].append((before, after))

    def flush(self) -> None:
        """Write them."""
        for table, (name, _columns) in enumerate(_TABLES):
            drop_blocks(self._raw, name, self._days[table])
            if rows := self._rows[table]:
                self._raw.executemany(_WRITE[table], rows)
            if gone := self._gone[table]:
                self._raw.executemany(_DROP[table], gone)
            for before, after in self._changed[table]:
                places = tuple(place for place, value in enumerate(before) if value != after[place])
                self._raw.execute(_update(table, places), (*map(after.__getitem__, places), after[0]))


@cache
def _update(table: int, places: tuple[int, ...]) -> str:
    name, columns = _TABLES[table]
    return f"UPDATE {name} SET {', '.join(f'{columns[place]} = ?' for place in places)} WHERE n = ?"
