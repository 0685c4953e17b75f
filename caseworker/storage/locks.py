"""Locks that the operating system holds for a process and drops when it ends, however it ends."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LOCKED_BYTE = 1 << 30  # far behind the text, which other programs may then read on Windows as well
WORKROOM_LOCK = "in-use"
BACKING_UP = ".backing-up-"
RESTORING = ".restoring-"


def open_to_lock(path: Path) -> BinaryIO:
    """Open the file for `try_lock`, making it when it is not there, for this person only."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)


def try_lock(file: BinaryIO) -> bool:
    """Take the lock without waiting; whether it was free. It is given back when the file is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by another: this is the answer, not a fault
        return False
    return True


@contextmanager
def workroom(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder for half-done files, removed at the end; what a kill leaves behind, the next one of the same
    prefix removes, which it can tell by the lock that no process holds any more.
    """
    tidy(folder, prefix)
    room = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    try:
        with open_to_lock(room / WORKROOM_LOCK) as file:
            try_lock(file)
            yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)  # a scanner may hold a file; the next workroom tries again


def tidy(folder: Path, prefix: str) -> None:
    """Remove the workrooms of this prefix that a killed process left behind; not those in use."""
    for room in folder.glob(f"{prefix}*"):
        with open_to_lock(room / WORKROOM_LOCK) as file:
            left_behind = try_lock(file)
        if left_behind:
            shutil.rmtree(room, ignore_errors=True)
