"""Bring an office's tables to this program's version, with a copy made first.

Question: what if an upgrade goes wrong on a PC with a year's casework? Choice: a verified backup before the
first step, then all steps in one transaction, so that a kill or an error leaves the tables as they were. A
database that a newer program wrote is opened to read only: writing with old rules into new tables would
damage it. Cost: an upgrade takes as long as a backup, once in a release.

Alembic takes a third of a second to import; when there is nothing to do, which is nearly always, it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseworker.errors import DamagedFileError, NewerDatabaseError, ReadOnlyError
from caseworker.files import SAFE
from caseworker.paths import OfficePaths
from caseworker.storage.backup import backup
from caseworker.storage.database import Database, raw
from caseworker.storage.driver import driver_for

Progress = Callable[[float, str], None]
"""Told from time to time which share is done, and in words what."""

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: from which version (None: an empty file), to which, and the copy made before."""

    before: str | None
    after: str
    copy: Path | None


def revisions(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Every version in order, oldest first. A migration's file is named after its revision."""
    return tuple(sorted(path.stem for path in (migrations / "versions").glob("[0-9]*.py")))


def head(migrations: Path = MIGRATIONS) -> str:
    """The version this program writes."""
    return revisions(migrations)[-1]


def upgrade(
    database: Database,
    paths: OfficePaths,
    *,
    at: datetime,
    migrations: Path = MIGRATIONS,
    progress: Progress | None = None,
) -> Upgraded | None:
    """Bring the database to this program's version; None when it is there already.

    Args:
        at: now (UTC), for the name of the copy.
        progress: told of the steps that take long in a large office.

    Raises:
        NewerDatabaseError: open it again with `read_only=True`.
        ReadOnlyError: it is older than this program and open to read only.
        DamagedFileError: it is a database, but not an office's.
    """
    version = database.schema_version()
    known = revisions(migrations)
    if version == known[-1]:
        return None
    _refuse_strange(database, version, known)
    copy = None if version is None else _copy_first(database, paths, version, at)
    migrate(database, known[-1], migrations, progress)
    return Upgraded(version, known[-1], copy)


def migrate(
    database: Database, revision: str, migrations: Path = MIGRATIONS, progress: Progress | None = None
) -> None:
    """Run the steps up or down to a revision ("base": none), all of them or none. Makes no copy.

    A step that takes long finds `progress` in the configuration's attributes.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    down = _is_down(database.schema_version(), revision, migrations)
    go = command.downgrade if down else command.upgrade
    with database.maintenance("The office was not upgraded") as connection:
        # SQLite ignores this inside a transaction, so it comes before.
        raw(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"], config.attributes["progress"] = connection, progress
                go(config, revision)
                broken = raw(connection).execute("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(
                        f"the migration to {revision} leaves {len(broken)} rows without a parent"
                    )
        finally:
            raw(connection).execute("PRAGMA foreign_keys = ON")


def refuse_unreadable(database: Database) -> None:
    """Make sure that a newer Caseworker's file still has all that this one reads, before anybody looks for it.

    Raises:
        NewerDatabaseError: it has not; nothing was changed.
    """
    from caseworker.storage.tables import metadata

    wanted = {name: [column.name for column in table.columns] for name, table in metadata.tables.items()}
    try:
        with database.raw_record_reader() as raw:
            for name, columns in (*wanted.items(), ("changeset", ["n", "body"])):
                raw.execute(f"SELECT {', '.join(columns)} FROM {name} LIMIT 0")
    except driver_for(database.key).DatabaseError as error:
        raise NewerDatabaseError(
            "The office was not opened because a newer Caseworker wrote it, in a way that this one cannot read. "
            "It was not changed. Install the newest Caseworker on this computer."
        ) from error


def _is_down(stored: str | None, wanted: str, migrations: Path) -> bool:
    order = ("base", *revisions(migrations))
    return order.index(wanted) < order.index(stored or "base")


def _refuse_strange(database: Database, version: str | None, known: tuple[str, ...]) -> None:
    if version is not None and version not in known:
        raise NewerDatabaseError(
            "The office was not opened to write because a newer Caseworker wrote it. It was not changed. "
            "You can read everything. To make changes, install the newest Caseworker on this computer."
        )
    if database.read_only:
        raise ReadOnlyError(
            "The office was not opened because an older Caseworker wrote it and it cannot be written now. "
            f"{SAFE} Open it from a folder that can be written, once."
        )
    if version is None and not database.is_empty():
        raise DamagedFileError(
            f"The office was not opened because {database.path.name} is a database of another program. "
            "It was not changed. Choose another folder."
        )


def _copy_first(database: Database, paths: OfficePaths, version: str, at: datetime) -> Path:
    name = f"before-upgrade-from-{version[:4]}-{at:%Y-%m-%d-%H%M%S}.cwbackup"
    return backup(database, paths.backups / name, paths, at=at).path
