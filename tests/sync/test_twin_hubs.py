"""In a storm the hubs in SQL say at every call what the hub in memory says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from caseworker.sync import administer_postgres, administer_share
from caseworker.sync.port import Hub
from tests.sync.private_postgres import PASSWORD, PostgresPlace, place, postgres_server
from tests.sync.share_help import Share
from tests.sync.simulator import Weather, run
from tests.sync.twin_hub import twin_of
from tests.sync.world import Kit

__all__ = ["place", "postgres_server"]

NAMES = ("cara", "anna", "ben")
WEATHERS = {
    "work": Weather(steps=40, files=True, check=True),
    "secrets": Weather(steps=40, access=True, redaction=True),
    "restores": Weather(steps=40, hub_restore=True, pc_restore=True, files=True, redaction=True),
}


@dataclass
class _Postgres:
    """The hub of a test in Postgres."""

    made: PostgresPlace

    def hub(self, login: str) -> Hub:
        return self.made.hub(login)

    def back_up(self) -> None:
        self.made.back_up()

    def restore(self) -> None:
        self.made.restore()

    def accept_held(self, changeset_id: str) -> None:
        administer_postgres.accept_held(self.made.address, PASSWORD, changeset_id)

    def retire(self, origin: str) -> None:
        administer_postgres.retire(self.made.address, PASSWORD, origin)


@dataclass
class _Share:
    """The hub of a test in a file on a share."""

    made: Share

    def hub(self, login: str) -> Hub:
        return self.made.hub(login)

    def back_up(self) -> None:
        self.made.back_up()

    def restore(self) -> None:
        self.made.restore()

    def accept_held(self, changeset_id: str) -> None:
        raise AssertionError("nothing is held where nothing is hidden")

    def retire(self, origin: str) -> None:
        administer_share.retire(self.made.folder, origin)


def storm(twin: Any, weather: Weather, seed: int) -> None:
    run(seed, Kit(hub=twin_of(twin), names=NAMES), weather)


@pytest.mark.parametrize("weather", WEATHERS)
def test_a_hub_in_postgres_answers_as_the_hub_in_memory(place: PostgresPlace, weather: str) -> None:
    storm(_Postgres(place), WEATHERS[weather], 1)


@pytest.mark.usefixtures("no_forcing")
@pytest.mark.parametrize("weather", ["work", "restores"])
def test_a_hub_in_a_file_answers_as_the_hub_in_memory(share: Share, weather: str) -> None:
    storm(_Share(share), WEATHERS[weather], 1)
