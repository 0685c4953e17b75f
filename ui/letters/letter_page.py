"""The letter page: change what is free, read it as it will be printed, keep it, print it (interface brief, 4.4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from caseworker.actions import letters
from caseworker.actions.reports import write_file
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import Problem, RuleError, UnavailableError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters.letter_form import LetterForm
from ui.letters.opened import OpenedLetter, open_letter
from ui.letters.reading_pane import FIELDS, ReadingPane
from ui.letters.recipient_bar import CHECKED, RecipientBar
from ui.letters.sending import Kept, keep_letter, print_and_record, tell_done
from ui.page import Page
from ui.pdf_pages import page_sizes
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.theme import Follows, theme
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import problems_of
from ui.widgets.words import Words

_PAUSE_MS = 350  # after the last letter typed, before the pages are made anew
_NARROW = 860  # px at 100 % text below which fields and pages take turns
_SETTINGS = {
    "contact_phone": "office",
    "contact_email": "office",
    "advocate_contact": "office",
    "colour": "letterhead",
    "logo": "letterhead",
}
"""Facts that are kept in the settings: name to section."""


class LetterPage(Follows, Page):
    """One letter of a case.

    Args:
        key: "case id/code" for a new letter, "case id/letter id" for a kept one.
    """

    kind = "letter"
    commands = ("page.finish", "page.print", "page.save")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.case_id, _, self.which = key.partition("/")
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.opened: OpenedLetter | None = None
        self.preview_made: letters.LetterPreview | None = None
        self.problems: tuple[Problem, ...] = ()
        self.is_busy = False
        self._asked = 0
        self._build()
        self._take_commands()
        self.autosave = self._make_autosave()
        self.refresh()

    def title(self) -> str:
        """What it is and of which case."""
        if self.opened is None:
            return "Letter"
        return f"{self.opened.title}, {self.opened.view.reference}"

    def tab_text(self) -> str:
        """Reference and code; a letter that is not kept begins "Draft" (W4)."""
        if self.opened is None:
            return "Letter"
        words = f"{self.opened.code} {self.opened.view.reference}"
        return f"Draft {words}" if self.opened.is_new else f"Letter {words}"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Change what is different in this letter, read it as pages or as text, tick that you have checked the name "
            "and address, then press Ctrl+P to keep and print it, or Ctrl+Enter to keep it for later."
        )

    def first_focus(self) -> QWidget:
        """The tick, when nothing is missing; else the first field."""
        if self.problems and self.fields.isVisible():
            return self.form.summary
        return self.bar.check.editor()

    def may_close(self) -> bool:
        """What was typed stays as a draft."""
        return self.autosave.close()

    def refresh(self) -> None:
        """Read the case again."""
        case_id, which, office = self.case_id, self.which, self.context.office
        self.context.tasks.run_read(
            lambda: open_letter(office, case_id, which), self._on_opened, self._on_not_opened, receiver=self
        )

    def on_changed(self, changed: Any) -> None:
        """The case, the letterhead or the staff changed."""
        if not self.is_busy and (self.case_id in changed.case_ids or not changed.case_ids):
            self.refresh()

    def layout_state(self) -> dict[str, Any]:
        """How it is read, and how large."""
        return {"show": self.reading.what(), "zoom": self.reading.sheets.zoom()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("show") in ("pages", "text"):
            self.reading.switch.set_value(state["show"])
        self.reading.sheets.set_zoom(int(state.get("zoom", 0)))

    def keep(self) -> None:
        """Keep the letter with the case (Ctrl+Enter)."""
        if self._refuses(needs_check=False):
            return
        self._begin("Keeping the letter")
        self.context.tasks.run_write(self._keeping(), self._on_kept, self._on_failed, receiver=self)

    def print_out(self) -> None:
        """Ask for a printer; keep the letter if it is new; print it and record that it was sent (Ctrl+P)."""
        if self._refuses(needs_check=True):
            return
        assert self.opened is not None
        try:
            printer = self.printers.choose(self, self.title(), len(page_sizes(self._pdf())))
        except UnavailableError as error:
            self.context.messages.failure(error)
            return
        if printer is None:
            self.context.messages.status("Nothing was printed.")
            return
        self._begin("Printing")
        if self.opened.is_new:

            def kept(done: Kept) -> None:
                self._take_kept(done)
                self.context.changed(done.changed)
                print_and_record(
                    self.context, printer, done.pdf, self.case_id, done.letter_id, self._on_print_over
                )

            self.context.tasks.run_write(
                self._keeping(), kept, self._on_failed, receiver=self.context.messages
            )
        else:
            print_and_record(
                self.context, printer, self.opened.pdf, self.case_id, self.which, self._on_print_over
            )

    def save_pdf(self) -> None:
        """Write the pages as they are shown to a file."""
        if self._refuses(needs_check=False):
            return
        assert self.opened is not None
        name = f"{self.opened.view.reference} {self.opened.code}.pdf"
        path = self.files.save_as(self, "Save as PDF", name, "PDF (*.pdf)")
        if path is None:
            return
        pdf = self._pdf()
        self.context.tasks.run_read(
            lambda: write_file(path, pdf, "The letter was not saved"),
            lambda _none: self._on_saved(path),
            self.context.messages.failure,
            receiver=self,
        )

    # -- what it is made of -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.bar = RecipientBar()
        self.warning = Words("", bold=True)
        self.warning.setContentsMargins(16, 8, 16, 8)
        self.warning.hide()
        self.form = LetterForm(self._open_case, self._go_to_fact)
        # Until the case and the draft are there: typing must not meet them half-way.
        self.form.setEnabled(False)
        self.fields = self.form
        self.reading = ReadingPane(self.context)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.fields)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.bar, self.warning, self.reading.bar):
            layout.addWidget(part)
        layout.addWidget(self.splitter, 1)
        self.loading = Loading(self.reading)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._make_preview)
        self.form.changed.connect(self._on_typed)
        self.bar.keep_asked.connect(lambda: self.context.registry.run("page.finish"))
        self.bar.print_asked.connect(self.print_out)
        self.bar.save_asked.connect(self.save_pdf)
        self.reading.switch.changed.connect(self._arrange)
        self.reading.sheets.failed.connect(self.context.messages.failure)
        self.follow_theme()

    def _take_commands(self) -> None:
        self.handle("page.finish", self.keep, self._why_not_keep)
        self.handle("page.print", self.print_out, self._why_not_read)
        self.handle("page.save", lambda: self.autosave.save_now())

    def _make_autosave(self) -> Autosave:
        autosave = Autosave(
            self.context,
            "letter",
            self.form.doc,
            self._draft_title,
            draft_id=f"letter-{self.case_id}-{self.which}",
            case_id=self.case_id,
            opens=("letter", self.key),
            parent=self,
        )
        autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        return autosave

    def _draft_title(self) -> str:
        if self.opened is None:
            return "Letter"
        return f"{self.opened.title}, {self.opened.view.reference} {self.opened.view.row.person}".strip()

    # -- reading ------------------------------------------------------------------------------------------

    def _on_opened(self, opened: OpenedLetter) -> None:
        first = self.opened is None
        self.opened = opened
        self.bar.title.setText(f"{opened.title} ({opened.view.reference})")
        self.bar.state.setText(opened.state_words)
        self.bar.show_kept(not opened.is_new)
        self._arrange()
        self.retitled.emit()
        self.context.registry.refresh()
        if not opened.is_new:
            self._set_problems(())
            self.bar.show_recipient(opened.recipient_lines)
            self._warn(opened.warnings)
            self.reading.show_letter(opened.pdf, opened.text)
            return
        self.form.show_letter(opened)
        if first:
            self.autosave.load(self._on_draft)
        else:
            self._make_preview()

    def _on_not_opened(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
        self.opened = None
        self.autosave.finish()
        self.fields.hide()
        self.bar.hide()
        self.reading.bar.hide()
        self.reading.say_nothing(
            "There is no letter to show", str(error) if isinstance(error, RuleError) else ""
        )
        self.context.registry.refresh()

    def _on_draft(self, draft: Any) -> None:
        if draft is not None:
            self.form.take_doc(draft.doc)
        self.form.setEnabled(True)
        self._make_preview()

    def _on_typed(self) -> None:
        self._show_recipient_as_typed()
        self.autosave.touch()
        self._pause.start()

    def _show_recipient_as_typed(self) -> None:
        form = self.form.form
        lines = [str(form["recipient_name"].value()), *str(form["address"].value()).splitlines()]
        self.bar.show_recipient([" ".join(line.split()) for line in lines])

    def _make_preview(self) -> None:
        self._pause.stop()
        if self.opened is None or not self.opened.is_new or self.is_busy:
            return
        self._show_recipient_as_typed()
        self._asked += 1
        asked, work = self._asked, self._previewing()
        self.loading.start("Making the letter")
        self.context.tasks.run_read(
            work,
            lambda made: self._on_preview(made) if asked == self._asked else None,
            lambda error: self._on_no_preview(error) if asked == self._asked else None,
            receiver=self,
        )

    def _previewing(self) -> Any:
        opened, changes, office = self.opened, self.form.changes(), self.context.office
        assert opened is not None
        return lambda: letters.preview_letter(office, opened.view, opened.code, LetterWork(changed=changes))

    def _on_preview(self, made: letters.LetterPreview) -> None:
        self.loading.finish()
        self.preview_made = made
        self._set_problems(())
        self.bar.show_recipient(made.letter.recipient_lines)
        self._warn(made.warnings)
        self.reading.show_letter(made.pdf, made.text)

    def _warn(self, warnings: tuple[str, ...]) -> None:
        self.warning.setText("Warning: " + " ".join(warnings))
        self.warning.setVisible(bool(warnings))

    def _on_no_preview(self, error: Exception) -> None:
        self.loading.finish()
        self.preview_made = None
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
            self.reading.say_nothing("The letter could not be made", "Your text is kept.")
            return
        self._set_problems(problems_of(error))
        needed = " ".join(f"{problem.message.rstrip('.')}." for problem in self.problems)
        self.reading.say_nothing("The letter is not complete yet", needed)
        self.warning.hide()
        self._arrange()

    def _set_problems(self, problems: tuple[Problem, ...], *, take_focus: bool = False) -> None:
        self.problems = problems
        self.form.show_problems(problems, take_focus=take_focus)
        if not problems:
            self.set_problems(False)

    # -- keeping and printing -----------------------------------------------------------------------------

    def _refuses(self, *, needs_check: bool) -> bool:
        """Say what is still missing and return True, or return False."""
        if self.is_busy or self.opened is None:
            return True
        problems = self.problems if self.opened.is_new else ()
        if problems:
            self.set_problems(True)
            self._show_fields()
            self._set_problems(problems, take_focus=True)
            return True
        if self.opened.is_new and self.preview_made is None:
            self.context.messages.status("The letter is still being made.")
            return True
        if needs_check and not self.bar.is_checked():
            self.set_problems(True)
            self.bar.say_problem(f"Tick “{CHECKED}” before you print")
            self.bar.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.messages.announce(self.bar.problem.text(), urgent=True)
            return True
        self.bar.say_problem("")
        self.set_problems(False)
        return False

    def _show_fields(self) -> None:
        if self._is_narrow():
            self.reading.switch.set_value(FIELDS)

    def _keeping(self) -> Any:
        """What keeps the letter as it stands in the fields this moment, in the writer's thread."""
        make, office, case_id = self._previewing(), self.context.office, self.case_id
        return lambda: keep_letter(office, case_id, make())

    def _begin(self, words: str) -> None:
        self.is_busy = True
        self._pause.stop()
        self.autosave.hold()
        self.loading.start(words)
        self.context.registry.refresh()

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()
        self.context.registry.refresh()

    def _on_kept(self, kept: Kept) -> None:
        self._take_kept(kept)
        self._end()
        tell_done(self.context, "Letter kept", kept.changed)
        self.bar.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_kept(self, kept: Kept) -> None:
        """The draft has become a letter of the case; its page is that letter's page from now on."""
        if not shiboken6.isValid(self):
            return
        self.autosave.discard(lambda _draft: None)
        self.which = kept.letter_id
        self.key = f"{self.case_id}/{kept.letter_id}"

    def _on_print_over(self, error: Exception | None) -> None:
        if error is not None:
            self.context.messages.failure(error)
        if shiboken6.isValid(self):
            self._end()
            self.bar.untick()
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            self.context.messages.failure(error)
            return
        self._end()
        self.autosave.release()
        if isinstance(error, RuleError):
            self.set_problems(True)
            self._show_fields()
            self._set_problems(problems_of(error), take_focus=True)
        else:
            self.context.messages.failure(error)

    def _on_saved(self, path: Path) -> None:
        self.context.messages.success("Saved", f"{path.name} was written to {path.parent}.")

    def _pdf(self) -> bytes:
        if self.opened is not None and not self.opened.is_new:
            return self.opened.pdf
        return self.preview_made.pdf if self.preview_made is not None else b""

    # -- other pages, and room ----------------------------------------------------------------------------

    def _open_case(self) -> None:
        self.context.open_page("case", self.case_id, show="details")

    def _go_to_fact(self, name: str) -> None:
        if name in _SETTINGS:
            self.context.open_page("settings", section=_SETTINGS[name])
        else:
            self._open_case()

    def _why_not_read(self) -> str:
        if self.opened is None:
            return "There is no letter to show."
        return "The letter is being kept or printed." if self.is_busy else ""

    def _why_not_keep(self) -> str:
        if self.opened is not None and not self.opened.is_new:
            return "This letter is kept already and cannot be changed."
        return self._why_not_read()

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW)

    def _arrange(self) -> None:
        """Fields beside the pages, or in turn with them; none for a kept letter."""
        is_new = self.opened is not None and self.opened.is_new
        narrow = self._is_narrow() and is_new
        self.reading.set_narrow(narrow)
        in_turn = self.reading.what() == FIELDS
        self.fields.setVisible(is_new and (not narrow or in_turn))
        self.reading.setVisible(not (narrow and in_turn))

    def retheme(self) -> None:
        """Larger text leaves less room."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields and pages take turns where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()
