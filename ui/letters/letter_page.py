"""The letter page: write what is free, read it as it will be printed, settle the checks, approve, print, send.

Built in three steps: its frame (letter_frame.py), preview and checks (live_letter.py), and here what it is about: the
letter that was opened, drafts, colleagues, ways. What is done with the letter is in flow.py.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.domain.letter_checks import Check
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import Problem, RuleError
from ui.cases.tab_order import stops_of
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.here import return_to
from ui.drafts.when import saved_words
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters import going_out
from ui.letters.acts import state_words, who_acted
from ui.letters.approving import TICK
from ui.letters.fact_places import place_on_case
from ui.letters.flow import Flow
from ui.letters.live_letter import LiveLetter
from ui.letters.opened import OpenedLetter, open_letter
from ui.letters.writing.column import work_of_draft
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.widgets.field_block import bring_into_view
from ui.widgets.tab_order import order_tabs

_SETTINGS = {
    "contact_phone": "office",
    "contact_email": "office",
    "advocate_contact": "office",
    "colour": "letterhead",
    "logo": "letterhead",
    "ico_block": "letters:block:ico_block",
    "ombudsman_block": "letters:block:ombudsman_block",
}
"""Facts that are kept in the settings: name to section."""
_WORDING = "Settings, Letters"
"""What a check names that is settled where the wordings are."""


class LetterPage(LiveLetter):
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
        self._base: dict[str, Any] = {}
        self.kept_id = ""  # of a letter that was kept and not read again yet
        self.seen_version: int | None = (
            None  # the newest version that was shown here; None right after keeping
        )
        self.has_come = False  # whether the letter shows, or what it still lacks
        self._resumed = ""  # the field in which the draft that came back was left
        self.flow = Flow(self)
        self._connect()
        self._take_commands()
        self.autosave = self._make_autosave()
        self.refresh()

    def _connect(self) -> None:
        self.writing.changed.connect(self._on_typed)
        self.writing.typed.connect(self._on_typed_beside)
        self.writing.comments.add_asked.connect(self.flow.add_comment)
        self.writing.comments.done_asked.connect(self.flow.finish_comment)
        self.writing.versions.take_asked.connect(self._take_version)
        self.writing.sections["versions"].opened.connect(self._on_versions_opened)
        self.finished.send_asked.connect(lambda: going_out.record_sent(self.flow))
        self.finished.later_asked.connect(self._on_later)
        self.finished.send.redate_button.clicked.connect(lambda _on=False: going_out.redate(self.flow))
        self.head.asked.connect(self.flow.do)
        self.head.checks_asked.connect(self._go_to_checks)
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
        self.kept_id, self.seen_version = letter_id, None
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
            "letter.wording", self.change_wording, lambda: "" if self.opened else "Open a letter first."
        )
        self.editing.take_commands(self)

    def change_wording(self) -> None:
        """Open the wording of this letter, and of every letter of its code, in Settings."""
        if self.opened is not None:
            self.context.open_page("settings", section=f"letters:{self.opened.code}")

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

    def _on_opened(self, opened: OpenedLetter) -> None:
        if self.is_busy:
            return
        before, self.opened = self.opened, opened
        self.kept_id, self.seen_version = "", opened.version if opened.letter_id else None
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
        self.warn(())
        self.reading.show_letter(opened.pdf, opened.text)

    def _on_come(self) -> None:
        """Work begins where the letter asks for it, unless somebody has gone elsewhere meanwhile."""
        if self.has_come:
            return
        self.has_come = True
        if self.window().focusWidget() is self:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_open(self, before: OpenedLetter | None, opened: OpenedLetter) -> None:
        office, kept = self.context.office, opened.work.to_value()
        if not self.is_loaded or before is None or not before.is_open:
            self._base = kept
            self.writing.show_letter(office, opened, opened.work)
            if not self.is_loaded:
                self.is_loaded = True
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
                self._resumed = self.writing.last_edited
        self.writing.setEnabled(True)
        if self.writing.parts.editors:  # where the columns take turns, writing comes before reading
            self.show_left()
        self.previewing.now()

    def _on_typed(self) -> None:
        self.head.show_recipient(self.writing.who.lines())
        self.stands = False
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

    def _on_later(self) -> None:
        self.finished.show_send(False)
        self._show_acts()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.registry.refresh()

    def _go_to_checks(self) -> None:
        self.show_left()
        section = self.writing.sections["checks"]
        bring_into_view(section)
        section.go()

    def go_to_fact(self, name: str, *, check: Check | None = None) -> None:
        if name == TICK or (check is not None and check.area == "recipient"):
            self.head.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "checks" or (not name and check is None):
            self._go_to_checks()
        elif name == "spelling" or (check is not None and check.area == "spelling"):
            self.editing.walk()
        elif self.writing.focus(name):
            return
        elif check is not None and _WORDING in check.what_to_do:
            self.change_wording()
        elif name in _SETTINGS:
            self.context.open_page("settings", section=_SETTINGS[name])
        else:
            self.context.open_page("case", self.case_id, show=place_on_case(name, check))

    def _why_not_print(self) -> str:
        if self.opened is not None and self.opened.is_open:
            return "Approve the letter first (Ctrl+Enter). Only an approved letter is printed."
        return self.why_not_act()

    def _why_not_keep(self) -> str:
        if self.opened is not None and not self.opened.is_open:
            return "This letter was approved, so its words stand."
        return self.why_not_act() or self.why_not_write()
