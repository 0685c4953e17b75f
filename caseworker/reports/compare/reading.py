"""Read a printed table that somebody typed or imported: JSON or CSV.

JSON: `row_headings`, `column_headings` and `cells`, with `id`, `title`, `period` and `code` where known; our own
exports have them too. CSV: the row headings in the first column, the column headings in the first row.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from caseworker.domain.periods import parse_period
from caseworker.errors import RuleError
from caseworker.reports.compare.figures import from_text, from_value
from caseworker.reports.compare.published import NOTHING, Published

LARGEST = 5_000_000
"""Bytes; no printed table is larger."""
_ROWS, _COLUMNS = 2_000, 200


def published_from(name: str, content: bytes) -> tuple[Published, ...]:
    """Return the tables of a file: of JSON one, or several in a list; of CSV one.

    Args:
        name: the file's name, which says which table it is where the file does not: "table-2a.csv".

    Raises:
        RuleError: it cannot be read as a table.
    """
    if len(content) > LARGEST:
        raise RuleError(f"{name} is larger than a table can be. Choose a file of at most 5 MB.", field="file")
    text = _text(name, content)
    if name.casefold().endswith(".json"):
        return _from_json(name, text)
    return (_from_csv(name, text),)


def lines_of(name: str, content: bytes) -> list[list[str]]:
    """Return the lines of a CSV file that hold anything.

    Raises:
        RuleError: it cannot be read.
    """
    return _lines(name, _text(name, content))


def _text(name: str, content: bytes) -> str:
    wide = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ()  # Excel's "Unicode text"
    for encoding in (*wide, "utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleError(f"{name} is no text. Save it as CSV in UTF-8 and choose it again.", field="file")


def _from_json(name: str, text: str) -> tuple[Published, ...]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RuleError(f"{name} is not JSON that can be read: {error}.", field="file") from error
    found = data.get("tables", data) if isinstance(data, Mapping) else data
    tables = found if isinstance(found, list) else [found]
    if not tables:
        raise RuleError(f"{name} has no table in it.", field="file")
    return tuple(_table(name, each) for each in tables)


def _table(name: str, data: Any) -> Published:
    if not isinstance(data, Mapping) or not all(
        isinstance(data.get(key), list) for key in ("row_headings", "column_headings", "cells")
    ):
        raise RuleError(
            f"{name} has no table in it: it needs row_headings, column_headings and cells.", field="file"
        )
    rows, columns = [str(h) for h in data["row_headings"]], [str(h) for h in data["column_headings"]]
    if not all(isinstance(line, list) for line in data["cells"]):
        raise RuleError(f"{name} has a row that is no list of cells.", field="file")
    cells = [[from_value(value) for value in line] for line in data["cells"]]
    source = str(data.get("id") or data.get("source_id") or "")
    first, last = _days(data.get("period"))
    return _laid_out(
        name, Published(
            id=source or _stem(name), title=str(data.get("title") or source or _stem(name)),
            row_headings=tuple(rows), column_headings=tuple(columns), cells=tuple(map(tuple, cells)),
            code=str(data.get("code") or "").casefold(), first=first, last=last,
            is_prose=data.get("kind") in ("prose", "list", "text"),
        ),
    )  # fmt: skip


def _from_csv(name: str, text: str) -> Published:
    lines = _lines(name, text)
    above = list(takewhile(_is_alone, lines))  # a title over the table
    lines = lines[len(above) :] if len(above) < len(lines) else lines
    said = above[0][0].strip() if above else ""
    if len(lines) < 2 or len(lines[0]) < 2:
        raise RuleError(
            f"{name} has no table in it: it needs column headings in its first row and row headings in its first "
            "column.",
            field="file",
        )
    head, *body = lines
    columns = [heading.strip().removeprefix("'") for heading in head[1:]]
    width = max(i for i, heading in enumerate(columns) if heading or i == 0) + 1
    cells = []
    for line in body:
        figures = [from_text(value) for value in line[1 : width + 1]]
        cells.append((*figures, *(NOTHING,) * (width - len(figures))))
    stem = _stem(name)
    first, last = _days_in(stem) if _days_in(stem)[0] else _days_in(said)
    return _laid_out(
        name,
        Published(
            id=stem, title=said or stem.replace("-", " ").capitalize(),
            row_headings=tuple(line[0].strip() for line in body), column_headings=tuple(columns[:width]),
            cells=tuple(cells), code=_code_in(stem) or _code_in(said), first=first, last=last,
        ),
    )  # fmt: skip


def _is_alone(line: list[str]) -> bool:
    """Whether a line holds words in its first cell alone."""
    return bool(line[0].strip()) and not any(map(str.strip, line[1:]))


def _lines(name: str, text: str) -> list[list[str]]:
    """The lines that hold anything, whichever way they end."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        said = re.match(r"sep=(.)\n", plain, re.IGNORECASE)  # how Excel is told what stands between cells
        plain = plain[said.end() :] if said else plain
        mark = said[1] if said else _delimiter(plain)
        lines = list(csv.reader(io.StringIO(plain, newline=""), delimiter=mark))
    except csv.Error as error:
        raise RuleError(f"{name} is not CSV that can be read: {error}.", field="file") from error
    return [line for line in lines if any(map(str.strip, line))]


def _laid_out(name: str, table: Published) -> Published:
    """The table, when its cells fit its headings and these tell its rows and columns apart."""
    if len(table.row_headings) > _ROWS or len(table.column_headings) > _COLUMNS:
        raise RuleError(f"{name} has more rows or columns than a printed table can have.", field="file")
    if len(table.cells) != len(table.row_headings):
        raise RuleError(
            f"{name} has {len(table.row_headings)} row headings for {len(table.cells)} rows.", field="file"
        )
    for heading, line in zip(table.row_headings, table.cells, strict=True):
        if len(line) != len(table.column_headings):
            raise RuleError(
                f"{name}, row “{heading}”, has {len(line)} cells for {len(table.column_headings)} column headings.",
                field="file",
            )
    for what, headings in (("row", table.row_headings), ("column", table.column_headings)):
        twice = next((h for h in headings if headings.count(h) > 1), None)
        if twice is not None:
            raise RuleError(f"{name} has two {what}s headed “{twice}”. Name them apart.", field="file")
    return table


def _delimiter(text: str) -> str:
    """What stands between cells: what the first line with anything of the kind has most of."""
    marks = (",", ";", "\t")
    head = next((line for line in text.split("\n") if any(mark in line for mark in marks)), "")
    return max(marks, key=head.count)


def _days(period: Any) -> tuple[date | None, date | None]:
    if isinstance(period, str):
        return _days_in(period)
    if isinstance(period, Mapping):
        try:
            return date.fromisoformat(str(period.get("from"))), date.fromisoformat(str(period.get("to")))
        except ValueError:
            return _days_in(str(period.get("code") or period.get("label") or ""))
    return None, None


def _days_in(words: str) -> tuple[date | None, date | None]:
    """The days of a period named in words, such as those of a file's name; none where there is none."""
    found = re.search(r"\d{4}-\d\d(?:-Q[1-4])?", words, re.IGNORECASE)
    for candidate in (words, found.group(0) if found else ""):
        try:
            period = parse_period(candidate)
        except RuleError:
            continue
        return period.first, period.last
    return None, None


def _code_in(stem: str) -> str:
    found = re.match(r"table[-_ ]([0-9c][0-9a-z.]*)(?:[-_ ]|$)", stem, re.IGNORECASE)
    return found.group(1).casefold().rstrip(".") if found else ""


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]
