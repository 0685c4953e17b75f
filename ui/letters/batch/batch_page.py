"""One letter for many cases: written once, looked at one by one, approved and printed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions import letter_batch, look_up
from caseworker.actions.letter_batch import BatchCase, BatchLetter
from caseworker.actions.letters import letter_template
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.drafts import PageDraft
from caseworker.domain.letter_work import LetterWork
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.letters.batch.done_step import DoneStep
from ui.letters.batch.look_step import LookStep
from ui.letters.batch.looking import Looking
from ui.letters.batch.making import Making
from ui.letters.batch.standing import Standing
from ui.letters.batch.write_step import PartWords, WriteStep
from ui.page import Page
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.words import heading

_NARROW = 860  # px at 100 % text below which the heading gives its place to the letter
_Chosen = tuple[list[str], tuple[BatchLetter, ...]]
_Fitting = tuple[tuple[BatchCase, ...], list[PartWords], bool]


class BatchPage(Page):
    """A batch.

    Args:
        numbers: the cases chosen in a list.
    """

    kind = "letter_batch"
    commands = ("page.finish", "page.print", "page.save")

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, *, numbers: Sequence[int] = ()
    ) -> None:
        super().__init__(context, key, parent)
        self.standing = Standing()
        self._drafted: dict[str, Any] = {}
        self._needs_second = False
        self._asked = 0
        self._ids: list[str] = []
        self._numbers: tuple[int, ...] = ()
        self.write, self.look = WriteStep(), LookStep(context)
        self.done = DoneStep(self.print_made, lambda: context.open_page("post"), self.closing.emit)
        self.looking = Looking(context, self.look, self.standing, lambda error: self.making.tell_error(error))
        self._make_acts()
        self._lay_out()
        loading = Loading(self.stack, lambda: self.making.stop())
        loading.button.setText("Stop")
        self.making = Making(context, self, self.standing, loading)
        self.autosave = Autosave(
            context, "letter_batch", self._doc, self.title, draft_id=f"letter_batch-{key}",
            opens=("letter_batch", key), parent=self,
        )  # fmt: skip
        self._connect()
        self._wanted = tuple(numbers)
        self.autosave.load(self._on_draft)

    def title(self) -> str:
        """How many letters."""
        return f"One letter for {count_of(len(self._ids), 'case')}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return f"Letters ({len(self._ids):,})"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a letter that fits, write its free parts once, then look at each letter: the arrow keys walk the "
            "list, a press says that name and address are right and goes on. Check all stops at the first letter that "
            "is not right and says what to do. Alt+Left goes back to the words. Ctrl+Enter approves all, Ctrl+P "
            "prints them; one Undo takes all of it back."
        )

    def first_focus(self) -> QWidget:
        """The choice of the letter, then the list, then the way to the printer."""
        firsts = {
            self.write: self.write.letter.editor(),
            self.look: self.look.table.view,
            self.done: self.done.print_button,
        }
        return firsts[self.stack.currentWidget()]

    def on_changed(self, changed: Any) -> None:
        """A case was changed, perhaps mended: its letter is looked at anew, and its tick is gone."""
        touched = [case_id for case_id in changed.case_ids if case_id in self.standing.states]
        if self.making.is_busy or not touched:
            return
        self.making.look_whether_it_stands()
        if self.making.made:
            return
        for case_id in touched:
            self.standing.case_changed(case_id)
        self._show_rows()
        if self.look.current() in touched:
            self.looking.look_again()

    def go_back(self) -> bool:
        """From the letters back to the words."""
        if self.stack.currentWidget() is self.look and not self.making.is_busy:
            self._show(self.write)
            return True
        return False

    def may_close(self) -> bool:
        """Not while letters are being made; what was written stays as a draft."""
        if self.making.is_busy:
            self.context.messages.status("Letters are being made. Stop that first.")
            return False
        return self.autosave.close()

    def finish(self) -> None:
        """Go on: from the words to the letters, from the letters to their approval (Ctrl+Enter)."""
        if self.making.is_busy:
            return
        if self.stack.currentWidget() is self.write:
            self.write.go_on()
        elif self.stack.currentWidget() is self.look:
            self.making.keep() if self._needs_second else self.making.approve()

    def print_made(self) -> None:
        """Print the letters that were approved (Ctrl+P)."""
        self.making.print_made()

    # -- from words to letters ----------------------------------------------------------------------------

    def _on_draft(self, draft: PageDraft | None) -> None:
        """The cases and the words kept earlier, or the cases chosen now."""
        self._drafted = dict(draft.doc) if draft else {}
        kept = tuple(int(number) for number in self._drafted.get("numbers") or ())
        office, chosen = self.context.office, self._wanted or kept
        self._numbers = chosen
        self.making.begin("Looking for letters that fit")

        def work() -> _Chosen:
            ids = [row.case_id for row in look_up.cases_by_number(office, chosen)]
            return ids, letter_batch.letters_for_many(office, ids)

        self.context.tasks.run_read(work, self._on_letters, self.making.tell_error, receiver=self)

    def _doc(self) -> dict[str, Any]:
        """What the draft keeps: the cases and what is written for all; what was looked at is looked at again."""
        return {
            "numbers": list(self._numbers),
            "code": self.standing.code,
            "work": self.write.work().to_value(),
        }

    def _on_letters(self, chosen: _Chosen) -> None:
        self.making.end()
        self._ids, letters = chosen
        self.write.offer(letters, len(self._ids))
        self.heading.setText(self.title())
        self.retitled.emit()
        if not letters:
            self.write.unfit.setText("No letter fits any of these cases.")
        self.write.go_button.setEnabled(bool(letters))
        if self._drafted.get("code") in {letter.code for letter in letters}:
            self.write.letter.set_value(str(self._drafted["code"]))

    def _on_letter(self, code: str) -> None:
        if not code or code == self.standing.code:
            return
        self._asked += 1
        asked, office, ids = self._asked, self.context.office, tuple(self._ids)

        def work() -> _Fitting:
            template = letter_template(office, code)
            parts = [(p.name, p.label, p.hint, p.may_be_empty) for p in template.free]
            return (
                letter_batch.cases_for(office, ids, code),
                parts,
                letter_batch.needs_second_person(office, code),
            )

        self.context.tasks.run_read(
            work,
            lambda found: self._on_cases(code, *found) if asked == self._asked else None,
            self.making.tell_error,
            receiver=self,
        )

    def _on_cases(
        self, code: str, cases: tuple[BatchCase, ...], parts: list[PartWords], second: bool
    ) -> None:
        self.standing.forget(code)
        self.standing.cases, self._needs_second = cases, second
        self.write.show_cases(cases)
        self.write.show_parts(parts)
        if self._drafted.get("code") == code:
            self.write.fill(LetterWork.from_value(self._drafted.pop("work", None)))

    def _on_ready(self) -> None:
        self.standing.write(self.write.work())
        self._show_rows()
        self._show(self.look)
        self.looking.look_again()

    def _on_made(self) -> None:
        made = self.making.made
        if made is None:
            return
        self.autosave.discard(lambda _draft: None)
        self.context.changed(made)
        self.making.tell_made(made)
        self.done.tell(made.message, self.standing.left_out(), is_approved=self.making.is_approved)
        self._show(self.done)

    def _on_taken_back(self, is_undone: bool) -> None:
        """Undo leads back to the letters, each to be looked at anew; Redo to what may follow."""
        if not is_undone:
            self.autosave.discard(lambda _draft: None)
            self._show(self.done)
            return
        self.autosave.begin_again()
        for case_id in self.standing.states:
            self.standing.case_changed(case_id)
        self._show_rows()
        self._show(self.look)
        self.looking.look_again()

    # -- made once ----------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self.back_button = Button("Back to the words", self.go_back)
        self.check_button = Button("Check all", lambda: self.making.check_all())
        self.keep_button = Button("Keep as drafts", lambda: self.making.keep())
        self.approve_button = Button(
            "Approve all (Ctrl+Enter)", lambda: self.making.approve(), kind="primary"
        )
        for button in (self.approve_button, self.check_button, self.keep_button, self.back_button):
            self.look.acts.addWidget(button)
        self.look.settle()

    def _lay_out(self) -> None:
        self.heading = heading("One letter for many cases", "page")
        self.stack = QStackedWidget()
        for step in (self.write, self.look, self.done):
            self.stack.addWidget(step)
        self._top = QWidget()
        head = QVBoxLayout(self._top)
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._top)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.write.letter_chosen.connect(self._on_letter)
        self.write.ready.connect(self._on_ready)
        self.write.changed.connect(self.autosave.touch)
        self.autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        self.looking.stood.connect(self._show_rows)
        self.making.stood.connect(self._show_rows)
        self.making.stopped_at.connect(self.looking.go_to)
        self.making.done.connect(self._on_made)
        self.making.taken_back.connect(self._on_taken_back)
        self.handle("page.finish", self.finish, self._why_not_finish)
        self.handle("page.save", self.autosave.save_now)
        self.handle("page.print", self.print_made, self.why_not_print)

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self._measure()
        self.approve_button.setVisible(not self._needs_second)
        words = "Keep as drafts (Ctrl+Enter)" if self._needs_second else "Keep as drafts"
        self.keep_button.setText(words)
        self.context.registry.refresh()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        """Only the step in front needs room; where there is little, the tab alone says what the page is."""
        for step in (self.write, self.look, self.done):
            policy = (
                QSizePolicy.Policy.Preferred
                if step is self.stack.currentWidget()
                else QSizePolicy.Policy.Ignored
            )
            step.setSizePolicy(policy, policy)
        self._top.setVisible(self.width() >= theme().px(_NARROW))

    def _show_rows(self) -> None:
        self.look.set_rows(self.standing.rows())
        number = count_of(len(self.standing.entries()), "letter")
        self.approve_button.setText(f"Approve {number} (Ctrl+Enter)")

    def _why_not_finish(self) -> str:
        return "The letters were made already." if self.making.made else ""

    def why_not_print(self) -> str:
        """Say why nothing can be printed, or ""."""
        return "" if self.making.made and self.making.is_approved else "Approve the letters first."

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room now, or less."""
        super().resizeEvent(event)
        self._measure()
