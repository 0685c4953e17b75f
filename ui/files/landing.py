"""A place where files may be dropped or pasted: a page, also over its boxes, which would take a file's name as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseworker.actions.gather_files import Source
from caseworker.domain.dates_in_words import MONTHS
from ui.context import Context
from ui.files.from_mime import NOT_HANDED_OVER, files_in, has_files

Take = Callable[[Sequence[Source | Path], str], object]
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Landing(QObject):
    """Takes what is dropped on a widget and its parts, and what is pasted while the focus is in `pastes`.

    Args:
        take: given the files and "drop" or "paste".
        why_not: why nothing may be added now, or "".
    """

    def __init__(
        self, context: Context, widget: QWidget, take: Take, why_not: Callable[[], str] | None = None
    ) -> None:
        super().__init__(widget)
        self._context, self._take = context, take
        self._why_not = why_not or (lambda: "")
        self.watch(widget)

    def watch(self, widget: QWidget) -> None:
        """Take drops on this widget as well."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def watch_all(self, parts: Sequence[QWidget]) -> None:
        """Take drops on parts that would take them themselves; one that is watched already is left alone."""
        for part in parts:
            if part.acceptDrops() and not part.property("takes_files"):
                part.setProperty("takes_files", True)
                part.installEventFilter(self)

    def take_pastes(self, widget: QWidget) -> None:
        """Take Ctrl+V while the focus is in this widget, which has no box to type in."""
        shortcut = QShortcut(QKeySequence.StandardKey.Paste, widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.paste)

    def paste(self) -> None:
        """Take the files or the picture of the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not has_files(mime):
            self._context.messages.status("There is no file and no picture to paste.")
            return
        self._bring(mime, "paste")

    def _bring(self, mime: QMimeData, how: str) -> None:
        refused = self._why_not()
        if refused:
            self._context.messages.status(refused)
            return
        day = self._context.today()
        files = files_in(mime, how, f"Picture of {day.day} {MONTHS[day.month - 1]} {day.year}.png")
        if files:
            self._take(files, how)
        else:
            self._context.messages.warning("Nothing was added", NOT_HANDED_OVER)

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files are taken here; anything else goes its usual way."""
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            mime = event.mimeData()
            if mime is not None and has_files(mime):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if event.type() == QEvent.Type.Drop:
                    self._bring(mime, "drop")
                return True
        return False
