"""Asks for files before there is a window; a test answers in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_backup(parent: QWidget) -> Path | None:
    """Return the backup file chosen, or None."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Restore an office from a backup", "", "Backups (*.cwbackup);;All files (*)"
    )
    return Path(name) if name else None
