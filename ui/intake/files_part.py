"""The Files section at work (interface rules 4.1, Alt+5): files and emails are taken into the draft of an intake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from caseworker.actions.emails import EmailOffer, intake_values, keep_offer, read_offer
from caseworker.actions.gather_files import Source
from caseworker.actions.waiting_files import Waiting, WaitingFiles, keep_waiting
from caseworker.domain.dates_in_words import listed
from caseworker.errors import ProblemsError
from caseworker.office import Office
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.files.choose_email import choose_email, refused_sentence, say_of_email, say_refused
from ui.files.landing import Landing
from ui.intake.form import IntakeForm

_BEGUN_WITH = ("channel", "received_on", "owner_id", "acknowledge")
"""Fields that the page fills by itself: an email fills them again unless the person has."""


class FilesPart(QObject):
    """Adds files to an intake.

    Args:
        on_kept: called when the draft has other files than before; it is saved at once then, so that a kill finds it.
        edited: gives the names of the fields the person has filled.
    """

    def __init__(
        self,
        context: Context,
        form: IntakeForm,
        page: QWidget,
        on_kept: Callable[[], object],
        edited: Callable[[], set[str]],
    ) -> None:
        super().__init__(page)
        self._context, self._form, self._page = context, form, page
        self._on_kept, self._edited = on_kept, edited
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.landing = Landing(context, page, self.take)
        self.landing.take_pastes(form.files)
        self.cover_boxes()
        form.files.changed.connect(on_kept)
        form.files.add_asked.connect(self.add_files)
        form.files.email_asked.connect(self.import_email)

    def cover_boxes(self) -> None:
        """Take drops over boxes too; they would take a file's name as text."""
        boxes: list[QWidget] = list(self._form.findChildren(QLineEdit))
        boxes += [box.viewport() for box in self._form.findChildren(QPlainTextEdit)]
        self.landing.watch_all(boxes)

    def add_files(self) -> None:
        """Ask which, and take them."""
        paths = self.files.open_files(self._page, "Add files", "All files (*)")
        if paths:
            self.take(paths, "picker")

    def take(self, sources: Sequence[Source | Path], added_from: str) -> None:
        """Take files into the draft; one email alone fills what is empty, as if it had been imported."""
        office = self._context.office
        is_email = len(sources) == 1 and sources[0].name.lower().endswith((".msg", ".eml"))

        def work() -> tuple[EmailOffer, tuple[Waiting, ...]] | WaitingFiles:
            if is_email:
                with suppress(ProblemsError):  # only called an email: a file like any other
                    return _read(office, sources[0], added_from)
            return keep_waiting(office, sources, added_from)

        self._context.tasks.run_write(work, self._on_got, self._on_refused, receiver=self)

    def import_email(self) -> None:
        """Ask for a saved email; it fills what is empty, and waits with its attachments."""
        path = choose_email(self._page, self.files)
        if path is not None:
            office = self._context.office
            self._context.tasks.run_write(
                lambda: _read(office, path, "picker"), self._on_got, self._on_refused, receiver=self
            )

    def _on_got(self, got: tuple[EmailOffer, tuple[Waiting, ...]] | WaitingFiles) -> None:
        if isinstance(got, WaitingFiles):
            self._on_taken(got)
        else:
            self._on_email(*got)

    def _on_taken(self, waiting: WaitingFiles) -> None:
        there = self._form.files.add(waiting.files)
        told = [refused_sentence(each) for each in waiting.refused]
        told += [f"{listed(there)} waits here already."] if there else []
        told += list(waiting.warnings)
        if told:
            self._context.messages.warning("Look at these files", " ".join(told))
        else:
            number = len(waiting.files)
            self._context.messages.status("1 file was added" if number == 1 else f"{number} files were added")
        self._on_kept()

    def _on_email(self, offer: EmailOffer, files: Sequence[Waiting]) -> None:
        self._form.files.add(files)
        values = intake_values(offer)
        blocks = self._form.form.blocks
        leave = {
            name
            for name in values
            if name in self._edited() or (name not in _BEGUN_WITH and not blocks[name].field.is_empty())
        }
        self._form.fill(values, leave=frozenset(leave))
        self._on_kept()
        say_of_email(self._context, offer)
        if self._form.kind() is None:
            blocks["kind"].field.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: Exception) -> None:
        say_refused(self._context, error)


def _read(office: Office, source: Source | Path, added_from: str) -> tuple[EmailOffer, tuple[Waiting, ...]]:
    """Read an email and keep it for the draft."""
    offer = read_offer(office, source, added_from)
    return offer, keep_offer(office, offer)
