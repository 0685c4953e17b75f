"""The buttons that write a report out, and for tables whether one or all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.reports.writing import NAMES
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow_layout import FlowRow


class ExportBar(FlowRow):
    """Export as PDF, HTML, Excel, CSV and JSON, and print.

    Args:
        export: called with the form, or "print".
        with_scope: whether it asks for this table or all tables.
    """

    def __init__(self, export: Callable[[str], object], *, with_scope: bool = False) -> None:
        super().__init__(gap=8)
        self.scope: ChoiceField | None = None
        if with_scope:
            self.scope = ChoiceField((("this", "This table"), ("all", "All tables")))
            self.scope.set_value("this")
            self.scope.describe("What to write", "For export and printing")
            self.addWidget(self.scope)
        self.buttons: dict[str, QWidget] = {}
        for form, name in NAMES.items():
            self._add(form, f"Export as {name}", export)
        self._add("print", "Print (Ctrl+P)", export)

    def is_one_table(self) -> bool:
        """Whether only the table shown is written."""
        return self.scope is not None and self.scope.value() == "this"

    def controls(self) -> list[QWidget]:
        """The buttons, from left to right."""
        return list(self.buttons.values())

    def add(self, words: str, call: Callable[[], object]) -> None:
        """Put another button behind them."""
        self.buttons[words] = Button(words, call)
        self.addWidget(self.buttons[words])

    def _add(self, form: str, words: str, export: Callable[[str], object]) -> None:
        self.buttons[form] = Button(words, lambda: export(form))
        self.addWidget(self.buttons[form])
