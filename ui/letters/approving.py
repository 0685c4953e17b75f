"""Approving a letter (S10): checked once more, its recipient shown, and approved only if it still is what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt

from caseworker.actions import letter_flow, letters, look_up
from caseworker.actions.letter_checks import check_letter
from caseworker.domain.letter_checks import Check, unmet
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import Problem, RuleError
from caseworker.office import Office
from ui.letters.head import CHECKED
from ui.messages import Question
from ui.pdf_pages import page_sizes

if TYPE_CHECKING:
    from ui.letters.flow import Flow

TICK = "recipient_checked"
"""The field that a missing tick leads to."""


class Approval:
    """One attempt to approve the letter of a page."""

    def __init__(self, flow: Flow) -> None:
        self.flow, self.page = flow, flow.page
        self._office: Office = flow.page.context.office

    def begin(self) -> None:
        """Make the letter and its checks anew; say what is not settled, or ask whether it is approved (U4)."""
        page, opened = self.page, self.page.opened
        assert opened is not None
        if opened.why_not_approve:
            page.show_problems((Problem("", opened.why_not_approve),))
            return
        work, ticked, view, code = page.writing.work(), page.head.is_checked(), opened.view, opened.code
        words = page.misspelt_words()
        office = self._office

        def look() -> tuple[letters.LetterPreview, tuple[Check, ...]]:
            made = letters.preview_letter(office, view, code, work)
            found = check_letter(office, view, code, work, made, recipient_checked=ticked, misspelt=words)
            return made, found

        page.begin("Checking the letter")
        page.context.tasks.run_read(
            look, lambda both: self._on_looked(work, *both), self.flow.on_failed, receiver=page
        )

    def _on_looked(self, work: LetterWork, made: letters.LetterPreview, checks: tuple[Check, ...]) -> None:
        page = self.page
        page.end()
        page.show_preview(made)
        page.writing.checks.show_checks(checks)
        page.show_checks_count()
        reasons = page.writing.checks.reasons()
        open_ones = [check for check in unmet(checks, reasons) if check.area != "recipient"]
        problems = [Problem(check.field or "checks", problem_words(check)) for check in open_ones]
        if not page.head.is_checked():
            page.head.say_problem(f"Tick “{CHECKED}” before you approve")
            problems.append(Problem(TICK, page.head.problem.text()))
        if problems:
            page.show_problems(tuple(problems), only_tick=not open_ones)
            return
        page.show_problems(())
        page.context.messages.confirm(self._question(made), lambda: self._approve_now(work, made, reasons))

    def _question(self, made: letters.LetterPreview) -> Question:
        opened = self.page.opened
        assert opened is not None
        pages = len(page_sizes(made.pdf))
        facts = [
            ("To", ", ".join(made.letter.recipient_lines)),
            ("Letter", f"{opened.title}, {opened.view.reference}"),
            ("Pages", str(pages)),
        ]
        if made.letter.enclosures:
            facts.append(("Enclosed", ", ".join(made.letter.enclosures)))
        return Question(
            "Approve this letter?",
            "Approve letter",
            "Go on writing",
            facts,
            "Once it is approved its words stand. Until it is sent you can take the approval back.",
            danger=False,
        )

    def _approve_now(self, work: LetterWork, seen: letters.LetterPreview, reasons: dict[str, str]) -> None:
        opened = self.page.opened
        if opened is None or self.page.is_busy or not shiboken6.isValid(self.page):
            return
        office, seen_text = self._office, seen.text

        def approve(case: str, letter: str, code: str, _work: LetterWork) -> Any:
            _check_as_seen(office, case, code, work, seen.letter.recipient_lines, seen_text)
            if not letter:
                return letter_flow.write_and_approve(office, case, code, work, reasons)
            return letter_flow.approve_letter(
                office, case, letter, code, work, recipient_checked=True, accepted=reasons
            )

        self.flow.write("Approving the letter", approve, "Approved", work=work, then=self._after_approval)

    def _after_approval(self) -> None:
        self.page.head.untick()
        first = self.page.head.buttons.get(self.flow.acts().primary)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class ChangedMeanwhileError(RuleError):
    """The letter would not say any more what was read before it was approved."""


def problem_words(check: Check) -> str:
    """Return a check that is not settled as a problem: what was found, what to do."""
    return " ".join(filter(None, (check.words, check.what_to_do)))


def _check_as_seen(
    office: Office, case_id: str, code: str, work: LetterWork, lines: tuple[str, ...], text: str
) -> None:
    """Let a letter pass that still is what was read when it was approved."""
    made = letters.preview_letter(office, look_up.open_case(office, case_id), code, work)
    if made.letter.recipient_lines != lines:
        raise ChangedMeanwhileError(
            "The name or address was changed meanwhile. Compare it again, then approve the letter.",
            field=TICK,
        )
    if made.text != text:
        raise ChangedMeanwhileError(
            "The case or the wording was changed meanwhile, so the letter reads otherwise now. Read it again, then "
            "approve it."
        )
