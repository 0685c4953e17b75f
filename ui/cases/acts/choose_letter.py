"""Choose which letter to write; the letter itself has a page of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.cases.acts.panel import ActFooter
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading


class ChooseLetter(Follows, QWidget):
    """The letters that fit the case; Enter opens the one chosen.

    Signals:
        chosen(str): the letter's code.
        gone_back: the person wants to go back to the case.
    """

    chosen = Signal(str)
    gone_back = Signal()

    def __init__(self, facts: CaseFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Write letter")
        self.list = QListWidget()
        self.list.setAccessibleName("Letters that fit this case")
        self.list.setAccessibleDescription("Enter opens the letter")
        for choice in facts.letters:
            item = QListWidgetItem(f"{choice.title} ({choice.code})")
            item.setData(Qt.ItemDataRole.UserRole, choice.code)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.finish())
        self.do_button = Button("Open letter (Enter)", self.finish, kind="primary")
        self.back_button = Button("Back to the case (Alt+Left)", self.gone_back.emit)
        self.footer = ActFooter(self.do_button, self.back_button)
        self._lay_out()
        self.follow_theme()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def finish(self) -> None:
        """Open the letter chosen."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def retheme(self) -> None:
        """As high as its letters, up to ten."""
        rows = min(10, max(1, self.list.count()))
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), theme().row_height()) + 12)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(heading("Write letter"))
        column.addWidget(
            Words("The letter is filled from the case. You see it before it is kept or printed.")
        )
        column.addWidget(self.list)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the case."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.gone_back.emit()
        else:
            super().keyPressEvent(event)
