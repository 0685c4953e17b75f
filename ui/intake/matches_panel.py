"""The list of possible matches: Enter uses that person, Esc goes back to the form (S1)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseworker.domain.people import Match
from ui.theme import Follows, theme
from ui.tokens import SPACE_8
from ui.widgets.words import Words, heading

HELP = "Enter uses the person in what is still empty on the form. Esc goes back. Nothing is merged."


class MatchList(Follows, QListWidget):
    """One line for each match; as high as its lines.

    Signals:
        used(int): Enter, or a double click, on the match of that number.
        left: Esc.
    """

    used = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self.setAccessibleName("Possible matches")
        self.setAccessibleDescription(HELP)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.used.emit(self.currentRow()))
        self.follow_theme()

    def show_matches(self, matches: list[Match]) -> None:
        """List these; the one in hand stays in hand where it is still among them."""
        before = self._ids[self.currentRow()] if 0 <= self.currentRow() < len(self._ids) else ""
        self._ids = [match.id for match in matches]
        self.clear()
        for match in matches:
            item = QListWidgetItem(match.words())
            item.setToolTip(match.words())
            self.addItem(item)
        self.setCurrentRow(self._ids.index(before) if before in self._ids else 0)
        self.retheme()

    def retheme(self) -> None:
        """As high as its lines."""
        self.doItemsLayout()
        lines = sum(self.visualItemRect(self.item(n)).height() for n in range(self.count()))
        self.setFixedHeight(max(theme().row_height(), lines) + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.retheme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.used.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MatchesPanel(QWidget):
    """Heading, help and list; hidden until it is asked for (F8)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = MatchList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(heading("Possible matches"))
        column.addWidget(Words(HELP, tone="muted"))
        column.addWidget(self.list)
        self.hide()
