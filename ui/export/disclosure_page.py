"""The disclosure log: what a period's log holds, what is kept back and why, and the files for the website."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.export.disclosure_log import (
    DisclosureLog,
    KeptBack,
    LogRow,
    LogWritten,
    disclosure_log,
    write_disclosure_log,
)
from caseworker.domain.periods import Period, financial_year, financial_year_of, say
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.messages import AlertAction
from ui.page import Page
from ui.reports.period_picker import PeriodPicker
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

_FILTERS = {".html": "Web page (*.html)", ".csv": "CSV (*.csv)"}
_ABOUT = (
    "Answered FOI and EIR requests that were marked for the disclosure log. Who asked is never in it. Read every "
    "subject before it is published."
)
_WIDEST = 4000  # px: the table takes the room there is
_LOG_HEIGHT, _BACK_HEIGHT = 260, 150  # px at 100 % text


class DisclosurePage(Page):
    """The log of one period."""

    kind: ClassVar[str] = "disclosure_log"
    commands: ClassVar[tuple[str, ...]] = ("page.finish", "list.export", "edit.find")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.log: DisclosureLog | None = None
        self.is_busy, self._is_stale, self._asked = False, False, 0
        self._build()
        self.handle("page.finish", lambda: self.export(".html"), self._why_not)
        self.handle("list.export", lambda: self.export(".csv"), self._why_not)
        self.handle("edit.find", self.table.focus_filter)
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "Disclosure log"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a period. Enter on a line opens the request. What names somebody is kept back until its subject is "
            "put right. Ctrl+Enter writes a page for the website; File, Export this list as CSV writes a table."
        )

    def first_focus(self) -> QWidget:
        """The period."""
        return self.picker.kind.editor()

    def refresh(self) -> None:
        """Read the log again."""
        self._is_stale = False
        self._asked += 1
        asked, office, period = self._asked, self.context.office, self.picker.period()
        self.table.loading.start("Reading the disclosure log")
        self.context.tasks.run_read(
            lambda: disclosure_log(office, period),
            lambda log: self._on_log(log) if asked == self._asked else None,
            lambda error: self._on_unread(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Read it again when cases changed; later, when nobody is looking now."""
        if self.isVisible() and not self.is_busy:
            self.refresh()
        else:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """Columns, sort and filters."""
        return {"table": self.table.layout_state()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if isinstance(state.get("table"), dict):
            self.table.restore_layout(state["table"])

    def export(self, ending: str) -> None:
        """Ask where, write the file, record it."""
        if why := self._why_not():
            self.context.messages.status(why)
            return
        assert self.log is not None
        office, period = self.context.office, self.log.period
        name = f"disclosure-log-{period.in_file_names}{ending}"
        path = self.files.save_as(self, "Export the disclosure log", name, _FILTERS[ending])
        if path is None:
            return
        self.is_busy = True
        self.table.loading.start("Writing the disclosure log")
        self.context.tasks.run_write(
            lambda: write_disclosure_log(office, period, path),
            self._on_written,
            self._on_failed,
            receiver=self,
        )

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_log(self, log: DisclosureLog) -> None:
        self.table.loading.finish()
        self.log = log
        self.table.set_empty(
            "Nothing is in the log of this period",
            "A request comes in when it is answered and “Decide on the disclosure log” is recorded on it.",
        )
        self.model.set_rows(log.rows)
        self.back_model.set_rows(log.kept_back)
        number, back = len(log.rows), len(log.kept_back)
        said = f"{number:,} {'request' if number == 1 else 'requests'} answered in {log.period.label}"
        self.summary.setText(f"{said}, {back:,} kept back." if back else f"{said}.")
        for part in (self.back_heading, self.back):
            part.setVisible(bool(back))
        self._show_buttons()

    def _on_unread(self, error: Exception) -> None:
        self.table.loading.finish()
        self.log = None
        self.model.set_rows(())
        self.back_model.set_rows(())
        self.summary.setText("")
        if isinstance(error, RuleError):
            self.table.set_empty("This is not shown", str(error))
        else:
            self.context.messages.failure(error)
        self._show_buttons()

    def _on_written(self, made: LogWritten) -> None:
        self._end()
        open_folder = AlertAction("Open folder", lambda: self._open_folder(made.path.parent))
        back = len(made.log.kept_back)
        if back:
            kept = "1 request is" if back == 1 else f"{back:,} requests are"
            self.context.messages.warning(
                "Exported", f"{made.changed.message} {kept} kept back.", open_folder
            )
        else:
            self.context.messages.success("Exported", made.changed.message, open_folder)
        self.context.tell_pages(made.changed)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.context.messages.failure(error)

    def _open_folder(self, folder: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(folder))):
            self.context.messages.warning("The folder was not opened", f"It is {folder}.")

    def _end(self) -> None:
        self.is_busy = False
        self.table.loading.finish()

    def _why_not(self) -> str:
        if self.is_busy:
            return "The disclosure log is still being written."
        if self.log is None:
            return "The disclosure log is not shown, so it cannot be exported."
        if self.context.office.database.read_only:
            return "IT must update this program. You can read but not change."
        return ""

    def _show_buttons(self) -> None:
        for button in (self.page_button, self.csv_button):
            button.setEnabled(not self._why_not())
        self.context.registry.refresh()

    def _on_period(self, _period: Period) -> None:
        self.refresh()

    def _open(self, model: RowsModel[Any], index: QModelIndex) -> None:
        if index.isValid():
            self.context.open_page("case", model.row(index).case_id)

    # -- building -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.picker = PeriodPicker(self.context.today)
        self.picker.set_period(financial_year(financial_year_of(self.context.today())))
        self.picker.picked.connect(self._on_period)
        self.summary = Words("", bold=True)
        registry = self.context.registry
        self.page_button = Button(
            "Export as a web page (Ctrl+Enter)",
            lambda: registry.run("page.finish"),
            kind="primary",
            icon="export",
        )
        self.csv_button = Button("Export as CSV", lambda: registry.run("list.export"))
        buttons = FlowRow(gap=8)
        for button in (self.page_button, self.csv_button):
            buttons.addWidget(button)
        self._build_tables()
        area = ScrollColumn(width=_WIDEST)
        column = area.column
        column.setSpacing(12)
        column.addSpacing(8)
        column.addWidget(heading("Disclosure log", "page"))
        for part in (Words(_ABOUT), self.picker, self.summary, buttons):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.back_heading)
        column.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _build_tables(self) -> None:
        self.table = CaseTable("Disclosure log", ("request", "requests"))
        columns: list[Column[LogRow]] = [
            Column("reference", "Reference", lambda row: row.reference, width=16),
            Column(
                "received",
                "Received",
                lambda row: _day(row.received_on),
                lambda row: row.received_on,
                width=14,
            ),
            Column(
                "answered",
                "Answered",
                lambda row: _day(row.answered_on),
                lambda row: row.answered_on,
                width=14,
            ),
            Column("subject", "Subject", lambda row: row.subject, width=0),
            Column("outcome", "Outcome", lambda row: row.outcome, width=20, may_filter=True),
            Column("disclosed", "What was disclosed", lambda row: row.disclosed, width=24),
        ]
        self.model: RowsModel[LogRow] = RowsModel(
            columns, speak=lambda row: ", ".join(row.cells()), key=lambda row: row.case_id, parent=self
        )
        self.table.set_model(self.model)
        self.table.setMinimumHeight(theme().px(_LOG_HEIGHT))
        self.table.opened.connect(lambda index: self._open(self.model, index))
        self.back_heading = heading("Kept back")
        self.back = CaseTable("Kept back", ("request", "requests"), with_filter=False)
        back: list[Column[KeptBack]] = [
            Column("reference", "Reference", lambda each: each.reference, width=16),
            Column("why", "Why", lambda each: each.why, width=0),
        ]
        self.back_model: RowsModel[KeptBack] = RowsModel(
            back,
            speak=lambda each: f"{each.reference}, {each.why}",
            key=lambda each: each.case_id,
            parent=self,
        )
        self.back.set_model(self.back_model)
        self.back.setMinimumHeight(theme().px(_BACK_HEIGHT))
        self.back.opened.connect(lambda index: self._open(self.back_model, index))

    # Qt's own names from here on.

    def showEvent(self, event: Any) -> None:
        """What was changed while the page was out of sight is read now."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


def _day(text: str) -> str:
    """A day as people read it; "" for none."""
    return say(date.fromisoformat(text)) if text else ""
