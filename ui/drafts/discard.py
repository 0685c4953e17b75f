"""Discarding a draft and bringing it back: kept for 30 days, undone at once from the message."""

from __future__ import annotations

from caseworker.actions.drafts import KEPT_DAYS, restore_draft
from ui.context import Context
from ui.messages import AlertAction


def say_discarded(context: Context, title: str, draft_id: str, *, kind: str = "intake") -> None:
    """Say that a draft was discarded, with Undo, which brings it back and opens it."""

    def undo() -> None:
        context.tasks.run_write(
            lambda: restore_draft(context.office, draft_id),
            lambda _none: context.open_page(kind, draft_id),
            context.messages.failure,
            receiver=context.messages,
        )

    context.messages.success(
        "Draft discarded", f"{title}. It can be restored for {KEPT_DAYS} days.", AlertAction("Undo", undo)
    )
