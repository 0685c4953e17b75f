"""The hub in memory keeps the contract that every hub keeps."""

from __future__ import annotations

import pytest

from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.memory_books import Books
from caseworker.sync.port import Hub
from tests.sync.hub_contract import HidingHubContract, anna, ben

__all__ = ["anna", "ben"]

USERS = (User("anna", "anna"), User("ben", "ben"), User("cara", "cara", sees_all=True, is_manager=True))


class MemoryPlace:
    """A hub in memory and one copy of it."""

    def __init__(self) -> None:
        self._hub = MemoryHub(USERS)
        self._copy = Books()

    def hub(self, login: str) -> Hub:
        return self._hub.as_user(login)

    def back_up(self) -> None:
        self._copy = self._hub.snapshot()

    def restore(self) -> None:
        self._hub.restore(self._copy)


@pytest.fixture
def place() -> MemoryPlace:
    return MemoryPlace()


class TestMemoryHub(HidingHubContract):
    """Every test of the contract."""
