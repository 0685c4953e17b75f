"""A backup is whole or is not there; a restore happens or did not; the present office is never lost."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import threading
import zipfile
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworker.errors import (
    CaseworkerError,
    DamagedFileError,
    DiskFullError,
    KeyNeededError,
    NewerDatabaseError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.paths import OfficePaths
from caseworker.security import keys
from caseworker.security.keys import Passphrase
from caseworker.storage import backup as backups
from caseworker.storage import bundle
from caseworker.storage.backup import BackupReport, backup
from caseworker.storage.database import Database
from caseworker.storage.guard import Marker, MarkerFile, hold
from caseworker.storage.restore import RestoreReport, finish_restore, restore
from caseworker.storage.upgrade import head
from tests.storage.conftest import Door, name_of
from tests.storage.processes import another_program, kill, says

AT = datetime(2025, 10, 15, 9, 30, tzinfo=UTC)
LATER = datetime(2025, 10, 16, 9, 30, tzinfo=UTC)
WORDS = "correct horse Siân"


def _filled(door: Door, rows: int = 200) -> None:
    door.filled(rows)
    with door.open() as database, database.raw_writer() as raw:
        raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
        raw.execute("INSERT INTO alembic_version VALUES (?)", (head(),))


def _backed_up(door: Door, target: Path) -> BackupReport:
    with door.open() as database:
        return backup(database, target, door.paths, at=AT)


def _restored(source: Path, paths: OfficePaths, **secrets: str) -> RestoreReport:
    with hold(paths) as lock:
        return restore(source, lock, at=LATER, **secrets)


def _left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith((".", "restoring")))


def test_a_backup_put_back_elsewhere_is_the_same_office(door: Door, tmp_path: Path) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "away" / "office.cwbackup")
    assert report.counts == {"alembic_version": 1, "person": 200}
    assert report.size == report.path.stat().st_size
    assert report.encrypted == (door.key is not None)
    other = Door(OfficePaths(tmp_path / "other computer"), door.key)
    restored = _restored(report.path, other.paths)
    assert (restored.aside, restored.key, restored.schema) == (None, door.key, head())
    assert other.names() == door.names()
    assert _left_over(door.paths.folder) == _left_over(other.paths.folder) == []


def test_a_backup_into_a_folder_is_named_after_its_instant(door: Door, tmp_path: Path) -> None:
    _filled(door)
    assert _backed_up(door, tmp_path).path == tmp_path / "caseworker-2025-10-15-093000.cwbackup"


def test_nothing_is_ever_overwritten_by_a_backup(door: Door, tmp_path: Path) -> None:
    _filled(door)
    target = tmp_path / "precious.cwbackup"
    target.write_bytes(b"precious")
    with pytest.raises(UnavailableError, match="Choose another name"):
        _backed_up(door, target)
    assert target.read_bytes() == b"precious"


def test_a_backup_made_while_others_save_is_one_moment_of_the_office(door: Door, tmp_path: Path) -> None:
    """Each change adds to two tables; a copy of anything but one moment would show them unequal."""
    _filled(door, 2000)
    stop = threading.Event()

    def save(database: Database) -> None:
        number = 5000
        while not stop.is_set():
            number += 1
            with database.raw_writer() as raw:
                raw.execute("INSERT INTO person VALUES (?, 'x')", (number,))
                raw.execute("INSERT INTO twin VALUES (?)", (number,))

    with door.open() as database:
        with database.raw_writer() as raw:
            raw.execute("CREATE TABLE twin (n INTEGER PRIMARY KEY)")
        thread = threading.Thread(target=save, args=(database,))
        thread.start()
        try:
            reports = [
                backup(database, tmp_path / f"{turn}.cwbackup", door.paths, at=AT) for turn in range(4)
            ]
        finally:
            stop.set()
            thread.join()
    for report in reports:
        assert report.counts["person"] == 2000 + report.counts["twin"]


def test_a_backup_holds_no_name_in_plain_text_but_for_the_plain_switch(door: Door, tmp_path: Path) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    data = report.path.read_bytes()
    if door.key:
        assert b"Okonkwo" not in data
        assert b"SQLite format" not in data
    with zipfile.ZipFile(report.path) as file:
        assert set(file.namelist()) == {"manifest.json", *report_files(door)}
        assert "Okonkwo" not in file.read("manifest.json").decode()


def report_files(door: Door) -> set[str]:
    """The files that belong in a backup of this office."""
    return {"caseworker.db", "caseworker.keys.json"} if door.key else {"caseworker.db"}


def test_the_present_office_is_kept_aside_whole(door: Door, tmp_path: Path) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    with door.open() as database, database.raw_writer() as raw:
        raw.execute("DELETE FROM person")
        raw.execute("INSERT INTO person VALUES (1, 'newer')")
    marker = MarkerFile(door.paths.marker)
    marker.write(Marker("origin", 1, "fingerprint"))
    marker.close()
    restored = _restored(report.path, door.paths)
    assert restored.aside == door.paths.folder / "put-aside-2025-10-16-093000"
    assert door.names() == [name_of(number) for number in range(200)]
    assert Door(OfficePaths(restored.aside), door.key).names() == ["newer"]
    assert not door.paths.marker.exists(), "without its marker the office takes a new origin"
    again = _restored(report.path, door.paths)
    assert again.aside == door.paths.folder / "put-aside-2025-10-16-093000-2"


@pytest.fixture
def locked_backup(tmp_path: Path) -> tuple[Path, str]:
    """A backup of an office with a passphrase, and its recovery key."""
    paths = OfficePaths(tmp_path / "locked")
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    door = Door(paths, made.key)
    _filled(door)
    return _backed_up(door, tmp_path / "locked.cwbackup").path, made.recovery_key


def test_a_locked_backup_asks_for_its_key_and_changes_nothing_until_it_has_it(
    door: Door, locked_backup: tuple[Path, str]
) -> None:
    _filled(door, 3)
    source, recovery = locked_backup
    with pytest.raises(KeyNeededError):
        _restored(source, door.paths)
    with pytest.raises(WrongKeyError):
        _restored(source, door.paths, passphrase="not the one at all")
    assert len(door.names()) == 3
    assert _left_over(door.paths.folder) == []
    restored = _restored(source, door.paths, recovery=recovery)
    assert len(Door(door.paths, restored.key).names()) == 200
    assert keys.unlock(door.paths, passphrase=WORDS) == restored.key


def test_a_backup_of_a_newer_program_is_refused(door: Door, tmp_path: Path) -> None:
    _filled(door)
    with door.open() as database, database.raw_writer() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_later'")
    report = _backed_up(door, tmp_path / "office.cwbackup")
    with pytest.raises(NewerDatabaseError, match="newest Caseworker"):
        _restored(report.path, OfficePaths(tmp_path / "other"))
    assert not (tmp_path / "other" / "caseworker.db").exists()


def test_without_the_right_keys_no_backup_is_made(door: Door, tmp_path: Path) -> None:
    if door.key is None:
        return
    _filled(door)
    door.paths.keys.rename(door.paths.folder / "elsewhere")
    with pytest.raises(DamagedFileError, match="is not in"):
        _backed_up(door, tmp_path / "office.cwbackup")
    other = OfficePaths(tmp_path / "other")
    keys.create_keys(other, unlocking=Passphrase(WORDS))
    other.keys.rename(door.paths.keys)
    with pytest.raises(DamagedFileError, match="belong to another office"):
        _backed_up(door, tmp_path / "office.cwbackup")
    assert not (tmp_path / "office.cwbackup").exists()


# -- damaged backups --


def _rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            contents = {name: file.read(name) for name in file.namelist()}
        change(contents)
        with zipfile.ZipFile(path, "w") as file:
            for name, data in contents.items():
                file.writestr(name, data)

    return rewrite


def _drop(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda contents: contents.pop(name) and None


def _listed(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(contents: dict[str, bytes]) -> None:
        doc = json.loads(contents["manifest.json"])
        contents["manifest.json"] = json.dumps({**doc, **changes}).encode()

    return change


def _exchange_the_database(contents: dict[str, bytes]) -> None:
    contents["caseworker.db"] = contents["caseworker.db"][::-1]


RUINED: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: path.write_bytes(b"") and None,
    "a text file": lambda path: path.write_text("Dear Sir") and None,
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "short of its last byte": lambda path: os.truncate(path, path.stat().st_size - 1),
    "an ordinary zip": _rewritten(lambda contents: contents.clear()),
    "no list": _rewritten(_drop("manifest.json")),
    "no database": _rewritten(_drop("caseworker.db")),
    "another database": _rewritten(_exchange_the_database),
    "a list of nothing": _rewritten(_listed(files={})),
    "a list that leads outside": _rewritten(_listed(files={"../evil": {"size": 1, "sha256": ""}})),
    "a list of another kind": _rewritten(_listed(format="something")),
    "a list without sense": _rewritten(lambda contents: contents.update({"manifest.json": b"[1"})),
    "a list of wrong sizes": _rewritten(_listed(files={"caseworker.db": {"size": -1, "sha256": ""}})),
    "a list as long as a book": _rewritten(
        lambda contents: contents.update({"manifest.json": b" " * 200_000})
    ),
}


@pytest.mark.parametrize("ruin", RUINED)
def test_a_ruined_backup_is_refused_and_the_office_is_as_it_was(
    door: Door, tmp_path: Path, ruin: str
) -> None:
    _filled(door, 3)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    RUINED[ruin](report.path)
    with pytest.raises(DamagedFileError, match="Use another backup"):
        _restored(report.path, door.paths)
    assert len(door.names()) == 3
    assert _left_over(door.paths.folder) == []


def test_wherever_one_byte_of_a_backup_changes_it_is_noticed_or_does_not_matter(
    door: Door, tmp_path: Path
) -> None:
    _filled(door, 20)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    whole, chance = report.path.read_bytes(), random.Random(7)
    ends = [*range(120), *range(len(whole) - 400, len(whole))]
    for place in ends + [chance.randrange(len(whole)) for _ in range(150)]:
        report.path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        found = _digest_or_damage(report.path)
        assert found == report.sha256 or "Use another backup" in found


def _digest_or_damage(path: Path) -> str:
    try:
        return bundle.check(path).files[bundle.DATABASE].sha256
    except DamagedFileError as error:
        return str(error)


def test_wherever_a_backup_is_cut_it_is_noticed(door: Door, tmp_path: Path) -> None:
    _filled(door, 20)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    whole, chance = report.path.read_bytes(), random.Random(7)
    for size in [*range(0, 200, 7), *(chance.randrange(len(whole)) for _ in range(100))]:
        report.path.write_bytes(whole[:size])
        with pytest.raises(DamagedFileError, match="Use another backup"):
            bundle.check(report.path)


def test_a_backup_of_a_newer_form_says_so(door: Door, tmp_path: Path) -> None:
    _filled(door, 3)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    _rewritten(_listed(version=2))(report.path)
    with pytest.raises(NewerDatabaseError, match="newest Caseworker"):
        bundle.check(report.path)


def test_a_backup_that_is_not_there_is_named(door: Door, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"nowhere\.cwbackup is not there"):
        _restored(tmp_path / "nowhere.cwbackup", door.paths)


# -- no room, no kind disk --

Usage = namedtuple("Usage", "total used free")


def test_without_room_neither_a_backup_nor_a_restore_is_begun(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    monkeypatch.setattr(bundle.shutil, "disk_usage", lambda folder: Usage(0, 0, 1000))
    with pytest.raises(DiskFullError, match=r"Free \d+ MB more"):
        _backed_up(door, tmp_path / "second.cwbackup")
    with pytest.raises(DiskFullError, match="The backup was not restored"):
        _restored(report.path, door.paths)
    assert len(door.names()) == 200
    assert _left_over(door.paths.folder) == _left_over(tmp_path) == []


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFullError), (errno.EIO, UnavailableError)])
def test_a_disk_that_fills_up_or_breaks_half_way_leaves_nothing_behind(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[CaseworkerError]
) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")

    def broken(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(bundle.os, "fsync", broken)
    with pytest.raises(kind, match="The backup was not made"):
        _backed_up(door, tmp_path / "second.cwbackup")
    with pytest.raises(kind, match="The backup was not restored"):
        _restored(report.path, door.paths)
    monkeypatch.undo()
    assert not (tmp_path / "second.cwbackup").exists()
    assert _left_over(door.paths.folder) == _left_over(tmp_path) == []
    assert len(door.names()) == 200


def test_a_place_that_does_not_give_back_what_was_written_is_no_place_for_a_backup(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(door)

    def forgetful(target: Path, *args: object, **more: object) -> bundle.Manifest:
        manifest = written(target, *args, **more)  # type: ignore[arg-type]
        data = target.read_bytes()
        target.write_bytes(data[:1000] + b"!" + data[1001:])
        return manifest

    written = bundle.write
    monkeypatch.setattr(backups.bundle, "write", forgetful)
    with pytest.raises(UnavailableError, match="does not give back what was written"):
        _backed_up(door, tmp_path / "office.cwbackup")
    assert not (tmp_path / "office.cwbackup").exists()
    assert _left_over(tmp_path) == []


def test_an_office_damaged_in_the_middle_is_not_backed_up_as_if_it_were_whole(
    door: Door, tmp_path: Path
) -> None:
    _filled(door)
    data = door.paths.database.read_bytes()
    middle = len(data) // 2 // 4096 * 4096
    door.paths.database.write_bytes(data[:middle] + random.Random(1).randbytes(4096) + data[middle + 4096 :])
    with pytest.raises(DamagedFileError):
        _backed_up(door, tmp_path / "office.cwbackup")
    assert not (tmp_path / "office.cwbackup").exists()


def test_a_copy_that_came_out_wrong_is_no_backup(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(door)
    copy_to = Database.copy_to

    def damaged(database: Database, target: Path) -> dict[str, int]:
        counts = copy_to(database, target)
        data = target.read_bytes()
        target.write_bytes(data[:8192] + random.Random(1).randbytes(4096) + data[12288:])
        return counts

    def short(database: Database, target: Path) -> dict[str, int]:
        return {**copy_to(database, target), "person": 201}

    for wrong in (damaged, short):
        monkeypatch.setattr(Database, "copy_to", wrong)
        with pytest.raises(DamagedFileError, match="The backup was not made"):
            _backed_up(door, tmp_path / "office.cwbackup")
    assert not (tmp_path / "office.cwbackup").exists()


def test_a_backup_whose_list_is_right_and_whose_database_is_not_is_refused(
    door: Door, tmp_path: Path
) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")

    def damage(contents: dict[str, bytes]) -> None:
        data = contents["caseworker.db"]
        data = data[:8192] + random.Random(1).randbytes(4096) + data[12288:]
        doc = json.loads(contents["manifest.json"])
        doc["files"]["caseworker.db"]["sha256"] = hashlib.sha256(data).hexdigest()
        contents.update({"caseworker.db": data, "manifest.json": json.dumps(doc).encode()})

    _rewritten(damage)(report.path)
    with pytest.raises(DamagedFileError, match="The backup was not restored"):
        _restored(report.path, door.paths)
    assert len(door.names()) == 200


# -- kills --

KILLED_RESTORE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from caseworker.paths import OfficePaths
from caseworker.storage import restore as module
from caseworker.storage.guard import hold
moves = int(sys.argv[3])
move = Path.rename
def counted(path, target):
    global moves
    if moves == 0:
        print("now", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    moves -= 1
    return move(path, target)
Path.rename = counted
with hold(OfficePaths(Path(sys.argv[1]))) as lock:
    module.restore(Path(sys.argv[2]), lock, at=datetime(2025, 10, 16, 9, 30, tzinfo=UTC))
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_kill_at_any_move_of_a_restore_leaves_the_old_office_or_the_new_one_whole(
    door: Door, tmp_path: Path
) -> None:
    _filled(door)
    report = _backed_up(door, tmp_path / "office.cwbackup")
    present = _present_office(tmp_path / "present", encrypted=door.key is not None)
    outcomes: list[str] = []
    while "done" not in outcomes:
        paths = OfficePaths(tmp_path / f"office {len(outcomes)}")
        shutil.copytree(present.paths.folder, paths.folder)
        with another_program(KILLED_RESTORE, paths.folder, report.path, len(outcomes)) as program:
            outcome = says(program)
            program.wait()
        with hold(paths) as lock:
            finished = finish_restore(lock)
            assert not finish_restore(lock)
        assert _left_over(paths.folder) == []
        outcomes.append("done" if outcome == "done" else "finished" if finished else "as before")
        if outcomes[-1] == "as before":
            _is_present(present, paths)
        else:
            assert Door(paths, _key_of(paths)).names() == door.names()
            assert not paths.marker.exists()
            _is_present(present, OfficePaths(paths.folder / "put-aside-2025-10-16-093000"))
    assert outcomes[0] == "as before"
    assert outcomes.count("finished") >= 3


def _present_office(folder: Path, *, encrypted: bool) -> Door:
    """The office to be put aside: other names, other keys than the backup's, a log that is not folded in, a
    marker.
    """
    paths = OfficePaths(folder)
    paths.make_folder()
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS)) if encrypted else None
    door = Door(paths, made.key if made else None)
    door.filled(3)
    with door.open() as database:
        with database.raw_writer() as raw:
            raw.execute("UPDATE person SET name = 'present'")
        shutil.copytree(paths.folder, paths.folder.with_name("running"))  # as a kill leaves it
    shutil.rmtree(paths.folder)
    paths.folder.with_name("running").rename(paths.folder)
    paths.marker.write_bytes(b"mark")
    assert paths.database.with_name("caseworker.db-wal").stat().st_size
    return door


def _key_of(paths: OfficePaths) -> keys.FileKey | None:
    return keys.unlock(paths, passphrase=WORDS) if paths.keys.exists() else None


def _is_present(present: Door, paths: OfficePaths) -> None:
    assert Door(paths, _key_of(paths)).names() == ["present"] * 3
    assert paths.marker.read_bytes() == b"mark"
    assert _key_of(paths) == present.key


KILLED_BACKUP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from caseworker.paths import OfficePaths
from caseworker.security.keys import sample_key
from caseworker.storage import backup as module
from caseworker.storage.database import Database
paths = OfficePaths(Path(sys.argv[1]))
def wait(*args):
    print("copied", flush=True)
    sys.stdin.read()
module.verify_copy = wait
key = sample_key() if sys.argv[3] == "encrypted" else None
with Database.open(paths.database, key) as database:
    module.backup(database, Path(sys.argv[2]), paths, at=datetime(2025, 10, 15, tzinfo=UTC))
"""


def test_what_a_killed_backup_leaves_is_cleared_away_but_not_what_a_running_one_has(
    door: Door, tmp_path: Path
) -> None:
    _filled(door)
    target, kind = tmp_path / "killed.cwbackup", "encrypted" if door.key else "plain"
    with another_program(KILLED_BACKUP, door.paths.folder, target, kind) as program:
        assert says(program) == "copied"
        with hold(door.paths) as lock:
            finish_restore(lock)
        assert len(_left_over(door.paths.folder)) == 1, "the other program is still using it"
        kill(program)
    assert not target.exists()
    with hold(door.paths) as lock:
        finish_restore(lock)
    assert _left_over(door.paths.folder) == []
