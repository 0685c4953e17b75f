"""The pages of a case close because nothing of it is left on this computer, and what is said of that (E1, E3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from caseworker.domain.dates_in_words import listed
from ui.messages import Alert, AlertAction
from ui.page import Page

if TYPE_CHECKING:
    from ui.window import MainWindow

_ERASED = "It was erased. Nothing of it is on this computer."
_HIDDEN = "You may not see it any more. Nothing of it is on this computer."
_TYPED = " What you were typing there is in no record: copy it before you close this message."


def let_go(window: MainWindow, changed: Any) -> None:
    """Close what shows a case of which nothing is left; what was typed there is not kept (E1, E3).

    Whoever may not see a case any more is offered what they were typing, for as long as the message stands (P1).
    """
    gone: Collection[str] = getattr(changed, "gone", ())
    pages = [page for page in window.tabs.pages() if _case_of(page) in gone]
    if not pages:
        return
    is_elsewhere = not changed.reference  # the act of somebody here says so itself
    hidden = [page for page in pages if _case_of(page) in changed.hidden]
    told = (
        say_closed([page for page in pages if page not in hidden], _ERASED),
        say_closed(hidden, _HIDDEN, may_copy=True),
    )
    had_focus = any(page is window.tabs.front() for page in pages)
    visited = window.visited_but(pages)
    for page in pages:
        page.may_close()  # stops what it is doing; a draft of such a case is not written
        window.take_away(page)
    front = visited or window.tabs.front()
    if had_focus and front in window.tabs.pages():
        window.tabs.bring_to_front(front)
        if is_elsewhere:  # who goes on typing must not press or tick something of another case
            window.tabs.bar.setFocus()
        else:
            window.panes.return_to(front)
    elif had_focus:
        window.navigation.setFocus()
    for alert in told:
        if alert is not None and is_elsewhere:
            window.context.messages.alert(alert)


def say_closed(pages: Sequence[Page], why: str, *, may_copy: bool = False) -> Alert | None:
    """Return what is said of pages that are about to close; None where none of them shows a case or a letter.

    Args:
        why: what happened.
        may_copy: whether what was being typed may be taken along.
    """
    shown = list(dict.fromkeys(page.title() for page in pages if page.kind in ("case", "letter")))
    if not shown:
        return None
    typed = "\n\n".join(words for page in pages if (words := page.own_words())) if may_copy else ""
    copy = AlertAction("Copy what I typed", lambda: QGuiApplication.clipboard().setText(typed))
    is_one = len(shown) == 1
    words = why if is_one else _of_several(why)
    return Alert(
        "info",
        f"{listed(shown)}: {'tab' if is_one else 'tabs'} closed",
        words + (_TYPED if typed else ""),
        (copy,) if typed else (),
    )


def _of_several(why: str) -> str:
    return why.replace("It was", "They were").replace("see it", "see them").replace("of it", "of them")


def _case_of(page: Page) -> str:
    return page.key.partition("/")[0]
