"""Choose what to record: the steps that can be made now, then the others, each with the rule that stops it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseworker.actions.moves import MoveOffer
from ui.cases.acts.panel import ActFooter
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading

_OTHERS = 16
"""Rows that everything above and beneath the list takes."""


class ChooseMove(Follows, QWidget):
    """The steps of a case at its stage; Enter opens the one chosen.

    Signals:
        chosen(str): the code of the move.
        gone_back: the person wants to go back to the case.
    """

    chosen = Signal(str)
    gone_back = Signal()

    def __init__(self, facts: CaseFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Record a step")
        self.offers = facts.moves
        self.reason = Words("", bold=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Steps of this case")
        self.list.setAccessibleDescription("Enter opens the step")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for offer in self.offers:
            self.list.addItem(_item(offer))
        self.list.itemActivated.connect(lambda _item: self.finish())
        self.list.currentRowChanged.connect(self._on_row)
        self.do_button = Button("Open step (Enter)", self.finish, kind="primary")
        self.back_button = Button("Back to the case (Alt+Left)", self.gone_back.emit)
        self.footer = ActFooter(self.do_button, self.back_button)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.follow_theme()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def finish(self) -> None:
        """Open the step chosen; one that cannot be made stays, its reason in sight."""
        row = self.list.currentRow()
        if 0 <= row < len(self.offers) and not self.offers[row].why_not:
            self.chosen.emit(self.offers[row].move.code)

    def retheme(self) -> None:
        """As high as its steps, as far as the window has room."""
        row = theme().row_height()
        for place in range(self.list.count()):
            lines = 1 + bool(self.offers[place].why_not)
            self.list.item(place).setSizeHint(QSize(0, row * lines))
        heights = [self.list.item(n).sizeHint().height() for n in range(self.list.count())]
        room = max(row * 5, self.window().height() - row * _OTHERS)
        self.list.setFixedHeight(min(room, max(row, sum(heights))) + 12)

    def _on_row(self, row: int) -> None:
        why = self.offers[row].why_not if 0 <= row < len(self.offers) else ""
        self.reason.setText(f"Not possible now. {why}" if why else "")
        self.reason.setVisible(bool(why) and self.isVisible())
        self.do_button.setEnabled(not why)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(heading("Record a step"))
        column.addWidget(
            Words("What happened to this case? You see the dates that follow before they change.")
        )
        column.addWidget(self.list)
        column.addWidget(self.reason)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of an item wrap anew, and there may be more room."""
        super().resizeEvent(event)
        self.retheme()
        self.list.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the case."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.gone_back.emit()
        else:
            super().keyPressEvent(event)


def _item(offer: MoveOffer) -> QListWidgetItem:
    words = f"{offer.move.label}\nNot now: {offer.why_not}" if offer.why_not else offer.move.label
    item = QListWidgetItem(words)
    item.setToolTip(offer.why_not)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ". "))
    return item
