"""Sizes and places as text fit for JSON, and back; a place on a screen that is gone is not taken up."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

TITLE_BAR = 40
"""Pixels that the system's title bar may take; its real height is known only once the window is shown."""


def hex_of(data: QByteArray) -> str:
    """Bytes as text."""
    return bytes(data.data()).hex()


def _bytes_of(text: str) -> QByteArray:
    try:
        return QByteArray(bytes.fromhex(text))
    except ValueError:
        return QByteArray()  # a damaged layout file: keep what we have


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window its first size, or less where the screen with its task bar and the title bar leaves less."""
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height() - TITLE_BAR))


def take_geometry(window: QWidget, text: str) -> None:
    """Put a window where it was, unless that is off every screen."""
    if not text:
        return
    before = window.geometry()
    window.restoreGeometry(_bytes_of(text))
    seen = any(
        screen.availableGeometry().intersects(window.geometry()) for screen in QGuiApplication.screens()
    )
    if not seen:
        window.setGeometry(before)


def restore_splitter(splitter: QSplitter, text: str) -> None:
    """Put a splitter's bar where it was."""
    if text:
        splitter.restoreState(_bytes_of(text))


class FirstPart:
    """The first part of a splitter: as narrow as it may be, and wider by what somebody has dragged.

    Question: what width has it at another text size, or after it was folded? Choice: its least at that size and what
    was dragged, never pixels of another size, which the splitter would keep as room that stays empty.
    """

    def __init__(self, splitter: QSplitter) -> None:
        self._splitter, self.wider = splitter, 0
        splitter.splitterMoved.connect(lambda _place, _number: self._on_moved())

    def fit(self) -> None:
        """Give it its width, where it shows."""
        first = self._splitter.widget(0)
        if first.isHidden():
            return
        self._splitter.refresh()
        width = min(first.minimumWidth() + self.wider, first.maximumWidth())
        sizes = self._splitter.sizes()
        if sizes[0] != width:
            self._splitter.setSizes([width, sum(sizes) - width])

    def _on_moved(self) -> None:
        self.wider = max(0, self._splitter.sizes()[0] - self._splitter.widget(0).minimumWidth())


def split(first: QWidget, second: QWidget, *, stretch: tuple[int, int]) -> QSplitter:
    """Put two parts beside each other; neither can be pushed out of sight."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    for number, part in enumerate((first, second)):
        splitter.addWidget(part)
        splitter.setStretchFactor(number, stretch[number])
    return splitter
