"""The reports page (S12): a period, its tables and documents, the figures, and the cases behind each of them."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from caseworker.actions import reports
from caseworker.actions.next_steps_listed import listed_in_full, says_next_steps
from caseworker.actions.report_blocks import keep_counted
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.periods import Period, parse_period
from caseworker.errors import RuleError
from ui.context import Context
from ui.page import Page
from ui.reports.document_panel import DocumentPanel
from ui.reports.export_bar import ExportBar
from ui.reports.opening import OpenedCases
from ui.reports.page_commands import NOT_YET, take_commands
from ui.reports.period_picker import PeriodPicker
from ui.reports.periods import fits, kind_of, last_quarter, last_span
from ui.reports.quarter_pack import write_quarter
from ui.reports.reconcile_view import ReconcileView
from ui.reports.shown import (
    DOCUMENT,
    OWN,
    RECONCILE,
    counts_with,
    found_by,
    groups_of,
    outline_of,
    subject_of,
)
from ui.reports.table_list import TableList
from ui.reports.table_panel import TablePanel
from ui.reports.writing import Subject, Writing
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.parts_frame import PartsFrame
from ui.widgets.shown import set_shown

log = logging.getLogger(__name__)

_NARROW = 820  # px at 100 % text below which the list of tables is one choice above them


class ReportsPage(Page):
    """Tables and documents of a period."""

    kind = "reports"
    commands = (
        "report.cases", "report.pdf", "report.html", "report.xlsx", "report.csv", "report.json", "report.earlier",
        "report.later", "report.quarter", "report.publish", "page.print", "edit.find",
    )  # fmt: skip

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.pack: Any = None
        self._asked = 0
        self._is_stale = self._is_counting = False
        self._is_first = True
        self._counted_with: object = None
        self._wanted = ""
        self.picker = PeriodPicker(context.today, with_known=True)
        self.tables = TableList("Tables and documents")
        self.bar = ExportBar(self.export, for_tables=True)
        self.document_bar = ExportBar(self.export)
        self.document_bar.add("Copy for publication", lambda: context.registry.run("report.publish"))
        self.document_bar.add("Published reports", lambda: context.registry.run("report.published"))
        self.change_button = self.bar.add("Change this table", self._change_own)
        self.panel = TablePanel(context, self.bar)
        self.document = DocumentPanel(context, self.document_bar)
        self.reconcile = ReconcileView()
        self.nothing = EmptyState("The tables are being counted")
        self._lay_out()
        self.loading = Loading(self.stack, self.cancel)
        self.opened = OpenedCases(context, self)
        self.writing = Writing(context, self, self._subject, self.loading)
        self._connect()
        take_commands(self)
        self.refresh()

    # -- what the window asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """As in the navigation, with the period."""
        day = self.picker.known_on()
        known = f", as known on {long_date(day)}" if day else ""
        return f"Reports, {self.picker.period().label}{known}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Reports"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a period (Alt+Page Up, Alt+Page Down) and a table; type to find one. Arrow keys walk the figures, "
            "Enter opens the cases behind one, Alt+Left returns to it. Ctrl+P prints, Ctrl+Shift+Q writes the "
            "quarterly pack; the Reports menu exports and has the documents."
        )

    def first_focus(self) -> QWidget:
        """The list of tables."""
        return self.tables.editor()

    def refresh(self) -> None:
        """Count again."""
        self._is_stale = False
        self._is_counting = True
        self._counted_with = counts_with(self.context.office)
        self._asked += 1
        asked, period, known_on = self._asked, self.picker.period(), self.picker.known_on()
        self.loading.start("Counting the cases")
        self.context.tasks.run_read(
            lambda: reports.build_pack(self.context.office, period, known_on),
            lambda pack: self._on_pack(pack) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def cancel(self) -> None:
        """Stop what is being written, or do not wait for the figures any longer."""
        if self.writing.is_busy:
            self.writing.cancel()
            return
        self._asked += 1
        self._is_counting = False
        self.loading.finish()
        if self.pack is None:
            self.nothing.say("The tables were not counted", "Choose the period again to count them.")
        else:
            self.picker.set_period(self.pack.period)
            self.retitled.emit()
        self.context.messages.status("Stopped. The figures shown are those of before.")

    def on_changed(self, changed: Any) -> None:
        """Count again when cases or settings changed; later, when nobody is looking now."""
        is_other = bool(changed.case_ids) or self._counted_with != counts_with(self.context.office)
        if is_other and self.isVisible() and not self._is_counting:
            self.refresh()
        elif is_other:  # while figures are counted they are shown first: others may save all the time
            self._is_stale = True
        elif self.pack is not None and self.stack.currentWidget() is self.document:
            self._show_chosen()

    def may_close(self) -> bool:
        """What was typed is kept; what is being written is stopped."""
        self.writing.cancel()
        return self.document.form.close_draft()

    def layout_state(self) -> dict[str, Any]:
        """Period, table and figure. "As known on" is not kept: figures of another day would come back unasked."""
        row, column = self.panel.current()
        period, table = self.picker.period().code, self.tables.current()
        return {"period": period, "table": table, "row": row, "column": column}

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

    # -- what others ask ----------------------------------------------------------------------------------

    def show_document(self, code: str) -> None:
        """Show a document, of the last stretch of time it is made for where the one chosen does not fit."""
        outline = outline_of(DOCUMENT + code)
        self._wanted = DOCUMENT + code
        if not fits(outline.span, self.picker.period()):
            self.take_period(last_span(outline.span, self.context.today()))
        elif self.pack is not None:
            self.tables.set_current(self._wanted)
            self._wanted = ""

    def show_reconcile(self) -> None:
        """Show what is to reconcile in the period chosen."""
        if self.pack is None:
            self._wanted = RECONCILE
        else:
            self.tables.set_current(RECONCILE)

    def open_copy(self) -> None:
        """Open the copy for publication of the document shown."""
        self.document.form.keep()
        code = self.tables.current().removeprefix(DOCUMENT)
        self.context.open_page("publish", f"{code} {self.picker.period().code}")

    def take_period(self, period: Period) -> None:
        """Show another period."""
        self.picker.set_period(period)
        self._on_period()

    def write_quarter(self) -> None:
        """Write the pack of the quarter shown, or else of the last that is over, into the exports folder."""
        shown = self.picker.period()
        period = shown if kind_of(shown) == "quarter" else last_quarter(self.context.today())
        office = self.context.office
        self.document.form.keep()
        self.writing.run(
            f"Writing the pack of {period.label}",
            lambda progress: write_quarter(office, period, progress),
            lambda done: self.writing.tell(*done),
            "Stopped. Nothing was written.",
        )

    # -- building -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame = PartsFrame("Reports", self.tables, _NARROW, above=(self.picker,))
        self.stack = frame.stack
        for part in (self.nothing, self.panel, self.document, self.reconcile):
            self.stack.addWidget(part)
        frame.fill(self)

    def _connect(self) -> None:
        self.picker.picked.connect(lambda _period: self._on_period())
        self.tables.entered.connect(self._enter)
        self.tables.chosen.connect(lambda _code: self._show_chosen())
        self.panel.opened.connect(self.opened.many)
        self.panel.opened_case.connect(self.opened.one)
        self.panel.said.connect(self.context.messages.status)
        self.document.wants_period.connect(self.take_period)
        self.document.wants_reconcile.connect(self.show_reconcile)
        self.document.draft_saved.connect(self.draft_saved)
        self.reconcile.opened.connect(self.opened.many)

    def _enter(self) -> None:
        """Go on to what is shown: the figures, the first text to write or the pages, the list of differences."""
        shown = self.stack.currentWidget()
        firsts = {self.panel: self.panel.view, self.reconcile: self.reconcile.table.view}
        part = self.document.first_part() if shown is self.document else firsts.get(shown)
        if part is not None and part.isVisible():
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self) -> None:
        """Go to the line that narrows the list."""
        line = self.tables.editor() if self.tables.is_folded() else self.tables.filter
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Show the period before or after."""
        if not self.picker.step(by):
            self.context.messages.status(f"There is no {'later' if by > 0 else 'earlier'} period to show.")

    # -- writing ------------------------------------------------------------------------------------------

    def export(self, form: str) -> None:
        """Write what is shown in a form, or print it."""
        if self.pack is None:
            self.context.messages.status(NOT_YET)
            return
        self.document.form.keep()
        if form == "print":
            self.writing.print_out()
        else:
            self.writing.export(form)

    def _subject(self) -> Subject:
        return subject_of(
            self.context.office, self.pack, self.tables.current(), one_table=self.bar.is_one_table()
        )

    # -- what is shown ------------------------------------------------------------------------------------

    def _change_own(self) -> None:
        """Open the council's own table where it was made."""
        page: Any = self.context.open_page("own_table", self.tables.current())
        page.take_period(self.picker.period())

    def _on_period(self) -> None:
        self.document.form.keep()
        self.retitled.emit()
        self.refresh()

    def _on_pack(self, pack: Any) -> None:
        self._counted()
        self.pack = pack
        self.tables.set_groups(groups_of(pack), found_by(pack))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.tables.set_current(wanted, again=False)
        elif self._is_first:
            self.tables.set_current(pack.tables[0].code, again=False)
        self._is_first = False
        self.reconcile.show_all(pack.to_reconcile)
        self._show_chosen()
        self.context.registry.refresh()
        if self.isVisible():
            self.context.messages.announce(f"Tables for {pack.period.label}")
        if self._is_stale and self.isVisible():
            self.refresh()
        self.context.tasks.run_read(  # in no save's way: it writes a little at a time
            lambda: keep_counted(self.context.office, pack.period),
            lambda made: log.info("%d blocks of facts kept", made),
            lambda error: log.warning("No blocks of facts were kept: %s", error),
            receiver=self,
        )

    def _counted(self) -> None:
        """The figures are there; what is being written goes on."""
        self._is_counting = False
        if not self.writing.is_busy:
            self.loading.finish()

    def _on_failed(self, error: Exception) -> None:
        self._counted()
        self.pack = None
        self.context.registry.refresh()
        self.stack.setCurrentWidget(self.nothing)
        if isinstance(error, RuleError):
            self.nothing.say("The tables are not shown", str(error))
            return
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
        elif code.startswith(DOCUMENT):
            self.stack.setCurrentWidget(self.document)
            self.document.show_document(outline_of(code), self.pack)
        else:
            self.stack.setCurrentWidget(self.panel)
            table = reports.one_table(self.pack, code)
            set_shown(self.change_button, table.report.area == OWN)
            self._show_table(table)
        self.context.registry.refresh()

    def _show_table(self, table: Any) -> None:
        """Show a table; the weekly list once each of its cases was asked what is next."""
        pack, office = self.pack, self.context.office
        if not says_next_steps(office, pack, table.code):
            self.panel.show_table(table)
            return

        def done(listed: Any) -> None:
            if self.pack is pack and self.tables.current() == table.code:
                self.panel.show_table(listed)

        self.context.tasks.run_read(
            lambda: listed_in_full(office, pack, table),
            done,
            self.context.messages.failure,
            receiver=self,
        )

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Count again what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
