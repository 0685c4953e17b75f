"""F6 and Shift+F6: from pane to pane, each remembering where the focus was (W2, A4)."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.page import Page


class Panes(QObject):
    """The panes of a window in F6 order; hidden ones are passed over."""

    def __init__(self, window: QWidget, panes: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window, self._panes = window, tuple(panes)
        self._last: dict[QWidget, QWidget] = {}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def current(self) -> int:
        """The number of the pane that has the focus, or -1."""
        focus = self._window.focusWidget()
        return next((n for n, pane in enumerate(self._panes) if _holds(pane, focus)), -1)

    def step(self, by: int) -> None:
        """Go to the next or previous pane that can take the focus."""
        here, number = self.current(), len(self._panes)
        start = here if here >= 0 else (-1 if by > 0 else 0)
        for distance in range(1, number + 1):
            pane = self._panes[(start + by * distance) % number]
            if pane.isVisible() and self._enter(pane):
                return

    def return_to(self, page: Page) -> None:
        """Put the focus where it was in a page, or on its first control."""
        target = self._last.get(page)
        if target is None or not _can_take(target) or not page.isAncestorOf(target):
            target = page.first_focus()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, pane: QWidget) -> bool:
        last = self._last.get(pane)
        if last is not None and _can_take(last) and _holds(pane, last):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        for widget in (pane, *pane.findChildren(QWidget)):
            if _can_take(widget) and (widget is pane or widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not shiboken6.isValid(self._window) or now.window() is not self._window:
            return
        for widget in [w for w in self._last if not shiboken6.isValid(w)]:
            del self._last[widget]
        for pane in self._panes:
            if _holds(pane, now):
                self._last[pane] = now
        page: QWidget | None = now
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        if page is not None:
            self._last[page] = now


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _can_take(widget: QWidget) -> bool:
    return (
        shiboken6.isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
