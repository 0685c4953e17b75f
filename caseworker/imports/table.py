"""What any file is to the importer: headings and rows of text, whatever it was written with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

NOT_DONE = "The file was not imported"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it was written: the line it begins on, and its cells."""

    line: int
    cells: list[str]


class TableFile(Protocol):
    """A CSV file or one sheet of a workbook, looked through and found in order."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def encoding(self) -> str:
        """How its letters are written: "utf-8-sig" or "cp1252"."""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings."""

    @property
    def row_count(self) -> int:
        """About how many rows there are below the headings; for saying how far an import has come."""

    @property
    def note(self) -> str:
        """What to know about the file as a whole; empty when there is nothing."""

    def rows(self, dates: str = "dd/mm/yyyy") -> Iterator[RawRow]:
        """Yield the rows below the headings; `dates`: how days a workbook holds as numbers are written."""
