"""The sample office, built once in a run: tests work on copies, made and opened in a twentieth of the time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseworker.actions.opening import OpenOffice, open_office
from caseworker.paths import OfficePaths


@contextmanager
def opened_copy(built: Path, folder: Path) -> Iterator[OpenOffice]:
    """Copy a closed office into a folder that is not there yet, and open it for as long as the block runs."""
    shutil.copytree(built, folder)
    opened = open_office(OfficePaths(folder))
    try:
        yield opened
    finally:
        opened.close()
