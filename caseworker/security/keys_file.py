"""The file of wraps beside the database, as JSON that a person can look at and that gives nothing away.

Threat and choice: the file may be read by anyone who has the folder, so it holds only locked copies. It is
never partly written (`files.write_whole`) and goes into every backup, for without it the database stays
shut for ever.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from caseworker.errors import DamagedFileError, NewerDatabaseError
from caseworker.files import told_of_os, write_whole
from caseworker.security.wraps import Kind, Stretching, Wrap

FORMAT = "caseworker-keys"
VERSION = 1


class Mode(Enum):
    """Whether the key is secret."""

    PRIVATE = "private"
    SAMPLE = "sample"


NOTES = {
    Mode.PRIVATE: "Locked copies of the key to caseworker.db. Keep this file with the database; it is in "
    "every backup. Without it, and the passphrase or the recovery key, nobody can open the office.",
    Mode.SAMPLE: "This is the sample office. Its key is published with the program and protects nothing. "
    "Do not enter real cases here.",
}


@dataclass(frozen=True, slots=True)
class KeysFile:
    """What the file says."""

    mode: Mode
    file_id: str
    wraps: tuple[Wrap, ...] = ()
    recovery_confirmed: bool = False

    def wrap(self, kind: Kind) -> Wrap | None:
        """The wrap of this kind, if there is one."""
        return next((wrap for wrap in self.wraps if wrap.kind is kind), None)

    def with_wrap(self, wrap: Wrap, *, instead_of: frozenset[Kind]) -> KeysFile:
        """The same file with this wrap in the place of all of the kinds named."""
        return replace(self, wraps=(*(old for old in self.wraps if old.kind not in instead_of), wrap))


def read(path: Path) -> KeysFile:
    """Read the keys file.

    Raises:
        DamagedFileError: it is missing or not as written.
        NewerDatabaseError: a newer Caseworker wrote it.
    """
    if not path.exists():
        raise DamagedFileError(
            f"The office was not opened because {path.name}, the file with its keys, is not in "
            f"{path.parent}. Nothing was changed. Copy it back from where it was moved, or restore the newest backup, "
            "which holds a copy."
        )
    with told_of_os("The keys were not read", path):
        data = path.read_bytes()
    return parse(data, path)


def parse(data: bytes, path: Path) -> KeysFile:
    """Read the bytes of a keys file; `path` is for the message."""
    try:
        doc = json.loads(data)
        if doc["format"] != FORMAT:
            raise ValueError(doc["format"])
        version = int(doc["version"])
        if version > VERSION:
            raise NewerDatabaseError(
                f"The office was not opened because a newer Caseworker wrote {path.name}. "
                "Nothing was changed. Install the newest Caseworker on this computer."
            )
        return _from_doc(doc)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedFileError(
            f"The office was not opened because {path.name}, the file with its keys, is damaged. "
            "Nothing was changed. Restore the newest backup, which holds a copy."
        ) from error


def write(path: Path, keys: KeysFile) -> None:
    """Put the keys file in its place, whole or not at all."""
    write_whole(path, as_bytes(keys), not_done="The keys were not written")


def as_bytes(keys: KeysFile) -> bytes:
    """The keys file as it lies on the disk."""
    doc = {
        "format": FORMAT,
        "version": VERSION,
        "mode": keys.mode.value,
        "note": NOTES[keys.mode],
        "file_id": keys.file_id,
        "recovery_confirmed": keys.recovery_confirmed,
        "wraps": [_wrap_doc(wrap) for wrap in keys.wraps],
    }
    return (json.dumps(doc, indent=2) + "\n").encode()


def _wrap_doc(wrap: Wrap) -> dict[str, Any]:
    doc: dict[str, Any] = {"kind": wrap.kind.value, "nonce": wrap.nonce.hex(), "box": wrap.box.hex()}
    if wrap.stretching:
        doc["argon2id"] = {
            "salt": wrap.stretching.salt.hex(),
            "memory_kib": wrap.stretching.memory_kib,
            "passes": wrap.stretching.passes,
            "lanes": wrap.stretching.lanes,
        }
    return doc


def _from_doc(doc: dict[str, Any]) -> KeysFile:
    file_id = bytes.fromhex(doc["file_id"]).hex()
    return KeysFile(
        mode=Mode(doc["mode"]),
        file_id=file_id,
        wraps=tuple(_wrap_from(entry, file_id) for entry in doc["wraps"]),
        recovery_confirmed=doc["recovery_confirmed"] is True,
    )


def _wrap_from(entry: dict[str, Any], file_id: str) -> Wrap:
    kind = Kind(entry["kind"])
    stretching = _stretching_from(entry["argon2id"]) if kind is Kind.PASSPHRASE else None
    return Wrap(kind, file_id, bytes.fromhex(entry["nonce"]), bytes.fromhex(entry["box"]), stretching)


def _stretching_from(entry: dict[str, Any]) -> Stretching:
    return Stretching(
        bytes.fromhex(entry["salt"]), int(entry["memory_kib"]), int(entry["passes"]), int(entry["lanes"])
    )
