"""What every act has in common: fields, what would follow, problems at the fields, and entries that are never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caseworker.actions.drafts import finish_draft
from caseworker.actions.letter_offers import LetterOffer, letter_after
from caseworker.domain.changed import Changed
from caseworker.domain.drafts import PageDraft
from caseworker.domain.open_clash import open_clashes
from caseworker.errors import Problem, RuleError, UnavailableError
from ui.cases.acts.outlook import Outlook
from ui.cases.case_facts import CaseFacts
from ui.cases.typed import put_back, typed_values, unreadable
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form, problems_of

Work = Callable[[], Changed]


class ActForm(QWidget):
    """The fields of one act. Subclasses write `build`, `work` and, where a date follows, `foresee`.

    Signals:
        done(Changed): it was saved.
        gone_back: the person wants to go back to the case; what was typed is kept.
        troubled(bool): the last attempt met problems, or does so no more.
        draft_saved(PageDraft): the entries are on the disk.
    """

    name: ClassVar[str] = ""
    draft_title: ClassVar[str] = ""
    foresees: ClassVar[tuple[str, ...]] = ()
    opens: ClassVar[str] = "case"
    """The kind of page a draft of the entries opens."""

    done = Signal(object)
    gone_back = Signal()
    troubled = Signal(bool)
    draft_saved = Signal(object)

    def __init__(self, context: Context, facts: CaseFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.facts = context, facts
        self.form = Form()
        self.summary = ErrorSummary(self._go_to)
        self.result = Outlook()
        self.is_busy = self._is_filling = False
        self.letter: LetterOffer | None = None
        """What to write about it once it is done; found by the thread that did it."""
        self._asked = 0
        self._is_filling = True
        self.build()
        self._is_filling = False
        self.autosave = Autosave(
            context, f"act:{self.name}", lambda: typed_values(self.form), self._title,
            case_id=facts.case_id, opens=(self.opens, facts.case_id), parent=self,
        )  # fmt: skip
        self.autosave.saved.connect(self.draft_saved)
        for name in self.form.blocks:
            self.form[name].changed.connect(lambda name=name: self._on_changed(name))

    def build(self) -> None:
        """Put the fields on the form."""
        raise NotImplementedError(f"{type(self).__name__} has no fields")

    def work(self) -> Work:
        """What is done when the person finishes, with the values read now: it runs off the UI thread."""
        raise NotImplementedError(f"{type(self).__name__} does nothing")

    def foresee(self) -> Callable[[], str] | None:
        """What would follow, in words; None while too little is entered. It runs off the UI thread."""
        return None

    def own_problems(self) -> list[Problem]:
        """What can be seen to be wrong without asking the casework."""
        return []

    def begin(self) -> None:
        """Look for entries kept earlier, and say what would follow."""
        self.autosave.load(self._on_draft)
        self._foresee()

    def add(self, name: str, label: str, field: Field, **more: Any) -> FieldBlock:
        """Put a field on the form."""
        return self.form.add(FieldBlock(name, label, field, **more))

    def first_focus(self) -> QWidget:
        """The first field."""
        return next(iter(self.form.blocks.values())).field.editor()

    def take_facts(self, facts: CaseFacts) -> None:
        """The case was read again: count anew, and leave every entry alone."""
        self.facts = facts
        self._foresee()

    def finish(self) -> None:
        """Do it, or say what is wrong; a second press meanwhile is ignored (U2)."""
        if self.is_busy:
            return
        problems = unreadable(self.form) + self.own_problems()
        if problems:
            self.show_problems(problems)
            return
        self.is_busy = True
        self.autosave.hold()
        self.confirm(self._write)

    def confirm(self, do: Callable[[], object]) -> None:
        """Ask first where it cannot be undone; as a rule it can, so it is simply done (P4)."""
        do()

    def let_go(self) -> None:
        """The person did not confirm: everything stays as it was."""
        self.is_busy = False
        self.autosave.release()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems at their fields and in the summary; none takes them away."""
        self.summary.show_problems(self.form.show_problems(problems))
        self.troubled.emit(bool(problems))

    def _write(self) -> None:
        work, office = self.work(), self.context.office
        draft_id = self.autosave.draft_id if self.autosave.has_draft() else ""

        def job() -> Changed:
            changed = work()
            if draft_id:
                finish_draft(office, draft_id)
            self.letter = letter_after(office, changed)
            return changed

        self.context.tasks.run_write(job, self._on_done, self._on_failed, receiver=self)

    def _on_done(self, changed: Changed) -> None:
        self.is_busy = False
        self.autosave.finish()
        self.show_problems(())
        self.done.emit(changed)

    def _on_failed(self, error: Exception) -> None:
        self.let_go()
        if isinstance(error, RuleError):
            self.on_refused(error)
        elif isinstance(error, UnavailableError):
            self.context.messages.failure(error)
        else:
            self.context.messages.bug(error)

    def on_refused(self, error: RuleError) -> None:
        """The casework does not allow it: say so at the fields."""
        self.show_problems(problems_of(error))

    def _on_draft(self, draft: PageDraft | None) -> None:
        if draft is None:
            return
        self._is_filling = True
        put_back(self.form, draft.doc)
        self._is_filling = False
        self.on_filled()
        self._foresee()
        self.context.messages.status("What you had entered here is back.")

    def on_filled(self) -> None:
        """Entries kept earlier were put back: show or hide what depends on them."""

    def _on_changed(self, name: str) -> None:
        if not self._is_filling:
            self.autosave.touch()
        if name in self.foresees:
            self._foresee()

    def _foresee(self) -> None:
        self._asked += 1
        number, ask = self._asked, self.foresee()
        if ask is None:
            self._say(number, "")
            return
        self.context.tasks.run_read(
            ask,
            lambda words: self._say(number, words),
            lambda error: self._on_unforeseen(number, error),
            receiver=self,
        )

    def _on_unforeseen(self, number: int, error: Exception) -> None:
        """What the rules do not allow is said at once, quietly; it becomes a problem when the person finishes."""
        if isinstance(error, RuleError | UnavailableError):
            self._say(number, str(error))
        else:
            self.context.messages.bug(error)

    def _say(self, number: int, words: str) -> None:
        if number != self._asked:  # an answer to an earlier entry
            return
        if words and words != self.result.text() and self.isVisible():
            self.context.messages.announce(words)
        self.result.say(words)

    def _title(self) -> str:
        return f"{self.draft_title}, {self.facts.view.reference}"

    def _go_to(self, name: str) -> None:
        if self.form.focus(name):
            return
        if name in [field for _thing, field in open_clashes(self.facts.view)]:  # it is settled there
            self.context.open_page("conflicts")
        else:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the case; nothing is lost by it."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.gone_back.emit()
        else:
            super().keyPressEvent(event)
