"""The page of one case: banner and next step always in view, tabs beneath, each act as a small page in their place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.edit import edit_case
from caseworker.actions.letter_offers import LetterOffer
from caseworker.domain.changed import Changed
from ui.cases.act_area import AnyAct
from ui.cases.acts.catalogue import ACTS, PEOPLE, is_act, why_not
from ui.cases.acts.panel import ActPanel
from ui.cases.case_commands import take_case_commands
from ui.cases.case_facts import CaseFacts
from ui.cases.case_frame import CaseFrame
from ui.cases.case_reader import CaseReader
from ui.cases.case_ways import lead_to, run_next
from ui.cases.details_tab import DetailsTab
from ui.cases.identity import surname
from ui.cases.move_commands import COMMANDS, PREFIX, begin_move, why_not_move
from ui.cases.note_keeper import NoteKeeper
from ui.cases.own_words import own_words
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.drafts.when import saved_words
from ui.messages import AlertAction
from ui.undo_stack import undo_action

_HELP = (
    "Everything about one case. Alt+1 to Alt+9 go to its parts. Ctrl+Shift+N adds a note, Ctrl+Shift+L writes a"
    " letter, F2 changes the value you are on, Alt+Left goes back. The Case menu lists every act with its key."
)


class CasePage(CaseFrame):
    """One case.

    Args:
        key: the case's id.
        show: a part ("details", "history" …), "note", or a command ("case.extend") to begin with.
    """

    kind = "case"
    commands = (
        "case.note", "case.letter", "file.import_email", "case.print_record", "page.print", "case.bundle",
        "edit.copy_reference", "edit.value", "edit.find", "page.finish", "page.save", "go.next_case",
        "go.previous_case", "case.chase", *COMMANDS, *ACTS,
    )  # fmt: skip

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, *, show: str = ""
    ) -> None:
        super().__init__(context, key, parent)
        self._wanted, self._begins_with_note = show, show == "note"
        self._reader = CaseReader(self)
        self.step_asked.connect(lambda step: run_next(self, step))
        self.acts.gone_back.connect(self.leave_act)
        take_case_commands(self)
        self.note_keeper = NoteKeeper(context, key, self.timeline.note, self)
        self.note_keeper.saved.connect(self.on_draft_saved)
        self.note_keeper.added.connect(self.on_done)
        self.note_keeper.troubled.connect(self.set_problems)
        self.refresh()

    def title(self) -> str:
        """The reference."""
        return self.facts.view.reference if self.facts else "Case"

    def tab_text(self) -> str:
        """Reference and surname (W4)."""
        if self.facts is None:
            return "Case"
        row = self.facts.view.row
        return f"{row.reference} {surname(row.person)}".strip()

    def help_text(self) -> str:
        """What the page is for and its keys."""
        return _HELP

    def first_focus(self) -> QWidget:
        """The act in hand, else the bar of parts, from which arrows and Tab lead everywhere."""
        if self.acts.act is not None:
            return self.acts.act.first_focus()
        return self.timeline.first_focus() if self._begins_with_note else self.tabs.bar

    def may_close(self) -> bool:
        """Whatever is being typed is kept as a draft first (P1)."""
        details = self.details()
        kept = [self.note_keeper.close(), self.acts.keep()]
        if details is not None and details.editor is not None:
            kept.append(details.editor.close_draft())
        return all(kept)

    def own_words(self) -> str:
        """The note and the texts in hand."""
        return own_words(self)

    def on_changed(self, changed: Any) -> None:
        """Read the case again when an act touched it, or the office: who is at the keyboard, who works here."""
        cases = getattr(changed, "case_ids", ())
        if not cases or self.key in cases:
            self.refresh()

    def refresh(self) -> None:
        """Read the case again; what is being typed stays."""
        self._reader.read()

    def reopened(self, show: str = "", **_more: Any) -> None:
        """Opened again from elsewhere: show the part or begin the act asked for."""
        self._wanted, self._begins_with_note = show, show == "note"
        if self.facts is not None:
            self.show_wanted()

    def go_back(self) -> bool:
        """From an act or an editor back to the case."""
        details = self.details()
        if self.acts.act is not None:
            self.leave_act()
        elif details is not None and details.editor is not None:
            details.close_editor()
        else:
            return False
        return True

    def layout_state(self) -> dict[str, Any]:
        """Which part was in front."""
        return {"part": self.tabs.current()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Bring that part to the front again."""
        if state.get("part") in self.tabs.keys:
            self.tabs.bring(state["part"])

    # -- what can be done ---------------------------------------------------------------------------------

    def why_not(self, command: str) -> str:
        """Why a command cannot be used now, in words; "" when it can."""
        if command in COMMANDS or command.startswith(PREFIX):
            return why_not_move(self.facts, command)
        if not is_act(command) and self.context.registry.knows(command):
            return self.context.registry.reason(command, self)
        return why_not(self.context.office, self.facts, command)

    def begin(self, command: str) -> None:
        """Open the page of an act in place of the tabs."""
        if self.facts is None:
            return
        if command.startswith(PREFIX):
            begin_move(self, command.removeprefix(PREFIX))
            return
        self.begin_panel((ACTS.get(command) or PEOPLE[command]).page(self.context, self.facts))

    def begin_panel(self, panel: ActPanel) -> None:
        """Show the page of an act or a move in place of the tabs."""
        panel.done.connect(lambda changed: self._on_act_done(changed, panel.letter))
        panel.troubled.connect(self.set_problems)
        panel.draft_saved.connect(self.on_draft_saved)
        self.show_act(panel)
        panel.begin()

    def show_act(self, act: AnyAct) -> None:
        """Put an act or a choice in place of the tabs."""
        self.leave_act()
        self.acts.take(act)
        self.body.setCurrentWidget(self.acts)
        self.next_step.hide()  # one thing at a time
        tab_in_reading_order(self)
        act.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.acts.show_focus()
        self.context.registry.refresh()

    def leave_act(self) -> None:
        """Go back to the case; entries are kept as a draft, the focus returns to the opener (A4)."""
        if self.acts.act is None:
            return
        self.acts.drop()
        self.body.setCurrentWidget(self.tabs)
        self.next_step.show()
        self.set_problems(False)
        self.acts.return_focus(self, self.tabs.bar)
        self.context.registry.refresh()

    def add_note(self) -> None:
        """Go to the note box."""
        self.leave_act()
        self.timeline.verticalScrollBar().setValue(0)
        self.tabs.go("timeline")

    def open_letter(self, code_or_id: str) -> None:
        """Open a kept letter by its id, or a new one by its code."""
        self.context.open_page("letter", f"{self.key}/{code_or_id}")

    def show_part(self, key: str) -> None:
        """Bring a part of the case to the front and go there."""
        self.leave_act()
        self.tabs.go(key)

    def edit_detail(self, part: str, name: str) -> None:
        """Open the editor of a value in Details."""
        self.leave_act()
        details = self.tabs.bring("details")
        assert isinstance(details, DetailsTab)
        details.edit(part, name)
        tab_in_reading_order(self)

    def edit_thing(self, entity_id: str, values: dict[str, Any]) -> None:
        """Change fields of a thing of the case at once; Undo takes it back (P4)."""
        if self.facts is None:
            return
        office, seen = self.context.office, self.facts.view
        self.context.tasks.run_write(
            lambda: edit_case(office, seen, entity_id, values),
            self.on_done,
            self.context.messages.failure,
            receiver=self,
        )

    def _on_act_done(self, changed: Changed, letter: LetterOffer | None) -> None:
        self.leave_act()
        self.on_done(changed, letter)

    def on_done(self, changed: Changed, letter: LetterOffer | None = None) -> None:
        """Something was saved: refresh every page that shows the case, and say so with Undo (U3).

        Args:
            letter: the letter that is written about it, offered with the message.
        """
        if not changed.group_id:
            self.context.messages.status(changed.message)
            return
        self.context.changed(changed)
        actions = [undo_action(self.context, changed)]
        if letter is not None:
            key = f"{letter.case_id}/{letter.code}"
            actions.insert(0, AlertAction(letter.words, lambda: self.context.open_page("letter", key)))
        self.context.messages.success("Saved", changed.message, *actions)

    def on_draft_saved(self, draft: Any) -> None:
        """What is being typed is on the disk: say so in the status bar (U1)."""
        self.draft_saved.emit(saved_words(draft.saved_at))

    # -- reading ------------------------------------------------------------------------------------------

    def take_facts(self, facts: CaseFacts) -> None:
        """Show the case as it was read."""
        before, self.facts = self.facts, facts  # first, for reasons are asked of it
        command = facts.next_step.command
        self.show_facts(facts, before, self.why_not(command) if command else "")
        self.retitled.emit()
        self.context.registry.refresh()

    def take_gone(self, why: str) -> None:
        """Say that the case is not shown, and why."""
        self.leave_act()
        self.show_gone(why)
        self.retitled.emit()
        self.context.registry.refresh()

    def show_wanted(self) -> None:
        """Go where the page was opened for."""
        wanted, self._wanted = self._wanted, ""
        lead_to(self, wanted)
