"""The letter page: write what is free, read it as it will be printed, settle the checks, approve, print, send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from caseworker.actions import letters
from caseworker.actions.letter_checks import check_letter
from caseworker.domain.letter_checks import Check
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import Problem, RuleError
from ui.cases.tab_order import stops_of
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.here import return_to
from ui.drafts.when import saved_words
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters.acts import state_words, who_acted
from ui.letters.editing import Editing
from ui.letters.finished_column import FinishedColumn
from ui.letters.flow import TICK, Flow
from ui.letters.head import LetterHead
from ui.letters.opened import OpenedLetter, open_letter
from ui.letters.previewing import Previewing
from ui.letters.reading_pane import FIELDS, ReadingPane
from ui.letters.writing.column import WritingColumn, work_of_draft
from ui.page import Page
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.theme import Follows, theme
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import bring_into_view, problems_of
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

_NARROW = 900  # px at 100 % text below which the columns take turns
_CHECKS_MS = 600  # after the preview, before the checks are made: they are read, not raced
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
    commands = (
        "page.finish", "page.print", "page.save", "edit.spelling", "text.bold", "text.italic", "text.heading",
        "text.list", "text.numbers", "text.paragraph",
    )  # fmt: skip

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.case_id, _, self.which = key.partition("/")
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.opened: OpenedLetter | None = None
        self.preview_made: letters.LetterPreview | None = None
        self.problems: tuple[Problem, ...] = ()
        self.is_busy = False
        self.dialog: QDialog | None = None
        self.preview_ms: list[int] = []
        self._base: dict[str, Any] = {}
        self._stands = (
            False  # problems of an act stay until something is typed, though the preview is made anew
        )
        self._is_loaded = False
        self.flow = Flow(self)
        self._build()
        self._take_commands()
        self.autosave = self._make_autosave()
        self.refresh()

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
        """The first part to write; the tick where nothing is to be written; the first button of a finished letter."""
        if self.opened is not None and not self.opened.is_open:
            buttons = [button for button in self.head.buttons.values() if button.isVisibleTo(self)]
            return buttons[0] if buttons else self.reading.sheets
        if self.problems and self.left.isVisibleTo(self):
            empty = [p.field for p in self.problems if p.field.startswith("free.")]
            if empty and len(empty) == len(self.problems) and empty[0] in self.writing.form.blocks:
                return self.writing.form[empty[0]].editor()
            if not self.writing.summary.isHidden():
                return self.writing.summary
        return self.head.check.editor()

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
        """The case, the letterhead, the wording or the staff changed."""
        if not self.is_busy and (self.case_id in changed.case_ids or not changed.case_ids):
            self.refresh()

    def layout_state(self) -> dict[str, Any]:
        """How it is read, how large, and how the room is shared."""
        return {
            "show": self.reading.what(),
            "zoom": self.reading.sheets.zoom(),
            "columns": self.splitter.sizes(),
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("show") in ("pages", "text"):
            self.reading.switch.set_value(state["show"])
        self.reading.sheets.set_zoom(int(state.get("zoom", 0)))
        sizes = state.get("columns")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) and n > 0 for n in sizes):
            self.splitter.setSizes(sizes)

    # -- what the flow asks of the page -------------------------------------------------------------------

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

    def take_kept(self, letter_id: str, work: LetterWork) -> None:
        """What is written is in the record now; this is that letter's page from now on."""
        self._base = work.to_value()
        was_changed = self.writing.work().to_value() != self._base
        self.autosave.finish()
        self.which = letter_id
        self.key = f"{self.case_id}/{letter_id}"
        self.autosave = self._make_autosave()
        if was_changed:  # typed while it was being kept
            self.autosave.touch()

    def show_problems(self, problems: tuple[Problem, ...], *, only_tick: bool = False) -> None:
        """Say what stops the act and lead there; nothing at all takes the marks away."""
        self.set_problems(bool(problems))
        self._stands = bool(problems)
        if self.opened is not None and not self.opened.is_open:
            self.finished.show_problems(problems, take_focus=bool(problems))
            return
        if only_tick:
            self.writing.show_problems((), take_focus=False)
            self.head.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.messages.announce(self.head.problem.text(), urgent=True)
            return
        if problems:
            self._show_left()
        self.writing.show_problems(problems, take_focus=bool(problems))

    def show_preview(self, made: letters.LetterPreview) -> None:
        """Show a letter that was just made."""
        self.loading.finish()
        self.preview_made = made
        self.problems = ()
        if not self._stands:
            self.set_problems(False)
            self.writing.show_problems((), take_focus=False)
        self.head.show_recipient(made.letter.recipient_lines)
        self._warn(made.warnings)
        self.reading.show_letter(made.pdf, made.text)

    def show_checks_count(self) -> None:
        """Say in the head how many checks are not settled."""
        self.head.show_checks(self.writing.checks.summary())

    def show_send(self, question: str) -> None:
        """Open the form that records how it was sent."""
        self._show_left()
        self.finished.show_send(True, question)
        self._show_acts()
        self.context.registry.refresh()

    def misspelt_words(self) -> tuple[str, ...]:
        """The words in the written parts that the dictionary does not know."""
        return self.editing.misspelt_words()

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the page; the focus returns to where it was."""
        self.dialog = dialog
        before = self.window().focusWidget()

        def closed(_result: int) -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()
            if before is not None and shiboken6.isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)

        dialog.finished.connect(closed)
        dialog.open()

    def why_not_write(self) -> str:
        """Why nothing can be done with letters here, or ""."""
        office = self.context.office
        if office.database.read_only:
            return "IT must update this program. You can read but not change."
        role = office.roles.get(office.person.role)
        return (
            ""
            if role and "letter" in role.may
            else "Your role does not write letters. Ask a complaints manager."
        )

    def why_not_act(self) -> str:
        """Why no act can be begun this moment, or ""."""
        if self.opened is None:
            return "There is no letter to show."
        return "The letter is being kept or printed." if self.is_busy else ""

    # -- what it is made of -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = LetterHead()
        self.warning = Words("", bold=True)
        self.warning.setContentsMargins(16, 8, 16, 8)
        self.warning.hide()
        self.editing = Editing(self.context, self)
        self.writing = WritingColumn(
            open_case=lambda: self.context.open_page("case", self.case_id, show="details"),
            open_points=lambda: self.context.open_page("case", self.case_id, show="points"),
            go_elsewhere=self._go_to_fact,
            go_to_check=self._go_to_check,
            attach=self.editing.attach,
        )
        self.editing.attach_plain(self.writing.parts.summary, self.writing.comments.box)
        # Until the case and the draft are there: typing must not meet them half-way.
        self.writing.setEnabled(False)
        self.finished = FinishedColumn(self.context.today)
        self.finished.hide()
        self.reading = ReadingPane(self.context)
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.editing.bar, self.writing, self.finished):
            column.addWidget(part)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([600, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self.warning, self.reading.bar):
            layout.addWidget(part)
        layout.addWidget(self.splitter, 1)
        self.loading = Loading(self.reading)
        self.previewing = Previewing(self.context.tasks, self._preview_job, self)
        self.checking = Previewing(self.context.tasks, self._checks_job, self, pause_ms=_CHECKS_MS)
        self._connect()
        self.follow_theme()

    def _connect(self) -> None:
        self.previewing.begun.connect(lambda: self.loading.start("Making the letter"))
        self.previewing.made.connect(self._on_preview)
        self.previewing.failed.connect(self._on_no_preview)
        self.checking.made.connect(self._on_checks)
        self.checking.failed.connect(self._on_no_checks)
        self.writing.changed.connect(self._on_typed)
        self.writing.typed.connect(self._on_typed_beside)
        self.writing.comments.add_asked.connect(self.flow.add_comment)
        self.writing.comments.done_asked.connect(self.flow.finish_comment)
        self.writing.versions.take_asked.connect(self._take_version)
        self.writing.sections["versions"].opened.connect(self._on_versions_opened)
        self.finished.send_asked.connect(self.flow.record_sent)
        self.finished.later_asked.connect(self._on_later)
        self.finished.send.redate_button.clicked.connect(lambda _on=False: self.flow.redate())
        self.head.asked.connect(self.flow.do)
        self.head.checks_asked.connect(self._go_to_checks)
        self.head.ticked.connect(lambda _on: self.checking.now() if self.preview_made else None)
        self.reading.switch.changed.connect(self._arrange)
        self.reading.sheets.failed.connect(self.context.messages.failure)
        self.reading.sheets.drawn.connect(self._on_drawn)

    def _take_commands(self) -> None:
        self.handle("page.finish", self.flow.finish, self.flow.why_not_finish)
        self.handle("page.print", self.flow.print_out, self._why_not_print)
        self.handle("page.save", self.flow.keep, self._why_not_keep)
        self.editing.take_commands(self)

    def _make_autosave(self) -> Autosave:
        autosave = Autosave(
            self.context,
            "letter",
            lambda: {**self.writing.doc(), "base": self._base},
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
        if self.is_busy:
            return
        before, self.opened = self.opened, opened
        office = self.context.office
        tag = state_words(opened, office.staff_name(who_acted(opened)))
        self.head.show_state(f"{opened.title} ({opened.view.reference})", *tag)
        self.head.setVisible(True)
        self.editing.show_letter(opened)
        if opened.is_open:
            self._show_open(before, opened)
        else:
            self._show_finished(opened)
        self._show_acts()
        self._arrange()
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

    def _show_acts(self) -> None:
        is_open = self.opened is not None and self.opened.is_open
        self.head.show_acts(self.flow.acts(), with_tick=is_open and not self.why_not_write())

    def _show_finished(self, opened: OpenedLetter) -> None:
        self.previewing.stop()
        self.checking.stop()
        self.problems = ()
        self.set_problems(False)
        self.finished.show_letter(self.context.office, opened)
        self.head.show_recipient(opened.recipient_lines)
        self._warn(())
        self.reading.show_letter(opened.pdf, opened.text)

    def _show_open(self, before: OpenedLetter | None, opened: OpenedLetter) -> None:
        office, kept = self.context.office, opened.work.to_value()
        if not self._is_loaded or before is None or not before.is_open:
            self._base = kept
            self.writing.show_letter(office, opened, opened.work)
            if not self._is_loaded:
                self._is_loaded = True
                self.autosave.load(self._on_draft)
            else:
                self.previewing.now()
            return
        work = self.writing.work()
        if kept != self._base:  # somebody else kept a version meanwhile
            untouched = work.to_value() == self._base
            work = opened.work if untouched else work
            self._base = kept
            self._say_kept_elsewhere(opened, untouched=untouched)
        self.writing.show_letter(office, opened, work)
        self.previewing.now()

    def _say_kept_elsewhere(self, opened: OpenedLetter, *, untouched: bool) -> None:
        by = opened.versions[-1].by if opened.versions else ""
        who = self.context.office.staff_name(by) or "A colleague"
        rest = (
            "It is shown here."
            if untouched
            else "What you typed is still here and not kept: compare the two under Versions."
        )
        self.writing.notify(f"{who} kept version {opened.version} meanwhile. {rest}")

    def _on_not_opened(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
        self.opened = None
        self.autosave.finish()
        self.previewing.stop()
        self.checking.stop()
        for part in (self.left, self.head, self.reading.bar, self.warning):
            part.hide()
        words = str(error) if isinstance(error, RuleError) else ""
        self.reading.say_nothing("There is no letter to show", words)
        self.context.registry.refresh()

    def _on_draft(self, draft: Any) -> None:
        opened = self.opened
        if draft is not None and opened is not None:
            work = work_of_draft(draft.doc)
            if work is not None:
                self.writing.show_letter(self.context.office, opened, work)
            self.writing.take_beside(draft.doc)
            if opened.letter_id and draft.doc.get("base") != self._base:
                self._say_kept_elsewhere(opened, untouched=False)
            block = self.writing.form.blocks.get(self.writing.last_edited)
            if block is not None and not block.isHidden():
                return_to(block, focus=False)
        self.writing.setEnabled(True)
        self.previewing.now()

    def _on_typed(self) -> None:
        self.head.show_recipient(self.writing.who.lines())
        self._stands = False
        self.writing.notify("")
        self.autosave.touch()
        self.previewing.soon()

    def _on_typed_beside(self) -> None:
        self.autosave.touch()
        self.show_checks_count()

    def _take_version(self, work: LetterWork) -> None:
        """Write on from an earlier version; what stood here stays in its own version or draft until then."""
        if self.opened is not None and not self.is_busy:
            self.writing.show_letter(self.context.office, self.opened, work)
            self.writing.notify(
                "These are the words of the earlier version. Ctrl+S keeps them as the newest."
            )
            self.autosave.touch()
            self.previewing.now()

    def _on_versions_opened(self, is_open: bool) -> None:
        if is_open and self.opened is not None:
            self.writing.versions.show_versions(
                self.context.office, self.opened.versions, self.writing.work()
            )

    # -- the preview and the checks -----------------------------------------------------------------------

    def _preview_job(self) -> Callable[[], Any] | None:
        opened, office = self.opened, self.context.office
        if opened is None or not opened.is_open or self.is_busy or not self._is_loaded:
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
        self._warn(())
        self._arrange()

    def _checks_job(self) -> Callable[[], Any] | None:
        opened, made, office = self.opened, self.preview_made, self.context.office
        if opened is None or made is None or not opened.is_open or self.is_busy:
            return None
        work, view, code = self.writing.work(), opened.view, opened.code
        ticked, words = self.head.is_checked(), self.misspelt_words()
        return lambda: check_letter(office, view, code, work, made, recipient_checked=ticked, misspelt=words)

    def _on_checks(self, checks: tuple[Check, ...]) -> None:
        self.writing.checks.show_checks(checks)
        self.show_checks_count()

    def _on_no_checks(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)

    def _on_drawn(self) -> None:
        took = self.previewing.took_ms()
        if took is not None:
            self.preview_ms = [*self.preview_ms[-99:], took]

    def _warn(self, warnings: tuple[str, ...]) -> None:
        self.warning.setText("Warning: " + " ".join(warnings))
        self.warning.setVisible(bool(warnings))

    # -- ways ---------------------------------------------------------------------------------------------

    def _on_later(self) -> None:
        self.finished.show_send(False)
        self._show_acts()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.registry.refresh()

    def _go_to_checks(self) -> None:
        self._show_left()
        section = self.writing.sections["checks"]
        bring_into_view(section)
        section.go()

    def _go_to_check(self, check: Check) -> None:
        self._go_to_fact(check.field, check=check)

    def _go_to_fact(self, name: str, *, check: Check | None = None) -> None:
        if name == TICK or (check is not None and check.area == "recipient"):
            self.head.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "checks" or (not name and check is None):
            self._go_to_checks()
        elif name == "spelling" or (check is not None and check.area == "spelling"):
            self.editing.walk()
        elif self.writing.focus(name):
            return
        elif name in _SETTINGS:
            self.context.open_page("settings", section=_SETTINGS[name])
        else:
            self.context.open_page("case", self.case_id, show="details")

    def _why_not_print(self) -> str:
        if self.opened is not None and self.opened.is_open:
            return "Approve the letter first (Ctrl+Enter). Only an approved letter is printed."
        return self.why_not_act()

    def _why_not_keep(self) -> str:
        if self.opened is not None and not self.opened.is_open:
            return "This letter was approved, so its words stand."
        return self.why_not_act() or self.why_not_write()

    # -- room ---------------------------------------------------------------------------------------------

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW)

    def _show_left(self) -> None:
        if self._is_narrow():
            self.reading.switch.set_value(FIELDS)

    def _arrange(self) -> None:
        """The columns beside each other, or in turn."""
        opened = self.opened
        if opened is None:
            return
        narrow = self._is_narrow()
        self.reading.set_narrow(narrow, "Change the letter" if opened.is_open else "About the letter")
        in_turn = self.reading.what() == FIELDS
        self.editing.bar.setVisible(opened.is_open and bool(self.writing.parts.editors))
        self.writing.setVisible(opened.is_open)
        self.finished.setVisible(not opened.is_open)
        self.left.setVisible(not narrow or in_turn)
        self.reading.setVisible(not (narrow and in_turn))

    def retheme(self) -> None:
        """Larger text leaves less room."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take turns where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()
