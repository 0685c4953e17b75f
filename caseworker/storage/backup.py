"""Make a backup: one verified, encrypted file, while work goes on.

Question: when is a backup a backup? Choice: when it has been opened again. The copy is opened with the key,
checked page by page and row count by row count, packed, read back from where it was put, and only then
given its name. What stands under a backup's name is therefore whole. Cost: the data is read three times.

SQLite only ever works on the local disk: the copy is made in the office's folder, and the finished file is
written to the target, which may be a network drive or a stick.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseworker.errors import DamagedFileError, UnavailableError
from caseworker.files import SAFE, sync_folder, told_of_os
from caseworker.paths import OfficePaths
from caseworker.security import keys_file
from caseworker.security.file_key import FileKey
from caseworker.storage import bundle, faults
from caseworker.storage.database import Database
from caseworker.storage.driver import Role, connect
from caseworker.storage.faults import Doing, told
from caseworker.storage.locks import BACKING_UP, workroom
from caseworker.storage.pool import count_rows

NOT_MADE = "The backup was not made"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made and verified.

    Attributes:
        path: where it lies.
        size: in bytes.
        sha256: the digest of the database inside.
        counts: how many rows each table has in it.
        made_at: the instant given (UTC).
        schema: the last migration.
        encrypted: false for the plain switch only.
    """

    path: Path
    size: int
    sha256: str
    counts: Mapping[str, int]
    made_at: datetime
    schema: str
    encrypted: bool


def backup(database: Database, target: Path, paths: OfficePaths, *, at: datetime) -> BackupReport:
    """Write a verified backup of the last commit, with the keys file in it. Reading and saving go on
    meanwhile.

    Args:
        target: a file that does not exist yet, or a folder, in which the backup is named after the instant.
        at: now (UTC).

    Raises:
        UnavailableError: the target is there already, is full, or cannot be written; nothing is left behind.
    """
    target = _named(Path(target), at)
    with told_of_os(NOT_MADE, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _need_room(database, target, paths)
        _right_keys(database, paths)
        with workroom(paths.folder, BACKING_UP) as room:
            copy = room / bundle.DATABASE
            counts = database.copy_to(copy)
            verify_copy(copy, database.key, counts, NOT_MADE)
            return _packed(database, copy, target, paths, counts, at)


def verify_copy(copy: Path, key: FileKey | None, counts: Mapping[str, int] | None, not_done: str) -> None:
    """Open a copy that nobody writes to; check every page and index, and the row counts when given.

    Raises:
        WrongKeyError, DamagedFileError: it is not a whole copy.
    """
    doing = Doing(not_done, copy, key)
    with told(doing):
        connection = connect(copy, key, Role.COPY, mode="immutable")
        try:
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
            rows = connection.execute("PRAGMA integrity_check").fetchall()
            found = count_rows(connection)
        finally:
            connection.close()
    if pages or [row[0] for row in rows] != ["ok"] or (counts is not None and found != counts):
        raise faults.damaged(doing)


def _packed(
    database: Database, copy: Path, target: Path, paths: OfficePaths, counts: Mapping[str, int], at: datetime
) -> BackupReport:
    schema = database.schema_version() or ""
    files = {bundle.DATABASE: copy}
    if database.is_encrypted:
        files[bundle.KEYS] = paths.keys
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        made = bundle.write(part, files, made_at=at, schema=schema, encrypted=database.is_encrypted)
        _read_back(part, made)
        size = part.stat().st_size
        part.rename(target)
    except BaseException:
        with suppress(OSError):  # the folder that refused the writing may refuse this too
            part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    digest = made.files[bundle.DATABASE].sha256
    return BackupReport(target, size, digest, counts, at, schema, database.is_encrypted)


def _read_back(part: Path, made: bundle.Manifest) -> None:
    try:
        same = bundle.check(part) == made
    except DamagedFileError:
        same = False
    if not same:
        raise UnavailableError(
            f"{NOT_MADE} because {part.parent} does not give back what was written to it. {SAFE} "
            "Choose another place for the backup, and have that disk looked at."
        )


def _right_keys(database: Database, paths: OfficePaths) -> None:
    """A backup without the keys that open it is worth nothing, and nobody would notice until it is needed."""
    if database.key is not None and keys_file.read(paths.keys).file_id != database.key.salt.hex():
        raise DamagedFileError(
            f"{NOT_MADE} because the keys in {paths.keys.name} belong to another office. {SAFE} "
            "Copy the right keys file back from an earlier backup."
        )


def _named(target: Path, at: datetime) -> Path:
    if target.is_dir():
        target = target / f"caseworker-{at:%Y-%m-%d-%H%M%S}{bundle.SUFFIX}"
    if target.exists():
        raise UnavailableError(
            f"{NOT_MADE} because {target} is there already. It was not changed. Choose another name."
        )
    return target


def _need_room(database: Database, target: Path, paths: OfficePaths) -> None:
    size = sum(path.stat().st_size for path in _with_log(database.path) if path.exists())
    same_disk = target.parent.stat().st_dev == paths.folder.stat().st_dev
    bundle.need_room(paths.folder, size * 2 if same_disk else size, NOT_MADE)
    if not same_disk:
        bundle.need_room(target.parent, size, NOT_MADE)


def _with_log(database: Path) -> tuple[Path, Path]:
    return database, database.with_name(database.name + "-wal")
