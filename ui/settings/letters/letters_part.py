"""Every letter of the office with its wording: change it from a day on, go back to the one that ships, add a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions import letter_texts
from caseworker.actions.letter_wordings import (
    APPROVERS,
    GENERAL,
    KeptWording,
    LetterRow,
    change_wording,
    kept_wordings,
    letter_rows,
    new_letter_text,
    set_approval,
    wording_now,
)
from caseworker.domain.changed import Changed
from caseworker.errors import Problem
from ui.context import Context
from ui.settings.letters.history_page import HistoryPage
from ui.settings.letters.wording_page import WordingPage, title_of
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.options_field import OptionsField
from ui.widgets.rows_model import Column

_ITSELF = "itself"
_CHOOSE = "Choose a letter in the table first."


class LettersPart(TablePart[LetterRow]):
    """The list; a wording, its history or a short form takes its place."""

    code = "letters"
    title = "Letters"
    noun = ("letter", "letters")
    about_words = (
        "What each letter says, and who approves it. A changed wording holds from its day on; letters already "
        "approved keep the words they had."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wording = WordingPage(context, self.finish, self.leave)
        self.history = HistoryPage(self._write_on, self.leave)
        for page in (self.wording, self.history):
            self.stack.addWidget(page)
        self.wording.draft_saved.connect(self.draft_saved)
        self.table.set_empty("There are no letters", "Add one of your own.")

    # -- the table ----------------------------------------------------------------------------------------

    def columns(self) -> list[Column[LetterRow]]:
        """What it is, for which kinds, who approves, and whose wording holds."""
        return [
            Column("code", "Code", lambda r: r.code, width=9),
            Column("title", "Title", lambda r: r.title, width=40),
            Column("wording", "Wording", lambda r: r.wording, width=26, may_filter=True),
            Column("approves", "Approved by", lambda r: r.approves, width=17, may_filter=True),
            Column("kinds", "For", lambda r: r.kinds, width=34, may_filter=True),
            Column("group", "What it is", lambda r: r.group, width=15, may_filter=True),
        ]

    def key(self, row: LetterRow) -> str:
        """Its code."""
        return row.key

    def read(self) -> Sequence[LetterRow]:
        """All of them."""
        return letter_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """What can be done with the letter that is current, and a new one."""
        self.history_button = Button("History", self.open_history)
        return [
            Button("Change wording (Enter)", self.open_row, kind="primary"),
            Button("Add a letter", self.add_letter, icon="plus"),
            Button("Add a copy of this letter", self.copy_letter),
            Button("Who approves", self.choose_approver),
            Button("Back to the wording that ships", self.go_back),
            self.history_button,
        ]

    # -- acts ---------------------------------------------------------------------------------------------

    def open_entry(self, key: str) -> None:
        """Open the wording of a letter by its code."""
        self._wanted = key
        self._open_wanted()

    def shown(self, rows: Sequence[LetterRow]) -> None:
        """A letter that was asked for before the list was read opens now."""
        self._open_wanted()

    def open_row(self) -> None:
        """Write the wording of the letter that is current."""
        row = self.current()
        if row is None or not self._may_begin():
            return
        office, shown = self.context.office, row
        self._read(
            lambda: wording_now(office, shown.key),
            lambda text: self._open(shown.key, title_of(shown.key, shown.title), text, is_new=False),
        )

    def add_letter(self) -> None:
        """Write a letter of the council's own, which begins as the general letter."""
        self._begin_new(GENERAL, "A new letter, begun as a copy of the general letter")

    def copy_letter(self) -> None:
        """Write a letter of the council's own, which begins as the one that is current."""
        row = self.current()
        if row is None or row.is_block:
            self.context.messages.status(_CHOOSE)
        else:
            self._begin_new(row.key, f"A new letter, begun as a copy of {row.key}")

    def choose_approver(self) -> None:
        """Ask who approves the letter that is current."""
        row = self.current()
        if row is None or not row.by_itself:
            self.context.messages.status(_CHOOSE)
            return
        itself = APPROVERS[row.by_itself]
        if not self.begin(
            f"Who approves {row.key}, {row.title}",
            "A second person is somebody else, whose role lets them sign off.",
        ):
            return
        choices = [(_ITSELF, f"As the letter says: {itself[:1].lower()}{itself[1:]}"), *APPROVERS.items()]
        field = OptionsField(choices, upright=True)
        self.form.add("approval", "Approved by", field, row.approval or _ITSELF, needed=True)
        self.open_form(partial(self._approval_act, row))

    def go_back(self) -> None:
        """Ask from which day the wording that ships holds again; a letter of one's own is not written from then."""
        row = self.current()
        if row is None or not row.has_own:
            self.context.messages.status("This letter has no wording of your own." if row else _CHOOSE)
            return
        is_own = row.group == "Own letter"
        title = f"Write {row.key} no more" if is_own else f"Back to the wording that ships: {row.title}"
        about = "Letters already written stay." if is_own else "Your own wording stays in the history."
        if not self.begin(title, about):
            return
        day = DateField(self.context.today, sense="future")
        self.form.add("from_on", "From", day, self.context.today(), needed=True)
        office = self.context.office
        self.open_form(lambda v: lambda: letter_texts.reset_text(office, row.key, v["from_on"]))

    def open_history(self) -> None:
        """Show the wordings of the letter that is current."""
        row = self.current()
        if row is None:
            self.context.messages.status(_CHOOSE)
            return
        office = self.context.office
        self._read(lambda: kept_wordings(office, row.key), lambda kept: self._show_history(row, kept))

    # -- TablePart ----------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to the table."""
        self.wording.close_wording()
        super().leave()

    def step_back(self) -> bool:
        """From a wording back to the table (Alt+Left); what is half written stays a draft."""
        if not self._is_writing():
            return super().step_back()
        if not self.is_busy and self.wording.keep_draft():
            self.wording.put_down()
            super().leave()
        return True

    def why_not_finish(self) -> str:
        """Only while a wording or a form is open."""
        return self.why_read_only() or ("" if self._do or self._is_writing() else "Choose a letter first.")

    def finish(self) -> None:
        """Save the wording, or do what the form says."""
        if not self._is_writing():
            super().finish()
            return
        if self.is_busy or self.why_read_only():
            return
        problem = self.wording.day_problem()
        if problem:
            self.show_problems([Problem("from_on", problem)])
            return
        self.wording.hold()
        self.run(self._wording_act())

    def show_problems(self, problems: Sequence[Any]) -> None:
        """At the lines of the wording, or the fields of the form."""
        if self._is_writing():
            self.wording.show_problems(problems)
            self.troubled.emit(True)
        else:
            super().show_problems(problems)

    def may_close(self) -> bool:
        """A wording half written stays as a draft; a short form is not thrown away without a word."""
        return self.wording.keep_draft() if self._is_writing() else super().may_close()

    def save_draft(self) -> None:
        """Keep what is typed."""
        if self._is_writing():
            self.wording.save_draft()

    _wanted = ""

    def _on_failed(self, error: Exception) -> None:
        self.wording.release()
        super()._on_failed(error)

    # -- inside -------------------------------------------------------------------------------------------

    def _open_wanted(self) -> None:
        if self._wanted and not self._is_writing() and self.table.go_to(self._wanted):
            self._wanted = ""
            self.open_row()

    def _is_writing(self) -> bool:
        return self.stack.currentWidget() is self.wording

    def _may_begin(self) -> bool:
        words = self.why_read_only()
        if words or self.is_busy:
            self.context.messages.status(words or "The last change is still being saved.")
        return not words and not self.is_busy

    def _read(self, read: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.context.tasks.run_read(read, done, self.context.messages.failure, receiver=self)

    def _begin_new(self, copied: str, title: str) -> None:
        if self._may_begin():
            office = self.context.office
            self._read(
                lambda: new_letter_text(office, copied),
                lambda text: self._open("", title, text, is_new=True),
            )

    def _open(self, key: str, title: str, text: str, *, is_new: bool) -> None:
        self._do = lambda _values: self._wording_act()
        self.stack.setCurrentWidget(self.wording)
        self.wording.open(key, title, text, is_new=is_new)
        self.wording.first_focus().setFocus()
        self.context.registry.refresh()

    def _wording_act(self) -> Callable[[], Changed]:
        office, key = self.context.office, self.wording.key
        text, from_on = self.wording.values()
        if self.wording.is_new:
            return lambda: letter_texts.add_letter(office, text, from_on)
        return lambda: change_wording(office, key, text, from_on)

    def _approval_act(self, row: LetterRow, values: dict[str, Any]) -> Callable[[], Changed]:
        who = None if values["approval"] == _ITSELF else str(values["approval"])
        return lambda: set_approval(self.context.office, row.key, who)

    def _show_history(self, row: LetterRow, kept: Sequence[KeptWording]) -> None:
        self.history.open(title_of(row.key, row.title), kept, not self.why_read_only())
        self.stack.setCurrentWidget(self.history)
        self.history.first_focus().setFocus()
        self.context.registry.refresh()

    def _write_on(self, text: str) -> None:
        row = self.current()
        if row is not None and self._may_begin():
            self._open(row.key, title_of(row.key, row.title), text, is_new=False)
