"""Opens a CSV file that another system wrote: whole in form, in letters we can read, row by row.

The file is gone through once before anything is imported, so that a file that breaks off, or is no CSV at all, is
refused before the first row is written. Memory holds one row at a time.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import TextIO

from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.formulas import from_text
from caseworker.imports.headings import headings_of, plain_name
from caseworker.imports.mapping import WHY_REFUSED
from caseworker.imports.table import NOT_DONE, RawRow, TableFile
from caseworker.imports.xlsx import first_rows, is_workbook, open_sheet

LONGEST_FIELD = 10_000_000
"""Characters at which a cell is taken for a quotation mark that was never closed."""

_END = "\x1fend of file\x1f"
_LOST = re.compile("[\udc80-\udcff]")
_GOOD = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BLOCK = 1 << 20
_SAVE_AS = "Open it in Excel or LibreOffice, save it as “CSV UTF-8 (comma delimited)”, then import that."
_MAGIC = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "Unicode text (UTF-16)"),
    (b"\xfe\xff", "Unicode text (UTF-16)"),
)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file that can be imported.

    Attributes:
        encoding: "utf-8-sig" or "cp1252".
        header: the headings, without the one of the reasons in a file of refused rows.
        row_count: rows below the headings, blank ones left out.
        reasons_at: where a file of refused rows that Caseworker wrote has the reasons; None in any other file.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    row_count: int
    reasons_at: int | None = None
    heading_row: int = 1

    @property
    def note(self) -> str:
        """What to know about its letters; empty when they are UTF-8."""
        if self.encoding == "cp1252":
            return (
                "The file is not UTF-8. Its letters were read as Windows-1252; look at a name with an accent."
            )
        return ""

    def rows(self, dates: str = "dd/mm/yyyy") -> Iterator[RawRow]:
        """Yield the rows below the headings; rows without any text are left out. Days are text here already."""
        with told_of_os(NOT_DONE, self.path), _text_of(self.path, self.encoding) as text:
            rows = _from_line(_rows(text, self.delimiter, self.path), self.heading_row)
            next(rows, None)
            yield from rows if self.reasons_at is None else map(self._mended, rows)

    def _mended(self, row: RawRow) -> RawRow:
        cells = [from_text(cell) for cell in row.cells]
        return RawRow(row.line, cells[: self.reasons_at] + cells[(self.reasons_at or 0) + 1 :])


def open_table(path: Path, sheet: str = "", heading_row: int = 1, *, numbered: bool = False) -> TableFile:
    """Look through a CSV file or a sheet of a workbook and return what is needed to read it.

    Args:
        sheet: of a workbook: its name; the first when "".
        heading_row: the line the headings stand in. A file of refused rows has them in its first line.
        numbered: whether headings that are there twice or missing are told apart, instead of refused.

    Raises:
        RuleError: the file is not in order; says what to do.
        UnavailableError: the computer cannot read it.
    """
    path = Path(path)
    if not path.is_dir() and is_workbook(path):
        return open_sheet(path, sheet, heading_row, numbered=numbered)
    return open_csv(path, heading_row, numbered=numbered)


def rows_to_look_at(path: Path, sheet: str = "", most: int = 60) -> list[RawRow]:
    """Return the first rows of a file, headings and whatever stands above them included."""
    path = Path(path)
    if not path.is_dir() and is_workbook(path):
        return first_rows(path, sheet, most)
    with told_of_os(NOT_DONE, path):
        _check_head(path)
        encoding = _encoding(path)
        with _text_of(path, encoding) as text:
            return list(islice(_rows(text, _delimiter(path, encoding), path), most))


def open_csv(path: Path, heading_row: int = 1, *, numbered: bool = False) -> CsvFile:
    """Look through a file and return what is needed to read it.

    Raises:
        RuleError: it is no CSV file, is empty, breaks off, or is in letters we cannot tell; says what to do.
        UnavailableError: the computer cannot read it.
    """
    path = Path(path)
    with told_of_os(NOT_DONE, path):
        _check_head(path)
        encoding = _encoding(path)
        delimiter = _delimiter(path, encoding)
        with _text_of(path, encoding) as text:
            rows = _rows(text, delimiter, path)
            first = next(rows, None)
            if first is not None and _reasons_at(first) is not None:
                heading_row = 1
            if first is not None and first.line < heading_row:
                first = next(_from_line(rows, heading_row), None)
            header = headings_of(first.cells if first else (), path.name, numbered=numbered)
            count = sum(1 for _ in rows)
    at = _reasons_at(first) if first else None
    if at is None:
        return CsvFile(path, encoding, delimiter, header, count, None, heading_row)
    return CsvFile(path, encoding, delimiter, header[:at] + header[at + 1 :], count, at, heading_row)


def _reasons_at(row: RawRow) -> int | None:
    plain = [plain_name(name) for name in row.cells]
    return plain.index(plain_name(WHY_REFUSED)) if plain_name(WHY_REFUSED) in plain else None


def _from_line(rows: Iterator[RawRow], line: int) -> Iterator[RawRow]:
    return dropwhile(lambda row: row.line < line, rows)


def _delimiter(path: Path, encoding: str) -> str:
    """What stands between the cells: the sign there is most of in the first lines."""
    with _text_of(path, encoding) as text:
        first = "".join(islice(text, 10))
    line = next((line for line in first.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda sign: (line.count(sign), first.count(sign)))


def _check_head(path: Path) -> None:
    if path.is_dir():
        raise RuleError(f"{path.name} is a folder. Choose a CSV file.", field="path")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise RuleError(f"{path.name} is empty. Export it again from the other system.", field="path")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise RuleError(f"{path.name} is {kind}, not a CSV file. {_SAVE_AS}", field="path")
    if b"\x00" in head.split(b"\n")[0]:
        raise RuleError(f"{path.name} is not a text file. {_SAVE_AS}", field="path")


def _encoding(path: Path) -> str:
    """Return how the letters are written: UTF-8, unless more bytes speak against it than for it.

    A few wrong bytes in a UTF-8 file are refused row by row; nobody gains if every name in it is read wrongly.
    """
    if _decodes(path, "utf-8"):
        return "utf-8-sig"
    good = bad = 0
    with _text_of(path, "utf-8") as text:
        while block := text.read(_BLOCK):
            bad += len(_LOST.findall(block))
            good += len(_GOOD.findall(block))
    if bad <= good:
        return "utf-8-sig"
    if _decodes(path, "cp1252"):
        return "cp1252"
    raise RuleError(
        f"The letters of {path.name} are neither UTF-8 nor Windows-1252. {_SAVE_AS}", field="path"
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _text_of(path: Path, encoding: str) -> Iterator[TextIO]:
    errors = "strict" if encoding == "cp1252" else "surrogateescape"
    with path.open(encoding=encoding, errors=errors, newline="") as text:
        yield text


def _rows(text: TextIO, delimiter: str, path: Path) -> Iterator[RawRow]:
    """Yield every row with any text; the headings come first.

    A line of our own is put behind the last one: if it does not come out as a row, a quotation mark is still open.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    reader = csv.reader(_with_end(text), delimiter=delimiter)
    line, cells = 1, [""]
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if any(cells) and any(map(str.strip, cells)):
                yield RawRow(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        line = reader.line_num
    else:
        line = reader.line_num - "".join(cells).count("\n")
    raise RuleError(
        f"{path.name}: a quotation mark that opens in line {max(line, 1):,} is never closed. Nothing was imported. "
        "Export the file again, or mend that line.",
        field="path",
    )


def _with_end(text: TextIO) -> Iterator[str]:
    for line in text:
        yield line if line.endswith(("\n", "\r")) else f"{line}\n"
    yield _END
