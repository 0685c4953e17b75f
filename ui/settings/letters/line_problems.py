"""What to mend in a wording, a button for each line; pressing one goes to the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.words import Words

_MOST = 4  # shown at once: the first are mended first


class LineProblems(QWidget):
    """Hidden while there is nothing to mend.

    Args:
        go_to: called with a line, counted from 1.
    """

    def __init__(self, go_to: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self._shown: tuple[tuple[int, str], ...] = ()
        self.buttons: list[LinkButton] = []
        self.more = Words("", tone="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.more)
        self.more.hide()
        self.hide()

    def show_problems(self, problems: Sequence[tuple[int, str]]) -> bool:
        """Show lines with what to do there; False where they are shown already."""
        if tuple(problems) == self._shown:
            return False
        self._shown = tuple(problems)
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(line, words) for line, words in problems[:_MOST]]
        for place, button in enumerate(self.buttons):
            self._column.insertWidget(place, button)
        rest = len(problems) - len(self.buttons)
        self.more.setText(f"And {rest} more, further down." if rest > 0 else "")
        self.more.setVisible(rest > 0)
        set_shown(self, bool(problems))
        number = len(problems)
        announce(self, "" if not number else "1 line to mend" if number == 1 else f"{number} lines to mend")
        return True

    def _button(self, line: int, words: str) -> LinkButton:
        return LinkButton(words, lambda: self._go_to(line), tone="error", bold=True)


def moved(words: str, above: int) -> tuple[int, str]:
    """The line that a problem names ("Line 12: …"; 1 where it names none), and its words, by the lines of the box."""
    number, _, rest = words.removeprefix("Line ").partition(":")
    if not (words.startswith("Line ") and number.isdigit()):
        return 1, words
    line = int(number) + above
    return line, f"Line {line}:{rest}"


def blank_lines_above(text: str) -> int:
    """Lines at the top that are not counted: a wording is kept without them."""
    return text[: len(text) - len(text.lstrip())].count("\n")
