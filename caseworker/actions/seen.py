"""Remember that a person has looked at a case, so that what others change afterwards can be shown."""

from __future__ import annotations

from caseworker.actions.restricted import record_look
from caseworker.office import Office
from caseworker.storage import seen
from caseworker.storage.cases import read_case


def note_seen(office: Office, case_id: str) -> None:
    """Write that the person at the keyboard has the case before them; nothing where nothing can be written.

    That somebody looked at a restricted case is kept in its history too (S9).
    """
    if office.person.id and not office.database.read_only:
        with office.database.raw_writer() as raw:
            seen.note_seen(raw, case_id, office.person.id, office.clock.stamp())
        with office.reading() as raw:
            view = read_case(raw, case_id)
        record_look(office, view)
