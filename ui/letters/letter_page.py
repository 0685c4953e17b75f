"""The letter page: write what is free, read it as it will be printed, settle the checks, approve, print, send.

Built in four steps: its frame (letter_frame.py), preview and checks (live_letter.py), drafts and versions
(drafted_letter.py), and here the letter that was opened. What is done with it is in flow.py, where it leads in ways.py.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.errors import Problem, RuleError
from ui.cases.changed_elsewhere import tell_of_others
from ui.cases.tab_order import stops_of
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters import going_out, ways
from ui.letters.acts import state_words, who_acted
from ui.letters.drafted_letter import DraftedLetter
from ui.letters.flow import Flow
from ui.letters.opened import OpenedLetter, open_letter
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.widgets.tab_order import order_tabs


class LetterPage(DraftedLetter):
    """One letter of a case.

    Args:
        key: "case id/code" for a new letter, "case id/letter id" for a kept one.
    """

    kind = "letter"
    commands = (
        "page.finish", "page.print", "page.save", "edit.spelling", "text.bold", "text.italic", "text.heading",
        "text.list", "text.numbers", "text.paragraph", "letter.wording",
    )  # fmt: skip

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.has_come = False  # whether the letter shows, or what it still lacks
        self.goes_on = False  # whether the focus goes to the next act once the letter is read again
        self._reads = 0
        self.flow = Flow(self)
        self._connect()
        self._take_commands()
        self.refresh()

    def _connect(self) -> None:
        self.writing.comments.add_asked.connect(self.flow.add_comment)
        self.writing.comments.done_asked.connect(self.flow.finish_comment)
        self.finished.send_asked.connect(lambda: going_out.record_sent(self.flow))
        self.finished.later_asked.connect(self._on_later)
        self.finished.send.redate_button.clicked.connect(lambda _on=False: going_out.redate(self.flow))
        self.head.asked.connect(self.flow.do)
        self.head.checks_asked.connect(lambda: ways.go_to_checks(self))
        self.reading.sheets.failed.connect(self.context.messages.failure)
        self.previewing.made.connect(lambda _made: self._on_come())
        self.previewing.failed.connect(lambda _error: self._on_come())

    def title(self) -> str:
        """What it is and of which case."""
        return "Letter" if self.opened is None else f"{self.opened.title}, {self.opened.view.reference}"

    def tab_text(self) -> str:
        """Reference and code; a letter whose words can be changed begins "Draft" (W4)."""
        if self.opened is None:
            return "Letter"
        words = f"{self.opened.code} {self.opened.view.reference}"
        return f"Draft {words}" if self.opened.is_open else f"Letter {words}"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Write the parts at the left and read the letter at the right, as pages or as text. Ctrl+B, Ctrl+I, "
            "Ctrl+H, Ctrl+L and Ctrl+M make bold, italic, heading, list and numbered list; Ctrl+J puts in a standard "
            "paragraph, F7 checks the spelling. Ctrl+S keeps a version with the case. Tick that you checked the name "
            "and address, then Ctrl+Enter approves the letter or gives it for review; after that Ctrl+P prints it."
        )

    def first_focus(self) -> QWidget:
        """Where a draft was left; the first part to write; the tick; the first button of a finished letter.

        The page itself until the letter has come: what is typed meanwhile must not tick the check.
        """
        if not self.has_come:
            return self
        resumed = self.writing.form.blocks.get(self._resumed)
        if resumed is not None and resumed.isVisibleTo(self):
            return resumed.field.editor()
        if self.opened is not None and not self.opened.is_open:
            buttons = [button for button in self.head.buttons.values() if button.isVisibleTo(self)]
            return buttons[0] if buttons else self.reading.sheets
        if self.problems and self.left.isVisibleTo(self):
            empty = [p.field for p in self.problems if p.field.startswith("free.")]
            if empty and len(empty) == len(self.problems) and empty[0] in self.writing.form.blocks:
                return self.writing.form[empty[0]].editor()
            if not self.writing.summary.isHidden():
                return self.writing.summary
        return (
            self.head.check.editor()
            if not self.is_for_others()
            else next(iter(self.head.buttons.values()), self)
        )

    def may_close(self) -> bool:
        """What was typed stays as a draft."""
        return self.autosave.close()

    def refresh(self) -> None:
        """Read the case again; what was asked for before and comes later is passed over."""
        self._reads += 1
        number, case_id, which, office = self._reads, self.case_id, self.which, self.context.office
        self.context.tasks.run_read(
            lambda: open_letter(office, case_id, which),
            lambda opened: self._on_opened(opened) if number == self._reads else None,
            lambda error: self._on_not_opened(error) if number == self._reads else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """The case, the letterhead, the wording or the staff changed."""
        if not self.is_busy and (self.case_id in changed.case_ids or not changed.case_ids):
            self.refresh()

    def begin(self, words: str) -> None:
        """An act is under way: nothing else is begun."""
        self.is_busy = True
        self.previewing.stop()
        self.checking.stop()
        self.autosave.hold()
        self.loading.start(words)
        self.context.registry.refresh()

    def end(self) -> None:
        """The act is over."""
        self.is_busy = False
        self.loading.finish()
        self.autosave.release()
        self.context.registry.refresh()

    def show_problems(self, problems: tuple[Problem, ...], *, only_tick: bool = False) -> None:
        """Say what stops the act and lead there; nothing at all takes the marks away."""
        self.set_problems(bool(problems))
        self.stands = bool(problems)
        if self.opened is not None and not self.opened.is_open:
            self.finished.show_problems(problems, take_focus=bool(problems))
            return
        if only_tick:
            self.writing.show_problems((), take_focus=False)
            self.head.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.messages.announce(self.head.problem.text(), urgent=True)
            return
        if problems:
            self.show_left()
        self.writing.show_problems(problems, take_focus=bool(problems))

    def rest(self) -> None:
        """An act is done and nothing else is asked for: the focus goes to the letter, where no key does anything."""
        shown = self.reading.stack.currentWidget() if self.reading.isVisibleTo(self) else None
        if shown is not None and shown.focusPolicy() & Qt.FocusPolicy.TabFocus:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.writing.comments.box.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_send(self, question: str) -> None:
        """Open the form that records how it was sent."""
        self.show_left()
        self.finished.show_send(True, question)
        self._show_acts()
        self.context.registry.refresh()

    def _take_commands(self) -> None:
        self.handle("page.finish", self.flow.finish, self.flow.why_not_finish)
        self.handle("page.print", lambda: going_out.print_out(self.flow), self._why_not_print)
        self.handle("page.save", self.flow.keep, self._why_not_keep)
        self.handle(
            "letter.wording",
            lambda: ways.go_to_wording(self),
            lambda: "" if self.opened else "Open a letter first.",
        )
        self.editing.take_commands(self)

    def _on_opened(self, opened: OpenedLetter) -> None:
        if self.is_busy:
            return
        before, self.opened = self.opened, opened
        if before is not None:
            tell_of_others(self, before.view, opened.view, is_typing=opened.is_open and self.has_own_words())
        self.kept_id, self.seen_version = "", opened.version if opened.letter_id else None
        office = self.context.office
        tag = state_words(opened, office.staff_name(who_acted(opened)))
        self.head.show_state(f"{opened.title} ({opened.view.reference})", *tag)
        for part in (self.head, self.reading.bar):  # they were hidden while there was no letter to show
            part.setVisible(True)
        self.editing.show_letter(opened)
        if opened.is_open:
            self.show_open(before, opened)
        else:
            self._show_finished(opened)
            self.show_approved(before, opened)
        self._show_acts()
        self.arrange()
        order_tabs(
            self,
            [
                stop
                for part in (self.head, self.reading.bar, self.left, self.reading)
                for stop in stops_of(part)
            ],
        )
        self.retitled.emit()
        self.context.registry.refresh()
        if not opened.is_open:
            self._on_come()
        if self.goes_on:
            self.goes_on = False
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self) -> None:
        opened = self.opened
        is_open = opened is not None and opened.is_open and not self.why_not_write()
        self.head.show_acts(
            self.flow.acts(), with_checks=is_open, with_tick=is_open and not self.is_for_others()
        )

    def _show_finished(self, opened: OpenedLetter) -> None:
        self.previewing.stop()
        self.checking.stop()
        self.problems = ()
        self.set_problems(False)
        self.finished.show_letter(self.context.office, opened)
        self.head.show_recipient(opened.recipient_lines)
        self.warn(())
        self.reading.show_letter(opened.pdf, opened.text)

    def _on_come(self) -> None:
        """Work begins where the letter asks for it, unless somebody has gone elsewhere meanwhile."""
        if self.has_come:
            return
        self.has_come = True
        if self.window().focusWidget() is self:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_opened(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
            if self.opened is not None:  # the world was in the way: what is being written stays in hand
                return
        self.keep_own_words(str(error))
        self.opened = None
        self.autosave.finish()
        self.previewing.stop()
        self.checking.stop()
        for part in (self.left, self.head, self.reading.bar, self.warning):
            part.hide()
        words = str(error) if isinstance(error, RuleError) else ""
        self.reading.say_nothing("There is no letter to show", words)
        self.context.registry.refresh()

    def _on_later(self) -> None:
        self.finished.show_send(False)
        self._show_acts()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.registry.refresh()

    def _why_not_print(self) -> str:
        if self.opened is not None and self.opened.is_open:
            first = "" if self.why_not_write() else "Approve the letter first (Ctrl+Enter). "
            return f"{first}Only an approved letter is printed."
        return self.why_not_act()

    def _why_not_keep(self) -> str:
        if self.opened is not None and not self.opened.is_open:
            return "This letter was approved, so its words stand."
        return self.why_not_act() or self.why_not_write()
