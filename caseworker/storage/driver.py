"""Which SQLite library opens the file, and the settings every connection gets.

Question: one door for the encrypted file and for the plain switch? Choice: SQLCipher (`sqlcipher3`) when
there is a key; Python's own `sqlite3` when there is none, unless its SQLite is older than 3.38, and then
`sqlcipher3` without a key, which writes the same plain file. Both speak DB-API and live behind one
SQLAlchemy dialect. Cost: two sets of exception classes, told apart in `faults.py` alone.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from caseworker.security.file_key import FileKey
from caseworker.storage.packed import unpacked

OLDEST_SQLITE = (3, 38, 0)
BUSY_SECONDS = 5.0
FORCING = "FULL"
"""SQLite's word for when a commit is on the disk: before it returns (S1). Tests that cut no power do without."""


class RawCursor(Protocol):
    """What the hot paths use of a DB-API cursor."""

    rowcount: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchmany(self, size: int = ...) -> list[Any]: ...
    def __iter__(self) -> RawCursor: ...
    def __next__(self) -> Any: ...


class RawConnection(Protocol):
    """What the hot paths use of a DB-API connection, whichever library made it."""

    def cursor(self) -> Any: ...
    def execute(self, sql: str, parameters: Any = ..., /) -> RawCursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> RawCursor: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    def backup(self, target: Any, /) -> None: ...


class Role(Enum):
    """What a connection is for. The value is its page cache in KiB (decision 3)."""

    WRITER = ("writer", 8192)
    READER = ("reader", 8192)
    LIST = ("list", 65536)
    COPY = ("copy", 8192)

    @property
    def cache_kib(self) -> int:
        return self.value[1]


def driver_for(key: FileKey | None) -> ModuleType:
    """The DB-API module to use: SQLCipher with a key, the standard library's without, if it is new enough."""
    if key is None:
        module = importlib.import_module("sqlite3")
        if module.sqlite_version_info >= OLDEST_SQLITE:
            return module
    return importlib.import_module("sqlcipher3.dbapi2")


def connect(path: Path, key: FileKey | None, role: Role, *, mode: str) -> RawConnection:
    """Open one connection with the house settings. The caller says BEGIN and COMMIT: nothing is implicit.

    Args:
        mode: SQLite's words "rwc" (create when absent), "rw", "ro", or "immutable" for a file in a folder
            that
            cannot be written and has no log beside it.
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection: RawConnection = driver_for(key).connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    try:
        _settle(connection, key, role, writable=mode in ("rw", "rwc"))
    except BaseException:
        connection.close()
        raise
    return connection


def teach(connection: Any) -> None:
    """Give a connection the function that the view `changeset` asks for (`packed.py`)."""
    connection.create_function("unpacked", 1, unpacked, deterministic=True)


def _settle(connection: RawConnection, key: FileKey | None, role: Role, *, writable: bool) -> None:
    if key is not None:
        # SQLCipher prints its own account of a wrong key to stderr; ours is the sentence the user reads.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.pragma())
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute(f"PRAGMA cache_size = -{role.cache_kib}")
    connection.execute("PRAGMA temp_store = MEMORY")  # no plain text in temporary files
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA foreign_keys = ON")
    # So that REPLACE, too, takes the old row out of the search index (sqlite-utils sets the same).
    connection.execute("PRAGMA recursive_triggers = ON")
    if writable and role is Role.WRITER:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute(
            "PRAGMA secure_delete = ON"
        ).fetchall()  # what is emptied is gone (E1); SQLCipher's own way
    connection.execute(f"PRAGMA synchronous = {FORCING}")
    if role in (Role.READER, Role.LIST) or not writable:
        connection.execute("PRAGMA query_only = ON")
    teach(connection)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # here a wrong key shows
