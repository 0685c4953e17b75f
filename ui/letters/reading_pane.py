"""The letter as it will be: pictures of its pages, or the same words as text (the text twin)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.letters.sheets import Sheets
from ui.letters.text_twin import TextTwin
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.options_field import OptionsField

FIELDS, PAGES, TEXT = "fields", "pages", "text"


class ReadingPane(Follows, QWidget):
    """Shows one letter. Its `bar`, with the switch, is put where the page wants it.

    Args:
        with_zoom: whether the bar offers other sizes of the pages; Ctrl with the wheel always does.
    """

    def __init__(self, context: Context, parent: QWidget | None = None, *, with_zoom: bool = True) -> None:
        super().__init__(parent)
        self._with_zoom = with_zoom
        self.switch = OptionsField(((FIELDS, "Change the letter"), (PAGES, "Pages"), (TEXT, "Read as text")))
        self.switch.describe("Show", "")
        self.switch.set_value(PAGES)
        self.sheets = Sheets(context)
        self.text = TextTwin()
        self.nothing = EmptyState("The letter is not shown yet")
        self.smaller = Button("Smaller", lambda: self.sheets.step_zoom(-1), kind="quiet")
        self.larger = Button("Larger", lambda: self.sheets.step_zoom(1), kind="quiet")
        self.whole = Button("Fit width", lambda: self.sheets.set_zoom(0), kind="quiet")
        self._has_letter = self._is_whole = False
        self._lay_out()
        self.switch.changed.connect(self._show)
        self.sheets.placed.connect(self._fit)
        self.text.placed.connect(self._fit)
        self.follow_theme()
        self._show()

    def show_letter(self, pdf: bytes, text: str) -> None:
        """Show a letter."""
        self._has_letter = True
        place = self.text.verticalScrollBar().value()
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(place)
        self.sheets.show_pdf(pdf)
        self._show()

    def say_nothing(self, title: str, text: str = "") -> None:
        """Say why there is no letter to show."""
        self._has_letter = False
        self.nothing.say(title, text)
        self._show()

    def set_narrow(self, narrow: bool, words: str = "Change the letter") -> None:
        """Whether the other column takes its turn here, instead of standing beside; `words` name it."""
        button = self.switch.editors()[0]
        if isinstance(button, QRadioButton) and button.text() != words:
            button.setText(words)
            self.switch.describe("Show", "")
        button.setVisible(narrow)
        if not narrow and self.switch.value() == FIELDS:
            self.switch.set_value(PAGES)

    def set_whole(self, is_whole: bool) -> None:
        """Be as high as the letter, so that the page around it scrolls as one; or let the letter scroll by itself."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self.sheets.set_whole(is_whole)
            self.text.set_whole(is_whole)
            self._fit()

    def has_letter(self) -> bool:
        """Whether a letter shows, of now or of a moment ago."""
        return self._has_letter

    def what(self) -> str:
        """What shows: "fields", "pages" or "text"."""
        return self.switch.value()

    def retheme(self) -> None:
        """Measure again."""
        self._fit()

    def _lay_out(self) -> None:
        self.zoom = QWidget()
        keys = QHBoxLayout(self.zoom)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(4)
        for button, words in (
            (self.smaller, "Smaller pages"),
            (self.larger, "Larger pages"),
            (self.whole, "Pages as wide as the room"),
        ):
            button.setAccessibleName(words)
            keys.addWidget(button)
        self.bar = QWidget()
        top = QHBoxLayout(self.bar)
        top.setContentsMargins(16, 4, 8, 4)
        top.addWidget(self.switch)
        top.addStretch(1)
        top.addWidget(self.zoom)
        self.stack = QStackedWidget()
        for part in (self.nothing, self.sheets, self.text):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)

    def _show(self) -> None:
        part = {PAGES: self.sheets, TEXT: self.text}.get(self.what(), self.nothing)
        self.stack.setCurrentWidget(part if self._has_letter else self.nothing)
        self.zoom.setVisible(self._with_zoom and self._has_letter and self.what() == PAGES)
        self._fit()

    def _fit(self) -> None:
        """As high as the part that shows, where the page around scrolls; else as low as there is room."""
        part = self.stack.currentWidget()
        least = 1
        if self._is_whole:
            least = part.whole_height() if isinstance(part, (Sheets, TextTwin)) else theme().px(160)
        self.stack.setMinimumHeight(least)
