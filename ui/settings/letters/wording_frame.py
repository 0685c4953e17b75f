"""The frame of a wording being written: the words, the letter beside them, the buttons, and how they share the room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from caseworker.actions.letter_tries import Place, letter_places
from ui.context import Context
from ui.letters.reading_pane import FIELDS, ReadingPane
from ui.settings.letters.line_problems import LineProblems
from ui.settings.letters.places_dialog import PlacesDialog
from ui.settings.letters.wording_box import WordingBox
from ui.settings.table_part import WIDEST
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.low import is_low
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words, heading

_NARROW = 760  # px at 100 % text below which words and letter take turns
_LOWEST = 200  # px at 100 % text
_ABOUT = "# heading, - point of a list, 1. numbered point, [part] above what must stay, {place} filled from the case."


class WordingFrame(Follows, QWidget):
    """Words at the left, the letter at the right; one after the other where there is no room for both.

    Args:
        save, leave: called by the buttons.
    """

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.heading = heading("Wording")
        self.age = Words("", tone="muted")
        self.from_on = DateField(context.today, sense="future")
        self.from_block = FieldBlock("from_on", "From", self.from_on, needed=True)
        self.problems = LineProblems(self.go_to_line)
        self.box = WordingBox()
        self.place_button = Button("Put in a place", self.ask_place, icon="plus")
        self.save_button = Button("Save wording (Ctrl+Enter)", save, kind="primary")
        self.back_button = Button("Back, keep nothing", leave)
        self.reading = ReadingPane(context, with_zoom=False)
        self._lay_out()
        self.reading.switch.changed.connect(self._arrange)
        self.follow_theme()

    def ask_place(self) -> None:
        """Offer what the letter may ask for."""
        dialog = PlacesDialog(letter_places(self.box.wording()), self)
        dialog.accepted.connect(lambda: self.put_in(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put_in(self, place: Place | None) -> None:
        """Write a place where the writer is."""
        if place is not None:
            self.box.insertPlainText(f"{{{place.name}}}")
            self.box.setFocus()

    def go_to_line(self, line: int) -> None:
        """Show a line of the wording, counted from 1."""
        self.show_words()
        self.box.go_to_line(line)

    def show_words(self) -> None:
        """The words come forward where words and letter take turns."""
        if self._is_narrow():
            self.reading.switch.set_value(FIELDS)

    def retheme(self) -> None:
        """Larger text leaves less room: the page scrolls before words and letter vanish."""
        label = self.from_block.label.sizeHint().height() + 4
        self.acts.layout().setContentsMargins(0, label, 0, 0)  # type: ignore[union-attr]
        self._arrange()

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW) or is_low(self)

    def _arrange(self) -> None:
        narrow = self._is_narrow()
        self.reading.set_narrow(narrow, "Wording")
        place = self.above if narrow else self.above_letter
        if self.reading.bar.parentWidget() is not place:  # above both while they take turns
            place.layout().addWidget(self.reading.bar)  # type: ignore[union-attr]
            self.order()
        self.above.setVisible(narrow)
        in_turn = self.reading.what() == FIELDS
        self.left.setVisible(not narrow or in_turn)
        self.right.setVisible(not (narrow and in_turn))
        whole = is_low(self)  # one thing scrolls: the page (W7)
        self.box.set_whole(whole)
        self.reading.set_whole(whole)
        self.splitter.setMinimumHeight(0 if whole else theme().px(_LOWEST))

    def order(self) -> None:
        """Tab goes as the eye does."""
        acts = (*self.from_on.editors(), self.save_button, self.place_button, self.back_button)
        bar = (*self.reading.switch.editors(), self.reading.smaller, self.reading.larger, self.reading.whole)
        words = (*bar, self.box) if self._is_narrow() else (self.box, *bar)
        order_tabs(self, [*acts, *self.problems.buttons, *words, self.reading.sheets, self.reading.text])

    def _lay_out(self) -> None:
        self.left = QWidget()
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.box, 1)
        self.signs = Words(_ABOUT, "caption", tone="muted")
        inside.addWidget(self.age)
        inside.addWidget(self.signs)
        self.right, self.above, self.above_letter = QWidget(), QWidget(), QWidget()
        for holder in (self.above, self.above_letter):
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        letter = QVBoxLayout(self.right)
        letter.setContentsMargins(0, 0, 0, 0)
        letter.setSpacing(0)
        letter.addWidget(self.above_letter)
        letter.addWidget(self.reading, 1)
        self.above_letter.layout().addWidget(self.reading.bar)  # type: ignore[union-attr]
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([560, 440])
        acts = FlowRow(gap=8)
        for button in (self.save_button, self.place_button, self.back_button):
            acts.addWidget(button)
        self.acts = QWidget()
        QVBoxLayout(self.acts).addWidget(acts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.from_block, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.acts, 1, Qt.AlignmentFlag.AlignTop)
        self.area = ScrollColumn(width=WIDEST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        column = self.area.column
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(head)
        column.addWidget(self.problems)
        column.addWidget(self.above)
        column.addWidget(self.splitter, 1)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and letter take turns where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()
