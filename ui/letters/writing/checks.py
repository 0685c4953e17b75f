"""The checks before approval: what is not settled, with what to do and a way there; in one line what is in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.domain.letter_checks import Check, is_settled, unmet
from ui.widgets.field_block import FieldBlock
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.tag import Tag
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_TAGS = {
    "todo": ("due_today", "To do"),
    "problem": ("overdue", "To mend"),
    "note": ("draft", "To read"),
    "ok": ("on_time", "In order"),
}


class ChecksPart(QWidget):
    """The list of checks.

    Args:
        go_to: leads to where a check is settled.

    Signals:
        changed: the word why a note may stand was changed.
    """

    changed = Signal()

    def __init__(self, go_to: Callable[[Check], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self.checks: tuple[Check, ...] = ()
        self.accepted: dict[str, str] = {}
        self.rows: dict[str, CheckRow] = {}
        self.nothing = Words("The checks are made once the letter can be shown.", tone="muted")
        self.fine = Words("", tone="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.fine)
        self.fine.hide()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these; a row that stays the same keeps its focus and what is typed in it."""
        self.checks = tuple(checks)
        open_ones = [check for check in checks if check.state != "ok"]
        wanted = {check.code: check for check in open_ones}
        for code in [code for code, row in self.rows.items() if wanted.get(code) != row.check]:
            row = self.rows.pop(code)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, check in enumerate(open_ones):
            row = self.rows.get(check.code) or self._row(check)
            if self._column.indexOf(row) != number + 1:
                self._column.insertWidget(number + 1, row)
        order_tabs(self, [stop for check in open_ones for stop in self.rows[check.code].stops()])
        set_shown(self.nothing, not checks)
        fine = [check.title for check in checks if check.state == "ok"]
        self.fine.setText(f"In order: {', '.join(dict.fromkeys(fine))}." if fine else "")
        set_shown(self.fine, bool(fine))

    def reasons(self) -> dict[str, str]:
        """Why notes may stand, by the code of the check."""
        return {code: words for code, words in self.accepted.items() if words.strip()}

    def take_reasons(self, reasons: Mapping[str, str]) -> None:
        """Put back what a draft kept."""
        self.accepted = dict(reasons)
        for code, row in self.rows.items():
            if row.reason is not None:
                row.reason.set_value(self.accepted.get(code, ""))

    def unmet(self) -> tuple[Check, ...]:
        """The checks that stop the approval."""
        return unmet(self.checks, self.reasons())

    def summary(self) -> str:
        """How many are not settled, in words."""
        if not self.checks:
            return ""
        number = len(self.unmet())
        if number:
            return "1 check to settle" if number == 1 else f"{number} checks to settle"
        notes = sum(check.state == "note" and is_settled(check, self.reasons()) for check in self.checks)
        return "Checks settled" + (f", {notes} to read" if notes else "")

    def _row(self, check: Check) -> CheckRow:
        row = CheckRow(check, self._go_to, self.accepted.get(check.code, ""))
        self.rows[check.code] = row
        if row.reason is not None:
            row.reason.changed.connect(lambda: self._on_reason(check.code))
        return row

    def _on_reason(self, code: str) -> None:
        row = self.rows.get(code)
        if row is not None and row.reason is not None:
            self.accepted[code] = row.reason.value()
            self.changed.emit()


class CheckRow(QWidget):
    """One check that is not in order."""

    def __init__(self, check: Check, go_to: Callable[[Check], object], reason: str) -> None:
        super().__init__()
        self.check = check
        kind, state = _TAGS[check.state]
        self.tag = Tag(kind, state)
        self.title = Words(check.title, bold=True)
        self.words = Words(check.words)
        self.way: LinkButton | None = None
        self.reason: TextField | None = None
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.words)
        if check.what_to_do:
            self.way = LinkButton(check.what_to_do, lambda: go_to(check))
            self.way.setAccessibleName(f"{check.title}: {check.what_to_do}")
            self.way.setAccessibleDescription(check.words)
            layout.addWidget(self.way)
        if check.needs_reason:
            self.reason = TextField(limit=300)
            self.reason.set_value(reason)
            block = FieldBlock(f"accept.{check.code}", "Or why it may stand", self.reason, group=check.title)
            layout.addWidget(block)

    def stops(self) -> list[QWidget]:
        """What takes focus, in order."""
        found: list[QWidget] = [self.way] if self.way is not None else []
        return found + ([self.reason.editor()] if self.reason is not None else [])
