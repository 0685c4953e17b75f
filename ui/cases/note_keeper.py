"""Keeps the note being typed, and adds it to the case: a note survives a call, a lock, a kill (P1, U1)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from caseworker.actions.note import add_note
from caseworker.domain.changed import Changed
from caseworker.domain.drafts import PageDraft
from caseworker.errors import RuleError, UnavailableError
from ui.cases.note_box import NoteBox
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.widgets.field_block import problems_of


class NoteKeeper(QObject):
    """The note box of one case and its draft.

    Signals:
        added(Changed): the note was added.
        saved(PageDraft): the draft is on the disk.
        troubled(bool): the last attempt met problems, or does so no more.
    """

    added = Signal(object)
    saved = Signal(object)
    troubled = Signal(bool)

    def __init__(self, context: Context, case_id: str, box: NoteBox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._case_id, self._box = context, case_id, box
        self._is_busy = self._is_filling = False
        self.autosave = self._new_autosave()
        box.changed.connect(self._on_changed)
        box.asked.connect(self.finish)
        self.autosave.load(self._on_draft)

    def is_begun(self) -> bool:
        """Whether there is a note to add, or the person is about to write one."""
        return not self._box.is_blank() or self._box.has_focus()

    def save_now(self) -> None:
        """Save the draft at once (Ctrl+S)."""
        self.autosave.save_now()

    def close(self) -> bool:
        """Keep what is typed, because the page goes; False when it could not be kept."""
        return self.autosave.close()

    def finish(self) -> None:
        """Add the note, or say what is wrong; a second press meanwhile is ignored."""
        if self._is_busy:
            return
        if problems := self._box.own_problems():
            self._box.show_problems(problems)
            self.troubled.emit(True)
            return
        self._is_busy = True
        self.autosave.hold()
        office, case_id, draft_id = self._context.office, self._case_id, self.autosave.draft_id
        text, kind = self._box.text.value(), self._box.kind.value()
        follow_up_on = self._box.follow_up_on.value()
        self._context.tasks.run_write(
            lambda: add_note(office, case_id, text, kind=kind, follow_up_on=follow_up_on, draft_id=draft_id),
            self._on_added,
            self._on_failed,
            receiver=self,
        )

    def _on_added(self, changed: Changed) -> None:
        self._is_busy = False
        self.autosave.finish()
        self._is_filling = True
        self._box.clear()
        self._is_filling = False
        self.autosave.deleteLater()
        self.autosave = self._new_autosave()
        self.troubled.emit(False)
        self.added.emit(changed)

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self.autosave.release()
        if isinstance(error, RuleError):
            self._box.show_problems(problems_of(error))
            self.troubled.emit(True)
        elif isinstance(error, UnavailableError):
            self._context.messages.failure(error)
        else:
            self._context.messages.bug(error)

    def _on_draft(self, draft: PageDraft | None) -> None:
        if draft is None:
            return
        self._is_filling = True
        self._box.put_back(draft.doc)
        self._is_filling = False
        if not self._box.is_blank():
            self._context.messages.status("The note you had begun is back in the note box.")

    def _on_changed(self) -> None:
        """A line break alone is nothing to keep; what was kept follows every change."""
        if not self._is_filling and (self.autosave.has_draft() or not self._box.is_blank()):
            self.autosave.touch()

    def _new_autosave(self) -> Autosave:
        autosave = Autosave(
            self._context, "note", self._box.values, self._title,
            case_id=self._case_id, opens=("case", self._case_id), parent=self,
        )  # fmt: skip
        autosave.saved.connect(self.saved)
        return autosave

    def _title(self) -> str:
        words = " ".join(self._box.text.value().split())
        return f"Note: {words[:60]}" if words else "Note"
