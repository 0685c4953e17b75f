"""The long form runs, counts, and says so when something is lost."""

from __future__ import annotations

import pytest

from tests.sync.mutants import MUTANTS
from tests.sync.oracle import Violation
from tests.sync.simulator import run
from tests.sync.soak import PARTS, Deadline, Tally, main, part_of, simulate


def test_every_part_can_be_found() -> None:
    assert all(callable(part_of(place)) for place in PARTS.values())


def test_a_part_stops_at_its_deadline_and_adds_up_what_it_did() -> None:
    tally = Tally(start=1)
    simulate(Deadline(at=float("-inf")), tally)
    assert tally == Tally(start=1)
    tally.count(run(5))
    assert tally.acknowledged > 0
    assert tally.is_clean


@pytest.mark.parametrize(
    ("name", "what"),
    [("skipped row", "lost"), ("no deduplication", "doubled"), ("last writer wins", "diverged")],
)
def test_a_fault_is_counted_as_what_it_is(name: str, what: str) -> None:
    tally, mutant = Tally(start=1), MUTANTS[name]
    for seed in range(1, 6):
        try:
            run(seed, mutant.kit, mutant.weather)
        except Violation as violation:
            tally.blame(violation)
    assert getattr(tally, what) > 0
    assert not tally.is_clean


def test_a_run_without_time_is_clean_and_says_its_first_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--minutes", "0", "--start", "7", "--parts", "simulator"]) == 0
    assert capsys.readouterr().out == (
        "simulator (from seed 7): seeds 0, kills 0, changesets acknowledged 0, lost 0, doubled 0, diverged 0\n"
    )
