"""Record the answer with its outcome; the case is closed by it, or when the rest is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from caseworker.actions.answer import Answer, answer_case, complete_case
from caseworker.actions.answer_missing import OWN_WORDS, needs_override, proposed_outcome
from caseworker.actions.points import has_points
from caseworker.actions.what_if import if_answered, would_be_late
from caseworker.domain.findings import WITH_ACTION
from caseworker.domain.tasks import puts_right
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActFooter, ActPanel
from ui.cases.case_facts import CaseFacts
from ui.cases.many_field import ManyField
from ui.context import Context
from ui.points.point_words import outcome_words
from ui.widgets.buttons import Button
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField


class OutcomePanel(ActPanel):
    """When and how it was answered, what came of it, why, and why it was late when it was."""

    name = "case.outcome"
    heading_words = draft_title = "Record outcome"
    button_words = "Record outcome"
    foresees: ClassVar[tuple[str, ...]] = ("on",)
    beside = ("how", "root_cause", "late_details")

    def __init__(self, context: Context, facts: CaseFacts, parent: QWidget | None = None) -> None:
        self._details_follow = False
        super().__init__(context, facts, parent)
        if self.later_words():
            self.later_button = Button(self.later_words(), self.finish_later)
            self.footer.hide()
            self.footer.deleteLater()
            self.footer = ActFooter(self.do_button, self.later_button, self.back_button)

    def build(self) -> None:
        """Fields in the order of the talk."""
        self.build_answer()
        self.build_outcome()
        self.build_rest()
        self.form["outcome"].changed.connect(self.on_filled)
        self.late_reason.changed.connect(self.on_filled)

    def build_answer(self) -> None:
        """When and how it was sent."""
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.how = ChoiceField(self._listed("answered_how"))
        self.how.set_value("Letter")
        self.add("on", "Date answered", self.on, needed=True)
        self.add("how", "How it was sent", self.how)
        self.on.changed.connect(self.on_filled)

    def build_outcome(self) -> None:
        """The outcome, which the points propose, and its cause."""
        view, lists = self.facts.view, self.context.office.vocabulary
        self.outcome = ChoiceField([(e.code, e.label) for e in lists.offered("outcomes", view.kind)])
        self.outcome.set_value(str(view.value("outcome") or "") or proposed_outcome(view).outcome)
        self.root_cause = ChoiceField(self._listed("root_causes"), empty="Not decided", optional=True)
        self.root_cause.set_value(str(view.value("root_cause") or ""))
        self.override, self.reason = TextArea(2, limit=100_000), TextArea(3, limit=100_000)
        self.override.set_value(str(view.value("outcome_overridden") or ""))
        self.reason.set_value(str(view.value("outcome_reason") or ""))
        self.add(
            "outcome",
            "Outcome",
            self.outcome,
            help_words=outcome_words(self.context.office, view),
            needed=True,
        )
        if view.kind.is_complaint:
            self.add("root_cause", "Root cause", self.root_cause)
        if has_points(view.kind):
            self.add("override", "Why it differs from the points", self.override)
        self.add("reason", "Reason for the outcome", self.reason)

    def build_rest(self) -> None:
        """What is kept when the case is closed: why late, what follows, what it was about."""
        view = self.facts.view
        self.late_reason = ChoiceField(self._listed("late_reasons"), empty="Not said", optional=True)
        known = str(view.value("late_reason") or "")
        if known and known not in dict(self.late_reason.choices()):
            self.late_reason.set_choices([*self._listed("late_reasons"), (known, known)])
        self.late_reason.set_value(known)
        self.late_details = TextField(limit=1000)
        self.late_details.set_value(str(view.value("late_details") or ""))
        self.add("late_reason", "Why it is late", self.late_reason)
        self.add("late_details", "More about why", self.late_details)
        if not view.kind.is_complaint:
            return
        self.no_action = TextArea(2, limit=100_000)
        self.no_action.set_value(str(view.value("no_action_reason") or ""))
        help_words = "What was upheld is put right: add an action (Ctrl+Shift+K), or say why none follows."
        self.add("no_action", "Why no action follows", self.no_action, help_words=help_words)
        themes = self._listed("themes")
        self.theme, self.other_themes = (
            ChoiceField(themes, empty="Not decided", optional=True),
            ManyField(themes),
        )
        self.theme.set_value(str(view.value("theme") or ""))
        self.other_themes.set_value(view.value("other_themes") or ())
        self.add("theme", "Main category", self.theme, help_words="The one that fits best.")
        self.add("other_themes", "Other themes", self.other_themes)

    def intro(self) -> str:
        """What it does besides."""
        return "This closes the case. It can be reopened."

    def later_words(self) -> str:
        """The words of the button that records the answer before everything is known; "" for none."""
        return "Answer sent, details follow"

    def on_filled(self) -> None:
        """What depends on the date and the outcome is asked only then."""
        blocks, view, outcome = self.form.blocks, self.facts.view, self.outcome.value()
        late = self.is_late()
        blocks["late_reason"].setVisible(late)
        blocks["late_details"].setVisible(late)
        blocks["late_details"].set_label(
            "Why, in your own words" if self.late_reason.value() == OWN_WORDS else "More about why"
        )
        if "override" in blocks:
            blocks["override"].setVisible(needs_override(view, outcome))
        if "no_action" in blocks:
            follows = any(puts_right(task.doc) for task in view.tasks)
            blocks["no_action"].setVisible(outcome in WITH_ACTION and not follows)

    def is_late(self) -> bool:
        """Whether the answer comes after the date in force."""
        on = self.on.value()
        return on is not None and would_be_late(self.facts.view, on)

    def foresee(self) -> Callable[[], str] | None:
        """Whether it is on time."""
        office, view, on = self.context.office, self.facts.view, self.on.value()
        return (lambda: if_answered(office, view, on)) if on else None

    def finish(self) -> None:
        """Close the case with it: whatever is missing is a problem."""
        self._details_follow = False
        super().finish()

    def finish_later(self) -> None:
        """Record the answer now, so that its date is safe; the case stays answered until the rest is there."""
        self._details_follow = True
        super().finish()

    def work(self) -> Work:
        """Record it."""
        office, case_id, answer = self.context.office, self.facts.case_id, self.answer()
        return lambda: answer_case(office, case_id, answer)

    def answer(self) -> Answer:
        """What was entered; what is not asked now is left out."""
        is_complaint = self.facts.view.kind.is_complaint
        return Answer(
            on=self.on.value() if "on" in self.form.blocks else None,
            outcome=self.outcome.value(),
            reason=self.reason.value(),
            how=self.how.value() if "how" in self.form.blocks else "",
            root_cause=self.root_cause.value(),
            late_reason=self._value_shown("late_reason"),
            late_details=self._value_shown("late_details"),
            theme=self.theme.value() if is_complaint else "",
            other_themes=tuple(self.other_themes.value()) if is_complaint else None,
            override=self._value_shown("override"),
            no_action=self._value_shown("no_action"),
            must_close=not self._details_follow,
        )

    def _value_shown(self, name: str) -> str:
        block = self.form.blocks.get(name)
        return "" if block is None or block.isHidden() else str(block.field.value())

    def _listed(self, name: str) -> list[Choice]:
        return [(entry.code, entry.label) for entry in self.context.office.vocabulary.offered(name)]

    def _go_to(self, name: str) -> None:
        """A missing finding is entered with the points; what was typed here is kept."""
        if name == "points":
            self.context.open_page("case", self.facts.case_id, show="points")
        else:
            super()._go_to(name)


class CompletePanel(OutcomePanel):
    """The rest of an answer that was sent already; it closes the case."""

    name = "case.complete"
    heading_words = draft_title = "Complete the record and close the case"
    button_words = "Close case"
    foresees = ()

    def build_answer(self) -> None:
        """The answer was sent: its day stays."""

    def intro(self) -> str:
        """What was recorded."""
        return "The answer was recorded. The case is closed when nothing is missing here."

    def later_words(self) -> str:
        """It was recorded already."""
        return ""

    def is_late(self) -> bool:
        """Whether it was."""
        return self.facts.view.row.on_time is False

    def foresee(self) -> Callable[[], str] | None:
        """Nothing more follows."""
        return None

    def work(self) -> Work:
        """Complete and close."""
        office, case_id, answer = self.context.office, self.facts.case_id, self.answer()
        return lambda: complete_case(office, case_id, answer)
