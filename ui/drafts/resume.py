"""Taking up a draft again: from the list, or the last one with Ctrl+Shift+R."""

from __future__ import annotations

from caseworker.actions.drafts import list_drafts
from caseworker.domain.drafts import PageDraft
from ui.context import Context
from ui.page import Page


def open_place(draft: PageDraft) -> tuple[str, str]:
    """Return kind and key of the page a draft belongs to."""
    opens = draft.doc.get("opens")
    if isinstance(opens, list) and len(opens) == 2:
        return str(opens[0]), str(opens[1])
    if draft.page == "note":
        return "case", draft.case_id
    return draft.page, draft.id


def resume_draft(context: Context, draft: PageDraft) -> Page:
    """Open the page of a draft, or raise it when it is open."""
    return context.open_page(*open_place(draft))


def resume_last_draft(context: Context) -> None:
    """Open the draft saved last by the person at the keyboard (Ctrl+Shift+R); say so when there is none."""

    def open_last(kept: list[PageDraft]) -> None:
        mine = [draft for draft in kept if draft.author_id == context.office.person.id]
        if mine:
            resume_draft(context, mine[0])
        else:
            context.messages.status("You have no drafts. Press Ctrl+N to log a new case.")

    context.tasks.run_read(
        lambda: list_drafts(context.office), open_last, context.messages.failure, receiver=context.messages
    )
