"""Remember that a person has looked at a case, so that what others change afterwards can be shown."""

from __future__ import annotations

from caseworker.office import Office
from caseworker.storage import seen


def note_seen(office: Office, case_id: str) -> None:
    """Write that the person at the keyboard has the case before them; nothing where nothing can be written."""
    if office.person.id and not office.database.read_only:
        with office.database.raw_writer() as raw:
            seen.note_seen(raw, case_id, office.person.id, office.clock.stamp())
