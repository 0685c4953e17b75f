"""Recording that a letter was sent: how, on which day, with what tracking number, and what that does to the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_work import LetterState
from caseworker.office import Office
from ui.letters.opened import OpenedLetter
from ui.theme import tokens
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock, Form, bring_into_view
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

PRINTED = "Was it printed right?"
RECORD = "Record as sent"
_BY_EMAIL, _BY_POST = "email", "first_class"


class SendPart(QWidget):
    """A small form in a box of its own."""

    def __init__(self, form: Form, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading(RECORD)
        self.does = Words("")
        self.how, self.sent_on, self.tracking = ChoiceField(), DateField(today), TextField(24, limit=60)
        self.send_button = Button("Record as sent (Ctrl+Enter)", kind="primary")
        self.later_button = Button("Not yet")
        self.redate_button = LinkButton("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.does)
        layout.addWidget(self.redate_button)
        blocks = (
            FieldBlock("how", "Sent by", self.how),
            FieldBlock(
                "sent_on", "Date sent", self.sent_on, help_words="The day that counts for the deadline."
            ),
            FieldBlock("tracking", "Tracking number", self.tracking, help_words="If there is one."),
        )
        for block in blocks:
            layout.addWidget(form.add(block))
        row = FlowRow(gap=12)
        row.addWidget(self.send_button)
        row.addWidget(self.later_button)
        layout.addWidget(row)
        self._today = today

    def show_letter(self, office: Office, opened: OpenedLetter) -> None:
        """Say what sending this letter does; the usual way and day stand in the fields."""
        self.does.setText(opened.does)
        other = str(opened.doc.get("dated_on") or "") != self._today().isoformat()
        self.redate_button.setVisible(other and opened.state is LetterState.APPROVED)
        words = f"Date the letter {long_date(self._today())} and print it again"
        self.redate_button.setText(words)
        self.redate_button.setAccessibleName(words)
        if opened.state is not LetterState.APPROVED or self.how.value():
            return
        self.how.set_choices([(e.code, e.label) for e in office.vocabulary.offered("dispatch_methods")])
        by_email = any(line.startswith("By email:") for line in opened.recipient_lines)
        self.how.set_value(_BY_EMAIL if by_email else _BY_POST)
        self.sent_on.set_value(self._today())

    def propose_email(self) -> None:
        """An email draft was made of it: it most likely goes by email."""
        if self.how.value() == _BY_POST:
            self.how.set_value(_BY_EMAIL)

    def ask(self, question: str) -> None:
        """Ask in these words, and wait at the button that records it; without a question begin at the first field."""
        self.title.setText(question or RECORD)
        self.show()
        bring_into_view(self)
        first = self.send_button if question else self.how.editor()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet box around the form."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens().border))
        painter.setBrush(QColor(tokens().base))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()
