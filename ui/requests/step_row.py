"""One step of a request: its state as a tag, what is known of it, and the link that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from caseworker.actions.information_step import State, Step
from caseworker.domain.dates_in_words import long_date
from ui.theme import Follows, theme, tokens
from ui.widgets.link_button import LinkButton
from ui.widgets.tag import Tag, tag_size
from ui.widgets.words import Words

TAGS = {State.DONE: "on_time", State.DOING: "draft", State.TO_DO: "due_soon", State.IF_NEEDED: "closed"}
"""The kind of tag of each state; its words say the state."""
_NARROW = 560


class StepRow(Follows, QWidget):
    """One row: tag, step and words, link. In little room the link stands beneath the words.

    Args:
        do: called with the command of the step.
    """

    def __init__(self, step: Step, do: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._do = do
        self.tag = Tag(TAGS[step.state], step.state.value)
        self.title = Words(step.label, bold=True)
        self.words = Words("", tone="muted")
        self.link = LinkButton("", lambda: self._do(self.step.command), parent=self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 9)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.tag, 0, 0, 2, 1, top | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self.title, 0, 1)
        self._grid.addWidget(self.words, 1, 1)
        self._is_narrow: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_step(step, may=True)
        self.follow_theme()

    def show_step(self, step: Step, *, may: bool) -> None:
        """Show the step as it is.

        Args:
            may: whether the person may do anything with the case.
        """
        self.step = step
        self.tag.show_as(TAGS[step.state], step.state.value)
        self.title.setText(step.label)
        self.words.setText(step_words(step))
        self.words.setVisible(bool(self.words.text()))
        self.link.setText(step.button)
        self.link.setAccessibleName(f"{step.button}: {step.label}, {step.state.value.lower()}")
        self.link.setVisible(may and bool(step.command))

    def retheme(self) -> None:
        """Tags stand in a column of one width."""
        widest = max(tag_size(kind, state.value).width() for state, kind in TAGS.items())
        self._grid.setColumnMinimumWidth(0, widest)
        self._place_link()

    def _place_link(self) -> None:
        is_narrow = self.width() < theme().px(_NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._grid.removeWidget(self.link)
        if is_narrow:
            self._grid.addWidget(self.link, 2, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            side = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(self.link, 0, 2, 2, 1, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the link where there is room."""
        super().resizeEvent(event)
        self._place_link()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline beneath."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))
        painter.end()


def step_words(step: Step) -> str:
    """Return the day and what is known of a step: "Friday 3 October 2025. Waiting for Quality Assurance."."""
    says_day = step.on is not None and long_date(step.on) in step.words
    day = f"{long_date(step.on)}." if step.on is not None and not says_day else ""
    return " ".join(part for part in (day, step.words) if part)
