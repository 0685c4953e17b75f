"""The cells of one table for the screen: words, alignment, totals, and what a screen reader says of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.roles import Role

_Index = QModelIndex | QPersistentModelIndex
_DATA = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellsModel(QAbstractTableModel):
    """One table of a pack; the headings of its rows and columns are the headers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Any = None

    def set_table(self, table: Any) -> None:
        """Show another table (a `Table` of the reports), or none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: _Index) -> Any:
        """The cell at an index."""
        return self.table.cells[index.row()][index.column()]

    def is_total(self, row: int, column: int) -> bool:
        """Whether a place stands in the total row or column."""
        in_row = self.table.has_total_row and row == self.rowCount() - 1
        in_column = self.table.has_total_column and self.table.column_headings[column] == "Total"
        return bool(in_row or in_column)

    def spoken(self, index: _Index) -> str:
        """As it is read out: "Q2, MP enquiry, 28 cases"."""
        row, column = self.table.row_headings[index.row()], self.table.column_headings[index.column()]
        return f"{row}, {column}, {cell_words(self.cell(index), self.table.report.noun)}"

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
            return int(_RIGHT)
        if role == _DATA.AccessibleTextRole:
            return self.spoken(index)
        if role == _DATA.ToolTipRole:
            return None
        if role == Role.BOLD:
            return self.is_total(index.row(), index.column())
        if role == Role.TONE:
            return "muted" if not self.cell(index).number else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DATA.DisplayRole) -> Any:
        """Headings of columns and rows."""
        if self.table is None or role not in (_DATA.DisplayRole, _DATA.AccessibleTextRole):
            return None
        headings = (
            self.table.column_headings
            if orientation == Qt.Orientation.Horizontal
            else self.table.row_headings
        )
        return headings[section] if 0 <= section < len(headings) else None


def cell_words(cell: Any, noun: tuple[str, str] = ("case", "cases")) -> str:
    """A figure in words: "28 cases", "1 case", "33%, 14 of 43 cases", "nothing to count"."""
    one, many = noun
    if words := getattr(cell, "words", ""):  # a figure of something else than cases
        return str(words)
    if cell.unit == "count":
        return f"1 {one}" if cell.value == 1 else f"{cell.value:,} {many}"
    if not cell.is_share:
        return str(cell.text)
    if not cell.denominator:
        return "nothing to count"
    return f"{cell.percent}%, {cell.numerator} of {cell.denominator} {many}"
