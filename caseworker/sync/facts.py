"""What the hub must know of a changeset without reading it: who may see a case, and what a redaction empties.

Source: offline rules E1, E3; decision 8.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from caseworker.domain.changes import EntityChange, canonical, decode
from caseworker.domain.odd_values import known_texts
from caseworker.storage.heads import head_text as head_text
from caseworker.sync.port import AccessFact, Empties, Fed

ACCESS_FIELDS = frozenset({"restricted", "owner_id", "readers"})
"""Fields of a case by which `domain.readers` decides who may see it."""

HOLD = "legal_hold"
"""Field of a case that must be kept: an erasure that meets it waits for a decision (C1)."""

_SAID = tuple(f'"{name}"' for name in sorted({*ACCESS_FIELDS, HOLD}))
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
    """Whether the hub was told something else of who may see a case, or of a legal hold, than the change says (E3).

    A hub takes the note that travels beside a body at its word; whoever can read both compares them. A program before
    0.7 told nothing of legal holds: that is not unlike, but see `is_hold_untold`.
    """
    told = fed.wire.facts
    if (true := _said(fed, bool(told))) is None:
        return False
    is_other_hold = bool(_of(fed, told, {HOLD})) and _of(fed, told, {HOLD}) != _of(fed, true, {HOLD})
    return is_other_hold or _of(fed, told, ACCESS_FIELDS) != _of(fed, true, ACCESS_FIELDS)


def is_hold_untold(fed: Fed) -> bool:
    """Whether the hub was not told of a legal hold that the change places or lifts (C1, E1)."""
    true = _said(fed, is_told=False)
    return bool(true) and _of(fed, fed.wire.facts, {HOLD}) != _of(fed, true or (), {HOLD})


def _said(fed: Fed, is_told: bool) -> tuple[AccessFact, ...] | None:
    """Return what a change says; None for one that has nothing to be compared, or is of a later version."""
    body = str(fed.wire.columns[_BODY])
    if fed.is_emptied or not body or not (is_told or any(word in body for word in _SAID)):
        return None
    try:
        return access_facts(decode(body))
    except (ValueError, TypeError):  # of a later version
        return None


def true_facts(fed: Fed) -> tuple[AccessFact, ...]:
    """Return what the hub should have been told."""
    return access_facts(decode(str(fed.wire.columns[_BODY])))


def _of(fed: Fed, facts: Iterable[AccessFact], fields: Collection[str]) -> list[AccessFact]:
    """Return what is said in these fields of the change's own case."""
    return sorted(fact for fact in facts if fact.scope_id == fed.wire.scope_id and fact.field in fields)


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
