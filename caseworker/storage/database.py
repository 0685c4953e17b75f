"""Open the office's database file, write to it one at a time, read from it many at a time, close it.

Question: who may touch the file, and when is a change saved? Choice: this class is the only door. One
writer connection behind one lock, always BEGIN IMMEDIATE (with a deferred BEGIN two programs lost writes to
deadlock in our trial); readers see the last commit and cannot write; WAL with synchronous FULL, so a commit
that returned survives a power cut (S1). Cost: one fsync for each save.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caseworker.errors import ReadOnlyError, UnavailableError
from caseworker.files import SAFE, told_of_os
from caseworker.security.file_key import FileKey
from caseworker.storage import faults
from caseworker.storage.blocks import Reading, Writing
from caseworker.storage.driver import RawConnection, Role, connect, driver_for
from caseworker.storage.faults import Doing, told
from caseworker.storage.pool import Pool, count_rows, not_forced, transaction
from caseworker.storage.unwritten import is_written_up, write_up

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Database:
    """The open file. Safe to share between threads."""

    def __init__(self, path: Path, key: FileKey | None, mode: str, *, is_beside: bool = False) -> None:
        """Use `open` or `create`, which check the file first."""
        self.path = path
        self.key = key
        self.read_only = mode not in ("rw", "rwc")
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._writing_thread: int | None = None
        self._writing: RawConnection | None = None
        self._writer = Pool(path, key, Role.WRITER, mode=mode)
        self._readers = Pool(path, key, Role.READER, mode=mode)
        self._lists = Pool(path, key, Role.LIST, mode=mode)
        self._may_write_up = is_beside or not self.read_only
        self._save = self._doing("The change was not saved")
        self._read = self._reading("The office could not be read")
        self._list_read = self._reading("The list could not be read")

    # -- opening and closing -----------------------------------------------------------------------

    @classmethod
    def open(
        cls, path: Path, key: FileKey | None, *, read_only: bool = False, is_beside: bool = False
    ) -> Database:
        """Open an existing office file.

        Args:
            key: the file key, or None for the plain switch.
            read_only: do not write, and do not mind that the folder cannot be written.
            is_beside: this same version has it open in another window, which saves in it meanwhile.

        Raises:
            WrongKeyError, KeyNeededError, DamagedFileError, ReadOnlyError, UnavailableError: each says what
            to do.
        """
        path = Path(path)
        doing = Doing("The office was not opened", path, key)
        with told_of_os(doing.not_done, path), told(doing):
            _check_file(doing)
            if read_only:
                return cls._open_to_read(path, key, is_beside=is_beside)
            return cls(path, key, "rw")._tried()

    @classmethod
    def create(cls, path: Path, key: FileKey | None) -> Database:
        """Make an empty office file and open it. A file that holds anything is never overwritten."""
        path = Path(path)
        doing = Doing("The office was not made", path, key)
        with told_of_os(doing.not_done, path), told(doing):
            if path.exists() and (path.is_dir() or path.stat().st_size):
                raise UnavailableError(
                    f"The office was not made because {path} is there already. It was not changed. "
                    "Open it, or choose another folder."
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(path, key, "rwc")._tried()

    @classmethod
    def _open_to_read(cls, path: Path, key: FileKey | None, *, is_beside: bool) -> Database:
        try:
            return cls(path, key, "ro", is_beside=is_beside)._tried()
        except Exception as error:
            known = faults.as_unavailable(error, Doing("The office was not opened", path, key))
            log = path.with_name(path.name + "-wal")
            if not isinstance(known, ReadOnlyError) or (log.exists() and log.stat().st_size):
                raise
        return cls(path, key, "immutable")._tried()

    def _tried(self) -> Database:
        """Take and give back the writer once, so that whatever is wrong shows now and not at the first
        save.
        """
        try:
            with self._writer.borrowed() as raw:
                if not self.read_only:
                    raw.execute("BEGIN IMMEDIATE")
                    raw.rollback()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Give the file back. Everything committed is on the disk already."""
        self._lists.dispose()
        self._readers.dispose()
        self._writer.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # -- facts -------------------------------------------------------------------------------------

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is written with a key."""
        return self.key is not None

    @property
    def driver_name(self) -> str:
        """The library in use: "sqlcipher3.dbapi2" or "sqlite3"."""
        return driver_for(self.key).__name__

    def schema_version(self) -> str | None:
        """The id of the last migration this file has had, or None for an empty file. Alembic is not needed
        for it.
        """
        with self.raw_record_reader() as raw:
            there = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            row = raw.execute("SELECT version_num FROM alembic_version").fetchone() if there else None
        return str(row[0]) if row else None

    def is_empty(self) -> bool:
        """Whether the file holds no table yet."""
        with self.raw_record_reader() as raw:
            return raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None

    # -- writing -----------------------------------------------------------------------------------

    @contextmanager
    def writer(self) -> Iterator[Connection]:
        """A transaction that may write: committed when the block ends, undone when it raises.

        One at a time in this program; a second thread waits. Not nested: that is a bug and raises
        RuntimeError.
        """
        with told(self._doing("The change was not saved")), self._alone():
            with self._writer.borrowed() as before:
                _write_up(before)
            with self._writer.begin() as connection:
                self._writing = raw(connection)
                yield connection

    def raw_writer(self, *, writes_up: bool = True) -> Writing:
        """As `writer`, with the DB-API connection: for hot paths (a save, an import), where SQLAlchemy's
        statement building would cost more than the statement. Use `?` places; do not commit, the block's
        end does.

        Args:
            writes_up: first write what saves have left (`unwritten.py`), in a transaction of its own, so that nobody
                who reads has to wait for that while this one lasts; else whoever writes sees to it.
        """
        return Writing(self, self._save, writes_up=writes_up)

    def begin_writing(self, *, writes_up: bool) -> RawConnection:
        """Begin what `raw_writer` is; `end_writing` must follow."""
        self._take_turn()
        try:
            raw = self._writer.take()
            try:
                if writes_up:
                    _write_up(raw)
                raw.execute("BEGIN IMMEDIATE")
            except BaseException:
                self._writer.give_back(raw)
                raise
        except BaseException:
            self._end_turn()
            raise
        self._writing = raw
        return raw

    def end_writing(self, raw: RawConnection, *, is_done: bool) -> None:
        """Commit, or undo, what was begun."""
        try:
            try:
                if is_done:
                    raw.commit()
            finally:
                self._writer.give_back(raw)  # which undoes what is not committed
        finally:
            self._end_turn()

    @contextmanager
    def maintenance(self, not_done: str) -> Iterator[Connection]:
        """The writer's connection with no transaction begun: for migrations, VACUUM and settings that SQLite
        refuses inside one. The caller commits.

        Args:
            not_done: what to say did not happen when it cannot, such as "The office was not upgraded".
        """
        with told(self._doing(not_done)), self._alone(), self._writer.connect() as connection:
            self._writing = raw(connection)
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("writer() inside writer(): pass the open connection on instead")
        if self.read_only:
            raise ReadOnlyError(
                "The change was not saved because the office is open to read only. "
                f"{SAFE} Open the office to write, then try again."
            )
        with (
            self._turn
        ):  # whoever waits comes next: pages from the hub must not pass a person's save again and again
            self._lock.acquire()
        self._writing_thread = threading.get_ident()

    def _end_turn(self) -> None:
        self._writing_thread = self._writing = None
        self._lock.release()

    def write_up(self) -> RawConnection | None:
        """Write what saves have left, so that it is read (`unwritten.py`). It need not wait for the disk: after a
        power cut it is due again.

        A program that reads beside the one that has the office open writes it too, and nothing else.

        Returns: where this very thread is writing, the connection it writes with, which alone sees what was written.
        """
        if self._writing_thread == threading.get_ident():
            if self._writing is not None:
                write_up(self._writing)
            return self._writing
        doing = self._doing("What was saved last could not be entered in the lists")
        if self.read_only:
            with told(doing), closing(connect(self.path, self.key, Role.WRITER, mode="rw")) as raw:
                _write_up(raw)
            return None
        with told(doing), self._alone(), self._writer.borrowed() as raw:
            _write_up(raw)
        return None

    @contextmanager
    def written_up_unsaved(self) -> Iterator[RawConnection]:
        """The writer's connection with what saves have left written, undone when the block ends: for reading on a full
        disk. Of a file that is read beside another window, a connection without it.
        """
        if self.read_only:
            with self._readers.borrowed() as reader, transaction(reader, "BEGIN"):
                yield reader
            return
        with self._alone(), self._writer.borrowed() as raw:
            raw.execute("BEGIN IMMEDIATE")
            try:
                self._writing = raw
                write_up(raw)
                yield raw
            finally:
                raw.rollback()

    # -- reading -----------------------------------------------------------------------------------

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A read-only view of the last commit that does not change until the block ends."""
        with self.raw_reader():  # which has everything written up
            pass
        with told(self._reading("The office could not be read")), self._readers.begin() as connection:
            yield connection

    def raw_reader(self) -> Reading:
        """As `reader`, with the DB-API connection: for hot paths."""
        return Reading(self._readers, self._read, self if self._may_write_up else None)

    def raw_record_reader(self) -> Reading:
        """As `raw_reader`, for the version of the tables alone: of everything else it may miss what was saved last."""
        return Reading(self._readers, self._read)

    @contextmanager
    def list_reader(self) -> Iterator[Connection]:
        """As `reader`, on the one connection with a 64 MB page cache: for the work list, search and
        reports, which walk the whole table (six times quicker on an encrypted file). A second user waits
        for the first.
        """
        with self.raw_list_reader():
            pass
        with told(self._reading("The list could not be read")), self._lists.begin() as connection:
            yield connection

    def raw_list_reader(self) -> Reading:
        """As `list_reader`, with the DB-API connection."""
        return Reading(self._lists, self._list_read, self if self._may_write_up else None)

    @contextmanager
    def one_moment(self) -> Iterator[RawConnection]:
        """One view of the last commit for long work that reads again and again, on a connection of its own: nobody
        waits for it, and what is saved meanwhile is not seen.
        """
        for is_last in (False, False, True):  # somebody may save in between, or the disk be full
            with self.raw_list_reader():  # which has everything written up
                pass
            with told(self._list_read), self._lists.alone() as connection:
                if is_last or is_written_up(connection):
                    yield connection
                    return

    def copy_to(self, target: Path) -> dict[str, int]:
        """Copy the last commit into a new file with the same key, while others go on reading and writing.

        SQLite's backup interface copies page by page, so that row numbers and the search index stay as they
        are (VACUUM INTO may renumber rows).

        Returns:
            how many rows each table had, counted in the very state that was copied.
        """
        reading = self._reading("The copy was not made")
        with self.raw_reader():  # which has everything written up
            pass
        with told(reading), self._readers.borrowed() as source, transaction(source, "BEGIN"):
            counts = count_rows(source)
            copy = connect(target, self.key, Role.COPY, mode="rwc")
            try:
                source.backup(copy)
            finally:
                copy.close()
        return counts

    # -- inside ------------------------------------------------------------------------------------

    def _doing(self, not_done: str) -> Doing:
        return Doing(not_done, self.path, self.key)

    def _reading(self, not_done: str) -> Doing:
        return Doing(not_done, self.path, self.key, writes=False)


def _write_up(raw: RawConnection) -> None:
    """Write what saves have left in a transaction of its own, where there is something."""
    if not is_written_up(raw):
        with not_forced(raw), transaction(raw, "BEGIN IMMEDIATE"):
            write_up(raw)


def raw(connection: Connection) -> RawConnection:
    """The DB-API connection underneath, inside the same transaction."""
    return cast(RawConnection, connection.connection.dbapi_connection)


def _check_file(doing: Doing) -> None:
    """Refuse what is no database before SQLite makes one of it: it takes an empty file for a new one."""
    if doing.path.is_dir():
        raise faults.folder_in_place(doing)
    if not doing.path.exists():
        raise faults.no_office(doing)
    if doing.path.stat().st_size == 0:
        raise faults.emptied(doing)
