"""The one door for telling the user something: alerts that stay, words that pass, questions, and bug reports.

Question: may a page open a box of its own? Choice: no; it says what happened and this module decides how it is shown
and spoken, so wording, tone and safe defaults are the same everywhere. Cost: the window must be attached before
anything shows; until then messages wait.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseworker.errors import CaseworkerError, UnavailableError
from ui.bug_report import BugDialog, bug_report
from ui.confirm import ConfirmDialog
from ui.widgets.alert_strip import Alert, AlertAction, AlertStrip
from ui.widgets.announce import announce

__all__ = ["Alert", "AlertAction", "Messages", "Question"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """Something that cannot be undone and must be confirmed (U4).

    Attributes:
        title: the question in one sentence.
        facts: (what, value) pairs that prove it is the right thing.
        do: words of the button that does it: "Void case".
        keep: words of the safe button, which has the focus: "Keep case".
        text: what will happen, in one or two sentences.
    """

    title: str
    do: str
    keep: str
    facts: Sequence[tuple[str, str]] = ()
    text: str = ""
    danger: bool = True


class Messages(QObject):
    """Made before the window; the window attaches its strip and status line.

    Signals:
        status_said(str): passing words for the status bar.
    """

    status_said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip: AlertStrip | None = None
        self._window: QWidget | None = None
        self._waiting: list[Alert] = []
        self.open_dialog: BugDialog | ConfirmDialog | None = None

    def attach(self, window: QWidget, strip: AlertStrip) -> None:
        """Show everything in this window from now on."""
        self._window, self._strip = window, strip
        waiting, self._waiting = self._waiting, []
        for alert in waiting:
            self.alert(alert)

    def alert(self, alert: Alert) -> None:
        """Raise an alert; it stays until it is closed."""
        if self._strip is None:
            self._waiting.append(alert)
        else:
            self._strip.raise_alert(alert)

    def info(self, title: str, text: str = "", *actions: AlertAction) -> None:
        """Something worth knowing."""
        self.alert(Alert("info", title, text, actions))

    def success(self, title: str, text: str = "", *actions: AlertAction) -> None:
        """Something is done; carry Undo where there is one (U3)."""
        self.alert(Alert("success", title, text, actions))

    def warning(self, title: str, text: str = "", *actions: AlertAction) -> None:
        """Something needs care."""
        self.alert(Alert("warning", title, text, actions))

    def error(self, title: str, text: str = "", *actions: AlertAction) -> None:
        """Something did not happen."""
        self.alert(Alert("error", title, text, actions))

    def close_undone(self, act: str) -> None:
        """Close the alert that tells of an act which was taken back."""
        if self._strip is not None:
            self._strip.close_undone(act)

    def close_about(self, thing: str) -> None:
        """Close the alerts that tell of a thing which is not so any more."""
        if self._strip is not None:
            self._strip.close_about(thing)

    def standing(self, thing: str) -> tuple[Alert, ...]:
        """Return the alerts about a thing that stand."""
        alerts = self._waiting if self._strip is None else self._strip.alerts()
        return tuple(alert for alert in alerts if thing in alert.about)

    def status(self, words: str, *, speak: bool = True) -> None:
        """Say something in passing: shown in the status bar and spoken politely."""
        self.status_said.emit(words)
        if speak and self._window is not None:
            announce(self._window, words)

    def announce(self, words: str, *, urgent: bool = False) -> None:
        """Say something to a screen reader only."""
        if self._window is not None:
            announce(self._window, words, urgent=urgent)

    def failure(self, error: Exception) -> None:
        """Say that something did not work: a rule or the world in an alert, a bug in its own dialog with a report."""
        if isinstance(error, UnavailableError):
            first, _, rest = str(error).partition(". ")
            self.error(first.rstrip("."), rest)
        elif isinstance(error, CaseworkerError):
            self.warning("Not done", str(error))
        else:
            self.bug(error)

    def bug(self, error: BaseException) -> None:
        """Show that we made a mistake, that work is safe, and a report to copy, free of personal data."""
        log.error("bug reported to the user", exc_info=error)
        self._open(BugDialog(bug_report(error), self._window))

    def confirm(self, question: Question, do: Callable[[], object]) -> ConfirmDialog:
        """Ask before something that cannot be undone; `do` is called when the person says so."""
        dialog = ConfirmDialog(
            question.title, question.do, question.keep, facts=question.facts, text=question.text,
            danger=question.danger, parent=self._window,
        )  # fmt: skip
        dialog.accepted.connect(lambda: do())
        self._open(dialog)
        return dialog

    def _open(self, dialog: BugDialog | ConfirmDialog) -> None:
        self.open_dialog = dialog
        dialog.finished.connect(lambda _result: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: BugDialog | ConfirmDialog) -> None:
        if self.open_dialog is dialog:
            self.open_dialog = None
        dialog.deleteLater()
