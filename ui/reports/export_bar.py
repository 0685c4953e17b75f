"""The buttons that write a report out, and for tables whether one or all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.reports.writing import NAMES
from ui.widgets.buttons import Button
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.flow_layout import FlowRow


class ExportBar(FlowRow):
    """Export as PDF, HTML, Excel, CSV and JSON, and print.

    Args:
        export: called with the form, or "print".
        for_tables: asks for this table or all tables and has a button for each form; otherwise the form is chosen.
    """

    def __init__(self, export: Callable[[str], object], *, for_tables: bool = False) -> None:
        super().__init__(gap=8)
        self._controls: list[QWidget] = []
        self.scope: ChoiceField | None = None
        self.form: ChoiceField | None = None
        if for_tables:
            self.scope = self._choice(
                (("this", "This table"), ("all", "All tables")), "What to write", "this"
            )
            for form, name in NAMES.items():
                self.add(f"Export as {name}", lambda form=form: export(form))
        else:
            chosen = self.form = self._choice(tuple(NAMES.items()), "Export as", "pdf")
            self.add("Export report", lambda: export(chosen.value()))
        self.add("Print (Ctrl+P)", lambda: export("print"))

    def is_one_table(self) -> bool:
        """Whether only the table shown is written."""
        return self.scope is not None and self.scope.value() == "this"

    def controls(self) -> list[QWidget]:
        """The choice and the buttons, from left to right."""
        return list(self._controls)

    def add(self, words: str, call: Callable[[], object]) -> Button:
        """Put another button behind them."""
        button = Button(words, call)
        self._controls.append(button)
        self.addWidget(button)
        return button

    def _choice(self, choices: tuple[Choice, ...], name: str, value: str) -> ChoiceField:
        field = ChoiceField(choices)
        field.set_value(value)
        field.describe(name, "What the button beside it writes")
        self.addWidget(field)
        self._controls.append(field.editor())
        return field
