"""Offer an advocate from a child's intake: one key, and the answer is kept even when it is no (ADV-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.advocacy import OFFERED_TO
from caseworker.domain.kinds import Kind
from ui.intake.choices import entries
from ui.tokens import SPACE_12
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock
from ui.widgets.field_row import FieldRow
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from ui.intake.form import IntakeForm

KEYS = "Ctrl+Shift+V"


class AdvocatePart(QWidget):
    """The button, then the answer and its reason; shown at once where a child or care leaver complains."""

    def __init__(self, form: IntakeForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        lists = form.office.vocabulary
        self.button = Button(f"Offer an advocate ({KEYS})", self.offer)
        self.answer = FieldBlock(
            "advocate_answer",
            "Advocate offered",
            ChoiceField(entries(lists, "advocacy_answers"), optional=True, empty="Not offered yet"),
        )
        self.reason = FieldBlock("advocate_reason", "Reason, if none was offered", TextField(limit=300))
        self.fields = QWidget()
        row = FieldRow(self.fields)
        row.add(self.answer, 2)
        row.add(self.reason, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        for block in (self.answer, self.reason):
            form.take(block)
        self._is_asked = False
        self.show_state()

    def offer(self) -> None:
        """Go to the answer."""
        self._is_asked = True
        self.show_state()
        self.answer.focus()

    def show_state(self) -> None:
        """Show the fields where they are asked for or filled, else the button alone."""
        blocks = self._form.form.blocks
        role = str(blocks["raised_by"].field.value() or "") if "raised_by" in blocks else ""
        wanted = role in OFFERED_TO or self._form.kind() is Kind.ADVOCACY
        filled = not self.answer.field.is_empty() or not self.reason.field.is_empty()
        shown = self._is_asked or wanted or filled
        self.fields.setVisible(shown)
        self.button.setVisible(not shown)
