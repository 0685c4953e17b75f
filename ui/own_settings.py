"""A person's own settings and the layout of the window: kept beside the office's file, and nothing about cases in it.

A file that cannot be read is put aside by starting afresh; a file that cannot be written is said once and does no harm.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from caseworker.actions.local_files import write_local_file
from caseworker.errors import UnavailableError

log = logging.getLogger(__name__)

DEFAULTS: dict[str, Any] = {
    "text_size": 100,
    "theme": "system",
    "typeface": "",
    "compact": False,
    "reduce_motion": False,
    "spelling": True,
    "preview_place": "",
    "keys": {},
    "layout": {},
    "chase_folder": "",
    "own_words": [],
}


class OwnSettings:
    """Settings of the person at this computer, kept as JSON."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = dict(DEFAULTS)
        if path is not None and path.exists():
            self._values |= _read(path)

    def get(self, name: str) -> Any:
        """Return a setting; its default while it was never set."""
        return self._values.get(name, DEFAULTS.get(name))

    def set(self, name: str, value: Any) -> None:
        """Keep a setting at once."""
        if self._values.get(name) != value:
            self._values[name] = value
            self.save()

    def save(self) -> None:
        """Write the file."""
        if self._path is None:
            return
        try:
            write_local_file(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except UnavailableError as error:
            log.info("own settings were not kept: %s", error)


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        log.info("own settings were not read: %s", error)
        return {}
    return {name: value for name, value in read.items() if name in DEFAULTS} if isinstance(read, dict) else {}
