"""The long F11: thirty computers come back with 2,000 changes each, over a hub that stops at once ten times.

Each has a file of the program's own. What nobody else touches and what several change are both in the queue, cases with
numbers too. Afterwards nothing is lost or doubled, every file says the same, every number is explained.
`python -m tests.sync.long_queue` runs it in full and says how long it took (55 minutes on two busy cores).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker.storage.state_digest import state_digest
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.port import Hub, HubAway
from tests.sync.office_file import File, judge_numbers
from tests.sync.real_store import Pattern
from tests.sync.soak import Deadline, Tally

OWN, SHARED = 200, 40
"""Cases that one computer alone changes, and those that all change; one change in ten is to one of these."""


@dataclass(slots=True)
class Stops:
    """A hub that stops at once so often, spread over the calls that are expected; then each call fails for a while."""

    at: set[int]
    calls: int = 0
    down: int = 0
    stopped: int = 0

    def before(self) -> None:
        """Count a call.

        Raises:
            HubAway: the hub is down.
        """
        self.calls += 1
        if self.calls in self.at:
            self.stopped, self.down = self.stopped + 1, 40
        if self.down:
            self.down -= 1
            raise HubAway("The hub was stopped.")

    def after(self) -> None:
        """Lose an answer where the next call would find the hub stopped.

        Raises:
            HubAway: it stopped before the answer went out.
        """
        if self.calls + 1 in self.at:
            raise HubAway("The hub was stopped before it answered.")


class Stopping:
    """A hub's port that goes through `Stops`."""

    def __init__(self, hub: Hub, stops: Stops) -> None:
        self._hub, self._stops = hub, stops

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._hub, name)
        if not callable(real):
            return real

        def call(*given: object) -> object:
            self._stops.before()
            found = real(*given)
            self._stops.after()
            return found

        return call


@dataclass(frozen=True, slots=True)
class Drained:
    """What was done."""

    changes: int
    stops: int
    calls: int
    seconds: float


def drain(
    seed: int,
    *,
    computers: int,
    rows: int,
    stops: int = 10,
    tell: Callable[[str], None] = lambda _line: None,
) -> Drained:
    """Let computers write apart and come back.

    Raises:
        AssertionError: something was lost or doubled, or the files differ.
    """
    luck, begun = random.Random(seed), time.monotonic()
    hub = MemoryHub(User(f"p{n}", f"p{n}", sees_all=True) for n in range(computers))
    with tempfile.TemporaryDirectory() as folder, closing(Pattern(Path(folder) / "pattern")) as pattern:
        files = [File(pattern.new().raw) for _ in range(computers)]
        for number, file in enumerate(files):
            file.meet(hub.as_user(f"p{number}"))
        shared = [f"{n:032x}" for n in range(SHARED)]
        for number, file in enumerate(files):
            _write(file, luck, rows, shared, f"{number + 1:08x}")
        tell(f"written after {time.monotonic() - begun:.0f} s")
        expected = computers * (computers * rows // 90 + 10)
        down = Stops(set(luck.sample(range(computers, expected), stops)))
        _meet_all(files, hub, down, luck, tell)
        down.at.clear()
        for number, file in enumerate(files):
            file.meet(hub.as_user(f"p{number}"), check=True)
        tell(f"all have met after {time.monotonic() - begun:.0f} s")
        judge(hub, files, computers * rows)
        for file in files:
            file.raw.close()
    return Drained(hub.head, down.stopped, down.calls, time.monotonic() - begun)


def _write(file: File, luck: random.Random, rows: int, shared: list[str], code: str) -> None:
    own = [f"{code}{n:024x}" for n in range(OWN)]
    for _ in range(rows):
        chance = luck.random()
        if chance < 0.02:
            file.log_case()
        else:
            file.write(luck, shared if chance < 0.12 else own)


def _meet_all(
    files: list[File], hub: MemoryHub, stops: Stops, luck: random.Random, tell: Callable[[str], None]
) -> None:
    """Everybody tries until nobody has anything to send: in turns, whoever was cut off begins again later."""
    waiting = list(range(len(files)))
    while waiting:
        number = waiting.pop(luck.randrange(len(waiting)))
        try:
            files[number].meet(Stopping(hub.as_user(f"p{number}"), stops))
        except HubAway:
            waiting.append(number)
            continue
        tell(f"p{number} has met: {hub.head} at the hub, {stops.stopped} stops")


def judge(hub: MemoryHub, files: list[File], written: int) -> None:
    """I2 to I5, I9: all is at the hub and everywhere once, and the files say the same."""
    assert hub.head == written, f"the hub has {hub.head} of {written}: some are lost"
    order = [(fed.feed, fed.wire.id) for fed in hub.books.feed]
    assert len({key for _, key in order}) == written, "a change is doubled"
    digests = set()
    for number, file in enumerate(files):
        assert not file.unsent()
        feed = file.raw.execute("SELECT feed, id FROM changeset ORDER BY feed").fetchall()
        assert feed == order, f"file {number} has a gap or a double"
        judge_numbers(file.raw, number)
        digests.add(state_digest(file.raw))
    assert len(digests) == 1, "the files are not alike"


def soak(until: Deadline, tally: Tally) -> None:
    """Small forms, one after the other; the long form is run by hand."""
    while not until.is_over:
        try:
            done = drain(tally.start + tally.seeds, computers=6, rows=200)
            tally.acknowledged += done.changes
        except AssertionError as error:
            tally.lost += "lost" in str(error)
            tally.doubled += "double" in str(error)
            tally.diverged += 1
            tally.stories.append(f"seed {tally.start + tally.seeds}: {error}")
        tally.seeds += 1


def main() -> int:
    """Run the long form."""
    ask = argparse.ArgumentParser(prog="python -m tests.sync.long_queue")
    ask.add_argument("--computers", type=int, default=30)
    ask.add_argument("--rows", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    done = drain(
        said.seed, computers=said.computers, rows=said.rows, tell=lambda line: print(line, flush=True)
    )
    print(
        f"{said.computers} computers, {done.changes} changes, {done.stops} stops of the hub, {done.calls} calls, "
        f"{done.seconds:.0f} s: nothing lost or doubled, all files alike."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
