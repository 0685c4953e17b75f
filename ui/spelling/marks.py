"""Marks under the misspelt words of one text box, and what its menu offers for them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from caseworker.domain.spelling import Word
from ui.spelling.speller import Speller
from ui.theme import theme, tokens

PAUSE_MS = 400  # after the last letter typed
_MOST_MARKS = 400  # more of them help nobody and slow the box down

Box = QTextEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong word and where it stands in its document."""

    word: str
    start: int
    end: int
    sentence: str


class SpellingMarks(QObject):
    """Attach one to a box; it goes with the box."""

    def __init__(self, box: Box, speller: Speller) -> None:
        super().__init__(box)
        self.box, self.speller = box, speller
        self._found: list[tuple[QTextCursor, str, str]] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.check)
        box.textChanged.connect(self._pause.start)
        box.cursorPositionChanged.connect(self._draw)
        speller.changed.connect(self.check)
        theme().changed.connect(self._draw)
        box.viewport().installEventFilter(self)
        box.installEventFilter(self)
        self.check()

    @property
    def found(self) -> tuple[Misspelling, ...]:
        """The wrong words where they stand now, though something was typed before them since."""
        return tuple(
            Misspelling(word, cursor.selectionStart(), cursor.selectionEnd(), sentence)
            for cursor, word, sentence in self._found
            if cursor.selectedText() == word
        )

    def check(self) -> None:
        """Look at every paragraph; only those that changed are asked about."""
        self._pause.stop()
        self.speller.check(self._texts(), self._on_checked, self)

    def replace(self, misspelling: Misspelling, by: str) -> None:
        """Put another word in its place, as one step to undo."""
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(misspelling.start)
        cursor.setPosition(misspelling.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == misspelling.word:
            cursor.insertText(by)
        self.check()

    def show(self, misspelling: Misspelling) -> None:
        """Select it, in view."""
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(misspelling.start)
        cursor.setPosition(misspelling.end, QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)
        self.box.ensureCursorVisible()

    def leave(self) -> None:
        """Select nothing any more: what is typed next must not take the place of the word shown last."""
        cursor = self.box.textCursor()
        cursor.clearSelection()
        self.box.setTextCursor(cursor)

    def at(self, position: int) -> Misspelling | None:
        """The wrong word at a place of the document."""
        return next((each for each in self.found if each.start <= position <= each.end), None)

    def add_to_menu(self, menu: QMenu, misspelling: Misspelling) -> None:
        """Put what can be done about a word before the rest of a menu."""
        first = menu.actions()[0] if menu.actions() else None
        waiting = QAction("Looking for what may be meant", menu)
        waiting.setEnabled(False)
        menu.insertAction(first, waiting)

        def offer(words: tuple[str, ...]) -> None:
            for word in words:
                action = QAction(word, menu)
                font = action.font()
                font.setBold(True)
                action.setFont(font)
                action.triggered.connect(lambda _on=False, word=word: self.replace(misspelling, word))
                menu.insertAction(waiting, action)
            waiting.setText("No word is like it")
            waiting.setVisible(not words)

        add = QAction(f"Add “{misspelling.word}” to my words", menu)
        add.triggered.connect(lambda: self.speller.add_own(misspelling.word))
        ignore = QAction(self.speller.ignore_words, menu)
        ignore.triggered.connect(lambda: self.speller.ignore(misspelling.word))
        for action in (add, ignore):
            menu.insertAction(first, action)
        if first is not None:
            menu.insertSeparator(first)
        self.speller.suggest(misspelling.word, offer, menu)

    def _texts(self) -> list[str]:
        block, texts = self.box.document().begin(), []
        while block.isValid():
            if block.text().strip():
                texts.append(block.text())
            block = block.next()
        return texts

    def _on_checked(self) -> None:
        found: list[tuple[QTextCursor, str, str]] = []
        block = self.box.document().begin()
        while block.isValid() and len(found) < _MOST_MARKS:
            text = block.text()
            for word in self.speller.misspelt(text)[: _MOST_MARKS - len(found)]:
                start, end = _units(text, word)
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                found.append((cursor, word.text, text))
            block = block.next()
        self._found = found
        self._draw()

    def _draw(self) -> None:
        """A wavy line under each; the word that is being typed is left in peace."""
        now = self.box.textCursor()
        typing = now.position() if self.box.hasFocus() and not now.hasSelection() else -1
        how = QTextCharFormat()
        how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        how.setUnderlineColor(QColor(tokens().error))
        marks = []
        for cursor, word, _sentence in self._found:
            if cursor.selectionEnd() == typing or cursor.selectedText() != word:
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, how
            marks.append(mark)
        self.box.setExtraSelections(marks)

    def _open_menu(self, at: QPoint, where: QPoint) -> bool:
        cursor = self.box.cursorForPosition(at)
        misspelling = self.at(cursor.position())
        if misspelling is None:
            return False
        menu = self.box.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_to_menu(menu, misspelling)
        menu.popup(where)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu of a wrong word, by mouse or by key; and the mark of the word just left."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                at = self.box.cursorRect().center()
                return self._open_menu(
                    at, self.box.viewport().mapToGlobal(self.box.cursorRect().bottomLeft())
                )
            if watched is self.box.viewport():
                return self._open_menu(event.pos(), event.globalPos())
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.box:
            QTimer.singleShot(0, self, self._draw)
        return super().eventFilter(watched, event)


def _units(text: str, word: Word) -> tuple[int, int]:
    """Where a word stands in Qt's count, in which a letter beyond the first 65,536 counts twice."""
    if text.isascii():
        return word.start, word.end
    before = len(text[: word.start].encode("utf-16-le")) // 2
    return before, before + len(word.text.encode("utf-16-le")) // 2
