"""Spelling wherever people write long texts: a box is looked at from the moment somebody is in it; F7 walks through.

What it needs is imported then, not when the window starts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ui.context import Context
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.spelling.dialog import SpellingDialog
    from ui.spelling.marks import SpellingMarks
    from ui.spelling.prose import ProseSpeller


def is_on(own: Any) -> bool:
    """Whether the person wants long texts looked at, by their own settings."""
    return own is None or bool(own.get("spelling"))


class SpellingEverywhere(QObject):
    """Marks the long text boxes of a window and walks through their words.

    Args:
        window: whose boxes they are.
        front: gives the page in front, whose boxes the walk goes through.
    """

    def __init__(self, context: Context, window: QWidget, front: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._context, self._window, self._front = context, window, front
        self.dialog: SpellingDialog | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        context.registry.handle("edit.spelling", window, self.walk, enabled=self.why_not, always=True)

    @cached_property
    def speller(self) -> ProseSpeller:
        """Knows what was looked at and what is to be ignored."""
        from ui.spelling.prose import ProseSpeller

        return ProseSpeller(self._context.tasks, self._context.own, self)

    def why_not(self) -> str:
        """Why it cannot be used, or ""; asked after every change, so the boxes are looked for in the walk alone."""
        return "" if is_on(self._context.own) else "Spelling is switched off in My settings."

    def walk(self) -> None:
        """Go through the misspelt words of the page in front, one after the other (F7)."""
        from caseworker.actions.spelling import load_dictionary

        if not self._areas():
            self._context.messages.status("There is no long text to write on this page.")
            return
        self._context.tasks.run_read(load_dictionary, lambda _none: self._begin(), receiver=self)

    def _begin(self) -> None:
        from ui.spelling.dialog import SpellingDialog

        marks = [found for area in self._areas() if (found := self._marked(area.box)) is not None]
        for each in marks:
            each.check()
        if not any(each.found for each in marks):
            self._context.messages.status("No misspelt words.")
            return
        self.dialog = dialog = SpellingDialog(marks, self._window)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _areas(self) -> list[TextArea]:
        front = self._front()
        areas = front.findChildren(TextArea) if front is not None else []
        return [area for area in areas if area.is_prose and area.isVisible() and not area.box.isReadOnly()]

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, QPlainTextEdit) or now.isReadOnly() or now.window() is not self._window:
            return
        area = now.parent()
        if isinstance(area, TextArea) and area.is_prose and is_on(self._context.own):
            self._marked(now)

    def _marked(self, box: QPlainTextEdit) -> SpellingMarks | None:
        """The marks of a box, made once; None where a page marks it by a speller of its own."""
        from ui.spelling.marks import SpellingMarks

        found = next((each for each in box.children() if isinstance(each, SpellingMarks)), None)
        found = found or SpellingMarks(box, self.speller)
        return found if found.speller is self.speller else None
