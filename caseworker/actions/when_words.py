"""When something was recorded, as a list shows it: London time, in few words."""

from __future__ import annotations

from datetime import date

from caseworker.actions.case_words import moment_words
from caseworker.clock import local_time


def when_listed(stamp: str, today: date) -> str:
    """Return an instant as a list shows it: "Today at 9:32am", otherwise the day, "27 March 2026"; "" for none."""
    if not stamp:
        return ""
    day, _, time = moment_words(stamp).partition(" at ")
    return f"Today at {time}" if local_time(stamp).date() == today else day
