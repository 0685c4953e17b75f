"""When a draft was saved, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from caseworker.domain.dates_in_words import day_and_month

_LONDON = ZoneInfo("Europe/London")


def saved_words(stamp: str) -> str:
    """What the status bar says (U1): "Draft saved 14:32"."""
    return f"Draft saved {_local(stamp):%H:%M}"


def when_words(stamp: str, today: date) -> str:
    """A recorded instant as people say it: "Today at 2:32pm", "Yesterday at 9:05am", "Monday 13 October at 9:05am"."""
    local = _local(stamp)
    time = f"{local:%I:%M}".lstrip("0") + ("am" if local.hour < 12 else "pm")
    if local.date() == today:
        return f"Today at {time}"
    if local.date() == today - timedelta(days=1):
        return f"Yesterday at {time}"
    return f"{day_and_month(local.date(), today)} at {time}"


def _local(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(_LONDON)
