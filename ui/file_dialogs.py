"""Asks where a file lies or shall lie, with the system's own dialogs; a test hands a page answers in their place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class FileDialogs(Protocol):
    """The four questions. Each gives None when the person thought better of it."""

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        """Where a file shall be written; the dialog itself asks before an older file is replaced."""

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """Which file to read."""

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """Which files to read; none when the person thought better of it."""

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Into which folder to write."""


class SystemFileDialogs:
    """The real ones. They begin in the folder used last."""

    def __init__(self) -> None:
        self._folder = Path.home()

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        """See `FileDialogs.save_as`; the ending is added when it was not typed."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(self._folder / name), filters)
        return self._kept(with_ending(chosen, Path(name).suffix)) if chosen else None

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """See `FileDialogs.open_file`."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(self._folder), filters)
        return self._kept(Path(chosen)) if chosen else None

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """See `FileDialogs.open_files`."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(self._folder), filters)
        return [self._kept(Path(name)) for name in chosen]

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """See `FileDialogs.choose_folder`."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self._folder))
        if chosen:
            self._folder = Path(chosen)
        return Path(chosen) if chosen else None

    def _kept(self, path: Path) -> Path:
        self._folder = path.parent
        return path


def with_ending(name: str, ending: str) -> Path:
    """The path, with the ending a file of this form has."""
    path = Path(name)
    return path if path.suffix.lower() == ending.lower() else path.with_name(path.name + ending)


SYSTEM_DIALOGS = SystemFileDialogs()
