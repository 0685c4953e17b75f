"""Small files of this PC that are not part of the office, such as the layout of the window."""

from __future__ import annotations

from pathlib import Path

from caseworker.files import write_whole


def write_local_file(path: Path, content: bytes) -> None:
    """Write a small file whole or not at all.

    Raises:
        UnavailableError: the folder is full or cannot be written.
    """
    write_whole(path, content, not_done="The layout of the window was not kept")
