"""CaseTable (C5): filter line and chips above, the table, the count in words; works over any table model.

What a model may offer besides Qt's own: `set_filter(text, chips)`, `choices(column)`, `row_of(key)`,
`find_prefix(text, from_row)`, and the roles of `ui.widgets.roles`. `RowsModel` has them all but the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from ui.theme import text_width
from ui.widgets.announce import announce
from ui.widgets.chips import Chips
from ui.widgets.column_menu import build_column_menu
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.roles import Role
from ui.widgets.table_view import TableView
from ui.widgets.words import Words

_TYPING_PAUSE_MS = 150
_HEAD = Qt.Orientation.Horizontal


class CaseTable(QWidget):
    """A list of cases, or of anything with rows.

    Args:
        name: what the table holds, for a screen reader: "Work list".
        noun: one and many of what is counted: ("case", "cases").

    Signals:
        opened(QModelIndex): Enter or a double click on a row.
        moved(QModelIndex): another row is current.
        filtered(str, dict): filter text and chips (column id to words), for pages that filter by themselves.
        menu_asked(QMenu): the row's menu is about to show; add entries to it.
    """

    opened = Signal(QModelIndex)
    moved = Signal(QModelIndex)
    filtered = Signal(str, dict)
    menu_asked = Signal(QMenu)

    def __init__(
        self,
        name: str,
        noun: tuple[str, str] = ("case", "cases"),
        *,
        with_filter: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self._was_filtered = False
        self._total: Callable[[], int] | None = None
        self.view = TableView()
        self.view.setAccessibleName(name)
        self.filter_line = QLineEdit()
        self.filter_line.setPlaceholderText("Filter this list (Ctrl+F)")
        self.filter_line.setAccessibleName(f"Filter {name[:1].lower()}{name[1:]}")
        self.filter_line.setClearButtonEnabled(False)
        self.filter_line.installEventFilter(self)
        self.chips = Chips(name)
        self.count = Words("", tone="muted", wrap=False)
        self.empty = EmptyState("Nothing to show")
        self.loading = Loading(self.view)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._lay_out(with_filter)
        self._connect()

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model's rows."""
        self.view.setModel(model)
        model.modelReset.connect(self._on_rows)
        model.rowsInserted.connect(lambda *_: self._on_rows())
        model.rowsRemoved.connect(lambda *_: self._on_rows())
        self._on_rows()

    def model(self) -> QAbstractItemModel:
        """The model shown."""
        return self.view.model()

    def set_empty(self, title: str, text: str = "") -> None:
        """What to say when the list is empty and no filter is set."""
        self._empty_words = (title, text)
        self._on_rows()

    def focus_filter(self) -> None:
        """Move to the filter line (Ctrl+F)."""
        self.bar.show()
        self.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_line.selectAll()

    def fold_filter(self, is_folded: bool) -> None:
        """Leave the room of the filter line to the rows until Ctrl+F asks for it; one in use stays."""
        in_use = self.is_filtered() or self.filter_line.hasFocus()
        self.bar.setVisible(in_use or not is_folded)

    def current_key(self) -> str:
        """The key of the current row, or ""."""
        key = self.view.currentIndex().data(Role.KEY) if self.view.currentIndex().isValid() else None
        return "" if key is None else str(key)

    def selected_keys(self) -> list[str]:
        """The keys of the rows chosen, from the top."""
        return [str(self.model().index(row, 0).data(Role.KEY)) for row in self.view.selected_rows()]

    def go_to(self, key: str) -> bool:
        """Make the row of a key current; False when it is not in the list."""
        find = getattr(self.model(), "row_of", None)
        row = int(find(key)) if find is not None else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model().index(row, max(0, self.view.currentIndex().column())))
        return row >= 0

    def filter_text(self) -> str:
        """What is typed in the filter line."""
        return self.filter_line.text().strip()

    def is_filtered(self) -> bool:
        """Whether the list shows less than everything."""
        return bool(self.filter_text() or self.chips.values())

    def set_filter(self, text: str = "", chips: dict[str, str] | None = None) -> None:
        """Filter the list; nothing given clears every filter."""
        self.filter_line.blockSignals(True)
        self.filter_line.setText(text)
        self.filter_line.blockSignals(False)
        self.chips.set_values(chips or {}, self._titles_by_id())
        self._apply_filter()

    def layout_state(self) -> dict[str, Any]:
        """Columns, sort and filter, fit for JSON (W4)."""
        return {
            "columns": self.view.columns.state(),
            "filter": self.filter_text(),
            "chips": self.chips.values(),
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        self.view.columns.restore(state.get("columns", {}))
        if state.get("filter") or state.get("chips"):
            self.set_filter(state.get("filter", ""), state.get("chips"))

    def count_words(self) -> str:
        """How many rows there are: "31 cases"."""
        number = self.model().rowCount() if self.model() is not None else 0
        return f"{number:,} {self._noun[0] if number == 1 else self._noun[1]}"

    def _show_count(self) -> None:
        left_out = self.view.columns.left_out() if self.model() and self.model().rowCount() else 0
        more = f", {left_out} {'column does' if left_out == 1 else 'columns do'} not fit" if left_out else ""
        self.count.setText(self.count_words() + more)

    def open_column_menu(self, section: int, place: QPoint) -> None:
        """The menu of one column: sort, filter by a value, hide, show others."""
        menu = self.column_menu(section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def column_menu(self, section: int) -> QMenu:
        """Sort, filter by a value, choose the columns shown."""
        return build_column_menu(self, section)

    def filter_column(self, section: int, value: str) -> None:
        """Show only the rows with this value in a column; a chip says so."""
        name = str(self.model().headerData(section, _HEAD, Role.COLUMN))
        self.chips.set_values({**self.chips.values(), name: value}, self._titles_by_id())
        self._apply_filter()

    def titles(self) -> list[str]:
        """The headings, by column."""
        model = self.model()
        return [str(model.headerData(n, _HEAD) or "") for n in range(model.columnCount())]

    def _lay_out(self, with_filter: bool) -> None:
        self._empty_words = ("Nothing to show", "")
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.filter_line, 1)
        row.addWidget(self.count)
        self.filter_line.setMaximumWidth(text_width(self.filter_line, 60))
        row.insertStretch(1, 1)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.chips)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)  # now that it has a parent: else it would open as a window
        self._stack.addWidget(self.empty)
        self.filter_line.setVisible(with_filter)

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.moved.connect(self.moved)
        self.view.columns.left_out_changed.connect(lambda _number: self._show_count())
        self.filter_line.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._apply_filter)
        self.chips.changed.connect(self._apply_filter)
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._on_header_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.open_column_menu(max(0, header.logicalIndexAt(at)), header.mapToGlobal(at))
        )
        self.view.menu_wanted.connect(self._on_menu)

    def _on_header_clicked(self, section: int) -> None:
        header = self.view.horizontalHeader()
        self.view.sortByColumn(section, header.sortIndicatorOrder())

    def _on_menu(self, at: QPoint) -> None:
        index = self.view.currentIndex()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(menu)
        if index.isValid():
            if not menu.isEmpty():
                menu.addSeparator()
            column = self.column_menu(index.column())
            column.setTitle(f"Column {self.titles()[index.column()]}")
            menu.addMenu(column)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _titles_by_id(self) -> dict[str, str]:
        model = self.model()
        if model is None:
            return {}
        return {str(model.headerData(n, _HEAD, Role.COLUMN)): title for n, title in enumerate(self.titles())}

    def _apply_filter(self) -> None:
        self._pause.stop()
        self._was_filtered = True
        text, chips = self.filter_text(), self.chips.values()
        take = getattr(self.model(), "set_filter", None)
        if take is not None:
            take(text, chips)
        self.filtered.emit(text, chips)

    def _on_rows(self) -> None:
        if self.model() is None:
            return
        self._show_count()
        rows = self.model().rowCount()
        if rows:
            self._stack.setCurrentWidget(self.view)
        else:
            had_focus = self.view.hasFocus()
            if self.is_filtered():
                self.empty.say(f"No {self._noun[1]} match the filter", "Change or clear the filter above.")
            else:
                self.empty.say(*self._empty_words)
            self._stack.setCurrentWidget(self.empty)
            if had_focus:
                self.filter_line.setFocus()
        if self._was_filtered:
            self._was_filtered = False
            announce(self.view, self.count_words())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter line: Enter or Down go to the rows, Esc clears the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
                and not event.modifiers()
            ):
                self._apply_filter()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.filter_line.clear()
                self._apply_filter()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
