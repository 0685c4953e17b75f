"""The long form over real hubs: storms with the program's own store, a hub in SQL and the reference side by side."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.sync.file_judge import judge_files
from tests.sync.oracle import Violation
from tests.sync.private_postgres import new_place, prepare, running
from tests.sync.real_store import Pattern, real_store
from tests.sync.share_help import Share
from tests.sync.simulator import Weather, run
from tests.sync.soak import Deadline, Tally
from tests.sync.twin_hub import TwinPlace, twin_of
from tests.sync.twin_places import NAMES, PostgresTwin, ShareTwin
from tests.sync.world import Kit

SECRETS = Weather(
    steps=60,
    access=True,
    redaction=True,
    hub_restore=True,
    pc_restore=True,
    files=True,
    check=True,
    erasures=True,
    refusals=True,
    holds=True,
)
"""Everything at once."""
OPEN = Weather(
    steps=60, redaction=True, hub_restore=True, pc_restore=True, files=True, check=True, holds=True
)
"""The same where nothing is hidden from anybody."""


def over_postgres(until: Deadline, tally: Tally) -> None:
    """Storms over a Postgres server of their own."""
    with running() as server, tempfile.TemporaryDirectory() as folder:
        passwords = prepare(server)

        @contextmanager
        def place(number: int) -> Iterator[TwinPlace]:
            own = Path(folder) / str(number)
            own.mkdir()
            with new_place(server, passwords, own) as made:
                yield PostgresTwin(made)

        storms(until, tally, place, SECRETS)


def over_share(until: Deadline, tally: Tally) -> None:
    """Storms over a mailbox file, forced to the disk as in an office."""
    with tempfile.TemporaryDirectory() as folder:
        pattern = Share.made(Path(folder) / "made" / "share")

        @contextmanager
        def place(number: int) -> Iterator[TwinPlace]:
            own = Path(folder) / str(number) / "share"
            shutil.copytree(pattern.folder, own)
            yield ShareTwin(Share(own, pattern.code))

        storms(until, tally, place, OPEN)


def storms(
    until: Deadline, tally: Tally, place: Callable[[int], AbstractContextManager[TwinPlace]], weather: Weather
) -> None:
    """One storm after the other, each with a hub of its own."""
    with tempfile.TemporaryDirectory() as folder:
        pattern = Pattern(Path(folder) / "pattern")
        while not until.is_over:
            with place(tally.seeds) as hub:
                try:
                    kit = Kit(hub=twin_of(hub), names=NAMES, store=real_store(pattern))
                    world = run(tally.start + tally.seeds, kit, weather)
                    judge_files(world)
                    tally.count(world)
                except Violation as violation:
                    tally.blame(violation)
            tally.seeds += 1
        pattern.close()
