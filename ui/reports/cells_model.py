"""The cells of one table for the screen: words, alignment, totals, and what a screen reader says of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseworker.actions.report_cells import figure_in_words
from ui.widgets.roles import Role

_Index = QModelIndex | QPersistentModelIndex
_DATA = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPS = Qt.ItemDataRole.UserRole + 40
"""Whether a cell, or a column's heading, is words that run over several lines; otherwise figures."""
FOLDS = Qt.ItemDataRole.UserRole + 41
"""A figure with what it is made of beneath it where room is scarce, "85%" over "28/33"; None of others."""
_MADE_OF = re.compile(r"(\S+) \((\S+)\)")
_FEWEST_LETTERS = 3
"""A text with fewer letters than that is no word: "n/a", "95%"."""


class CellsModel(QAbstractTableModel):
    """One table of a pack; the headings of its rows and columns are the headers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Any = None
        self._words: tuple[bool, ...] = ()

    def set_table(self, table: Any) -> None:
        """Show another table (a `Table` of the reports), or none."""
        self.beginResetModel()
        self.table = table
        self._words = _word_columns(table) if table is not None else ()
        self.endResetModel()

    def cell(self, index: _Index) -> Any:
        """The cell at an index."""
        return self.table.cells[index.row()][index.column()]

    def word_columns(self) -> tuple[bool, ...]:
        """Which columns hold words."""
        return self._words

    def place(self, row: str, column: str) -> QModelIndex:
        """The index under these headings; one that is not valid where there are none."""
        if self.table is None:
            return QModelIndex()
        rows, columns = self.table.row_headings, self.table.column_headings
        if row not in rows or column not in columns:
            return QModelIndex()
        return self.index(rows.index(row), columns.index(column))

    def is_total(self, row: int, column: int) -> bool:
        """Whether a place stands in the total row or column."""
        in_row = self.table.has_total_row and row == self.rowCount() - 1
        in_column = self.table.has_total_column and self.table.column_headings[column] == "Total"
        return bool(in_row or in_column)

    def spoken(self, index: _Index) -> str:
        """As it is read out: "Q2, MP enquiry, 28 cases"."""
        row, column = self.table.row_headings[index.row()], self.table.column_headings[index.column()]
        return f"{row}, {column}, {_in_words(self.table, self.cell(index)) or 'nothing'}"

    # Qt's own names from here on.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows."""
        return 0 if parent.isValid() or self.table is None else len(self.table.row_headings)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() or self.table is None else len(self.table.column_headings)

    def data(self, index: _Index, role: int = _DATA.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid():
            return None
        if role == _DATA.DisplayRole:
            return self.cell(index).text
        if role == _DATA.TextAlignmentRole:
            return int(_LEFT if self._words[index.column()] else _RIGHT)
        if role == _DATA.AccessibleTextRole:
            return self.spoken(index)
        if role == WRAPS:
            return self._words[index.column()]
        if role == FOLDS:
            return None if self._words[index.column()] else folded(self.cell(index).text)
        if role == Role.BOLD:
            return self.is_total(index.row(), index.column())
        if role == Role.TONE:
            return "muted" if not self.cell(index).number else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DATA.DisplayRole) -> Any:
        """Headings of columns and rows."""
        across = orientation == Qt.Orientation.Horizontal
        if self.table is None or role not in (_DATA.DisplayRole, _DATA.AccessibleTextRole, WRAPS):
            return None
        headings = self.table.column_headings if across else self.table.row_headings
        if not 0 <= section < len(headings):
            return None
        return headings[section] if role != WRAPS else not across or self._words[section]


def folded(text: str) -> str | None:
    """Return "85% (28/33)" on two lines; None where there is nothing to fold."""
    found = _MADE_OF.fullmatch(text)
    return f"{found[1]}\n{found[2]}" if found else None


def _in_words(table: Any, cell: Any) -> str:
    """A figure of a report as it is read out; one of another kind (hours of advocates) says its own words."""
    return figure_in_words(table, cell) if hasattr(cell, "unit") else str(cell.words)


def _word_columns(table: Any) -> tuple[bool, ...]:
    """The columns that hold words, as on paper; a figure ("95%") or a mark ("n/a", "+", a dash) makes none."""
    columns = zip(*table.cells, strict=True) if table.cells else [()] * len(table.column_headings)
    return tuple(_is_words(column) for column in columns)


def _is_words(column: Sequence[Any]) -> bool:
    texts = (cell.words for cell in column if getattr(cell, "unit", "") == "text")
    return any(sum(letter.isalpha() for letter in text) >= _FEWEST_LETTERS for text in texts)
