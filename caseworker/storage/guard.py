"""Two guards outside the database: one program at a time, and how far this PC had written.

Question: what if Caseworker is started twice, or the folder is copied, or an old copy is put back? Choice:
a lock that the operating system holds for the process, so that it dies with it and a kill never leaves the
office shut; and a marker beside the database (S4), so that a database that went back in time, or came from
another computer, takes a new origin before its first edit and never gives one number to two changes. Cost:
moving an office's folder begins a new origin, which is harmless.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from caseworker.domain.changes import canonical
from caseworker.errors import AlreadyOpenError
from caseworker.files import told_of_os
from caseworker.paths import OfficePaths
from caseworker.storage.locks import open_to_lock, try_lock

SLOT = 256
SLOTS = 2


class OfficeLock:
    """Proof that this process is the one that has the office open. Give it back with `release`."""

    def __init__(self, paths: OfficePaths, file: BinaryIO) -> None:
        """Use `hold`."""
        self.paths = paths
        self._file = file

    def release(self) -> None:
        """Let another start have the office. The file stays: removing it could remove another's lock."""
        self._file.close()


def take(paths: OfficePaths) -> OfficeLock:
    """Take the office for this process.

    Raises:
        AlreadyOpenError: another Caseworker on this computer has it; `holder` names the process.
        ReadOnlyError: the folder cannot be written.
    """
    paths.make_folder()
    with told_of_os("The office was not opened", paths.lock):
        file = open_to_lock(paths.lock)
    if not try_lock(file):
        file.close()
        raise AlreadyOpenError(
            f"The office in {paths.folder} is open already on this computer. Nothing was changed. "
            "Use the window that is open, or close it first."
        )
    file.truncate(0)
    file.write(f"{os.getpid()}\n".encode())
    return OfficeLock(paths, file)


@contextlib.contextmanager
def hold(paths: OfficePaths) -> Iterator[OfficeLock]:
    """Have the office to oneself while the block runs; see `take`."""
    lock = take(paths)
    try:
        yield lock
    finally:
        lock.release()


def holder(paths: OfficePaths) -> int | None:
    """The process id last written into the lock, for the message and for support, or None."""
    try:
        return int(paths.lock.read_bytes().split(b"\n", 1)[0])
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Marker:
    """The last change this PC committed: which replica wrote it, its number, and on which computer."""

    origin: str
    oseq: int
    fingerprint: str


def read_marker(path: Path) -> Marker | None:
    """The marker, or None when there is none that can be read. None is safe: it leads to a new origin."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    found = [_unpacked(data[place * SLOT : (place + 1) * SLOT]) for place in range(SLOTS)]
    last = [entry for entry in found if entry is not None]
    return max(last, key=lambda entry: entry[0])[1] if last else None


class MarkerFile:
    """The marker, kept open and rewritten after every commit.

    Two places are written in turn, each with a checksum, so that a kill or a power cut in the middle leaves
    the one before. It is not forced to the disk: a marker that lags behind the database is harmless, and a
    second fsync would double the time of every save. Renaming a new file over it would be the usual way,
    but on Windows a virus scanner that looks at the file at that moment makes a rename stop.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the marker file.

        Raises:
            ReadOnlyError, UnavailableError: the folder cannot be written.
        """
        self._path = path
        with told_of_os("The office was not opened", path):
            self._file = open_to_lock(path)
            entries = [_unpacked(self._file.read(SLOT)) for _ in range(SLOTS)]
        self._turn = max((entry[0] for entry in entries if entry is not None), default=0)

    def write(self, marker: Marker) -> None:
        """Note that this change is committed."""
        turn = self._turn + 1
        with told_of_os("The mark beside the database was not written", self._path):
            self._file.seek(turn % SLOTS * SLOT)
            self._file.write(_packed(turn, marker))
        self._turn = turn

    def close(self) -> None:
        self._file.close()


def needs_new_origin(marker: Marker | None, *, origin: str, oseq: int, fingerprint: str) -> bool:
    """Whether the database must take a new origin before its first edit (S4).

    Args:
        origin: the replica that the database says it is.
        oseq: the last number the database has of that origin.
        fingerprint: `fingerprint_of` this computer and folder now.
    """
    if marker is None:
        return True
    return marker.origin != origin or marker.fingerprint != fingerprint or oseq < marker.oseq


def fingerprint_of(folder: Path) -> str:
    """This computer and this folder, as a digest that tells nothing about either."""
    text = f"caseworker|{_machine_id()}|{folder.resolve()}"
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as place:
            return str(winreg.QueryValueEx(place, "MachineGuid")[0])
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with contextlib.suppress(OSError):
            text = Path(name).read_text().strip()
            if text:
                return text
    return f"{platform.node()} {uuid.getnode():x}"


def _packed(turn: int, marker: Marker) -> bytes:
    kept = {"turn": turn, "origin": marker.origin, "oseq": marker.oseq, "fingerprint": marker.fingerprint}
    body = canonical(kept).encode()
    line = b"%08x %s" % (zlib.crc32(body), body)
    if len(line) >= SLOT:
        raise ValueError("the marker is too long")
    return line.ljust(SLOT - 1) + b"\n"


def _unpacked(slot: bytes) -> tuple[int, Marker] | None:
    check, _, body = slot.rstrip().partition(b" ")
    if not body or check != b"%08x" % zlib.crc32(body):
        return None
    doc = json.loads(body)
    return doc["turn"], Marker(doc["origin"], doc["oseq"], doc["fingerprint"])
