"""The searches a person made lately: kept in the office's own file, since they are names, and only on this computer."""

from __future__ import annotations

import json

from caseworker.domain.intake import cleaned
from caseworker.office import Office
from caseworker.storage.local import local_setting, set_local_setting
from caseworker.storage.searches_gone import SEARCHES

MOST = 8


def recent_searches(office: Office) -> tuple[str, ...]:
    """Return what the person at the keyboard searched for, the latest first."""
    with office.reading() as raw:
        kept = local_setting(raw, f"{SEARCHES}:{office.person.id}")
    return tuple(json.loads(kept)) if kept else ()


def keep_search(office: Office, text: str) -> tuple[str, ...]:
    """Remember a search that led to a case, and return what is remembered now."""
    words = " ".join(cleaned(text).split())
    before = recent_searches(office)
    if not words or office.database.read_only:
        return before
    others = [known for known in before if known.casefold() != words.casefold()]
    return _keep(office, (words, *others)[:MOST])


def forget_searches(office: Office) -> tuple[str, ...]:
    """Forget every search of the person at the keyboard."""
    return _keep(office, ())


def _keep(office: Office, searches: tuple[str, ...]) -> tuple[str, ...]:
    with office.database.raw_writer() as raw:
        set_local_setting(raw, f"{SEARCHES}:{office.person.id}", json.dumps(searches, ensure_ascii=False))
    return searches
