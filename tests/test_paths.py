"""Where an office lies, and where it may not."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from caseworker import paths
from caseworker.errors import UnavailableError
from caseworker.paths import OfficePaths, default_folder, file_system_of, is_unc, office_paths, why_not_here

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /home rw shared:1 - ext4 /dev/sda2 rw
41 30 0:45 / /home/siân/team\\040drive rw - cifs //server/share rw
42 22 0:46 / /mnt/nfs rw - nfs4 server:/export rw
43 22 0:47 / /mnt/nfs/local rw - tmpfs tmpfs rw
44 22 0:48 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
a line that is cut
"""


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("win32", {"LOCALAPPDATA": "/c/Users/siân/AppData/Local"}, "/c/Users/siân/AppData/Local/Caseworker"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/caseworker"),
        ("linux", {"XDG_DATA_HOME": ""}, "HOME/.local/share/caseworker"),
        ("linux", {}, "HOME/.local/share/caseworker"),
        ("win32", {}, "HOME/AppData/Local/Caseworker"),
        ("darwin", {}, "HOME/Library/Application Support/Caseworker"),
    ],
)
def test_each_system_keeps_the_office_on_the_local_disk(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    assert default_folder(environment, platform) == Path(folder.replace("HOME", str(Path.home())))


def test_the_folder_given_is_used_and_the_usual_one_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office_paths(tmp_path).database == tmp_path / "caseworker.db"
    monkeypatch.chdir(tmp_path)
    assert office_paths("here").folder == tmp_path / "here"
    assert office_paths().folder == default_folder()


def test_an_office_keeps_its_files_together(tmp_path: Path) -> None:
    office = OfficePaths(tmp_path / "office")
    assert not office.has_office
    office.make_folder()
    files = [
        office.database,
        office.keys,
        office.marker,
        office.lock,
        office.backups,
        office.logs,
        office.layout,
    ]
    assert len(set(files)) == 7
    assert {file.parent for file in files} == {office.folder}
    office.database.touch()
    assert office.has_office


@pytest.mark.skipif(os.name == "nt", reason="Windows gives a person's local folder to that person only")
def test_the_folder_is_closed_to_others(tmp_path: Path) -> None:
    office = OfficePaths(tmp_path / "office")
    office.make_folder()
    assert office.folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnavailableError, match="was not made"):
        OfficePaths(tmp_path / "file" / "office").make_folder()


@pytest.mark.parametrize(
    ("text", "unc"),
    [
        (r"\\server\share\office", True),
        ("//server/share/office", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\office", False),
        (r"C:\office", False),
        ("/home/siân", False),
        ("office", False),
    ],
)
def test_a_server_in_the_name_is_seen(text: str, unc: bool) -> None:
    assert is_unc(text) is unc


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/siân/office", "ext4"),
        ("/home/siân/team drive/office", "cifs"),
        ("/home/siân/team drive", "cifs"),
        ("/home/siân/team driver", "ext4"),
        ("/mnt/nfs/a/b", "nfs4"),
        ("/mnt/nfs/local/b", "tmpfs"),
        ("/run/user/1000/gvfs/smb-share", "fuse.gvfsd-fuse"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount(folder: str, kind: str) -> None:
    assert file_system_of(PurePosixPath(folder), MOUNTS) == kind


def test_a_network_drive_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_is_network_mount", lambda folder: True)
    with pytest.raises(
        UnavailableError, match=r"is on a network drive.*Choose a folder on this computer's own disk"
    ):
        office_paths(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_copied_to_a_cloud_is_refused(tmp_path: Path) -> None:
    cloud = {"OneDriveCommercial": str(tmp_path / "OneDrive - Council")}
    assert "copied to a cloud service" in str(why_not_here(tmp_path / "OneDrive - Council" / "office", cloud))
    assert why_not_here(tmp_path / "OneDrive - Council of another" / "office", cloud) is None
    assert why_not_here(tmp_path, {"OneDrive": ""}) is None
