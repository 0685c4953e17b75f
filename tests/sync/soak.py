"""The long form of the tests of sharing: fresh seeds and real kills for as many minutes as are asked for (T2, T6, T7).

`python -m tests.sync.soak --minutes 60` (`make soak ARGS="--minutes 60"`). A part is a function in PARTS that works
until the deadline and adds to the tally; those with real processes are added there by the tests of their hub.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.sync.file_judge import judge_files
from tests.sync.oracle import Violation
from tests.sync.real_store import Pattern, real_store
from tests.sync.simulator import run
from tests.sync.world import Kit, World

PARTS: dict[str, str] = {
    "simulator": "tests.sync.soak:simulate",
    "tables": "tests.sync.soak:simulate_tables",
    "real-acts": "tests.sync.acts_storm:soak",
    "offices": "tests.sync.offices_storm:soak",
    "offices-share": "tests.sync.offices_storm:soak_share",
    "offices-postgres": "tests.sync.offices_storm:soak_postgres",
    "long-queue": "tests.sync.long_queue:soak",
    "postgres-storms": "tests.sync.soak_hubs:over_postgres",
    "share-storms": "tests.sync.soak_hubs:over_share",
    "outage": "tests.sync.outage:soak",
    "share": "tests.sync.share_kills:soak",
    "postgres": "tests.sync.postgres.kills:soak",
}
"""By name: module and function, called with the deadline and the tally."""


@dataclass(slots=True)
class Tally:
    """What was done and found. `start`: the first seed of this run. `points`: kills by where the program died."""

    start: int
    seeds: int = 0
    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    diverged: int = 0
    stories: list[str] = field(default_factory=list)
    points: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or different (T7)."""
        return not (self.lost or self.doubled or self.diverged)

    def count(self, world: World) -> None:
        """Add a run that ended well."""
        self.kills += world.kills
        self.acknowledged += world.hub.head

    def blame(self, violation: Violation) -> None:
        """Add a run that did not, under what it was."""
        said = str(violation.__cause__ or violation)
        if said.startswith("I2"):
            self.lost += 1
        elif said.startswith(("I3", "I4", "I9")):
            self.doubled += 1
        else:
            self.diverged += 1
        self.stories.append(str(violation))

    def line(self) -> str:
        """Return the figures in one line."""
        where = "; ".join(f"{count} {point}" for point, count in sorted(self.points.items()))
        return (
            f"seeds {self.seeds}, kills {self.kills}{f' ({where})' if where else ''}, changesets acknowledged "
            f"{self.acknowledged}, lost {self.lost}, doubled {self.doubled}, diverged {self.diverged}"
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a part has to stop."""

    at: float

    @property
    def is_over(self) -> bool:
        """Whether it is time."""
        return time.monotonic() >= self.at


Part = Callable[[Deadline, Tally], None]


def simulate(until: Deadline, tally: Tally) -> None:
    """Storms over files in memory, one seed after the other."""
    _simulate(until, tally, Kit(), lambda _world: None)


def simulate_tables(until: Deadline, tally: Tally) -> None:
    """Storms over the program's own tables."""
    with tempfile.TemporaryDirectory() as folder:
        pattern = Pattern(Path(folder) / "pattern")
        _simulate(until, tally, Kit(store=real_store(pattern)), judge_files)
        pattern.close()


def _simulate(until: Deadline, tally: Tally, kit: Kit, judge: Callable[[World], None]) -> None:
    seed = tally.start
    while not until.is_over:
        try:
            world = run(seed, kit)
            judge(world)
            tally.count(world)
        except Violation as violation:
            tally.blame(violation)
        seed += 1
        tally.seeds += 1


def part_of(place: str) -> Part:
    """Return a part by module and function."""
    module, _, name = place.partition(":")
    found: Part = getattr(importlib.import_module(module), name)
    return found


def soak(minutes: float, start: int, names: list[str]) -> list[Tally]:
    """Run the parts one after the other, each for its share of the time."""
    tallies = []
    for name in names:
        tally = Tally(start)
        try:
            part_of(PARTS[name])(Deadline(time.monotonic() + minutes * 60 / len(names)), tally)
        except Exception:  # a part that breaks is no clean run; the others still run
            tally.diverged += 1
            tally.stories.append(traceback.format_exc())
        print(f"{name} (from seed {start}): {tally.line()}", flush=True)
        for story in tally.stories[:3]:
            print(story)
        tallies.append(tally)
    return tallies


def main(arguments: list[str] | None = None) -> int:
    """Return 1 when anything was lost, doubled or different."""
    ask = argparse.ArgumentParser(prog="python -m tests.sync.soak")
    ask.add_argument("--minutes", type=float, default=10)
    ask.add_argument("--start", type=int, default=None, help="the first seed; else any")
    ask.add_argument("--parts", default=",".join(PARTS), help="of " + ", ".join(PARTS))
    said = ask.parse_args(arguments)
    start = random.SystemRandom().randrange(10**9) if said.start is None else said.start
    tallies = soak(said.minutes, start, said.parts.split(","))
    return int(not all(tally.is_clean for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
