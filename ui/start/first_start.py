"""The first start on this computer: try the sample office, or start a new office, with its keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout

from caseworker.actions.checking import restore_office
from caseworker.actions.keys import (
    check_new_office,
    opens_by_itself,
    start_new_office,
)
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.sample import build_sample
from caseworker.errors import CaseworkerError, KeyNeededError
from caseworker.paths import OfficePaths
from caseworker.settings import OfficeSettings
from ui.start.file_choice import choose_backup
from ui.start.recovery_step import RecoveryStep
from ui.start.step_dialog import Step, StepDialog
from ui.start.unlock_dialog import UnlockDialog
from ui.tasks import Tasks, Threads
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock
from ui.widgets.text_field import EmailField, PersonField, PhoneField, TextField
from ui.widgets.words import Words

AUTHORITIES = (
    ("DEFAULT", "The Ombudsman's Complaint Handling Code"),
    ("LEW", "Lewisham's timescales"),
    ("BEX", "Bexley's timescales"),
    ("WF", "Waltham Forest's timescales"),
)

_ON_LETTERS = "Stands on every letter."


class SecretField(TextField):
    """One line that is not shown while it is typed."""

    def __init__(self) -> None:
        super().__init__(30, limit=500)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)


class FirstStart(StepDialog):
    """Asks what a first start must know. `ask` returns the open office, or None."""

    def __init__(self, paths: OfficePaths, tasks: Tasks | None = None) -> None:
        super().__init__("Welcome to Caseworker")
        self.paths = paths
        self.opened: OpenOffice | None = None
        self._own_tasks = tasks is None
        self._tasks: Tasks = tasks or Threads()
        self.welcome = self.add_step(self._welcome())
        self.building = self.add_step(self._building())
        self.office = self.add_step(self._office())
        self.keys = self.add_step(self._keys())
        self.recovery = RecoveryStep(paths, "Open the office", self.accept)
        self.add_step(self.recovery)
        self.go(self.welcome)

    def ask(self) -> OpenOffice | None:
        """Show the dialog until an office is open or the person leaves."""
        self.exec()
        if self._own_tasks:
            self._tasks.shutdown()
        return self.opened

    # -- steps ----------------------------------------------------------------------------------------------

    def _welcome(self) -> Step:
        step = Step(
            "Welcome to Caseworker",
            "Caseworker keeps complaints, enquiries and information requests, knows their deadlines and writes the "
            "letters. Everything stays on this computer, encrypted.",
        )
        self.sample_button = Button("Try it with the sample office", self.build_sample, kind="primary")
        self.new_button = Button("Start a new office on this PC", lambda: self.go(self.office))
        self.join_button = Button("Join an office that is shared", self.join)
        self.restore_button = Button("Restore an office from a backup", self.restore)
        for button, words in (
            (
                self.sample_button,
                "A made-up council with three years of invented cases. Nothing you do there matters.",
            ),
            (self.new_button, "For your own team's cases. You will choose how it is kept shut."),
            (self.join_button, "Your team has one already. You need its address and a login."),
            (self.restore_button, "If you have a backup file of an office."),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(button)
            pair.addWidget(Words(words, tone="muted"))
            step.column.addLayout(pair)
        step.add_buttons([Button("Close Caseworker", self.reject, kind="quiet")])
        self.sample_button.setDefault(True)
        return step

    def _building(self) -> Step:
        step = Step("Building the sample office", "This takes about half a minute.")
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName("Progress")
        self.doing = Words("")
        step.column.addWidget(self.bar)
        step.column.addWidget(self.doing)
        return step

    def _office(self) -> Step:
        step = Step(
            "Start a new office",
            "These can be changed later in Settings.",
            [
                FieldBlock("council", "Name of the council", TextField(44), needed=True),
                FieldBlock("department", "Name of the team", TextField(44)),
                (
                    FieldBlock("phone", "Team's phone number", PhoneField(), help_words=_ON_LETTERS),
                    FieldBlock("email", "Team's email", EmailField(), help_words=_ON_LETTERS),
                ),
                FieldBlock(
                    "authority",
                    "Timescales",
                    ChoiceField(AUTHORITIES),
                    help_words="For complaints that are not statutory, and for enquiries.",
                ),
                FieldBlock("full_name", "Your full name", PersonField(), needed=True),
                FieldBlock("job", "Your job title", TextField(44)),
            ],
        )
        step.form.fill({"department": "Children's complaints team", "authority": "DEFAULT"})
        step.add_buttons(
            [Button("Back", lambda: self.go(self.welcome))], Button("Continue", self._to_keys, kind="primary")
        )
        return step

    def _keys(self) -> Step:
        by_itself = opens_by_itself()
        words = (
            "The office is encrypted. This computer can keep its key for your sign-in, so that you are not asked. "
            "Enter a passphrase only if you would rather be asked each time."
            if by_itself
            else "The office is encrypted. This computer cannot keep its key, so it asks for a passphrase each time."
        )
        step = Step(
            "How the office is kept shut",
            words,
            [
                FieldBlock(
                    "passphrase",
                    "Passphrase",
                    SecretField(),
                    help_words="At least 12 characters. Three or four words are good.",
                    needed=not by_itself,
                ),
                FieldBlock("again", "Passphrase again", SecretField(), needed=not by_itself),
            ],
        )
        step.add_buttons(
            [Button("Back", lambda: self.go(self.office))],
            Button("Start the office", self._start, kind="primary"),
        )
        return step

    # -- acts -----------------------------------------------------------------------------------------------

    def build_sample(self) -> None:
        """Build the sample office and open it."""
        self.go(self.building)
        progress = self._tasks.progress(self._say_progress, receiver=self)
        folder = self.paths.folder
        self._tasks.run_write(
            lambda: build_sample(folder, progress.report).opened, self._finish, self._not_built, receiver=self
        )

    def _say_progress(self, fraction: float, words: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self.doing.setText(words)

    def _not_built(self, error: Exception) -> None:
        self.go(self.welcome)
        self.welcome.show_error(error)

    def _to_keys(self) -> None:
        values = self.office.form.values()
        try:
            check_new_office(str(values["council"]), str(values["full_name"]), None, "")
        except CaseworkerError as error:
            self.office.show_error(error)
            return
        self.office.clear_problems()
        self.go(self.keys)

    def _start(self) -> None:
        values = {name: str(value or "") for name, value in self.office.form.values().items()}
        secrets = self.keys.form.values()
        passphrase = str(secrets["passphrase"] or "") or None
        try:
            if passphrase is None and not opens_by_itself():
                passphrase = ""
            check_new_office(values["council"], values["full_name"], passphrase, str(secrets["again"] or ""))
        except CaseworkerError as error:
            self.keys.show_error(error)
            return
        settings = OfficeSettings(
            council=values["council"],
            department=values["department"],
            phone=values["phone"],
            email=values["email"],
            authority=values["authority"],
        )
        self._tasks.run_write(
            lambda: start_new_office(self.paths, settings, values["full_name"], values["job"], passphrase),
            self._started,
            self.keys.show_error,
            receiver=self,
        )

    def _started(self, made: object) -> None:
        self.opened = made.opened  # type: ignore[attr-defined]
        self.recovery.show_key(made.recovery_key)  # type: ignore[attr-defined]
        self.go(self.recovery)

    def join(self) -> None:
        """Bring a shared office to this computer and open it."""
        from ui.start.join_step import JoinDialog

        opened = JoinDialog(self.paths).ask()
        if opened is not None:
            self._finish(opened)
        elif self.paths.has_office:  # it is half here: the next start goes on
            super().reject()

    def restore(self) -> None:
        """Put a backup in place and open it."""
        source = choose_backup(self)
        if source is not None:
            self._restore_from(source)

    def _restore_from(self, source: Path) -> None:
        def work() -> object:
            try:
                return restore_office(self.paths, source)
            except KeyNeededError as needed:
                return needed

        def done(result: object) -> None:
            if isinstance(result, KeyNeededError):
                self.opened = UnlockDialog(self.paths, str(result), backup=source).ask()
                if self.opened:
                    self.accept()
                return
            try:
                self._finish(open_office(self.paths))
            except CaseworkerError as error:
                self.welcome.show_error(error)

        self._tasks.run_write(work, done, self.welcome.show_error, receiver=self)

    def _finish(self, opened: OpenOffice) -> None:
        self.opened = opened
        self.accept()

    def reject(self) -> None:
        """Leave; an office that was started stays, and its recovery key can be made anew in Settings."""
        if self.stack.currentWidget() is self.building:
            return
        if self.stack.currentWidget() is self.recovery and self.opened is not None:
            self.opened.close()
            self.opened = None
        super().reject()
