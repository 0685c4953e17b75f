"""Ten processes at one mailbox file, killed again and again at any statement, while the share comes and goes (T6).

`python -m tests.sync.share_kills FOLDER --kills 200 --seed 1` prints what was done; any loss, double or gap ends it
with a message. Each process keeps its changes in a file of its own before it sends them, as an office does, and notes
what the hub said; it kills itself before or after a statement that was drawn, or is killed from outside.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.ids import IdMaker
from caseworker.security.share_key import ShareKey
from caseworker.storage.log import GENESIS, Writer, as_row, seal
from caseworker.sync import administer_share, mailbox
from caseworker.sync.port import Caller, HubAway, Wire
from caseworker.sync.share import ShareHub
from caseworker.sync.share_tables import MAILBOX

if TYPE_CHECKING:
    from tests.sync.soak import Deadline, Tally

PROCESSES, COMPUTERS = 10, 8
BATCH = 4
NAMED = [
    f"{when} {statement}"
    for when in ("before", "after")
    for statement in (
        "PRAGMA journal_mode",
        "BEGIN",
        "INSERT INTO row",
        "UPDATE counter",
        "COMMIT",
        "UPDATE own",
    )
]
"""Points at which programs die on purpose: with the lock taken, in each step of a push, before it is noted at home."""


class Fatal(sqlite3.Connection):
    """A connection on which this process dies at a statement that was drawn."""

    left = sys.maxsize
    named = ""
    """The only kind of point that counts, such as "before COMMIT"; "" for all."""
    points = Path()
    """Where it is noted at which kind of point somebody died."""

    def execute(self, *values: Any) -> sqlite3.Cursor:
        self._count("before", values[0])
        cursor = super().execute(*values)
        self._count("after", values[0])
        return cursor

    def executemany(self, *values: Any) -> sqlite3.Cursor:
        self._count("before", values[0])
        cursor = super().executemany(*values)
        self._count("after", values[0])
        return cursor

    def _count(self, when: str, statement: str) -> None:
        point = f"{when} {' '.join(statement.split()[:3])}"
        if not point.startswith(Fatal.named):
            return
        Fatal.left -= 1
        if Fatal.left < 0:
            with Fatal.points.open("a") as file:
                file.write(f"{point}\n")
            os.kill(os.getpid(), signal.SIGKILL)


class Office:
    """What one computer keeps in a file of its own: what it wrote, what the hub said, what it received."""

    def __init__(self, path: Path) -> None:
        self.raw = sqlite3.connect(path, isolation_level=None)
        self.raw.execute("PRAGMA synchronous = OFF")  # a kill is not a power cut
        self.raw.execute(
            "CREATE TABLE IF NOT EXISTS own (oseq INTEGER PRIMARY KEY, row TEXT, hash TEXT, feed INTEGER)"
        )
        self.raw.execute("CREATE TABLE IF NOT EXISTS got (feed INTEGER PRIMARY KEY, id TEXT)")

    def write(self, origin: str, ids: IdMaker) -> None:
        """Write one change."""
        last = self.raw.execute("SELECT oseq, hash FROM own ORDER BY oseq DESC LIMIT 1").fetchone()
        oseq, head = last or (0, GENESIS)
        case = ids.new()
        draft = Draft(
            "case", case, "case.edited", (EntityChange(case, "case", (FieldChange("summary", case),)),)
        )
        made = seal(
            draft, Writer(origin, origin, "2026-11-22T09:00:00.000Z", "1"), ids.new(), oseq + 1, head, case
        )
        self.raw.execute(
            "INSERT INTO own VALUES (?, ?, ?, NULL)", (made.oseq, json.dumps(as_row(made)), made.hash)
        )

    def unsent(self) -> list[Wire]:
        rows = self.raw.execute("SELECT row FROM own WHERE feed IS NULL ORDER BY oseq LIMIT ?", (BATCH,))
        return [Wire(tuple(json.loads(row))) for (row,) in rows]

    def number(self) -> int:
        return int(self.raw.execute("SELECT count(*) FROM own").fetchone()[0])

    def cursor(self) -> int:
        return int(self.raw.execute("SELECT coalesce(max(feed), 0) FROM got").fetchone()[0])


def work(folder: Path, code: str, number: int, seed: int, enough: int) -> None:
    """Write, send and receive until killed, or all is written and sent."""
    luck = random.Random(seed)
    Fatal.named = luck.choice(["", *NAMED])
    Fatal.left = luck.randrange(30) if Fatal.named else luck.randrange(5, 1500)
    real = sqlite3.connect
    mailbox.sqlite3.connect = lambda *v, **n: real(*v, factory=Fatal, **n)  # type: ignore[assignment]
    origin, ids = f"{number:032x}", IdMaker()
    Fatal.points = folder.parent / "points.txt"
    office = Office(folder.parent / f"office-{number}.db")
    hub = ShareHub(folder, f"person {number}", ShareKey.from_code(code))
    while office.number() < enough or office.unsent():
        for _ in range(luck.randrange(3) if office.number() < enough else 0):
            office.write(origin, ids)
        try:
            hub.hello(Caller(origin, f"pc-{number % COMPUTERS}", "ab", "1", 1))
            if rows := office.unsent():
                for answer in hub.push(rows, None).answers:
                    office.raw.execute(
                        "UPDATE own SET feed = ? WHERE row LIKE ?", (answer.feed, f'["{answer.id}"%')
                    )
            page = hub.pull(office.cursor(), 50)
            office.raw.execute("BEGIN")
            office.raw.executemany("INSERT INTO got VALUES (?, ?)", [(f.feed, f.wire.id) for f in page.rows])
            office.raw.execute("COMMIT")
        except HubAway:
            continue


@dataclass
class Run:
    """What a run did."""

    kills: int = 0
    absences: int = 0
    changes: int = 0


def run(folder: Path, kills: int, seed: int, enough: int) -> Run:
    """Let the processes work, kill them so often, and judge what is left.

    Args:
        enough: how many changes each process writes.

    Raises:
        AssertionError: something was lost, doubled or left out.
    """
    luck, done = random.Random(seed), Run()
    mailbox.PRAGMAS = tuple(p.replace("EXTRA", "OFF") for p in mailbox.PRAGMAS)
    mailbox.LONGEST_PAUSE_SECONDS = 0.03
    os.fsync = lambda _handle: None  # type: ignore[assignment]
    code = administer_share.init(folder).joining_code
    for number in range(PROCESSES):
        administer_share.add_user(folder, f"person {number}", str(number))
    living = {_begun(folder, code, number, luck, enough): number for number in range(PROCESSES)}
    try:
        _reap(folder, code, living, luck, done, kills, enough)
    finally:
        for pid in living:
            os.kill(pid, signal.SIGKILL)
    done.changes = judge(folder, code)
    return done


def _reap(
    folder: Path,
    code: str,
    living: dict[int, int],
    luck: random.Random,
    done: Run,
    kills: int,
    enough: int,
) -> None:
    """Kill, and begin again who died, until all have ended by themselves."""
    while living:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid:
            number = living.pop(pid)
            assert status in (0, signal.SIGKILL), f"process {number} ended with {status}"
            done.kills += status != 0
            if status and done.kills < kills:
                living[_begun(folder, code, number, luck, enough)] = number
            elif status:
                living[_begun(folder, code, number, luck, enough, mortal=False)] = number
            continue
        time.sleep(0.01)
        if done.kills < kills and luck.random() < 0.02:
            os.kill(luck.choice(list(living)), signal.SIGKILL)
        if done.kills < kills and luck.random() < 0.03:
            folder.rename(folder.with_name("away"))
            time.sleep(luck.random() * 0.03)
            folder.with_name("away").rename(folder)
            done.absences += 1


def _begun(
    folder: Path, code: str, number: int, luck: random.Random, enough: int, *, mortal: bool = True
) -> int:
    seed = luck.randrange(1 << 30)
    pid = os.fork()
    if pid:
        return pid
    ending = 1
    try:
        if not mortal:
            Fatal._count = lambda *_: None  # type: ignore[method-assign]
        work(folder, code, number, seed, enough)
        ending = 0
    finally:
        if ending:
            import traceback

            traceback.print_exc()
        os._exit(ending)


def judge(folder: Path, code: str) -> int:
    """Compare the mailbox with what each process wrote, was told and received; return how many changes there are."""
    assert administer_share.check(folder, code) == []
    raw = sqlite3.connect(folder / MAILBOX)
    feed = dict(raw.execute("SELECT feed, id FROM row ORDER BY feed"))
    raw.close()
    assert list(feed) == list(range(1, len(feed) + 1)), "the feed has a gap"
    assert len(set(feed.values())) == len(feed), "a change is there twice"
    written = set()
    for office in _offices(folder):
        for row, number in office.raw.execute("SELECT row, feed FROM own"):
            written.add(json.loads(row)[0])
            assert feed.get(number) == json.loads(row)[0], "what was said to be shared is not there"
        got = office.raw.execute("SELECT feed, id FROM got ORDER BY feed").fetchall()
        assert got == list(feed.items())[: len(got)], "what was received is not the feed"
    assert set(feed.values()) == written, "the mailbox holds what nobody wrote, or lacks what somebody did"
    return len(feed)


def soak(until: Deadline, tally: Tally) -> None:
    """Run after run, each in a process of its own, until it is time (a part of `tests.sync.soak`)."""
    seed = tally.start
    while not until.is_over:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.sync.share_kills", folder, "--seed", str(seed)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = re.search(r"(\d+) kills.* (\d+) changes", done.stdout)
        if done.returncode == 0 and said:
            tally.kills += int(said[1])
            tally.acknowledged += int(said[2])
        else:
            tally.lost += "not there" in done.stderr or "lacks" in done.stderr
            tally.doubled += "twice" in done.stderr or "gap" in done.stderr
            tally.diverged += 1
            tally.stories.append(f"share_kills --seed {seed}\n{done.stdout}{done.stderr}")
        seed += 1
        tally.seeds += 1


def _offices(folder: Path) -> Iterator[Office]:
    for number in range(PROCESSES):
        office = Office(folder.parent / f"office-{number}.db")
        yield office
        office.raw.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changes", type=int, default=60, help="changes that each process writes")
    parsed = parser.parse_args()
    done = run(parsed.folder / "share", parsed.kills, parsed.seed, parsed.changes)
    away = f"the share away {done.absences} times"
    points = parsed.folder / "points.txt"
    died = Counter(points.read_text().splitlines() if points.exists() else [])
    for point, number in sorted(died.items()):
        print(f"  {number:4} {point}")
    print(f"{done.kills} kills, {away}, {done.changes} changes: nothing lost or doubled.")


if __name__ == "__main__":
    main()
