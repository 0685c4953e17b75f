"""The record of changes in an export: who changed what, when and why; a row of CSV for each field, one of JSON for
each change."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from caseworker.actions.equalities import may_see_equalities
from caseworker.actions.export.columns import cell, words_of
from caseworker.actions.export.tables import Tables
from caseworker.actions.value_words import has_words
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.fields import label_of
from caseworker.imports.formulas import as_text
from caseworker.office import Office
from caseworker.storage.everything import StoredChange, changes, last_change

_HEADER = (
    "Change (id)", "Together (id)", "When (UTC)", "Who", "Who (id)", "What was done", "What was done (code)", "Reason",
    "Case", "Belongs to (id)", "Thing", "Thing (id)", "Field", "Field (code)", "New value", "New value (code or data)",
)  # fmt: skip
_HOW_OFTEN = 500

Told = Callable[[float], None]
Body = list[Any]


def write_history(office: Office, raw: Any, tables: Tables, unknown: Collection[str], told: Told) -> int:
    """Write every change the person at the keyboard may see, oldest first; return how many.

    Args:
        unknown: people whose changes are left out: they are known from cases that may not be seen.
        told: called now and then with the share that is done; it may raise to stop.
    """
    rows = tables.csv("history", _HEADER)
    doc = tables.json("history", {"kind": "history", "fields": {}})
    see_all, last, number = may_see_equalities(office), max(1, last_change(raw)), 0
    for change in changes(raw, office.reader):
        if change.n % _HOW_OFTEN == 0:
            told(change.n / last)
        if change.scope_id in unknown:
            continue
        whole: Body = json.loads(change.body) if change.body else []
        body = whole if see_all else [*_without_equalities(whole)]
        if whole and not body:
            continue
        for row in _rows(office, change, body):
            rows.add(row)
        doc.add(_as_json(change, body, is_whole=body == whole))
        number += 1
    return number


def _without_equalities(body: Body) -> Iterator[Any]:
    for entity_id, kind, fields in body:
        kept = [field for field in fields if kind != "equality" and field[0] != "equalities"]
        if kept or (not fields and kind != "equality"):
            yield [entity_id, kind, kept]


def _rows(office: Office, change: StoredChange, body: Body) -> Iterator[list[str]]:
    head = [
        change.id,
        change.group_id,
        change.recorded_at,
        as_text(office.staff_name(change.author_id)),
        change.author_id,
        change_kind(change.kind).title,
        change.kind,
        as_text(change.reason),
        as_text(change.reference),
        change.scope_id,
    ]
    if not any(fields for _id, _kind, fields in body):
        yield [*head, "", "", "", "", "", ""]
    for entity_id, kind, fields in body:
        for name, value, _parents in fields:
            data = cell(value)
            words = as_text(words_of(office, kind, name, value)) if has_words(kind, name) else data
            yield [*head, kind, entity_id, label_of(kind, name), as_text(name), words, data]


def _as_json(change: StoredChange, body: Body, *, is_whole: bool) -> dict[str, Any]:
    """A change with its place in the chain; without the salt of its seal where a part of it is left out."""
    row = {name: value for name, value in change._asdict().items() if name not in ("body", "salt")}
    row["changes"] = [
        {
            "id": entity_id,
            "kind": kind,
            "fields": [
                {"field": name, "value": value, "replaces": parents} for name, value, parents in fields
            ],
        }
        for entity_id, kind, fields in body
    ]
    return {**row, "salt": change.salt} if is_whole else {**row, "is_in_part": True}
