"""The steps from the first version to this one: one line, both ways, with rows present, ending in
`tables.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from caseworker.storage.database import Database
from caseworker.storage.driver import RawConnection
from caseworker.storage.tables import FULL_TEXT_TABLES, SEARCH_INDEX, metadata
from caseworker.storage.upgrade import MIGRATIONS, head, migrate, revisions
from tests.storage.conftest import Door

STEPS = list(pairwise(("base", *revisions())))


@pytest.fixture
def database(door: Door) -> Iterator[Database]:
    """An empty file."""
    with door.create() as database:
        yield database


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _schema(database: Database) -> list[tuple[str, ...]]:
    with database.raw_reader() as raw:
        rows = raw.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
    return [row for row in rows if row[2] != "alembic_version"]


WRITTEN_UP = ("unwritten", "fresh_changeset")
"""Tables of 0012 and of 0013: what lies in them is written into the others before anybody reads."""


def _tables(raw: RawConnection) -> list[str]:
    rows = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [row[0] for row in rows if row[0] not in ("alembic_version", *FULL_TEXT_TABLES)]


VALUES = {"INTEGER": 7, "TEXT": "Siân Okonkwo", "BLOB": b"bytes"}


def _keeping(raw: RawConnection) -> list[str]:
    """The tables that keep what is put into them."""
    return [table for table in _tables(raw) if table not in WRITTEN_UP]


def _fill(raw: RawConnection) -> None:
    """Put one row into every table that has none and keeps one."""
    for table in _keeping(raw):
        columns = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
        values = [VALUES[column[2]] for column in columns]
        if raw.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,):
            raw.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(values))})', values)


def _rows(raw: RawConnection, tables: list[str]) -> dict[str, list[tuple[object, ...]]]:
    return {table: raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def test_the_versions_form_one_line_in_the_order_of_their_file_names() -> None:
    scripts = ScriptDirectory.from_config(_config())
    line = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(line) == revisions()
    assert scripts.get_heads() == [head()]
    # Alembic keeps the version in 32 characters.
    assert all(len(revision) <= 32 for revision in line)


def test_the_last_version_is_what_the_tables_say(database: Database) -> None:
    migrate(database, head())
    with database.maintenance("The tables were not compared") as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.check(config)
    with database.raw_reader() as raw:
        assert set(_tables(raw)) == set(metadata.tables)
        assert {name for name in _names(raw) if name.startswith(SEARCH_INDEX)} >= {SEARCH_INDEX}


def _names(raw: RawConnection) -> list[str]:
    return [row[0] for row in raw.execute("SELECT name FROM sqlite_master").fetchall()]


def test_every_step_goes_up_and_down_and_up_again(database: Database) -> None:
    for before, after in STEPS:
        was = _schema(database)
        migrate(database, after)
        became = _schema(database)
        assert database.schema_version() == after
        migrate(database, before)
        assert _schema(database) == was
        migrate(database, after)
        assert _schema(database) == became


def test_rows_of_one_version_are_there_in_the_next(database: Database) -> None:
    for _, after in STEPS:
        with database.raw_reader() as raw:
            tables = _keeping(raw)
            before = _rows(raw, tables)
        migrate(database, after)
        with database.raw_writer() as raw:
            assert [
                row[: len(old)]
                for t in tables
                for row, old in zip(_rows(raw, [t])[t], before[t], strict=True)
            ] == [row for t in tables for row in before[t]]
            _fill(raw)
    with database.raw_reader() as raw:
        assert {table for table, rows in _rows(raw, _keeping(raw)).items() if len(rows) != 1} == set()
        assert raw.execute(
            f"SELECT count(*) FROM {SEARCH_INDEX} WHERE {SEARCH_INDEX} MATCH 'okonkwo'"
        ).fetchone() == (1,)
