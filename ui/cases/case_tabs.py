"""The parts of a case as tabs, each made when it is first shown (W6): Alt and a digit go there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caseworker.actions.points import has_points, points_of
from caseworker.domain.findings import open_points
from caseworker.domain.information import INFORMATION
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme


class Part(Protocol):
    """What a tab holds."""

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the case as it is now."""

    def first_focus(self) -> QWidget:
        """The control that takes the focus."""


class CaseTabs(Follows, QWidget):
    """A bar of tabs above the parts.

    Args:
        parts: key, words and maker of each.

    Signals:
        shown(str): the part of that key is in front.
    """

    shown = Signal(str)

    def __init__(
        self, parts: Sequence[tuple[str, str, Callable[[], QWidget]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._makers = {key: make for key, _words, make in parts}
        self._words = {key: words for key, words, _make in parts}
        self.keys = tuple(self._makers)
        self.made: dict[str, QWidget] = {}
        self._facts: CaseFacts | None = None
        self._stale: set[str] = set()
        self.bar = QTabBar()
        self.bar.setAccessibleName("Parts of this case")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(True)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        for number, key in enumerate(self.keys, 1):
            self.bar.addTab(self._words[key])
            self.bar.setTabToolTip(number - 1, f"Alt+{number}")
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda key=key: self.go(key))
        self.bar.currentChanged.connect(self._on_current)
        self.follow_theme()

    def current(self) -> str:
        """The key of the part in front."""
        return self.keys[max(0, self.bar.currentIndex())]

    def part(self, key: str) -> QWidget:
        """The part of a key, made now if it was not."""
        if key not in self.made:
            self.made[key] = self._makers[key]()
            self.stack.addWidget(self.made[key])
            self._stale.add(key)
        return self.made[key]

    def bring(self, key: str) -> QWidget:
        """Bring a part to the front and return it; the focus stays where it is."""
        self.bar.setCurrentIndex(self.keys.index(key))
        self._on_current(self.keys.index(key))
        return self.made[key]

    def go(self, key: str) -> None:
        """Bring a part to the front and move to its first control; a part that this case has not is passed over."""
        if not self.bar.isTabVisible(self.keys.index(key)):
            return
        part = self.bring(key)
        part.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)  # type: ignore[attr-defined]

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the case as it is now: the part in front at once, the others when they come to the front."""
        self._facts = facts
        self._stale = set(self.made)
        self._count(facts)
        self._on_current(self.bar.currentIndex())

    def retheme(self) -> None:
        """Tabs measure themselves by the font."""
        self.bar.setFont(theme().font())

    def _count(self, facts: CaseFacts) -> None:
        """How many letters there are and actions to be done stands on their tabs, in plain brackets (W3)."""
        numbers = {
            "files": len(facts.view.of_kind("file")),
            "letters": len(facts.view.letters),
            "points": len(open_points(p.doc for p in points_of(facts.view))),
            "actions": sum(not task.doc.get("done_on") for task in facts.view.tasks),
        }
        for place, key in enumerate(self.keys):
            number = numbers.get(key, 0)
            words = "Steps" if key == "stages" and facts.view.kind in INFORMATION else self._words[key]
            text = f"{words} ({number})" if number else words
            self.bar.setTabVisible(place, key != "points" or has_points(facts.view.kind))
            if self.bar.tabText(place) != text:
                self.bar.setTabText(place, text)

    def _on_current(self, index: int) -> None:
        key = self.keys[max(0, index)]
        part = self.part(key)
        if key in self._stale and self._facts is not None:
            self._stale.discard(key)
            part.show_facts(self._facts)  # type: ignore[attr-defined]
        self.stack.setCurrentWidget(part)
        self.shown.emit(key)
