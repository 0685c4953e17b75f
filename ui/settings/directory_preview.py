"""What a list of members would do to the directory: every row with its verdict, before anything is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.directory import office_words
from caseworker.actions.directory_import import VERDICTS, DirectoryPlan, DirectoryRow
from caseworker.domain.fields import label_of
from caseworker.office import Office
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words, heading

_TAGS = {"new": "on_time", "changed": "due_soon", "refused": "overdue", "same": "closed"}
_NAMES = {"first_name": "First name", "last_name": "Last name", "postcode": "Postcode"}


class DirectoryPreview(QWidget):
    """The plan as a table, and what its columns were taken for."""

    def __init__(
        self, do: Callable[[], object], leave: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.plan: DirectoryPlan | None = None
        self._office: Office | None = None
        self.told, self.columns = Words("", bold=True), Words("", tone="muted")
        self.model: RowsModel[DirectoryRow] = RowsModel(
            (
                Column("line", "Line", lambda row: str(row.line), sort=lambda row: row.line, width=6, is_number=True),
                Column(
                    "verdict", "Verdict", lambda row: VERDICTS[row.verdict], tag=lambda row: _TAGS[row.verdict],
                    width=13, may_filter=True,
                ),
                Column("name", "Name", lambda row: row.entry.full_name, width=24),
                Column("office", "Office", self._office_of, width=28),
                Column("email", "Email", lambda row: row.entry.email, width=26),
                Column("why", "Why", lambda row: row.why, width=0),
            ),
            speak=self._spoken,
            key=lambda row: str(row.line),
            parent=self,
        )  # fmt: skip
        self.table = CaseTable("Rows of the file", ("row", "rows"))
        self.table.set_model(self.model)
        self.do_button = Button("Take over these entries (Ctrl+Enter)", do, kind="primary")
        self.back_button = Button("Back to the list, import nothing", leave)
        buttons = FlowRow(gap=8)
        buttons.addWidget(self.do_button)
        buttons.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        for part in (heading("Import a list of members"), self.told, self.columns):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    def show_plan(self, office: Office, plan: DirectoryPlan) -> None:
        """Show what a file would do."""
        self.plan, self._office = plan, office
        self.told.setText(f"{plan.path.name}: {plan.words()} {plan.note}".strip())
        read = [f"“{heading_}” as {_field_words(name)}" for name, heading_ in plan.columns.items()]
        left = f" Left out: {', '.join(plan.left_out)}." if plan.left_out else ""
        self.columns.setText(f"Columns read: {', '.join(read)}.{left}")
        self.model.set_rows(plan.rows)
        self.do_button.setEnabled(bool(plan.count("new") or plan.count("changed")))

    def first_focus(self) -> QWidget:
        """The rows."""
        return self.table.view

    def _office_of(self, row: DirectoryRow) -> str:
        return office_words(self._office, row.entry) if self._office is not None else ""

    def _spoken(self, row: DirectoryRow) -> str:
        parts = (
            f"Line {row.line}",
            VERDICTS[row.verdict],
            row.entry.full_name,
            self._office_of(row),
            row.why,
        )
        return ", ".join(filter(None, parts))


def _field_words(name: str) -> str:
    words = _NAMES.get(name) or label_of("representative", name)
    return f"{words[:1].lower()}{words[1:]}"
