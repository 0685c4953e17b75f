"""The reports page."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions import reports
from caseworker.domain.periods import financial_year, financial_year_of
from ui.context import Context
from ui.page import Page
from ui.widgets.words import Words, heading


class ReportsPage(Page):
    """Tables of a period."""

    kind = "reports"
    commands = ("page.print",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.words = Words("Loading the tables")
        layout = QVBoxLayout(self)
        layout.addWidget(heading("Reports", "page"))
        layout.addWidget(self.words)
        layout.addStretch(1)
        period = financial_year(financial_year_of(context.today()) - 1)
        context.tasks.run_read(
            lambda: reports.build_pack(context.office, period), self._show, context.messages.failure
        )

    def title(self) -> str:
        """As in the navigation."""
        return "Reports"

    def _show(self, pack: Any) -> None:
        self.words.setText("\n".join(f"{table.name}: {table.title}" for table in pack.tables))
