"""What Settings, “Sharing”, says: of each thing that is done there, and of how the office stands with its hub."""

from __future__ import annotations

from caseworker.actions.contact import contact_words
from caseworker.actions.sharing import HubAddress
from caseworker.actions.sync import SyncStatus, cut_short, held_unseen_words
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import CaseworkerError
from ui.context import Context
from ui.sync.address_form import MOVED_WORDS, Purpose
from ui.widgets.key_value_list import KeyValue

WORDS = {
    Purpose.NEW: ("Share this office", ""),
    Purpose.JOIN: (
        "Go on sharing",
        "This computer stopped sharing. Say where the hub of the office is; what was done here meanwhile is sent then, "
        "and what others did comes.",
    ),
    Purpose.MOVED: ("Use this address", MOVED_WORDS),
}
NOT_BEGUN = {
    Purpose.NEW: "The office is not shared",
    Purpose.JOIN: "The office is not shared",
    Purpose.MOVED: "The address was not changed",
}
BEGUN = {
    Purpose.NEW: ("Sharing has begun", "The office is on its way to the hub. You can go on working."),
    Purpose.JOIN: ("Sharing goes on", "What was done here is on its way to the hub. You can go on working."),
    Purpose.MOVED: ("The address was changed", "What was waiting is sent there now."),
}


def fact_rows(context: Context, address: HubAddress, status: SyncStatus) -> list[KeyValue]:
    """Return where things stand with the hub; what there is nothing to say of is left out."""
    office = context.office
    said = context.sharing
    held = count_of(status.held, "change") + ": a manager of the hub decides" if status.held else "Nothing"
    if unseen := held_unseen_words(status):
        held = f"{unseen}." if status.held == status.held_unseen else f"{held}. {unseen}."
    rows = [
        ("hub", "Hub", address.words),
        ("code", "This computer", status.code or "Has no code yet"),
        ("contact", "Last contact", contact_words(office, status)),
        ("state", "The hub says", said.refusal if said is not None else ""),
        (
            "waiting",
            "Waiting to be sent",
            count_of(status.waiting, "change") if status.waiting else "Nothing",
        ),
        ("held", "Waiting for a decision", held),
        ("numbers", "Reference numbers left", f"{status.numbers_left:,}"),
        ("deferred", "Not shown by this version", _deferred_words(status)),
    ]
    return [KeyValue(name, key, value, may_change=False) for name, key, value in rows if value]


def words_of(error: Exception) -> str:
    """Return what an error of sharing is in words."""
    return str(error) if isinstance(error, CaseworkerError) else cut_short(error).words


def _deferred_words(status: SyncStatus) -> str:
    """For support: how many changes cannot be shown by this version, and which."""
    number = len(status.deferred)
    if not number:
        return ""
    named = "; ".join(f"{changeset_id}: {why}" for changeset_id, why in status.deferred[:3])
    return f"{count_of(number, 'change')}. They are kept. Tell IT: {named}"
