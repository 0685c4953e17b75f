"""What is said when the pages of a case close because nothing of it is left on this computer (E1, E3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from caseworker.domain.dates_in_words import listed
from ui.messages import Alert, AlertAction
from ui.page import Page

_TYPED = " What you were typing there is in no record: copy it before you close this message."


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
    words = f"{why if len(shown) == 1 else _of_several(why)} Nothing of it is on this computer."
    return Alert(
        "info", f"{listed(shown)} closed", words + (_TYPED if typed else ""), (copy,) if typed else ()
    )


def _of_several(why: str) -> str:
    return why.replace("It was", "They were").replace("see it", "see them")
