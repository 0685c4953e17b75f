"""TypedList: a filter line whose arrow keys move in a list while typing goes on (C2, W8)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStyledItemDelegate

from ui.widgets.announce import announce

CODE = Qt.ItemDataRole.UserRole
"""Where an entry keeps its code; what its delegate draws besides stands at the roles that follow."""


class TypedList(QObject):
    """The line and its list; they are laid out by the dialog that makes them.

    Args:
        name: what is asked, for a screen reader.
        entries: what the list holds, for a screen reader: "Choices".
        placeholder: what may be typed.
        delegate: draws the entries.

    Signals:
        typed: other words stand in the line.
        taken: Enter was pressed in the line, or an entry was activated.
    """

    typed = Signal()
    taken = Signal()

    def __init__(
        self,
        name: str,
        entries: str,
        placeholder: str,
        delegate: Callable[[QObject], QStyledItemDelegate],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.list = QListWidget()
        self.list.setAccessibleName(entries)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(delegate(self.list))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _text: self.typed.emit())
        self.list.itemActivated.connect(lambda _item: self.taken.emit())

    def add(self, code: str, words: str, *more: str) -> None:
        """Add an entry; `more` is kept at the roles after CODE, and is spoken after the words."""
        item = QListWidgetItem(words)
        item.setData(CODE, code)
        for number, each in enumerate(more, 1):
            item.setData(CODE + number, each)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in (words, *more) if part))
        self.list.addItem(item)

    def current(self) -> str | None:
        """The code of the current entry; None when there is none."""
        item = self.list.currentItem()
        return str(item.data(CODE)) if item is not None else None

    def say_found(self, words: str) -> None:
        """Tell a screen reader what was found, once something is typed."""
        if self.line.text():
            announce(self.line, words)

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while typing goes on; Enter takes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                announce(self.line, str(self.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.taken.emit()
                return True
        return super().eventFilter(watched, event)


def holds_all(words: str, typed: str) -> bool:
    """Whether the words hold every word typed, in whatever case."""
    return all(word in words.casefold() for word in typed.casefold().split())
