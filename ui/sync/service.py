"""The thread that meets the hub. It owns the connection; the window only wakes it and hears what came of it.

Question: may a silent network keep the window, or its closing, waiting? Choice: no; the thread is its own, is never
waited for longer than a second, and what it was doing when the program ended is begun again at the next start (every
step is whole). Cost: a call that hangs is left behind when the program closes.
Source: offline rules S1, P9, P13.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal

from caseworker.actions.sharing import connected
from caseworker.actions.sync import (
    Cut,
    Decision,
    Hub,
    Meeting,
    Met,
    SyncStatus,
    Trouble,
    cut_short,
    stop,
    sync_status,
)
from caseworker.errors import CaseworkerError
from caseworker.office import Office
from ui.sync.rhythm import Rhythm
from ui.tasks import is_alive

log = logging.getLogger(__name__)
SLICE = 0.5
"""Seconds the hub is listened to before the thread looks whether somebody woke it."""

PROGRESS_EVERY = 0.1
CLOSES_WITHIN = 1.0


class Line(Enum):
    """What the line to the hub is."""

    OPENING = "opening"
    SHARED = "shared"
    OFFLINE = "offline"
    SIGN_IN = "sign in"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class News:
    """What the window is told.

    Attributes:
        met: what a meeting did, whole or cut short; None while there was none.
        words: the sentence of a hub that refuses, of a login that is not taken, of a file that cannot be written.
        was_asked: a person pressed F5 or F9 for it.
        bug: what should not have happened.
        asks_it: the hub is away until IT does something.
        decisions: what a person decided before this meeting; `met.outcome.has_decided` says what the hub took of it.
    """

    line: Line
    status: SyncStatus
    met: Met | None = None
    words: str = ""
    was_asked: bool = False
    bug: Exception | None = None
    decisions: tuple[Decision, ...] = ()
    asks_it: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far a meeting has come: "send", "receive", "sort" or "files", how much is done, how much there is."""

    what: str
    done: int
    of: int


class _Bridge(QObject):
    """Carries what the thread says to the window's thread; what was still on its way when it stopped is dropped."""

    told = Signal(object)

    def __init__(self, tell: Callable[[News | Step], None]) -> None:
        super().__init__()
        self._tell, self.is_over = tell, False
        self.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def _on_told(self, said: News | Step) -> None:
        if not self.is_over:
            self._tell(said)


class SyncService:
    """Meets the hub for as long as the window is open.

    Args:
        tell: told of everything on the window's thread: `News` and `Step`.
        connect: opens the hub; asked again after each failure.
    """

    def __init__(
        self,
        office: Office,
        tell: Callable[[News | Step], None],
        connect: Callable[[Office], Hub] = connected,
        rhythm: Rhythm | None = None,
    ) -> None:
        self._office, self._connect, self._rhythm = office, connect, rhythm or Rhythm()
        self._bridge = _Bridge(tell)
        self._woken, self._stopping, self._cancelled = threading.Event(), threading.Event(), threading.Event()
        self._asked = self._has_moved = False
        self._decisions: tuple[Decision, ...] = ()
        self._stepped_at = 0.0
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether it meets the hub."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin, or go on after a stop; a thread that still hangs in its last call then goes on with the next."""
        self._bridge.is_over = False
        self._stopping.clear()
        self._cancelled.clear()
        if not self.is_running:
            self._thread = threading.Thread(target=self._serve, name="caseworker-sync", daemon=True)
            self._thread.start()

    def wake(self, *_changed: object) -> None:
        """Something was saved: meet at once. From any thread."""
        self._woken.set()

    def ask(self) -> None:
        """A person wants it now (F5, F9); the news will say so."""
        self._asked = True
        self._cancelled.clear()
        self._woken.set()

    def reconnect(self) -> None:
        """The hub has another address: leave the line there is, and meet at once."""
        self._has_moved = True
        self.ask()

    def decide(self, decision: Decision) -> None:
        """A person decided about what waits at the hub; the news will say whether the hub has heard of it.

        What it could not be told is not kept: somebody else may have decided meanwhile.
        """
        self._decisions = (*self._decisions, decision)
        self._cancelled.clear()
        self._woken.set()

    def cancel(self) -> None:
        """Stop the meeting at its next step; what was done is kept. It goes on when it is asked or woken."""
        self._cancelled.set()

    def stop(self) -> bool:
        """End it; whether it ended within a second. A call that hangs is left behind."""
        self._bridge.is_over = True
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(CLOSES_WITHIN)
        return not self.is_running

    # -- on its own thread --------------------------------------------------------------------------------

    def _serve(self) -> None:
        hub: Hub | None = None
        while not self._stopping.is_set():
            self._woken.clear()
            asked, self._asked = self._asked, False
            decisions, self._decisions = self._decisions, ()
            meeting: Meeting | None = None
            try:
                if self._has_moved:
                    self._has_moved = False
                    self._closed(hub)
                    hub = None
                hub = hub or self._connect(self._office)
                meeting = Meeting(self._office, hub, self._report, decisions)
                meeting.run(check=asked)
                met = meeting.met()
                self._tell(News(Line.SHARED, met.status, met, was_asked=asked, decisions=decisions))
                if not met.outcome.has_more_files:
                    self._listen(hub, self._rhythm.poll())
            except Exception as error:
                if self._stopping.is_set():
                    break
                self._closed(hub)
                hub = None
                self._say(error, meeting, asked, decisions)
                self._woken.wait(self._rhythm.rest())
        self._closed(hub)

    def _say(
        self, error: Exception, meeting: Meeting | None, asked: bool, decisions: tuple[Decision, ...]
    ) -> None:
        cut = cut_short(error)
        try:
            met = meeting.met() if meeting is not None else None
            status = met.status if met else sync_status(self._office)
        except CaseworkerError as other:  # the file itself is in the way
            met, status, cut = None, SyncStatus(is_shared=True), Cut(Trouble.REFUSED, str(other))
        if cut.trouble is Trouble.BUG:
            log.error("a meeting with the hub ended in a bug", exc_info=error)
        bug = error if cut.trouble is Trouble.BUG else None
        line = _LINES[cut.trouble]
        self._tell(News(line, status, met, cut.words, asked, bug, decisions, cut.asks_it))

    def _listen(self, hub: Hub, seconds: float) -> None:
        """Wait until the hub has something, somebody wakes us, or the time is over."""
        until = time.monotonic() + seconds
        while not self._woken.is_set() and time.monotonic() < until:
            if hub.wait(SLICE):
                return

    def _report(self, what: str, done: int, of: int) -> None:
        if self._stopping.is_set() or self._cancelled.is_set():
            stop()
        now = time.monotonic()
        if now - self._stepped_at >= PROGRESS_EVERY:
            self._stepped_at = now
            self._tell(Step(what, done, of))

    def _closed(self, hub: Hub | None) -> None:
        if hub is not None:
            try:
                hub.close()
            except Exception as error:  # it is gone in any case
                log.info("the hub was not closed: %s", type(error).__name__)

    def _tell(self, news: News | Step) -> None:
        if not self._stopping.is_set() and is_alive(self._bridge):
            self._bridge.told.emit(news)


_LINES = {
    Trouble.AWAY: Line.OFFLINE,
    Trouble.SIGN_IN: Line.SIGN_IN,
    Trouble.REFUSED: Line.REFUSED,
    Trouble.STOPPED: Line.STOPPED,
    Trouble.BUG: Line.REFUSED,
}
