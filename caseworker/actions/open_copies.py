"""Copies of kept files for the system's programs: read-only, in a folder of the office, gone when the program ends.

Question: what may Word do with a kept file? Choice: it gets a copy that cannot be written; what was kept stays as it
came. The copies are plain files, so they are removed when Caseworker ends, and those a crash left behind at the next
first opening. Cost: changes made in Word are saved elsewhere and added as a new file.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import stat
import tempfile
from collections.abc import Collection
from pathlib import Path

from caseworker.actions.files import open_file
from caseworker.domain.file_types import true_name
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.email_eml import file_name
from caseworker.office import Office

_log = logging.getLogger(__name__)

_FOLDER = "opened copies"
_swept: set[Path] = set()


def copy_to_open(office: Office, case_id: str, file_id: str) -> Path:
    """Write a read-only copy for another program and return where it is.

    Raises:
        RuleError: a file of this type is not opened from here.
        UnavailableError: the disk is full or cannot be written.
    """
    opened = open_file(office, case_id, file_id)
    if not opened.kind.may_open:
        raise RuleError(f"{opened.name} is not opened from here. {opened.kind.warning}")
    folder = office.paths.folder / _FOLDER
    sweep_once(folder)
    with told_of_os("The copy to open was not written", folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        own = Path(tempfile.mkdtemp(prefix=f"{case_id}-", dir=folder))
        path = own / (file_name(true_name(opened.name, opened.kind)) or "file")
        path.write_bytes(opened.content)
        path.chmod(stat.S_IREAD)
    return path


def sweep_once(folder: Path) -> None:
    """Remove the copies of earlier days, once in a run, and these when the program ends."""
    if folder not in _swept:
        _swept.add(folder)
        remove_copies(folder)
        atexit.register(remove_copies, folder)


def remove_copies_of(office: Office, case_ids: Collection[str]) -> bool:
    """Remove the copies of files of cases that are gone, and those from before an upgrade, which hold them too.

    Returns: False when another program still holds a file open.
    """
    folder = office.paths.folder / _FOLDER
    if case_ids:
        remove_upgrade_copies(office)
    for case_id in case_ids:
        remove_copies(folder, f"{case_id}-*")
    return not any(path for case_id in case_ids for path in folder.glob(f"{case_id}-*/*"))


def remove_upgrade_copies(office: Office) -> None:
    """Remove what Caseworker copied by itself before an upgrade: it holds every case of then, erased ones too."""
    for path in office.paths.backups.glob("before-upgrade-*.cwbackup"):
        try:
            path.unlink()
        except OSError as error:
            _log.warning("a copy from before an upgrade was not removed: %s", error)


def remove_copies(folder: Path, rooms: str = "*") -> None:
    """Remove every copy that no other program holds open."""
    for path in folder.glob(f"{rooms}/*"):
        with contextlib.suppress(OSError):  # held open, or gone already
            path.chmod(stat.S_IREAD | stat.S_IWRITE)
            path.unlink()
    for path in [*folder.glob(rooms), folder]:
        with contextlib.suppress(OSError):
            path.rmdir()
