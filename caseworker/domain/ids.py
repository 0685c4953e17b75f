"""Ids that sort by the time they were made.

Clock and randomness are arguments, so that a test can replay a history exactly.
Source: RFC 9562, UUID version 7.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable


def uuid7(milliseconds: int, random: bytes) -> str:
    """Return a UUID version 7 as 32 hexadecimal digits, from Unix milliseconds and ten random bytes."""
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | int.from_bytes(random[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"


def derived_id(case_id: str, what: str, count: int, after_id: str, place: int = 0) -> str:
    """Return the id of a thing that a move makes once: who makes the same move without knowing makes the same thing.

    It is shaped as the others, with the milliseconds of `after_id` plus one and a digest in place of randomness, so
    that it stands right after that thing wherever things stand in the order of their ids.

    Args:
        what: what is made, such as "stage 2".
        count: how many of it the case has had, removed ones among them: made anew after an undo it is another.
        after_id: the thing it follows on, such as the stage before.
        place: how many things the same move made before it, after which it stands.

    Source: offline rule C6.
    """
    digest = hashlib.sha256(f"{case_id}\n{what}\n{count}".encode()).digest()
    try:
        milliseconds = int(after_id[:12], 16)
    except ValueError:  # an id that was not made here, as those of an import may be
        milliseconds = 0
    return uuid7(milliseconds + 1 + place, digest)


class IdMaker:
    """Makes ids for one replica; strictly increasing even within a millisecond or when the clock steps back.

    Threads may share it: the window makes ids for drafts while the writer makes them for a save.
    """

    def __init__(
        self,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._milliseconds = milliseconds
        self._random = random
        self._pool = b""
        self._last = ""
        self._lock = threading.Lock()

    def new(self) -> str:
        """Return a fresh id, later in order than every id made before."""
        with self._lock:
            if len(self._pool) < 10:
                self._pool = self._random(4000)
            random, self._pool = self._pool[:10], self._pool[10:]
            made = uuid7(self._milliseconds(), random)
            if made <= self._last:
                made = f"{int(self._last, 16) + 1:032x}"
            self._last = made
            return made
