"""A report as a document: the texts to write at the left, and the pages as they will stand beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.report_documents import document_bytes, document_of, what_concerns
from caseworker.domain.periods import Period
from ui.context import Context
from ui.reports.beside_sheets import BesideSheets
from ui.reports.export_bar import ExportBar
from ui.reports.periods import SPANS, fits, last_span
from ui.reports.reconcile_words import above_document
from ui.reports.text_form import TextForm
from ui.widgets.buttons import Button
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words, heading


class DocumentPanel(QWidget):
    """One document of the period.

    Args:
        below: the buttons that write it.

    Signals:
        wants_period(Period): the document is made for another stretch of time.
        wants_reconcile: what is to reconcile is asked for.
        draft_saved(str): words for the status bar.
        drawn: its pages are there.
    """

    wants_period = Signal(object)
    wants_reconcile = Signal()
    draft_saved = Signal(str)
    drawn = Signal()

    def __init__(self, context: Context, below: ExportBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._outline: Any = None
        self._pack: Any = None
        self._asked = 0
        self._offered: Period | None = None
        self._bar = below
        self.title, self.about = heading(""), Words("", tone="muted")
        self.reconcile = Words("")
        self.reconcile_button = Button("Show To reconcile", self.wants_reconcile.emit)
        self.span = Words("", bold=True)
        self.span_button = Button("", self._take_period)
        self.form = TextForm(context)
        self.parts = BesideSheets(context, "Pages of the report")
        self.area, self.sheets, self.loading = self.parts.area, self.parts.sheets, self.parts.loading
        self.form.kept.connect(self.draw)
        self.form.draft_saved.connect(self.draft_saved)
        self._lay_out(below)

    def show_document(self, outline: Any, pack: Any) -> None:
        """Show a document made from tables that are counted already."""
        self._outline, self._pack = outline, pack
        period = pack.period
        self.title.setText(f"{outline.title}, {period.label}")
        self.about.setText(outline.about)
        found = what_concerns(outline, pack)
        self.reconcile.setText(above_document(found))
        self.reconcile_button.setVisible(bool(found))
        self._show_span(period)
        self.form.show_document(outline.code, outline.title, period)
        editors = [block.field.editor() for block in self.form.blocks.values()]
        order_tabs(
            self.area,
            [self.span_button, self.reconcile_button, *self._bar.controls(), *editors, self.sheets],
        )
        self.draw()

    def is_for_this_period(self) -> bool:
        """Whether the period shown is such a stretch of time as the document is made for."""
        return self._outline is not None and self._offered is None

    def first_part(self) -> QWidget:
        """Where one begins: the first text to write, or the pages."""
        blocks = list(self.form.blocks.values())
        return blocks[0].field.editor() if blocks else self.sheets

    def draw(self) -> None:
        """Make its pages again."""
        if self._outline is None:
            return
        self._asked += 1
        asked, office, code, pack = self._asked, self._context.office, self._outline.code, self._pack
        self.loading.start("Preparing the pages")
        self._context.tasks.run_read(
            lambda: document_bytes(document_of(office, code, pack), "pdf"),
            lambda pdf: self._on_drawn(pdf) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def _show_span(self, period: Period) -> None:
        span = self._outline.span
        self._offered = None if fits(span, period) else last_span(span, self._context.today())
        for part in (self.span, self.span_button):
            part.setVisible(self._offered is not None)
        if self._offered is not None:
            self.span.setText(
                f"This report is made for {SPANS[span]}. The figures shown are of another stretch."
            )
            self.span_button.setText(f"Show {self._offered.label}")

    def _take_period(self) -> None:
        if self._offered is not None:
            self.wants_period.emit(self._offered)

    def _on_drawn(self, pdf: bytes) -> None:
        self.loading.finish()
        self.sheets.show_pdf(pdf)
        self.drawn.emit()

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self._context.messages.failure(error)

    def _lay_out(self, below: ExportBar) -> None:
        head = (self.title, self.about, self.span, self.span_button, self.reconcile, self.reconcile_button)
        for part in (*head, below, self.form):
            self.parts.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)
