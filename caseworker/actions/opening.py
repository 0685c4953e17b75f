"""Open an office: unlock, upgrade, read the rules, find out who is at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from caseworker import __version__
from caseworker.actions.at_keyboard import who_is_here
from caseworker.clock import Clock
from caseworker.clock import system_now as now_by_the_system
from caseworker.domain.changes import Changeset
from caseworker.domain.ids import IdMaker
from caseworker.domain.rulebook import Rulebook
from caseworker.domain.staff import Role, load_roles
from caseworker.domain.vocabulary import Vocabulary, load_vocabulary
from caseworker.domain.working_days import Calendars
from caseworker.errors import NewerDatabaseError, UnavailableError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.resources import RESOURCES
from caseworker.security.file_key import FileKey
from caseworker.security.keys import unlock
from caseworker.storage.database import Database
from caseworker.storage.guard import (
    Marker,
    MarkerFile,
    OfficeLock,
    fingerprint_of,
    needs_new_origin,
    read_marker,
    take,
)
from caseworker.storage.local import (
    PROJECTED_BY,
    known_origin,
    local_setting,
    new_origin,
    set_local_setting,
)
from caseworker.storage.rebuild import rebuild
from caseworker.storage.restore import finish_restore
from caseworker.storage.unprojected import project_deferred
from caseworker.storage.upgrade import Progress, head, refuse_unreadable, upgrade

DEFERRED_TRIED = "deferred_tried"
"""Local setting: the version that last tried what could not be projected."""


@dataclass
class OpenOffice:
    """An office with what must be given back when it closes."""

    office: Office
    lock: OfficeLock | None
    marker: MarkerFile | None
    notice: str = ""

    def close(self) -> None:
        """Give the file, the lock and the marker back."""
        if not self.office.database.read_only:
            with suppress(UnavailableError):  # else it is due at the next start
                self.office.database.write_up()
        self.office.database.close()
        if self.marker:
            self.marker.close()
        if self.lock:
            self.lock.release()


def open_office(
    paths: OfficePaths,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    is_plain: bool = False,
    system_now: Callable[[], datetime] | None = None,
    progress: Progress | None = None,
) -> OpenOffice:
    """Open the office in a folder.

    An office written by a newer Caseworker is opened to read only, with a notice that says so.

    Args:
        progress: told how far an upgrade has come, which takes long in a large office.

    Raises:
        KeyNeededError, WrongKeyError, DamagedFileError, AlreadyOpenError, ReadOnlyError, UnavailableError: each says
        what to do; nothing was changed.
    """
    lock = take(paths)
    try:
        finish_restore(lock)
        key = (
            None if is_plain or _is_plain(paths) else unlock(paths, passphrase=passphrase, recovery=recovery)
        )
        return opened_with(paths, key, lock, system_now, progress)
    except BaseException:
        lock.release()
        raise


def open_to_read(
    paths: OfficePaths, *, passphrase: str | None = None, system_now: Callable[[], datetime] | None = None
) -> OpenOffice:
    """Open an office that is open in another window of this computer, to read it only.

    Raises:
        KeyNeededError, WrongKeyError, DamagedFileError, UnavailableError: each says what to do.
    """
    key = None if _is_plain(paths) else unlock(paths, passphrase=passphrase, recovery=None)
    database = Database.open(paths.database, key, read_only=True, is_beside=True)
    try:
        if database.schema_version() != head():
            raise UnavailableError(
                f"The office in {paths.folder} is open in another version of Caseworker. "
                "Close it there, then try again."
            )
        office, marker = _assembled(paths, database, system_now)
    except BaseException:
        database.close()
        raise
    return OpenOffice(office, None, marker)


def is_shared(office: Office) -> bool:
    """Return whether the office has a hub; asked at every start, so that the rest is read only where it has."""
    with office.reading() as raw:
        return bool(local_setting(raw, "hub"))


@cache
def resources_of() -> tuple[Rulebook, Calendars]:
    """Return the rule book and the calendars that ship with the program, read once in its life."""
    return Rulebook.load(RESOURCES / "rules"), Calendars.load(RESOURCES / "calendars")


@cache
def _lists_and_roles() -> tuple[Vocabulary, Mapping[str, Role]]:
    roles = load_roles(RESOURCES / "roles.toml")
    return load_vocabulary(RESOURCES / "lists" / "standard.toml"), MappingProxyType(dict(roles))


def opened_with(
    paths: OfficePaths,
    key: FileKey | None,
    lock: OfficeLock,
    system_now: Callable[[], datetime] | None,
    progress: Progress | None = None,
) -> OpenOffice:
    """Open the database with a key, upgrade it where it is older, and return the office; the lock is the caller's."""
    now = (system_now or now_by_the_system)()
    notice = ""
    database = Database.open(paths.database, key)
    try:
        upgraded = upgrade(database, paths, at=now, progress=progress)
        if upgraded and upgraded.copy:
            notice = f"The office was upgraded. A copy from before lies in {upgraded.copy.name}."
        if not database.read_only:
            _project_anew(database, progress, is_upgraded=upgraded is not None and upgraded.copy is not None)
    except NewerDatabaseError as newer:
        database.close()
        database = Database.open(paths.database, key, read_only=True)
        notice = str(newer)
    except BaseException:
        database.close()
        raise
    try:
        if database.read_only:
            refuse_unreadable(database)
        office, marker = _assembled(paths, database, system_now)
    except BaseException:
        database.close()
        raise
    return OpenOffice(office, lock, marker, notice)


def _project_anew(database: Database, progress: Progress | None, *, is_upgraded: bool) -> None:
    """Make the tables anew from the record where another version made them, though an upgrade was killed before."""
    with database.raw_reader() as raw:
        is_due = is_upgraded or local_setting(raw, PROJECTED_BY) != head()
    if not is_due:
        return
    with database.raw_writer() as raw:
        rebuild(raw, progress)
        set_local_setting(raw, PROJECTED_BY, head())


def _assembled(
    paths: OfficePaths, database: Database, system_now: Callable[[], datetime] | None
) -> tuple[Office, MarkerFile | None]:
    rulebook, calendars = resources_of()
    lists, roles = _lists_and_roles()
    marker = None if database.read_only else MarkerFile(paths.marker)
    office = Office(
        paths,
        database,
        rulebook,
        calendars,
        lists,
        roles,
        origin=_origin(paths, database),
        clock=Clock(system_now=system_now) if system_now else Clock(),
    )
    if not database.read_only:
        _try_deferred(database)
    office.reload()
    office.person = who_is_here(office)
    if marker is not None:
        fingerprint = fingerprint_of(paths.folder)
        kept = marker

        def note(changeset: Changeset) -> None:
            kept.write(Marker(changeset.origin, changeset.oseq, fingerprint))

        office.after_save = note
        with database.raw_reader() as raw:
            known = known_origin(raw)
        if (
            known is not None
        ):  # else an office that nobody has saved in would take a new origin at every start
            with suppress(UnavailableError):
                marker.write(Marker(*known, fingerprint))
    return office, marker


def _try_deferred(database: Database) -> None:
    """Project what an earlier version could not, once for each version (offline rule V2)."""
    with database.raw_reader() as raw:
        waits = raw.execute("SELECT 1 FROM deferred LIMIT 1").fetchone()
        if not waits or local_setting(raw, DEFERRED_TRIED) == __version__:
            return
    with database.raw_writer() as raw:
        project_deferred(raw)
        set_local_setting(raw, DEFERRED_TRIED, __version__)


def _origin(paths: OfficePaths, database: Database) -> str:
    """Return this replica's id; a database that went back in time or moved takes a new one (S4)."""
    with database.raw_reader() as raw:
        known = known_origin(raw)
    if database.read_only:
        return known[0] if known else ""
    fingerprint = fingerprint_of(paths.folder)
    if known and not needs_new_origin(
        read_marker(paths.marker), origin=known[0], oseq=known[1], fingerprint=fingerprint
    ):
        return known[0]
    with database.raw_writer() as raw:
        return new_origin(
            raw, IdMaker().new(), fingerprint, now_by_the_system().isoformat(timespec="seconds")
        )


def _is_plain(paths: OfficePaths) -> bool:
    """Whether the file was started without encryption: its head says so, and there are no keys beside it."""
    with suppress(OSError), paths.database.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00" and not paths.keys.exists()
    return False
