"""Shows a recovery key once and has it typed back; at the first start, and later if that was cut short."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from caseworker.actions.keys import confirm_recovery_key, make_recovery_key
from caseworker.errors import Problem, WrongKeyError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from ui.start.step_dialog import Step, StepDialog
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock
from ui.widgets.text_field import TextField
from ui.widgets.words import Words


class RecoveryStep(Step):
    """The key in large letters, a box to type it from paper, and the button that goes on when it is right."""

    def __init__(self, paths: OfficePaths, button: str, confirmed: Callable[[], object]) -> None:
        super().__init__(
            "Write down the recovery key",
            "It opens the office if this computer or the passphrase is lost. It is shown only now. Write it on paper "
            "and keep it in the safe, then type it here from the paper.",
        )
        self._paths, self._confirmed = paths, confirmed
        self.key_words = Words("", "section", bold=True)
        self.key_words.setAccessibleName("Recovery key")
        self.column.addWidget(self.key_words)
        self.column.addWidget(Button("Copy the key", self._copy), 0, Qt.AlignmentFlag.AlignLeft)
        block = FieldBlock("recovery", "Type the recovery key", TextField(56, limit=100), needed=True)
        self.column.addWidget(self.form.add(block))
        self.add_buttons([], Button(button, self.confirm, kind="primary"))

    def show_key(self, key: str) -> None:
        """Show a new key."""
        self.key_words.setText(key)

    def confirm(self) -> None:
        """Go on if the key was typed back rightly; else say where the slip is."""
        try:
            confirm_recovery_key(self._paths, str(self.form["recovery"].value() or ""))
        except WrongKeyError as error:
            problem = Problem("recovery", str(error))
            self.summary.show_problems(self.form.show_problems([problem]))
            return
        self._confirmed()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key_words.text())


class RecoveryDialog(StepDialog):
    """Makes a new recovery key for an office that is open, because the first was never typed back."""

    def __init__(self, office: Office) -> None:
        super().__init__("New recovery key")
        self.step = RecoveryStep(office.paths, "Keep this key", self.accept)
        self.step.show_key(make_recovery_key(office))
        self.add_step(self.step)
        self.go(self.step)
