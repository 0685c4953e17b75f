"""Small files: the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from caseworker import files
from caseworker.errors import DiskFullError, ReadOnlyError, UnavailableError
from caseworker.files import write_whole
from tests.storage.processes import another_program, kill, says

NOT_DONE = "The keys were not written"


def test_a_file_is_replaced_and_its_folder_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "keys.json"
    write_whole(file, b"first", not_done=NOT_DONE)
    write_whole(file, b"second", not_done=NOT_DONE)
    assert file.read_bytes() == b"second"
    assert [path.name for path in file.parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFullError), (errno.EROFS, ReadOnlyError), (errno.EIO, UnavailableError)],
)
@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_a_disk_that_refuses_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[UnavailableError], step: str
) -> None:
    file = tmp_path / "keys.json"
    write_whole(file, b"old", not_done=NOT_DONE)

    def refused(*args: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(files.os, "fsync", refused)
    else:
        monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(kind, match=NOT_DONE):
        write_whole(file, b"new", not_done=NOT_DONE)
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


KILLED = """
import os, signal, sys
from pathlib import Path
from caseworker import files
from caseworker.files import write_whole
def wait(handle):
    print("written", flush=True)
    sys.stdin.read()
files.os.fsync = wait
write_whole(Path(sys.argv[1]), b"new" * 10_000, not_done="x")
"""


def test_a_kill_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    write_whole(file, b"old", not_done=NOT_DONE)
    with another_program(KILLED, file) as program:
        assert says(program) == "written"
        kill(program)
    assert file.read_bytes() == b"old"


def test_a_file_that_another_program_has_open_is_told_so_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where Excel forbids that the file it shows is replaced."""
    file = tmp_path / "annual.xlsx"
    write_whole(file, b"old", not_done=NOT_DONE)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UnavailableError, match=r"annual\.xlsx is open in another program") as told:
        write_whole(file, b"new", not_done=NOT_DONE)
    assert not isinstance(told.value, ReadOnlyError)
    assert "Close it there" in str(told.value)
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["annual.xlsx"]
