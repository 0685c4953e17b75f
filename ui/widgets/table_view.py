"""The table inside a CaseTable: arrows walk the cells, Tab leaves, one row is always current (C5, K2)."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.theme import Follows, theme
from ui.widgets.columns import Columns
from ui.widgets.roles import Role
from ui.widgets.table_delegate import TableDelegate

_SEARCHED = 5_000  # rows looked at by type-ahead when the model cannot look by itself


class TableView(Follows, QTableView):
    """Rows of cases.

    Signals:
        opened(QModelIndex): Enter or a double click.
        moved(QModelIndex): another row is current.
        menu_wanted(QPoint): Shift+F10, the menu key or the right button, at that place of the viewport.
    """

    opened = Signal(QModelIndex)
    moved = Signal(QModelIndex)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        self._delegate = TableDelegate(self)
        self.setItemDelegate(self._delegate)
        self.activated.connect(self.opened)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.columns = Columns(self)
        self._key: str | None = None
        self.follow_theme()

    def retheme(self) -> None:
        """Measure rows and columns again."""
        self._delegate.retheme()
        self.verticalHeader().setMinimumSectionSize(theme().row_height())  # first: it bounds the other
        self.verticalHeader().setDefaultSectionSize(theme().row_height())
        self.horizontalHeader().setFont(theme().font(bold=True))
        self.columns.fit()

    def keep_current(self) -> None:
        """Make sure that a row is current: the one that was, else the first (C5)."""
        model = self.model()
        if model is None or model.rowCount() == 0:
            return
        column = max(0, self.currentIndex().column())
        if not self.currentIndex().isValid():
            row = self._row_of(self._key) if self._key is not None else -1
            self.setCurrentIndex(model.index(max(0, row), column))
        if not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def selected_rows(self) -> list[int]:
        """The rows chosen, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _row_of(self, key: str) -> int:
        find = getattr(self.model(), "row_of", None)
        return int(find(key)) if find is not None else -1

    # Qt's own names from here on.

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take a model; its first row becomes current."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.keep_current)
            model.rowsInserted.connect(lambda *_: self.keep_current())
            model.rowsRemoved.connect(lambda *_: self.keep_current())
            self.columns.reset()
            self.columns.fit()
            self.keep_current()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Remember the row, so that it is found again after a refresh."""
        super().currentChanged(current, previous)
        if current.isValid():
            key = current.data(Role.KEY)
            self._key = None if key is None else str(key)
            if current.row() != previous.row() or not previous.isValid():
                self.moved.emit(current)
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key the menu opens under the current row, by mouse where it was pressed."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.visualRect(self.currentIndex()).bottomLeft() if by_key else event.pos())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room among the columns."""
        super().resizeEvent(event)
        self.columns.fit()

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead looks at column 0 only; a model that pages looks by itself (`find_prefix`)."""
        find = getattr(self.model(), "find_prefix", None)
        if find is not None:
            row = int(find(search, self.currentIndex().row()))
            if row >= 0:
                self.setCurrentIndex(self.model().index(row, self.currentIndex().column()))
        elif self.model() is not None and self.model().rowCount() <= _SEARCHED:
            column = self.currentIndex().column()
            self.setCurrentIndex(self.model().index(self.currentIndex().row(), 0))
            super().keyboardSearch(search)
            self.setCurrentIndex(self.model().index(self.currentIndex().row(), column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the first and last row."""
        model, key = self.model(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and model is not None and model.rowCount():
            row = 0 if key == Qt.Key.Key_Home else model.rowCount() - 1
            self.setCurrentIndex(model.index(row, self.currentIndex().column()))
        elif key == Qt.Key.Key_Space and plain and model is not None and self.currentIndex().isValid():
            flag = self.selectionModel().SelectionFlag
            self.selectionModel().select(self.currentIndex(), flag.Toggle | flag.Rows)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
