"""Reports that were published: as they went out, and which of their figures are others today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.actions.report_publication import check_may_publish, withdraw
from caseworker.actions.report_published import (
    Published,
    Restated,
    published,
    published_html,
    published_pdf,
    restated,
)
from caseworker.actions.reports import write_file
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.messages import Question
from ui.page import Page
from ui.reports.published_tables import cases_in_words, published_table, restated_table
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

_ABOUT = (
    "Each report stands here as it went out. The cases may be others today: figures that changed are listed, old "
    "beside new, with the cases that came or went."
)
_FIRST, _SECOND = 200, 260  # px at 100 % text


class PublishedPage(Follows, Page):
    """The list of published reports."""

    kind: ClassVar[str] = "published"
    commands: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self._asked = 0
        self._is_stale = False
        self.restated: Restated | None = None
        self._build()
        self.follow_theme()
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "Published reports"

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "Choose a report: below stands what changed since it was published. Enter on a figure opens the cases that "
            "came or went."
        )

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table.view

    def refresh(self) -> None:
        """Read the list again."""
        self._is_stale = False
        office = self.context.office
        self.context.tasks.run_read(
            lambda: published(office), self._on_list, self._on_not_read, receiver=self
        )

    def on_changed(self, changed: Any) -> None:
        """A report may have been published, or a case mended. Later, when nobody is looking now."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def current(self) -> Published | None:
        """The report of the current row."""
        index = self.table.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def retheme(self) -> None:
        """Tables keep a steady height; the page scrolls."""
        self.table.setFixedHeight(theme().px(_FIRST))
        self.figures.setFixedHeight(theme().px(_SECOND))

    # -- acts ---------------------------------------------------------------------------------------------

    def save(self, form: str) -> None:
        """Ask where and write the file as it was published, byte for byte."""
        report = self.current()
        if report is None:
            return
        ending = "pdf" if form == "PDF" else "html"
        read: Callable[..., bytes] = published_pdf if ending == "pdf" else published_html
        name = f"{report.code}-{report.period.in_file_names}-published.{ending}"
        path = self.files.save_as(self, f"Save the published {form}", name, f"{form} (*.{ending})")
        office = self.context.office
        if path is not None:
            self.context.tasks.run_read(
                lambda: write_file(path, read(office, report)),
                lambda _none: self.context.messages.success(
                    "Saved", f"{path.name} was written to {path.parent}."
                ),
                self.context.messages.failure,
                receiver=self,
            )

    def withdraw(self) -> None:
        """Ask, then record that the report was withdrawn."""
        report, why = self.current(), str(self.why.field.value())
        if report is None:
            return
        if not why:
            self.why.set_problem("Enter why it is withdrawn")
            self.why.focus()
            return
        facts = (("Report", f"{report.title}, {report.period.label}"), ("Why", why))
        question = Question("Record this report as withdrawn?", "Record as withdrawn", "Keep as it is", facts)
        self.context.messages.confirm(question, lambda: self._withdraw(report, why))

    def open_cases(self, index: QModelIndex) -> None:
        """Open the cases that came to a figure or went from it."""
        cell = self.figures_model.row(index)
        numbers = tuple(number for number in (*cell.came, *cell.went) if number)
        words = f"{cell.place.row}, {cell.place.column}, since it was published"
        if numbers:
            moved = f"Of these cases {cases_in_words(cell)}."
            note = f"{cell.heading}. Published {cell.before}, today {cell.after or 'gone'}. {moved}"
            self.context.open_page("case_list", words, numbers=numbers, heading=words, note=note)
        else:
            self.context.messages.status(
                "The same cases are counted; only their number is worked out otherwise."
            )

    def _withdraw(self, report: Published, why: str) -> None:
        office = self.context.office
        self.context.tasks.run_write(
            lambda: withdraw(office, report.id, why),
            self._on_withdrawn,
            self._on_not_withdrawn,
            receiver=self,
        )

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_list(self, found: tuple[Published, ...]) -> None:
        self.model.set_rows(found)
        if found and not self.table.view.currentIndex().isValid():
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self._show_current()

    def _on_not_read(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.table.set_empty("Published reports are not shown", str(error))
        else:
            self.context.messages.failure(error)

    def _show_current(self) -> None:
        report = self.current()
        self.below.setVisible(report is not None)
        if report is None:
            return
        self._asked += 1
        asked, office = self._asked, self.context.office
        self.approved.setText(report.approved)
        read = (
            moment_words(report.data_at) if report.data_at else long_date(date.fromisoformat(report.data_on))
        )
        self.read.setText(f"Figures as recorded on {read}.")
        self.withdrawn.setText(report.withdrawn)
        self.withdrawn.setVisible(bool(report.withdrawn))
        try:
            check_may_publish(office)
            may = not report.withdrawn
        except RuleError:
            may = False
        for part in (self.why, self.withdraw_button):
            part.setVisible(may)
        self.words.setText("")
        self.figures.loading.start("Counting the cases")
        self.context.tasks.run_read(
            lambda: restated(office, report),
            lambda found: self._on_restated(found) if asked == self._asked else None,
            lambda error: self._on_not_counted(error) if asked == self._asked else None,
            receiver=self,
        )

    def _on_restated(self, found: Restated) -> None:
        self.figures.loading.finish()
        self.restated = found
        self.words.setText(found.words)
        self.figures_model.set_rows(found.cells)
        self.figures.setVisible(bool(found.cells))

    def _on_not_counted(self, error: Exception) -> None:
        self.figures.loading.finish()
        self.context.messages.failure(error)

    def _on_withdrawn(self, changed: Changed) -> None:
        self.why.field.set_value("")
        self.why.set_problem("")
        self.context.changed(changed)
        self.context.messages.success("Withdrawn", changed.message)

    def _on_not_withdrawn(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.why.set_problem(problems_of(error)[0].message)
            self.why.focus()
        else:
            self.context.messages.failure(error)

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.table, self.model = published_table(self)
        self.figures, self.figures_model = restated_table(self)
        self.table.moved.connect(lambda _index: self._show_current())
        self.figures.opened.connect(self.open_cases)
        self.approved, self.withdrawn = Words("", bold=True), Words("", bold=True)
        self.words, self.read = Words("", "reading"), Words("", tone="muted")
        self.why = FieldBlock("why", "Why it is withdrawn", TextField(limit=1_000))
        self.withdraw_button = Button("Record as withdrawn", self.withdraw)
        buttons = FlowRow(gap=8)
        buttons.addWidget(Button("Save PDF as published", lambda: self.save("PDF"), icon="folder"))
        buttons.addWidget(Button("Save web page as published", lambda: self.save("HTML"), icon="folder"))
        self.below = QWidget()
        column = QVBoxLayout(self.below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        changed = heading("What changed since")
        for part in (
            self.approved, self.read, self.withdrawn, buttons, changed, self.words, self.figures, self.why,
            self.withdraw_button,
        ):  # fmt: skip
            side = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, side)
        area = ScrollColumn(width=1_200)
        for part in (
            heading("Published reports", "page"),
            Words(_ABOUT, tone="muted"),
            self.table,
            self.below,
        ):
            area.column.addWidget(part)
        area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(area)

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
