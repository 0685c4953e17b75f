"""Digests of the projections that are the same on every computer with the same set of changesets (offline rule I5).

Places (`n`) are each file's own: they are left out, or stand as the id of what they number. The versions of fields have
one spelling for each set of changesets (`domain/fold.py`), so their text is compared as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

_ID_OF_THING = "coalesce((SELECT id FROM entity WHERE entity.n = {table}.n), '')"
_ID_OF_CASE = "coalesce((SELECT id FROM entity WHERE entity.n = {table}.case_n), '')"

_INSTEAD: Mapping[str, Mapping[str, str]] = {
    "entity": {"n": ""},
    "touch": {
        "changeset_n": "coalesce((SELECT id FROM changeset WHERE changeset.n = touch.changeset_n), '')"
    },
    "case_list": {"n": ""},
    "stage_fact": {"n": _ID_OF_THING, "case_n": _ID_OF_CASE},
    "part_fact": {"n": _ID_OF_THING, "case_n": _ID_OF_CASE},
    "search_text": {"n": "", "case_n": _ID_OF_CASE},
    "person_row": {"n": ""},
    "person_key": {"n": _ID_OF_THING},
}
"""By projection and column: what is compared instead of a place; "" for nothing."""

_ORDER: Mapping[str, str] = {
    "entity": "id",
    "touch": "1, 2",
    "conflict": "entity_id, field",
    "deferred": "changeset_id",
    "case_list": "id",
    "stage_fact": "1, 2",
    "part_fact": "1, 2",
    "search_text": "entity_id",
    "reference_number": "series, number, case_id",
    "person_row": "id",
    "person_key": "1, 2",
    "name_word": "word",
}
"""By projection: a canonical order; the id of a thing stands first where there is one."""


def projection_digests(raw: Any) -> dict[str, str]:
    """Return a digest of each projection, for comparing two files or two moments."""
    from caseworker.storage.tables import metadata

    digests = {}
    for name, order in _ORDER.items():
        columns = [column.name for column in metadata.tables[name].columns]
        digest = hashlib.sha256()
        for row in raw.execute(f"SELECT {_compared(name, columns)} FROM {name} ORDER BY {order}"):
            digest.update(repr(tuple(row)).encode())
        digests[name] = digest.hexdigest()
    return digests


def state_digest(raw: Any) -> str:
    """Return one digest of everything the record makes, whatever the order its changesets came in (I5).

    What could not be projected (`deferred`) counts by the changeset alone: the words of the fault may differ.
    """
    digests = projection_digests(raw)
    del digests["deferred"]
    deferred = sorted(row[0] for row in raw.execute("SELECT changeset_id FROM deferred"))
    return hashlib.sha256(repr((sorted(digests.items()), deferred)).encode()).hexdigest()


def _compared(table: str, columns: list[str]) -> str:
    instead = _INSTEAD.get(table, {})
    found = (instead.get(column, column).format(table=table) for column in columns)
    return ", ".join(each for each in found if each)
