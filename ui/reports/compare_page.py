"""Compare with published figures: choose files, see what differs and where the print contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.compare_published import (
    DIFFERS,
    Finding,
    compare_published,
    comparison_csv,
    findings,
    our_reports,
    read_published,
)
from caseworker.actions.reports import write_file
from caseworker.domain.periods import parse_period
from caseworker.errors import RuleError
from ui.cases.pick_dialog import Pick, PickDialog
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.page import Page
from ui.reports.compare_tables import findings_table, printed_table
from ui.reports.periods import periods_of
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.words import Words, heading

_ABOUT = (
    "Lay a published or typed report beside the cases. Every printed figure is compared with ours, and the print with "
    "itself: sums, percentages, one table with another. Nothing is kept or changed."
)
_PRINTED, _FOUND = 240, 320  # px at 100 % text
_FILTER = "Tables (*.json *.csv);;All files (*)"
_NOTHING = "Choose the files of the printed tables first."


class ComparePage(Follows, Page):
    """Printed tables beside ours."""

    kind: ClassVar[str] = "compare"
    commands: ClassVar[tuple[str, ...]] = ("list.export", "edit.find", "report.cases")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.published: tuple[Any, ...] = ()
        self.codes: dict[str, str] = {}
        self.comparison: Any = None
        self._asked = 0
        self._build()
        self.handle("list.export", self.export, self._why_nothing)
        self.handle("edit.find", self.found.focus_filter, self._why_nothing)
        self.handle("report.cases", self.open_current, self._why_nothing)
        self.follow_theme()

    def title(self) -> str:
        """The name of the screen."""
        return "Compare with published figures"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Compare figures"

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "Choose files of printed tables. Enter on a printed table chooses which of ours it is; Enter on a "
            "difference opens the cases behind our figure."
        )

    def first_focus(self) -> QWidget:
        """The button that chooses files."""
        return self.choose_button

    def refresh(self) -> None:
        """Compare again."""
        if not self.published:
            return
        self._asked += 1
        asked, office, chosen, codes = self._asked, self.context.office, self.published, dict(self.codes)
        period = parse_period(self.period.value()) if self.period.value() else None
        self.found.loading.start("Comparing the figures")
        self.context.tasks.run_read(
            lambda: compare_published(office, chosen, period=period, codes=codes),
            lambda found: self._on_compared(found) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Cases may be mended by now."""
        if changed.case_ids and self.isVisible():
            self.refresh()

    def retheme(self) -> None:
        """Tables keep a steady height; the page scrolls."""
        self.printed.setFixedHeight(theme().px(_PRINTED))
        self.found.setFixedHeight(theme().px(_FOUND))

    # -- acts ---------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        self.read(self.files.open_files(self, "Printed tables", _FILTER))

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and compare what is in them; those read before go."""
        if paths:
            self.context.tasks.run_read(
                lambda: tuple(table for path in paths for table in read_published(path)),
                self._on_read,
                self._on_failed,
                receiver=self,
            )

    def choose_ours(self) -> None:
        """Ask which of our tables the current printed one is."""
        index = self.printed.view.currentIndex()
        if not index.isValid():
            return
        compared = self.printed_model.row(index)
        entries = [
            Pick("", "None of ours"),
            *(Pick(code, title, code) for code, title in our_reports(self.context.office)),
        ]
        dialog = PickDialog(
            f"Which of ours is {compared.published.name}?",
            entries,
            now=compared.code,
            do="Compare with it",
            parent=self,
        )
        dialog.accepted.connect(lambda: self.take_ours(compared.published.id, dialog.chosen))
        dialog.open()

    def take_ours(self, published_id: str, code: str) -> None:
        """Compare a printed table with one of ours from now on."""
        self.codes[published_id] = code
        self.refresh()

    def open_current(self) -> None:
        """Open the cases behind our figure of the current finding."""
        index = self.found.view.currentIndex()
        if index.isValid():
            self._open(index)

    def export(self) -> None:
        """Ask where, then write the findings as CSV."""
        if self.comparison is None:
            return
        path = self.files.save_as(self, "Export the comparison", "compared-figures.csv", "CSV (*.csv)")
        comparison = self.comparison
        if path is not None:
            self.context.tasks.run_read(
                lambda: write_file(path, comparison_csv(comparison), "The comparison was not written"),
                lambda _none: self.context.messages.success(
                    "Exported", f"{path.name} was written to {path.parent}."
                ),
                self.context.messages.failure,
                receiver=self,
            )

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_read(self, tables: tuple[Any, ...]) -> None:
        self.published = tuple({table.id: table for table in tables}.values())
        self.codes = {}
        self.refresh()

    def _on_compared(self, comparison: Any) -> None:
        self.found.loading.finish()
        self.comparison = comparison
        self.words.setText(comparison.words())
        self.printed_model.set_rows(comparison.tables)
        self.found_model.set_rows(findings(comparison))
        for table, model in ((self.printed, self.printed_model), (self.found, self.found_model)):
            if model.rowCount() and not table.view.currentIndex().isValid():
                table.view.setCurrentIndex(model.index(0, 0))
        for part in self.after:
            set_shown(part, True)
        self.context.registry.refresh()
        if self.isVisible():
            self.context.messages.announce(comparison.words())

    def _on_failed(self, error: Exception) -> None:
        self.found.loading.finish()
        if isinstance(error, RuleError):
            self.context.messages.warning("The figures were not compared", str(error))
        else:
            self.context.messages.failure(error)

    def _open(self, index: QModelIndex) -> None:
        finding: Finding = self.found_model.row(index)
        where = f"{finding.table}, {finding.row}, {finding.column}"
        if finding.cases:
            note = f"{finding.table} prints {finding.printed}; ours is {finding.ours}. {finding.words}"
            self.context.open_page("case_list", where, numbers=finding.cases, heading=where, note=note)
        elif finding.what == DIFFERS:
            self.context.messages.status(f"{where}: there are no cases behind our figure.")
        else:
            self.context.messages.status(finding.words)

    def _say(self, index: QModelIndex) -> None:
        if index.isValid():
            self.detail.setText(self.found_model.row(index).words)

    def _why_nothing(self) -> str:
        return "" if self.comparison is not None else _NOTHING

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.printed, self.printed_model = printed_table(self)
        self.found, self.found_model = findings_table(self)
        self.printed.opened.connect(lambda _index: self.choose_ours())
        self.found.opened.connect(self._open)
        self.words = Words("", "reading")
        self.detail = Words("", bold=True)
        self.found.moved.connect(self._say)
        self.choose_button = Button("Choose files", self.choose, icon="folder", kind="primary")
        self.ours_button = Button("Choose our table (Enter)", self.choose_ours)
        self.export_button = Button("Export as CSV", self.export)
        today = self.context.today()
        years = [*periods_of("year", today)[:8], *periods_of("quarter", today)[:8]]
        self.period = ChoiceField([("", "As each file says"), *((p.code, p.label) for p in years)])
        self.period.set_value("")
        self.block = FieldBlock("period", "Compare with", self.period)
        self.period.changed.connect(self.refresh)
        top, below = FlowRow(gap=8), FlowRow(gap=8)
        for button in (self.choose_button, self.export_button):
            top.addWidget(button)
        below.addWidget(self.ours_button)
        area = ScrollColumn(width=1_500)
        area.column.setSpacing(12)
        about, tables = Words(_ABOUT, tone="muted"), heading("Printed tables")
        self.after = (
            self.block,
            self.export_button,
            self.words,
            self.found,
            self.detail,
            tables,
            below,
            self.printed,
        )
        for part in (heading("Compare with published figures", "page"), about, top, self.words, self.found,
                     self.detail, tables, self.block, below, self.printed):  # fmt: skip
            side = Qt.AlignmentFlag.AlignLeft if part is self.block else Qt.AlignmentFlag(0)
            area.column.addWidget(part, 0, side)
        area.column.addStretch(1)
        for part in self.after:
            part.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(area)
