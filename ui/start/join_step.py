"""Join an office that is shared: its address, how this copy is kept shut, the office on its way, and who sits here.

Question: what if the program is closed while the office is on its way? Choice: what came is kept, and the next start
goes on from there (`JoinDialog(opened)`), before any window opens. Cost: the window waits until all of it is here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressBar

from caseworker.actions.at_keyboard import who_is_here
from caseworker.actions.join_words import in_words_of_joining
from caseworker.actions.keys import check_secret, opens_by_itself
from caseworker.actions.opening import OpenOffice
from caseworker.actions.sharing import (
    address_of,
    join_office,
    needs_to_arrive,
    people_here,
    person_of_login,
    refuse_empty_hub,
    seat_by_login,
    sign_in,
    sit_down,
)
from caseworker.actions.starting import NewOffice, take_away_new
from caseworker.actions.sync import cut_short, stop
from caseworker.errors import CaseworkerError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from ui.start.recovery_step import RecoveryStep
from ui.start.step_dialog import Step, StepDialog
from ui.sync.address_form import AddressForm, SecretField, ask_secret_of
from ui.sync.service import Line, News, SyncService
from ui.sync.service import Step as Done
from ui.sync.words import step_words
from ui.tasks import Tasks, Threads
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.words import Words

_JOIN, _ASKING = "Join this office", "Asking the hub"
_PARTS = {"receive": "Part 1 of 2. ", "sort": "Part 2 of 2. "}
"""The bar begins anew for each."""

MakeService = Callable[[Office, Callable[[News | Done], None]], SyncService]


class JoinDialog(StepDialog):
    """Asks what joining must know. `ask` returns the open office, or None.

    Args:
        opened: an office that is still on its way here, after the program was closed in the middle.
    """

    def __init__(
        self,
        paths: OfficePaths,
        opened: OpenOffice | None = None,
        tasks: Tasks | None = None,
        make_service: MakeService = SyncService,
    ) -> None:
        super().__init__("Join an office")
        self.paths, self.opened = paths, opened
        self._own_tasks = tasks is None
        self._tasks: Tasks = tasks or Threads()
        self._make_service = make_service
        self._left = threading.Event()
        self.service: SyncService | None = None
        self.address = self.add_step(self._address_step())
        self.recovery = RecoveryStep(paths, "Continue", self._arrive)
        self.add_step(self.recovery)
        self.arriving = self.add_step(self._arriving_step())
        self.who = self.add_step(self._who_step())
        if opened is None:
            self.go(self.address)
        else:
            self.stack.setCurrentWidget(self.arriving)
            QTimer.singleShot(0, self, self._arrive)

    def ask(self) -> OpenOffice | None:
        """Show the dialog until the office is here or the person leaves."""
        self.exec()
        self._stop()
        if self._own_tasks:
            QApplication.setOverrideCursor(
                Qt.CursorShape.WaitCursor
            )  # a hub that is being asked is waited for
            self._tasks.shutdown()
            QApplication.restoreOverrideCursor()
        return self.opened

    # -- steps --------------------------------------------------------------------------------------------

    def _address_step(self) -> Step:
        step = Step(
            "Join an office",
            "Every case of the office comes to this computer, encrypted. IT tells you where the hub is, the one place "
            "that all computers of the team reach, and how you sign in there.",
        )
        self.form = AddressForm()
        step.first = self.form.kind.editor()
        step.column.addWidget(self.form)
        by_itself = opens_by_itself()
        words = (
            "This computer can keep the key for your sign-in. Enter a passphrase only if you would rather be asked "
            "each time."
            if by_itself
            else "This computer cannot keep the key, so it asks for a passphrase each time. At least 12 characters."
        )
        for block in (
            FieldBlock("passphrase", "Passphrase", SecretField(), help_words=words, needed=not by_itself),
            FieldBlock("again", "Passphrase again", SecretField(), needed=not by_itself),
        ):
            step.column.addWidget(step.form.add(block))
        self.join_button = Button(_JOIN, self.join, kind="primary")
        step.add_buttons([Button("Back", self.reject)], self.join_button)
        return step

    def _arriving_step(self) -> Step:
        step = Step(
            "The office is on its way",
            "You may stop at any time: what has come stays here, and the next start goes on from there.",
        )
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Progress")
        self.doing = Words("Asking the hub")
        self.password_block = FieldBlock("password", "Password", SecretField())
        self.sign_button = Button("Sign in", self._sign_in)
        self.again_button = Button("Try again", self._again)
        for part in (
            self.bar,
            self.doing,
            step.form.add(self.password_block),
            self.sign_button,
            self.again_button,
        ):
            step.column.addWidget(part)
        for hidden in (self.password_block, self.sign_button, self.again_button):
            hidden.hide()
        self.stop_button = Button("Stop for now", self.reject, kind="quiet")
        step.add_buttons([self.stop_button])
        return step

    def _who_step(self) -> Step:
        self.person = ChoiceField(())
        step = Step(
            "Who sits at this computer?",
            "The office is here. What you do is recorded under your name.",
            [FieldBlock("person", "Your name", self.person, needed=True)],
        )
        step.add_buttons([], Button("Open the office", self._sit_down, kind="primary"))
        return step

    # -- acts ---------------------------------------------------------------------------------------------

    def join(self) -> None:
        """Try the hub, begin an empty office, and let the rest come."""
        secrets = {name: str(value or "") for name, value in self.address.form.values().items()}
        passphrase = secrets["passphrase"] or (None if opens_by_itself() else "")
        try:
            check_secret(passphrase, secrets["again"])
        except CaseworkerError as error:
            self.address.show_error(error)
            return
        self.address.clear_problems()
        self.form.clear()
        self.join_button.setEnabled(False)
        self.join_button.setText(_ASKING)
        address, password, paths, left = self.form.address(), self.form.password(), self.paths, self._left

        def work() -> NewOffice:
            try:
                made = join_office(paths, address, password, passphrase)
            except Exception as error:
                told = in_words_of_joining(address, error)
                raise told from (error if told is not error else None)
            if left.is_set():  # nobody waits for it any more: the folder is empty again
                made.opened.close()
                take_away_new(paths)
                stop()
            return made

        self._tasks.run_write(work, self._on_joined, self._on_not_joined, receiver=self)

    def _on_joined(self, made: NewOffice) -> None:
        self._may_join()
        self.opened = made.opened
        if made.recovery_key:
            self.recovery.show_key(made.recovery_key)
            self.go(self.recovery)
        else:
            self._arrive()

    def _may_join(self) -> None:
        self.join_button.setText(_JOIN)
        self.join_button.setEnabled(True)

    def _on_not_joined(self, error: Exception) -> None:
        self._may_join()
        if isinstance(error, RuleError) and any(p.field in self.form.form.blocks for p in problems_of(error)):
            self.form.show_error(error)
        elif isinstance(error, ProblemsError):
            self.address.show_error(error)
        else:
            self.form.say(str(error) if isinstance(error, CaseworkerError) else cut_short(error).words, error)

    def _arrive(self) -> None:
        """Let the office come; the thread is the same that the window has later."""
        assert self.opened is not None
        self.go(self.arriving)
        self.service = self._make_service(self.opened.office, self._on_told)
        self.service.start()

    def _on_told(self, told: News | Done) -> None:
        if isinstance(told, Done):
            self.bar.setRange(0, told.of)
            self.bar.setValue(told.done)
            self.doing.setText(f"{_PARTS.get(told.what, '')}{step_words(told)}")
            return
        if told.line is Line.SHARED:
            self._on_arrived()
            return
        self.bar.setRange(0, 1)
        self.doing.setText(told.words or "The hub does not answer. What has come is kept.")
        asks = told.line is Line.SIGN_IN
        if asks and self.opened is not None and (address := address_of(self.opened.office)) is not None:
            ask_secret_of(self.password_block, address)
        for part in (self.password_block, self.sign_button):
            part.setVisible(asks)
        self.again_button.setVisible(not asks)

    def _on_arrived(self) -> None:
        assert self.opened is not None
        self._stop()
        office = self.opened.office
        try:
            refuse_empty_hub(office)
        except Exception as error:
            self.doing.setText(cut_short(error).words)
            self.again_button.show()
            return
        known = person_of_login(office) or who_is_here(office)
        if known.id:
            sit_down(office, known.id)
            self.accept()
            return
        self.person.set_choices([(person.id, person.full_name) for person in people_here(office)])
        self.go(self.who)

    def _again(self) -> None:
        for part in (self.again_button, self.password_block, self.sign_button):
            part.hide()
        self.bar.setRange(0, 0)
        self.doing.setText("Asking the hub")
        if self.service is not None and self.service.is_running:
            self.service.ask()
        else:
            self._arrive()

    def _sign_in(self) -> None:
        assert self.opened is not None
        office, password = self.opened.office, str(self.arriving.form["password"].value() or "")

        self.doing.setText("Signing in")

        def failed(error: Exception) -> None:
            self.doing.setText(str(error) if isinstance(error, CaseworkerError) else cut_short(error).words)

        self._tasks.run_write(
            lambda: sign_in(office, password), lambda _done: self._again(), failed, receiver=self
        )

    def _sit_down(self) -> None:
        assert self.opened is not None
        try:
            sit_down(self.opened.office, str(self.person.value() or ""))
        except CaseworkerError as error:
            self.who.show_error(error)
            return
        self.accept()

    def _stop(self) -> None:
        if self.service is not None:
            self.service.stop()
            self.service = None

    def reject(self) -> None:
        """Leave; what has come is kept for the next start."""
        self._left.set()
        self._stop()
        if self.opened is not None:
            self.opened.close()
            self.opened = None
        super().reject()


def finish_arriving(paths: OfficePaths, opened: OpenOffice, **more: Any) -> OpenOffice | None:
    """Return an office that is whole: one that is still on its way is waited for first."""
    if needs_to_arrive(opened.office):
        return JoinDialog(paths, opened, **more).ask()
    seat_by_login(opened.office)
    return opened
