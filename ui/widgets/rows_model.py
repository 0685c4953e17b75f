"""A table model over rows already in memory (drafts, search hits, report cells): columns are functions of a row.

For thousands of rows write a model that reads pages from storage; `CaseTable` takes either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.roles import Role

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_DATA = Qt.ItemDataRole


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        id: its name in filters and saved layouts.
        title: heading in sentence case.
        text: words of the cell.
        sort: value to sort by; the words when None.
        tag: kind of tag, or "" for plain words.
        width: in characters; 0 takes the room that is left.
        is_number: aligned to the right.
        may_filter: whether its header menu lists the values to filter by.
    """

    id: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    tag: Callable[[Row], str] | None = None
    width: int = 14
    is_number: bool = False
    may_filter: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows in memory.

    Args:
        speak: the whole row as one sentence, spoken on column 0 (C5).
        key: what the row is, so that it is found again after a refresh.
        bold: whether the row is heavier (changed by others since last opened).
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        speak: Callable[[Row], str],
        key: Callable[[Row], str],
        bold: Callable[[Row], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._speak, self._key, self._bold = speak, key, bold
        self._all: list[Row] = []
        self._rows: list[Row] = []
        self._text, self._chips = "", dict[str, str]()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; filter and sort stay."""
        self._all = list(rows)
        self._arrange()

    def row(self, index: _Index | int) -> Row:
        """The row at an index or row number."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def rows(self) -> tuple[Row, ...]:
        """The rows that the filter lets through, in the order shown."""
        return tuple(self._rows)

    def set_filter(self, text: str, chips: Mapping[str, str]) -> None:
        """Show only rows that hold every word of `text` and have the value of every chip (column id to words)."""
        self._text, self._chips = text, dict(chips)
        self._arrange()

    def choices(self, column: int) -> list[str]:
        """The values a column can be filtered by, or none."""
        shown = self.columns[column]
        return sorted({shown.text(row) for row in self._all} - {""}) if shown.may_filter else []

    def row_of(self, key: str) -> int:
        """Where a row stands now, or -1."""
        return next((number for number, row in enumerate(self._rows) if self._key(row) == key), -1)

    def _arrange(self) -> None:
        self.beginResetModel()
        words = self._text.casefold().split()
        by_id = {column.id: column for column in self.columns}
        self._rows = [
            row
            for row in self._all
            if all(by_id[name].text(row) == value for name, value in self._chips.items() if name in by_id)
            and (not words or self._holds(row, words))
        ]
        if self._sorted_by is not None:
            self._sort_rows(*self._sorted_by)
        self.endResetModel()

    def _holds(self, row: Row, words: list[str]) -> bool:
        haystack = " ".join(column.text(row) for column in self.columns).casefold()
        return all(word in haystack for word in words)

    def _sort_rows(self, number: int, order: Qt.SortOrder) -> None:
        column = self.columns[number]
        value = column.sort or (lambda row: column.text(row).casefold())
        known = [row for row in self._rows if value(row) is not None]
        unknown = [row for row in self._rows if value(row) is None]  # always last
        known.sort(key=value, reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = known + unknown

    # Qt's own names from here on.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DATA.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (_DATA.DisplayRole, _DATA.ToolTipRole):
            return column.text(row)
        if role == _DATA.AccessibleTextRole:
            return (
                self._speak(row) if index.column() == 0 else f"{column.title}, {column.text(row) or 'empty'}"
            )
        if role == Role.TAG:
            return column.tag(row) if column.tag else None
        if role == Role.BOLD:
            return self._bold(row) if self._bold else False
        if role == Role.KEY:
            return self._key(row)
        if role == _DATA.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DATA.DisplayRole) -> Any:
        """A heading, its width in characters, its id."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        answers = {_DATA.DisplayRole: column.title, Role.WIDTH: column.width, Role.COLUMN: column.id}
        if role == _DATA.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return answers.get(role)  # type: ignore[call-overload]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows without a value stay last."""
        self._sorted_by = (column, order) if column >= 0 else None
        self._arrange()
