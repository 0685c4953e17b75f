"""Telling that an act on a letter is done."""

from __future__ import annotations

from caseworker.actions.letter_post import LettersSent
from caseworker.domain.changed import Changed
from ui.context import Context
from ui.letters.offers import record_step
from ui.messages import Alert
from ui.undo_stack import undo_action


def tell_done(
    context: Context, title: str, changed: Changed, *, quietly: bool = False, about: tuple[str, ...] = ()
) -> None:
    """Refresh every page and offer Undo where there is something to take back (U3); after sending also the
    step that the letter speaks of and the case does not know.

    Args:
        quietly: say it in passing only: it is done every few minutes, and Ctrl+Z takes it back.
        about: ids of the letters it was done with; what was said about them before goes, since only the last act can
            be taken back.
    """
    context.changed(changed)
    if quietly:
        context.messages.status(changed.message)
        return
    undo = [undo_action(context, changed)] if changed.group_id else []
    steps = record_step(context, changed.offers) if isinstance(changed, LettersSent) else ()
    context.messages.alert(Alert("success", title, changed.message, (*undo, *steps), about=about))
