"""What is missing: the gaps of all cases by officer and quarter, each count one press from its cases."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.gaps import Gap, read_gaps
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import RuleError
from ui.context import Context
from ui.page import Page
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import PageHeading, Words


class GapsPage(Page):
    """A manager's queue."""

    kind = "gaps"
    commands = ("edit.find", "report.cases")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._is_stale = False
        self.summary = Words("", tone="muted")
        self.table = CaseTable("What is missing", ("line", "lines"))
        columns: list[Column[Gap]] = [
            Column("owner", "Officer", lambda gap: gap.owner, width=22, may_filter=True),
            Column(
                "quarter",
                "Quarter received",
                lambda gap: gap.quarter,
                lambda gap: gap.order,
                width=22,
                may_filter=True,
            ),
            Column("what", "What is missing", lambda gap: gap.what, width=0, may_filter=True),
            Column(
                "cases",
                "Cases",
                lambda gap: f"{len(gap.numbers):,}",
                lambda gap: len(gap.numbers),
                width=9,
                is_number=True,
            ),
        ]
        self.model: RowsModel[Gap] = RowsModel(columns, speak=_spoken, key=_key, parent=self)
        self.table.set_model(self.model)
        self.table.set_empty("Nothing is missing", "Every case has what reports and letters need.")
        self.table.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(PageHeading("What is missing"))
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        self.handle("edit.find", self.table.focus_filter)
        self.handle("report.cases", lambda: self._open(self.table.view.currentIndex()), self._why_no_row)
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "What is missing"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "What cases still need before reports are right, by officer and by the quarter they were received in. "
            "Enter opens the cases of a line; Alt+Left returns here."
        )

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table.view

    def refresh(self) -> None:
        """Count again."""
        self._is_stale = False
        office = self.context.office
        self.table.loading.start("Counting what is missing")
        self.context.tasks.run_read(lambda: read_gaps(office), self._on_gaps, self._on_failed, receiver=self)

    def on_changed(self, changed: Any) -> None:
        """Count again when cases changed; later, when nobody is looking now."""
        if changed.case_ids and self.isVisible():
            self.refresh()
        elif changed.case_ids:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """Columns, sort and filters."""
        return {"table": self.table.layout_state()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if isinstance(state.get("table"), dict):
            self.table.restore_layout(state["table"])

    def _on_gaps(self, gaps: tuple[Gap, ...]) -> None:
        self.table.loading.finish()
        self.model.set_rows(gaps)
        cases = len({number for gap in gaps for number in gap.numbers})
        self.summary.setText(f"{count_of(cases, 'case')} with something missing." if cases else "")
        self.context.registry.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.table.loading.finish()
        if isinstance(error, RuleError):
            self.table.set_empty("This is not shown", str(error))
        else:
            self.context.messages.failure(error)

    def _why_no_row(self) -> str:
        return "" if self.table.view.currentIndex().isValid() else "Nothing is missing."

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        gap = self.model.row(index)
        words = f"{gap.what}: {gap.owner}, {gap.quarter}"
        self.context.open_page("case_list", words, numbers=gap.numbers, heading=words)

    def showEvent(self, event: Any) -> None:
        """What was changed while the page was out of sight is counted now."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


def _key(gap: Gap) -> str:
    return f"{gap.owner_id}/{gap.order}/{gap.need}"


def _spoken(gap: Gap) -> str:
    return f"{gap.owner}, {gap.quarter}, {gap.what}, {count_of(len(gap.numbers), 'case')}"
