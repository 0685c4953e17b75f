"""Connections kept open between uses, and the transaction around each use.

Question: SQLAlchemy's pool or our own? Choice: our own for the hot paths, a stack of a few connections, so that the
window need not wait for SQLAlchemy to be imported (a fifth of a second) and a save not for its checkout; SQLAlchemy's
`Connection`, for migrations and whoever builds statements, is made when first asked for. Cost: thirty lines here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from caseworker.errors import UnavailableError
from caseworker.security.file_key import FileKey
from caseworker.storage import driver
from caseworker.storage.driver import RawConnection, Role, connect, driver_for
from caseworker.storage.faults import Doing, in_words
from caseworker.storage.unwritten import is_written_up

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_log = logging.getLogger(__name__)

MOST = {Role.WRITER: 1, Role.READER: 8, Role.LIST: 1}
MOST_KEPT = 3


class Pool:
    """The connections of one role: so many at once, whoever comes later waits; safe from any thread."""

    def __init__(self, path: Path, key: FileKey | None, role: Role, *, mode: str) -> None:
        self.begin_words = "BEGIN IMMEDIATE" if role is Role.WRITER and mode in ("rw", "rwc") else "BEGIN"
        self._path, self._key, self._role, self._mode = path, key, role, mode
        self._places: SimpleQueue[None] = SimpleQueue()  # a tenth of a semaphore's time
        for _ in range(MOST[role]):
            self._places.put(None)
        self._kept: list[RawConnection] = []
        self._most_kept = min(MOST[role], MOST_KEPT)
        self._lock = threading.Lock()

    @contextmanager
    def borrowed(self) -> Iterator[RawConnection]:
        """A DB-API connection in no transaction. The one used last comes first: its cache is warm."""
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """SQLAlchemy's connection in a transaction that begins as the role needs."""
        with self._place(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def alone(self) -> Iterator[RawConnection]:
        """A DB-API connection beside those that are counted, in a transaction that reads; closed afterwards."""
        connection = self._open()
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """SQLAlchemy's connection in no transaction."""
        with self._place(), self._engine.connect() as connection:
            yield connection

    def dispose(self) -> None:
        """Close what is kept; what is in use is closed when it comes back."""
        with self._lock:
            closing, self._kept = self._kept, []
            self._most_kept = 0
        for connection in closing:
            connection.close()

    def take(self) -> RawConnection:
        """A connection in no transaction, for whoever gives it back; waits while too many are in use."""
        self._places.get()
        try:
            with self._lock:
                if self._kept:
                    return self._kept.pop()
            return self._open()
        except BaseException:
            self._places.put(None)
            raise

    def give_back(self, connection: RawConnection) -> None:
        """Keep a connection for the next use; a transaction that was not ended is undone."""
        try:
            self._keep(connection)
        finally:
            self._places.put(None)

    def _keep(self, connection: RawConnection) -> None:
        try:
            connection.rollback()  # does nothing when the transaction was ended, as it should be
        except BaseException:
            connection.close()
            raise
        with self._lock:
            if len(self._kept) < self._most_kept:
                self._kept.append(connection)
                return
        connection.close()

    @contextmanager
    def _place(self) -> Iterator[None]:
        self._places.get()
        try:
            yield
        finally:
            self._places.put(None)

    def _open(self) -> RawConnection:
        return connect(self._path, self._key, self._role, mode=self._mode)

    @cached_property
    def _engine(self) -> Engine:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import NullPool

        engine = create_engine(
            "sqlite://",
            module=driver_for(self._key),
            creator=self._open,
            poolclass=NullPool,
            hide_parameters=True,  # an error may end up in a log or a report of a bug; names of children may not
        )

        @event.listens_for(engine, "begin")
        def say_begin(connection: Connection) -> None:
            connection.exec_driver_sql(self.begin_words)

        return engine


class WrittenUp(Protocol):
    """A file that can be brought up to what was saved in it (`unwritten.py`); see `Database`."""

    def write_up(self) -> RawConnection | None:
        """Write what saves left; where the very thread is writing, return what it writes with, to read from."""

    def written_up_unsaved(self) -> AbstractContextManager[RawConnection]:
        """A connection that has it written for as long as the block lasts, and not kept."""


class Reading:
    """A block that reads: it sees the last commit, whatever is written meanwhile; errors are told as by `told`.

    A class, where nested generators would do: they took longer than the reading of a case's row.

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
            self._tell(error)
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
            self._tell(ending)
            raise
        if error is not None:
            self._tell(error)

    def _give_back(self, *, is_done: bool) -> None:
        try:
            if is_done:
                self._connection.commit()
        finally:
            self._pool.give_back(self._connection)

    def _tell(self, error: BaseException) -> None:
        if (known := in_words(error, self._doing)) is not None:
            raise known from error


@contextmanager
def transaction(raw: RawConnection, begin: str) -> Iterator[None]:
    """Everything in the block or nothing of it."""
    raw.execute(begin)
    try:
        yield
        raw.commit()
    except BaseException:
        raw.rollback()
        raise


@contextmanager
def not_forced(raw: RawConnection) -> Iterator[None]:
    """Commits in the block do not wait for the disk; the next one after it that does takes them along.

    For what can be made again. A connection that cannot be set back is closed, so that no save is made with it.
    """
    raw.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        try:
            raw.execute(f"PRAGMA synchronous = {driver.FORCING}")
        except BaseException:
            raw.close()
            raise


def count_rows(raw: RawConnection) -> dict[str, int]:
    """How many rows each table has, by name."""
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    names = [str(row[0]) for row in tables]
    return {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # names are ours, not typed
        for name in names
    }
