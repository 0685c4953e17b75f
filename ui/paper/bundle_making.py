"""Beneath and beside the plan of a bundle: making it and how far that has come, what to do with it, its first pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from caseworker.domain.dates_in_words import count_of
from ui.context import Context
from ui.letters.sheets import Sheets
from ui.paper.bundle_plan import row_of
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.words import Words


class MakingFoot(QWidget):
    """The button that makes the bundle, its progress, and the buttons for what was made.

    Args:
        run: runs a command of the page.
        cancel: stops the making.
        keep: keeps what was made with the case.
    """

    def __init__(
        self, run: Callable[[str], object], cancel: Callable[[], None], keep: Callable[[], None]
    ) -> None:
        super().__init__()
        self.make_button = Button("Make bundle (Ctrl+Enter)", lambda: run("page.finish"), kind="primary")
        self.cancel_button = Button("Cancel", cancel)
        self.save_button = Button("Save as PDF (Ctrl+S)", lambda: run("page.save"))
        self.print_button = Button("Print bundle (Ctrl+P)", lambda: run("page.print"), icon="printer")
        self.keep_button = Button("Keep with the case", keep, icon="attachment")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of the bundle")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.doing = Words("", tone="muted")
        self.result = Words("", bold=True)
        self._lay_out()
        self.show_busy(is_busy=False)
        self.show_result("", is_made=False)

    def count(self, number: int) -> None:
        """Say on the button how many documents are in the plan."""
        self.make_button.setText(f"Make bundle of {count_of(number, 'document')} (Ctrl+Enter)")

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that it is being made, from the beginning, or that it is not."""
        for part in (self.bar, self.doing, self.cancel_button):
            part.setVisible(is_busy)
        self.bar.setValue(0)
        self.make_button.setEnabled(not is_busy)

    def show_progress(self, fraction: float, words: str) -> None:
        """Show how far it has come, from 0 to 1, and what is being done."""
        self.bar.setValue(round(fraction * 100))
        self.doing.setText(words)

    def show_result(self, words: str, *, is_made: bool) -> None:
        """Say what came of it; what was made can be saved, printed and kept."""
        self.result.setText(words)
        self.result.setVisible(bool(words))
        for button in (self.save_button, self.print_button, self.keep_button):
            button.setVisible(is_made)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addWidget(row_of(self.make_button, self.cancel_button))
        for part in (self.bar, self.doing, self.result):
            column.addWidget(part)
        column.addWidget(row_of(self.save_button, self.print_button, self.keep_button))


class FirstPages(QStackedWidget):
    """The first pages of the bundle; words in their place until it is made."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.sheets = Sheets(context)
        self.sheets.setAccessibleName("First pages of the bundle")
        self.sheets.failed.connect(context.messages.failure)
        self.nothing = EmptyState(
            "The bundle is not made yet",
            "Choose the documents and their order, then press Ctrl+Enter. Its pages are shown here.",
        )
        self.addWidget(self.nothing)
        self.addWidget(self.sheets)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages."""
        self.sheets.show_pdf(pdf)
        self.setCurrentWidget(self.sheets)

    def forget(self) -> None:
        """Show no pages: they are not those of the plan any more."""
        self.setCurrentWidget(self.nothing)
