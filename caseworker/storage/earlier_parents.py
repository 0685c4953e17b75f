"""What a change replaces beside the last value: what that one, which the hub has not taken yet, had replaced (S3, D8).

Question: what if the hub refuses the change that another was built on? Choice: whoever writes over a change that is not
shared names what that one replaced, too, for they have seen both; so nothing older comes back beside the later value as
if two people differed (I7). Cost: a few ids in a change of a field that was changed twice between two meetings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange, lines_of
from caseworker.storage.packed import FRESH, TABLE, unpacked
from caseworker.storage.set_aside import may_be_refused

FEW = 8
"""Earlier changes that are named at either end: what a person decides about at once stands together."""

Replaced = Mapping[tuple[str, str, str], Sequence[str]]
"""By changeset, thing and field: what was replaced."""


def naming_what_went_before(raw: Any, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return the drafts, each change with what the unshared changes that it names had replaced."""
    changed = [change for draft in drafts if not draft.is_new for change in draft.entities]
    named = {parent for change in changed for parent in _parents(change)}
    if not named or not may_be_refused(raw):
        return drafts
    ids = json.dumps(sorted(named))
    rows = raw.execute(
        f"SELECT id, body FROM {TABLE} WHERE id IN (SELECT value FROM json_each(?)) AND feed IS NULL AND emptied = ''"
        f" UNION ALL SELECT id, body FROM {FRESH} WHERE id IN (SELECT value FROM json_each(?))",
        (ids, ids),
    )
    replaced: Replaced = {
        (str(changeset_id), thing, field): parents
        for changeset_id, body in rows
        for thing, _kind, fields in lines_of(unpacked(body))
        for field, _value, parents in fields
    }
    return [_naming(draft, replaced) for draft in drafts] if replaced else drafts


def _parents(entity: EntityChange) -> Iterator[str]:
    return (parent for field in entity.fields for parent in field.parents)


def _naming(draft: Draft, replaced: Replaced) -> Draft:
    entities = tuple(
        replace(
            entity, fields=tuple(_with_earlier(entity.entity_id, field, replaced) for field in entity.fields)
        )
        for entity in draft.entities
    )
    return replace(draft, entities=entities)


def _with_earlier(thing: str, change: FieldChange, replaced: Replaced) -> FieldChange:
    before = {each for parent in change.parents for each in replaced.get((parent, thing, change.field), ())}
    added = sorted(before.difference(change.parents))
    if (
        len(added) > 2 * FEW
    ):  # of a field changed again and again: the oldest, which are shared, and the newest
        added = [*added[:FEW], *added[-FEW:]]
    return replace(change, parents=(*change.parents, *added)) if added else change
