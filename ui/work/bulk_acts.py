"""What is done to the chosen cases of a list (follow-up date, waiting for, chase, export): one act with one Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from caseworker.actions import bulk, look_up
from caseworker.domain.changed import Changed
from ui.cases.pick_dialog import Pick, PickDialog
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.undo_stack import undo_action
from ui.work.follow_up_dialog import FollowUpDialog

if TYPE_CHECKING:
    from ui.cases.list_page import ListPage

COMMANDS = ("case.follow_up", "case.waiting", "case.chase", "case.letter", "list.export")


class BulkActs(QObject):
    """Takes the commands for a page with a list."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self.files: FileDialogs = SYSTEM_DIALOGS
        for command, call in (
            ("case.follow_up", self.set_follow_up),
            ("case.waiting", self.set_waiting),
            ("case.chase", self.chase),
            ("case.letter", self.write_letters),
            ("list.export", self.export),
        ):
            page.handle(command, call, page.why_no_case)

    @property
    def _context(self) -> Context:
        return self._page.context

    def set_follow_up(self) -> FollowUpDialog | None:
        """Ask for the date, and set it in every chosen case."""
        chosen = self._page.chosen_numbers()
        if not chosen:
            return None
        office = self._context.office
        dialog = FollowUpDialog(self._context, self._page.words_for(chosen), self._page)
        dialog.accepted.connect(
            lambda: self._act(chosen, lambda ids: bulk.set_follow_up(office, ids, dialog.chosen))
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def set_waiting(self) -> PickDialog | None:
        """Ask whom the chosen cases wait for."""
        chosen = self._page.chosen_numbers()
        if not chosen:
            return None
        office = self._context.office
        entries = [Pick(e.code, e.label) for e in office.vocabulary.offered("waiting_for")]
        dialog = PickDialog(
            f"Whom does {self._page.words_for(chosen)} wait for"
            if len(chosen) == 1
            else f"Whom do {self._page.words_for(chosen)} wait for",
            [*entries, Pick("", "Nobody")],
            do="Set waiting for",
            parent=self._page,
        )
        dialog.accepted.connect(
            lambda: self._act(chosen, lambda ids: bulk.set_waiting(office, ids, dialog.chosen))
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def chase(self) -> None:
        """Show what chasing would write: for the rows selected, or for the whole list where only one row is current."""
        page = self._page
        chosen = page.chosen_numbers()
        self._context.open_page("chase", numbers=tuple(chosen), query=page.model.query, name=page.list_name())

    def write_letters(self) -> None:
        """Write one letter for all chosen cases; for one case alone, the letter is chosen on its page."""
        chosen = self._page.chosen_numbers()
        if len(chosen) > 1:
            key = sha256(",".join(map(str, sorted(chosen))).encode()).hexdigest()[
                :16
            ]  # the same cases, the same draft
            self._context.open_page("letter_batch", key, numbers=tuple(chosen))
        elif chosen:
            office = self._context.office
            self._context.tasks.run_read(
                lambda: look_up.cases_by_number(office, chosen),
                lambda found: self._context.open_page("case", found[0].case_id, show="case.letter"),
                self._context.messages.failure,
                receiver=self._page,
            )

    def export(self) -> None:
        """Write the selected rows, or the whole list, to a file."""
        page, office = self._page, self._context.office
        chosen = page.chosen_numbers()
        numbers = chosen if len(chosen) > 1 else list(page.model.numbers)
        name = f"cases-{office.clock.today().isoformat()}.csv"
        path = self.files.save_as(page, "Export the list", name, "CSV (*.csv)")
        if path is None:
            return
        self._context.tasks.run_read(
            lambda: bulk.write_rows(office, numbers, path),
            lambda count: self._context.messages.success(
                "Exported", f"{count:,} {'case was' if count == 1 else 'cases were'} written to {path}."
            ),
            self._context.messages.failure,
            receiver=page,
        )

    def _act(self, numbers: Sequence[int], act: Callable[[list[str]], Changed]) -> None:
        office = self._context.office

        def work() -> Changed:
            return act([row.case_id for row in look_up.cases_by_number(office, numbers)])

        self._context.tasks.run_write(work, self.on_done, self._context.messages.failure, receiver=self._page)

    def on_done(self, changed: Changed) -> None:
        """Tell every page, and offer Undo."""
        self._context.changed(changed)
        if changed.group_id:
            self._context.messages.success("Saved", changed.message, undo_action(self._context, changed))
        else:
            self._context.messages.status(changed.message)
