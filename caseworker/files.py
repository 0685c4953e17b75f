"""Small files written whole or not at all, and the operating system's complaints in plain words.

Question: what is left after a kill in the middle of writing a keys file? Choice: the old file or the new
one, never half of either: write beside it, force it to the disk, then rename over. Cost: one fsync, so this
is not for files that change with every keystroke.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from caseworker.errors import DiskFullError, ReadOnlyError, UnavailableError

FULL_ERRNOS = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
READ_ONLY_ERRNOS = {errno.EROFS, errno.EACCES, errno.EPERM}
SAFE = "Everything saved before is safe."


def write_whole(path: Path, data: bytes, *, not_done: str) -> None:
    """Put these bytes into the file, readable by this person only; a kill leaves the old file or the new one.

    Args:
        not_done: what to say did not happen when it cannot, such as "The keys were not written".

    Raises:
        DiskFullError, ReadOnlyError, UnavailableError: the old file is as it was.
    """
    with told_of_os(not_done, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(Path(name), path, not_done)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _put_in_place(made: Path, path: Path, not_done: str) -> None:
    """Rename over the old file. The folder can be written, so what forbids it is a program that has the file open."""
    try:
        made.replace(path)
    except PermissionError as error:
        if not path.is_file():
            raise
        raise UnavailableError(
            f"{not_done} because {path.name} is open in another program, or may not be replaced. {SAFE} "
            "Close it there, then try again, or give the file another name."
        ) from error


def sync_folder(folder: Path) -> None:
    """Force a rename in this folder to the disk, where the system offers it (Windows does so by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(
            OSError
        ):  # some file systems refuse; the rename is then as durable as they make it
            os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def told_of_os(not_done: str, path: Path) -> Iterator[None]:
    """Run the block; turn an error of the operating system into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        raise from_os(error, not_done, path) from error


def from_os(error: OSError, not_done: str, path: Path) -> UnavailableError:
    """The sentence for an error of the operating system while reading or writing this file."""
    if error.errno in FULL_ERRNOS:
        return disk_full(not_done)
    if error.errno in READ_ONLY_ERRNOS:
        return read_only(not_done, path.parent)
    if isinstance(error, FileNotFoundError):
        return UnavailableError(
            f"{not_done} because {path} is not there. {SAFE} Check the name and the folder."
        )
    reason = error.strerror or type(error).__name__
    return UnavailableError(f"{not_done}: the computer reports “{reason}” for {path}. {SAFE} Try again.")


def disk_full(not_done: str) -> DiskFullError:
    """No room left on the disk."""
    return DiskFullError(f"{not_done} because the disk is full. {SAFE} Free some space, then try again.")


def read_only(not_done: str, folder: Path) -> ReadOnlyError:
    """The folder may be read but not written."""
    return ReadOnlyError(
        f"{not_done} because {folder} cannot be written. {SAFE} "
        "Ask for the right to write there, or choose another folder."
    )
