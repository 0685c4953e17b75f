"""The walk through misspelt words (F7): one after the other, each with its sentence and what may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout, QWidget

from ui.spelling.marks import Misspelling, SpellingMarks
from ui.theme import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading


class SpellingDialog(QDialog):
    """Enter takes the word in the line; Esc ends the walk. Words that were changed stay changed."""

    def __init__(self, marks: Sequence[SpellingMarks], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Spelling")
        self._marks = list(marks)
        self._passed: set[tuple[int, int, str]] = set()
        self._at: tuple[SpellingMarks, Misspelling] | None = None
        self.changed_words = 0
        self.word = heading("")
        self.sentence = Words("", "reading")
        self.by = TextField(limit=100)
        self.list = QListWidget()
        self.list.setAccessibleName("Words that may be meant")
        self.change = Button("Change", self.take, kind="primary")
        self.skip = Button("Leave it here", self.pass_over)
        self.ignore = Button(self._marks[0].speller.ignore_words, self._ignore)
        self.add = Button("Add to my words", self._add)
        self.close_button = Button("Close", self.reject)
        self._lay_out()
        self.list.currentTextChanged.connect(lambda text: self.by.set_value(text) if text else None)
        self.list.itemActivated.connect(lambda _item: self.take())
        self.by.line.returnPressed.connect(self.take)
        self.go_on()

    def is_done(self) -> bool:
        """Whether there is no word left to look at."""
        return self._at is None

    def current(self) -> str:
        """The word in hand, or ""."""
        return self._at[1].word if self._at else ""

    def go_on(self) -> None:
        """Show the next word; none left ends the walk."""
        self._at = next(
            (
                (marks, each)
                for number, marks in enumerate(self._marks)
                for each in marks.found
                if (number, each.start, each.word) not in self._passed
            ),
            None,
        )
        if self._at is None:
            self.accept()
            return
        marks, each = self._at
        marks.show(each)
        self.word.setText(f"“{each.word}” is not in the dictionary")
        self.sentence.setText(_around(each))
        self.by.set_value(each.word)
        self.list.clear()
        marks.speller.suggest(each.word, lambda words: self._offer(each, words), self)
        self.by.line.setFocus()
        self.by.line.selectAll()
        announce(self, f"{each.word}, in: {_around(each)}")

    def done(self, result: int) -> None:
        """The walk is over; the word shown last is not selected any more."""
        for marks in self._marks:
            marks.leave()
        super().done(result)

    def take(self) -> None:
        """Put the word in the line in its place."""
        if self._at is None:
            return
        marks, each = self._at
        by = self.by.value()
        if by and by != each.word:
            marks.replace(each, by)
            self.changed_words += 1
        else:
            self._pass(each)
        self.go_on()

    def pass_over(self) -> None:
        """Leave the word as it is, here."""
        if self._at is not None:
            self._pass(self._at[1])
            self.go_on()

    def _pass(self, each: Misspelling) -> None:
        assert self._at is not None
        self._passed.add((self._marks.index(self._at[0]), each.start, each.word))

    def _ignore(self) -> None:
        if self._at is not None:
            self._at[0].speller.ignore(self._at[1].word)
            self.go_on()

    def _add(self) -> None:
        if self._at is not None:
            self._at[0].speller.add_own(self._at[1].word)
            self.go_on()

    def _offer(self, each: Misspelling, words: tuple[str, ...]) -> None:
        if self._at is None or self._at[1] != each:
            return
        typed = self.by.value() != each.word
        self.list.addItems(list(words))
        self.list.setEnabled(bool(words))
        if words and not typed:
            self.list.setCurrentRow(0)
            self.by.line.selectAll()

    def _lay_out(self) -> None:
        self.by.describe("Write instead", "Enter changes the word")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.word)
        column.addWidget(self.sentence)
        column.addWidget(FieldBlock("by", "Write instead", self.by))
        self.list.setFixedHeight(theme().row_height() * 4 + 8)
        column.addWidget(self.list)
        row = FlowRow(gap=8)
        for button in (self.change, self.skip, self.ignore, self.add, self.close_button):
            row.addWidget(button)
        column.addWidget(row)
        self.setMinimumWidth(theme().px(520))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)


def _around(each: Misspelling, most: int = 140) -> str:
    """The words around it."""
    text = " ".join(each.sentence.replace("\u2028", " ").split())
    at = text.find(each.word)
    start = max(0, at - most // 2)
    end = min(len(text), start + most)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
