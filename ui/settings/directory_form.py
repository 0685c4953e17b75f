"""One entry of the directory of MPs and councillors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.directory import Representative
from caseworker.errors import Problem
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_area import AddressField
from ui.widgets.text_field import EmailField, PersonField, PhoneField, PostcodeField, TextField
from ui.widgets.words import heading

_NAMES = (
    "full_name office area political_party email phone address_lines postcode assistant from_on to_on".split()
)


class DirectoryForm(QWidget):
    """The fields of one entry."""

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self._before: dict[str, Any] = {}
        self.heading = heading("Add an entry")
        self.summary = ErrorSummary(self.form.focus)
        self.area = ScrollColumn(width=700)
        self.area.column.addWidget(self.heading)
        self.area.column.addWidget(self.summary)
        self._add_fields(context)
        row = FlowRow(gap=8)
        row.addWidget(Button("Save entry (Ctrl+Enter)", save, kind="primary"))
        row.addWidget(Button("Back to the list, keep nothing", leave))
        self.area.column.addWidget(row)
        self.area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def show_entry(self, entry: Representative, *, is_new: bool) -> None:
        """Fill the fields."""
        self.heading.setText("Add an entry" if is_new else f"Change {entry.full_name}")
        self.form.fill({name: getattr(entry, name) for name in _NAMES})
        self.form.clear_problems()
        self.summary.show_problems(())
        self._before = self.values()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.form["full_name"].editor()

    def values(self) -> dict[str, Any]:
        """The fields of an entry, but its id."""
        return dict(self.form.values())

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def problems(self) -> list[Problem]:
        """What must be mended first, field by field."""
        found = []
        if self.form["full_name"].is_empty():
            found.append(Problem("full_name", "Enter the name"))
        if self.form["office"].is_empty():
            found.append(Problem("office", "Choose the office"))
        for name, label in (("from_on", "First day in office"), ("to_on", "Last day in office")):
            field = self.form[name]
            if isinstance(field, DateField) and field.is_unreadable():
                found.append(Problem(name, f"{label} must be a real date, such as 27/3/2026"))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems at their fields and in the summary."""
        self.summary.show_problems(self.form.show_problems(problems))

    def _add_fields(self, context: Context) -> None:
        office = context.office
        offices = [(e.code, e.label) for e in office.vocabulary.offered("elected_offices")]
        calendar = office.calendar
        self._row(
            self._block("full_name", "Name", PersonField()),
            self._block("office", "Office", ChoiceField(offices)),
        )
        self._row(
            self._block("area", "Ward or constituency", TextField(limit=120)),
            self._block("political_party", "Political party", TextField(limit=120)),
        )
        self._row(self._block("email", "Email", EmailField()), self._block("phone", "Phone", PhoneField()))
        self._row(
            self._block("address_lines", "Address", AddressField()),
            self._block("postcode", "Postcode", PostcodeField()),
        )
        self.area.column.addWidget(self._block("assistant", "Assistant or caseworker", TextField(limit=300)))
        self._row(
            self._block("from_on", "First day in office", DateField(context.today, calendar=calendar)),
            self._block("to_on", "Last day in office", DateField(context.today, calendar=calendar)),
        )

    def _block(self, name: str, label: str, field: Field) -> FieldBlock:
        return self.form.add(FieldBlock(name, label, field))

    def _row(self, *blocks: FieldBlock) -> None:
        holder = QWidget()
        row = FieldRow(holder)
        for block in blocks:
            row.add(block)
        self.area.column.addWidget(holder)
