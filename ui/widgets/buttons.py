"""Buttons: plain, primary, danger, quiet, link. The kind is a property that the style reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets import icons


class Button(Follows, QPushButton):
    """A push button that says verb and thing (T4).

    Args:
        kind: "" (plain), "primary", "danger", "quiet" (no edge) or "link" (link colour, no edge).
        icon: a drawing to stand before the words.
    """

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self.follow_theme()

    def retheme(self) -> None:
        """Draw the icon in the words' colour."""
        if self._icon_name:
            t, kind = tokens(), self.property("kind")
            colour = t.on_primary if kind in ("primary", "danger") else t.link if kind == "link" else t.text
            self.setIcon(icons.icon(self._icon_name, colour))
            self.setIconSize(QSize(theme().px(16), theme().px(16)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            enter
            and not event.isAutoRepeat()
            and event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
        ):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(Follows, QToolButton):
    """A button that shows only a drawing; its words are its accessible name and tooltip."""

    def __init__(
        self,
        icon: str,
        words: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "quiet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(words)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self.follow_theme()

    def say(self, words: str) -> None:
        """Change what the button is called."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    def show_icon(self, icon: str) -> None:
        """Change the drawing."""
        self._icon_name = icon
        self.retheme()

    def retheme(self) -> None:
        """Draw the icon in the text colour."""
        self.setIcon(icons.icon(self._icon_name))
        self.setIconSize(QSize(theme().px(16), theme().px(16)))
