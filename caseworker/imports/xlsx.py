"""Opens an Excel workbook (.xlsx) as rows of text, one row in memory at a time. Nothing in it is ever computed.

Question: a library, or the standard library's zip and XML? Choice: the standard library; a sheet is a zip of a few XML
parts, and we need texts, numbers and days, not pictures or styles. Cost: formats other than .xlsx are refused with
words. A formula gives the result that was saved with it; a merged cell's value stands in each of its rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from caseworker.domain.dates_in_words import count_of, listed
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.headings import headings_of
from caseworker.imports.table import NOT_DONE, RawRow
from caseworker.imports.values import DATE_FORMS
from caseworker.imports.xlsx_cells import MAIN, CellReader, column_number, open_part, tree_of

LARGEST = 2_000_000_000
"""Bytes a workbook may unpack to; more is a mistake or an attack."""
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_ROW = re.compile(rb'<(?:\w+:)?row(?: [^>]*?\br="(\d+)"|[ >])')
_COLUMN = re.compile(rb"<(?:\w+:)?col [^>]*>")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row [^>]*hidden="(?:1|true)"')
_NO_RESULT = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f[^>]*/>)(?:<v ?/>|<v></v>)?</(?:\w+:)?c>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class SheetFile:
    """One sheet of a workbook that can be imported; see `reading.TableFile`."""

    path: Path
    sheet: str
    header: tuple[str, ...]
    row_count: int
    heading_row: int
    note: str
    encoding: str = "utf-8-sig"
    reasons_at: int | None = None
    sheets: tuple[str, ...] = ()
    _part: str = ""
    _merges: tuple[tuple[int, int, int, int], ...] = field(default=(), repr=False)

    def rows(self, dates: str = "dd/mm/yyyy") -> Iterator[RawRow]:
        """Yield the rows below the headings, days written in a form of `values.DATE_FORMS`; blank rows are left out."""
        width = len(self.header)
        with _opened(self.path) as book:
            for row in _rows(book, self._part, DATE_FORMS[dates].layout, self._merges, self.heading_row):
                cells = row.cells[:width] + [""] * (width - len(row.cells))
                extra = row.cells[width:]
                if any(map(str.strip, cells)) or any(map(str.strip, extra)):
                    yield RawRow(row.line, cells + [c for c in extra if c.strip()])


def first_rows(path: Path, sheet: str, most: int) -> list[RawRow]:
    """Return the first rows of a sheet that are not blank, to find the headings among them."""
    found = []
    with _opened(path) as book:
        part = dict(_sheets(book, path))[_sheet_named(book, path, sheet)]
        for row in _rows(book, part, "%d/%m/%Y", (), 0):
            if any(map(str.strip, row.cells)):
                found.append(row)
            if len(found) >= most:
                break
    return found


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets that are shown, in their order."""
    with _opened(path) as book:
        return tuple(name for name, _ in _sheets(book, path))


def open_sheet(path: Path, sheet: str = "", heading_row: int = 1, *, numbered: bool = False) -> SheetFile:
    """Look through a sheet and return what is needed to read it.

    Args:
        sheet: its name; the first that is shown when "".
        heading_row: the row the headings stand in.
        numbered: whether headings that are there twice or missing are told apart, instead of refused.

    Raises:
        RuleError: it is no workbook, is damaged, or has no such sheet; says what to do.
    """
    with _opened(path) as book:
        sheets = _sheets(book, path)
        name = _sheet_named(book, path, sheet)
        part = dict(sheets)[name]
        looked = _look(book, part, heading_row)
        first = next((row.cells for row in _rows(book, part, "%d/%m/%Y", (), heading_row - 1)), [])
    header = headings_of(first, path.name, numbered=numbered)
    note = _note(looked, header)
    return SheetFile(path, name, header, looked.rows, heading_row, note, sheets=tuple(n for n, _ in sheets),
                     _part=part, _merges=looked.merges)  # fmt: skip


def is_workbook(path: Path) -> bool:
    """Return whether a file begins as a zip does."""
    with told_of_os(NOT_DONE, path), path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


# -- what is in the workbook ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Looked:
    rows: int
    merges: tuple[tuple[int, int, int, int], ...]
    hidden: frozenset[int]
    hidden_rows: int
    formulas: int
    without_result: int


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with told_of_os(NOT_DONE, path):
        try:
            with zipfile.ZipFile(path) as book:
                if sum(part.file_size for part in book.infolist()) > LARGEST:
                    raise RuleError(
                        f"{path.name} is too large. Split it, then import the parts.", field="path"
                    )
                yield book
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError) as error:
            raise RuleError(
                f"{path.name} is not a whole Excel workbook. Open it in Excel, save it as “Excel workbook (.xlsx)”, "
                "then import that.",
                field="path",
            ) from error


def _sheets(book: zipfile.ZipFile, path: Path) -> list[tuple[str, str]]:
    """The sheets that are shown: name, and the part of the zip."""
    if "xl/workbook.xml" not in book.namelist():
        raise RuleError(f"{path.name} is not an Excel workbook. Choose a CSV or .xlsx file.", field="path")
    targets = {
        each.get("Id", ""): each.get("Target", "") for each in tree_of(book, "xl/_rels/workbook.xml.rels")
    }
    found = []
    for sheet in tree_of(book, "xl/workbook.xml").iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(_REL, ""), "").removeprefix("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and part in book.namelist():
            found.append((sheet.get("name", ""), part))
    if not found:
        raise RuleError(f"{path.name} has no sheet that can be read.", field="path")
    return found


def _sheet_named(book: zipfile.ZipFile, path: Path, wanted: str) -> str:
    names = [name for name, _ in _sheets(book, path)]
    if wanted and wanted not in names:
        raise RuleError(f"{path.name} has no sheet called “{wanted}”. It has {listed(names)}.", field="sheet")
    return wanted or names[0]


def _look(book: zipfile.ZipFile, part: str, after: int) -> _Looked:
    """Go through the bytes of a sheet once, for what the rows themselves do not say; rows are counted below `after`."""
    rows = formulas = without = hidden_rows = 0
    merges: list[tuple[int, int, int, int]] = []
    hidden: set[int] = set()
    for seen in _pieces(book, part):
        rows += sum(int(match[1] or after + 1) > after for match in _ROW.finditer(seen))
        if b"</f>" in seen or b":f>" in seen or b"<f" in seen:
            formulas += len(_FORMULA.findall(seen))
            without += len(_NO_RESULT.findall(seen))
        if b"hidden=" in seen:
            hidden_rows += len(_HIDDEN_ROW.findall(seen))
            for match in _COLUMN.finditer(seen):
                hidden.update(_hidden(match[0].decode("utf-8", "replace")))
        for match in _MERGE.finditer(seen) if b"mergeCell " in seen else ():
            left, top, right, bottom = (group.decode() for group in match.groups())
            merges.append((int(top), int(bottom), column_number(left), column_number(right)))
    return _Looked(rows, tuple(merges), frozenset(hidden), hidden_rows, formulas, without)


def _pieces(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that end with a row, so that no row is cut in two."""
    before = b""
    with open_part(book, part) as file:
        while block := file.read(_BLOCK):
            before += block
            cut = before.rfind(b"row>") + 4
            if cut > 4:
                yield before[:cut]
                before = before[cut:]
    yield before


def _hidden(column: str) -> range:
    said = dict(re.findall(r'(\w+)="([^"]*)"', column))
    if said.get("hidden") not in ("1", "true"):
        return range(0)
    first = int(said.get("min", "1"))
    return range(first - 1, min(int(said.get("max", str(first))), first + 1000))


def _note(looked: _Looked, header: tuple[str, ...]) -> str:
    said = []
    names = [f"“{header[index]}”" for index in sorted(looked.hidden) if index < len(header) and header[index]]
    if names:
        said.append(f"Hidden in the sheet and read all the same: {listed(names)}.")
    if looked.hidden_rows:
        said.append(f"{count_of(looked.hidden_rows, 'hidden row')} read all the same.")
    if looked.merges:
        said.append("Merged cells were read as if their value stood in each of their rows.")
    if looked.without_result:
        said.append(
            f"{count_of(looked.without_result, 'formula')} without a saved result read as empty: open the file in "
            "Excel, save it, then import it again."
        )
    elif looked.formulas:
        said.append("Formulas were read as the results last saved.")
    return " ".join(said)


# -- rows -------------------------------------------------------------------------------------------------


def _rows(
    book: zipfile.ZipFile,
    part: str,
    written: str,
    merges: tuple[tuple[int, int, int, int], ...],
    after: int,
) -> Iterator[RawRow]:
    """Every row below row `after`, blank ones too."""
    read = CellReader(book, written)
    down = [merge for merge in merges if merge[1] > max(merge[0], after)]
    held: dict[tuple[int, int, int, int], str] = {}
    line = 0
    with open_part(book, part) as file:
        for _, element in ElementTree.iterparse(file, events=("end",)):
            if element.tag != f"{MAIN}row":
                continue
            line = int(element.get("r") or line + 1)
            if line > after or any(merge[0] <= line <= merge[1] for merge in down):
                cells = read.cells(element)
                for merge in down:
                    if merge[0] <= line <= merge[1]:
                        _fill(cells, merge, held, is_first=line == merge[0])
                if line > after:
                    yield RawRow(line, cells)
            element.clear()


def _fill(
    cells: list[str], merge: tuple[int, int, int, int], held: dict[Any, str], *, is_first: bool
) -> None:
    left = merge[2]
    cells.extend([""] * (left + 1 - len(cells)))
    if is_first:
        held[merge] = cells[left]
    elif not cells[left]:
        cells[left] = held.get(merge, "")
