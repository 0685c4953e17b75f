"""A computer that was away from the hub for too long meets it before it shows a case (decision 8)."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.contact import why_no_cases
from caseworker.actions.opening import OpenOffice
from caseworker.actions.sharing import address_of, sign_in
from caseworker.actions.sync import cut_short, sync_status
from caseworker.errors import CaseworkerError
from ui.start.join_step import MakeService
from ui.start.step_dialog import Step, StepDialog
from ui.sync.address_form import SecretField, ask_secret_of
from ui.sync.service import Line, News, SyncService
from ui.sync.service import Step as Done
from ui.sync.words import step_words
from ui.tasks import Tasks, Threads
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock
from ui.widgets.words import Words


class ContactDialog(StepDialog):
    """Asks for the network, meets the hub, and goes away; or Caseworker is closed."""

    def __init__(
        self, opened: OpenOffice, make_service: MakeService = SyncService, tasks: Tasks | None = None
    ) -> None:
        super().__init__("Meet the hub first")
        self.opened: OpenOffice | None = opened
        self._own_tasks = tasks is None
        self._tasks: Tasks = tasks or Threads()
        office = opened.office
        self.step = Step("Meet the hub first", why_no_cases(office, sync_status(office)))
        self.doing = Words("")
        self.password = FieldBlock("password", "Password", SecretField())
        if (address := address_of(office)) is not None:
            ask_secret_of(self.password, address)
        self.sign_button = Button("Sign in", self._sign_in)
        for part in (self.doing, self.step.form.add(self.password), self.sign_button):
            self.step.column.addWidget(part)
        for part in (self.password, self.sign_button):
            part.hide()
        self.step.add_buttons(
            [Button("Close Caseworker", self.reject, kind="quiet")],
            Button("Try again", self._again, kind="primary"),
        )
        self.add_step(self.step)
        self.go(self.step)
        self.service = make_service(office, self._on_told)
        self.service.start()

    def ask(self) -> OpenOffice | None:
        """Show the dialog until the hub was met or the person leaves."""
        self.exec()
        self.service.stop()
        if self._own_tasks:
            self._tasks.shutdown()
        return self.opened

    def _on_told(self, told: News | Done) -> None:
        if isinstance(told, Done):
            self.doing.setText(step_words(told))
        elif told.line is Line.SHARED:
            self.accept()
        else:
            self.doing.setText(told.words or "The hub does not answer.")
            for part in (self.password, self.sign_button):
                part.setVisible(told.line is Line.SIGN_IN)

    def _again(self) -> None:
        self.doing.setText("Asking the hub")
        self.service.ask()

    def _sign_in(self) -> None:
        assert self.opened is not None
        office, password = self.opened.office, str(self.step.form["password"].value() or "")

        def failed(error: Exception) -> None:
            self.doing.setText(str(error) if isinstance(error, CaseworkerError) else cut_short(error).words)

        self.doing.setText("Signing in")
        self._tasks.run_read(
            lambda: sign_in(office, password), lambda _done: self._again(), failed, receiver=self
        )

    def reject(self) -> None:
        """Leave; nothing is shown and nothing is lost."""
        self.service.stop()
        if self.opened is not None:
            self.opened.close()
            self.opened = None
        super().reject()


def ask_for_contact(
    opened: OpenOffice, make_dialog: Callable[[OpenOffice], ContactDialog] = ContactDialog
) -> OpenOffice | None:
    """Return the office once it may show cases; None when the person would rather not."""
    if not why_no_cases(opened.office, sync_status(opened.office)):
        return opened
    return make_dialog(opened).ask()
