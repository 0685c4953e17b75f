"""Last step of a batch: what was done, and the way to the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.dates_in_words import count_of
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words


class DoneStep(QWidget):
    """What was done, in words, and what may follow."""

    def __init__(
        self,
        print_them: Callable[[], object],
        open_post: Callable[[], object],
        close: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = Words("", "reading")
        self.print_button = Button("Print them (Ctrl+P)", print_them, kind="primary", icon="printer")
        bar = FlowRow(gap=12)
        for button in (self.print_button, Button("Open Post", open_post), Button("Close", close)):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(16)
        column.addWidget(self.words)
        column.addWidget(bar)
        column.addStretch(1)

    def tell(self, message: str, left_out: int, *, is_approved: bool) -> None:
        """Say what was done; only approved letters are printed."""
        next_ = (
            "Print them now, or later from Post."
            if is_approved
            else "Open a case to give its draft for review."
        )
        were = (
            f"{count_of(left_out, 'case')} {'was' if left_out == 1 else 'were'} left out." if left_out else ""
        )
        self.words.setText(" ".join(part for part in (message, were, next_) if part))
        self.print_button.setVisible(is_approved)
