"""Before and after: which deadlines of open cases would move, and the two ways to go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.closures import Move, Moves
from caseworker.domain.dates_in_words import count_of, long_date
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words, heading

_BUTTONS = "People were told the deadlines given. Counting again is recorded on each case and can be undone."


class MovesView(QWidget):
    """The table, and what can be chosen."""

    def __init__(
        self,
        keep_new: Callable[[], object],
        keep_all: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.found = Moves((), 0)
        self.said = Words("", bold=True)
        self.back = Button("Back, keep nothing yet", leave)
        self.keep_new = Button("Keep, for new deadlines only", keep_new, kind="primary")
        self.keep_all = Button("Keep, and count these cases again", keep_all)
        self.table = CaseTable("Open cases that would move", ("deadline", "deadlines"))
        self.model: RowsModel[Move] = RowsModel(
            [
                Column("reference", "Reference", lambda m: m.reference, width=16),
                Column("step", "Step", lambda m: m.step, width=28, may_filter=True),
                Column("now", "Date now", lambda m: _words(m.now), sort=lambda m: m.now, width=28),
                Column("then", "Date then", lambda m: _words(m.then), sort=lambda m: m.then, width=28),
            ],
            speak=lambda m: f"{m.reference}, {m.step}, now {_words(m.now)}, then {_words(m.then)}",
            key=lambda m: f"{m.case_id} {m.step}",
            parent=self,
        )
        self.table.set_model(self.model)
        self.table.set_empty("No deadline of an open case would move")
        row = FlowRow()
        for button in (self.keep_new, self.keep_all, self.back):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        for part in (heading("Before and after"), self.said, Words(_BUTTONS, tone="muted"), row):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    def show_moves(self, found: Moves, *, is_different: bool = True) -> None:
        """Show what was found; without a difference in days off there is nothing to keep but the new counts."""
        self.found = found
        left_out = f" Not counted: {', '.join(found.not_counted[:10])}." if found.not_counted else ""
        self.said.setText(found.words + left_out)
        number = len(found.case_ids)
        self.keep_all.setVisible(bool(number))
        these = f"count {'this' if number == 1 else 'these'} {count_of(number, 'case')} again"
        self.keep_all.setText(f"Keep, and {these}" if is_different else f"{these[:1].upper()}{these[1:]}")
        self.keep_new.setVisible(is_different)
        self.model.set_rows(found.moves)
        if found.moves:
            self.table.view.setCurrentIndex(self.model.index(0, 0))

    def first_focus(self) -> QWidget:
        """The safe choice."""
        return self.back if self.keep_new.isHidden() else self.keep_new


def _words(day: date | None) -> str:
    return long_date(day) if day else "No day"
