"""Today: what is overdue, due today and due soon, what else waits; on paper, and as dates for a calendar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions import today
from caseworker.actions.absence import names_in_words
from caseworker.actions.case_words import case_due_words
from caseworker.actions.today import DayPart, DaySheet
from caseworker.domain.cases import CaseRow
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.errors import UnavailableError
from ui.cases.case_line import kind_words
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.page import Page
from ui.pdf_pages import page_sizes
from ui.printing import SYSTEM_PRINTERS, Printers, print_pdf
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.options_field import OptionsField
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import gather
from ui.widgets.words import LineWords, Words, heading
from ui.work.beginning import Beginning

_NAME = "Today"


class TodayPage(Page):
    """The sheet of the day; each line opens its case, each heading's link all of its cases."""

    kind = "today"
    commands = ("page.print", "today.calendar")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.sheet: DaySheet | None = None
        self.is_busy = self._is_stale = False
        self._asked = 0
        self._parts: list[QWidget] = []
        self._lay_out()
        self.loading = Loading(self.area)
        self.handle("page.print", self.print_out, self._why_no_sheet)
        self.handle("today.calendar", self.export_calendar, self._why_no_sheet)
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return _NAME

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "What today asks for: your own cases, those of people you stand in for, or the whole team's. Enter opens "
            "a case. Ctrl+P prints the sheet; the File menu exports the dates for a calendar."
        )

    def first_focus(self) -> QWidget:
        """The first case, else the choice of whose; in an office without cases the way to log one."""
        lines = self._links()
        if self.beginning.isVisibleTo(self):
            return self.beginning.first
        return lines[0] if lines else self.whose.editor()

    def refresh(self) -> None:
        """Look again."""
        self._is_stale = False
        self._asked += 1
        asked, office, team = self._asked, self.context.office, self.whose.value() == "team"
        self.loading.start("Looking at the day")
        self.context.tasks.run_read(
            lambda: today.day_sheet(office, team=team),
            lambda sheet: self._on_sheet(sheet) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Look again when cases changed; later, when nobody is looking now."""
        if changed.case_ids and self.isVisible():
            self.refresh()
        elif changed.case_ids:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """Whose day it is."""
        return {"whose": self.whose.value()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("whose") in ("mine", "team"):
            self.whose.set_value(state["whose"])

    def print_out(self) -> None:
        """Make the sheet, ask for a printer, print."""
        sheet, office = self.sheet, self.context.office
        if sheet is None or self.is_busy:
            return
        self._begin("Preparing the sheet")

        def made() -> tuple[bytes, int]:
            pdf = today.day_sheet_pdf(office, sheet)
            return pdf, len(page_sizes(pdf))

        self.context.tasks.run_read(
            made, lambda result: self._on_made(*result), self._on_failed, receiver=self
        )

    def export_calendar(self) -> None:
        """Ask where, then write panel dates and deadlines as an .ics file."""
        office, team = self.context.office, self.whose.value() == "team"
        name = f"dates-{office.clock.today().isoformat()}.ics"
        path = self.files.save_as(self, "Export dates for a calendar", name, "Calendar (*.ics)")
        if path is None:
            return
        self.context.tasks.run_read(
            lambda: today.write_calendar(office, path, team=team),
            lambda count: self.context.messages.success(
                "Exported", f"{count_of(count, 'date')} {'was' if count == 1 else 'were'} written to {path}."
            ),
            self.context.messages.failure,
            receiver=self,
        )

    # -- made once ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.heading = heading(_NAME, "page")
        self.summary = Words("")
        self.whose = OptionsField((("mine", "My cases"), ("team", "The team's")))
        self.whose.set_value("mine")
        self.whose.describe("Whose day", "")
        self.whose.changed.connect(self.refresh)
        self.print_button = Button("Print (Ctrl+P)", self.print_out, icon="printer")
        self.calendar_button = Button("Export dates for a calendar", self.export_calendar, icon="calendar")
        self._bar = FlowRow(gap=12)
        for part in (self.whose, self.print_button, self.calendar_button):
            self._bar.addWidget(part)
        self.area = ScrollColumn(width=900)
        self.area.column.setSpacing(4)
        self.beginning = Beginning(self.context.registry)
        self.area.column.addWidget(self.beginning)
        self.area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        for each in (self.heading, self.summary, self._bar):
            head.addWidget(each)
        column.addWidget(top)
        column.addWidget(self.area, 1)

    # -- showing ------------------------------------------------------------------------------------------

    def _on_sheet(self, sheet: DaySheet) -> None:
        self.loading.finish()
        if self.sheet is None and not sheet.number and sheet.whose == "mine":
            self.sheet = sheet
            self.whose.set_value("team")  # whoever has no case of their own begins with the team's
            return
        self.sheet = sheet
        self.heading.setText(f"{_NAME}, {long_date(sheet.on)}")
        self.summary.setText(_summary(sheet))
        here = self.window().focusWidget() or self
        in_bar = self._bar.isAncestorOf(here)
        self.beginning.setVisible(sheet.is_new)
        if sheet.is_new and in_bar:  # it is hidden now
            self.beginning.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.setHidden(sheet.is_new)
        self.summary.setHidden(sheet.is_new)
        had_focus, place = self.area.isAncestorOf(here), _place_of(here)
        for part in self._parts:
            self.area.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._part(part) for part in sheet.parts if part.numbers]
        empty = [part.empty for part in sheet.parts if not part.numbers]
        if empty and not sheet.is_new:
            self._parts.append(Words(" ".join(empty), tone="muted"))
        for number, part in enumerate(self._parts):
            self.area.column.insertWidget(number, part)
        gather(self.area.inner)
        self.context.registry.refresh()
        if had_focus and not sheet.is_new:
            same = next((link for link in self._links() if _place_of(link) == place), self.first_focus())
            same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _links(self) -> list[LinkButton]:
        """Those of the sheet shown; those of the sheet before may not be gone yet."""
        return [link for part in self._parts for link in part.findChildren(LinkButton)]

    def _part(self, part: DayPart) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(2)
        column.addWidget(heading(f"{part.title} ({len(part.numbers):,})"))
        for row in part.rows:
            column.addWidget(self._line(part, row))
        if len(part.numbers) > len(part.rows):
            more = LinkButton(f"Show all {len(part.numbers):,}", lambda: self._open_all(part))
            more.setAccessibleName(f"{part.title}: show all {len(part.numbers):,}")
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _line(self, part: DayPart, row: CaseRow) -> QWidget:
        line = FlowRow(gap=12, row_gap=0)
        button = LinkButton(row.reference, lambda: self.context.open_page("case", row.case_id), bold=True)
        due = case_due_words(self.context.office, row)
        updated = "Updated. " if row.is_updated else ""
        said = f"{row.person or 'Not known'}, {kind_words(row)}. {updated}{due}"
        button.setAccessibleName(f"{part.title}: {row.reference}, {said}")
        line.addWidget(button)
        line.addWidget(LineWords(said))
        return line

    def _open_all(self, part: DayPart) -> None:
        words = f"{part.title}, {'the team' if self.whose.value() == 'team' else 'my cases'}"
        self.context.open_page("case_list", words, numbers=part.numbers, heading=words)

    # -- printing -----------------------------------------------------------------------------------------

    def _on_made(self, pdf: bytes, pages: int) -> None:
        self._end()
        try:
            printer = self.printers.choose(self, _NAME, pages)
        except UnavailableError as error:
            self.context.messages.failure(error)
            return
        if printer is not None:
            self._begin("Printing")
            self.context.tasks.run_read(
                lambda: print_pdf(printer, pdf), self._on_printed, self._on_failed, receiver=self
            )

    def _on_printed(self, sheets: int) -> None:
        self._end()
        self.context.messages.success("Printed", f"{count_of(sheets, 'page')} sent to the printer.")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.context.messages.failure(error)

    def _begin(self, words: str) -> None:
        self.is_busy = True
        self.loading.start(words)

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()

    def _why_no_sheet(self) -> str:
        return "" if self.sheet is not None else "The day is not there yet."

    def showEvent(self, event: Any) -> None:
        """What was changed while the page was out of sight is read now."""
        super().showEvent(event)
        is_yesterdays = self.sheet is not None and self.sheet.on != self.context.today()
        if self._is_stale or is_yesterdays:
            self.refresh()


def _place_of(link: QWidget) -> str:
    """The part of the day and the case of a link: "To acknowledge: CYP-2026-0010"."""
    return link.accessibleName().partition(",")[0]


def _summary(sheet: DaySheet) -> str:
    late = next(len(part.numbers) for part in sheet.parts if part.code == "overdue")
    words = f"{count_of(sheet.number, 'case')} {'asks' if sheet.number == 1 else 'ask'} for something"
    words = f"{words}, {late:,} overdue." if late else f"{words}." if sheet.number else "Nothing waits."
    covered = names_in_words(sheet.covered)
    return f"{words} {covered}".strip()
