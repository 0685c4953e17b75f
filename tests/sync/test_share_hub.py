"""The mailbox file on a share is a hub like every other, and guards itself against what shares do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caseworker.security.share_key import ShareKey
from caseworker.sync import administer_share
from caseworker.sync.share import ShareHub
from caseworker.sync.share_tables import PRAGMAS
from tests.sync.hub_contract import OpenHubContract, anna, ben

__all__ = ["anna", "ben"]


class Share:
    """A mailbox in a folder, with its three people."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder, self.code, self.copy = folder, code, folder.with_name("copy.db")

    def hub(self, login: str) -> ShareHub:
        return ShareHub(self.folder, login, ShareKey.from_code(self.code))

    def back_up(self) -> None:
        administer_share.backup(self.folder, self.copy)

    def restore(self) -> None:
        administer_share.restore(self.folder, self.copy)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """A mailbox as it is made, with its three people; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "share"
    code = administer_share.init(folder).joining_code
    for name in ("anna", "ben", "cara"):
        administer_share.add_user(folder, name, name)
    return Share(folder, code)


@pytest.fixture
def place(made: Share, tmp_path: Path) -> Share:
    shutil.copytree(made.folder, tmp_path / "share")
    return Share(tmp_path / "share", made.code)


@pytest.fixture
def no_forcing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Force nothing to the disk: these tests cut no power."""
    hurried = tuple(p.replace("EXTRA", "OFF") for p in PRAGMAS)
    monkeypatch.setattr("caseworker.sync.mailbox.PRAGMAS", hurried)
    monkeypatch.setattr("os.fsync", lambda _handle: None)


@pytest.mark.usefixtures("no_forcing")
class TestShareHub(OpenHubContract):
    """A SQLite file on a share."""
