"""How long ago this computer met its hub, and whether cases may be shown meanwhile (decision 8)."""

from __future__ import annotations

from datetime import timedelta

from caseworker.actions.case_words import moment_words
from caseworker.actions.sync import SyncStatus
from caseworker.clock import local_time
from caseworker.domain.dates_in_words import count_of
from caseworker.office import Office


def contact_words(office: Office, status: SyncStatus) -> str:
    """Return when the hub was last met: "Today at 10:42am"; "Not yet"."""
    if not status.last_contact_at:
        return "Not yet"
    return last_words(office, status.last_contact_at)


def last_words(office: Office, stamp: str) -> str:
    """Return an instant as people say it: "10:42am" of today, else "14 October 2025 at 10:42am"."""
    day, _, time = moment_words(stamp).partition(" at ")
    today = local_time(office.clock.system_now().isoformat()).date()
    return time if local_time(stamp).date() == today else f"{day} at {time}"


def why_no_cases(office: Office, status: SyncStatus) -> str:
    """Return why cases are not shown before the hub is met; "" when they are.

    A computer that is away for long may hold cases its person may not see any more. What was done on it is kept and
    sent at the next meeting.
    """
    days = office.settings.contact_days
    if not status.is_shared or not status.last_contact_at or days <= 0:
        return ""
    last = local_time(status.last_contact_at)
    now = local_time(office.clock.system_now().isoformat())
    if now - last <= timedelta(days=days):
        return ""
    away = (now.date() - last.date()).days
    verb = "is" if status.waiting == 1 else "are"
    kept = f" {count_of(status.waiting, 'change')} made here {verb} kept and sent then."
    return (
        f"This computer has not met the hub for {count_of(away, 'day')}, so it shows no cases until it has."
        f"{kept if status.waiting else ' Your work is kept.'} Connect to the council's network, then try again."
    )
