"""The tables of an export as they are written: for each kind of thing one CSV file and one JSON file, row by row.

A JSON file is one object: `format`, `kind`, `fields` (label, list of values, whether it is about a person) and `rows`,
a row a line: `id`, `belongs_to`, `case`, `values` as the office keeps them, `words` for coded values, `clashes` where
two people gave different values and nobody has settled it yet.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from caseworker.actions.export.columns import cells, columns_of, file_of, headings, words_of
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.fold import EntityState
from caseworker.imports.formulas import as_text
from caseworker.office import Office

FORMAT = "caseworker-export-1"
UNKNOWN = "other-things"
"""The table of kinds of thing that this version does not know."""


class CsvFile:
    """A CSV file: UTF-8 with the mark by which Excel knows it, CRLF between rows."""

    def __init__(self, path: Path, header: Iterable[str], stack: ExitStack) -> None:
        self._file = stack.enter_context(path.open("w", encoding="utf-8-sig", errors="replace", newline=""))
        self._writer = csv.writer(self._file)
        self._writer.writerow([as_text(heading) for heading in header])
        self.rows = 0

    def add(self, row: Iterable[str]) -> None:
        """Write a row; what a spreadsheet would compute has been made text before."""
        self._writer.writerow(list(row))
        self.rows += 1


class JsonFile:
    """A JSON file of one object whose last member, `rows`, is written row by row."""

    def __init__(self, path: Path, head: Mapping[str, Any], stack: ExitStack) -> None:
        self._file: TextIO = stack.enter_context(
            path.open("w", encoding="utf-8", errors="replace", newline="\n")
        )
        lines = [f"  {json.dumps(name)}: {_line(value)},\n" for name, value in head.items()]
        self._file.write("{\n" + "".join(lines) + '  "rows": [')
        self._is_first = True

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row."""
        self._file.write(f"{'' if self._is_first else ','}\n    {_line(row)}")
        self._is_first = False

    def end(self) -> None:
        """Close what is open."""
        self._file.write("\n  ]\n}\n")


class Tables:
    """Every table of an export, open from beginning to end. Use it as a context."""

    def __init__(self, office: Office, folder: Path, without: frozenset[str] = frozenset()) -> None:
        self._office, self._stack = office, ExitStack()
        self._csv, self._json = folder / "csv", folder / "json"
        self._kinds = [kind for kind in (*ENTITY_KINDS, UNKNOWN) if kind not in without]
        self._columns = {kind: columns_of(kind) for kind in self._kinds}
        self.without = without

    def __enter__(self) -> Tables:
        self._csv.mkdir()
        self._json.mkdir()
        try:
            self._csv_files = {kind: self.csv(_file(kind), _header(kind)) for kind in self._kinds}
            self._json_files = {kind: self.json(_file(kind), _head(kind)) for kind in self._kinds}
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def csv(self, name: str, header: Iterable[str]) -> CsvFile:
        """Begin another CSV file."""
        return CsvFile(self._csv / f"{name}.csv", header, self._stack)

    def json(self, name: str, head: Mapping[str, Any]) -> JsonFile:
        """Begin another JSON file."""
        made = JsonFile(self._json / f"{name}.json", {"format": FORMAT, **head}, self._stack)
        self._stack.callback(made.end)
        return made

    def add(self, state: EntityState, reference: str = "") -> None:
        """Write one thing into the tables of its kind; a kind that is left out is passed over."""
        if state.kind in self.without:
            return
        kind = state.kind if state.kind in self._columns else UNKNOWN
        row = cells(self._office, self._columns[kind], state, reference)
        self._csv_files[kind].add((state.kind, *row) if kind == UNKNOWN else row)
        self._json_files[kind].add(self._as_json(state, reference))

    def counts(self) -> dict[str, int]:
        """Return how many rows each CSV file of a kind has, by the file's name."""
        return {_file(kind): file.rows for kind, file in self._csv_files.items()}

    def _as_json(self, state: EntityState, reference: str) -> dict[str, Any]:
        row: dict[str, Any] = {"id": state.id, "belongs_to": state.scope_id, "case": reference}
        if state.kind not in self._columns:
            row["kind"] = state.kind
        row["values"] = state.doc
        words = {
            column.name: words_of(self._office, state.kind, column.name, state.doc[column.name])
            for column in self._columns.get(state.kind, ())
            if column.words and state.doc.get(column.name) not in (None, "", [], {})
        }
        if words:
            row["words"] = words
        if state.conflicts:
            row["clashes"] = state.conflicts
        return row


def _file(kind: str) -> str:
    return UNKNOWN if kind == UNKNOWN else file_of(kind)


def _header(kind: str) -> list[str]:
    return ["Kind", *headings(kind)] if kind == UNKNOWN else headings(kind)


def _head(kind: str) -> dict[str, Any]:
    fields = {
        name: {"label": field.label, "list": field.values or "", "personal": field.personal}
        for name, field in ENTITY_KINDS.get(kind, {}).items()
    }
    return {"kind": kind, "fields": fields}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
