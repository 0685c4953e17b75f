"""Ctrl+. and Ctrl+,: from the case in front to the next or previous one of the list it was opened from."""

from __future__ import annotations

from typing import Any

from ui.context import Context
from ui.page import Page
from ui.window import MainWindow

_NO_LIST = "Open a case from a list first."


def take_walk_commands(context: Context, window: MainWindow) -> None:
    """Let the two keys work wherever a case that was opened from a list is in front."""

    def why_not() -> str:
        return "" if _case_in_front(window) is not None and _order(context, window) is not None else _NO_LIST

    for command, by in (("go.next_case", 1), ("go.previous_case", -1)):
        context.registry.handle(
            command, window, lambda by=by: walk(context, window, by), enabled=why_not, always=True
        )


def walk(context: Context, window: MainWindow, by: int) -> None:
    """Put the next (1) or previous (-1) case in the place of the one in front; a case that may not close stays."""
    page, order = _case_in_front(window), _order(context, window)
    if page is None or order is None:
        return
    case_id = order.next_case(page.key) if by > 0 else order.previous_case(page.key)
    if not case_id:
        end = "last" if by > 0 else "first"
        context.messages.status(f"This is the {end} case of the list.")
        return
    context.open_page("case", case_id)
    window.close_page(page)


def _case_in_front(window: MainWindow) -> Page | None:
    front = window.tabs.front()
    return front if front is not None and front.kind == "case" else None


def _order(context: Context, window: MainWindow) -> Any:
    """The list followed, as long as its tab is open."""
    return context.case_order if context.case_order in window.tabs.pages() else None
