"""What can be done with a letter where it stands: the one thing to do now, and what else. Nothing here touches Qt."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.domain.letter_work import LetterState
from ui.letters.opened import OpenedLetter, day_words

WORDS = {
    "approve": "Approve letter (Ctrl+Enter)",
    "submit": "Give for review",
    "keep": "Keep a version (Ctrl+S)",
    "return": "Return with comments",
    "discard": "Discard draft",
    "print": "Print (Ctrl+P)",
    "send": "Record as sent",
    "email": "Make an email draft",
    "save_pdf": "Save as PDF",
    "save_word": "Save as Word",
    "withdraw": "Take back the approval",
    "reissue": "Correct and reissue",
    "came_back": "Record that it came back",
    "not_sent": "Record as not sent",
    "settle": "Record what was done about it",
    "open_next": "Open the corrected letter",
}
"""The words of each act's button."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The one thing to do now ("" where nothing is left to do), and what else can be done, in order."""

    primary: str = ""
    others: tuple[str, ...] = ()


def acts_of(opened: OpenedLetter, *, may_write: bool = True) -> Acts:
    """Return what can be done with a letter.

    Args:
        may_write: whether the person's role writes letters, in an office that can be written to.
    """
    if not may_write:
        return Acts("", ("print", "save_pdf") if not opened.is_open else ())
    if opened.is_open:
        return _open(opened)
    if opened.state is LetterState.APPROVED:
        by_email = any(line.startswith("By email:") for line in opened.recipient_lines)
        first, second = ("email", "print") if by_email else ("print", "email")
        return Acts(first, ("send", second, "save_pdf", "save_word", "withdraw"))
    came_back = bool(opened.doc.get("returned_on")) and not opened.doc.get("returned_dealt_on")
    if opened.state is LetterState.SUPERSEDED:
        return Acts("open_next", ("print", "save_pdf"))
    if came_back:
        return Acts("reissue", ("settle", "print", "save_pdf"))
    return Acts("", ("print", "save_pdf", "save_word", "reissue", "came_back", "not_sent"))


def _open(opened: OpenedLetter) -> Acts:
    discard = ("discard",) if opened.letter_id else ()
    can_submit = bool(opened.reviewers) and opened.state is not LetterState.REVIEW
    if opened.state is LetterState.REVIEW:
        if opened.why_not_approve:
            return Acts("keep", discard)
        return Acts("approve", ("return", "keep"))
    if opened.second and opened.why_not_approve and can_submit:
        return Acts("submit", ("keep", *discard))
    return Acts("approve", (*(("submit",) if can_submit else ()), "keep", *discard))


def state_words(opened: OpenedLetter, staff_name: str) -> tuple[str, str, str]:
    """Return the kind of tag, its words, and what is said beside it.

    Args:
        staff_name: of the reviewer, of who returned it, approved it or sent it, whichever the state speaks of.
    """
    doc, state = opened.doc, opened.state
    if state is LetterState.REVIEW:
        return "due_soon", "For review", f"With {staff_name} since {day_words(doc.get('review_on'))}"
    if state is LetterState.RETURNED:
        number = sum(not comment.doc.get("done_on") for comment in opened.comments)
        count = "1 comment" if number == 1 else f"{number} comments"
        return "due_today", "Returned", f"{staff_name} sent it back with {count} to deal with"
    if state is LetterState.APPROVED:
        on = day_words(doc.get("approved_on")) or day_words(doc.get("dated_on"))
        return (
            "on_time",
            "Approved",
            f"By {staff_name} on {on}, not sent yet" if staff_name else "Not sent yet",
        )
    if state is LetterState.SENT:
        if doc.get("returned_on") and not doc.get("returned_dealt_on"):
            return (
                "overdue",
                "Came back",
                f"On {day_words(doc.get('returned_on'))}. Find out where to send it",
            )
        on = day_words(doc.get("sent_on")) or day_words(doc.get("dated_on"))
        return "closed", "Sent", f"On {on}"
    if state is LetterState.SUPERSEDED:
        return "closed", "Replaced", "A corrected letter was sent in its place"
    if opened.letter_id:
        return "draft", "Draft", f"Version {opened.version} is kept with the case"
    return "draft", "Draft", "Not kept with the case yet"


def who_acted(opened: OpenedLetter) -> str:
    """Return the id of the colleague the state speaks of."""
    name = {
        LetterState.REVIEW: "review_by", LetterState.RETURNED: "returned_by", LetterState.APPROVED: "approved_by",
        LetterState.SENT: "sent_by",
    }.get(opened.state, "written_by")  # fmt: skip
    return str(opened.doc.get(name) or "")
