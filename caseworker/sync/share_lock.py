"""One computer at a time on a share: a lock file that only one can create, with a lease that a dead one loses.

Question: who may be trusted with locking on a share? Choice: nobody alone. A file that is created exclusively keeps
computers apart that keep to it; SQLite's own locks guard the transaction; and the holder looks again, just before it
commits, whether the lock is still its own. Cost: two small writes a call.

Clocks are not compared: a lock is dead when the same one was seen, unchanged, for as long as the lease by the watcher's
own clock that only goes forward. Source: offline rule M2.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LEASE_SECONDS = 15.0
MOST_DENIED = 20


class ShareLock:
    """The lock of one mailbox as this process takes it.

    Args:
        machine: this computer's name, in which a process is known by its number.
        lease: seconds that a holder has until somebody else may take the lock from it.
    """

    def __init__(
        self,
        path: Path,
        machine: str,
        *,
        lease: float = LEASE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._machine, self._lease, self._monotonic = path, machine, lease, monotonic
        self._mine = self._left = b""
        self._seen: tuple[bytes, int] | None = None
        self._seen_since, self._denied = 0.0, 0

    def try_take(self) -> bool:
        """Take the lock if nobody has it, or whoever had it is dead; whether it was taken.

        Raises:
            OSError: the folder is away or cannot be written.
        """
        self._mine = json.dumps(
            {"owner": secrets.token_hex(8), "machine": self._machine, "process": os.getpid()}
        ).encode()
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0))
        except PermissionError:  # Windows says so of a file that is just being removed
            self._denied += 1
            if os.name != "nt" or self._denied > MOST_DENIED:
                raise
            self._mine = b""
            return False
        except FileExistsError:
            self._mine = b""
            self._watch()
            return False
        with os.fdopen(handle, "wb") as file:
            file.write(self._mine)
        self._seen, self._denied = None, 0
        return True

    def is_mine(self) -> bool:
        """Whether nobody has taken it away in the meantime."""
        with suppress(OSError):
            return bool(self._mine) and self._path.read_bytes() == self._mine
        return False

    def renew(self) -> None:
        """Begin the lease anew, in the middle of something long."""
        with suppress(OSError):  # whoever took it is noticed before the commit
            os.utime(self._path)

    def server_time(self) -> float:
        """Return when the lock was made (Unix seconds) by the clock of the computer that keeps the share."""
        return self._path.stat().st_mtime

    def release(self) -> None:
        """Give it back, if it is still this process's own."""
        try:
            if self.is_mine():
                self._path.unlink()
        except OSError:  # a scanner holds it
            pass
        self._left, self._mine = self._mine, b""

    def _watch(self) -> None:
        """Remember who has it since when; take it away from a dead holder, for the next try."""
        try:
            now_there = (self._path.read_bytes(), self._path.stat().st_mtime_ns)
        except OSError:  # given back in between
            self._seen = None
            return
        if now_there != self._seen:
            self._seen, self._seen_since = now_there, self._monotonic()
        is_left = now_there[0] == self._left  # by this process, while the share was away
        is_late = self._monotonic() - self._seen_since > self._lease
        if is_left or is_late or self._is_dead_here(now_there[0]):
            self._take_away(now_there[0])
            self._seen = None

    def _take_away(self, dead: bytes) -> None:
        """Move a dead lock aside. Whoever loses a live one that came in between notices, and tries again."""
        aside = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}")
        with suppress(OSError):  # another was quicker
            if self._path.read_bytes() == dead:
                self._path.rename(aside)
                aside.unlink()

    def _is_dead_here(self, content: bytes) -> bool:
        """Whether it belongs to a process of this computer that is no more; where that can be asked."""
        if os.name == "nt":  # there, signal 0 is no question
            return False
        try:
            said = json.loads(content)
            if said["machine"] != self._machine:
                return False
            os.kill(int(said["process"]), 0)
        except ProcessLookupError:
            return True
        except (ValueError, KeyError, TypeError, OSError):  # not written yet, or not ours to ask
            return False
        return False
