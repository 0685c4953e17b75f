"""Work off the UI thread: one writer thread, two reader threads, one bridge back.

Question: how is slow work kept from the window without a Qt object per job (which crashed when tried)? Choice: plain
Python threads and queues, and one long-lived `QObject` whose one signal carries every answer home. Cost: `done` and
`failed` may arrive after the page has gone, so each answer names its receiver and is dropped when that is dead.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Work = Callable[[], Any]
T = TypeVar("T")

log = logging.getLogger(__name__)
READ_ENDS_WITHIN = 2.0
"""Seconds that the end of the program waits for a read; one that asks a silent hub would keep it for many."""


class Progress:
    """How far a long piece of work has come, and whether the person wants it stopped.

    Make it with `tasks.progress(on_report)`; hand it to the work, which calls `report` now and then and looks at
    `cancelled`. `on_report(fraction, words)` is called on the UI thread; fraction is 0 to 1.
    """

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the person has asked for the work to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._cancelled.set()

    def report(self, fraction: float, words: str = "") -> None:
        """Say how far the work has come, from any thread."""
        self._tell(min(1.0, max(0.0, fraction)), words)


class Tasks(Protocol):
    """What a page may ask for. `Threads` is the real one, `SyncTasks` the one for tests."""

    def run_read(
        self, work: Work, done: Done, failed: Failed | None = None, *, receiver: QObject | None = None
    ) -> None:
        """Read something; then call `done(result)` or `failed(error)` on the UI thread."""

    def run_write(
        self, work: Work, done: Done, failed: Failed | None = None, *, receiver: QObject | None = None
    ) -> None:
        """Change something, in the order asked; then call `done(result)` or `failed(error)` on the UI thread."""

    def progress(
        self, on_report: Callable[[float, str], None], *, receiver: QObject | None = None
    ) -> Progress:
        """A progress for one long piece of work; its reports arrive on the UI thread."""

    def shutdown(self) -> None:
        """Finish every change already asked for, drop reads that have not begun, and stop."""


class _Bridge(QObject):
    """Carries answers from the worker threads to the UI thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def _on_arrived(self, answer: Work) -> None:
        answer()


def is_alive(receiver: object | None) -> bool:
    """Whether a result may still be handed over (a deleted widget may not be touched)."""
    return not isinstance(receiver, QObject) or shiboken6.isValid(receiver)


def _receiver_of(call: Callable[..., Any] | None, named: QObject | None) -> QObject | None:
    owner = named if named is not None else getattr(call, "__self__", None)
    return owner if isinstance(owner, QObject) else None


class Threads:
    """The real runner. Make it once, on the UI thread, after the QApplication.

    Args:
        unhandled: told of an error for which no `failed` was given (normally `messages.failure`).
    """

    def __init__(self, unhandled: Failed | None = None, *, readers: int = 2) -> None:
        self._unhandled = unhandled or _log_error
        self._bridge = _Bridge()
        self._reads: SimpleQueue[Work | None] = SimpleQueue()
        self._writes: SimpleQueue[Work | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._threads = [self._start("writer", self._writes)]
        self._threads += [self._start(f"reader-{n + 1}", self._reads) for n in range(readers)]

    def run_read(
        self, work: Work, done: Done, failed: Failed | None = None, *, receiver: QObject | None = None
    ) -> None:
        """See `Tasks.run_read`."""
        self._reads.put(self._job(work, done, failed, receiver, droppable=True))

    def run_write(
        self, work: Work, done: Done, failed: Failed | None = None, *, receiver: QObject | None = None
    ) -> None:
        """See `Tasks.run_write`."""
        self._writes.put(self._job(work, done, failed, receiver, droppable=False))

    def progress(
        self, on_report: Callable[[float, str], None], *, receiver: QObject | None = None
    ) -> Progress:
        """See `Tasks.progress`."""
        owner = _receiver_of(on_report, receiver)

        def tell(fraction: float, words: str) -> None:
            self._send(lambda: on_report(fraction, words) if is_alive(owner) else None)

        return Progress(tell)

    def shutdown(self) -> None:
        """See `Tasks.shutdown`. Returns when the last change is written; a read that hangs is left behind."""
        self._stopping.set()
        self._writes.put(None)
        for _ in self._threads[1:]:
            self._reads.put(None)
        self._threads[0].join()
        for thread in self._threads[1:]:
            thread.join(READ_ENDS_WITHIN)

    def _start(self, name: str, queue: SimpleQueue[Work | None]) -> threading.Thread:
        thread = threading.Thread(target=_serve, args=(queue,), name=f"caseworker-{name}", daemon=True)
        thread.start()
        return thread

    def _job(
        self, work: Work, done: Done, failed: Failed | None, receiver: QObject | None, *, droppable: bool
    ) -> Work:
        owner = _receiver_of(done, receiver)
        on_error = failed or self._unhandled

        def job() -> None:
            if droppable and self._stopping.is_set():
                return
            try:
                result = work()
            except Exception as error:
                caught = error
                self._send(lambda: on_error(caught) if is_alive(owner) else None)
            else:
                self._send(lambda: done(result) if is_alive(owner) else None)

        return job

    def _send(self, answer: Work) -> None:
        if is_alive(self._bridge):
            self._bridge.arrived.emit(answer)


class SyncTasks:
    """The runner for tests: everything happens at once, on the calling thread."""

    def __init__(self, unhandled: Failed | None = None) -> None:
        self._unhandled = unhandled

    def run_read(
        self, work: Work, done: Done, failed: Failed | None = None, *, receiver: QObject | None = None
    ) -> None:
        """See `Tasks.run_read`; an error without `failed` is raised, so that a test sees it."""
        handler = failed or self._unhandled
        try:
            result = work()
        except Exception as error:
            if handler is None:
                raise
            handler(error)
            return
        if is_alive(_receiver_of(done, receiver)):
            done(result)

    run_write = run_read

    def progress(
        self, on_report: Callable[[float, str], None], *, receiver: QObject | None = None
    ) -> Progress:
        """See `Tasks.progress`."""
        return Progress(on_report)

    def shutdown(self) -> None:
        """Nothing is ever waiting."""


def _serve(queue: SimpleQueue[Work | None]) -> None:
    while (job := queue.get()) is not None:
        job()
        del job  # a finished job must not keep its page alive while the thread waits


def _log_error(error: Exception) -> None:
    log.error("work failed", exc_info=error)
