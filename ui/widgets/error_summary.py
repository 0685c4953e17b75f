"""ErrorSummary (C7): "There is a problem", one button for each problem in form order, each moving to its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.theme import tokens
from ui.widgets.announce import announce
from ui.widgets.field_block import bring_into_view
from ui.widgets.link_button import ProblemButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import heading

TITLE = "There is a problem"


class ErrorSummary(QWidget):
    """Stands at the top of a form after an attempt to finish; hidden while there is no problem.

    Args:
        go_to: called with the field's name when its button is pressed (normally `form.focus`).
    """

    def __init__(self, go_to: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self.buttons: list[ProblemButton] = []
        self.title = heading(TITLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 14, 16, 14)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.title)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], *, take_focus: bool = True) -> None:
        """List the problems and take focus; none at all hides the summary.

        Args:
            take_focus: False while the person is typing: the list is kept up to date where it is.
        """
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(problem) for problem in problems]
        for button in self.buttons:
            self._layout.addWidget(button)
        order_tabs(self, self.buttons)
        number = len(problems)
        count = "1 problem" if number == 1 else f"{number} problems"
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(f"{count}. " + " ".join(p.message.rstrip(".") + "." for p in problems))
        set_shown(self, bool(problems))
        is_behind = (
            self.window().isVisible() and not self.isVisible()
        )  # another page came to the front meanwhile
        if problems and take_focus and not is_behind:
            bring_into_view(self)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{TITLE}. {problems[0].message}", urgent=True)

    def _button(self, problem: Problem) -> ProblemButton:
        return ProblemButton(problem.message, lambda: self._go_to(problem.field))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box with a strong edge in the error colour."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.error), 2))
        painter.setBrush(QColor(t.base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
