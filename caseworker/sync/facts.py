"""What the hub must know of a changeset without reading it: who may see a case, and what a redaction empties.

Source: offline rules E1, E3; decision 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from caseworker.domain.changes import EntityChange, canonical, decode
from caseworker.domain.odd_values import known_texts
from caseworker.storage.heads import head_text as head_text
from caseworker.sync.port import AccessFact, Empties, Fed

ACCESS_FIELDS = frozenset({"restricted", "owner_id", "readers"})
"""Fields of a case by which `domain.readers` decides who may see it."""

HOLD = "legal_hold"
"""Field of a case that must be kept: an erasure that meets it waits for a decision (C1)."""

_SAID = tuple(f'"{name}"' for name in sorted(ACCESS_FIELDS))
_BODY = 18
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


def is_unlike(fed: Fed) -> bool:
    """Whether the hub was told something else of who may see a case than the change says (E3).

    A hub takes the note that travels beside a body at its word; whoever can read both compares them.
    """
    body = str(fed.wire.columns[_BODY])
    told = _of_access(fed, fed.wire.facts)
    if fed.is_emptied or not body or not (told or any(word in body for word in _SAID)):
        return False
    try:
        return told != _of_access(fed, access_facts(decode(body)))
    except (ValueError, TypeError):  # of a later version
        return False


def true_facts(fed: Fed) -> tuple[AccessFact, ...]:
    """Return what the hub should have been told."""
    return access_facts(decode(str(fed.wire.columns[_BODY])))


def _of_access(fed: Fed, facts: Iterable[AccessFact]) -> list[AccessFact]:
    """Return what is said of who may see the change's own case; a legal hold is not of it."""
    scope = fed.wire.scope_id
    return sorted(fact for fact in facts if fact.scope_id == scope and fact.field in ACCESS_FIELDS)


def empties(entities: Iterable[EntityChange]) -> Empties:
    """Return what a changeset empties; nothing, for all but redactions."""
    scopes: tuple[str, ...] = ()
    changesets: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    for entity in entities:
        if entity.entity_kind == REDACTION:
            said = {change.field: change.value for change in entity.fields}
            scopes += known_texts(said.get("scopes"))
            changesets += known_texts(said.get("changesets"))
            blobs += known_texts(said.get("blobs"))
    return Empties(scopes, changesets, blobs)


def files(body: str) -> tuple[str, ...]:
    """Return the digests of files that a changeset's body names (64 hexadecimal digits as a whole text)."""
    return tuple(sorted(set(_DIGEST.findall(body))))
