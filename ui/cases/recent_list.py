"""What the search page shows before anything is typed: what can be searched, and the searches made lately."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import text_width
from ui.widgets.buttons import Button
from ui.widgets.link_button import LinkButton
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words, heading


class RecentSearches(QScrollArea):
    """Links to recent searches beneath a few words.

    Signals:
        chosen(str): a recent search was pressed.
        forget_asked: the person wants them forgotten.
    """

    chosen = Signal(str)
    forget_asked = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: list[LinkButton] = []
        self.words = Words(words, tone="muted")
        self.words.setMaximumWidth(text_width(self.words, 80))
        self.heading = heading("Recent searches")
        self.forget = Button("Forget recent searches", self.forget_asked.emit)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setMinimumWidth(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addSpacing(16)
        column.addWidget(self.heading)
        column.addLayout(self._list)
        column.addSpacing(8)
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inner)
        self.show_searches(())

    def show_searches(self, searches: Sequence[str]) -> None:
        """Show these, the latest first."""
        for link in self.links:
            self._list.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(text) for text in searches]
        for link in self.links:
            self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.heading.setVisible(bool(searches))
        self.forget.setVisible(bool(searches))
        order_tabs(self, [*self.links, self.forget])

    def _link(self, text: str) -> LinkButton:
        link = LinkButton(text, lambda: self.chosen.emit(text))
        link.setAccessibleName(f"Search for {text} again")
        return link
