"""The letter while it is written: its preview and its checks, made anew after each change, away from the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions import letters
from caseworker.actions.letter_checks import check_letter
from caseworker.domain.letter_checks import Check
from caseworker.errors import RuleError
from ui.context import Context
from ui.letters.letter_frame import LetterFrame
from ui.letters.previewing import Previewing
from ui.widgets.field_block import problems_of

_CHECKS_MS = 600  # after the preview, before the checks are made: they are read, not raced
_REMEMBERED = 100  # previews whose time is kept


def left_to_approver(check: Check, name: str) -> Check:
    """Return a check as somebody sees it who cannot approve the letter: name and address are the approver's to compare.

    Args:
        name: whom the letter was given to for review, "" while it is with nobody.
    """
    if check.area != "recipient" or check.state != "todo":
        return check
    who = name or "Who approves the letter"
    return replace(
        check, state="note", words=f"{who} compares name and address before approving.", what_to_do=""
    )


class LiveLetter(LetterFrame):
    """Keeps preview, checks and problems up with what is typed.

    Attributes:
        previewing, checking: make them, one at a time.
        preview_ms: how long the last previews took, from the key to the pages drawn.
    """

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.preview_ms: list[int] = []
        self.is_loaded = (
            False  # whether the draft kept on this computer was looked for; no letter is made before
        )
        self.stands = (
            False  # problems of an act stay until something is typed, though the preview is made anew
        )
        self.previewing = Previewing(context.tasks, self._preview_job, self)
        self.checking = Previewing(context.tasks, self._checks_job, self, pause_ms=_CHECKS_MS)
        self.previewing.begun.connect(lambda: self.loading.start("Making the letter"))
        self.previewing.made.connect(self._on_preview)
        self.previewing.failed.connect(self._on_no_preview)
        self.checking.made.connect(self._on_checks)
        self.checking.failed.connect(self._on_no_checks)
        self.head.ticked.connect(lambda _on: self.checking.now() if self.preview_made else None)
        self.reading.sheets.drawn.connect(self._on_drawn)

    def show_preview(self, made: letters.LetterPreview) -> None:
        """Show a letter that was just made."""
        self.loading.finish()
        self.preview_made = made
        self.problems = ()
        if not self.stands:
            self.set_problems(False)
            self.writing.show_problems((), take_focus=False)
        self.head.show_recipient(made.letter.recipient_lines)
        self.warn(made.warnings)
        self.reading.show_letter(made.pdf, made.text)

    def show_checks_count(self) -> None:
        """Say in the head how many checks are not settled."""
        self.head.show_checks(self.writing.checks.summary())

    def misspelt_words(self) -> tuple[str, ...]:
        """The words in the written parts that the dictionary does not know."""
        return self.editing.misspelt_words()

    def _preview_job(self) -> Callable[[], Any] | None:
        opened, office = self.opened, self.context.office
        if opened is None or not opened.is_open or self.is_busy or not self.is_loaded:
            return None
        self.head.show_recipient(self.writing.who.lines())
        work, view, code = self.writing.work(), opened.view, opened.code
        return lambda: letters.preview_letter(office, view, code, work)

    def _on_preview(self, made: letters.LetterPreview) -> None:
        self.show_preview(made)
        self.checking.soon()

    def _on_no_preview(self, error: Exception) -> None:
        self.loading.finish()
        self.preview_made = None
        self.writing.checks.show_checks(())
        self.show_checks_count()
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
            self.reading.say_nothing("The letter could not be made", "Your text is kept.")
            return
        self.problems = problems_of(error)
        needed = " ".join(f"{problem.message.rstrip('.')}." for problem in self.problems)
        self.reading.say_nothing("The letter is not complete yet", needed)
        others = tuple(p for p in self.problems if not p.field.startswith("free."))
        self.writing.show_problems(self.problems if self.has_problems else others, take_focus=False)
        self.warn(())
        self.arrange()

    def _checks_job(self) -> Callable[[], Any] | None:
        opened, made, office = self.opened, self.preview_made, self.context.office
        if opened is None or made is None or not opened.is_open or self.is_busy:
            return None
        work, view, code = self.writing.work(), opened.view, opened.code
        ticked, words = self.head.is_checked(), self.misspelt_words()
        return lambda: check_letter(office, view, code, work, made, recipient_checked=ticked, misspelt=words)

    def _on_checks(self, checks: tuple[Check, ...]) -> None:
        opened = self.opened
        if opened is not None and self.is_for_others():
            with_whom = self.context.office.staff_name(str(opened.doc.get("review_by") or ""))
            checks = tuple(left_to_approver(check, with_whom) for check in checks)
        self.writing.checks.show_checks(checks)
        self.show_checks_count()

    def _on_no_checks(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)

    def _on_drawn(self) -> None:
        took = self.previewing.took_ms()
        if took is not None:
            self.preview_ms = [*self.preview_ms[-_REMEMBERED + 1 :], took]

    def warn(self, warnings: tuple[str, ...]) -> None:
        """Say what cannot be printed, or take it away."""
        self.warning.setText("Warning: " + " ".join(warnings))
        self.warning.setVisible(bool(warnings))
