"""Real kills, a real full disk, a real folder without rights: nothing saved is lost, nothing half-done
stays.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.errors import DiskFullError
from caseworker.storage.database import Database
from tests.storage.conftest import Door, name_of
from tests.storage.processes import another_program, kill, output_of, says

OPEN = """
import sys
from pathlib import Path
from caseworker.security.keys import sample_key
from caseworker.storage.database import Database
path, key = Path(sys.argv[1]), sample_key() if sys.argv[2] == "encrypted" else None
"""
SAVE_FOR_EVER = (
    OPEN
    + """
with Database.open(path, key) as database:
    start = int(sys.argv[3])
    for number in range(start, start + 1_000_000):
        with database.raw_writer() as raw:
            raw.execute("INSERT INTO person VALUES (?, 'saved')", (number,))
            raw.execute("INSERT INTO twin VALUES (?)", (number,))
        print(number, flush=True)
"""
)
HALF_WAY = (
    OPEN
    + """
with Database.open(path, key) as database, database.raw_writer() as raw:
    raw.execute("PRAGMA cache_size = 10")  # so that half the change is in the log on the disk already
    raw.execute("DELETE FROM person WHERE n < 100")
    raw.executemany("INSERT INTO person VALUES (?, ?)", [(n, "half " * 500) for n in range(10_000, 12_000)])
    print("half way", flush=True)
    sys.stdin.read()
"""
)


def _kind(door: Door) -> str:
    return "encrypted" if door.key else "plain"


def test_a_kill_while_saving_loses_nothing_that_was_reported_saved(door: Door) -> None:
    door.filled(10)
    with door.open() as database, database.raw_writer() as raw:
        raw.execute("CREATE TABLE twin (n INTEGER PRIMARY KEY)")
    saved = 9
    for turn in range(6):
        with another_program(SAVE_FOR_EVER, door.paths.database, _kind(door), saved + 1) as program:
            for _ in range(7 * turn + 1):
                saved = int(says(program))
            saved = int((kill(program).split() or [saved])[-1])
        with door.open() as database, database.raw_reader() as raw:
            numbers = [row[0] for row in raw.execute("SELECT n FROM person ORDER BY n")]
            twins = [row[0] for row in raw.execute("SELECT n FROM twin ORDER BY n")]
        # A change may have been committed and killed before it was reported; never the other way round.
        assert numbers in (list(range(saved + 1)), list(range(saved + 2)))
        assert twins == numbers[10:]
        saved = numbers[-1]


def test_a_kill_half_way_through_a_change_leaves_none_of_it(door: Door) -> None:
    door.filled()
    with another_program(HALF_WAY, door.paths.database, _kind(door)) as program:
        assert says(program) == "half way"
        log = door.paths.database.with_name("caseworker.db-wal")
        assert log.stat().st_size > 100_000, (
            "half of the change must be on the disk for this to test anything"
        )
        kill(program)
    with door.open() as database, database.raw_reader() as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert door.names() == [name_of(number) for number in range(200)]


def test_a_full_disk_refuses_the_change_keeps_the_rest_and_works_again_when_there_is_room(door: Door) -> None:
    door.filled()
    with door.open() as database:
        with database.raw_writer() as raw:
            [pages] = raw.execute("PRAGMA page_count").fetchone()
            raw.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFullError, match="Free some space"):
            _change_much(database)
        with database.raw_writer() as raw:
            raw.execute("PRAGMA max_page_count = 1000000")
            raw.execute("INSERT INTO person VALUES (500, 'there is room')")
    assert door.names() == [*(name_of(number) for number in range(200)), "there is room"]


def _change_much(database: Database) -> None:
    with database.raw_writer() as raw:
        raw.execute("DELETE FROM person WHERE n = 0")
        raw.executemany("INSERT INTO person VALUES (?, ?)", [(n, name_of(n)) for n in range(500, 900)])


FULL_DISK = (
    OPEN
    + """
import resource, signal
from caseworker.errors import UnavailableError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
saved = 0
with Database.open(path, key) as database:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for number in range(1000, 2000):
            with database.raw_writer() as raw:
                raw.execute("INSERT INTO person VALUES (?, ?)", (number, "x" * 5000))
            saved = number
    except UnavailableError as error:
        print(saved, error)
"""
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_a_log_that_can_grow_no_further_loses_no_saved_change(door: Door) -> None:
    door.filled(10)
    saved, _, message = output_of(FULL_DISK, door.paths.database, _kind(door)).partition(" ")
    assert message.startswith("The change was not saved because the disk ")
    assert int(saved) >= 1000
    assert len(door.names()) == 10 + int(saved) - 999


NO_RIGHTS = (
    OPEN
    + """
import os
from caseworker.errors import CaseworkerError
from caseworker.storage.guard import take
from caseworker.paths import OfficePaths
for place in (None, path):  # once elsewhere, so that everything is imported while it may be
    if place is None:
        import tempfile
        with tempfile.TemporaryDirectory() as other:
            with Database.create(Path(other) / "a.db", key) as database, database.raw_reader() as raw:
                raw.execute("SELECT 1")
            take(OfficePaths(Path(other))).release()
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        continue
    for work in (lambda: Database.open(path, key), lambda: take(OfficePaths(path.parent))):
        try:
            work()
            print("opened")
        except CaseworkerError as error:
            print(type(error).__name__, error)
    with Database.open(path, key, read_only=True) as database, database.raw_reader() as raw:
        print("rows", raw.execute("SELECT count(*) FROM person").fetchone()[0])
"""
)


@pytest.fixture
def open_folder(door: Door) -> Iterator[Door]:
    """The office in a folder that everyone may look into and, from now on, nobody may write."""
    folder = Path(tempfile.mkdtemp())
    door.filled()
    shutil.copy(door.paths.database, folder / "caseworker.db")
    (folder / "caseworker.db").chmod(0o444)
    folder.chmod(0o555)
    yield Door(type(door.paths)(folder), door.key)
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="rights are given otherwise on Windows")
def test_a_folder_that_cannot_be_written_is_named_and_can_still_be_read(open_folder: Door) -> None:
    opened, locked, rows = output_of(NO_RIGHTS, open_folder.paths.database, _kind(open_folder)).splitlines()
    for line in (opened, locked):
        assert line.startswith("ReadOnlyError The office was not opened because ")
        assert line.endswith("Ask for the right to write there, or choose another folder.")
    assert rows == "rows 200"


def test_no_name_lies_on_the_disk_in_plain_text(door: Door) -> None:
    door.filled()
    with door.open() as database:
        with database.raw_writer() as raw:
            raw.execute("INSERT INTO person VALUES (1000, 'Siân Okonkwo-Żółć of the log')")
        copy = door.paths.folder / "copy.db"
        database.copy_to(copy)
        files = [*door.paths.folder.glob("caseworker.db*"), copy]
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
        found = {path.name for path in files if "Okonkwo-Żółć".encode() in path.read_bytes()}
    if door.key:
        assert found == set()
        assert b"SQLite format" not in door.paths.database.read_bytes()
        assert b"person" not in door.paths.database.read_bytes()
        assert copy.read_bytes()[:16] == door.key.salt
    else:
        assert found == {"caseworker.db", "caseworker.db-wal", "copy.db"}, "else this test finds nothing ever"
