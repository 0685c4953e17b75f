"""Every bug put in on purpose is found within its budget of seeds, by an invariant and not by a crash (T5)."""

from __future__ import annotations

import pytest

from tests.sync.mutants import MUTANTS, Mutant
from tests.sync.oracle import Violation
from tests.sync.simulator import Weather, run


@pytest.mark.parametrize("name", MUTANTS)
def test_a_bug_put_in_on_purpose_is_found(name: str) -> None:
    mutant = MUTANTS[name]
    found = first_found(mutant)
    assert found is not None, f"{name}: not found in {mutant.seeds} seeds"
    assert isinstance(found.__cause__, Violation), found


def first_found(mutant: Mutant) -> Violation | None:
    """Return what the first failing seed within the budget says."""
    for seed in range(1, mutant.seeds + 1):
        try:
            run(seed, mutant.kit, mutant.weather)
        except Violation as found:
            return found
    return None


@pytest.mark.parametrize("weather", {mutant.weather for mutant in MUTANTS.values()}, ids=str)
def test_the_sound_program_stands_the_same_weather(weather: Weather) -> None:
    for seed in range(1, 21):
        run(seed, weather=weather)
