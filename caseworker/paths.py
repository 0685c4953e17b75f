"""Where an office's files lie, and which folders may not hold one.

Question: may the working file lie on a network drive? Choice: no; it is refused where that can be seen
(decision 6 of the project). SQLite's write-ahead log needs one computer's memory, and shares lock files
unreliably: an office on a share would one day lose cases. Folders that a cloud service copies are refused
as well, for they copy the database and its log at different moments, and carry data about children to
another computer. Cost: sharing needs a hub.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from caseworker.errors import UnavailableError
from caseworker.files import told_of_os

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.rclone"}
)
CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
DRIVE_REMOTE = 4  # Windows, GetDriveType


@dataclass(frozen=True, slots=True)
class OfficePaths:
    """The files of one office, all in one folder."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "caseworker.db"

    @property
    def keys(self) -> Path:
        """The wrapped keys: without this file an encrypted database stays shut."""
        return self.folder / "caseworker.keys.json"

    @property
    def marker(self) -> Path:
        """How far this PC had written, kept outside the database (S4)."""
        return self.folder / "caseworker.marker"

    @property
    def lock(self) -> Path:
        return self.folder / "caseworker.lock"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def exports(self) -> Path:
        """Where reports lie that are written without asking where."""
        return self.folder / "exports"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def layout(self) -> Path:
        """Sizes and places of the windows; holds nothing about people."""
        return self.folder / "layout.json"

    @property
    def has_office(self) -> bool:
        """Whether a database lies here, in whatever state."""
        return self.database.exists()

    def make_folder(self) -> None:
        """Make the office's folder, closed to other people of this computer where the system can do so."""
        with told_of_os("The folder for the office was not made", self.folder / "office"):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def office_paths(folder: str | os.PathLike[str] | None = None) -> OfficePaths:
    """The paths of the office in this folder (`--data`), or in the usual one.

    Raises:
        UnavailableError: the folder is on a network drive or copied by a cloud service.
    """
    chosen = Path(folder).expanduser().absolute() if folder is not None else default_folder()
    reason = why_not_here(chosen)
    if reason:
        raise UnavailableError(
            f"The office was not opened because {chosen} {reason}. Nothing was changed. "
            "Choose a folder on this computer's own disk."
        )
    return OfficePaths(chosen)


def default_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where this person's office lies unless told otherwise: on the local disk, not in a roaming profile."""
    known = os.environ if environment is None else environment
    if platform == "win32":
        local = known.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Caseworker"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Caseworker"
    data = known.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "caseworker"


def why_not_here(folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Why no office may lie in this folder, as the end of a sentence, or None when it may."""
    known = os.environ if environment is None else environment
    if is_unc(str(folder)) or _is_mapped_drive(folder) or _is_network_mount(folder):
        return "is on a network drive, where a database is not safe"
    for name in CLOUD_VARIABLES:
        cloud = known.get(name)
        if cloud and _is_inside(folder, Path(cloud)):
            return "is copied to a cloud service, where a database is not safe"
    return None


def is_unc(text: str) -> bool:
    r"""Whether a path names a server: \\server\share, //server/share, or \\?\UNC\server\share."""
    plain = text.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def file_system_of(folder: PurePath, mountinfo: str) -> str:
    """The kind of file system a folder lies on, from the text of Linux's /proc/self/mountinfo; "" if not
    listed.
    """
    best, kind = "", ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        place = fields[4].replace("\\040", " ")
        if len(place) >= len(best) and _is_inside(folder, PurePath(place)):
            best, kind = place, after.split()[0]
    return kind


def _is_network_mount(folder: Path) -> bool:
    table = Path("/proc/self/mountinfo")
    if sys.platform != "linux" or not table.exists():
        return False
    return file_system_of(folder.resolve(), table.read_text(errors="replace")) in NETWORK_FILE_SYSTEMS


def _is_mapped_drive(folder: Path) -> bool:
    """A drive letter that stands for a share: SQLite takes it for a local disk, so it must be asked of
    Windows.
    """
    if sys.platform == "win32":
        root = folder.resolve().anchor
        return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == DRIVE_REMOTE or is_unc(root)
    return False


def _is_inside(folder: PurePath, outer: PurePath) -> bool:
    return folder == outer or outer in folder.parents
