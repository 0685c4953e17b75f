"""How far a long export has come, with Cancel beside it from the beginning."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.words import Words


class Running(QWidget):
    """Words, a bar, and Cancel; hidden while nothing runs.

    Args:
        cancel: called once; the button then says that it is being stopped.
    """

    shown_whole = True
    """Its words come into view with its button (ui/widgets/in_view.py)."""

    def __init__(self, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancel = cancel
        self.words = Words("", bold=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the export has come")
        self.button = Button("Cancel, export nothing", self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.words, self.bar):
            layout.addWidget(part)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that it has begun."""
        self.words.setText(words)
        self.bar.setValue(0)
        self.button.setEnabled(True)
        self.show()
        announce(self, words)

    def report(self, share: float, words: str) -> None:
        """Show how far it has come: 0 to 1."""
        self.bar.setValue(round(share * 1000))
        if words and self.button.isEnabled():
            self.words.setText(words)

    def end(self) -> None:
        """It is over."""
        self.hide()

    def cancel(self) -> None:
        """Ask for it to stop."""
        self.button.setEnabled(False)
        self.words.setText("Stopping. Nothing is kept.")
        self._cancel()
