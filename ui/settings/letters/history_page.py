"""The wordings a letter has had, will have, and ships with; and what each changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.actions.letter_wordings import KeptWording
from caseworker.domain.letter_difference import differing, is_different
from ui.settings.table_part import WIDEST
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.difference_box import DifferenceBox
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading


class HistoryPage(QWidget):
    """Choose two wordings to see what is different.

    Args:
        take: called with the text to write on from; leave: back to the list.
    """

    def __init__(
        self, take: Callable[[str], object], leave: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.kept: tuple[KeptWording, ...] = ()
        self.heading = heading("History of wordings")
        self.who = Words("", tone="muted")
        self.older, self.newer = ChoiceField(), ChoiceField()
        self.said = Words("", bold=True)
        self.box = DifferenceBox()
        self.take_button = Button("Write on from the newer one", self._write_on)
        self.back_button = Button("Back to the list", leave)
        self.area = ScrollColumn(width=WIDEST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        column = self.area.column
        column.setSpacing(12)
        choices = FlowRow(gap=16)
        choices.addWidget(FieldBlock("newer", "This wording", self.newer))
        choices.addWidget(FieldBlock("older", "Compared with", self.older))
        acts = FlowRow()
        for button in (self.back_button, self.take_button):
            acts.addWidget(button)
        for part in (self.heading, acts, choices, self.who, self.said):
            column.addWidget(part)
        column.addWidget(self.box, 1)
        self.older.changed.connect(self._compare)
        self.newer.changed.connect(self._on_newer)

    def open(self, title: str, kept: Sequence[KeptWording], may_change: bool) -> None:
        """Show the wordings, the newest day first."""
        self.kept = tuple(kept)
        self.heading.setText(f"Wordings of {title}")
        named = [(str(n), each.wording.words()) for n, each in enumerate(kept)]
        self.take_button.setVisible(may_change)
        for field in (self.newer, self.older):
            field.set_choices(named)
        self.newer.set_value("0" if named else "")
        self._on_newer()

    def first_focus(self) -> QWidget:
        """The wording looked at."""
        return self.newer.editor()

    def _on_newer(self) -> None:
        if self.newer.value():
            after = min(int(self.newer.value()) + 1, len(self.kept) - 1)
            self.older.set_value(str(after))
        self._compare()

    def _compare(self) -> None:
        if not self.newer.value() or not self.older.value():
            return
        newer, older = self.kept[int(self.newer.value())], self.kept[int(self.older.value())]
        self.who.setText(_who(newer))
        pieces = differing(older.wording.text, newer.wording.text)
        alike = "There is only one wording." if len(self.kept) == 1 else "No word is different."
        self.said.setText("" if is_different(pieces) else alike)
        self.said.setVisible(bool(self.said.text()))
        self.take_button.setEnabled(bool(newer.wording.text.strip()))
        self.box.show_pieces(pieces)

    def _write_on(self) -> None:
        self._take(self.kept[int(self.newer.value())].wording.text)


def _who(kept: KeptWording) -> str:
    if kept.at:
        by = f" by {kept.by}" if kept.by else ""
        now = " It holds today." if kept.wording.is_now else ""
        return f"Kept {moment_words(kept.at)}{by}.{now}"
    return f"It came with Caseworker.{' It holds today.' if kept.wording.is_now else ''}"
