"""Whose cases somebody may see among those of a person, and which people that leaves (rule book section 11: need to
know).

Question: who of the register is hidden with restricted cases? Choice: whoever stands in cases that may not be seen and
in no other, and is related to nobody who does; a person whom a case that may be seen knows too is shown as ever. Cost:
each list of people asks for the cases of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from caseworker.office import Office
from caseworker.storage import people as store
from caseworker.storage import people_hidden as hidden

_AT_ONCE = 400


def is_hidden(office: Office, restricted: int | None, readers: str | None, owner_id: str | None) -> bool:
    """Whether a case is restricted and the person at the keyboard is none of those who may see it."""
    if not restricted:
        return False
    case = {"restricted": True, "readers": (readers or "").split(), "owner_id": owner_id}
    return not office.reader.may_see(case)


def hidden_people(office: Office, raw: Any, person_ids: Iterable[str]) -> frozenset[str]:
    """Return which of some people of the register the person at the keyboard may not know of.

    Args:
        person_ids: as they are now, not those merged into them (`kept_ids`).
    """
    has_gone = hidden.hides_cases(raw)
    if office.reader.sees_all and not has_gone:
        return frozenset()
    found: set[str] = set()
    for some in _batches(dict.fromkeys(filter(None, person_ids))):
        doubtful = _without_a_case_seen(office, raw, some, has_gone=has_gone)
        found |= {each for each in doubtful if not _is_related_to_seen(office, raw, each)}
    return frozenset(found)


def hidden_in_register(office: Office, raw: Any) -> frozenset[str]:
    """Return everybody of the register whom the person at the keyboard may not know of, those merged into them too."""
    doubtful: set[str] = set()
    if not office.reader.sees_all:
        doubtful |= hidden.people_of_restricted(raw)
    if hidden.hides_cases(raw):
        doubtful |= hidden.recorded_beside_hidden(raw)
    kept = {each for some in _batches(doubtful) for each in store.kept_ids(raw, some).values()}
    return frozenset(
        same for each in hidden_people(office, raw, kept) for same in store.merged_ids(raw, each)
    )


def _without_a_case_seen(office: Office, raw: Any, ids: list[str], *, has_gone: bool) -> set[str]:
    """Those who stand in cases that may not be seen, and in no other."""
    whose = {same: each for each in ids for same in store.merged_ids(raw, each)}
    seen: set[str] = set()
    unseen: set[str] = set()
    for line in store.lines_of(raw, whose):
        if not line.is_person:
            is_out = is_hidden(office, line.restricted, line.readers, line.owner_id)
            (unseen if is_out else seen).add(whose[line.person_id])
    gone = {
        whose[same]
        for same in (whose if has_gone else ())
        if whose[same] not in seen and hidden.is_recorded_out_of_sight(raw, same)
    }
    return (unseen | gone) - seen


def _is_related_to_seen(office: Office, raw: Any, person_id: str) -> bool:
    """Whether somebody who stands in a case that may be seen is related to a person."""
    related = store.things_of(raw, store.merged_ids(raw, person_id), ("relationship",))
    others = {str(doc.get("to_person") or "") for _scope, _kind, doc in related} - {""}
    kept = set(store.kept_ids(raw, others).values()) - {person_id}
    everybody = [same for each in kept for same in store.merged_ids(raw, each)]
    return bool(everybody) and any(
        not line.is_person and not is_hidden(office, line.restricted, line.readers, line.owner_id)
        for line in store.lines_of(raw, everybody)
    )


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some
