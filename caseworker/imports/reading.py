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
from pathlib import Path
from typing import TextIO

from caseworker.domain.dates_in_words import count_of
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.formulas import from_text
from caseworker.imports.mapping import WHY_REFUSED, plain_name

NOT_DONE = "The file was not imported"
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
class RawRow:
    """One row as it was written: the line it begins on, and its cells."""

    line: int
    cells: list[str]


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

    @property
    def note(self) -> str:
        """What to know about its letters; empty when they are UTF-8."""
        if self.encoding == "cp1252":
            return (
                "The file is not UTF-8. Its letters were read as Windows-1252; look at a name with an accent."
            )
        return ""

    def rows(self) -> Iterator[RawRow]:
        """Yield the rows below the headings; rows without any text are left out."""
        with told_of_os(NOT_DONE, self.path), _text_of(self.path, self.encoding) as text:
            rows = _rows(text, self.delimiter, self.path)
            next(rows, None)
            yield from rows if self.reasons_at is None else map(self._mended, rows)

    def _mended(self, row: RawRow) -> RawRow:
        cells = [from_text(cell) for cell in row.cells]
        return RawRow(row.line, cells[: self.reasons_at] + cells[(self.reasons_at or 0) + 1 :])


def open_csv(path: Path) -> CsvFile:
    """Look through a file and return what is needed to read it.

    Raises:
        RuleError: it is no CSV file, is empty, breaks off, or is in letters we cannot tell; says what to do.
        UnavailableError: the computer cannot read it.
    """
    path = Path(path)
    with told_of_os(NOT_DONE, path):
        _check_head(path)
        encoding = _encoding(path)
        with _text_of(path, encoding) as text:
            first = text.readline()
        delimiter = max(",;\t", key=first.count)
        with _text_of(path, encoding) as text:
            rows = _rows(text, delimiter, path)
            header = _header(next(rows, None), path)
            count = sum(1 for _ in rows)
    plain = [plain_name(name) for name in header]
    if plain_name(WHY_REFUSED) not in plain:
        return CsvFile(path, encoding, delimiter, header, count)
    at = plain.index(plain_name(WHY_REFUSED))
    return CsvFile(path, encoding, delimiter, header[:at] + header[at + 1 :], count, at)


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


def _header(row: RawRow | None, path: Path) -> tuple[str, ...]:
    names = [" ".join(name.split()) for name in row.cells] if row else []
    while names and not names[-1]:
        names.pop()
    plain = [plain_name(name) for name in names]
    twice = sorted({name for name in names if plain.count(plain_name(name)) > 1})
    if twice:
        raise RuleError(
            f"{path.name} has {count_of(plain.count(plain_name(twice[0])), 'column')} called “{twice[0]}”. "
            "Nothing was imported. Give each column its own name in the first line.",
            field="path",
        )
    return tuple(names)
