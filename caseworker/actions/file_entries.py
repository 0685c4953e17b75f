"""From files that waited in a draft to entries of a case. Apart: logging must not wait for the reading of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caseworker.domain.changes import EntityChange
from caseworker.domain.editing import new_entity
from caseworker.domain.ids import IdMaker


def file_entities(
    ids: IdMaker, waiting: Sequence[Mapping[str, Any]], stage_id: str
) -> Iterator[EntityChange]:
    """Return the entries of files that waited in a draft, as `waiting_files` gave them; their bytes are kept."""
    known = {str(file["key"]): ids.new() for file in waiting}
    for file in waiting:
        values = {name: value for name, value in file.items() if name not in ("key", "parent")}
        parent_id = known.get(str(file.get("parent") or ""), "")
        yield new_entity(
            known[str(file["key"])], "file", **{**values, "stage_id": stage_id, "parent_id": parent_id}
        )
