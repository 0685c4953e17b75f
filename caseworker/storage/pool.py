"""Connections kept open between uses, and the transaction around each use.

Question: SQLAlchemy's pool or our own? Choice: our own for the hot paths, a stack of a few connections, so that the
window need not wait for SQLAlchemy to be imported (a fifth of a second) and a save not for its checkout; SQLAlchemy's
`Connection`, for migrations and whoever builds statements, is made when first asked for. Cost: thirty lines here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from caseworker.security.file_key import FileKey
from caseworker.storage import driver
from caseworker.storage.driver import RawConnection, Role, connect, driver_for

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

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
