"""Open, do, close: one short transaction on the mailbox file of a share, or a sentence why not.

Question: what may go wrong with a database file on a file server? Choice: it is opened for one call only, under the
lock file and SQLite's own locks, without write-ahead log and without shared memory; another computer's turn is waited
for with jitter; everything the share does wrong is `HubAway`, for the call is simply made again later; only a file that
is not what was written needs a person. Cost: a call takes some ten round trips to the server.
Source: offline rules M2, M3; https://www.sqlite.org/useovernet.html.
"""

from __future__ import annotations

import logging
import platform
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from caseworker.errors import DamagedFileError
from caseworker.files import FULL_ERRNOS, READ_ONLY_ERRNOS
from caseworker.sync.port import HubAway, HubRefuses, SignInAgain
from caseworker.sync.share_lock import LEASE_SECONDS, ShareLock
from caseworker.sync.share_tables import FORMAT, LOCK, MAILBOX, PRAGMAS

T = TypeVar("T")
PATIENCE_SECONDS = LEASE_SECONDS + 10
LONGEST_PAUSE_SECONDS = 0.4
RENEW_SECONDS = LEASE_SECONDS / 5
STEPS_A_LOOK = 200_000
"""Instructions of SQLite between two looks at the clock."""

BUSY, CORRUPT = {5, 6, 15}, {1, 11, 26}
NO_RIGHT, FULL, LOST = {3, 8}, {13}, {10, 14}
"""SQLite primary result codes, https://www.sqlite.org/rescode.html. 1: a table or a column is not there."""

_log = logging.getLogger(__name__)

DAMAGED = (
    "The shared file is damaged. Nothing was sent or changed; your work is kept on this computer. Tell whoever looks "
    "after it: “hub rebuild” makes it again from any computer of the office, “hub restore” from a copy."
)


class AskIt(HubAway):
    """The folder is there, and does not come back before IT has done something."""


class NoRight(AskIt):
    """Whoever asks may not write in the folder, or not in the file."""


class NotListed(SignInAgain):
    """The name is not on the list of the share."""


class Damaged(HubRefuses):
    """The file is not what was written, or is none of ours."""


class _Busy(Exception):
    """Another computer has its turn."""


class Mailbox:
    """The file in its folder. Calls are made one after the other.

    Args:
        patience: seconds to wait for others, longer than a lease.
        pause: waits so many seconds; whether somebody asked to stop.
    """

    def __init__(
        self,
        folder: Path,
        *,
        machine: str = "",
        lease: float = LEASE_SECONDS,
        patience: float = PATIENCE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder, self._patience, self._monotonic = folder, patience, monotonic
        self.closed = threading.Event()
        self._renewed_at = 0.0
        self.lock = ShareLock(
            folder / LOCK, machine or platform.node() or "?", lease=lease, monotonic=monotonic
        )

    @property
    def path(self) -> Path:
        return self.folder / MAILBOX

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside a transaction that only reads (errors as `write`)."""
        return self._run(work, "BEGIN", None)

    def write(
        self,
        work: Callable[[sqlite3.Connection], T],
        check: Callable[[sqlite3.Connection], bool] | None = None,
    ) -> T:
        """Run `work` inside one transaction; it may be run again when another computer was in between.

        Args:
            check: reads back after the commit, on a connection of its own, whether what was written is there.

        Raises:
            HubAway: the share or its file cannot be reached, or others did not finish in time.
            HubRefuses: the file is damaged.
        """
        return self._run(work, "BEGIN IMMEDIATE", check)

    def now(self) -> datetime:
        """Return the moment by the clock of the computer that keeps the share; inside `work` only."""
        return datetime.fromtimestamp(self.lock.server_time(), UTC)

    def make(self, fill: Callable[[sqlite3.Connection], None]) -> None:
        """Make the file under another name, and give it its name when it is whole.

        Raises:
            HubRefuses: there is one already.
        """
        self.refuse_second()
        made = self.path.with_name(self.path.name + ".new")
        made.unlink(missing_ok=True)
        try:
            raw = sqlite3.connect(made, isolation_level=None)
            try:
                for pragma in PRAGMAS:
                    raw.execute(pragma)
                raw.execute("BEGIN IMMEDIATE")
                fill(raw)
                raw.execute("COMMIT")
            finally:
                raw.close()
            made.rename(self.path)
        except BaseException:  # half of it would be in nobody's use
            made.unlink(missing_ok=True)
            raise

    def refuse_second(self) -> None:
        """Stop where there is a file already (HubRefuses)."""
        if self.path.exists():
            raise HubRefuses(
                f"There is a shared file in {self.folder} already. Nothing was changed. "
                "Join it, or choose another folder."
            )

    # -- one call -----------------------------------------------------------------------------------------

    def _run(
        self,
        work: Callable[[sqlite3.Connection], T],
        begin: str,
        check: Callable[[sqlite3.Connection], bool] | None,
    ) -> T:
        until = self._monotonic() + self._patience
        while True:
            try:
                if self._take():
                    return self._once(work, begin, check)
            except _Busy:
                pass
            if self._monotonic() > until or self.closed.is_set():
                raise HubAway(
                    "Others are busy with the shared file. Your work is kept, and is sent when it is free."
                )
            self.closed.wait(
                random.uniform(0.01, LONGEST_PAUSE_SECONDS)
            )  # waits with jitter, and not after `close`

    def _take(self) -> bool:
        try:
            if not self.path.exists():
                raise HubAway(
                    f"The shared file is not in {self.folder}. Your work is kept, and is sent when it is back."
                )
            return self.lock.try_take()
        except OSError as error:
            raise _of_os(self.folder, error) from error

    def _once(
        self,
        work: Callable[[sqlite3.Connection], T],
        begin: str,
        check: Callable[[sqlite3.Connection], bool] | None,
    ) -> T:
        try:
            result = self._transaction(work, begin)
            if check is not None and not self._transaction(check, "BEGIN"):
                raise HubAway("What was written to the share cannot be read back. It is tried again.")
            return result
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        except DamagedFileError as error:
            raise Damaged(DAMAGED) from error
        except OSError as error:
            raise _of_os(self.folder, error) from error
        except (
            ValueError,
            TypeError,
            AttributeError,
        ) as error:  # a value that nobody wrote, or a fault of ours
            is_read = isinstance(error, ValueError) and not isinstance(error, UnicodeEncodeError)
            if not is_read and self._is_sound():
                raise
            _log.warning("the shared file says what nobody wrote: %s", type(error).__name__)
            raise Damaged(DAMAGED) from error
        finally:
            self.lock.release()

    def _is_sound(self) -> bool:
        """Whether SQLite finds the file as it should be."""
        try:
            with closing(sqlite3.connect(_uri(self.path), uri=True, timeout=0)) as raw:
                return bool(raw.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        except sqlite3.Error:
            return False

    def _transaction(self, work: Callable[[sqlite3.Connection], T], begin: str) -> T:
        raw = sqlite3.connect(_uri(self.path), uri=True, timeout=0, isolation_level=None)
        try:
            for pragma in PRAGMAS:
                raw.execute(pragma)
            raw.set_progress_handler(self._go_on, STEPS_A_LOOK)
            raw.execute(begin)
            _refuse_other_files(raw)
            result = work(raw)
            if not self.lock.is_mine():  # it took too long, and somebody took it for dead
                raise _Busy
            raw.execute("COMMIT")
            return result
        finally:
            raw.close()  # what is not committed is rolled back

    def _go_on(self) -> int:
        """Keep the turn in the middle of something long, such as a check of everything."""
        if self._monotonic() - self._renewed_at > RENEW_SECONDS:
            self._renewed_at = self._monotonic()
            self.lock.renew()
        return 0

    def _in_words(self, error: sqlite3.Error) -> Exception:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in BUSY:
            return _Busy()
        if code in CORRUPT or "decode to UTF-8" in str(error):
            return Damaged(DAMAGED)
        return _away(self.folder, code) or error


def _refuse_other_files(raw: sqlite3.Connection) -> None:
    """Stop at a file that is empty, half, or of a later version (P1)."""
    try:
        row = raw.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == 1:  # it has no such table
            raise Damaged(DAMAGED) from error
        raise
    if row is None or row[0] != FORMAT:
        raise HubRefuses(
            "The shared file was made by another version of Caseworker. Your work is kept. "
            "Ask IT to update this computer."
        )


def told_of_folder(folder: Path, error: OSError) -> HubAway | None:
    """Return what is said where the right to write or the room is missing; None for all else."""
    code = 8 if error.errno in READ_ONLY_ERRNOS else 13 if error.errno in FULL_ERRNOS else 0
    return _away(folder, code)


def _of_os(folder: Path, error: OSError) -> HubAway:
    return told_of_folder(folder, error) or HubAway(
        f"The shared folder {folder} cannot be used (“{error.strerror or type(error).__name__}”). {_LATER}"
    )


_LATER = "Your work is kept, and is sent when it is back."


def _away(folder: Path, code: int) -> HubAway | None:
    """Return what is said of a primary result code of SQLite that a file server may cause."""
    if code in NO_RIGHT:
        return NoRight(
            f"You may not write in the shared folder {folder}. Your work is kept on this computer, and is sent when "
            "you may. Ask IT for the right to read and change everything in that folder."
        )
    if code in FULL:
        return AskIt(
            f"The shared folder {folder} is full. Your work is kept on this computer, and is sent when there is room. "
            "Ask IT for more."
        )
    if code in LOST:
        return HubAway(f"The shared folder {folder} was lost in the middle. {_LATER}")
    return None


def _uri(path: Path) -> str:
    """Return the address by which SQLite opens a file that is there, and makes none."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode=rw"
