"""The reports page (S12): a period, its tables, the figures, and the cases behind each of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from caseworker.actions import reports
from caseworker.domain.periods import parse_period
from caseworker.errors import RuleError
from ui.context import Context
from ui.page import Page
from ui.reports.period_picker import PeriodPicker
from ui.reports.reconcile_view import ReconcileView
from ui.reports.table_panel import TablePanel
from ui.reports.writing import Writing
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts_frame import PartsFrame
from ui.widgets.side_list import SideList

RECONCILE = "reconcile"
_NARROW = 820  # px at 100 % text below which the list of tables is one choice above them
_NOT_YET = "The tables are not there yet."


class ReportsPage(Page):
    """Tables of a period."""

    kind = "reports"
    commands = ("report.cases", "report.pdf", "report.csv", "report.json", "page.print")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.pack: Any = None
        self._asked = 0
        self._is_stale = False
        self.picker = PeriodPicker(context.today)
        self.tables = SideList("Tables")
        self.scope = ChoiceField((("this", "This table"), ("all", "All tables")))
        self.panel = TablePanel(self._export_bar())
        self.reconcile = ReconcileView()
        self.nothing = EmptyState("The tables are being counted")
        self._lay_out()
        self.loading = Loading(self.stack)
        self.writing = Writing(context, self, self._what_to_write, self.loading)
        self._connect()
        self._take_commands()
        self.refresh()

    def title(self) -> str:
        """As in the navigation, with the period."""
        return f"Reports, {self.picker.period().label}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Reports"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a period and a table. Arrow keys walk the figures, Enter opens the cases behind one, Alt+Left "
            "returns to it. Ctrl+P prints; the Reports menu exports as PDF, CSV or JSON."
        )

    def first_focus(self) -> QWidget:
        """The list of tables."""
        return self.tables.editor()

    def refresh(self) -> None:
        """Count again."""
        self._is_stale = False
        self._asked += 1
        asked, period = self._asked, self.picker.period()
        self.loading.start("Counting the cases")
        self.context.tasks.run_read(
            lambda: reports.build_pack(self.context.office, period),
            lambda pack: self._on_pack(pack) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Count again when cases changed; later, when nobody is looking now."""
        if changed.case_ids and self.isVisible():
            self.refresh()
        elif changed.case_ids:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """Period, table and figure."""
        row, column = self.panel.current()
        return {
            "period": self.picker.period().code,
            "table": self.tables.current(),
            "row": row,
            "column": column,
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        try:
            period = parse_period(str(state.get("period", "")))
        except RuleError:
            return
        table = str(state.get("table", ""))
        self.panel.go_to(table, int(state.get("row", 0)), int(state.get("column", 0)))
        self.picker.set_period(period)
        self._wanted = table
        self.refresh()

    def _lay_out(self) -> None:
        self._wanted = ""
        frame = PartsFrame("Reports", self.tables, _NARROW, above=(self.picker,))
        self.stack = frame.stack
        for part in (self.nothing, self.panel, self.reconcile):
            self.stack.addWidget(part)
        frame.fill(self)

    def _export_bar(self) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, gap=8)
        self.scope.set_value("this")
        self.scope.describe("What to write", "For export and printing")
        self.buttons = {
            "pdf": Button("Export as PDF", lambda: self.writing.export("pdf")),
            "csv": Button("Export as CSV", lambda: self.writing.export("csv")),
            "json": Button("Export as JSON", lambda: self.writing.export("json")),
            "print": Button("Print (Ctrl+P)", lambda: self.writing.print_out()),
        }
        for part in (self.scope, *self.buttons.values()):
            row.addWidget(part)
        return bar

    def _connect(self) -> None:
        self.picker.picked.connect(lambda _period: self._on_period())
        self.tables.chosen.connect(lambda _code: self._show_chosen())
        self.panel.opened.connect(self._open_cases)
        self.panel.said.connect(self.context.messages.status)
        self.reconcile.opened.connect(lambda words, numbers: self._open_cases(words, numbers, ""))

    def _take_commands(self) -> None:
        self.handle("report.cases", self.panel.open_cell, self._why_no_figure)
        for form in reports.FORMATS:
            self.handle(f"report.{form}", lambda form=form: self.writing.export(form), self._why_no_table)
        self.handle("page.print", self.writing.print_out, self._why_no_table)

    def _why_no_table(self) -> str:
        return "" if self.pack is not None else _NOT_YET

    def _why_no_figure(self) -> str:
        if self.pack is None:
            return _NOT_YET
        return "Go to a table first." if self.tables.current() == RECONCILE else ""

    def _what_to_write(self) -> tuple[Any, Any | None]:
        code = self.tables.current()
        one = self.scope.value() == "this" and code != RECONCILE
        return self.pack, reports.one_table(self.pack, code) if one else None

    def _on_period(self) -> None:
        self.retitled.emit()
        self.refresh()

    def _on_pack(self, pack: Any) -> None:
        self.loading.finish()
        self.pack = pack
        number = len(pack.to_reconcile)
        entries = [(table.code, f"{table.code}  {table.title}") for table in pack.tables]
        self.tables.set_entries([*entries, (RECONCILE, f"To reconcile ({number:,})")])
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.tables.set_current(wanted, again=False)
        self.reconcile.show_all(pack.to_reconcile)
        self._show_chosen()
        for button in self.buttons.values():
            button.setEnabled(True)
        self.context.registry.refresh()
        if self.isVisible():
            self.context.messages.announce(f"Tables for {pack.period.label}")

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.pack = None
        self.context.registry.refresh()
        for button in self.buttons.values():
            button.setEnabled(False)
        self.stack.setCurrentWidget(self.nothing)
        if isinstance(error, RuleError):
            self.nothing.say("The tables are not shown", str(error))
        else:
            self.nothing.say(
                "The tables were not counted", "Choose the period again, or close and open this page."
            )
            self.context.messages.failure(error)

    def _show_chosen(self) -> None:
        code = self.tables.current()
        if self.pack is None or not code:
            return
        if code == RECONCILE:
            self.stack.setCurrentWidget(self.reconcile)
        else:
            self.stack.setCurrentWidget(self.panel)
            self.panel.show_table(reports.one_table(self.pack, code))
        self.context.registry.refresh()

    def _open_cases(self, words: str, numbers: Any, note: str) -> None:
        if numbers:
            self.context.open_page("case_list", words, numbers=numbers, heading=words, note=note)
        else:
            self.context.messages.status("There are no cases behind this line: a figure alone is wrong.")

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Count again what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
