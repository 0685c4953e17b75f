"""What is shown when the program itself is wrong: a code to quote and a report that holds no personal data."""

from __future__ import annotations

import hashlib
import platform
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import text_width, theme
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading


@dataclass(frozen=True, slots=True)
class BugReport:
    """A code to quote and the text to copy."""

    code: str
    text: str


def bug_report(error: BaseException) -> BugReport:
    """Where the program stopped, without any value it was working on.

    The error's own message is left out: it may quote a name or an address.
    """
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error).__name__
    code = hashlib.sha256("|".join([kind, *places]).encode()).hexdigest()[:8].upper()
    lines = [
        f"Caseworker report {code}",
        f"Error: {kind}",
        *places[-15:],
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {sys.platform}",
    ]
    return BugReport(code, "\n".join(lines))


class BugDialog(QDialog):
    """Something went wrong in Caseworker: what to do, the code, the report, Copy and Close."""

    def __init__(self, report: BugReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.report = QPlainTextEdit(report.text)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Report")
        self.report.setAccessibleDescription("Read only. Holds no personal data.")
        self.report.setMinimumHeight(theme().px(150))
        self.copy_button = Button("Copy report", self._copy)
        self.close_button = Button("Close this message", self.reject, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading("Something went wrong in Caseworker"))
        column.addWidget(
            Words(
                "The last thing you asked for was not done. Saved work is safe, and drafts are kept. Try it once more. "
                f"If it happens again, tell your IT support and quote the code {report.code}."
            )
        )
        column.addWidget(self.report)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.setMinimumWidth(min(theme().px(520), text_width(self, 80)))
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText("Report copied")
