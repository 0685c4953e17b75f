"""Filters of a list, all in one place: each may be one value or any (C5, W5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.office import Office
from ui.cases import filters
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.words import heading

_COLUMNS = 2


class FilterDialog(QDialog):
    """One choice for each filter. Enter shows the cases, Esc leaves the filters as they were.

    Args:
        names: the filters offered, in the order shown.
        chosen: what is set now: filter name to words.
    """

    def __init__(
        self, office: Office, names: Sequence[str], chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Filter cases")
        self.form = Form()
        self._others = {name: words for name, words in chosen.items() if name not in names}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for place, name in enumerate(names):
            block = self._block(office, name, chosen.get(name, ""))
            grid.addWidget(block, place // _COLUMNS, place % _COLUMNS)
        self.show_button = Button("Show cases", self.accept, kind="primary")
        self.clear_button = Button("Clear filters", self._clear)
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading("Filter cases"))
        column.addLayout(grid)
        column.addLayout(self._buttons())
        self.show_button.setDefault(True)
        self.form[names[0]].editor().setFocus()

    def values(self) -> dict[str, str]:
        """What is chosen: filter name to words; a filter left at "Any" is not among them."""
        chosen = {name: str(value) for name, value in self.form.values().items() if value}
        return {**self._others, **chosen}

    def _block(self, office: Office, name: str, chosen: str) -> FieldBlock:
        entries = [(words, words) for _code, words in filters.choices(office, name)]
        field = ChoiceField(entries, empty="Any", optional=True)
        field.set_value(chosen)
        return self.form.add(FieldBlock(name, filters.TITLES[name], field))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.show_button)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        return row

    def _clear(self) -> None:
        self._others = {}
        for block in self.form.blocks.values():
            block.field.set_value("")
        self.show_button.setFocus()
