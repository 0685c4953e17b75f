"""A window that was away from the hub for too long shows no cases until it has met it (decision 8)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.start.step_dialog import Step, StepDialog
from ui.widgets.buttons import Button
from ui.window import MainWindow


class AwayDialog(StepDialog):
    """Stands before the window, whose pages are hidden; what was typed in them is kept.

    Args:
        again: meets the hub.
    """

    def __init__(self, window: MainWindow, why: str, again: Callable[[], object]) -> None:
        super().__init__("Meet the hub first")
        self._window = window
        self.setParent(window, Qt.WindowType.Dialog)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        step = Step("Meet the hub first", why)
        step.add_buttons(
            [Button("Close Caseworker", self._leave, kind="quiet")],
            Button("Try again", again, kind="primary"),
        )
        self.add_step(step)
        self.go(step)
        window.body.hide()

    def let_in(self) -> None:
        """The hub was met: the pages stand as they were."""
        self._window.body.show()
        self.done(1)

    def reject(self) -> None:
        """Only the hub, or the end of the program, takes it away."""

    def _leave(self) -> None:
        self.done(0)
        self._window.close()
