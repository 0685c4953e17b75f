"""Second step of a batch: each letter as it will be, what stops it, and the tick that a person sets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.letter_batch import BatchItem
from ui.context import Context
from ui.letters.sheets import Sheets
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.low import is_low
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import controls_of, order_tabs
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_NARROW = 940  # px at 100 % text below which the letter stands under the list


class State(StrEnum):
    """How one letter of the batch stands."""

    WAITING = "To be looked at"
    RIGHT = "Not ticked yet"
    TICKED = "Checked"
    TROUBLE = "To be mended"
    OUT = "Left out"


@dataclass(frozen=True, slots=True)
class LookRow:
    """One letter of the batch in the list."""

    case_id: str
    reference: str
    name: str
    state: State


_TAGS = {State.TICKED: "on_time", State.TROUBLE: "overdue", State.OUT: "closed"}
_COLUMNS: tuple[Column[LookRow], ...] = (
    Column("name", "To", lambda row: row.name or "Not known", width=0),
    Column("reference", "Case", lambda row: row.reference, width=16),
    Column("state", "State", lambda row: row.state.value, tag=lambda row: _TAGS.get(row.state, ""), width=19),
)


class LookStep(Follows, QWidget):
    """List at the left, the letter at the right, the acts below.

    Signals:
        moved(str): another letter is current; the id of its case.
        ticked(): name and address of the current letter are right.
        let_stand(str, str): a remark may stand: code of the check, and why.
    """

    moved = Signal(str)
    ticked = Signal()
    let_stand = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CaseTable("Letters of the batch", ("letter", "letters"), with_filter=False)
        self.model: RowsModel[LookRow] = RowsModel(
            _COLUMNS, speak=_spoken, key=lambda row: row.case_id, parent=self
        )
        self.table.set_model(self.model)
        self.where = Words("", bold=True)
        self.trouble = Words("", tone="error", bold=True)
        self.why = TextField(limit=300)
        self.why_block = FieldBlock("why", "Why it may stay as it is", self.why)
        self.stand_button = Button("Let it stand", self._let_stand)
        self.sheets = Sheets(context)
        self.nothing = EmptyState("This letter cannot be made yet")
        self.tick_button = Button("Name and address right", self.ticked.emit, kind="primary")
        self.bar = FlowRow(gap=8)
        self.acts = FlowRow(gap=8)
        self.loading = Loading(self.table.view)
        self._current = ""
        self._is_filling = False
        self._stand_code = ""
        self._lay_out()
        self.table.moved.connect(lambda _index: self._on_moved())
        self.follow_theme()

    def set_rows(self, rows: list[LookRow]) -> None:
        """Show how the letters stand; the current one stays."""
        self._is_filling = True
        self.model.set_rows(rows)
        if rows and not self.table.go_to(self._current):
            self.table.view.selectRow(0)
        self._is_filling = False
        self._on_moved()

    def go_to(self, case_id: str) -> None:
        """Make a letter current."""
        self.table.go_to(case_id)

    def current(self) -> str:
        """The case of the current letter, "" for none."""
        return self._current

    def place(self) -> int:
        """Where the current letter stands, from 0."""
        return self.model.row_of(self._current)

    def step(self, by: int) -> None:
        """Go to the next or previous letter."""
        row = self.place() + by
        if 0 <= row < self.model.rowCount():
            self.table.go_to(self.model.row(row).case_id)

    def show_item(self, item: BatchItem, *, is_ticked: bool) -> None:
        """Show a letter, and what stops it."""
        number, whole = self.place() + 1, self.model.rowCount()
        self.where.setText(f"Letter {number:,} of {whole:,}: {item.case.reference}, {item.case.name}")
        self.trouble.setText("\n".join(each.sentence for each in item.troubles))
        set_shown(self.trouble, bool(item.troubles))
        standing = next((each for each in item.troubles if each.may_stand), None)
        self._stand_code = standing.code if standing else ""
        self.why.set_value("")
        made = item.preview is not None
        self._lead_focus(can_stand=standing is not None, can_tick=made and not item.troubles)
        for part in (self.why_block, self.stand_button):
            set_shown(part, standing is not None)
        set_shown(self.sheets, made)
        set_shown(self.nothing, not made)
        if item.preview is not None:
            self.sheets.show_pdf(item.preview.pdf)
        self.tick_button.setText("Checked, next" if is_ticked else "Name and address right")

    def settle(self) -> None:
        """Bring Tab into the order of the page; called once the buttons are there."""
        parts = (self.table, self.why_block, self.stand_button, self.bar, self.sheets, self.acts)
        every = (control for part in parts for control in (part, *controls_of(part)))
        order_tabs(self, [each for each in every if each.focusPolicy() != Qt.FocusPolicy.NoFocus])

    def retheme(self) -> None:
        """Beside or beneath, as there is room."""
        narrow = self.width() < theme().px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(way)
        self.sheets.set_whole(is_low(self) and self.isVisible())  # one thing scrolls: the page (W7)

    def _lead_focus(self, *, can_stand: bool, can_tick: bool) -> None:
        """Whoever was on what says yes to a letter goes on there, and never lands on another button by themselves."""
        focus = self.window().focusWidget()
        was_here = any(
            part is focus or (focus is not None and part.isAncestorOf(focus))
            for part in (self.why_block, self.stand_button, self.tick_button)
        )
        self.tick_button.setEnabled(can_tick or self.tick_button.hasFocus())  # not taken away under the focus
        if was_here and can_stand:
            set_shown(self.why_block, True)
            self.why.editor().setFocus(Qt.FocusReason.OtherFocusReason)
        elif was_here:
            (self.tick_button if can_tick else self.table.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self.tick_button.setEnabled(can_tick)

    def _let_stand(self) -> None:
        why = self.why.value()
        self.why_block.set_problem("" if why else "Enter why it may stay as it is")
        if why and self._stand_code:
            self.let_stand.emit(self._stand_code, why)

    def _on_moved(self) -> None:
        now = self.table.current_key()
        if not self._is_filling and now != self._current:
            self._current = now
            if now:
                self.moved.emit(now)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self.where, self.trouble, self.why_block):
            right.addWidget(part)
        stand = QHBoxLayout()
        stand.addWidget(self.stand_button)
        stand.addStretch(1)
        right.addLayout(stand)
        right.addWidget(self.bar)
        right.addWidget(self.sheets, 1)
        right.addWidget(self.nothing, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        self._body.addWidget(self.table, 4)
        self._body.addLayout(right, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._body, 1)
        column.addWidget(self.acts)
        for part in (self.trouble, self.why_block, self.stand_button, self.nothing):
            part.hide()

    # Qt's own names from here on.

    def resizeEvent(self, event: Any) -> None:
        """Beside or beneath, as there is room."""
        super().resizeEvent(event)
        self.retheme()

    def showEvent(self, event: Any) -> None:
        """The page around is as high as this step needs."""
        super().showEvent(event)
        self.retheme()

    def hideEvent(self, event: Any) -> None:
        """Another step needs less."""
        super().hideEvent(event)
        self.sheets.set_whole(False)


def _spoken(row: LookRow) -> str:
    return f"{row.name or 'Not known'}, {row.reference}, {row.state.value.lower()}"
