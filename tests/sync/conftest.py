"""Hubs for the tests of sharing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caseworker.sync.share_tables import PRAGMAS
from tests.sync.share_help import Share


@pytest.fixture(scope="session")
def made_share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """A mailbox as it is made; tests work on copies."""
    return Share.made(tmp_path_factory.mktemp("made") / "share")


@pytest.fixture
def share(made_share: Share, tmp_path: Path) -> Share:
    """A mailbox of this test's own."""
    shutil.copytree(made_share.folder, tmp_path / "share")
    return Share(tmp_path / "share", made_share.code)


@pytest.fixture
def no_forcing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Force nothing to the disk: tests that cut no power need not wait for it."""
    hurried = tuple(p.replace("EXTRA", "OFF") for p in PRAGMAS)
    monkeypatch.setattr("caseworker.sync.mailbox.PRAGMAS", hurried)
    monkeypatch.setattr("os.fsync", lambda _handle: None)
