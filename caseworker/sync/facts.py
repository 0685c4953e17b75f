"""What the hub must know of a changeset without reading it: who may see a case, and what a redaction empties.

Source: offline rules E1, E3; decision 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from caseworker.domain.changes import EntityChange, canonical
from caseworker.storage.heads import head_text as head_text
from caseworker.sync.port import AccessFact, Empties

ACCESS_FIELDS = frozenset({"restricted", "owner_id", "readers"})
"""Fields of a case by which `domain.readers` decides who may see it."""

HOLD = "legal_hold"
"""Field of a case that must be kept: an erasure that meets it waits for a decision (C1)."""

_DIGEST = re.compile(r'"([0-9a-f]{64})"')

REDACTION = "redaction"
"""Kind of thing in the office's scope that empties changesets; its fields are "scopes" and "changesets" (ids) and
"blobs" (digests)."""


def access_facts(entities: Iterable[EntityChange]) -> tuple[AccessFact, ...]:
    """Return what a changeset says of who may see a case, and of a legal hold; a case's id is its scope's."""
    return tuple(
        AccessFact(entity.entity_id, change.field, canonical(change.value), change.parents)
        for entity in entities
        if entity.entity_kind == "case"
        for change in entity.fields
        if change.field in ACCESS_FIELDS or change.field == HOLD
    )


def empties(entities: Iterable[EntityChange]) -> Empties:
    """Return what a changeset empties; nothing, for all but redactions."""
    scopes: tuple[str, ...] = ()
    changesets: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    for entity in entities:
        if entity.entity_kind == REDACTION:
            said = {change.field: change.value for change in entity.fields}
            scopes += tuple(said.get("scopes") or ())
            changesets += tuple(said.get("changesets") or ())
            blobs += tuple(said.get("blobs") or ())
    return Empties(scopes, changesets, blobs)


def files(body: str) -> tuple[str, ...]:
    """Return the digests of files that a changeset's body names (64 hexadecimal digits as a whole text)."""
    return tuple(sorted(set(_DIGEST.findall(body))))
