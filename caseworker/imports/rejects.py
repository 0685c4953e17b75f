"""Refused rows, in the columns they came in, with the reason: to be mended in a spreadsheet and imported again.

A value that a spreadsheet would take for a formula is given an apostrophe; reading such a file takes it off again.
The file is written beside its place and moved there at the end.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.formulas import as_text
from caseworker.imports.mapping import WHY_REFUSED
from caseworker.imports.table import TableFile

NOT_DONE = "The refused rows were not written"


class RejectedRows:
    """Collects refused rows beside the file they are for, and puts them in place when the import is over.

    Raises:
        RuleError: the file is there already, or is the one being imported: a mended file is never overwritten.
    """

    def __init__(self, path: Path | None, source: TableFile) -> None:
        self.path = path
        self.is_wanted = True
        self._header = source.header
        self._file: TextIO | None = None
        if path is not None and path.exists():
            raise RuleError(
                f"{path.name} is there already and may hold rows somebody is mending. Give the refused rows another "
                "name, or move that file.",
                field="rejects",
            )

    def __enter__(self) -> RejectedRows:
        return self

    def add(self, cells: Sequence[str], why: str) -> None:
        """Keep one row. Cells beyond the last column stand behind the reason."""
        if self.path is None:
            return
        with told_of_os(NOT_DONE, self.path):
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = open(self._part, "w", encoding="utf-8-sig", newline="", opener=_for_me)  # noqa: SIM115
                csv.writer(self._file).writerow(map(as_text, [*self._header, WHY_REFUSED]))
            known = [*cells, *[""] * len(self._header)][: len(self._header)]
            row = [*map(as_text, known), as_text(why), *map(as_text, cells[len(self._header) :])]
            csv.writer(self._file).writerow(row)

    @property
    def written(self) -> Path | None:
        """The file, if any row was refused."""
        return self.path if self._file is not None else None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None or self.path is None:
            return
        with told_of_os(NOT_DONE, self.path):
            self._file.close()
            if self.is_wanted:
                self._part.replace(self.path)
            else:
                self._part.unlink()

    @property
    def _part(self) -> Path:
        assert self.path is not None
        return self.path.with_name(f".{self.path.name}.part")


def _for_me(path: str, flags: int) -> int:
    """Open the file so that only this person can read it: it holds what families wrote."""
    return os.open(path, flags, 0o600)
