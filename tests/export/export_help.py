"""Reads an export back, and plants a thing of every kind with a value in every field."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.imports.formulas import from_text
from caseworker.office import OFFICE_SCOPE, Office

ODD = ("=1+1", "'=quoted", "plain, “with” commas;\nand a second line", "-5", "Żółć 🙂", "a\ttab")
"""Texts that a careless table loses."""


def csv_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file by their headings, apostrophes against formulas taken away."""
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: from_text(value) for key, value in row.items()} for row in csv.DictReader(file)]


def json_file(folder: Path, name: str) -> dict[str, Any]:
    """A JSON file as a program reads it."""
    read: dict[str, Any] = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    return read


def plant_everything(office: Office, case_id: str) -> dict[str, dict[str, Any]]:
    """Add a thing of every kind, each field with a value of its own, and return the values by kind."""
    planted = {}
    for kind, fields in ENTITY_KINDS.items():
        if kind in ("case", "setting"):
            continue
        values = {name: _value(kind, name, place) for place, name in enumerate(fields)}
        planted[kind] = values
        made = new_entity(f"planted-{kind}", kind, **values)
        scope, scope_id = _SCOPES.get(kind, ("case", case_id))
        draft = Draft(scope, scope_id, "case.updated", (made,), is_new=scope == "person" and kind == "person")
        office.save(lambda _transaction, draft=draft: [draft])  # type: ignore[misc]
    return planted


_SCOPES = {
    "person": ("person", "planted-person"),
    "relationship": ("person", "planted-person"),
    "alert": ("person", "planted-person"),
    "contact_plan": ("person", "planted-person"),
    "staff": ("office", OFFICE_SCOPE),
    "representative": ("office", OFFICE_SCOPE),
    "export": ("office", OFFICE_SCOPE),
}


def _value(kind: str, name: str, place: int) -> Any:
    if name == "voided":
        return True
    if name == "address":
        return {"lines": f"{kind} {place}\nSecond line", "postcode": "NM1 1AA"}
    if name in ("from_on", "to_on", "away_from", "away_to") or name.endswith("_on"):
        return f"2025-03-{place % 28 + 1:02}"
    if name in ("clocks", "clock_choices", "content", "facts", "answers", "as_imported"):
        return {"held": f"{ODD[place % len(ODD)]} {kind}.{name}", "more": [1, None, True]}
    if name in ("contacts", "accounts", "checks", "enclosed", "readers", "remedies"):
        return [f"{kind}.{name}.{place}", "another"]
    if name in ("size_bytes", "cases"):
        return place + 1
    if name in ("hours", "amount_pounds"):
        return 1.25
    if name in ("restricted", "is_child"):
        return True
    return f"{ODD[place % len(ODD)]} {kind}.{name}"
