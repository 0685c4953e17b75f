"""The page on which a contact is logged while the caller is on the line (interface rules 4.1, S2 to S5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseworker.actions.log import due_preview
from caseworker.domain.drafts import PageDraft
from caseworker.domain.intake import spoken_request_words
from caseworker.errors import Problem, ProblemsError, RuleError, UnavailableError
from ui.commands import spoken_keys
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.discard import say_discarded
from ui.drafts.here import return_to
from ui.drafts.when import saved_words, when_words
from ui.intake.after_logging import Outcome, log_intake, say_logged
from ui.intake.choices import place_words
from ui.intake.files_part import FilesPart
from ui.intake.form import IntakeForm
from ui.intake.matching import Matching
from ui.intake.meanwhile import Meanwhile
from ui.intake.needs import may_follow, needed_to_log, needs_words
from ui.intake.reading import intake_of, problems_of_form, received_if_plain
from ui.intake.standing import Standing, StandingBar
from ui.intake.triage_dialog import TypeHelp
from ui.page import Page
from ui.tokens import SPACE_8, SPACE_24
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowRow

RISK_NOTE = "Logging this adds a safeguarding task for today. It does not stop the logging."
_LONGEST_TAB = 24  # letters of a surname in a tab


class IntakePage(Page):
    """One intake; its key is the id of its draft."""

    kind = "intake"
    commands = (
        "page.finish",
        "page.save",
        "draft.discard",
        "view.matches",
        "file.import_email",
        "intake.offer_advocate",
    )

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._edited: set[str] = set()
        self._last = ""
        self._is_busy = self._is_stale = False
        self._asked_due: tuple[Any, Any] = ("", "")
        self._build()
        self._begin_with_usual()
        self.autosave = Autosave(context, self.kind, self._doc, self._name, draft_id=key, parent=self)
        self.autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        self.form.edited.connect(self._on_edited)
        self.matching.noticed.connect(self._say_matches)
        self.meanwhile.taken.connect(self._on_taken)
        self.files_part = FilesPart(context, self.form, self, self._on_files, lambda: self._edited)
        self._show_state()
        self._take_commands()
        self.autosave.load(self._on_loaded)

    # -- what the window asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """Such as "Log a case" or "Draft: Statutory complaint, Mary Jones"."""
        return f"Draft: {self._name()}" if self.autosave.has_draft() else "Log a case"

    def tab_text(self) -> str:
        """Such as "Draft Jones" or "Draft new case"."""
        words = self.form.form["full_name"].value().split()
        surname = words[-1] if words else "new case"
        return f"Draft {surname if len(surname) <= _LONGEST_TAB else surname[:_LONGEST_TAB] + '…'}"

    def help_text(self) -> str:
        """What the page is for, and its keys."""
        return (
            "Fill in what the caller tells you, in any order; Alt and 1 to 6 move between the sections; "
            "files can be dropped anywhere. "
            "Everything is saved by itself. Press Ctrl+Enter to log the case, Ctrl+W to close and keep the draft."
        )

    def first_focus(self) -> QWidget:
        """The field edited last, else the type."""
        name = self._last if self._last in self.form.form.blocks else "kind"
        return self.form.form[name].editor()

    def may_close(self) -> bool:
        """The draft is kept; only when it cannot be saved does the page stay (P1)."""
        return self.autosave.close()

    def on_changed(self, changed: Any) -> None:
        """Others, or another page, changed something: lists, staff, who is known. What is typed stays."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._look_again()

    # -- logging ------------------------------------------------------------------------------------------

    def log_case(self) -> None:
        """Log the case, or say what to mend."""
        if self._is_busy:
            return
        today = self.context.today()
        problems = problems_of_form(self.form, today)
        if problems:
            self._show_problems(problems)
            return
        intake = replace(intake_of(self.form), triage=self.help.kept)
        acknowledge = bool(self.form.form["acknowledge"].value())
        office, draft_id, files = self.context.office, self.autosave.draft_id, self.form.files.files()
        self._is_busy = True
        self.autosave.hold()
        self.context.tasks.run_write(
            lambda: log_intake(office, intake, draft_id, acknowledge=acknowledge, files=files),
            self._on_logged,
            self._on_not_logged,
            receiver=self,
        )

    def discard(self) -> None:
        """Put the draft aside for 30 days and close the page."""
        self.autosave.discard(self._on_discarded)

    def _on_logged(self, outcome: Outcome) -> None:
        context = self.context
        self.autosave.finish()
        self.meanwhile.end()
        self.set_problems(False)
        context.open_page("case", outcome.logged.case_id, focus=False)
        self.closing.emit()
        context.changed(outcome.logged)
        say_logged(context, outcome)

    def _on_not_logged(self, error: Exception) -> None:
        self._is_busy = False
        self.autosave.release()
        if isinstance(error, ProblemsError) or (isinstance(error, RuleError) and error.field):
            self._show_problems(list(problems_of(error)))
        elif isinstance(error, RuleError | UnavailableError):
            self.context.messages.error("The case is not logged", f"{error} Your draft is kept.")
        else:
            self.context.messages.bug(error)

    def _show_problems(self, problems: list[Problem]) -> None:
        self.autosave.save_now()
        self.set_problems(True)
        self.summary.show_problems(self.form.form.show_problems(problems))

    def _on_discarded(self, draft: PageDraft | None) -> None:
        context, key = self.context, self.key
        self.meanwhile.end()
        self.closing.emit()
        if draft is not None:
            say_discarded(context, draft.title, key)

    # -- the draft ----------------------------------------------------------------------------------------

    def _doc(self) -> dict[str, object]:
        needed, later = self._needs()
        kept = {"triage": self.help.kept} if self.help.kept else {}
        return {**self.form.doc(), **kept, "focus": self._last, "needed": needs_words(needed, later)}

    def _name(self) -> str:
        kind = self.form.kind()
        name = self.form.form["full_name"].value()
        return ", ".join(part for part in (kind.label if kind else "New case", name) if part)

    def _on_loaded(self, draft: PageDraft | None) -> None:
        if draft is None:
            return
        self.meanwhile.offers.keep(draft.doc)
        self.form.fill(draft.doc, leave=frozenset(self._edited))
        self.help.take(draft.doc.get("triage"))
        if not self._edited:
            self._last = str(draft.doc.get("focus") or "")
            if self._last in self.form.form.blocks:
                here = self.focusWidget()
                return_to(self.form.form.blocks[self._last], focus=here is not None and self.isVisible())
        self._say_saved(draft)
        self._look_again()
        self.retitled.emit()

    def _say_saved(self, draft: PageDraft) -> None:
        words = f"Last saved: {when_words(draft.saved_at, self.context.today())}."
        for standing in self._standings():
            standing.say_saved(words)

    def _on_edited(self, name: str) -> None:
        is_first = not self._edited
        self._edited.add(name)
        self._last = name
        self.autosave.touch()
        self._show_state()
        if is_first or name in ("kind", "full_name"):
            self.retitled.emit()

    def _look_again(self) -> None:
        self._asked_due = "", ""
        self.meanwhile.look()
        self._show_state()

    def _on_taken(self) -> None:
        """The form says something else since others changed it: the draft keeps that."""
        self.autosave.touch()
        self._show_state()

    def _on_files(self) -> None:
        """Files came or went: the draft is on the disk at once, because nobody types them again."""
        self.autosave.touch()
        self.autosave.save_now()
        self._show_state()
        self.retitled.emit()

    # -- what the form says back --------------------------------------------------------------------------

    def _show_state(self) -> None:
        needed, later = self._needs()
        kind = self.form.kind()
        for standing in self._standings():
            standing.say_title(f"Log a case: {kind.label}" if kind else "Log a case")
            standing.say_needs(needed, later)
        self._show_due()
        place = place_words(self.context.office.vocabulary, self.form.form["service"].value())
        self.form.place.setText(place)
        self.form.place.setVisible(bool(place))
        told = spoken_request_words(kind, str(self.form.form["channel"].value() or ""))
        self.form.spoken_note.setText(told)
        self.form.spoken_note.setVisible(bool(told))
        at_risk = self.form.form["risk"].value() in ("yes", "unsure")
        self.form.risk_note.setText(RISK_NOTE if at_risk else "")
        self.form.risk_note.setVisible(at_risk)

    def _say_matches(self, words: str) -> None:
        for standing in self._standings():
            standing.say_matches(words)

    def _standings(self) -> tuple[Standing, Standing]:
        return self.bar.standing, self.inner

    def _needs(self) -> tuple[list[str], list[str]]:
        intake, decided = intake_of(self.form), self.form.kind() is not None
        needed = needed_to_log(intake, self.context.today(), is_decided=decided)
        needed += self.meanwhile.needed()
        return needed, may_follow(intake, is_decided=decided)

    def _show_due(self) -> None:
        asked = (self.form.kind(), received_if_plain(self.form, self.context.today()))
        if asked == self._asked_due:
            return
        self._asked_due = asked
        kind, received_on = asked
        if kind is None or received_on is None:
            self._say_due(asked, "")
            return
        self.context.tasks.run_read(
            lambda: due_preview(self.context.office, kind, received_on),
            lambda words: self._say_due(asked, words),
            lambda error: self._say_due(asked, str(error)),
            receiver=self,
        )

    def _say_due(self, asked: tuple[Any, Any], words: str) -> None:
        if asked == self._asked_due:
            is_new = words != self.form.due.text()
            self.form.due.setText(words or "Known when type and date are there.")
            self.form.due.set_tone("" if words else "muted")
            if words and is_new and self._edited:
                self.context.messages.announce(words)

    # -- how it is built ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = IntakeForm(self.context.office, self.context.today)
        self.help = TypeHelp(self.context, self.form, self)
        self.matching = Matching(self.context, self.form, self)
        self.meanwhile = Meanwhile(self.context, self.form, self.matching, self)
        self.summary = ErrorSummary(self.form.form.focus)
        self.bar = StandingBar(Standing(self.matching.go))
        self.inner = Standing(self.matching.go)
        self.inner.hide()
        self._add_buttons()
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_24)
        inside.setSpacing(SPACE_8)
        for part in (self.inner, self.summary, self.matching.panel, self.form):
            inside.addWidget(part)
        inside.addStretch(1)
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.scroll, 1)

    def _add_buttons(self) -> None:
        registry = self.context.registry

        def button(words: str, command_id: str, kind: str) -> Button:
            keys = spoken_keys(registry, command_id)
            return Button(f"{words} ({keys})" if keys else words, lambda: registry.run(command_id), kind=kind)

        self.log_button = button("Log case", "page.finish", "primary")
        self.close_button = button("Close, keep draft", "page.close", "")
        self.discard_button = button("Discard draft", "draft.discard", "quiet")
        row = FlowRow(gap=SPACE_8)
        for part in (self.log_button, self.close_button, self.discard_button):
            row.addWidget(part)
        self.form.sections["next"].body.addWidget(row)

    def _begin_with_usual(self) -> None:
        self.form.fill({"channel": "Phone", "owner_id": self.context.office.person.id, "acknowledge": True})
        self.form.set_received(self.context.today())

    def _take_commands(self) -> None:
        self.handle("page.finish", self.log_case)
        self.handle("page.save", self._save_now)
        self.handle("draft.discard", self.discard)
        self.handle("file.import_email", self.files_part.import_email)
        self.handle("intake.offer_advocate", self.form.offer_advocate, self.form.why_no_offer)
        self.handle("view.matches", self.matching.go, self.matching.why_not)

    def _save_now(self) -> None:
        if self.autosave.is_unsaved():
            self.autosave.save_now()
        elif self.autosave.draft is not None:
            self.context.messages.status(saved_words(self.autosave.draft.saved_at))
        else:
            self.context.messages.status("There is nothing to save yet.")

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Take up what others did while another page was in front."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With one column the head scrolls with the form, so that it does not take half of a small screen."""
        super().resizeEvent(event)
        is_narrow = self.form.columns.columns(self.width() - 2 * SPACE_24) == 1
        self.bar.setVisible(not is_narrow)
        self.inner.setVisible(is_narrow)
