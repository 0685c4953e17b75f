"""One start at a time, and the mark that shows when a database went back in time."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.errors import AlreadyOpenError, UnavailableError
from caseworker.paths import OfficePaths
from caseworker.storage import guard
from caseworker.storage.guard import SLOT, Marker, MarkerFile, needs_new_origin, read_marker
from tests.storage.processes import another_program, kill, output_of, says

HOLD = """
import sys
from pathlib import Path
from caseworker.paths import OfficePaths
from caseworker.storage.guard import take
lock = take(OfficePaths(Path(sys.argv[1])))
print("has it", flush=True)
sys.stdin.read()
"""
TRY = """
import sys
from pathlib import Path
from caseworker.errors import AlreadyOpenError
from caseworker.paths import OfficePaths
from caseworker.storage.guard import take
try:
    take(OfficePaths(Path(sys.argv[1])))
    print("has it")
except AlreadyOpenError as error:
    print(error)
"""


@pytest.fixture
def paths(tmp_path: Path) -> OfficePaths:
    """A folder for an office."""
    return OfficePaths(tmp_path / "office")


def test_a_second_start_is_refused_and_told_which_process_is_first(paths: OfficePaths) -> None:
    with guard.hold(paths):
        assert "is open already on this computer" in output_of(TRY, paths.folder)
        assert guard.holder(paths) == os.getpid()
        with pytest.raises(AlreadyOpenError):
            guard.take(paths)
    assert output_of(TRY, paths.folder) == "has it\n"


def test_a_kill_gives_the_office_back(paths: OfficePaths) -> None:
    with another_program(HOLD, paths.folder) as program:
        assert says(program) == "has it"
        assert guard.holder(paths) == program.pid
        with pytest.raises(AlreadyOpenError, match="Use the window that is open"):
            guard.take(paths)
        kill(program)
    guard.take(paths).release()


def test_two_offices_can_be_open_at_once(tmp_path: Path) -> None:
    with guard.hold(OfficePaths(tmp_path / "one")), guard.hold(OfficePaths(tmp_path / "two")):
        pass


@pytest.mark.parametrize("content", [None, b"", b"words", b"\xff"])
def test_a_lock_that_names_nobody_names_nobody(paths: OfficePaths, content: bytes | None) -> None:
    paths.make_folder()
    if content is not None:
        paths.lock.write_bytes(content)
    assert guard.holder(paths) is None


MARK = Marker("0191f3a2-7c1e-7e64-8b0a-5a1d0c2f9e11", 41, "ab" * 16)


def test_the_marker_reads_back_the_last_of_many(tmp_path: Path) -> None:
    file = MarkerFile(tmp_path / "marker")
    assert read_marker(tmp_path / "marker") is None
    for number in range(1, 8):
        mark = Marker(MARK.origin, number, MARK.fingerprint)
        file.write(mark)
        assert read_marker(tmp_path / "marker") == mark
    file.close()
    again = MarkerFile(tmp_path / "marker")
    again.write(Marker("another origin", 1, MARK.fingerprint))
    again.close()
    assert read_marker(tmp_path / "marker") == Marker("another origin", 1, MARK.fingerprint)
    assert (tmp_path / "marker").stat().st_size <= 2 * SLOT


@given(written=st.integers(1, 6), kept=st.integers(0, SLOT - 1), torn=st.binary(max_size=SLOT))
def test_a_write_cut_anywhere_leaves_the_marker_before(
    tmp_path_factory: pytest.TempPathFactory, written: int, kept: int, torn: bytes
) -> None:
    path = tmp_path_factory.mktemp("marker") / "marker"
    file = MarkerFile(path)
    for number in range(1, written + 1):
        file.write(Marker("origin", number, "fingerprint"))
    file.close()
    data = bytearray(path.read_bytes().ljust(2 * SLOT, b"\0"))
    place = (written + 1) % 2 * SLOT  # where the next write would go
    new = (torn + bytes(SLOT))[: SLOT - kept]
    data[place + kept : place + SLOT] = new
    path.write_bytes(bytes(data))
    assert read_marker(path) in (
        Marker("origin", written, "fingerprint"),
        Marker("origin", written - 1, "fingerprint"),
    )
    assert read_marker(path) == Marker("origin", written, "fingerprint")


@pytest.mark.parametrize("content", [b"", b"x", bytes(600), b"00000000 {}", b"\xff" * 600])
def test_a_marker_that_cannot_be_read_counts_as_none_and_can_be_written_again(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "marker"
    path.write_bytes(content)
    assert read_marker(path) is None
    file = MarkerFile(path)
    file.write(MARK)
    file.close()
    assert read_marker(path) == MARK


def test_a_marker_where_a_folder_is_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="The office was not opened"):
        MarkerFile(tmp_path)


@pytest.mark.parametrize(
    ("marker", "new"),
    [
        (MARK, False),
        (Marker(MARK.origin, 40, MARK.fingerprint), False),  # killed between commit and mark
        (Marker(MARK.origin, 42, MARK.fingerprint), True),  # an older copy of the database was put back
        (Marker("another", 41, MARK.fingerprint), True),
        (Marker(MARK.origin, 41, "another computer"), True),
        (None, True),  # lost, or a backup restored
    ],
)
def test_a_database_behind_its_marker_or_elsewhere_takes_a_new_origin(
    marker: Marker | None, new: bool
) -> None:
    assert needs_new_origin(marker, origin=MARK.origin, oseq=41, fingerprint=MARK.fingerprint) is new


def test_the_fingerprint_is_of_this_computer_and_folder_and_tells_neither(tmp_path: Path) -> None:
    here = guard.fingerprint_of(tmp_path)
    assert here == guard.fingerprint_of(tmp_path)
    assert here != guard.fingerprint_of(tmp_path / "copy")
    assert json.dumps(here).isascii()
    assert len(here) == 32
