"""Storms from seeds: nothing is lost, doubled, hidden from those who may see it, or shown to those who may not (T2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.mutants import MUTANTS
from tests.sync.oracle import Violation
from tests.sync.simulator import run

KEPT = Path(__file__).with_name("kept_seeds.txt")


def kept_seeds() -> list[int]:
    """Return the seeds that once failed."""
    lines = KEPT.read_text("utf-8").splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("start", range(1, 401, 50))
def test_after_any_storm_every_computer_has_and_shows_what_it_should(start: int) -> None:
    for seed in range(start, start + 50):
        run(seed)


@pytest.mark.parametrize("seed", kept_seeds())
def test_a_storm_that_once_did_harm_does_none(seed: int) -> None:
    run(seed)


def test_a_seed_tells_the_same_story_again() -> None:
    assert run(12).story == run(12).story


def test_a_failing_seed_says_its_number_what_is_wrong_and_what_happened() -> None:
    mutant = MUTANTS["last writer wins"]
    with pytest.raises(Violation, match=r"^seed 2: Violation: I6/I7 PC0") as failed:
        run(2, mutant.kit, mutant.weather)
    assert "PC2 edits" in str(failed.value)
    assert str(failed.value).endswith("calm")
