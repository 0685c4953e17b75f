"""Files that wait in the draft of an intake: their bytes are kept at once, their names stand in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker.actions.gather_files import Gathered, ReadyFile, Refused, Source, gather, none_kept
from caseworker.office import Office
from caseworker.storage.blobs import keep_bytes

Waiting = dict[str, Any]
"""A file of a draft, fit for JSON: the fields of its entry, "key" (its digest and place) and "parent" (a key or "")."""


@dataclass(frozen=True, slots=True)
class WaitingFiles:
    """Files that were taken into a draft, and those that were not."""

    files: tuple[Waiting, ...]
    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()


def keep_waiting(
    office: Office, sources: Iterable[Source | Path], added_from: str = "picker"
) -> WaitingFiles:
    """Keep the bytes of files for a draft and return what the draft shall say of them.

    Raises:
        ProblemsError: none of them can be kept.
    """
    office.require("log")
    gathered = gather(office, sources, added_from)
    if not gathered.files:
        raise none_kept(gathered.refused)
    return keep_gathered_waiting(office, gathered)


def keep_gathered_waiting(office: Office, gathered: Gathered) -> WaitingFiles:
    """The same for files that are ready."""
    found: list[Waiting] = []
    with office.database.raw_writer() as raw:
        for file in gathered.files:
            _keep(office, raw, file, "", found)
    return WaitingFiles(tuple(found), gathered.refused, gathered.warnings)


def _keep(office: Office, raw: Any, file: ReadyFile, parent: str, found: list[Waiting]) -> None:
    keep_bytes(raw, file.content, file.media_type)
    key = office.ids.new()
    found.append({**file.values, "key": key, "parent": parent})
    for inside in file.inside:
        _keep(office, raw, inside, key, found)


def without(files: Sequence[Waiting], key: str) -> list[Waiting]:
    """Return the files of a draft without one of them and what came with it."""
    gone = {key}
    for file in files:  # what is inside follows what it is inside of
        if file.get("parent") in gone:
            gone.add(str(file["key"]))
    return [file for file in files if file["key"] not in gone]
