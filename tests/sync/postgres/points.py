"""Where a program dies that shares a Postgres hub: named points around every call that makes something durable (T6).

Between two statements of the file it dies by SQLite's own clock, after so many steps of its machine; in the middle of a
call of the hub by a timer.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from caseworker.sync.port import Lease, Page, Pushed, Signed, Wire

SAVING = "while a change is saved"
PUSHING = "before a push"
PUSHED_HALF = "while a push is on its way"
PUSHED = "after a push, before its answer is noted"
NOTED = "after the answer to a push was noted"
CAME = "after a page came, before it is stored"
STORING = "while a page is stored"
STORED = "after a page was stored"
LEASED = "after numbers were leased, before they are kept"
SENDING = "while a file is sent"
SENT = "after a file was sent, before that is noted"
FETCHING = "while a file comes"
ANYWHERE = "anywhere"

POINTS = (
    SAVING,
    PUSHING,
    PUSHED_HALF,
    PUSHED,
    NOTED,
    CAME,
    STORING,
    STORED,
    LEASED,
    SENDING,
    SENT,
    FETCHING,
    ANYWHERE,
)
"""Every kind; who is to die anywhere is killed from outside."""

_STEPS = 4000
"""Of SQLite's machine: a page of a few changes takes some ten thousand."""
_PUSH_SECONDS = 0.006


class Death:
    """Comes at one point, after it was passed a few times."""

    def __init__(self, point: str, luck: random.Random) -> None:
        self.point, self._luck, self._left = point, luck, luck.randrange(3)

    def at(self, here: str) -> None:
        """Die, if this is where and when."""
        if self._is_due(here):
            die()

    @contextmanager
    def during(self, here: str, raw: Any) -> Iterator[None]:
        """Die after some steps of the statements inside, if this is where and when."""
        if not self._is_due(here):
            yield
            return
        raw.set_progress_handler(_kill, 1 + self._luck.randrange(_STEPS))
        try:
            yield
        finally:
            raw.set_progress_handler(None, 0)

    @contextmanager
    def while_called(self, here: str) -> Iterator[None]:
        """Die after a moment, if this is where and when and the call still goes on."""
        if not self._is_due(here):
            yield
            return
        timer = threading.Timer(self._luck.random() * _PUSH_SECONDS, die)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _is_due(self, here: str) -> bool:
        self._left -= here == self.point
        return here == self.point and self._left < 0


def die() -> None:
    """End at once, as by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def _kill() -> int:
    die()
    return 0


class Dying:
    """What a hub or a store is to a program that dies: every other call goes through."""

    def __init__(self, inner: Any, death: Death) -> None:
        self._inner, self._death = inner, death

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class DyingHub(Dying):
    """Points around the calls of the hub."""

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        self._death.at(PUSHING)
        with self._death.while_called(PUSHED_HALF):
            answer: Pushed = self._inner.push(rows, signed)
        self._death.at(PUSHED)
        return answer

    def pull(self, after: int, limit: int) -> Page:
        page: Page = self._inner.pull(after, limit)
        if page.rows:
            self._death.at(CAME)
        return page

    def lease_refs(self, *asked: Any) -> Lease | None:
        lease: Lease | None = self._inner.lease_refs(*asked)
        self._death.at(LEASED)
        return lease

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        here: int = self._inner.blob_put(digest, media_type, size, offset, part)
        self._death.at(SENT if here == -1 else SENDING)
        return here

    def blob_get(self, *asked: Any) -> bytes:
        part: bytes = self._inner.blob_get(*asked)
        self._death.at(FETCHING)
        return part


class DyingStore(Dying):
    """Points around the transactions of the file."""

    def __init__(self, inner: Any, death: Death, raw: Any) -> None:
        super().__init__(inner, death)
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        after: dict[str, Callable[..., Any]] = {"take_page": self._stored, "mark_pushed": self._noted}
        make = after.get(name)
        return (lambda *args, **named: make(found, *args, **named)) if make else found

    def _stored(self, take: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with self._death.during(STORING, self._raw):
            taken = take(*args, **named)
        self._death.at(STORED)
        return taken

    def _noted(self, mark: Callable[..., Any], *args: Any, **named: Any) -> Any:
        marked = mark(*args, **named)
        self._death.at(NOTED)
        return marked
