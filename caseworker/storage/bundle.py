"""A backup as one file (.cwbackup): the database, its keys and a list of both with their digests.

Question: a folder of files, or one? Choice: one, for a folder gets copied without its keys file one day,
and the backup is then worth nothing. It is an ordinary zip, so that it can be opened without Caseworker;
the database inside is as encrypted as the original. The list says when it was made and of which version,
and nothing about anyone.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from caseworker.errors import DamagedFileError, DiskFullError, NewerDatabaseError
from caseworker.files import told_of_os

FORMAT = "caseworker-backup"
VERSION = 1
SUFFIX = ".cwbackup"
LIST = "manifest.json"
DATABASE = "caseworker.db"
KEYS = "caseworker.keys.json"
MOST_LIST_BYTES = 100_000
PIECE = 1024 * 1024
NOT_READ = "The backup was not read"
NOT_RESTORED = "The backup was not restored"
SPARE_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the bundle."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the list says. `schema` is the last migration; `encrypted` is false for the plain switch only."""

    made_at: str
    schema: str
    encrypted: bool
    files: Mapping[str, Entry]


def write(
    target: Path, files: Mapping[str, Path], *, made_at: datetime, schema: str, encrypted: bool
) -> Manifest:
    """Write the bundle and force it to the disk. `target` must not exist."""
    # Encrypted pages do not shrink.
    method = zipfile.ZIP_STORED if encrypted else zipfile.ZIP_DEFLATED
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w", method) as bundle:
            entries = {
                name: _put(bundle, _named(name, made_at, method), path) for name, path in files.items()
            }
            manifest = Manifest(made_at.isoformat(timespec="seconds"), schema, encrypted, entries)
            bundle.writestr(_named(LIST, made_at, method), _as_json(manifest))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def check(source: Path) -> Manifest:
    """Read every byte of the bundle and compare the digests.

    Raises:
        DamagedFileError: it is not a backup, or not whole.
    """
    with _opened(source, NOT_READ) as bundle:
        manifest = _manifest(bundle, source)
        for name, entry in manifest.files.items():
            with bundle.open(name) as file:
                _compare(_digest(file, None), entry, name)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Write the files of the bundle into an empty folder, comparing the digests.

    Raises:
        DamagedFileError: it is not a backup, or not whole; what was written so far is for the caller to
        remove. DiskFullError: there is no room for it.
    """
    with _opened(source, NOT_RESTORED) as bundle:
        manifest = _manifest(bundle, source)
        need_room(folder, sum(entry.size for entry in manifest.files.values()), NOT_RESTORED)
        for name, entry in manifest.files.items():
            with bundle.open(name) as file, (folder / name).open("xb") as copy:
                _compare(_digest(file, copy), entry, name)
                copy.flush()
                os.fsync(copy.fileno())
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What the list says, without reading the rest: to show which backup this is."""
    with _opened(source, NOT_READ) as bundle:
        return _manifest(bundle, source)


def need_room(folder: Path, size: int, not_done: str) -> None:
    """Refuse to begin what will not fit.

    Raises:
        DiskFullError: with how much is missing.
    """
    with told_of_os(not_done, folder / "file"):
        missing = size + SPARE_BYTES - shutil.disk_usage(folder).free
    if missing > 0:
        raise DiskFullError(
            f"{not_done} because {folder} has no room for it. Nothing was changed. "
            f"Free {missing / 1024 / 1024:.0f} MB more there, or choose another folder."
        )


def _named(name: str, made_at: datetime, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=made_at.timetuple()[:6])
    info.compress_type = method
    return info


def _put(bundle: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Entry:
    with path.open("rb") as file, bundle.open(info, "w", force_zip64=True) as entry:
        return _digest(file, entry)


def _digest(file: IO[bytes], copy: IO[bytes] | None) -> Entry:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return Entry(size, digest.hexdigest())


class _NotWholeError(Exception):
    """The bundle's contents are not what its list says."""


ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises on a damaged file, found by changing every byte of one."""


@contextmanager
def _opened(source: Path, not_done: str) -> Iterator[zipfile.ZipFile]:
    with told_of_os(not_done, source):
        try:
            with zipfile.ZipFile(source) as bundle:
                yield bundle
        except (_NotWholeError, *ZIP_ERRORS) as error:
            raise _damaged(source, not_done) from error
        except OSError as error:
            if error.errno != errno.EINVAL:  # a damaged file leads to places before its beginning
                raise
            raise _damaged(source, not_done) from error


def _damaged(source: Path, not_done: str) -> DamagedFileError:
    return DamagedFileError(
        f"{not_done} because {source.name} is damaged or is not a backup of Caseworker. "
        "Nothing was changed. Use another backup."
    )


def _manifest(bundle: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        if bundle.getinfo(LIST).file_size > MOST_LIST_BYTES:
            raise _NotWholeError(LIST)
        doc = json.loads(bundle.read(LIST))
        if doc["format"] != FORMAT:
            raise _NotWholeError(LIST)
        if int(doc["version"]) > VERSION:
            raise NewerDatabaseError(
                f"The backup was not read because a newer Caseworker made {source.name}. Nothing was changed. "
                "Install the newest Caseworker on this computer."
            )
        files = {
            name: Entry(int(entry["size"]), str(entry["sha256"])) for name, entry in doc["files"].items()
        }
        manifest = Manifest(str(doc["made_at"]), str(doc["schema"]), doc["encrypted"] is True, files)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _NotWholeError(LIST) from error
    # Only the names we write: a name such as ../x never reaches the disk.
    if (
        DATABASE not in files
        or not set(files) <= {DATABASE, KEYS}
        or not set(files) <= set(bundle.namelist())
    ):
        raise _NotWholeError(LIST)
    if any(bundle.getinfo(name).file_size != entry.size for name, entry in files.items()):
        raise _NotWholeError(LIST)
    return manifest


def _compare(found: Entry, listed: Entry, name: str) -> None:
    if found != listed:
        raise _NotWholeError(name)


def _as_json(manifest: Manifest) -> str:
    doc = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": manifest.made_at,
        "schema": manifest.schema,
        "encrypted": manifest.encrypted,
        "files": {
            name: {"size": entry.size, "sha256": entry.sha256} for name, entry in manifest.files.items()
        },
    }
    return json.dumps(doc, indent=2) + "\n"
