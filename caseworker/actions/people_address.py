"""The address the register keeps of somebody who stands in a case, also through those merged into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.domain.fold import EntityState
from caseworker.storage import people as store


@dataclass(frozen=True, slots=True)
class RegisteredAddress:
    """What the page of a person shows as the address.

    Attributes:
        doc: as kept; empty for none.
        versions: the changes by which it came to be that of the entry in the case: address, merges, link.
    """

    doc: dict[str, Any]
    versions: frozenset[str]


def registered_address(raw: Any, party: EntityState) -> RegisteredAddress:
    """Return the address of the person whom an entry in a case is linked to."""
    person_id = str(party.doc.get("person_id") or "")
    if not person_id:
        return RegisteredAddress({}, frozenset())
    kept = store.kept_ids(raw, [person_id])[person_id]
    found = [store.entity(raw, each) for each in store.merged_ids(raw, kept)]
    people = [each for each in found if each is not None and not each.doc.get("voided")]
    shown = next((each for each in people if each.doc.get("address")), None)
    if shown is None:
        return RegisteredAddress({}, frozenset())
    merges = [v for each in people if each.id in (person_id, shown.id) for v in each.versions("merged_into")]
    versions = (*shown.versions("address"), *merges, *party.versions("person_id"))
    return RegisteredAddress(dict(shown.doc["address"]), frozenset(versions))
