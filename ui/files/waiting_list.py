"""The files of an intake that is not logged yet: what waits, and the ways to add more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.waiting_files import Waiting, without
from caseworker.office import Office
from ui.files.rows import file_model, waiting_rows
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words

_MOST_ROWS = 6

EMPTY = "No files yet. Drop them anywhere on this page, paste them here, or choose them."


class WaitingList(Follows, QWidget):
    """The files that wait, and their buttons.

    Signals:
        changed: a file was taken out.
        add_asked, email_asked: the buttons.
    """

    changed = Signal()
    add_asked = Signal()
    email_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._files: list[Waiting] = []
        self.model = file_model(("name", "kind", "size"))
        self.table = CaseTable("Files of this contact", ("file", "files"), with_filter=False)
        self.table.set_model(self.model)
        self.empty = Words(EMPTY, tone="muted")
        self.add_button = Button("Add files", self.add_asked.emit, icon="attachment")
        self.email_button = Button("Import email (Ctrl+Shift+I)", self.email_asked.emit, icon="letter")
        self.remove_button = Button("Take file out (Delete)", self.remove_current, kind="quiet")
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self.remove_current)
        row = FlowRow(gap=8)
        for button in (self.add_button, self.email_button, self.remove_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        column.addWidget(row)
        self._show()
        self.follow_theme()

    def files(self) -> list[Waiting]:
        """What the draft shall say of them."""
        return list(self._files)

    def set_files(self, files: Sequence[Any]) -> None:
        """Show the files a draft names."""
        self._files = [dict(file) for file in files if isinstance(file, dict) and file.get("digest")]
        self._show()

    def add(self, files: Sequence[Waiting]) -> list[str]:
        """Add files; one that waits already is left out. Return the names of those left out."""
        present = {(f["digest"], f["name"]) for f in self._files if not f.get("parent")}
        there = [f for f in files if not f.get("parent") and (f["digest"], f["name"]) in present]
        fresh = list(files)
        for file in there:
            fresh = without(fresh, str(file["key"]))
        self._files += fresh
        self._show()
        return [str(f["name"]) for f in there]

    def remove_current(self) -> None:
        """Take the current file out, with what came with it."""
        key = self.table.current_key()
        if key:
            self._files = without(self._files, key)
            self._show()
            if not self._files:
                self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def retheme(self) -> None:
        """Rows grow with the text."""
        rows = min(_MOST_ROWS, self.model.rowCount()) + 1
        height = rows * (theme().control_height() + 2) + theme().px(34)
        self.table.setFixedHeight(height)

    def _show(self) -> None:
        self.model.set_rows(waiting_rows(self._office, self._files))
        has_files = bool(self._files)
        self.table.setVisible(has_files)
        self.remove_button.setVisible(has_files)
        self.empty.setVisible(not has_files)
        self.retheme()
