"""Connections kept open between uses, and the transaction around each use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from caseworker.security.file_key import FileKey
from caseworker.storage.driver import RawConnection, Role, connect, driver_for

MOST = {Role.WRITER: 1, Role.READER: 8, Role.LIST: 1}
MOST_KEPT = 3


def pool_of(path: Path, key: FileKey | None, role: Role, *, mode: str) -> Engine:
    """A pool of connections for this role, whose transactions begin as the role needs."""
    kept = min(MOST[role], MOST_KEPT)
    engine = create_engine(
        "sqlite://",
        module=driver_for(key),
        creator=lambda: connect(path, key, role, mode=mode),
        poolclass=QueuePool,
        pool_size=kept,
        max_overflow=MOST[role] - kept,
        pool_use_lifo=True,  # the connection used last has the warm cache
        hide_parameters=True,  # an error may end up in a log or a report of a bug; names of children may not
    )
    begin = "BEGIN IMMEDIATE" if role is Role.WRITER and mode in ("rw", "rwc") else "BEGIN"

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def borrowed(pool: Engine) -> Iterator[RawConnection]:
    """A DB-API connection out of the pool, in no transaction."""
    pooled = pool.raw_connection()
    try:
        yield cast(RawConnection, pooled.dbapi_connection)
    finally:
        pooled.close()


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


def count_rows(raw: RawConnection) -> dict[str, int]:
    """How many rows each table has, by name."""
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    names = [str(row[0]) for row in tables]
    return {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # names are ours, not typed
        for name in names
    }
