"""Upgrades: copied first, all or nothing, refused when the database is newer or another program's."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworker.errors import DamagedFileError, NewerDatabaseError, ReadOnlyError
from caseworker.paths import OfficePaths
from caseworker.storage import restore as restores
from caseworker.storage.bundle import read_manifest
from caseworker.storage.database import Database
from caseworker.storage.guard import hold
from caseworker.storage.restore import restore
from caseworker.storage.upgrade import MIGRATIONS, Upgraded, head, migrate, revisions, upgrade
from tests.ready_tables import upgrade_quickly
from tests.storage.conftest import Door
from tests.storage.processes import another_program, kill, output_of, says

AT = datetime(2025, 10, 15, 9, 30, tzinfo=UTC)
FAMILY = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0001_family", None
def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
    op.create_table(
        "child", sa.Column("id", sa.Integer, primary_key=True), sa.Column("parent_id", sa.Integer,
        sa.ForeignKey("parent.id", ondelete="CASCADE", name="fk_child_parent")),
    )
    op.execute("INSERT INTO parent VALUES (1, 'one'), (2, 'two')")
    op.execute("INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)")
def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
"""
ALTERED = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002_altered", "0001_family"
def upgrade():
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", nullable=False)
    {more}
def downgrade():
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", nullable=True)
"""


def _migrations(folder: Path, more: str = "pass") -> Path:
    """A folder of two steps, the second of which rebuilds a table that others point at."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    shutil.copy(MIGRATIONS / "env.py", folder / "migrations")
    (versions / "0001_family.py").write_text(FAMILY)
    (versions / "0002_altered.py").write_text(ALTERED.replace("{more}", more))
    return folder / "migrations"


def _everything(database: Database) -> tuple[list[object], dict[str, list[object]]]:
    """What the file is made of, and every row of every table."""
    with database.raw_reader() as raw:
        made = raw.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
        tables = [name for kind, name, *_ in made if kind == "table"]
        return made, {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def _family(door: Door, migrations: Path) -> None:
    with door.create() as database:
        migrate(database, "0001_family", migrations)


def _children(database: Database) -> list[tuple[int, int]]:
    with database.raw_reader() as raw:
        return raw.execute("SELECT id, parent_id FROM child ORDER BY id").fetchall()


def test_a_new_office_gets_every_step_and_no_copy(door: Door) -> None:
    with door.create() as database:
        assert upgrade(database, door.paths, at=AT) == Upgraded(None, head(), None)
        assert database.schema_version() == head() == revisions()[-1]
        assert upgrade(database, door.paths, at=AT) is None
    assert not door.paths.backups.exists()


def test_the_ready_tables_of_the_tests_are_what_every_step_makes(door: Door, tmp_path: Path) -> None:
    with door.create() as stepped, Database.create(tmp_path / "ready.db", door.key) as ready:
        assert upgrade_quickly(ready, door.paths, at=AT) == upgrade(stepped, door.paths, at=AT)
        assert _everything(ready) == _everything(stepped)


def test_an_older_office_is_copied_then_upgraded(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = _migrations(tmp_path)
    _family(door, migrations)
    with door.open() as database:
        done = upgrade(database, door.paths, at=AT, migrations=migrations)
        copy = door.paths.backups / "before-upgrade-from-0001-2025-10-15-093000.cwbackup"
        assert done == Upgraded("0001_family", "0002_altered", copy)
        assert database.schema_version() == "0002_altered"
    assert read_manifest(copy).schema == "0001_family"
    monkeypatch.setattr(restores, "revisions", lambda: revisions(migrations))
    other = OfficePaths(tmp_path / "other")
    with hold(other) as lock:
        restore(copy, lock, at=AT)
    with Database.open(other.database, door.key) as database:
        assert database.schema_version() == "0001_family"
        assert len(_children(database)) == 3


def test_rebuilding_a_table_keeps_the_rows_that_point_at_it(door: Door, tmp_path: Path) -> None:
    """With foreign keys on, SQLite deletes the children when Alembic drops the old parent table."""
    migrations = _migrations(tmp_path)
    _family(door, migrations)
    with door.open() as database:
        upgrade(database, door.paths, at=AT, migrations=migrations)
        assert _children(database) == [(1, 1), (2, 1), (3, 2)]
        with database.raw_writer() as raw:
            assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
            raw.execute("DELETE FROM parent WHERE id = 1")
        assert _children(database) == [(3, 2)]


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("raise ZeroDivisionError('a bug in the step')", "a bug in the step"),
        ("op.execute('DELETE FROM parent WHERE id = 1')", "leaves 2 rows without a parent"),
    ],
)
def test_a_step_that_goes_wrong_undoes_all_of_it(
    door: Door, tmp_path: Path, more: str, complaint: str
) -> None:
    migrations = _migrations(tmp_path, more)
    _family(door, migrations)
    with door.open() as database:
        with pytest.raises((ZeroDivisionError, RuntimeError), match=complaint):
            upgrade(database, door.paths, at=AT, migrations=migrations)
        assert database.schema_version() == "0001_family"
        assert len(_children(database)) == 3
        with database.raw_writer() as raw:
            assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert len(list(door.paths.backups.iterdir())) == 1


KILLED = """
import sys
from pathlib import Path
from caseworker.security.keys import sample_key
from caseworker.storage.database import Database
from caseworker.storage.upgrade import migrate
key = sample_key() if sys.argv[3] == "encrypted" else None
with Database.open(Path(sys.argv[1]), key) as database:
    migrate(database, "0002_altered", Path(sys.argv[2]))
"""


def test_a_kill_in_the_middle_of_an_upgrade_leaves_the_version_before(door: Door, tmp_path: Path) -> None:
    wait = "import sys; print('half way', flush=True); sys.stdin.read()"
    migrations = _migrations(tmp_path, wait)
    _family(door, migrations)
    kind = "encrypted" if door.key else "plain"
    with another_program(KILLED, door.paths.database, migrations, kind) as program:
        assert says(program) == "half way"
        kill(program)
    (migrations / "versions" / "0002_altered.py").write_text(ALTERED.replace("{more}", "pass"))
    with door.open() as database:
        assert database.schema_version() == "0001_family"
        upgrade(database, door.paths, at=AT, migrations=migrations)
        assert len(_children(database)) == 3


def test_a_newer_office_is_read_and_not_changed(door: Door) -> None:
    with door.create() as database:
        upgrade(database, door.paths, at=AT)
        with database.raw_writer() as raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999_later'")
        with pytest.raises(NewerDatabaseError, match="You can read everything"):
            upgrade(database, door.paths, at=AT)
    before = door.paths.database.read_bytes()
    with door.open(read_only=True) as database:
        assert database.schema_version() == "9999_later"
        with pytest.raises(NewerDatabaseError):
            upgrade(database, door.paths, at=AT)
    assert door.paths.database.read_bytes() == before


def test_an_older_office_that_cannot_be_written_says_so(door: Door, tmp_path: Path) -> None:
    migrations = _migrations(tmp_path)
    _family(door, migrations)
    with door.open(read_only=True) as database, pytest.raises(ReadOnlyError, match="an older Caseworker"):
        upgrade(database, door.paths, at=AT, migrations=migrations)


def test_a_database_of_another_program_is_left_alone(door: Door) -> None:
    door.filled(3)
    with door.open() as database, pytest.raises(DamagedFileError, match="another program"):
        upgrade(database, door.paths, at=AT)
    assert len(door.names()) == 3


START = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from caseworker.paths import OfficePaths
from caseworker.security.keys import sample_key, unlock
from caseworker.storage.database import Database
from caseworker.storage.upgrade import upgrade
paths = OfficePaths(Path(sys.argv[1]))
key = unlock(paths) if paths.keys.exists() else None
with Database.open(paths.database, key) as database:
    assert upgrade(database, paths, at=datetime.now(UTC)) is None
slow = {"alembic", "keyring", "cryptography", "sqlite_utils", "mako"}
print(sorted(slow & set(sys.modules)))
"""


def test_a_start_with_nothing_to_upgrade_loads_no_slow_library(door: Door) -> None:
    with door.create() as database:
        upgrade(database, door.paths, at=AT)
    assert output_of(START, door.paths.folder) == "[]\n"
