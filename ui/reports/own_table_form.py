"""What a table of one's own is made of: name, measure, rows, columns, and what it is limited to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.own_tables import choices, definition_from, values_of
from caseworker.errors import Problem
from ui.cases.many_field import ManyField
from ui.context import Context
from ui.widgets.chips import Chips
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_field import TextField

_SHOWN = 6
_LONGEST = 20  # letters of a limit on its button


class OwnTableForm(QWidget):
    """The choices. What another choice makes impossible is taken back.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._offered = choices(context.office)
        self._filters: dict[str, list[str]] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._is_quiet = False
        self.name = TextField(limit=100)
        self.measure = ChoiceField(self._offered.measures)
        dimensions = self._offered.dimensions["received"]
        self.rows = ChoiceField(dimensions)
        self.columns = ChoiceField(dimensions, empty="One column", optional=True)
        self.limit = ChoiceField(self._offered.filters["received"], empty="Nothing", optional=True)
        self.values: ManyField | None = None
        self.form = Form()
        self.chips = Chips("limits of the table")
        self._lay_out()
        self._connect()
        self.set_doc({"measure": "received", "rows": "kind"})
        self._read_wards()

    def doc(self) -> dict[str, Any]:
        """What is chosen."""
        return {
            "name": self.name.value(),
            "measure": self.measure.value(),
            "rows": self.rows.value(),
            "columns": self.columns.value(),
            "filters": {code: list(values) for code, values in self._filters.items() if values},
        }

    def definition(self) -> Any:
        """The same, as it is counted and saved."""
        return definition_from(self.doc())

    def set_doc(self, doc: Mapping[str, Any]) -> None:
        """Show other choices."""
        self._is_quiet = True
        self.name.set_value(str(doc.get("name") or ""))
        self.measure.set_value(str(doc.get("measure") or "received"))
        self._offer()
        self.rows.set_value(str(doc.get("rows") or ""))
        self.columns.set_value(str(doc.get("columns") or ""))
        may = dict(self._offered.filters[self.measure.value()])
        filters = doc.get("filters") or {}
        self._filters = {code: list(values) for code, values in filters.items() if code in may}
        self.limit.set_value(next(iter(self._filters), ""))
        self._show_values()
        self._show_chips()
        self.form.show_problems(())
        self._is_quiet = False

    def show_problems(self, problems: list[Problem]) -> None:
        """Mark the fields."""
        self.form.show_problems(problems)

    # -- what happens -------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.measure.changed.connect(self._on_measure)
        for field in (self.rows, self.columns):
            field.changed.connect(self._on_choice)
        self.limit.changed.connect(self._on_limit)
        self.chips.changed.connect(self._on_chips)

    def _on_measure(self) -> None:
        if not self._is_quiet:
            self._is_quiet = True
            self._offer()
            self._is_quiet = False
            self._on_choice()

    def _on_choice(self) -> None:
        if not self._is_quiet:
            self.form.show_problems(())
            self.changed.emit()

    def _on_limit(self) -> None:
        if not self._is_quiet:
            self._show_values()

    def _on_values(self) -> None:
        code = self.limit.value()
        if self._is_quiet or self.values is None or not code:
            return
        self._filters[code] = self.values.value()
        self._show_chips()
        self.changed.emit()

    def _on_chips(self) -> None:
        kept = self.chips.values()
        self._filters = {code: values for code, values in self._filters.items() if code in kept}
        self._is_quiet = True
        self._show_values()
        self._is_quiet = False
        self.changed.emit()

    def _offer(self) -> None:
        """What the measure can be by and limited by; choices it cannot are taken back."""
        measure = self.measure.value() or "received"
        dimensions = self._offered.dimensions[measure]
        for field in (self.rows, self.columns):
            field.set_choices(dimensions)
            if field.value() not in dict(dimensions):
                field.set_value("kind" if field is self.rows else "")
        may = self._offered.filters[measure]
        self.limit.set_choices(may)
        self._filters = {code: values for code, values in self._filters.items() if code in dict(may)}
        if self.limit.value() not in dict(may):
            self.limit.set_value("")
        self._show_values()
        self._show_chips()

    def _show_values(self) -> None:
        if self.values is not None:
            self._values_column.removeWidget(self.values_block)
            self.values_block.hide()
            self.values_block.deleteLater()
            self.values = None
        code = self.limit.value()
        if not code:
            return
        found = self._values_of(code)
        self.values = ManyField(tuple(found.items()), shown=_SHOWN)
        self.values.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.values.set_value(self._filters.get(code, []))
        words = dict(self._offered.filters[self.measure.value()])[code]
        self.values_block = FieldBlock("filters", f"Only {words.lower()}", self.values)
        self._values_column.addWidget(self.values_block)
        self.values_block.show()
        self._order()
        self.values.changed.connect(self._on_values)

    def _show_chips(self) -> None:
        titles = dict(self._offered.filters[self.measure.value()])
        words = {code: self._in_short(code, values) for code, values in self._filters.items() if values}
        self.chips.set_values(words, titles)
        set_shown(self.chips, bool(words))
        self._order()

    def _in_short(self, code: str, values: list[str]) -> str:
        """What a limit keeps, in the room a narrow column has."""
        if len(values) > 1:
            return f"{len(values)} chosen"
        words = self._values_of(code).get(values[0], values[0])
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"

    def _order(self) -> None:
        """Tab goes down the page, through parts that came later too."""
        values = [self.values.editor()] if self.values is not None else []
        rest = [field.editor() for field in (self.measure, self.rows, self.columns, self.limit)]
        order_tabs(self.name.editor(), [*rest, *values, *self.chips.buttons.values()])

    def _read_wards(self) -> None:
        """Wards stand in no list: they are those that cases name."""
        office = self._context.office
        self._context.tasks.run_read(
            lambda: values_of(office, "ward"), self._on_wards, self._context.messages.failure, receiver=self
        )

    def _on_wards(self, found: tuple[tuple[str, str], ...]) -> None:
        self._words["ward"] = dict(found)
        if self.limit.value() == "ward":
            self._is_quiet = True
            self._show_values()
            self._show_chips()
            self._is_quiet = False

    def _values_of(self, code: str) -> dict[str, str]:
        if code == "ward":
            return self._words.get(code, {})
        if code not in self._words:
            self._words[code] = dict(values_of(self._context.office, code))
        return self._words[code]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, label, field in (
            ("name", "Name", self.name),
            ("measure", "What to measure", self.measure),
            ("rows", "Rows", self.rows),
            ("columns", "Columns", self.columns),
            ("limit", "Limit to", self.limit),
        ):
            column.addWidget(self.form.add(FieldBlock(name, label, field)))
        values = QWidget()
        self._values_column = QVBoxLayout(values)
        self._values_column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(values)
        column.addWidget(self.chips)
