"""Says how far the upgrade of an office has come: in a large one it takes longer than people wait without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

WIDTH = 420


class UpgradeWindow(QWidget):
    """A bar and what is done; it asks nothing and cannot be stopped, because half an upgrade is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Caseworker")
        self.setMinimumWidth(WIDTH)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far the upgrade has come")
        self.doing = QLabel()
        layout = QVBoxLayout(self)
        for part in (QLabel("This office is being upgraded. A copy was made first."), self.bar, self.doing):
            layout.addWidget(part)

    def say(self, fraction: float, words: str) -> None:
        """Show which share is done, and of what."""
        self.bar.setValue(round(fraction * 100))
        self.doing.setText(words)
        self.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


@contextmanager
def upgrade_shown() -> Iterator[Callable[[float, str], None]]:
    """Give what is to be told of an upgrade; the window appears at the first word and goes at the end."""
    windows: list[UpgradeWindow] = []

    def say(fraction: float, words: str) -> None:
        if not windows:
            windows.append(UpgradeWindow())
        windows[0].say(fraction, words)

    try:
        yield say
    finally:
        for window in windows:
            window.close()
            window.deleteLater()
