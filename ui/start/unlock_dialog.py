"""Asks for the passphrase, or the recovery key, of an office that does not open by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from caseworker.actions.checking import restore_office
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.errors import CaseworkerError, Problem, WrongKeyError
from caseworker.paths import OfficePaths
from ui.start.step_dialog import Step, StepDialog
from ui.start.upgrading import upgrade_shown
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock
from ui.widgets.text_field import TextField


class UnlockDialog(StepDialog):
    """One box for the passphrase or the recovery key. `ask` returns the open office, or None.

    Args:
        backup: a backup to put in place with what is typed, instead of opening the office that is there.
    """

    def __init__(self, paths: OfficePaths, words: str, backup: Path | None = None) -> None:
        super().__init__("Open the office")
        self.paths = paths
        self.backup = backup
        self.opened: OpenOffice | None = None
        self.secret = TextField(44, limit=500)
        self.secret.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.recovery = TextField(44, limit=100)
        blocks = [
            FieldBlock("passphrase", "Passphrase", self.secret),
            FieldBlock("recovery", "Or the recovery key", self.recovery),
        ]
        self.step = self.add_step(Step("Open the office", words, blocks))
        self.step.add_buttons(
            [Button("Close Caseworker", self.reject, kind="quiet")],
            Button("Open the office", self.unlock, kind="primary"),
        )
        self.go(self.step)

    def ask(self) -> OpenOffice | None:
        """Show the dialog until the office is open or the person leaves."""
        self.exec()
        return self.opened

    def unlock(self) -> None:
        """Try what was typed."""
        passphrase = self.secret.value() or None
        recovery = self.recovery.value() or None
        if not passphrase and not recovery:
            self._problem("passphrase", "Enter the passphrase or the recovery key")
            return
        try:
            if self.backup is not None:
                restore_office(self.paths, self.backup, passphrase=passphrase, recovery=recovery)
                self.backup = None
            with upgrade_shown() as progress:
                self.opened = open_office(
                    self.paths, passphrase=passphrase, recovery=recovery, progress=progress
                )
        except WrongKeyError as error:
            self._problem("recovery" if recovery else "passphrase", str(error))
        except CaseworkerError as error:
            self.step.show_error(error)
        else:
            self.accept()

    def _problem(self, field: str, words: str) -> None:
        self.step.summary.show_problems(self.step.form.show_problems([Problem(field, words)]))
