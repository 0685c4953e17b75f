"""Tables as a spreadsheet opens them: one header row, then the cells as read on paper, the parts of shares beside."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from caseworker.domain.periods import say
from caseworker.domain.words import without_controls
from caseworker.reports.cells import DAY, Unit
from caseworker.reports.documents.blocks import Document
from caseworker.reports.shown import ShownTable
from caseworker.reports.spread import HOW_SHARES_STAND, SpreadCell, spread

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A value that begins like this would be computed by a spreadsheet instead of shown."""
NOTES = "notes.csv"
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time every file of a zip carries, so that the same document gives the same bytes."""


def to_csv(table: ShownTable) -> bytes:
    """The table as CSV: UTF-8 with the mark by which Excel on Windows knows it, CRLF between rows.

    Shares are written as on paper, "33% (14/43)", so that the file says the same as the page; the number and what it is
    out of stand in columns of their own beside them. Days are written as 2026-03-27, so that a spreadsheet sorts them.
    """
    columns = spread(table)
    head = [table.row_heading, *(column.heading for column in columns)]
    rows = (
        [_words(heading), *(_cell(column.cells[number]) for column in columns)]
        for number, heading in enumerate(table.row_headings)
    )
    return _written([[_words(heading) for heading in head], *rows])


def document_csv(document: Document) -> bytes:
    """The tables of a document as a zip of CSV files, with `notes.csv`: what each table is and how it counts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in csv_files(document):
            about = zipfile.ZipInfo(name, _MADE)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            files.writestr(about, content)
    return target.getvalue()


def csv_files(document: Document) -> Iterator[tuple[str, bytes]]:
    """The same files one by one, each with its name; the notes first."""
    yield NOTES, _written(_notes(document))
    for name, table in named_tables(document).items():
        yield f"{name}.csv", to_csv(table)


def named_tables(document: Document) -> dict[str, ShownTable]:
    """Return each table once by the name of its file; parts of one table, as of the weekly list, are numbered."""
    found: dict[str, ShownTable] = {}
    for table in document.tables:
        name, number = table.file_stem, 2
        while name in found and found[name] != table:
            name, number = f"{table.file_stem}-{number}", number + 1
        found[name] = table
    return found


def shown_as_text(value: str) -> str:
    """The value, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _cell(cell: SpreadCell) -> str:
    """A figure as it is read, "+29%" too; a day as every program reads it; words so that they stay words."""
    if cell.meaning == DAY and cell.value is not None:
        return date.fromordinal(int(cell.value)).isoformat()
    return _words(cell.text) if cell.unit is Unit.TEXT else cell.text


def _words(text: str) -> str:
    return shown_as_text(without_controls(text))


def _notes(document: Document) -> list[Sequence[str]]:
    about = [
        (document.title, document.period.label),
        ("Council", document.council),
        ("Days", f"{say(document.period.first)} to {say(document.period.last)}"),
        ("Figures as recorded on", say(document.data_on)),
        ("Printed on", say(document.printed_on)),
        ("Marking", document.marking or "For publication"),
        ("Approved", document.approved),
        ("Shares", HOW_SHARES_STAND),
    ]
    files = [
        (f"{name}.csv", table.heading, table.question, table.note, table.in_words)
        for name, table in named_tables(document).items()
    ]
    head = ("File", "Table", "Question", "Basis and notes", "In words")
    rows = [*(line for line in about if line[1]), (), head, *files]
    return [[_words(value) for value in row] for row in rows]


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
