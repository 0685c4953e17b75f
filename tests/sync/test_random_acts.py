"""Real acts at random on computers that do not hear of each other, over real files; long runs are `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync import offices_storm
from tests.sync.acts_storm import storm
from tests.sync.offices_hubs import OfficesPostgres, OfficesShare
from tests.sync.offices_storm import Trouble
from tests.sync.private_postgres import PostgresPlace, place, postgres_server
from tests.sync.random_acts import ACTS

__all__ = ["place", "postgres_server"]  # fixtures


@pytest.mark.parametrize(("seed", "computers"), [(4, 2), (21, 3)])
def test_whatever_people_do_apart_comes_together(seed: int, computers: int, tmp_path: Path) -> None:
    workers = storm(seed, tmp_path, computers=computers, acts=14, rounds=2)
    done = {told for worker in workers for told in worker.told if ":" not in told}
    assert len(done) > len(ACTS) // 3  # it was not refused everything


@pytest.mark.parametrize(
    ("seed", "trouble"),
    [(1, Trouble(secrets=True, hub=True, backup=True)), (2, Trouble(older=True))],
    ids=["hidden cases, a lost hub, a backup", "an older folder"],
)
def test_offices_in_trouble_tell_everybody_the_same_afterwards(
    seed: int, trouble: Trouble, tmp_path: Path
) -> None:
    offices_storm.storm(seed, tmp_path, acts=7, rounds=2, trouble=trouble)


def test_offices_over_a_mailbox_file_tell_everybody_the_same(tmp_path: Path) -> None:
    trouble = Trouble(hub=True, backup=True)
    offices_storm.storm(4, tmp_path, acts=5, rounds=2, trouble=trouble, hub=OfficesShare(tmp_path / "hub"))


def test_offices_over_postgres_tell_everybody_the_same(place: PostgresPlace, tmp_path: Path) -> None:
    trouble = Trouble(hub=True, secrets=True)
    offices_storm.storm(5, tmp_path, acts=5, rounds=2, trouble=trouble, hub=OfficesPostgres(place))
