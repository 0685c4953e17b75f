"""Decide the procedure of a case: questions, the proposal as it stands, and what the person decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.triage import Decision, answers_known, is_recorded, letters_due, record_triage
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Proposal, kind_to_log
from caseworker.errors import Problem
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActFooter, ActPanel
from ui.cases.acts.triage_proposal import ProposalView
from ui.cases.acts.triage_questions import TriageQuestions
from ui.intake.choices import owners
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_area import TextArea
from ui.widgets.words import LineWords, Words, heading

KINDS = tuple(kind for kind in Kind if kind not in (Kind.INTERNAL_REVIEW, Kind.COMMISSIONER))
"""What can be decided here; reviews and Commissioner cases begin from the request they are about."""

WRITE = "Write the letter"


class TriagePanel(ActPanel):
    """The guided check."""

    name = "case.triage"
    heading_words = draft_title = "Decide the procedure"
    button_words = "Record decision"

    def build(self) -> None:
        """Questions, then the decision."""
        office, view = self.context.office, self.facts.view
        self.questions = TriageQuestions(
            self.form, self.context.today, office.calendar, view.row.received_on, self
        )
        self.proposal = ProposalView(self._write_letter, self)
        self.short = LineWords("", bold=True)
        self.kind = ChoiceField([(kind.value, kind.label) for kind in KINDS])
        self.reason = TextArea(2, limit=100_000)
        self.decider = ChoiceField(owners(office, self.context.today()))
        self.decider.set_value(office.person.id)
        self.add("kind", "Decision", self.kind, help_words="The answers are kept with it.")
        self.add("reason", "Why your decision differs from the proposal", self.reason)
        self.add("decider", "Decided by", self.decider)
        self._is_own = False
        self._letter_wanted = ""
        self.questions.fill(answers_known(view))
        self._take_proposal()
        self.questions.changed.connect(self._take_proposal)
        self.kind.changed.connect(self._on_kind)

    def intro(self) -> str:
        """What it does."""
        return "Answer what is known. You can record a decision at any time."

    def begin(self) -> None:
        """It stands on the page now, so that Tab can be put in order."""
        super().begin()
        self.questions.put_in_order()

    def first_focus(self) -> QWidget:
        """The first question of the group."""
        return self.questions.first_focus()

    def proposed(self) -> Proposal:
        """What the answers come to."""
        return propose(self.questions.answers(), self.questions.received_on)

    def on_filled(self) -> None:
        """Entries kept earlier are back."""
        if hasattr(self, "proposal"):
            self.questions.show_asked()
            self._take_proposal()

    def own_problems(self) -> list[Problem]:
        """A decision is needed; keeping the answers without one is one too."""
        return [] if self.kind.value() else [Problem("kind", "Choose the decision")]

    def work(self) -> Work:
        """Record it."""
        office, case_id = self.context.office, self.facts.case_id
        answers, decider = self.questions.answers(), self.decider.value()
        reason = "" if self.form.blocks["reason"].isHidden() else self.reason.value()
        decision = Decision(Kind(self.kind.value()), reason)
        return lambda: record_triage(office, case_id, answers, decision, decider)

    def _take_proposal(self) -> None:
        proposal = self.proposed()
        due = letters_due(self.context.office, proposal, self.facts.view, self.questions.answers())
        is_new = self.proposal.show_proposal(
            proposal, due, WRITE if self._is_recorded() else f"Record the decision, then {WRITE.lower()}"
        )
        self.short.setText(f"Proposed: {proposal.heading.partition(':')[0]}")
        if not self._is_own:
            self._set_kind(kind_to_log(proposal))
        self._show_reason(proposal)
        if is_new and self.isVisible():
            self.context.messages.announce(self.proposal.title.text())

    def _set_kind(self, kind: Kind) -> None:
        is_own, self._is_own = self._is_own, True
        if self.kind.value() != kind.value:
            self.kind.set_value(kind.value)
        self._is_own = is_own

    def _on_kind(self) -> None:
        proposal = self.proposed()
        self._is_own = self.kind.value() != kind_to_log(proposal).value
        self._show_reason(proposal)

    def _show_reason(self, proposal: Proposal) -> None:
        decided = self.kind.value()
        differs = decided not in ("", Kind.UNDECIDED.value) and proposal.kind not in (
            None,
            Kind(decided or "UND"),
        )
        unanswered = decided not in ("", Kind.UNDECIDED.value) and not self.questions.answers().what
        self.form.blocks["reason"].setVisible(differs or unanswered)

    def _is_recorded(self) -> bool:
        return is_recorded(self.facts.view, self.questions.answers())

    def _write_letter(self, code: str) -> None:
        """A letter says what the case holds, such as where the matter is sent: that is recorded first."""
        if self._is_recorded():
            self._open_letter(code)
            return
        self._letter_wanted = code
        self.finish()

    def _open_letter(self, code: str) -> None:
        self.context.open_page("letter", f"{self.facts.case_id}/{code}")

    def _on_done(self, changed: Changed) -> None:
        super()._on_done(changed)
        if self._letter_wanted:
            self._open_letter(self._letter_wanted)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What stands against the decision stands against its letter too."""
        if problems:
            self._letter_wanted = ""
        super().show_problems(problems)

    def _go_to(self, name: str) -> None:
        self.questions.go_to(name)
        if not self.form.focus(name):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.footer = ActFooter(self.do_button, self.back_button)
        self.footer.layout().addWidget(self.short)  # type: ignore[union-attr]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(heading(self.heading_words))
        column.addWidget(Words(self.intro()))
        for part in (self.summary, self.questions, self.proposal):
            column.addWidget(part)
        for name in ("kind", "reason", "decider"):
            column.addWidget(self.form.blocks[name])
        column.addWidget(self.result)
        column.addStretch(1)
