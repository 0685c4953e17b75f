"""A computer that was away from the hub for too long meets it before it shows a case (decision 8)."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.contact import why_no_cases
from caseworker.actions.join_words import move_hub
from caseworker.actions.opening import OpenOffice
from caseworker.actions.sharing import HubAddress, address_of, sign_in
from caseworker.actions.sync import cut_short, sync_status
from caseworker.errors import CaseworkerError, RuleError
from ui.start.join_step import MakeService
from ui.start.step_dialog import Step, StepDialog
from ui.sync.address_form import MOVED_WORDS, AddressForm, Purpose, SecretField, ask_secret_of
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
        address = address_of(office)
        if address is not None:
            ask_secret_of(self.password, address)
        self.sign_button = Button("Sign in", self._sign_in)
        for part in (self.doing, self.step.form.add(self.password), self.sign_button):
            self.step.column.addWidget(part)
        for part in (self.password, self.sign_button):
            part.hide()
        self.moved_button = Button("Change the hub’s address", lambda: self.go(self.moved))
        self.step.add_buttons(
            [Button("Close Caseworker", self.reject, kind="quiet"), self.moved_button],
            Button("Try again", self._again, kind="primary"),
        )
        self.add_step(self.step)
        self.moved = self.add_step(self._moved_step(address))
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

    def _moved_step(self, address: HubAddress | None) -> Step:
        """Settings cannot be reached from here, and a hub that has moved would never be met."""
        step = Step("The hub has moved", MOVED_WORDS)
        self.form = AddressForm(Purpose.MOVED)
        self.form.begin(Purpose.MOVED, address)
        step.first = self.form.first()
        step.column.addWidget(self.form)
        self.use_button = Button("Use this address", self._move, kind="primary")
        step.add_buttons([Button("Back", lambda: self.go(self.step))], self.use_button)
        return step

    def _move(self) -> None:
        assert self.opened is not None
        office, address, password = self.opened.office, self.form.address(), self.form.password()
        self.form.clear()
        self.use_button.setEnabled(False)
        self._tasks.run_read(
            lambda: move_hub(office, address, password), self._on_moved, self._on_not_moved, receiver=self
        )

    def _on_moved(self, _done: object) -> None:
        self.use_button.setEnabled(True)
        self.go(self.step)
        self.doing.setText("Asking the hub")
        self.service.reconnect()

    def _on_not_moved(self, error: Exception) -> None:
        self.use_button.setEnabled(True)
        if isinstance(error, RuleError):
            self.form.show_error(error)
        else:
            self.form.say(str(error) if isinstance(error, CaseworkerError) else cut_short(error).words, error)

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
