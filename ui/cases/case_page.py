"""The page of one case: banner and next step always in view, tabs beneath, each act as a small page in their place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.edit import edit_case
from caseworker.actions.letter_offers import LetterOffer
from caseworker.actions.seen import note_seen
from caseworker.domain.changed import Changed
from caseworker.errors import RuleError
from ui.case_gone import say_closed
from ui.cases.act_area import ActArea, AnyAct
from ui.cases.acts.catalogue import ACTS, PEOPLE, is_act, why_not
from ui.cases.acts.panel import ActPanel
from ui.cases.banner_area import BannerArea
from ui.cases.case_commands import take_case_commands
from ui.cases.case_facts import CaseFacts, read_facts
from ui.cases.case_parts import make_tabs
from ui.cases.case_ways import lead_to, run_next
from ui.cases.changed_elsewhere import tell_of_others
from ui.cases.details_tab import DetailsTab
from ui.cases.identity import surname
from ui.cases.move_commands import COMMANDS, PREFIX, begin_move, why_not_move
from ui.cases.next_step_bar import NextStepBar
from ui.cases.note_keeper import NoteKeeper
from ui.cases.own_words import own_words
from ui.cases.shared_line import SharedLine
from ui.cases.tab_order import tab_in_reading_order
from ui.cases.timeline_tab import TimelineTab
from ui.context import Context
from ui.drafts.when import saved_words
from ui.messages import AlertAction
from ui.page import Page
from ui.undo_stack import undo_action
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.identity_banner import spoken

_HELP = (
    "Everything about one case. Alt+1 to Alt+9 go to its parts. Ctrl+Shift+N adds a note, Ctrl+Shift+L writes a"
    " letter, F2 changes the value you are on, Alt+Left goes back. The Case menu lists every act with its key."
)


class CasePage(Page):
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
        self.facts: CaseFacts | None = None
        self._wanted, self._begins_with_note = show, show == "note"
        self._reads = 0
        self._seen_at = ""
        self._build()
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
        self._reads += 1
        number, office, case_id = self._reads, self.context.office, self.key
        if self.facts is None:
            self.loading.start("Loading case")
        self.context.tasks.run_read(
            lambda: read_facts(office, case_id),
            lambda facts: self._on_read(number, facts),
            lambda error: self._on_unread(number, error),
            receiver=self,
        )

    def reopened(self, show: str = "", **_more: Any) -> None:
        """Opened again from elsewhere: show the part or begin the act asked for."""
        self._wanted, self._begins_with_note = show, show == "note"
        if self.facts is not None:
            self._show_wanted()

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
            return self.context.registry.reason(command)
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

    def is_untouched(self) -> bool:
        """Whether nothing is in hand here, so that nobody misses the tab when the next case takes its place."""
        details = self.details()
        in_editor = details is not None and details.editor is not None
        return self.acts.act is None and not in_editor and self.timeline.note.is_blank()

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

    def details(self) -> DetailsTab | None:
        """The part with the values, once it was shown."""
        part = self.tabs.made.get("details")
        return part if isinstance(part, DetailsTab) else None

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.banner = BannerArea(self)
        self.next_step = NextStepBar(self.context.registry, lambda step: run_next(self, step))
        self.next_step.needed.filled.connect(lambda: tab_in_reading_order(self))
        self.shared = SharedLine(lambda: self.context.open_page("conflicts"))
        self.tabs = make_tabs(self)
        self.acts = ActArea()
        self.acts.gone_back.connect(self.leave_act)
        self.gone = EmptyState("This case is not shown", "")
        self.body = QStackedWidget()
        for part in (self.tabs, self.acts, self.gone):
            self.body.addWidget(part)
        self.loading = Loading(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.shared)
        column.addWidget(self.next_step)
        column.addWidget(self.body, 1)
        timeline = self.tabs.part("timeline")
        assert isinstance(timeline, TimelineTab)
        self.timeline = timeline
        for part in (self.banner, self.next_step, self.tabs):  # until the case is read
            part.hide()
        self.tabs.shown.connect(lambda _key: self._on_part_shown())

    # -- reading ------------------------------------------------------------------------------------------

    def _on_read(self, number: int, facts: CaseFacts) -> None:
        if number != self._reads:  # it was asked for again meanwhile
            return
        self.loading.finish()
        before, self.facts = self.facts, facts
        self.banner.show_identity(facts.identity)
        command = facts.next_step.command
        self.next_step.show_facts(facts, self.why_not(command) if command else "")
        if before is not None:  # what came meanwhile is told in an alert
            self.shared.take_told([line for line in facts.alongside if line not in before.alongside])
        self.shared.show_facts(facts.clashes, facts.alongside, facts.held)
        self.tabs.show_facts(facts)
        self.acts.take_facts(facts)
        self.banner.show()
        if self.body.currentWidget() is self.gone:  # it may be seen again
            self.body.setCurrentWidget(self.tabs)
        self.tabs.setVisible(self.body.currentWidget() is self.tabs)
        self.next_step.setVisible(self.acts.act is None)
        tab_in_reading_order(self)
        self.retitled.emit()
        self.context.registry.refresh()
        self._note_seen()
        if before is None:
            self._say_case(facts)
            self._show_wanted()
        else:
            tell_of_others(self, before.view, facts.view, is_typing=not self.is_untouched())

    def _note_seen(self) -> None:
        """What others did up to now counts as seen; what they do while this page is behind another does not."""
        changed_at = self.facts.view.row.last_change_at if self.facts else ""
        if (self.isVisible() or not self._seen_at) and changed_at > self._seen_at:
            self._seen_at = changed_at
            office, case_id = self.context.office, self.key
            self.context.tasks.run_write(
                lambda: note_seen(office, case_id),
                lambda _done: None,
                self.context.messages.failure,
                receiver=self,
            )

    def _say_case(self, facts: CaseFacts) -> None:
        words = (f"Case {facts.view.reference}", spoken(facts.identity), self.next_step.words.text())
        self.context.messages.announce(". ".join(words))

    def _on_unread(self, number: int, error: Exception) -> None:
        if number != self._reads:
            return
        self.loading.finish()
        if isinstance(error, RuleError):
            self._show_gone(str(error))
        else:
            self.context.messages.failure(error)

    def _show_gone(self, why: str) -> None:
        """The case is not there, or not for who is at the keyboard now; what was being typed can still be copied."""
        if self.facts is not None and (alert := say_closed([self], why, may_copy=True)):
            self.context.messages.alert(alert)
        self.leave_act()
        self.facts = None
        self.gone.say("This case is not shown", why)
        self.body.setCurrentWidget(self.gone)
        for part in (self.banner, self.shared, self.next_step):
            part.hide()
        self.retitled.emit()
        self.context.registry.refresh()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        lead_to(self, wanted)

    def _on_part_shown(self) -> None:
        tab_in_reading_order(self)
        self.context.registry.refresh()
