"""The one door to the file: saved is saved, one writer, many readers, and plain words when the world is in
the way.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa

from caseworker.errors import RuleError, UnavailableError
from caseworker.storage import driver
from caseworker.storage.database import Database, raw
from caseworker.storage.driver import connect
from tests.storage.conftest import Door, name_of

people = sa.Table("person", sa.MetaData(), sa.Column("n", sa.Integer), sa.Column("name", sa.Text))
SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "temp_store": 2,
}


def test_what_the_writer_committed_every_reader_sees(door: Door) -> None:
    door.filled(2)
    with door.open() as database:
        with database.writer() as connection:
            connection.execute(people.insert().values(n=7, name="Ali"))
        with database.raw_writer() as raw:
            raw.execute("INSERT INTO person VALUES (?, ?)", (8, "Ben"))
        with database.reader() as connection:
            assert connection.scalars(sa.select(people.c.name).where(people.c.n > 6)).all() == ["Ali", "Ben"]
        with database.list_reader() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(people)) == 4
        with database.raw_list_reader() as raw:
            assert raw.execute("SELECT max(n) FROM person").fetchone() == (8,)


@pytest.mark.parametrize("writer", ["writer", "raw_writer"])
def test_an_error_in_the_block_undoes_all_of_it_and_comes_through_unchanged(door: Door, writer: str) -> None:
    door.filled(2)
    with door.open() as database:
        with pytest.raises(RuleError, match="not today"):
            _delete_and_think_again(getattr(database, writer))
        with database.raw_writer() as raw:
            assert raw.execute("SELECT count(*) FROM person").fetchone() == (2,)


def _delete_and_think_again(writer: Callable[[], AbstractContextManager[Any]]) -> None:
    with writer() as connection:
        getattr(connection, "exec_driver_sql", connection.execute)("DELETE FROM person")
        raise RuleError("not today")


def test_a_reader_keeps_its_view_while_others_save(door: Door) -> None:
    door.filled(2)
    with door.open() as database, database.raw_reader() as before:
        assert before.execute("SELECT count(*) FROM person").fetchone() == (2,)
        with database.raw_writer() as writing:
            writing.execute("DELETE FROM person")
        assert before.execute("SELECT count(*) FROM person").fetchone() == (2,)
        with database.raw_reader() as after:
            assert after.execute("SELECT count(*) FROM person").fetchone() == (0,)


@pytest.mark.parametrize("reader", ["raw_reader", "raw_list_reader"])
def test_writing_through_a_reader_is_a_bug_and_not_the_worlds_doing(door: Door, reader: str) -> None:
    door.filled(2)
    with door.open() as database:
        error = driver.driver_for(door.key).OperationalError
        with pytest.raises(error, match="readonly"), getattr(database, reader)() as raw:
            raw.execute("DELETE FROM person")


def test_a_broken_constraint_is_a_bug_and_passes_through(door: Door) -> None:
    door.filled(2)
    with door.open() as database, pytest.raises(sa.exc.IntegrityError), database.writer() as connection:
        connection.execute(people.insert().values(n=1, name="again"))


def test_the_report_of_a_bug_names_no_child(door: Door) -> None:
    door.filled(2)
    with (
        door.open() as database,
        pytest.raises(sa.exc.IntegrityError) as bug,
        database.writer() as connection,
    ):
        connection.execute(people.insert().values(n=1, name="Siân Okonkwo"))
    assert "Okonkwo" not in str(bug.value)


def test_every_connection_has_the_house_settings(door: Door) -> None:
    door.filled(2)
    with door.open() as database:
        for name, cache in (("raw_writer", 8192), ("raw_reader", 8192), ("raw_list_reader", 65536)):
            with getattr(database, name)() as raw:
                found = {setting: raw.execute(f"PRAGMA {setting}").fetchone()[0] for setting in SETTINGS}
                assert found == SETTINGS
                assert raw.execute("PRAGMA cache_size").fetchone() == (-cache,)
                assert raw.execute("PRAGMA mmap_size").fetchone() in ((0,), None)


def test_many_threads_save_and_none_is_lost(door: Door) -> None:
    door.filled(0)

    def save(thread: int) -> None:
        for turn in range(25):
            with database.writer() as connection:
                [last] = connection.execute(sa.select(sa.func.count()).select_from(people)).one()
                connection.execute(people.insert().values(n=last, name=f"{thread} {turn}"))

    with door.open() as database:
        threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(set(door.names())) == 150


def test_whoever_waits_to_save_comes_before_the_next_of_many_pages(door: Door) -> None:
    with door.create() as database:
        with database.raw_writer() as raw:
            raw.execute("CREATE TABLE turn (who TEXT NOT NULL)")
        one_is_in, told = threading.Event(), threading.Event()

        def pages() -> None:
            for number in range(20):
                with database.raw_writer() as raw:
                    raw.execute("INSERT INTO turn VALUES ('page')")
                    if number == 0:
                        one_is_in.set()
                        told.wait(10)
                        while not database._turn.locked():  # until the save waits
                            pass

        thread = threading.Thread(target=pages)
        thread.start()
        one_is_in.wait(10)
        told.set()
        with database.raw_writer() as raw:
            raw.execute("INSERT INTO turn VALUES ('save')")
        thread.join()
        with database.raw_reader() as raw:
            turns = [row[0] for row in raw.execute("SELECT who FROM turn ORDER BY rowid")]
    assert turns.index("save") == 1


@pytest.mark.parametrize("writer", ["writer", "raw_writer"])
def test_a_writer_keeps_others_out_from_its_first_moment(
    door: Door, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    """Were it to begin as a reader, two programs that read, think and write would lose one of their
    changes.
    """
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.01)
    door.filled(2)
    with door.open() as database, getattr(database, writer)():
        other = connect(door.paths.database, door.key, driver.Role.WRITER, mode="rw")
        with pytest.raises(driver.driver_for(door.key).OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_writer_inside_a_writer_is_a_bug_that_says_so(door: Door) -> None:
    with door.create() as database, database.writer():
        with pytest.raises(RuntimeError, match="inside"), database.raw_writer():
            pass
        with database.reader():
            pass


def test_the_connection_below_is_in_the_same_transaction(door: Door) -> None:
    door.filled(0)
    with door.open() as database, database.writer() as connection:
        raw(connection).execute("INSERT INTO person VALUES (1, 'Ali')")
        assert connection.scalar(sa.select(people.c.name)) == "Ali"


def test_another_program_that_is_writing_is_waited_for_and_then_named(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.01)
    door.filled(2)
    with door.open() as database:
        other = connect(door.paths.database, door.key, driver.Role.WRITER, mode="rw")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnavailableError, match="another program is writing"), database.raw_writer():
            pass
        other.rollback()
        other.close()
        with database.raw_writer() as raw:
            raw.execute("DELETE FROM person")


def test_an_office_is_never_made_over_something(door: Door) -> None:
    door.filled(2)
    before = door.paths.database.read_bytes()
    with pytest.raises(UnavailableError, match="there already"):
        door.create()
    assert door.paths.database.read_bytes() == before


def test_no_office_is_made_by_opening_one(door: Door) -> None:
    with pytest.raises(UnavailableError, match="there is no office in"):
        door.open()
    assert not door.paths.database.exists()


def test_open_to_read_only_changes_no_byte_and_refuses_to_save(door: Door) -> None:
    door.filled(2)
    before = door.paths.database.read_bytes()
    with door.open(read_only=True) as database:
        assert database.read_only
        with pytest.raises(UnavailableError, match="open to read only"), database.writer():
            pass
        with database.reader() as connection:
            assert connection.scalar(sa.select(people.c.name).where(people.c.n == 1)) == name_of(1)
    assert door.paths.database.read_bytes() == before
    log = door.paths.database.with_name("caseworker.db-wal")
    assert not log.exists() or not log.stat().st_size


def test_the_version_is_read_without_alembic(door: Door) -> None:
    with door.create() as database:
        assert database.schema_version() is None
        with database.raw_writer() as raw:
            raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
        assert database.schema_version() is None
        with database.raw_writer() as raw:
            raw.execute("INSERT INTO alembic_version VALUES ('0009_x')")
        assert database.schema_version() == "0009_x"


def test_with_a_key_sqlcipher_is_used_and_without_one_the_standard_library(door: Door) -> None:
    with door.create() as database:
        assert database.is_encrypted == (door.key is not None)
        assert database.driver_name == ("sqlcipher3.dbapi2" if door.key else "sqlite3")


def test_an_old_standard_sqlite_is_passed_over_and_the_file_stays_plain(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "OLDEST_SQLITE", (99, 0, 0))
    with Database.create(door.paths.folder / "other.db", None) as database, database.raw_writer() as raw:
        assert database.driver_name == "sqlcipher3.dbapi2"
        raw.execute("CREATE TABLE t (a)")
    plain = sqlite3.connect(door.paths.folder / "other.db")
    assert plain.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
    plain.close()


def test_a_folder_name_with_signs_that_mean_something_in_addresses_is_just_a_name(door: Door) -> None:
    folder = door.paths.folder / "Ŵyn & co #1 100%?mode=ro"
    with Database.create(folder / "a b.db", door.key) as database, database.raw_writer() as raw:
        raw.execute("CREATE TABLE t (a)")
    assert (folder / "a b.db").stat().st_size
