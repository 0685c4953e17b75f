"""Programs that share a Postgres hub are killed at named points while the server stops and the line is cut (T6, F11).

`python -m tests.sync.postgres.kills FOLDER --kills 200 --stops 10` prints what was done; any loss, double, gap or
difference ends it with a message. Each program is the real engine over the real tables of an office file; it kills
itself at the point that was drawn for it, or is killed from outside.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from caseworker.storage.blob_parts import missing, unconfirmed
from caseworker.storage.state_digest import state_digest
from caseworker.sync import administer_postgres as administer
from caseworker.sync import exchange
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubAway
from caseworker.sync.postgres import PostgresHub
from tests.sync.office_file import SMALL_PARTS, File, judge_numbers
from tests.sync.postgres.points import (
    ANYWHERE,
    LEASED,
    POINTS,
    SAVING,
    SENDING,
    SENT,
    Death,
    DyingHub,
    DyingStore,
)
from tests.sync.postgres.proxy import line_to
from tests.sync.private_postgres import PASSWORD, Server, running
from tests.sync.real_store import Pattern
from tests.sync.soak import Deadline, Tally

NOT_REACHED = 3
"""How a program ends that never came to its point."""
MOST_MEETINGS = 60
STORM_KILLS = 10 * len(POINTS)


@dataclass
class Stage:
    """Where it plays: the server, the line to it, a file and a login for each program."""

    folder: Path
    address: HubAddress
    passwords: list[str]
    enough: int
    cases: list[str] = field(default_factory=lambda: [f"{n:032x}" for n in range(1, 13)])

    def file(self, number: int) -> File:
        return File.at(self.folder / f"office-{number}.db")

    def hub(self, number: int) -> PostgresHub:
        return PostgresHub(replace(self.address, user=f"p{number}"), self.passwords[number])

    def work(self, number: int, seed: int, point: str) -> bool:
        """Write and meet until killed; a program that is not to be killed ends when all is written and shared.

        Returns: whether it is done; a program that never came to its point is not.
        """
        luck, file = random.Random(seed), self.file(number)
        death, meetings = Death(point, luck), 0
        store = DyingStore(file.store, death, file.raw)
        with closing(self.hub(number)) as real:
            hub = DyingHub(real, death)
            while point or file.own() < self.enough or file.unsent():
                if point not in ("", ANYWHERE) and meetings > MOST_MEETINGS:
                    return False
                with death.during(SAVING, file.raw):
                    self._write(file, luck, point)
                meetings += 1
                try:
                    file.meet(hub, store=store)
                except HubAway:
                    time.sleep(0.05)
        return True

    def _write(self, file: File, luck: random.Random, point: str) -> None:
        """Do some work; what leads to the point, at any rate."""
        if point == LEASED:
            for _ in range(4):
                file.log_case()
        if point in (SENDING, SENT):
            file.attach(luck, self.cases)
        wanted = luck.randrange(1, 12) if file.own() < self.enough else int(bool(point))
        for _ in range(wanted):
            chance = luck.random()
            if chance < 0.03:
                file.attach(luck, self.cases)
            elif chance < 0.1:
                file.log_case()
            else:
                file.write(luck, self.cases)


@dataclass
class Run:
    """What was done."""

    kills: Counter[str] = field(default_factory=Counter)
    stops: int = 0
    cuts: int = 0
    changes: int = 0

    @property
    def words(self) -> str:
        points = ", ".join(f"{count} {point}" for point, count in sorted(self.kills.items()))
        return (
            f"{self.kills.total()} kills ({points}), {self.stops} stops of the server, {self.cuts} cuts of the line,"
            f" {self.changes} changes: nothing lost or doubled, all files alike."
        )


def run(
    folder: Path,
    server: Server,
    *,
    programs: int,
    enough: int,
    kills: int,
    stops: int,
    seed: int,
    before: Mapping[str, int] = MappingProxyType({}),
) -> Run:
    """Let the programs work, kill them so often, stop the server so often, and judge what is left.

    Args:
        before: how often a program was killed at each point so far; those that were least are next.

    Raises:
        AssertionError: something was lost, doubled or differs.
    """
    luck, done = random.Random(seed), Run()
    database = f"kills_{seed}"
    server.sql(f"CREATE DATABASE {database}")
    direct = replace(server.address, database=database)
    administer.init(direct, PASSWORD)
    passwords = [_login(direct, number) for number in range(programs)]
    pattern = Pattern(folder / "pattern")
    pattern.close()
    for number in range(programs):
        (folder / f"office-{number}.db").write_bytes((folder / "pattern" / "caseworker.db").read_bytes())
    with line_to(server.port) as line:
        stage = Stage(folder, replace(direct, port=line.port), passwords, enough)
        points = _least(Counter(before), kills)
        luck.shuffle(points)
        living = {_begin(stage, number, luck, points): number for number in range(programs)}
        try:
            while living:
                if _has_ended(stage, living, luck, points, done):
                    continue
                time.sleep(0.01)
                if luck.random() < 0.1:
                    for victim in [pid for pid in living if _POINT.get(pid) == ANYWHERE][:1]:
                        os.kill(victim, signal.SIGKILL)
                if luck.random() < 0.01:
                    line.cut()
                    done.cuts += 1
                if done.stops < stops and done.kills.total() >= kills * (done.stops + 1) // (stops + 1):
                    server.stop("immediate")
                    done.stops += 1
                    server.start()
        finally:
            for pid in living:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
    done.changes = judge(replace(stage, address=direct), programs)
    server.sql(f"DROP DATABASE {database} WITH (FORCE)")
    return done


def _has_ended(
    stage: Stage, living: dict[int, int], luck: random.Random, points: list[str], done: Run
) -> bool:
    """Begin a program again that was killed, or that never came to its point; whether one had ended.

    Raises:
        AssertionError: a program ended otherwise.
    """
    pid, status = os.waitpid(-1, os.WNOHANG)
    if not pid:
        return False
    number = living.pop(pid)
    is_short = os.waitstatus_to_exitcode(status) == NOT_REACHED
    assert is_short or status in (0, signal.SIGKILL), f"program {number} ended with {status}"
    if is_short:
        points.append(ANYWHERE)
    elif status:
        done.kills[_POINT.pop(pid)] += 1
    if status:
        living[_begin(stage, number, luck, points)] = number
    return True


def _least(before: Counter[str], kills: int) -> list[str]:
    """Return as many points, each time the one that had the fewest kills."""
    points = []
    for _ in range(kills):
        points.append(min(POINTS, key=lambda point: before[point]))
        before[points[-1]] += 1
    return points


_POINT: dict[int, str] = {}
"""By process: where it is to die; "" nowhere."""


def _login(address: HubAddress, number: int) -> str:
    """Return the password of a program's login; one that is there from another run gets another."""
    return administer.add_user(address, PASSWORD, f"p{number}", f"p{number}") or administer.new_password(
        address, PASSWORD, f"p{number}"
    )


def _begin(stage: Stage, number: int, luck: random.Random, points: list[str]) -> int:
    """Begin a program that dies at the next point that was drawn; without one left it works to the end."""
    point, seed = (points.pop() if points else ""), luck.randrange(1 << 30)
    pid = os.fork()
    if pid:
        _POINT[pid] = point
        return pid
    ending = 1
    try:
        exchange.PART_BYTES = SMALL_PARTS
        ending = 0 if stage.work(number, seed, point) else NOT_REACHED
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(ending)


def judge(stage: Stage, programs: int) -> int:
    """Compare the hub with every file, and the files with one another; return how many changes there are."""
    assert administer.check(stage.address, PASSWORD) == ()
    files = [stage.file(number) for number in range(programs)]
    with closing(stage.hub(0)) as hub:
        greeting = hub.hello(files[0].store.caller("1"))
    written = 0
    digests, logs = set(), set()
    for number, file in enumerate(files):  # files come from whoever has them by now
        with closing(stage.hub(number)) as hub:
            file.meet(hub)
    for number, file in enumerate(files):
        with closing(stage.hub(number)) as hub:
            while file.meet(hub, check=True).has_more_files:
                pass
            assert file.store.buckets() == hub.buckets(), f"file {number} and the hub differ"
        assert file.own() >= stage.enough, f"file {number} lost what it had written"
        assert not file.unsent()
        written += file.own()
        feed = file.raw.execute("SELECT feed, id FROM changeset ORDER BY feed").fetchall()
        assert [n for n, _ in feed] == list(range(1, len(feed) + 1)), f"file {number} has a gap or a double"
        logs.add(tuple(feed))
        digests.add(state_digest(file.raw))
        judge_numbers(file.raw, number)
        assert not missing(file.raw, 1), f"file {number} lacks a file of a case: it is lost"
        assert not unconfirmed(file.raw, 1)
        file.raw.close()
    assert len(logs) == len(digests) == 1, "the files are not alike"
    assert greeting.head == written == len(next(iter(logs))), (
        "the hub has what nobody wrote, or lacks something"
    )
    return written


def soak(until: Deadline, tally: Tally) -> None:
    """The long form: storm after storm over one server, with kills at every kind of point alike."""
    seed = tally.start
    with running(durable=True) as server:
        while not until.is_over:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    done = run(
                        Path(folder),
                        server,
                        programs=8,
                        enough=100,
                        kills=STORM_KILLS,
                        stops=5,
                        seed=seed,
                        before=tally.points,
                    )
                    tally.points += done.kills
                    tally.kills += done.kills.total()
                    tally.acknowledged += done.changes
                except AssertionError as error:
                    tally.lost += "lost" in str(error) or "lacks" in str(error)
                    tally.doubled += "double" in str(error)
                    tally.diverged += 1
                    tally.stories.append(f"seed {seed}: {error}")
            seed += 1
            tally.seeds += 1


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--programs", type=int, default=6)
    ask.add_argument("--changes", type=int, default=200, help="changes that each program writes")
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--stops", type=int, default=10)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    with running(durable=True) as server:
        done = run(
            said.folder,
            server,
            programs=said.programs,
            enough=said.changes,
            kills=said.kills,
            stops=said.stops,
            seed=said.seed,
        )
    print(done.words)


if __name__ == "__main__":
    main()
