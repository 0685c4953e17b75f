"""EmptyState and Loading (interface brief, section 6): what belongs here, and that something is on its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading

WORDS_AFTER_MS, BAR_AFTER_MS, CANCEL_AFTER_MS = 300, 1_000, 10_000


class EmptyState(QWidget):
    """What belongs here and the one action to start, with its key.

    Args:
        title: "No cases are overdue."
        text: one sentence more, or "".
        action: words of the button, such as "Log a new case (Ctrl+N)".
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = heading(title)
        self.text = Words(text, tone="muted")
        self.button = Button(action, on_action, kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(8)
        layout.addStretch(1)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.text.setVisible(bool(text))
        self.button.setVisible(bool(action))

    def say(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))


class Loading(QWidget):
    """Lies over a widget while it is being filled: nothing before 300 ms, then words, then a bar, then Cancel.

    Args:
        over: the widget it covers; what was there stays readable at the sides and beneath.
        cancel: called by Cancel, which shows after 10 s; None means that it cannot be cancelled.
    """

    def __init__(self, over: QWidget, cancel: Callable[[], object] | None = None) -> None:
        super().__init__(over)
        self._over, self._cancel = over, cancel
        self.words = Words("", bold=True, wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.bar.setFixedWidth(220)
        self.button = Button("Cancel loading", cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        for part in (self.words, self.bar, self.button):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._timers = [
            self._timer(WORDS_AFTER_MS, self._show_words),
            self._timer(BAR_AFTER_MS, self.bar.show),
            self._timer(CANCEL_AFTER_MS, self._show_cancel),
        ]
        over.installEventFilter(self)
        self.hide()

    def start(self, what: str) -> None:
        """Begin waiting for something: "Loading cases"."""
        self.words.setText(what)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.button.hide()
        for timer in self._timers:
            timer.start()

    def report(self, fraction: float, words: str = "") -> None:
        """Show how far it has come."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(fraction * 1000))
        if words:
            self.words.setText(words)
        self._place()

    def finish(self) -> None:
        """It is there: take the overlay away."""
        for timer in self._timers:
            timer.stop()
        self.hide()

    def _timer(self, after_ms: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after_ms)

        def fire() -> None:
            call()
            self._place()

        timer.timeout.connect(fire)
        return timer

    def _show_words(self) -> None:
        self.show()
        self.raise_()
        announce(self._over, self.words.text())

    def _show_cancel(self) -> None:
        self.button.setVisible(self._cancel is not None)

    def _place(self) -> None:
        self.adjustSize()
        self.move(
            (self._over.width() - self.width()) // 2, max(0, (self._over.height() - self.height()) // 3)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small card."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(t.border))
        painter.setBrush(QColor(t.base))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()
