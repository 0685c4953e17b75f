"""Making the preview while somebody types: soon after the last key, one at a time, and never an old one over a new.

Question: what if keys come faster than a preview is made? Choice: each is passed over for a newer one, but not for
longer than a second: then the one that is ready shows, and the next is begun. Cost: it may lag by the time of making.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from ui.tasks import Tasks

PAUSE_MS = 40  # after a key; a fast typist's next key comes later than that
MOST_MS = 1_000  # without a picture, while keys go on coming


class Previewing(QObject):
    """Runs one job after another, away from the UI thread.

    Args:
        job: gives the work for what stands on the page this moment; None where there is nothing to make.
        pause_ms: how long it waits after the last key.
        clock: milliseconds that only grow.

    Signals:
        begun: a job was begun.
        made(object), failed(object): its result, or why there is none; only that of the newest.
    """

    begun = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        job: Callable[[], Callable[[], Any] | None],
        parent: QObject,
        *,
        pause_ms: int = PAUSE_MS,
        clock: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._job = tasks, job
        self._is_making = self._is_wanted = False
        self._asked = 0
        self._since = QElapsedTimer()
        self._clock = clock
        self._waiting_from: int | None = None  # when the first wish came that nothing was shown of yet
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self.now)

    def soon(self) -> None:
        """Something was typed."""
        if not self._since.isValid():
            self._since.start()
        if self._waiting_from is None:
            self._waiting_from = self._clock()
        if not self._is_overdue() or not self._pause.isActive():
            self._pause.start()

    def now(self) -> None:
        """Make it at once, or as soon as the one being made is done."""
        self._pause.stop()
        if self._is_making:
            self._is_wanted = True
            return
        job = self._job()
        if job is None:
            return
        self._is_making, self._is_wanted = True, False
        self._asked += 1
        asked = self._asked
        self.begun.emit()
        self._tasks.run_read(
            job,
            lambda made: self._on_answer(asked, self.made, made),
            lambda error: self._on_answer(asked, self.failed, error),
            receiver=self,
        )

    def stop(self) -> None:
        """Make nothing that was asked for, and pass over what is being made."""
        self._pause.stop()
        self._asked += 1
        self._is_making = self._is_wanted = False
        self._waiting_from = None

    def took_ms(self) -> int | None:
        """Milliseconds since the first key that was not shown yet, once; None where no key was pressed."""
        if not self._since.isValid():
            return None
        took = self._since.elapsed()
        self._since.invalidate()
        return int(took)

    def _on_answer(self, asked: int, signal: Any, answer: object) -> None:
        if asked != self._asked:
            return
        self._is_making = False
        is_old = self._is_wanted
        if not is_old or self._is_overdue():
            self._waiting_from = self._clock() if is_old or self._pause.isActive() else None
            signal.emit(answer)
        if is_old and asked == self._asked:
            self.now()

    def _is_overdue(self) -> bool:
        """Whether somebody has typed for a second and seen nothing of it."""
        return self._waiting_from is not None and self._clock() - self._waiting_from >= MOST_MS
