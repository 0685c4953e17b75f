"""The mailbox file on a share is a hub like every other."""

from __future__ import annotations

import pytest

from tests.sync.hub_contract import OpenHubContract, anna, ben
from tests.sync.share_help import Share

__all__ = ["anna", "ben"]


@pytest.fixture
def place(share: Share) -> Share:
    return share


@pytest.mark.usefixtures("no_forcing")
class TestShareHub(OpenHubContract):
    """A SQLite file on a share."""
