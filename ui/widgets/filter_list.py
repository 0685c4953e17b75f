"""A filter line above a list, for choices of more than 25 entries (C2): type, Enter takes the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.announce import announce

_SHOWN = 8  # entries seen without scrolling


class FilterList(QWidget):
    """A line edit showing the choice; while it has focus and is typed in, the matches lie beneath.

    Signals:
        chosen: another entry was taken.
        left: the person has moved on.
    """

    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, str]] = []
        self._code = ""
        self.line = QLineEdit()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.list.setAccessibleName("Matches")
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._take(item.data(Qt.ItemDataRole.UserRole)))

    def set_choices(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these: code and words."""
        self._entries = list(entries)

    def code(self) -> str:
        """The code chosen, or ""."""
        return self._code

    def set_code(self, code: str) -> None:
        """Choose a code."""
        known = dict(self._entries)
        before, self._code = self._code, code if code in known else ""
        self.line.setText(known.get(self._code, "") if self._code else "")
        self.line.setCursorPosition(0)
        if before != self._code:
            self.chosen.emit()

    def matches(self, text: str) -> list[tuple[str, str]]:
        """The entries that hold every word typed, those that begin with the text first."""
        wanted = text.casefold().split()
        found = [entry for entry in self._entries if all(word in entry[1].casefold() for word in wanted)]
        return sorted(found, key=lambda entry: not entry[1].casefold().startswith(text.casefold().strip()))

    def _on_typed(self, text: str) -> None:
        self._open(self.matches(text))

    def _open(self, found: list[tuple[str, str]]) -> None:
        self.list.clear()
        for code, words in found:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.list.addItem(item)
        if not found:
            self._close()
            announce(self.line, "No matches")
            return
        self.list.setCurrentRow(0)
        window = self.window()
        self.list.setParent(window)
        row = theme().row_height()
        self.list.setGeometry(0, 0, max(self.line.width(), 260), min(len(found), _SHOWN) * row + 6)
        place = self.line.mapTo(window, QPoint(0, self.line.height() + 2))
        if place.y() + self.list.height() > window.height():
            place = self.line.mapTo(window, QPoint(0, -self.list.height() - 2))
        self.list.move(place)
        self.list.show()
        self.list.raise_()
        announce(self.line, f"{len(found)} matches, first {found[0][1]}")

    def _close(self) -> None:
        self.list.hide()

    def _take(self, code: str) -> None:
        self._close()
        self.set_code(code)

    def _move(self, by: int) -> None:
        if self.list.isHidden():
            self._open(self.matches("" if self._code else self.line.text()))
            return
        row = max(0, min(self.list.count() - 1, self.list.currentRow() + by))
        self.list.setCurrentRow(row)
        announce(self.line, self.list.item(row).text())

    def _on_key(self, event: QKeyEvent) -> bool:
        key, is_open = event.key(), not self.list.isHidden()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_open and not event.modifiers():
            self._take(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        elif key == Qt.Key.Key_Escape and is_open:
            self._close()
            self.set_code(self._code)
        else:
            return False
        return True

    def _settle(self) -> None:
        """On leaving: an emptied box takes the choice back, an open list gives its entry, other text is put right."""
        if not self.line.text().strip():
            self._take("")
        elif not self.list.isHidden():
            self._take(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        else:
            self.set_code(self._code)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the filter line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusIn:
            self.line.selectAll()
        elif event.type() == QEvent.Type.FocusOut:
            self._settle()
        return super().eventFilter(watched, event)
