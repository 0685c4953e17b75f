"""Import email (Ctrl+Shift+I): which file, and into the case in front or as a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.emails import EmailOffer, already_words, begin_intake, import_into_case, read_offer
from caseworker.actions.files import Attached
from caseworker.actions.gather_files import Refused, Source
from caseworker.domain.drafts import PageDraft
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.theme import theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading

FILTERS = "Emails (*.msg *.eml);;All files (*)"


class EmailImport:
    """What Ctrl+Shift+I does wherever no page has its own idea of it: a new intake."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context, self._parent = context, parent
        self.files: FileDialogs = SYSTEM_DIALOGS

    def run(self) -> None:
        """Ask for the file and begin an intake with it."""
        path = choose_email(self._parent, self.files)
        if path is not None:
            begin_from_email(self._context, path)


def choose_email(parent: QWidget, files: FileDialogs) -> Path | None:
    """Ask for a saved email."""
    return files.open_file(parent, "Import email", FILTERS)


def begin_from_email(context: Context, source: Path | Source) -> None:
    """Begin an intake with an email and open its page."""

    def begin() -> tuple[PageDraft, EmailOffer]:
        offer = read_offer(context.office, source)
        return begin_intake(context.office, offer), offer

    def begun(done: tuple[PageDraft, EmailOffer]) -> None:
        draft, offer = done
        context.open_page("intake", draft.id)
        say_of_email(context, offer)

    context.tasks.run_write(
        begin, begun, lambda error: say_refused(context, error), receiver=context.messages
    )


def say_of_email(context: Context, offer: EmailOffer) -> None:
    """Say what should be known of an email that was taken in; nothing where all is well."""
    words = [
        already_words(offer),
        *(refused_sentence(each) for each in offer.gathered.refused),
        *offer.gathered.warnings,
    ]
    told = [each for each in words if each]
    if told:
        context.messages.warning("Look at this email", " ".join(told))
    else:
        context.messages.status(f"{offer.name} was taken in. Choose the type.")


def refused_sentence(refused: Refused) -> str:
    """A file that was not kept, and why."""
    return f"{refused.name} was not kept. {refused.reason}"


def say_refused(context: Context, error: Exception) -> None:
    """Say why nothing was taken in."""
    if isinstance(error, UnavailableError):
        context.messages.failure(error)
    elif isinstance(error, RuleError):
        context.messages.warning("Nothing was added", str(error))
    else:
        context.messages.bug(error)


def import_at_case(
    context: Context, parent: QWidget, case_id: str, reference: str, path: Path, why_not: str = ""
) -> None:
    """Read an email and ask whether it belongs to the case in front or to a new one.

    Args:
        why_not: why the case may take no file now, or "".
    """

    def read(offer: EmailOffer) -> None:
        dialog = WhereDialog(offer, reference, why_not, parent)
        dialog.into_case.connect(lambda: _into_case(context, case_id, offer))
        dialog.into_new.connect(lambda: _into_new(context, offer))
        dialog.open()

    context.tasks.run_read(
        lambda: read_offer(context.office, path),
        read,
        lambda error: say_refused(context, error),
        receiver=parent,
    )


def _into_case(context: Context, case_id: str, offer: EmailOffer) -> None:
    def done(changed: Attached) -> None:
        context.changed(changed)
        context.messages.success("Email imported", changed.message, undo_action(context, changed))

    context.tasks.run_write(
        lambda: import_into_case(context.office, case_id, offer),
        done,
        lambda error: say_refused(context, error),
        receiver=context.messages,
    )


def _into_new(context: Context, offer: EmailOffer) -> None:
    def begun(draft: PageDraft) -> None:
        context.open_page("intake", draft.id)
        say_of_email(context, offer)

    context.tasks.run_write(
        lambda: begin_intake(context.office, offer),
        begun,
        lambda error: say_refused(context, error),
        receiver=context.messages,
    )


class WhereDialog(QDialog):
    """One question: where does this email belong? Esc leaves everything as it is.

    Signals:
        into_case, into_new: what was chosen.
    """

    into_case = Signal()
    into_new = Signal()

    def __init__(self, offer: EmailOffer, reference: str, why_not: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import email")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.case_button = Button(f"Add to {reference}", lambda: self._take(self.into_case), kind="primary")
        self.new_button = Button("Log as a new case", lambda: self._take(self.into_new))
        self.cancel_button = Button("Cancel", self.reject)
        self.case_button.setEnabled(not why_not)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading("Where does this email belong?"))
        told = (offer.words, already_words(offer), why_not, *map(refused_sentence, offer.gathered.refused))
        for words in filter(None, told):
            column.addWidget(Words(words))
        self.setAccessibleDescription(" ".join(filter(None, told)))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.case_button)
        row.addWidget(self.new_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        column.addLayout(row)
        self.setMinimumWidth(theme().px(460))
        first = self.new_button if why_not else self.case_button
        first.setDefault(True)
        first.setFocus()

    def _take(self, chosen: SignalInstance) -> None:
        self.accept()
        chosen.emit()
