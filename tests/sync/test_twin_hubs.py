"""In a storm the hubs in SQL say at every call what the hub in memory says, and real files agree afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sync.file_judge import judge_files
from tests.sync.private_postgres import PostgresPlace, place, postgres_server
from tests.sync.real_store import Pattern, real_store
from tests.sync.share_help import Share
from tests.sync.simulator import Weather, run
from tests.sync.twin_hub import TwinPlace, twin_of
from tests.sync.twin_places import NAMES, PostgresTwin, ShareTwin
from tests.sync.world import Kit

__all__ = ["place", "postgres_server"]

WEATHERS = {
    "work": Weather(steps=40, files=True, check=True),
    "secrets": Weather(steps=40, access=True, redaction=True),
    "decisions": Weather(steps=50, access=True, redaction=True, refusals=True, holds=True, erasures=True),
    "holds": Weather(steps=50, redaction=True, holds=True, files=True),
    "restores": Weather(steps=40, hub_restore=True, pc_restore=True, files=True, redaction=True),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """What makes files of the program's own."""
    pattern = Pattern(tmp_path_factory.mktemp("pattern") / "office")
    yield real_store(pattern)
    pattern.close()


def storm(twin: TwinPlace, store: Callable[..., Any], weather: str) -> None:
    kit = Kit(hub=twin_of(twin), names=NAMES, store=store)
    judge_files(run(1, kit, WEATHERS[weather]))


@pytest.mark.parametrize("weather", WEATHERS)
def test_a_hub_in_postgres_answers_as_the_hub_in_memory(
    place: PostgresPlace, store: Callable[..., Any], weather: str
) -> None:
    storm(PostgresTwin(place), store, weather)


@pytest.mark.usefixtures("no_forcing")
@pytest.mark.parametrize("weather", ["work", "holds", "restores"])
def test_a_hub_in_a_file_answers_as_the_hub_in_memory(
    share: Share, store: Callable[..., Any], weather: str
) -> None:
    storm(ShareTwin(share), store, weather)
