"""A keyring in memory, and a folder for an office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from caseworker.paths import OfficePaths
from tests import memory_keyring as memory_keyring_module


class MemoryKeyring(memory_keyring_module.MemoryKeyring):
    """A keyring that keeps secrets well, as the operating systems' do."""

    priority = 9  # type: ignore[assignment]


@pytest.fixture
def paths(tmp_path: Path) -> OfficePaths:
    """An empty folder for an office."""
    return OfficePaths(tmp_path / "office")


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """A computer that keeps secrets."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A computer without a keyring, as most servers are."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)
