"""Back up: one verified, encrypted file with everything in it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.checking import back_up
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.part import SettingsPart
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.key_value_list import KeyValue, KeyValueList
from ui.widgets.words import Words

ENDING = ".cwbackup"


class BackupPart(SettingsPart):
    """Back up now."""

    code = "backup"
    title = "Back up"
    purpose = (
        "Writes a copy of every case, letter and setting into one file and reads it back. Of an encrypted office the "
        "backup is encrypted too: the recovery key or your passphrase opens it. Keep it on another disk or a network "
        "drive."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.is_busy = False
        self.start = Button("Back up now", self.back_up, kind="primary", icon="export")
        self.result = Words("", "reading", bold=True)
        self.facts = KeyValueList()
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.result)
        self.column.addWidget(self.facts)
        self.column.addStretch(1)
        self.result.hide()
        self.loading = Loading(self)

    def first_focus(self) -> QWidget:
        """The button."""
        return self.start

    def back_up(self) -> None:
        """Ask where, then write it."""
        if self.is_busy:
            self.context.messages.status("The backup is still being made.")
            return
        office = self.context.office
        name = f"{_file_words(office.settings.council)}-{office.clock.today():%Y-%m-%d}{ENDING}"
        path = self.files.save_as(self, "Back up this office", name, f"Backups (*{ENDING})")
        if path is None:
            return
        self.is_busy = True
        self.loading.start("Making the backup and reading it back")
        self.context.tasks.run_read(
            lambda: back_up(office, path), self._on_done, self._on_failed, receiver=self
        )

    def _on_done(self, report: Any) -> None:
        self._end()
        cases = report.counts.get("case_list", report.counts.get("case", 0))
        self.result.setText("The backup was made and read back.")
        self.result.show()
        rows = [
            KeyValue("file", "File", report.path.name, may_change=False),
            KeyValue("folder", "Folder", str(report.path.parent), may_change=False),
            KeyValue("size", "Size", size_words(report.size), may_change=False),
            KeyValue(
                "key",
                "Encrypted",
                "Yes" if report.encrypted else "No: this office is not encrypted",
                may_change=False,
            ),
        ]
        if cases:
            rows.insert(2, KeyValue("cases", "Cases", f"{cases:,}", may_change=False))
        self.facts.set_rows(rows)
        self.context.messages.success("Backed up", f"{report.path.name} was written to {report.path.parent}.")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.result.hide()
        self.facts.set_rows(())
        self.context.messages.failure(error)

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()


def size_words(size: int) -> str:
    """A size as people say it: "512 KB", "1.4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000)):,} KB"
    return f"{size / 1_000_000:,.1f} MB"


def _file_words(council: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", council).strip("-") or "caseworker"
