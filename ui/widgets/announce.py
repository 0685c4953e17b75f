"""Saying something to a screen reader (A11): polite unless it is an error, never the same twice within two seconds."""

from __future__ import annotations

import time

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_AGAIN_AFTER = 2.0  # seconds

_last: tuple[str, float] = ("", 0.0)
heard: list[str] = []


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> bool:
    """Have a screen reader speak some words; returns whether they were sent."""
    global _last
    now = time.monotonic()
    if not words or (words == _last[0] and now - _last[1] < _AGAIN_AFTER):
        return False
    _last = (words, now)
    event = QAccessibleAnnouncementEvent(widget, words)
    manner = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manner.Assertive if urgent else manner.Polite)
    QAccessible.updateAccessibility(event)
    del heard[:-49]
    heard.append(words)
    return True


def forget() -> None:
    """Forget what was said (for tests and at the end of a sitting)."""
    global _last
    _last = ("", 0.0)
    heard.clear()
