"""Section: a numbered or collapsible part of a page. Alt and its digit move to its first field (K1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.buttons import IconButton
from ui.widgets.field_block import lead_into_view
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import gather
from ui.widgets.words import Words, heading


class Section(QWidget):
    """A headed part of a page.

    Args:
        title: heading in sentence case.
        number: 1 to 9 shows "Alt+1" beside the heading and takes that key within the page.
        collapsible: whether it can be closed; `build` is then called at the first opening only (W6).
        build: fills `self.body` when it is first shown.

    Signals:
        opened(bool): it was opened or closed.
    """

    opened = Signal(bool)

    def __init__(
        self,
        title: str,
        *,
        number: int = 0,
        collapsible: bool = False,
        is_open: bool = True,
        build: Callable[[QVBoxLayout], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title_text, self._build = title, build
        self.heading = heading(title)
        self.key_words = Words(f"Alt+{number}" if number else "", "caption", tone="muted", wrap=False)
        self.toggle: IconButton | None = None
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self._lay_out(collapsible, bool(number))
        if number:
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.go)
            self._shortcut = shortcut
        self.set_open(is_open or not collapsible)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end of the section."""
        self.body.addWidget(widget)
        return widget

    def is_open(self) -> bool:
        """Whether its content shows."""
        return not self.content.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        if is_open and self._build is not None:
            build, self._build = self._build, None
            build(self.body)
            gather(self.content)
        set_shown(self.content, is_open)
        if is_open and self.isVisible():  # whoever leads into it next finds it where it stands
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if self.toggle is not None:
            self.toggle.show_icon("chevron_down" if is_open else "chevron_right")
            self.toggle.say(f"{'Close' if is_open else 'Open'} {self.title_text}")
        self.opened.emit(is_open)

    def go(self) -> None:
        """Open it and move to its first field."""
        self.set_open(True)
        for child in self.content.findChildren(QWidget):
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                lead_into_view(child)
                child.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _lay_out(self, collapsible: bool, numbered: bool) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        if collapsible:
            self.toggle = IconButton(
                "chevron_down", f"Close {self.title_text}", lambda: self.set_open(not self.is_open())
            )
            top.addWidget(self.toggle)
        top.addWidget(self.heading, 1)
        top.addWidget(self.key_words, 0, Qt.AlignmentFlag.AlignVCenter)
        set_shown(self.key_words, numbered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 8)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.content)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above the heading."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(tokens().line))
        painter.end()
