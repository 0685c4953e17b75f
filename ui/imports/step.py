"""What the steps of an import have in common: what is settled so far, a heading, and whether one may go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from caseworker.actions.import_guess import ImportMapping, ImportReport, Look, Setup, WordRow
from ui.context import Context
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

WIDEST = 4000  # px: a table takes the room there is
LOWEST = 170  # px at 100 % text: with larger text the step scrolls before its table vanishes


@dataclass
class Settled:
    """What is known of the import at hand."""

    look: Look | None = None
    setup: Setup = field(default_factory=Setup)
    words: tuple[WordRow, ...] = ()
    mapping: ImportMapping | None = None
    mapping_name: str = ""
    report: ImportReport | None = None


class Step(ScrollColumn):
    """One step of the page."""

    title = ""
    about = ""

    def __init__(self, context: Context, settled: Settled, parent: QWidget | None = None) -> None:
        super().__init__(width=WIDEST, parent=parent)
        self.context, self.settled = context, settled
        self.column.setSpacing(12)
        self.column.addWidget(heading(self.title))
        self.about_words = Words(self.about, tone="muted")
        self.column.addWidget(self.about_words)
        self.about_words.setVisible(bool(self.about))

    def begin(self) -> None:
        """Show what is settled; called whenever the step is gone to."""

    def first_focus(self) -> QWidget:
        """Where to begin."""
        raise NotImplementedError(f"{type(self).__name__} has nowhere to begin")
