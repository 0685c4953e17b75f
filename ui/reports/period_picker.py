"""Which days the tables are about: a financial year, a quarter, a month, or any two dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.periods import Period, between
from ui.reports.periods import beside, kind_of, label, last_quarter, periods_of
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words

KINDS: tuple[Choice, ...] = (
    ("year", "Financial year"),
    ("quarter", "Quarter"),
    ("month", "Month"),
    ("dates", "Two dates"),
)


class PeriodPicker(FlowRow):
    """Chooses a period.

    Args:
        today: gives the office's day.
        with_known: whether it also asks for the day by which a change must have been recorded to count.

    Signals:
        picked(Period): another period, or another day under "As known on", was chosen.
    """

    picked = Signal(object)

    def __init__(self, today: Callable[[], date], *, with_known: bool = False) -> None:
        super().__init__(gap=16, level_tops=True)
        self._today = today
        self._offered: dict[str, Period] = {}
        self._is_quiet = False
        self.kind = ChoiceField(KINDS)
        self.which = ChoiceField()
        self.first, self.last = DateField(today), DateField(today)
        self.known = DateField(today)
        self.known.line.setPlaceholderText("Now")
        self._known_on: date | None = None
        self.show_button = Button("Show these dates", self.take_dates)
        self.button_block = _level_with_fields(self.show_button)
        self.blocks = {
            "kind": FieldBlock("kind", "Period", self.kind),
            "which": FieldBlock("which", "Which one", self.which),
            "first": FieldBlock("first", "From", self.first),
            "last": FieldBlock("last", "To", self.last),
        }
        for block in self.blocks.values():
            self.addWidget(block)
        self.addWidget(self.button_block)
        self.blocks["known"] = FieldBlock("known", "As known on", self.known)
        if with_known:
            self.addWidget(self.blocks["known"])
        for block in self.blocks.values():  # labels of a row stand level, whatever stands under a field
            block.layout().setAlignment(Qt.AlignmentFlag.AlignTop)
        self.kind.changed.connect(self._on_kind)
        self.which.changed.connect(self._on_which)
        for field in (self.first, self.last):
            field.line.returnPressed.connect(self.take_dates)
        self.known.line.returnPressed.connect(self.take_known)
        self.known.left.connect(self.take_known)
        self.set_period(last_quarter(today()))

    def period(self) -> Period:
        """The period in force."""
        return self._period

    def known_on(self) -> date | None:
        """The day by whose end a change must have been recorded to count; None: everything counts."""
        return self._known_on

    def take_known(self) -> None:
        """Take the day under "As known on" as it is typed; say at the field what is wrong with it."""
        words = _date_problem(self.known, "As known on") if not self.known.is_empty() else ""
        day = self.known.value()
        if day is not None and day > self._today():
            words = "As known on must be today or in the past"
        if words != self.blocks["known"].problem():
            self.blocks["known"].set_problem(words)
            announce(self.known, words, urgent=True)
        if not words and day != self._known_on:
            self._known_on = day
            self.picked.emit(self._period)

    def set_period(self, period: Period) -> None:
        """Show a period without saying so through `picked`."""
        self._period = period
        self._is_quiet = True
        kind = kind_of(period)
        if kind != "dates" and period not in periods_of(kind, self._today()):
            kind = "dates"
        self.kind.set_value(kind)
        self._offer(kind)
        self.which.set_value(period.code)
        self.first.set_value(period.first)
        self.last.set_value(period.last)
        self._is_quiet = False

    def step(self, by: int) -> bool:
        """Take the period before (-1) or after (1); False where there is none."""
        found = beside(self._period, self._today(), by)
        if found is not None:
            self.set_period(found)
            self.picked.emit(found)
        return found is not None

    def take_dates(self) -> None:
        """Take the two dates as they are typed; say at the field what is wrong with them."""
        self.blocks["first"].set_problem(_date_problem(self.first, "From"))
        self.blocks["last"].set_problem(_date_problem(self.last, "To"))
        first, last = self.first.value(), self.last.value()
        if first and last and last < first:
            self.blocks["last"].set_problem("To must be the same as or after From")
        wrong = next((self.blocks[n] for n in ("first", "last") if self.blocks[n].problem()), None)
        if wrong is not None:
            wrong.focus()
            announce(wrong, wrong.problem(), urgent=True)
        elif first and last:
            self._take(between(first, last))

    def _on_kind(self) -> None:
        kind = self.kind.value()
        if self._is_quiet or not kind:
            return
        self._is_quiet = True
        self._offer(kind)
        nearest = next((p for p in self._offered.values() if p.last <= self._period.last), None)
        self.which.set_value(nearest.code if nearest else "")
        self._is_quiet = False
        if nearest is not None:
            self._take(nearest)

    def _on_which(self) -> None:
        chosen = self._offered.get(self.which.value())
        if chosen is not None and not self._is_quiet:
            self._take(chosen)

    def _take(self, period: Period) -> None:
        if period == self._period:
            return
        self._period = period
        self._is_quiet = True
        self.first.set_value(period.first)
        self.last.set_value(period.last)
        self._is_quiet = False
        self.picked.emit(period)

    def _offer(self, kind: str) -> None:
        by_dates = kind == "dates"
        self._offered = {p.code: p for p in periods_of(kind, self._today())}
        self.which.set_choices([(code, label(p, self._today())) for code, p in self._offered.items()])
        self.blocks["which"].set_label(
            {"year": "Year", "quarter": "Quarter", "month": "Month"}.get(kind, "Which")
        )
        self.blocks["which"].setVisible(not by_dates)
        for part in (self.blocks["first"], self.blocks["last"], self.button_block):
            part.setVisible(by_dates)
            if isinstance(part, FieldBlock):
                part.set_problem("")
        if by_dates and not self._is_quiet:
            self.first.editor().setFocus(Qt.FocusReason.OtherFocusReason)


def _date_problem(field: DateField, name: str) -> str:
    if field.is_empty():
        return f"Enter the date under {name}"
    return f"{name} must be a real date, such as 27/3/2026" if field.is_unreadable() else ""


def _level_with_fields(button: Button) -> QWidget:
    """The button below as much room as a field has for its label."""
    block = QWidget()
    layout = QVBoxLayout(block)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(Words(" ", bold=True))
    layout.addWidget(button)
    return block
