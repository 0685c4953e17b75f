"""KindsField: for which kinds of case something is: all of them, or those ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caseworker.domain.kinds import Kind
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import OptionsField
from ui.widgets.shown import set_shown

ALL, SOME = "all", "some"


class KindsField(Field):
    """The codes of the kinds ticked; none for all kinds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = OptionsField(((ALL, "All kinds of case"), (SOME, "These kinds")))
        self.boxes = {kind.value: QCheckBox(kind.label) for kind in Kind}
        self.row = FlowRow(gap=16, row_gap=6)
        for box in self.boxes.values():
            self.row.addWidget(box)
            box.toggled.connect(lambda _on: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.which)
        column.addWidget(self.row)
        self.which.changed.connect(self._show)
        self.set_value(())

    def editor(self) -> QWidget:
        """The first choice."""
        return self.which.editor()

    def editors(self) -> tuple[QWidget, ...]:
        """Every button and box."""
        return (*self.which.editors(), *self.boxes.values())

    def value(self) -> tuple[str, ...]:
        """Codes; none for all."""
        if self.which.value() != SOME:
            return ()
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[str] | None) -> None:
        """Tick these; none means all."""
        self.which.set_value(SOME if value else ALL)
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))
        self._show()

    def is_empty(self) -> bool:
        """Never: none ticked means all."""
        return False

    def describe(self, name: str, description: str) -> None:
        """Each box speaks its own words with those of the field."""
        self.which.describe(name, description)
        for box in self.boxes.values():
            box.setAccessibleName(f"{name}, {box.text()}")

    def _show(self) -> None:
        set_shown(self.row, self.which.value() == SOME)
        self.changed.emit()
