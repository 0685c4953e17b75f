"""The model of a list of cases: the numbers of all its rows, and the lines of those seen lately.

The first page comes from one indexed query; the numbers of all rows follow, so that any row can be jumped to; lines
are read in pages off the UI thread when a view asks for them. Order and filter are the office's: a header click asks
again (a proxy model would need minutes for 100,000 rows).
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from caseworker.actions import look_up
from caseworker.domain.lists import CaseQuery
from ui.cases import filters
from ui.cases.case_line import COLUMNS, GONE, CaseLine, case_line
from ui.cases.cells import cell, heading_cell, loading_cell
from ui.cases.list_order import take_order
from ui.context import Context
from ui.widgets.roles import Role

PAGE = 200
KEPT = 8_000  # lines in memory
ALL_AT_ONCE = 1_000  # a list of at most so many is read through, so that typing a reference finds it
_WAITING_PAGES = 4
_AT_A_TIME = 2
_TYPING_S = 1.0

_DATA = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class CaseListModel(QAbstractTableModel):
    """A list of cases in the order the office gives.

    Signals:
        asked: a new question is on its way; the old rows stay.
        loaded: its first rows are there.
        counted: all of its rows are known.
        failed(Exception): it could not be read.
    """

    asked = Signal()
    loaded = Signal()
    counted = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.query: CaseQuery | None = None
        self.numbers: array[int] = array("q")
        self.is_loaded = self.is_counted = False
        self._lines: dict[int, CaseLine] = {}
        self._stale: set[int] = set()
        self._turn = self._reading = 0
        self._is_broken = self._is_asking = False
        self._pages: dict[int, None] = {}
        self._typed, self._typed_at = "", 0.0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_pages)

    # -- asking -------------------------------------------------------------------------------------------

    def ask(self, query: CaseQuery) -> None:
        """Show the answer to another question; the rows shown now stay until it is there."""
        self.query, self._is_asking = query, True
        turn, office = self._next_turn(), self._context.office
        self.asked.emit()
        self._read(
            lambda: [case_line(office, row) for row in look_up.list_page(office, query, 0, PAGE)],
            lambda lines: self._on_first_page(turn, lines),
            turn,
        )

    def refresh(self) -> None:
        """Ask the same again; the current row, the selection and what can be seen stay.

        Somebody else at the keyboard, or another day, makes it another question.
        """
        if self.query is None:
            return
        asked = look_up.renewed(self._context.office, self.query)
        if self._is_asking or asked != self.query:
            self.ask(asked)
        else:
            self._count(self._next_turn(), is_news=True)

    def set_filter(self, text: str, chips: Mapping[str, str]) -> None:
        """Show only cases that hold every word of `text` and have the value of every chip (see `filters`)."""
        if self.query is not None:
            codes = filters.to_codes(self._context.office, chips)
            self.ask(replace(self.query, text=text, filters=codes))

    def choices(self, column: int) -> list[str]:
        """The values that a column can be filtered by, in words."""
        return [words for _code, words in filters.choices(self._context.office, COLUMNS[column].id)]

    # -- what is in a row ---------------------------------------------------------------------------------

    def line(self, row: int) -> CaseLine | None:
        """The line of a row; None while it is not there yet (it is then on its way)."""
        if not 0 <= row < len(self.numbers):
            return None
        number = self.numbers[row]
        line = self._lines.get(number)
        if line is None or number in self._stale:
            self._want(row // PAGE)
        return line

    def case_id(self, row: int) -> str:
        """The case of a row, "" while its line is not there."""
        line = self.line(row)
        return line.row.case_id if line is not None and line.row is not None else ""

    def row_of(self, key: str) -> int:
        """Where a case number stands, or -1."""
        try:
            return self.numbers.index(int(key))
        except ValueError:
            return -1

    def row_of_case(self, case_id: str) -> int:
        """Where a case stands whose line is there, or -1."""
        for number, line in self._lines.items():
            if line.row is not None and line.row.case_id == case_id:
                return self.row_of(str(number))
        return -1

    def find_prefix(self, typed: str, row: int) -> int:
        """The next row whose reference, or the number at its end, begins with what was typed within a second."""
        now = time.monotonic()
        again = now - self._typed_at < _TYPING_S
        self._typed, self._typed_at = (self._typed if again else "") + typed.casefold(), now
        start = row if len(self._typed) > 1 else row + 1
        count = len(self.numbers)
        for place in range(start, start + count):
            line = self._lines.get(self.numbers[place % count])
            if line is not None and _begins(line.texts[0], self._typed):
                return place % count
        return -1

    # -- reading ------------------------------------------------------------------------------------------

    def _next_turn(self) -> int:
        self._turn += 1
        self._is_broken = False
        self._pages.clear()
        return self._turn

    def _read(self, work: Any, done: Any, turn: int) -> None:
        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._is_broken = True
                self.failed.emit(error)

        self._context.tasks.run_read(work, done, failed, receiver=self)

    def _on_first_page(self, turn: int, lines: Sequence[CaseLine]) -> None:
        if turn != self._turn:
            return
        self._is_asking = False
        self.beginResetModel()
        self._lines = {line.row.number: line for line in lines if line.row is not None}
        self._stale = set()
        self.numbers = array("q", self._lines)
        self.is_loaded, self.is_counted = True, len(lines) < PAGE
        self.endResetModel()
        self.loaded.emit()
        if self.is_counted:
            self.counted.emit()
        else:
            self._count(turn)

    def _count(self, turn: int, *, is_news: bool = False) -> None:
        office, query = self._context.office, self.query
        assert query is not None
        self._read(
            lambda: look_up.list_numbers(office, query),
            lambda found: self._on_numbers(turn, found, is_news),
            turn,
        )

    def _on_numbers(self, turn: int, numbers: array[int], is_news: bool) -> None:
        if turn != self._turn:
            return
        if is_news:
            self._stale = set(self._lines)
        self.is_counted = True
        take_order(self, self, numbers)
        self.counted.emit()
        if is_news:
            self._repaint()
        if len(numbers) <= ALL_AT_ONCE:
            for page in range((len(numbers) + PAGE - 1) // PAGE):
                self._want(page)

    def _want(self, page: int) -> None:
        """Read a page soon; the one asked for last comes first."""
        if self._is_broken:
            return
        self._pages.pop(page, None)
        self._pages[page] = None
        if len(self._pages) > max(_WAITING_PAGES, ALL_AT_ONCE // PAGE + 1):
            del self._pages[next(iter(self._pages))]
        if not self._soon.isActive():
            self._soon.start()

    def _read_pages(self) -> None:
        while self._pages and self._reading < _AT_A_TIME:
            page, _ = self._pages.popitem()
            part = self.numbers[page * PAGE : (page + 1) * PAGE]
            wanted = [number for number in part if number not in self._lines or number in self._stale]
            if wanted:
                self._read_lines(wanted)

    def _read_lines(self, wanted: list[int]) -> None:
        office, turn = self._context.office, self._turn
        self._reading += 1

        def done(lines: list[CaseLine]) -> None:
            self._reading -= 1
            self._on_lines(turn, wanted, lines)

        def failed(error: Exception) -> None:
            self._reading -= 1
            if turn == self._turn and not self._is_broken:
                self._is_broken = True
                self.failed.emit(error)

        def work() -> list[CaseLine]:
            return [case_line(office, row) for row in look_up.cases_by_number(office, wanted)]

        self._context.tasks.run_read(work, done, failed, receiver=self)

    def _on_lines(self, turn: int, wanted: list[int], lines: list[CaseLine]) -> None:
        if turn == self._turn:
            found = {line.row.number: line for line in lines if line.row is not None}
            for number in wanted:
                self._lines.pop(number, None)  # so that it counts as seen last
                self._lines[number] = found.get(number, GONE)
            self._stale.difference_update(wanted)
            for number in list(self._lines)[: max(0, len(self._lines) - KEPT)]:
                del self._lines[number]
            self._repaint()
        if self._pages:
            self._soon.start()

    def _repaint(self) -> None:
        if self.numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, len(COLUMNS) - 1))

    # Qt's own names from here on.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows known so far."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = _DATA.DisplayRole) -> Any:
        """One cell; "Loading" in the first column while the line is on its way."""
        if not index.isValid():
            return None
        if role == Role.KEY:
            return str(self.numbers[index.row()])
        line, column = self.line(index.row()), index.column()
        return loading_cell(index.row(), column, role) if line is None else cell(line, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DATA.DisplayRole) -> Any:
        """A heading, its width in characters, its id."""
        is_heading = orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS)
        return heading_cell(section, role) if is_heading else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        if self.query is None or not 0 <= column < len(COLUMNS):
            return
        asked = replace(self.query, sort=COLUMNS[column].id, descending=order == Qt.SortOrder.DescendingOrder)
        if asked != self.query:
            self.ask(asked)


def _begins(reference: str, typed: str) -> bool:
    words = reference.casefold()
    return words.startswith(typed) or words.rpartition("-")[2].lstrip("0").startswith(
        typed.lstrip("0") or "0"
    )
