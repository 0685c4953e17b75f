"""The tools of the writing column: the tool bar, spelling with its walk (F7), standard paragraphs."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from caseworker.actions import paragraphs, spelling
from caseworker.domain.letters import Blocks, blocks_text
from caseworker.errors import ProblemsError, RuleError
from ui.context import Context
from ui.letters.format_bar import COMMANDS, FormatBar
from ui.letters.opened import OpenedLetter
from ui.letters.paragraph_dialog import Offered, ParagraphDialog
from ui.spelling.dialog import SpellingDialog
from ui.spelling.marks import Box, SpellingMarks
from ui.spelling.speller import Speller
from ui.widgets.rich_text.field import RichText
from ui.widgets.text_area import TextArea


class Editing(QObject):
    """Everything that acts on the words of the letter in hand.

    Args:
        page: the letter page; dialogs open over it.
    """

    def __init__(self, context: Context, page: Any) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._opened: OpenedLetter | None = None
        self.bar = FormatBar(context.registry)
        self.speller = Speller(context.tasks, context.own, self)
        self.marks: list[SpellingMarks] = []
        self._warmed = False

    def attach(self, editor: RichText) -> None:
        """Take up an editor of a free part."""
        self.bar.attach(editor)
        self._mark(editor.box)

    def attach_plain(self, *areas: TextArea) -> None:
        """Take up boxes of plain text, for their spelling."""
        for area in areas:
            self._mark(area.box)

    def show_letter(self, opened: OpenedLetter) -> None:
        """Know whose names are right in this letter."""
        self._opened = opened
        self.speller.accept_names(opened.names)

    def take_commands(self, page: Any) -> None:
        """Take the commands about words while the page is in front."""
        for command in COMMANDS:
            page.handle(command, lambda command=command: self.bar.apply(command), self._why_not)
        page.handle("text.paragraph", self.choose_paragraph, self._why_not)
        page.handle("edit.spelling", self.walk, self._why_no_words)

    def misspelt_words(self) -> tuple[str, ...]:
        """The words in the written parts that nobody knows, each once, as far as they were looked at."""
        words = [each.word for marks in self._live() for each in marks.found]
        return tuple(dict.fromkeys(words))

    # -- spelling -----------------------------------------------------------------------------------------

    def walk(self) -> None:
        """Go through the misspelt words, one after the other (F7)."""
        self._context.tasks.run_read(
            spelling.load_dictionary, lambda _none: self._begin_walk(), receiver=self
        )

    def _begin_walk(self) -> None:
        live = [marks for marks in self._live() if marks.box.isVisible()]
        for marks in live:
            marks.check()
        if not any(marks.found for marks in live):
            self._context.messages.status("No misspelt words.")
            return
        dialog = SpellingDialog(live, self._page)
        dialog.finished.connect(lambda _result: self._say_walked(dialog))
        self._page.open_dialog(dialog)

    def _say_walked(self, dialog: SpellingDialog) -> None:
        number = dialog.changed_words
        changed = "1 word was changed" if number == 1 else f"{number} words were changed"
        done = "Spelling checked" if dialog.is_done() else "Spelling check ended"
        self._context.messages.status(f"{done}: {changed}.")

    def _mark(self, box: Box) -> None:
        self.marks = [*self._live(), SpellingMarks(box, self.speller)]

    def _live(self) -> list[SpellingMarks]:
        return [marks for marks in self.marks if shiboken6.isValid(marks)]

    def _why_no_words(self) -> str:
        opened = self._opened
        return "" if opened is not None and opened.is_open else "There is nothing to write in this letter."

    def _why_not(self) -> str:
        return self._why_no_words() or self.bar.why_not()

    # -- standard paragraphs ------------------------------------------------------------------------------

    def choose_paragraph(self) -> None:
        """Offer the standard paragraphs for this kind of case (Ctrl+J)."""
        opened, office, day = self._opened, self._context.office, self._context.today()
        if opened is None:
            return
        kind = opened.view.kind

        def read() -> tuple[list[Offered], list[str]]:
            found = paragraphs.paragraphs_for(office, kind, day)
            over = paragraphs.expired_paragraphs(office, kind, day)
            return [Offered(p.id, p.topic, p.title, _plain(p)) for p in found], [p.title for p in over]

        self._context.tasks.run_read(read, lambda both: self._offer(*both), receiver=self)

    def _offer(self, offered: list[Offered], over: list[str]) -> None:
        dialog = ParagraphDialog(offered, over, self._page)
        dialog.finished.connect(
            lambda result: self._put_in(dialog.chosen) if result == QDialog.DialogCode.Accepted else None
        )
        self._page.open_dialog(dialog)

    def _put_in(self, paragraph_id: str) -> None:
        opened, office, editor = self._opened, self._context.office, self.bar.current
        if opened is None or editor is None:
            return
        view = opened.view

        def put(blocks: Blocks) -> None:
            if shiboken6.isValid(editor):
                editor.box.put_below(blocks)
                editor.box.setFocus()
                self._context.messages.status("Paragraph inserted.")

        self._context.tasks.run_read(
            lambda: paragraphs.paragraph_blocks(office, view, paragraph_id),
            put,
            self._on_failed,
            receiver=self,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ProblemsError):
            needed = " ".join(f"{problem.message.rstrip('.')}." for problem in error.problems)
            self._context.messages.warning("The paragraph needs more", needed)
        elif isinstance(error, RuleError):
            self._context.messages.warning("Not inserted", str(error))
        else:
            self._context.messages.failure(error)


def _plain(paragraph: Any) -> str:
    return blocks_text(tuple(paragraph.blocks)).replace("\n", "\n\n")
