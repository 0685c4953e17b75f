"""What the forms of one person of a list have in common: heading, problems, fields, Save and Back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import heading


class EntryForm(QWidget):
    """One form; its fields are the same each time it is opened, and the first is the name.

    Attributes:
        noun: what the form is of: "person".
        new_title: the heading while somebody is added.
        days: the labels of the dates, by their fields.
    """

    noun = ""
    new_title = ""
    days: Mapping[str, str] = {}

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self.context = context
        self._before: dict[str, Any] = {}
        self.heading = heading(self.new_title)
        self.summary = ErrorSummary(self.form.focus)
        self.area = ScrollColumn(width=700)
        self.area.column.addWidget(self.heading)
        self.area.column.addWidget(self.summary)
        self.add_fields()
        row = FlowRow(gap=8)
        row.addWidget(Button(f"Save {self.noun} (Ctrl+Enter)", save, kind="primary"))
        row.addWidget(Button("Back to the list, keep nothing", leave))
        self.area.column.addWidget(row)
        self.area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    # -- for subclasses -----------------------------------------------------------------------------------

    def add_fields(self) -> None:
        """Add the fields, in reading order."""
        raise NotImplementedError(f"{type(self).__name__} has no fields")

    def show_entry(self, entry: Any, /, *, is_new: bool) -> None:
        """Fill the fields."""
        raise NotImplementedError(f"{type(self).__name__} shows no entry")

    def problems(self) -> list[Problem]:
        """What must be mended first, field by field."""
        found = [Problem("full_name", "Enter the name")] if self.form["full_name"].is_empty() else []
        return [*found, *self._unreadable(), *self.own_problems()]

    def own_problems(self) -> list[Problem]:
        """What must be mended besides the name and dates that cannot be read."""
        return []

    # -- the same for all ---------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, object], full_name: str, *, is_new: bool) -> None:
        """Fill the fields for somebody, and remember what they say."""
        self.heading.setText(self.new_title if is_new else f"Change {full_name}")
        self.form.fill(values)
        self.form.clear_problems()
        self.summary.show_problems(())
        self._before = self.values()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.form["full_name"].editor()

    def values(self) -> dict[str, Any]:
        """What the fields say, under the names of the entry's own."""
        return dict(self.form.values())

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and go to the list of problems."""
        self.summary.show_problems(self.form.show_problems(problems))

    def add(self, name: str, label: str, field: Field, **more: Any) -> None:
        """Add a field on a line of its own."""
        self.area.column.addWidget(self.block(name, label, field, **more))

    def add_row(self, *blocks: FieldBlock) -> None:
        """Add fields that stand beside each other."""
        holder = QWidget()
        row = FieldRow(holder)
        for block in blocks:
            row.add(block)
        self.area.column.addWidget(holder)

    def block(self, name: str, label: str, field: Field, **more: Any) -> FieldBlock:
        """Make a field of the form."""
        return self.form.add(FieldBlock(name, label, field, **more))

    def _unreadable(self) -> list[Problem]:
        found = []
        for name, label in self.days.items():
            field = self.form[name]
            if isinstance(field, DateField) and field.is_unreadable():
                found.append(Problem(name, f"{label} must be a real date, such as 27/3/2026"))
        return found
