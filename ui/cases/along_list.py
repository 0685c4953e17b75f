"""Ctrl+. and Ctrl+, : the next and the previous case of the list from which this one was opened."""

from __future__ import annotations

from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal

from ui.context import Context


class OpenCase(Protocol):
    """What is asked of the page of a case."""

    context: Context
    key: str
    closing: Signal

    def is_untouched(self) -> bool:
        """Whether its tab may go."""


def why_not_along(page: OpenCase) -> str:
    """Return why there is no list to go along, or ""."""
    order = page.context.case_order
    gone = order is None or (isinstance(order, QObject) and not shiboken6.isValid(order))
    return "Open a case from a list first." if gone else ""


def go_along(page: OpenCase, *, forward: bool) -> None:
    """Open the neighbour in the list; it takes the place of this tab unless something is in hand here."""
    order = page.context.case_order
    case_id = order.next_case(page.key) if forward else order.previous_case(page.key)
    if not case_id:
        place = "last" if forward else "first"
        page.context.messages.status(f"This is the {place} case of the list.")
        return
    page.context.open_page("case", case_id)
    if page.is_untouched():
        page.closing.emit()
