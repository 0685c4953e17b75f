"""Two computers of one office, on encrypted and on plain files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.replica.offices import Pc, another_pc, first_pc


@pytest.fixture(params=["encrypted", "plain"])
def asha(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pc]:
    """The manager's computer, whose office was just given a hub; nothing was sent yet."""
    pc = first_pc(tmp_path / "asha", is_encrypted=request.param == "encrypted")
    yield pc
    pc.opened.close()


@pytest.fixture
def join(asha: Pc, tmp_path: Path) -> Iterator[Callable[..., Pc]]:
    """A way to let another computer join, closed at the end."""
    joined: list[Pc] = []

    def another(name: str = "Ali Demir", *, sees_all: bool = True) -> Pc:
        asha.meet()
        joined.append(another_pc(asha, tmp_path / f"pc{len(joined)}", name, sees_all=sees_all))
        return joined[-1]

    yield another
    for pc in joined:
        pc.opened.close()


@pytest.fixture
def ali(join: Callable[..., Pc]) -> Pc:
    """A caseworker's computer that has everything."""
    return join()
