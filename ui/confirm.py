"""Asking before something that cannot be undone (U4, W5): the facts, one question, focus on the safe choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading


class ConfirmDialog(QDialog):
    """One question. Esc and Enter at the start both take the safe choice."""

    def __init__(
        self,
        title: str,
        do: str,
        keep: str,
        *,
        facts: Sequence[tuple[str, str]] = (),
        text: str = "",
        danger: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(" ".join([text, *(f"{what}: {value}." for what, value in facts)]))
        self.do_button = Button(do, self.accept, kind="danger" if danger else "primary")
        self.keep_button = Button(keep, self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading(title))
        if facts:
            form = QFormLayout()
            form.setHorizontalSpacing(16)
            form.setVerticalSpacing(6)
            for what, value in facts:
                form.addRow(Words(what, tone="muted"), Words(value, bold=True))
            column.addLayout(form)
        if text:
            column.addWidget(Words(text))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.keep_button)
        row.addStretch(1)
        row.addWidget(self.do_button)
        column.addLayout(row)
        self.setMinimumWidth(theme().px(420))
        self.keep_button.setDefault(True)
        self.keep_button.setFocus()
