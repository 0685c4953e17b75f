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
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.ids import IdMaker
from caseworker.storage.driver import teach
from caseworker.storage.local import new_origin, present_origin, sync_state
from caseworker.storage.log import Writer, append
from caseworker.storage.state_digest import state_digest
from caseworker.sync import administer_postgres as administer
from caseworker.sync.address import HubAddress
from caseworker.sync.exchange import Exchange
from caseworker.sync.port import HubAway, Page, Pushed, Signed, Wire
from caseworker.sync.postgres import PostgresHub
from caseworker.sync.replica import Replica
from tests.sync.postgres.proxy import line_to
from tests.sync.private_postgres import PASSWORD, Server, running
from tests.sync.real_store import MemoryDatabase, Pattern
from tests.sync.soak import Deadline, Tally

POINTS = (
    "before a push",
    "after a push, before its answer is noted",
    "after a page came, before it is stored",
    "anywhere",
)
FIELDS = ("summary", "wants", "theme", "subject")


class Dying:
    """A hub on whose line this program dies at a point, after some meetings."""

    def __init__(self, hub: PostgresHub, point: str, after: int) -> None:
        self._hub, self._point, self._left = hub, point, after

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hub, name)

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        self._die(POINTS[0])
        answer = self._hub.push(rows, signed)
        self._die(POINTS[1])
        return answer

    def pull(self, after: int, limit: int) -> Page:
        page = self._hub.pull(after, limit)
        if page.rows:
            self._die(POINTS[2])
        return page

    def _die(self, here: str) -> None:
        if here == self._point:
            self._left -= 1
            if self._left < 0:
                os.kill(os.getpid(), signal.SIGKILL)


class File:
    """An office file of one program."""

    def __init__(self, path: Path, ids: IdMaker) -> None:
        self.raw = sqlite3.connect(path, isolation_level=None)
        teach(self.raw)
        self.raw.execute("PRAGMA synchronous = OFF")  # a kill is no power cut
        self.database, self.ids = MemoryDatabase(self.raw), ids
        with self.database.raw_writer() as raw:
            if not present_origin(raw):
                new_origin(raw, ids.new(), "", "2026-01-01")
        self.store = Replica(self.database, ids=ids)  # type: ignore[arg-type]

    def write(self, luck: random.Random, cases: Sequence[str]) -> None:
        """Change a field of a case that others change too."""
        case = luck.choice(cases)
        value = FieldChange(luck.choice(FIELDS), f"{luck.random()}")
        with self.database.raw_writer() as raw:
            known = sync_state(raw)
            at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            writer = Writer(
                present_origin(raw), "p", at, "1", 0, known.get("epoch", ""), known.get("cursor", 0)
            )
            append(
                raw,
                [Draft("case", case, "case.edited", (EntityChange(case, "case", (value,)),))],
                writer,
                self.ids,
            )

    def own(self) -> int:
        """How many changes it has written."""
        return int(
            self.raw.execute(
                "SELECT count(*) FROM changeset WHERE origin = ?", (self.store.origin,)
            ).fetchone()[0]
        )

    def unsent(self) -> int:
        """How many are not known to be shared."""
        return int(self.raw.execute("SELECT count(*) FROM changeset WHERE feed IS NULL").fetchone()[0])

    def meet(self, hub: Any, *, check: bool = False) -> None:
        """Meet the hub."""
        exchange = Exchange(
            self.store, hub, lambda: self.store.caller("1"), lambda: datetime.now(UTC), page_rows=40
        )
        exchange.meet(check=check, files=False)


@dataclass
class Stage:
    """Where it plays: the server, the line to it, a file and a login for each program."""

    folder: Path
    address: HubAddress
    passwords: list[str]
    enough: int
    cases: list[str] = field(default_factory=lambda: [f"{n:032x}" for n in range(1, 13)])

    def file(self, number: int) -> File:
        return File(self.folder / f"office-{number}.db", IdMaker())

    def hub(self, number: int) -> PostgresHub:
        return PostgresHub(replace(self.address, user=f"p{number}"), self.passwords[number])

    def work(self, number: int, seed: int, point: str) -> None:
        """Write and meet until killed; a program that is not to be killed ends when all is written and shared."""
        luck, file = random.Random(seed), self.file(number)
        with closing(self.hub(number)) as real:
            hub = Dying(real, point, luck.randrange(4))
            while point or file.own() < self.enough or file.unsent():
                wanted = luck.randrange(1, 12) if file.own() < self.enough else int(bool(point))
                for _ in range(wanted):
                    file.write(luck, self.cases)
                try:
                    file.meet(hub)
                except HubAway:
                    time.sleep(0.05)


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
    folder: Path, server: Server, *, programs: int, enough: int, kills: int, stops: int, seed: int
) -> Run:
    """Let the programs work, kill them so often, stop the server so often, and judge what is left.

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
        points = [POINTS[n % len(POINTS)] for n in range(kills)]
        luck.shuffle(points)
        living = {_begin(stage, number, luck, points): number for number in range(programs)}
        while living:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid:
                number = living.pop(pid)
                assert status in (0, signal.SIGKILL), f"program {number} ended with {status}"
                if status:
                    done.kills[_POINT.pop(pid)] += 1
                    living[_begin(stage, number, luck, points)] = number
                continue
            time.sleep(0.01)
            if luck.random() < 0.1:
                for victim in [pid for pid in living if _POINT.get(pid) == "anywhere"][:1]:
                    os.kill(victim, signal.SIGKILL)
            if luck.random() < 0.01:
                line.cut()
                done.cuts += 1
            if done.stops < stops and done.kills.total() >= kills * (done.stops + 1) // (stops + 1):
                server.stop("immediate")
                done.stops += 1
                server.start()
    done.changes = judge(replace(stage, address=direct), programs)
    server.sql(f"DROP DATABASE {database} WITH (FORCE)")
    return done


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
        stage.work(number, seed, point)
        ending = 0
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
    for number, file in enumerate(files):
        with closing(stage.hub(number)) as hub:
            file.meet(hub, check=True)
            assert file.store.buckets() == hub.buckets(), f"file {number} and the hub differ"
        assert file.own() >= stage.enough, f"file {number} lost what it had written"
        assert not file.unsent()
        written += file.own()
        feed = file.raw.execute("SELECT feed, id FROM changeset ORDER BY feed").fetchall()
        assert [n for n, _ in feed] == list(range(1, len(feed) + 1)), f"file {number} has a gap or a double"
        logs.add(tuple(feed))
        digests.add(state_digest(file.raw))
        file.raw.close()
    assert len(logs) == len(digests) == 1, "the files are not alike"
    assert greeting.head == written == len(next(iter(logs))), (
        "the hub has what nobody wrote, or lacks something"
    )
    return written


def soak(until: Deadline, tally: Tally) -> None:
    """The long form: storm after storm, 40 kills and 10 stops of the server in each."""
    seed = tally.start
    with running(durable=True) as server:
        while not until.is_over:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    done = run(Path(folder), server, programs=8, enough=200, kills=40, stops=10, seed=seed)
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
