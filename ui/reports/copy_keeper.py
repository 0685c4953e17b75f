"""Publishes a copy that was looked at, and makes it again beside other work where somebody saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from caseworker.actions.report_publication import BUSY, TRIES, OvertakenError, publish_ready
from caseworker.actions.report_ready import ReadyCopy, make_ready
from caseworker.errors import RuleError
from ui.context import Context


class Stopped(Exception):
    """The person does not wait any longer."""


class CopyKeeper(QObject):
    """Saves a copy in the order of all that is saved; figures are counted on a reader, so that saving never waits.

    Signals:
        published(object): what was published (`Publishing`).
        refused(object): why it was not: an exception.
        says_other(object): the copy made again (`ReadyCopy`), which says something else than was looked at.
    """

    published = Signal(object)
    refused = Signal(object)
    says_other = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._looked_at: ReadyCopy | None = None
        self._reasons: Mapping[str, str] = {}
        self._tries = self._asked = 0
        self._is_saving = False

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being published."""
        return self._looked_at is not None

    def start(self, ready: ReadyCopy, reasons: Mapping[str, str]) -> None:
        """Publish a copy that was looked at; `reasons` say why findings may stand."""
        self._looked_at, self._reasons, self._tries = ready, reasons, TRIES
        self._save(ready)

    def stop(self) -> bool:
        """Do not publish it, unless it is being saved already; whether it was stopped."""
        if self._is_saving:
            return False
        self._end()
        return True

    def _end(self) -> None:
        self._looked_at = None
        self._is_saving = False
        self._asked += 1

    def _save(self, ready: ReadyCopy) -> None:
        assert self._looked_at is not None
        office, seen, reasons = self._context.office, self._looked_at.digest, self._reasons
        self._is_saving = True
        self._context.tasks.run_write(
            lambda: publish_ready(office, ready, seen=seen, reasons=reasons),
            self._on_published,
            self._on_not_saved,
            receiver=self,
        )

    def _make_again(self) -> None:
        assert self._looked_at is not None
        office, before = self._context.office, self._looked_at.copy
        self._is_saving = False
        asked = self._asked

        def tell(_look: int) -> None:
            if asked != self._asked:
                raise Stopped

        self._context.tasks.run_read(
            lambda: make_ready(office, before.code, before.pack.period, tell),
            lambda ready: self._on_made(ready) if asked == self._asked else None,
            lambda error: self._on_refused(error) if asked == self._asked else None,
            receiver=self,
        )

    def _on_made(self, ready: ReadyCopy) -> None:
        assert self._looked_at is not None
        if ready.digest == self._looked_at.digest:
            self._save(ready)
            return
        self._end()
        self.says_other.emit(ready)

    def _on_published(self, made: object) -> None:
        self.published.emit(made)
        self._end()

    def _on_not_saved(self, error: Exception) -> None:
        self._tries -= 1
        if not isinstance(error, OvertakenError):
            self._on_refused(error)
        elif self._tries:
            self._make_again()
        else:
            self._on_refused(RuleError(BUSY))

    def _on_refused(self, error: Exception) -> None:
        self._end()
        self.refused.emit(error)
