"""The cells of an Excel workbook as text, and the parts of its zip that say how to read them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import IO
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_REF = re.compile(r"([A-Z]+)(\d+)")
_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_DAYS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
"""Number formats of Excel's own that show a day or a time."""


def tree_of(book: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part of the zip as a whole."""
    with open_part(book, part) as file:
        return ElementTree.parse(file).getroot()


@contextmanager
def open_part(book: zipfile.ZipFile, part: str) -> Iterator[IO[bytes]]:
    """A part of the zip; one that declares a document type is no sheet, but an attempt to make us read more."""
    with book.open(part) as file:
        if b"<!DOCTYPE" in file.read(4096):
            raise zipfile.BadZipFile("document type")
    with book.open(part) as file:
        yield file


class CellReader:
    """Reads cells as text: shared texts, days by their number format, whole numbers without a stop."""

    def __init__(self, book: zipfile.ZipFile, written: str) -> None:
        names = book.namelist()
        self._written = written
        self._texts = list(_texts(book)) if "xl/sharedStrings.xml" in names else []
        self._is_day = _day_styles(book) if "xl/styles.xml" in names else []
        settings = tree_of(book, "xl/workbook.xml").find(f"{MAIN}workbookPr")
        is_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._first_day = _FIRST_DAYS[is_1904]

    def cells(self, row: ElementTree.Element) -> list[str]:
        """Return the cells of a row, with empty ones between."""
        cells: list[str] = []
        for cell in row:
            match = _REF.match(cell.get("r") or "")
            index = column_number(match[1]) if match else len(cells)
            if index > 16_384:
                continue
            cells.extend([""] * (index + 1 - len(cells)))
            cells[index] = self._text(cell)
        return cells

    def _text(self, cell: ElementTree.Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
        value = cell.find(f"{MAIN}v")
        text = (value.text or "") if value is not None else ""
        if not text:
            return ""
        if kind == "s":
            return self._texts[int(text)] if int(text) < len(self._texts) else ""
        if kind == "b":
            return "Yes" if text == "1" else "No"
        if kind != "n":
            return text
        style = int(cell.get("s") or 0)
        return self._number(text, is_day=style < len(self._is_day) and self._is_day[style])

    def _number(self, text: str, *, is_day: bool) -> str:
        try:
            number = float(text)
        except ValueError:
            return text
        if is_day and 1 <= number < 2_958_466:
            return (self._first_day + timedelta(days=int(number))).strftime(self._written)
        if is_day and 0 <= number < 1:
            minutes = round(number * 1440)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _texts(book: zipfile.ZipFile) -> Iterator[str]:
    """The shared texts, without the reading aids of East Asian ones."""
    with open_part(book, "xl/sharedStrings.xml") as file:
        for _, element in ElementTree.iterparse(file, events=("end",)):
            if element.tag == f"{MAIN}si":
                runs = [child for child in element if child.tag in (f"{MAIN}t", f"{MAIN}r")]
                yield "".join(text.text or "" for run in runs for text in run.iter(f"{MAIN}t"))
                element.clear()


def _day_styles(book: zipfile.ZipFile) -> list[bool]:
    """For each cell style, whether it shows a day or a time."""
    tree = tree_of(book, "xl/styles.xml")
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in tree.iter(f"{MAIN}numFmt")}
    styles = tree.find(f"{MAIN}cellXfs")
    found = []
    for style in styles if styles is not None else ():
        number = style.get("numFmtId", "0")
        letters = _QUOTED.sub("", own.get(number, "")).casefold()
        is_own_day = number in own and letters != "general" and any(letter in letters for letter in "ymdhs")
        found.append(is_own_day or (number not in own and int(number) in _DAYS))
    return found


def column_number(letters: str) -> int:
    """The number of a column from 0: "A" is 0, "AB" is 27."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
