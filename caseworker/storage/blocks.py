"""Blocks that read or write the open file: what is held while they last, and how errors are told.

Question: why classes, where generators would do? Choice: nested generators took longer than the reading of a case's
row, and a twentieth of a save. Cost: what is held is given back by hand.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Protocol

from caseworker.errors import UnavailableError
from caseworker.storage.driver import RawConnection
from caseworker.storage.faults import Doing, in_words
from caseworker.storage.pool import Pool
from caseworker.storage.unwritten import is_written_up

_log = logging.getLogger(__name__)


class WrittenUp(Protocol):
    """A file that can be brought up to what was saved in it (`unwritten.py`); see `Database`."""

    def write_up(self) -> RawConnection | None:
        """Write what saves left; where the very thread is writing, return what it writes with, to read from."""

    def written_up_unsaved(self) -> AbstractContextManager[RawConnection]:
        """A connection that has it written for as long as the block lasts, and not kept."""


class Reading:
    """A block that reads: it sees the last commit, whatever is written meanwhile; errors are told as by `told`.

    Args:
        file: the file whose saves leave something to be written before the next reading; None where nothing of that
            is read.
    """

    __slots__ = ("_connection", "_doing", "_file", "_instead", "_pool", "_unsaved")

    def __init__(self, pool: Pool, doing: Doing, file: WrittenUp | None = None) -> None:
        self._pool, self._doing, self._file = pool, doing, file
        self._instead: RawConnection | None = None
        self._unsaved: ExitStack | None = None

    def __enter__(self) -> RawConnection:
        try:
            while not self._begun():
                self._instead = self._written_up()
                if self._instead is not None:
                    return self._instead
        except Exception as error:
            _tell(error, self._doing)
            raise
        return self._connection

    def _written_up(self) -> RawConnection | None:
        """Have it written; where that cannot be, as on a full disk, read it without its being kept."""
        if self._file is None:
            return None
        try:
            return self._file.write_up()
        except UnavailableError as error:
            _log.warning("what was saved last is not in the lists yet: %s", error)
            self._unsaved = ExitStack()
            return self._unsaved.enter_context(self._file.written_up_unsaved())

    def _begun(self) -> bool:
        """Begin to read; False, with nothing begun or held, where something must be written first."""
        connection = self._pool.take()
        try:
            connection.execute("BEGIN")
            is_ready = self._file is None or is_written_up(connection)
        except BaseException:
            self._pool.give_back(connection)
            raise
        if is_ready:
            self._connection = connection
        else:
            self._pool.give_back(connection)
        return is_ready

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._instead is None:
                self._give_back(is_done=error is None)
            elif self._unsaved is not None:
                self._unsaved.close()
        except Exception as ending:
            _tell(ending, self._doing)
            raise
        if error is not None:
            _tell(error, self._doing)

    def _give_back(self, *, is_done: bool) -> None:
        try:
            if is_done:
                self._connection.commit()
        finally:
            self._pool.give_back(self._connection)


class Writes(Protocol):
    """A file in which one writes at a time; see `Database`."""

    def begin_writing(self, *, writes_up: bool) -> RawConnection:
        """Begin a transaction that may write, when it is this thread's turn."""

    def end_writing(self, raw: RawConnection, *, is_done: bool) -> None:
        """Commit it, or undo it."""


class Writing:
    """A block that writes: committed when it ends, undone when it raises; errors are told as by `told`."""

    __slots__ = ("_connection", "_doing", "_file", "_writes_up")

    def __init__(self, file: Writes, doing: Doing, *, writes_up: bool) -> None:
        self._file, self._doing, self._writes_up = file, doing, writes_up

    def __enter__(self) -> RawConnection:
        try:
            self._connection = self._file.begin_writing(writes_up=self._writes_up)
        except Exception as error:
            _tell(error, self._doing)
            raise
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.end_writing(self._connection, is_done=error is None)
        except Exception as ending:
            _tell(ending, self._doing)
            raise
        if error is not None:
            _tell(error, self._doing)


def _tell(error: BaseException, doing: Doing) -> None:
    """Raise what is said in place of an error; return where it passes through as it is."""
    if (known := in_words(error, doing)) is not None:
        raise known from error
