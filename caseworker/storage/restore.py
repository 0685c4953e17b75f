"""Put a backup back, whole, with the present office kept aside.

Question: what if the power goes while an office is being exchanged for another? Choice: everything that can
go wrong (a damaged backup, a wrong key, no room) is found out in a folder of its own, before the office is
touched. Then a note is written of what is about to happen, the files are moved, and the note is removed. A
start that finds the note finishes the moving (`finish_restore`), so there is no state between. Nothing is
ever deleted: the office that was there lies in a dated folder beside. Cost: the room for both.

The marker of S4 goes aside with the old office: a restored database always takes a new origin before its
first edit.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseworker.errors import DamagedFileError, NewerDatabaseError
from caseworker.files import sync_folder, told_of_os, write_whole
from caseworker.paths import OfficePaths
from caseworker.security import keys
from caseworker.security.file_key import FileKey
from caseworker.storage import bundle
from caseworker.storage.backup import verify_copy
from caseworker.storage.bundle import NOT_RESTORED
from caseworker.storage.database import Database
from caseworker.storage.guard import OfficeLock
from caseworker.storage.locks import BACKING_UP, RESTORING, tidy, workroom
from caseworker.storage.upgrade import revisions

PLAN = "plan.json"
_ASIDE = "put-aside-"


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A backup that was put back.

    Attributes:
        made_at: when the backup was made, as it says itself (ISO, UTC).
        schema: the last migration it has; an older one is upgraded when the office is opened.
        aside: where the office that was here lies now, or None when there was none.
        key: opens the office that is here now (None for the plain switch).
    """

    made_at: str
    schema: str
    aside: Path | None
    key: FileKey | None


def restore(
    source: Path,
    lock: OfficeLock,
    *,
    at: datetime,
    passphrase: str | None = None,
    recovery: str | None = None,
) -> RestoreReport:
    """Verify a backup and put it in the place of the office.

    Args:
        lock: from `guard.take` or `guard.hold`; its folder is where the backup goes. The database must be
            closed. at: now (UTC), for the name of the folder that keeps the present office. passphrase,
            recovery: open the backup, as they were when it was made; the keyring is tried first.

    Raises:
        KeyNeededError, WrongKeyError, DamagedFileError, NewerDatabaseError, DiskFullError, ReadOnlyError:
            the office is as it was.
    """
    paths = lock.paths
    finish_restore(lock)
    with told_of_os(NOT_RESTORED, paths.database), workroom(paths.folder, RESTORING) as room:
        ready = room / "office"
        ready.mkdir()
        manifest = bundle.unpack(Path(source), ready)
        key = _checked(OfficePaths(ready), manifest, passphrase, recovery)
        aside = _aside_folder(paths, at)
        plan = {"aside": aside.name, "keys": bundle.KEYS in manifest.files}
        write_whole(ready / PLAN, json.dumps(plan).encode(), not_done=NOT_RESTORED)
        ready.rename(_ready(paths))  # from here on a cut is finished at the next start
        sync_folder(paths.folder)
    finish_restore(lock)
    return RestoreReport(manifest.made_at, manifest.schema, aside if aside.exists() else None, key)


def finish_restore(lock: OfficeLock) -> bool:
    """Finish a restore that was cut short; whether there was one. Call it before opening an office.

    Each file is moved at most once, the database last, so that this can be repeated after another cut. What
    killed backups and restores left half done is cleared away.
    """
    paths, ready = lock.paths, _ready(lock.paths)
    tidy(paths.folder, RESTORING)
    tidy(paths.folder, BACKING_UP)
    if not ready.exists():
        return False
    with told_of_os("The restore was not finished", ready):
        if (ready / bundle.DATABASE).exists():
            plan = json.loads((ready / PLAN).read_bytes())
            _move_aside(
                paths, paths.folder / plan["aside"], keys_are_new=_moved(ready, bundle.KEYS, plan["keys"])
            )
            for name in (bundle.KEYS, bundle.DATABASE):
                if (ready / name).exists():
                    (ready / name).rename(paths.folder / name)
            sync_folder(paths.folder)
        shutil.rmtree(ready)
    return True


def _move_aside(paths: OfficePaths, aside: Path, *, keys_are_new: bool) -> None:
    database = paths.database
    logs = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    for old in (paths.marker, *logs, database, paths.keys):
        if old.exists() and not (old == paths.keys and keys_are_new):
            aside.mkdir(mode=0o700, exist_ok=True)
            old.rename(aside / old.name)


def _moved(ready: Path, name: str, in_backup: bool) -> bool:
    """Whether an earlier, cut attempt has put this file of the backup in its place already."""
    return in_backup and not (ready / name).exists()


def _checked(
    room: OfficePaths, manifest: bundle.Manifest, passphrase: str | None, recovery: str | None
) -> FileKey | None:
    if manifest.schema not in revisions():
        raise NewerDatabaseError(
            f"{NOT_RESTORED} because a newer Caseworker made it. Nothing was changed. "
            "Install the newest Caseworker on this computer."
        )
    key = keys.unlock(room, passphrase=passphrase, recovery=recovery) if manifest.encrypted else None
    verify_copy(room.database, key, None, NOT_RESTORED)
    with Database.open(room.database, key, read_only=True) as copy:
        if copy.schema_version() != manifest.schema:
            raise DamagedFileError(
                f"{NOT_RESTORED} because its list and its database disagree. Nothing was changed. "
                "Use another backup."
            )
    return key


def offices_aside(paths: OfficePaths) -> tuple[Path, ...]:
    """Return the folders of the offices that restores kept aside, the earliest first."""
    return tuple(sorted(path for path in paths.folder.glob(f"{_ASIDE}*") if path.is_dir()))


def _aside_folder(paths: OfficePaths, at: datetime) -> Path:
    name = f"{_ASIDE}{at:%Y-%m-%d-%H%M%S}"
    folder = paths.folder / name
    number = 1
    while folder.exists():
        number += 1
        folder = paths.folder / f"{name}-{number}"
    return folder


def _ready(paths: OfficePaths) -> Path:
    return paths.folder / "restoring"
