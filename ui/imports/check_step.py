"""Step 4: every row's verdict before anything is imported; each count opens its rows. And what was imported."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.actions.import_guess import DueDifference, ImportReport, Result, Verdict
from caseworker.domain.dates_in_words import long_date
from ui.context import Context
from ui.imports.step import LOWEST, Settled, Step
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_SAVE_HELP = "For the next file with the same columns; the command line knows it too."
_MANY_ROWS = 5000
_LONG = (
    "So many rows take some minutes, and nothing else is saved on this computer meanwhile. Finish what you are typing "
    "first. You can stop it; then nothing is imported."
)
_RESULTS = {
    Result.REFUSED: "Refused",
    Result.CORRECTED: "Corrected",
    Result.ACCEPTED: "Accepted",
    Result.UPDATED: "Changed since an earlier import",
    Result.UNCHANGED: "There already",
}


class CheckStep(Step):
    """The verdicts of a dry run, or of the import.

    Args:
        save_mapping: keeps the mapping under the name that was typed.
    """

    title = "What would be imported"

    def __init__(
        self,
        context: Context,
        settled: Settled,
        save_mapping: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, settled, parent)
        self.shown = Result.REFUSED
        self.said, self.notes = Words("", "reading", bold=True), Words("")
        self.buttons = {
            result: Button(words, lambda r=result: self.show_rows(r)) for result, words in _RESULTS.items()
        }
        self.differing = Button("Due dates that differ", self.show_differing)
        row = FlowRow()
        for button in (*self.buttons.values(), self.differing):
            row.addWidget(button)
        self.table_words = Words("", bold=True)
        self.rows = CaseTable("Rows", ("row", "rows"))
        self.model: RowsModel[Verdict] = RowsModel(
            [
                Column("line", "Row", lambda v: f"{v.line:,}", sort=lambda v: v.line, width=8, is_number=True),
                Column("reference", "Reference", _reference, width=18),
                Column("result", "Verdict", lambda v: _RESULTS[v.result], width=14),
                Column("why", "Why", lambda v: " ".join(v.why), width=70),
            ],
            speak=str, key=lambda v: str(v.line), parent=self,
        )  # fmt: skip
        self.rows.set_model(self.model)
        self.dates = CaseTable("Due dates that differ", ("due date", "due dates"))
        self.dates_model: RowsModel[DueDifference] = RowsModel(
            [
                Column("reference", "Reference", lambda d: d.reference, width=18),
                Column("stage", "Stage", lambda d: d.stage, width=12),
                Column("recorded", "As recorded", lambda d: long_date(d.recorded_on),
                       sort=lambda d: d.recorded_on, width=26),
                Column("counted", "As counted", lambda d: long_date(d.counted_on) if d.counted_on else "No date",
                       sort=lambda d: d.counted_on, width=26),
                Column("why", "Why", lambda d: d.why, width=50),
            ],
            speak=str, key=lambda d: f"{d.reference} {d.stage}", parent=self,
        )  # fmt: skip
        self.dates.set_model(self.dates_model)
        for table in (self.rows, self.dates):
            table.setMinimumHeight(theme().px(LOWEST))
        self.name = FieldBlock("name", "Save this mapping as", TextField(30, limit=60), help_words=_SAVE_HELP)
        self.save = Button("Save mapping", lambda: save_mapping(str(self.name.field.value())))
        for part in (self.said, self.notes, row, self.table_words, self.rows, self.dates, self.name):
            self.column.addWidget(part, 1 if part in (self.rows, self.dates) else 0)
        below = FlowRow()
        below.addWidget(self.save)
        self.column.addWidget(below)
        self.dates.hide()

    def begin(self) -> None:
        """Show the verdicts."""
        report = self.settled.report
        if report is None:
            return
        self.said.setText(report.message)
        notes = [*report.notes, *([_LONG] if report.dry_run and report.rows > _MANY_ROWS else [])]
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        for result, button in self.buttons.items():
            number = report.counts[result]
            button.setText(f"{_RESULTS[result]} ({number:,})")
            button.setVisible(bool(number))
        self.differing.setText(f"Due dates that differ ({report.differing_count:,})")
        self.differing.setVisible(bool(report.differing_count))
        if not self.name.field.value():
            self.name.field.set_value(self.settled.mapping_name or report.path.stem)
        self.show_rows(next((result for result in _RESULTS if report.counts[result]), Result.ACCEPTED))

    def first_focus(self) -> QWidget:
        """The table of rows."""
        return self.rows.view

    def show_rows(self, result: Result) -> None:
        """Show the rows of one verdict."""
        report = self.settled.report
        if report is None:
            return
        self.shown = result
        found = [v for v in (*report.verdicts, *report.plain) if v.result is result]
        self.model.set_rows(sorted(found, key=lambda verdict: verdict.line))
        self._show(self.rows, _RESULTS[result], len(found), report.counts[result])

    def show_differing(self) -> None:
        """Show due dates that our rules count differently: both are kept."""
        report = self.settled.report
        if report is not None:
            self.dates_model.set_rows(report.differing)
            said = "Due dates that differ; both are kept, and the recorded one stays in force"
            self._show(self.dates, said, len(report.differing), report.differing_count)

    def _show(self, table: CaseTable, words: str, number: int, count: int) -> None:
        more = f"; the first {number:,} are listed" if count > number else ""
        self.table_words.setText(f"{words}: {count:,}{more}")
        for each in (self.rows, self.dates):
            each.setVisible(each is table)
        if table.model().rowCount():
            table.view.setCurrentIndex(table.model().index(0, 0))


def _reference(verdict: Verdict) -> str:
    return verdict.reference or ("" if verdict.result is Result.REFUSED else "Given on import")


def is_worth_importing(report: ImportReport) -> bool:
    """Return whether a dry run found anything to import."""
    return report.taken > 0
