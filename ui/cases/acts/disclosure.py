"""The check before somebody's information goes to an MP, Mayor, member or the Chief Executive."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.disclosure import (
    GROUNDS,
    NEED_TO_KNOW,
    RESULTS,
    SUBJECTS,
    Disclosure,
    advice,
    applies_to,
    check_disclosure,
    check_of,
)
from caseworker.domain.kinds import Kind, Status
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.intake.choices import owners
from ui.widgets.choice_field import ChoiceField
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField


def no_check(facts: CaseFacts) -> str:
    """Why there is nothing to check, or ""."""
    if facts.view.status is Status.VOID:
        return "This case is void."
    if not applies_to(facts.view.kind):
        return "Only the enquiry of an MP, Mayor, member or Chief Executive needs this check."
    return ""


class DisclosurePanel(ActPanel):
    """Who asked for help, what the question needs, whose information it is, and what may be told."""

    name = "case.disclosure"
    heading_words = draft_title = "Check what may be disclosed"
    button_words = "Record check"
    foresees = ("subject", "ground", "need_to_know", "result")

    def intro(self) -> str:
        """The rule in a sentence."""
        before = " A check was recorded before; this one replaces it." if check_of(self.facts.view) else ""
        return (
            "A representative whom somebody asked for help may be told what is needed for that, and no more: never"
            f" about third parties, family court or safeguarding. It does not stop the answer.{before}"
        )

    def build(self) -> None:
        """The questions in the order of the rule."""
        office, kind = self.context.office, self.facts.view.kind
        self.asked_by = TextField(limit=300)
        self.scope, self.reason = TextArea(2, limit=10_000), TextArea(2, limit=10_000)
        self.subject = OptionsField(list(SUBJECTS.items()), upright=True)
        self.ground = ChoiceField(list(GROUNDS.items()), empty="Not needed", optional=True)
        self.disclose = OptionsField(list(RESULTS.items()), upright=True)
        self.checked_by = ChoiceField(owners(office, self.context.today()))
        self.checked_by.set_value(office.person.id)
        self.add("asked_by", "Who asked the representative for help", self.asked_by, needed=True)
        self.add("scope", "What the question needs", self.scope)
        self.add("subject", "Whose information it is", self.subject, needed=True)
        help_words = "Where whoever asked is not the person the information is about."
        self.add("ground", "Consent, or what stands in its place", self.ground, help_words=help_words)
        self.need_to_know: OptionsField | None = None
        if kind is Kind.MEMBER:
            self.need_to_know = OptionsField(list(NEED_TO_KNOW.items()), upright=True)
            self.add("need_to_know", "Do they need to know it as a councillor", self.need_to_know)
        self.add("result", "What may be disclosed", self.disclose, needed=True)
        self.add("reason", "Limits and reasons", self.reason)
        self.add("checked_by", "Checked by", self.checked_by)

    def foresee(self) -> Callable[[], str] | None:
        """What the answers so far allow."""
        check, kind = self._check(), self.facts.view.kind
        return lambda: advice(check, kind)

    def work(self) -> Work:
        """Record it."""
        office, case_id, check = self.context.office, self.facts.case_id, self._check()
        return lambda: check_disclosure(office, case_id, check)

    def _check(self) -> Disclosure:
        return Disclosure(
            self.asked_by.value(),
            self.scope.value(),
            self.subject.value(),
            self.ground.value(),
            self.need_to_know.value() if self.need_to_know is not None else "",
            self.disclose.value(),
            self.reason.value(),
            self.checked_by.value(),
        )
