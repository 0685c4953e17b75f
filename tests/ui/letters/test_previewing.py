"""The preview while somebody types: the newest where there is time, and something at least every second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.letters.previewing import MOST_MS, Previewing
from ui.tasks import SyncTasks


class Later(SyncTasks):
    """Keeps what was asked for until the test lets it be done."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Callable[[], None]] = []

    def run_read(self, work: Any, done: Any, failed: Any = None, *, receiver: Any = None) -> None:
        self.asked.append(lambda: done(work()))


class Typist:
    """Types, makes previews, and lets time pass."""

    def __init__(self) -> None:
        self.now, self.typed, self.shown = 0, 0, list[int]()
        self.owner, self.tasks = QObject(), Later()
        self.previewing = Previewing(self.tasks, self._job, self.owner, clock=lambda: self.now)
        self.previewing.made.connect(self.shown.append)

    def _job(self) -> Callable[[], int]:
        words = self.typed
        return lambda: words

    def key(self, after: int) -> None:
        """A key, some milliseconds after the one before; its preview is asked for."""
        self.now += after
        self.typed += 1
        self.previewing.soon()
        self.previewing.now()

    def made(self) -> None:
        """What was being made is done."""
        self.tasks.asked.pop(0)()


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist()


def test_a_preview_that_is_old_when_it_is_made_gives_way_to_the_newer_one(typist: Typist) -> None:
    typist.key(0)
    typist.key(100)
    typist.made()
    assert typist.shown == []
    typist.made()
    assert typist.shown == [2]


def test_who_types_faster_than_a_preview_is_made_sees_one_every_second(typist: Typist) -> None:
    typist.key(0)
    for _ in range(30):  # a key every 100 ms, and none of the previews is new when it is made
        typist.key(100)
        typist.made()
    assert 2 <= len(typist.shown) <= 3
    assert typist.shown == sorted(typist.shown)


def test_the_last_words_are_shown_in_the_end(typist: Typist) -> None:
    typist.key(0)
    typist.key(MOST_MS)
    typist.made()
    typist.made()
    assert typist.shown == [1, 2]


def test_keys_that_never_pause_do_not_put_the_preview_off_for_ever(typist: Typist) -> None:
    typist.previewing.soon()
    pause = typist.previewing._pause
    started = []
    for _ in range(60):  # a key every 20 ms: the pause of 40 ms never comes
        typist.now += 20
        pause.start = lambda: started.append(typist.now)  # type: ignore[method-assign]
        typist.previewing.soon()
    assert max(started) < MOST_MS  # from then on it runs out, whatever is typed
    typist.previewing.now()
    typist.made()
    assert typist.shown == [0]


def test_after_a_stop_nothing_old_is_shown(typist: Typist) -> None:
    typist.key(0)
    typist.key(2 * MOST_MS)
    typist.previewing.stop()
    typist.made()
    assert typist.shown == []
