"""What every part of the settings has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.errors import RuleError
from ui.context import Context
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading


class SettingsPart(QWidget):
    """One part of the settings: a heading, what it is for, and its fields in `column`.

    Signals:
        troubled(bool): the last attempt to save met problems, or they are mended.
        draft_saved(str): words for the status bar.
    """

    code = ""
    title = ""
    purpose = ""
    act = ""
    """What a role must allow before things can be changed here; "" for everybody."""

    troubled = Signal(bool)
    draft_saved = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.area = ScrollColumn(width=700)
        self.column = self.area.column
        self.column.addWidget(heading(self.title))
        self.purpose_words = Words(self.purpose, tone="muted")
        self.reason = Words("", bold=True)
        for part in (self.purpose_words, self.reason):
            self.column.addWidget(part)  # first into the page: a part without a parent would show as a window
        self.purpose_words.setVisible(bool(self.purpose))
        self.reason.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def why_read_only(self) -> str:
        """Why the person at the keyboard cannot change things here, or ""."""
        if not self.act:
            return ""
        if self.context.office.database.read_only:
            return "IT must update this program. You can read but not change."
        if not self.context.office.person.id:
            return "You can read this but not change it: nobody is at the keyboard yet. Choose who you are first."
        try:
            self.context.office.require(self.act)
        except RuleError as error:
            return f"You can read this but not change it. {error}"
        return ""

    def refresh(self) -> None:
        """Show what holds now."""

    def first_focus(self) -> QWidget | None:
        """The control that takes focus when the part is asked for by name; None for the first there is."""
        return None

    def open_entry(self, key: str) -> None:
        """Open one thing of this part, where it has such: a letter by its code."""

    def step_back(self) -> bool:
        """Go one step back inside this part (Alt+Left); False where there is nothing to go back to."""
        return False

    def why_not_finish(self) -> str:
        """Why Ctrl+Enter does nothing here, or ""."""
        return "Nothing here needs saving: changes take effect at once."

    def finish(self) -> None:
        """Save (Ctrl+Enter)."""

    def save_draft(self) -> None:
        """Keep what is typed and not saved (Ctrl+S)."""

    def may_close(self) -> bool:
        """Whether nothing would be lost."""
        return True

    def say_reason(self) -> str:
        """Show why nothing can be changed here, and return it."""
        words = self.why_read_only()
        self.reason.setText(words)
        self.reason.setVisible(bool(words))
        return words
