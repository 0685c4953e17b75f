"""One computer's way to a mailbox: each call a transaction of the life it greeted, and word of what others did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from caseworker.errors import CaseworkerError
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_origins
from caseworker.sync.mailbox import Mailbox, told_of_folder
from caseworker.sync.port import HubAway, HubRefuses
from caseworker.sync.share_files import ShareFiles
from caseworker.sync.share_place import why_not_shared_here
from caseworker.sync.share_rows import ShareRows
from caseworker.sync.share_tables import FILES

T = TypeVar("T")
POLL_SECONDS = 2.0


class ShareLink:
    """What every call of a hub on a share needs.

    Args:
        folder: where the mailbox lies; user: a name on its list; key: from the joining code.
    """

    def __init__(self, folder: Path, user: str, key: ShareKey, *, mailbox: Mailbox | None = None) -> None:
        """Nothing is opened yet.

        Raises:
            HubRefuses: the folder is not one place for all computers (M3).
        """
        why = why_not_shared_here(folder)
        if why:
            raise HubRefuses(
                f"The folder {folder} {why}. Nothing was sent or changed. Choose a folder on a server."
            )
        self._folder, self._user, self._key = folder, user, key
        self._mailbox = mailbox or Mailbox(folder)
        self._files = ShareFiles(folder / FILES, key)
        self._origin = self._person = self._epoch = ""
        self._looked = 0

    def wait(self, seconds: float) -> bool:
        """Look every two seconds whether the file has changed: that asks for no lock and opens nothing."""
        left = seconds
        while True:
            if self._has_changed():
                return True
            if left <= 0 or self._mailbox.closed.wait(min(left, POLL_SECONDS)):
                return False
            left -= POLL_SECONDS

    def close(self) -> None:
        """Let whoever waits go; nothing stays open between calls."""
        self._mailbox.closed.set()

    def _has_changed(self) -> bool:
        try:
            looked = self._mailbox.path.stat().st_mtime_ns
        except OSError:  # that it is away is said by the next call
            return False
        before, self._looked = self._looked, looked
        return looked != before

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self._mailbox.read(lambda raw: work(self._same_life(raw)))

    def _write(
        self,
        work: Callable[[sqlite3.Connection], T],
        check: Callable[[sqlite3.Connection], bool] | None = None,
    ) -> T:
        return self._mailbox.write(lambda raw: work(self._same_life(raw)), check)

    def _same_life(self, raw: sqlite3.Connection) -> sqlite3.Connection:
        """Stop a meeting in whose middle the mailbox was restored: what it goes by holds no more (P12)."""
        if share_origins.epochs(raw)[-1].id != self._epoch:
            raise HubAway(
                "The shared file was restored a moment ago. Your work is kept, and is sent at the next meeting."
            )
        return raw

    def _rows(self, raw: sqlite3.Connection) -> ShareRows:
        return ShareRows(raw, self._key)

    def _now(self) -> str:
        return self._mailbox.now().isoformat(timespec="milliseconds")

    def _on_share(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except CaseworkerError:
            raise
        except OSError as error:
            raise told_of_folder(self._folder, error) or HubAway(
                f"A file was not exchanged: the share reports “{error.strerror or type(error).__name__}”. "
                "Your work is kept, and it is tried again."
            ) from error
