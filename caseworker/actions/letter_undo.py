"""What Undo may do to a letter: nothing that would let unread words out, or call back what has left the building.

Taking back an approval, and a sending on the day it was recorded, is as easy as everything else. On another day a
letter is not unsent: it is corrected and reissued, or it is said that it never went out (`record_not_sent`). Doing an
approval or a sending again (redo) is left to the person who did it, and the words must be those that were approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.clock import local_time
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_seal import RANK, is_whole
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office


def check_letter_undo(
    office: Office, before: Mapping[str, Any], after: Mapping[str, Any], recorded_at: str
) -> None:
    """Let an undo of a letter pass, or say why not (RuleError).

    Args:
        before, after: the letter as it is, and as it would be.
        recorded_at: when the act that is taken back was recorded.
    """
    now, then = letter_state(before), letter_state(after)
    title = str(before.get("title") or before.get("code") or "The letter")
    done_on = local_time(recorded_at).date()
    if RANK[now] >= RANK[LetterState.SENT] > RANK[then] and done_on != office.clock.today():
        raise RuleError(_NOT_UNSENT.format(title=title, day=_sent_words(before, done_on)))
    if RANK[then] > RANK[now] and then is not LetterState.SUPERSEDED:
        who = str(after.get("sent_by" if then is LetterState.SENT else "approved_by") or "")
        if who and who != office.person.id:
            act = "recorded it as sent" if then is LetterState.SENT else "approved it"
            raise RuleError(
                f"{title}: {office.staff_name(who)} {act}, so this cannot be done again by somebody else. Take the "
                "step on the letter itself."
            )
    if not is_whole(after):
        raise RuleError(f"{title} was changed since, so it has to be approved again.")


_NOT_UNSENT = (
    "{title} was recorded as sent on {day}, and what was sent is not called back on another day. Use Correct and "
    "reissue, or record that it was not sent after all."
)


def _sent_words(letter: Mapping[str, Any], recorded_on: date) -> str:
    sent_on = str(letter.get("sent_on") or "")
    return long_date(date.fromisoformat(sent_on) if sent_on else recorded_on)
