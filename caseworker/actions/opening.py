"""Open an office, or start a new one on this PC: unlock, upgrade, read the rules, find out who is at the keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from caseworker import __version__
from caseworker.clock import Clock
from caseworker.clock import system_now as now_by_the_system
from caseworker.domain.changes import Changeset, Draft, EntityChange, FieldChange
from caseworker.domain.editing import new_entity
from caseworker.domain.ids import IdMaker
from caseworker.domain.rulebook import Rulebook
from caseworker.domain.staff import Person, Role, load_roles
from caseworker.domain.vocabulary import Vocabulary, load_vocabulary
from caseworker.domain.working_days import Calendars
from caseworker.errors import NewerDatabaseError, UnavailableError
from caseworker.office import NOBODY, OFFICE_SCOPE, Office
from caseworker.paths import OfficePaths
from caseworker.resources import RESOURCES
from caseworker.security.file_key import FileKey
from caseworker.security.keys import Unlocking, create_keys, unlock
from caseworker.settings import OfficeSettings
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

THIS_PERSON = "this_person"
"""Local setting: who sits at this computer, by account."""

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


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a new office starts with; `recovery_key` is shown once and typed back."""

    opened: OpenOffice
    recovery_key: str


def account_name() -> str:
    """Return the operating system account at the keyboard."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown account"


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
        return _opened(paths, key, lock, system_now, progress)
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


def start_office(
    paths: OfficePaths,
    settings: OfficeSettings,
    people: Sequence[Person],
    unlocking: Unlocking | None,
    *,
    system_now: Callable[[], datetime] | None = None,
) -> NewOffice:
    """Start a new office in an empty folder. The first of `people` is the person at the keyboard.

    Args:
        unlocking: how the file key is kept; None for an unencrypted file (a switch for tests and trials).
    """
    made = empty_office(paths, unlocking, system_now=system_now)
    office = made.opened.office
    office.person = people[0] if people else NOBODY
    office.save(lambda _: [_first_draft(office, settings, people)])
    if people:
        become(office, office.staff[people[0].id])
    return made


def empty_office(
    paths: OfficePaths,
    unlocking: Unlocking | None,
    *,
    system_now: Callable[[], datetime] | None = None,
) -> NewOffice:
    """Begin an office in an empty folder with nothing in it, to be filled from a hub; nobody is at the keyboard yet."""
    if paths.has_office and paths.database.stat().st_size:
        raise UnavailableError(
            f"There is an office in {paths.folder} already. Open it, or choose another folder."
        )
    lock = take(paths)
    try:
        made = create_keys(paths, unlocking=unlocking) if unlocking else None
        Database.create(paths.database, made.key if made else None).close()
        opened = _opened(paths, made.key if made else None, lock, system_now)
    except BaseException:
        lock.release()
        raise
    return NewOffice(opened, made.recovery_key if made else "")


def take_away_new(paths: OfficePaths) -> None:
    """Remove the files of an office that was begun a moment ago, is closed, and has nothing in it."""
    beside = [paths.database.with_name(f"{paths.database.name}{ending}") for ending in ("-wal", "-shm")]
    for path in (paths.database, *beside, paths.keys, paths.marker):
        with suppress(OSError):
            path.unlink()


def new_person(ids: IdMaker, full_name: str, **more: Any) -> Person:
    """Return a member of staff with a fresh id."""
    return Person(ids.new(), full_name, **more)


def become(office: Office, person: Person) -> None:
    """Make somebody of the staff list the person at this keyboard, for this account on this computer."""
    with office.database.raw_writer() as raw:
        set_local_setting(raw, f"{THIS_PERSON}:{account_name()}", person.id)
    office.person = person


def has_said_who(office: Office) -> bool:
    """Whether this account on this computer has said who it is."""
    with office.reading() as raw:
        return bool(local_setting(raw, f"{THIS_PERSON}:{account_name()}"))


def who_is_here(office: Office) -> Person:
    """Return the person at the keyboard: chosen before on this computer, or matched by account, or nobody."""
    account = account_name()
    with office.reading() as raw:
        chosen = local_setting(raw, f"{THIS_PERSON}:{account}")
    if chosen in office.staff:
        return office.staff[chosen]
    today = office.clock.today()
    matched = [
        p
        for p in office.staff.values()
        if account.lower() in map(str.lower, p.accounts) and p.works_on(today)
    ]
    return matched[0] if len(matched) == 1 else NOBODY


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


def _opened(
    paths: OfficePaths,
    key: FileKey | None,
    lock: OfficeLock,
    system_now: Callable[[], datetime] | None,
    progress: Progress | None = None,
) -> OpenOffice:
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


def _first_draft(office: Office, settings: OfficeSettings, people: Sequence[Person]) -> Draft:
    entities = [
        setting_change(name, value)
        for name, value in asdict(settings).items()
        if value not in ("", None, (), {})
    ]
    entities += [new_entity(p.id, "staff", **staff_values(p)) for p in people]
    return Draft("office", OFFICE_SCOPE, "office.opened", tuple(entities), is_new=True)


def setting_change(name: str, value: Any, parents: tuple[str, ...] = ()) -> EntityChange:
    """Return the change that gives a setting a value."""
    kept = list(value) if isinstance(value, tuple) else value
    return EntityChange(f"setting:{name}", "setting", (FieldChange("value", kept, parents),))


def staff_values(person: Person) -> dict[str, Any]:
    """Return a person's fields as they are kept."""
    return {
        "full_name": person.full_name,
        "job": person.job,
        "role": person.role,
        "email": person.email,
        "phone": person.phone,
        "team": person.team,
        "from_on": person.from_on.isoformat() if person.from_on else None,
        "to_on": person.to_on.isoformat() if person.to_on else None,
        "accounts": list(person.accounts),
        "away_from": person.away_from.isoformat() if person.away_from else None,
        "away_to": person.away_to.isoformat() if person.away_to else None,
        "deputy_id": person.deputy_id,
    }


def _is_plain(paths: OfficePaths) -> bool:
    """Whether the file was started without encryption: its head says so, and there are no keys beside it."""
    with suppress(OSError), paths.database.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00" and not paths.keys.exists()
    return False
