"""A form that stands in a table's place while one row is changed: heading, words, a few fields, Save and Back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import controls_of, gather, order_tabs
from ui.widgets.words import Words, heading


class RowForm(QWidget):
    """One form; its fields are added anew each time it is opened."""

    def __init__(
        self, save: Callable[[], object], leave: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self._before: dict[str, Any] = {}
        self.heading = heading("Change")
        self.about = Words("", tone="muted")
        self.summary = ErrorSummary(lambda name: self.form.focus(name))
        self.area = ScrollColumn(width=700)
        self.fields = QWidget()
        self.column = QVBoxLayout(self.fields)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.save = Button("Save (Ctrl+Enter)", save, kind="primary")
        row = FlowRow()
        row.addWidget(self.save)
        self.back = Button("Back to the list, keep nothing", leave)
        row.addWidget(self.back)
        for part in (self.heading, self.about, self.summary, self.fields, row):
            self.area.column.addWidget(part)
        self.area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def begin(self, title: str, about: str = "", save_words: str = "Save") -> None:
        """Show a heading and no fields yet."""
        self.heading.setText(title)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.save.setText(f"{save_words} (Ctrl+Enter)")
        for block in self.form.blocks.values():
            self.column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.form = Form()
        self.summary.show_problems(())

    def add(self, name: str, label: str, field: Field, value: Any = None, **more: Any) -> FieldBlock:
        """Add a field with its value."""
        block = self.form.add(FieldBlock(name, label, field, **more))
        self.column.addWidget(block)
        field.set_value(value)
        return block

    def ready(self) -> QWidget:
        """Remember what the fields say, and return the first one's editor."""
        self._before = self.values()
        gather(self.fields)
        order_tabs(self, [self.summary, *controls_of(self.fields), self.save, self.back])
        return next(iter(self.form.blocks.values())).field.editor()

    def values(self) -> dict[str, Any]:
        """What the fields say."""
        return dict(self.form.values())

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def problems(self) -> list[Problem]:
        """Dates that cannot be read, and needed dates that are missing."""
        found = []
        for name, block in self.form.blocks.items():
            field = block.field
            if isinstance(field, DateField) and field.is_unreadable():
                found.append(Problem(name, f"{block.label_text} must be a real date, such as 27/3/2026"))
            elif isinstance(field, DateField) and field.is_empty() and not block.needed_mark.isHidden():
                found.append(Problem(name, f"Enter the {block.label_text.lower()}"))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and go to the list of problems."""
        self.summary.show_problems(self.form.show_problems(problems))
