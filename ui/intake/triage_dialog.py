"""Help me decide: the questions of the procedure beside an intake; what they come to fills the type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caseworker.actions.triage import letters_due
from caseworker.domain.kinds import Kind
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Answers, answers_doc, answers_of, kind_to_log
from caseworker.domain.triage_questions import suggested
from ui.cases.acts.panel import ActFooter
from ui.cases.acts.triage_proposal import ProposalView
from ui.cases.acts.triage_questions import TriageQuestions
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.intake.form import IntakeForm
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field_block import Form
from ui.widgets.words import Words, heading


class TriageDialog(QDialog):
    """Asks; after `accepted`, `kind` is the type and `doc` the answers as they are kept."""

    def __init__(
        self, context: Context, received_on: date, answers: Answers, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.kind = Kind.UNDECIDED
        self.doc: dict[str, Any] = {}
        self.setWindowTitle("Help me decide the type")
        self.form = Form()
        self.questions = TriageQuestions(self.form, context.today, context.office.calendar, received_on, self)
        self.proposal = ProposalView(parent=self)
        self.use_button = Button("Use this type", self.use, kind="primary")
        self.cancel_button = Button("Cancel", self.reject)
        self._lay_out()
        self.questions.fill(answers)
        self.questions.changed.connect(self._show)
        self._show()
        self.questions.put_in_order()
        self.questions.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def use(self) -> None:
        """Take the type proposed, with the answers."""
        answers = self.questions.answers()
        self.kind = kind_to_log(propose(answers, self.questions.received_on))
        self.doc = answers_doc(answers)
        self.accept()

    def _show(self) -> None:
        answers = self.questions.answers()
        proposal = propose(answers, self.questions.received_on)
        due = letters_due(self.context.office, proposal, answers=answers)
        is_new = self.proposal.show_proposal(proposal, due)
        kind = kind_to_log(proposal)
        self.use_button.setText(f"Use type: {kind.label}")
        if is_new and self.isVisible():
            self.context.messages.announce(self.proposal.title.text())

    def _lay_out(self) -> None:
        scrolled = Scrolled()
        scrolled.column.addWidget(heading("Help me decide the type"))
        scrolled.column.addWidget(Words("Answer what is known. The answers are kept with the case."))
        scrolled.column.addWidget(self.questions)
        scrolled.column.addWidget(self.proposal)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled, 1)
        column.addWidget(ActFooter(self.use_button, self.cancel_button))
        room = self.screen().availableSize()
        self.resize(min(theme().px(780), room.width() - 40), min(theme().px(620), room.height() - 60))


def answers_for(form: IntakeForm, kept: Mapping[str, Any]) -> Answers:
    """Return the answers given before; else what the form says already suggests."""
    if kept:
        return answers_of(kept)
    role = str(form.form["raised_by"].value() or "")
    status = next((c.child().status for c in form.children_fields if c.child().status), "")
    return suggested(role, status, str(form.form["risk"].value() or ""))


class TypeHelp:
    """The button beside the type: opens the questions, and keeps what was answered for the case and the draft."""

    def __init__(self, context: Context, form: IntakeForm, page: QWidget) -> None:
        self.context, self.form, self.page = context, form, page
        self.kept: dict[str, Any] = {}
        self.dialog: TriageDialog | None = None
        form.help_asked.connect(self.open)

    def open(self) -> None:
        """Ask; a second press while it is open does nothing."""
        if self.dialog is not None:
            return
        received = self.form.form["received_on"].value()
        day = received if isinstance(received, date) else self.context.today()
        self.dialog = TriageDialog(self.context, day, answers_for(self.form, self.kept), self.page)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def take(self, doc: object) -> None:
        """Take up answers kept in a draft."""
        self.kept = dict(doc) if isinstance(doc, dict) else {}

    def _on_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        if dialog.result() == QDialog.DialogCode.Accepted:
            self.kept = dialog.doc
            risk = dialog.doc.get("risk")
            if risk in ("yes", "no", "unsure") and not self.form.form["risk"].value():
                self.form.form["risk"].set_value(risk)
            self.form.form["kind"].set_value(dialog.kind.value)
            self.context.messages.announce(f"Type: {dialog.kind.label}")
        dialog.deleteLater()
        self.form.form["kind"].editor().setFocus(Qt.FocusReason.OtherFocusReason)
