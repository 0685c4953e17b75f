"""What is done with a letter from its page: kept, given for review, approved; then printed and sent (going_out.py),
saved, corrected (after_acts.py).

Every act is asked for through the page's commands and buttons, runs away from the UI thread, and tells the page when it
is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6

from caseworker.actions import drafts, letter_flow, letters, look_up
from caseworker.domain.changed import Changed
from caseworker.domain.letter_work import LetterState, LetterWork
from caseworker.errors import Problem, RuleError
from caseworker.office import Office
from ui.cases.pick_dialog import Pick, PickDialog
from ui.letters import after_acts, going_out
from ui.letters.acts import Acts, acts_of
from ui.letters.approving import Approval, ChangedMeanwhileError
from ui.letters.telling import tell_done
from ui.widgets.field_block import problems_of

if TYPE_CHECKING:
    from ui.letters.letter_page import LetterPage

KEPT, COMMENT_KEPT = "Letter kept", "Comment kept"


class Flow:
    """The acts of one letter page."""

    def __init__(self, page: LetterPage) -> None:
        self.page = page
        self._office: Office = page.context.office
        self._messages = page.context.messages

    def acts(self) -> Acts:
        """What can be done now."""
        opened = self.page.opened
        acts = acts_of(opened, may_write=not self.page.why_not_write()) if opened else Acts()
        if self.page.finished.is_sending():  # its button is the one thing to do now
            return Acts("", tuple(act for act in (acts.primary, *acts.others) if act and act != "send"))
        return acts

    def finish(self) -> None:
        """Do the one thing to do now (Ctrl+Enter)."""
        if self.page.finished.is_sending():
            going_out.record_sent(self)
            return
        opened, primary = self.page.opened, self.acts().primary
        if opened is not None and opened.state is LetterState.REVIEW and opened.why_not_approve:
            self.page.show_problems((Problem("", opened.why_not_approve),))
            return
        self.do(primary)

    def why_not_finish(self) -> str:
        """Why there is nothing to finish, or ""."""
        reason = self.page.why_not_act()
        if reason or self.page.finished.is_sending():
            return reason
        if self.acts().primary:
            return ""
        done = "This letter was sent, so its words stand. Nothing is left to do."
        opened = self.page.opened
        is_sent = opened is not None and not opened.is_open and opened.state is not LetterState.APPROVED
        return done if is_sent else self.page.why_not_write()

    def do(self, act: str) -> None:
        """Do what a button stands for."""
        if self.page.is_busy or self.page.opened is None:
            return
        calls: dict[str, Callable[[], object]] = {
            "approve": self.approve,
            "submit": self.submit,
            "keep": self.keep,
            "return": self.send_back,
            "discard": self.discard,
            "print": lambda: going_out.print_out(self),
            "send": lambda: self.page.show_send(""),
            "withdraw": self.withdraw,
            **after_acts.calls_of(self),
        }
        if act in calls:
            calls[act]()

    # -- while it is written ------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is written as a version (Ctrl+S)."""
        opened = self.page.opened
        if opened is None or self.page.is_busy or not opened.is_open:
            return
        self.write(
            "Keeping the letter",
            lambda case, letter, code, work: letter_flow.keep_letter(self._office, case, letter, code, work),
            KEPT,
        )

    def submit(self) -> None:
        """Ask who reviews it, and give it to them."""
        opened = self.page.opened
        assert opened is not None
        if len(opened.reviewers) == 1:
            self._submit_to(opened.reviewers[0][0])
            return
        if not opened.reviewers:
            self.page.show_problems(
                (Problem("", opened.why_not_approve or "Nobody else can review this letter."),)
            )
            return
        dialog = PickDialog(
            "Who reviews the letter?",
            [Pick(person_id, name) for person_id, name in opened.reviewers],
            do="Give for review",
            parent=self.page,
        )
        dialog.accepted.connect(lambda: self._submit_to(dialog.chosen))
        self.page.open_dialog(dialog)

    def send_back(self) -> None:
        """Return it to its writer with what stands in the comment box."""
        text = self.page.writing.comments.text()
        texts = [text] if text else []
        self.change(
            "Returning the letter",
            lambda case, letter: letter_flow.return_letter(self._office, case, letter, texts),
            "Returned",
            done=self._on_returned,
        )

    def add_comment(self) -> None:
        """Keep what stands in the comment box."""
        text = self.page.writing.comments.text()
        self.change(
            "Keeping the comment",
            lambda case, letter: letter_flow.comment_on(self._office, case, letter, text),
            COMMENT_KEPT,
            done=self._clear_comment,
        )

    def finish_comment(self, comment_id: str) -> None:
        """A comment was dealt with."""
        self.change(
            "Keeping that",
            lambda case, _letter: letter_flow.finish_comment(self._office, case, comment_id),
            "Comment dealt with",
        )

    def discard(self) -> None:
        """Take the draft off the case; Undo brings it back."""
        self.change(
            "Discarding the draft",
            lambda case, letter: letter_flow.discard_letter(self._office, case, letter),
            "Draft discarded",
            closes=True,
        )

    # -- approval -----------------------------------------------------------------------------------------

    def approve(self) -> None:
        """Look at it once more, ask, and approve it (Ctrl+Enter)."""
        Approval(self).begin()

    def withdraw(self) -> None:
        """Take the approval back; the letter is a draft again."""
        self.change(
            "Taking the approval back",
            lambda case, letter: letter_flow.withdraw_approval(self._office, case, letter),
            "Approval taken back",
        )

    def _clear_comment(self) -> None:
        self.page.writing.comments.clear()
        self.page.forget_empty_draft()

    def _on_returned(self) -> None:
        self._clear_comment()
        self.page.rest()

    # -- how an act runs ----------------------------------------------------------------------------------

    def _submit_to(self, reviewer_id: str) -> None:
        office = self._office

        def give(case: str, letter: str, code: str, work: LetterWork) -> Any:
            """The letter is made anew: what its last preview lacked may be there now, or gone."""
            letters.preview_letter(office, look_up.open_case(office, case), code, work)
            return letter_flow.submit_letter(office, case, letter, reviewer_id, work, code=code)

        self.write("Giving the letter for review", give, "Given for review")

    def write(
        self,
        doing: str,
        act: Callable[[str, str, str, LetterWork], Any],
        title: str,
        *,
        work: LetterWork | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """An act that takes what is written into the record; the draft on this computer is over with it."""
        page, opened = self.page, self.page.opened
        assert opened is not None
        words = work if work is not None else page.writing.work()
        case_id, letter_id, code = page.case_id, opened.letter_id or page.kept_id, opened.code
        seen = page.seen_version
        draft_id, office, messages = page.autosave.draft_id, self._office, page.context.messages

        def write() -> Any:
            try:
                letter_flow.check_newest(office, case_id, letter_id, seen)
            except RuleError as error:
                raise ChangedMeanwhileError(str(error)) from error
            kept = act(case_id, letter_id, code, words)
            drafts.finish_draft(office, draft_id)
            return kept

        def done(kept: Any) -> None:
            if not shiboken6.isValid(page):
                tell_done(context, title, kept, about=(kept.letter_id,))
                return
            page.take_kept(kept.letter_id, words)
            page.end()
            tell_done(context, title, kept, quietly=title == KEPT, about=(kept.letter_id,))
            page.refresh()
            then()

        context = page.context
        page.begin(doing)
        context.tasks.run_write(write, done, self.on_failed, receiver=messages)

    def change(
        self,
        doing: str,
        act: Callable[[str, str], Any],
        title: str,
        *,
        done: Callable[[], object] = lambda: None,
        closes: bool = False,
        goes_on: bool = False,
    ) -> None:
        """An act on a letter that is kept; what is being typed stays a draft.

        Args:
            goes_on: its controls are gone with it, so that the focus goes to what can be done next.
        """
        page, opened = self.page, self.page.opened
        if opened is None or page.is_busy or not opened.letter_id:
            return
        case_id, letter_id, context = page.case_id, opened.letter_id, page.context

        def over(changed: Changed) -> None:
            if shiboken6.isValid(page):
                page.end()
                done()
                if closes:
                    page.autosave.finish()
            tell_done(context, title, changed, quietly=title == COMMENT_KEPT, about=(letter_id,))
            if shiboken6.isValid(page):
                if closes:
                    page.closing.emit()
                else:
                    page.goes_on = goes_on
                    page.refresh()

        page.begin(doing)
        context.tasks.run_write(
            lambda: act(case_id, letter_id), over, self.on_failed, receiver=context.messages
        )

    def on_failed(self, error: Exception) -> None:
        page = self.page
        if not shiboken6.isValid(page):
            self._messages.failure(error)
            return
        page.end()
        page.autosave.release()
        if not isinstance(error, RuleError):
            page.context.messages.failure(error)
            return
        page.show_problems(problems_of(error))
        if isinstance(error, ChangedMeanwhileError):
            page.head.untick()
            page.refresh()
