"""A page whose work takes long: one piece at a time, with how far it has come and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.errors import RuleError
from ui.context import Context
from ui.page import Page
from ui.widgets.empty_state import Loading


class BusyPage(Page):
    """Reads a file or imports it."""

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.is_busy = False
        self._progress: Any = None
        self.loading = Loading(self, self._cancel)
        self.loading.button.setText("Cancel, import nothing")

    def may_close(self) -> bool:
        """An import that runs is finished or stopped first."""
        if self.is_busy:
            self.context.messages.warning(
                "An import is running", "Wait for it, or press Cancel, then close the tab."
            )
            return False
        return True

    def work(
        self, words: str, work: Callable[[], Any], done: Callable[[Any], None], *, writes: bool = False
    ) -> None:
        """Do one long piece of work, with words for what it is; `done` is told what came of it."""
        self.is_busy = True
        self.loading.start(words)
        run = self.context.tasks.run_write if writes else self.context.tasks.run_read
        run(work, lambda result: self._on_done(done, result), self._on_failed, receiver=self)

    def _on_done(self, done: Callable[[Any], None], result: Any) -> None:
        self._end()
        done(result)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, RuleError):
            self.context.messages.warning("This cannot be imported so", str(error))
        else:
            self.context.messages.failure(error)

    def new_progress(self) -> Any:
        """Return what the work tells how far it has come, and asks whether Cancel was pressed."""
        self._progress = self.context.tasks.progress(self.loading.report, receiver=self)
        return self._progress

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()
