"""DateField (C1): one line edit that understands what people write, says what it understood, and opens a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Follows, text_width
from ui.widgets.buttons import IconButton
from ui.widgets.calendar_popup import CalendarPopup
from ui.widgets.date_text import Sense, WorkingDays, full_date, read_date, short_date
from ui.widgets.field import Field
from ui.widgets.words import Words


class DateField(Follows, Field):
    """A date.

    Args:
        today: gives the office's day (context.today), never the system's.
        calendar: counts working days for "+3"; without it "+3" is not understood.
        sense: "past" for dates received, "future" for dates due (decides what "mon" and "27 mar" mean).
    """

    def __init__(
        self,
        today: Callable[[], date],
        *,
        calendar: WorkingDays | None = None,
        sense: Sense = "past",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._calendar, self._sense = today, calendar, sense
        self.line = QLineEdit()
        self.line.setMaxLength(40)
        self.line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.button = IconButton("calendar", "Open calendar", self.open_calendar, kind="")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down does the same from the box
        self.understood = Words("", "caption", tone="muted")
        self._lay_out()
        self.line.textChanged.connect(self._on_typed)
        self.line.editingFinished.connect(self._on_left)
        self.line.installEventFilter(self)
        self.follow_theme()

    def editor(self) -> QWidget:
        """The line edit."""
        return self.line

    def value(self) -> date | None:
        """The day understood, or None when the box is empty or cannot be read."""
        return read_date(self.line.text(), self._today(), sense=self._sense, calendar=self._calendar)

    def text(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.text()

    def is_unreadable(self) -> bool:
        """Whether something was typed that is no date (say so on submit, not before)."""
        return bool(self.text()) and self.value() is None

    def set_value(self, value: date | None) -> None:
        """Show a day and say it in words."""
        self.line.setText(short_date(value) if value else "")
        self._say_understood()

    def open_calendar(self) -> None:
        """Open the calendar under the box on the day understood, or today."""
        popup = CalendarPopup(self.value() or self._today(), self)
        popup.chosen.connect(self._on_chosen)
        popup.open_under(self.line)

    def step(self, days: int) -> None:
        """Move by some days; an empty box starts from today."""
        day = self.value()
        self.set_value(self._today() if day is None else day + timedelta(days=days))
        self.line.selectAll()

    def understood_words(self) -> str:
        """What the line beneath says."""
        day = self.value()
        return full_date(day) if day else ""

    def retheme(self) -> None:
        """Measure the box for the longest date people type."""
        self.line.setFixedWidth(text_width(self.line, 20) + 16)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line)
        row.addWidget(self.button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.understood)
        self.understood.setVisible(False)

    def _on_typed(self) -> None:
        self.understood.setText("")
        self.understood.setVisible(False)
        self.changed.emit()

    def _on_left(self) -> None:
        self._say_understood()
        self.left.emit()

    def _say_understood(self) -> None:
        words = self.understood_words()
        self.understood.setText(words)
        self.understood.setVisible(bool(words))

    def _on_chosen(self, day: date) -> None:
        self.set_value(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.left.emit()

    def _on_key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.NoModifier:
            self.step(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Semicolon and held == Qt.KeyboardModifier.ControlModifier:
            self.set_value(self._today())
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the box: Alt+Down, Up, Down, Ctrl+;. A box that was hidden is measured when it has its new font."""
        if event.type() == QEvent.Type.FontChange:
            self.retheme()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self.line.isReadOnly()
        ):
            return self._on_key(event)
        return super().eventFilter(watched, event)
