"""Two days without the network with real processes: each computer is a program, killed as it works and as it meets.

`python -m tests.sync.outage share|postgres --cases 40 --seed 1` prints what was done; whatever is lost, doubled or not
explained ends it with a message. Each program writes down what it printed as soon as it was printed. All come back to
the hub at once. Afterwards three offices are opened and must tell the same (I1 to I5, I9, R2, R3).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.actions.checking import verify_office
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.sharing import HubAddress, join_office, open_hub, share_office, sit_down
from caseworker.actions.sync import meet, sync_status
from caseworker.clock import Clock
from caseworker.paths import OfficePaths
from caseworker.security.keys import Passphrase
from caseworker.storage.number_report import number_report
from caseworker.sync import administer_postgres, administer_share
from caseworker.sync.port import HubAway
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import TODAY, log_complaint, make_office, noon
from tests.letters.example import in_one_line
from tests.sync.offices_alike import told_by
from tests.sync.private_postgres import OFF, PASSWORD, running

if TYPE_CHECKING:
    from tests.sync.soak import Deadline, Tally

NAMES = ("Asha Khan", "Ali Demir", "Rhys Parry")
PHRASE = "three random words"
DAYS = (TODAY, TODAY + timedelta(days=1))
LETTER_EVERY = 5
LetIn = Callable[[str, str], tuple[HubAddress, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """One computer: its folder, where its hub is, and the file in which it notes what it printed."""

    folder: str
    address: dict[str, Any]
    password: str

    @property
    def printed(self) -> Path:
        return Path(f"{self.folder}.printed")

    def opened(self) -> OpenOffice:
        return open_office(OfficePaths(Path(self.folder)), passphrase=PHRASE, system_now=noon)

    def meets(self, opened: OpenOffice, *, check: bool = False) -> None:
        hub = open_hub(HubAddress(**self.address), self.password)
        try:
            meet(opened.office, hub, check=check)
        finally:
            hub.close()


@dataclass(frozen=True, slots=True)
class Done:
    """What happened in a run."""

    cases: int
    letters: int
    kills: int


# -- a computer -------------------------------------------------------------------------------------------


def work(place: Place, cases: int, shared: str) -> None:
    """Log cases until there are enough, half on each day, with notes on a case that all know, and letters.

    Begun again after a kill, it goes on from what its office has.
    """
    opened = place.opened()
    office = opened.office
    own = [
        row
        for row in list_page(office, query(office, "all"))
        if row.person.startswith(f"{office.person.id} ")
    ]
    for number in range(len(own), cases):
        office.clock = Clock(DAYS[2 * number // cases], noon)
        logged = log_complaint(office, full_name=f"{office.person.id} {number}", received_on=TODAY)
        add_note(office, shared, f"Note {number} of {office.person.full_name}.")
        if number % LETTER_EVERY == 0:
            sent(office, logged.case_id, approved(office, logged.case_id), office.clock.today())
            [letter] = [each for each in open_case(office, logged.case_id).letters if each.doc.get("sent_on")]
            text = in_one_line(letter_bytes(office, letter.doc["digest"]))
            with place.printed.open("a") as file:
                file.write(json.dumps([logged.reference, letter.doc["digest"], text]) + "\n")
    opened.close()


def come_back(place: Place) -> None:
    """Meet until all is sent."""
    opened = place.opened()
    while True:
        try:
            place.meets(opened)
        except HubAway:  # others are at the mailbox
            continue
        if not sync_status(opened.office).waiting:
            break
    opened.close()


# -- the scene --------------------------------------------------------------------------------------------


def run(let_in: LetIn, folder: Path, seed: int, cases: int) -> Done:
    """Play the scene once.

    Raises:
        AssertionError: something is lost, doubled, unexplained or told differently.
    """
    chance = random.Random(seed)
    places, shared = _begin(let_in, folder)
    kills = _all(chance, places, ["work", str(cases), shared], longest=2 + 0.1 * cases)
    kills += _all(chance, places, ["back", str(cases), shared], longest=3.0)
    with ExitStack() as stack:
        pcs = [stack.enter_context(_open(place)) for place in places]
        for place, pc in (*zip(places, pcs, strict=True), *zip(places, pcs, strict=True)):
            place.meets(pc, check=True)
        letters = judge(places, pcs, cases, shared, kills)
    return Done(cases * len(places), letters, kills)


def judge(places: list[Place], pcs: list[OpenOffice], cases: int, shared: str, kills: int) -> int:
    """Hold every office against what the programs did and against the others; return how many letters were printed.

    Args:
        kills: a program killed after a case was saved did not write its note, or its letter, any more.
    """
    printed = [json.loads(line) for place in places for line in place.printed.read_text().splitlines()]
    assert len(printed) >= len(places) * -(-cases // LETTER_EVERY) - kills
    first = told_by(pcs[0].office)
    for pc in pcs:
        office = pc.office
        told = told_by(office)
        for what, said in first.items():
            assert told[what] == said, f"{what} is told differently"
        rows = list_page(office, query(office, "all"), 0, 10_000)
        assert len(rows) == cases * len(places) + 1, f"there are {len(rows)} cases"
        assert len({row.reference for row in rows}) == len({row.person for row in rows}) == len(rows), (
            "a double"
        )
        notes = {str(note.doc["text"]) for note in open_case(office, shared).notes}
        assert len(notes) >= len(places) * cases - kills, "a note is lost"
        by_reference = {row.reference: row.case_id for row in rows}
        for reference, digest, text in printed:
            letters = open_case(office, by_reference[reference]).letters
            assert digest in [letter.doc.get("digest") for letter in letters], (
                f"the letter of {reference} is lost"
            )
            assert reference in text, f"{reference} is not in its letter"
            assert in_one_line(letter_bytes(office, digest)) == text
        with office.reading() as raw:
            for line in number_report(raw, f"CYP-{TODAY.year}"):
                used = json.loads(line.cases)
                assert len(used) < 2, f"{line} is a double"
                assert used or line.origin or line.given_up or line.is_gone, f"nobody explains {line}"
        assert verify_office(office).faults == (), verify_office(office).faults
        status = sync_status(office)
        assert (status.waiting, status.held, status.deferred) == (0, 0, ()), status
    return len(printed)


def _begin(let_in: LetIn, folder: Path) -> tuple[list[Place], str]:
    """Share an office with one case and let two others join it; the network is there."""
    first = make_office(folder / "0", Passphrase(PHRASE))
    office = first.office
    shared = log_complaint(office, full_name="Known to all").case_id
    places = []
    for number, name in enumerate(NAMES):
        person = office.staff_named(name)
        address, password = let_in(name.split()[0].lower(), person.id)
        places.append(Place(str(folder / str(number)), asdict(address), password))
        if number == 0:
            share_office(office, address, password)
            continue
        joined = join_office(OfficePaths(Path(places[-1].folder)), address, password, PHRASE).opened
        places[-1].meets(joined)
        sit_down(joined.office, person.id)
        joined.close()
        places[0].meets(first)
    first.close()
    return places, shared


def _all(chance: random.Random, places: list[Place], what: list[str], longest: float) -> int:
    """Let every computer do something at the same time, killed up to three times at any moment, and begun again.

    Args:
        longest: seconds until a kill, if the program still runs then.
    """
    kills, left = 0, {number: chance.randrange(1, 4) for number in range(len(places))}
    while left:
        programs = {number: _start(places[number], what) for number in left}
        for number, program in programs.items():
            try:
                ending = program.wait(chance.uniform(0.5, longest) if left[number] else None)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
                kills, left[number] = kills + 1, left[number] - 1
                continue
            assert ending == 0, f"computer {number} ended with {ending}"
            del left[number]
    return kills


def _start(place: Place, what: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sync.outage", "--computer", *what, json.dumps(asdict(place))]
    )


@contextmanager
def _open(place: Place) -> Iterator[OpenOffice]:
    opened = place.opened()
    opened.office.clock = Clock(DAYS[-1], noon)
    try:
        yield opened
    finally:
        opened.close()


# -- hubs -------------------------------------------------------------------------------------------------


@contextmanager
def by_share(folder: Path) -> Iterator[LetIn]:
    """A mailbox file in a folder."""
    code = administer_share.init(folder / "share").joining_code

    def let_in(login: str, person_id: str) -> tuple[HubAddress, str]:
        administer_share.add_user(folder / "share", login, person_id)
        return HubAddress("share", path=str(folder / "share"), user=login), code

    yield let_in
    assert administer_share.check(folder / "share", code) == []


@contextmanager
def by_postgres(_folder: Path) -> Iterator[LetIn]:
    """A server of its own, forced to the disk as in an office."""
    with running(durable=True) as server:
        server.sql("CREATE DATABASE office")
        address = replace(server.address, database="office", tls=OFF)
        administer_postgres.init(address, PASSWORD)

        def let_in(login: str, person_id: str) -> tuple[HubAddress, str]:
            made = administer_postgres.add_user(
                address, PASSWORD, login, person_id, sees_all=True, is_manager=True
            )
            return replace(address, user=login), made

        yield let_in
        assert list(administer_postgres.check(address, PASSWORD)) == []


HUBS = {"share": by_share, "postgres": by_postgres}


def scene(kind: str, seed: int, cases: int) -> Done:
    """Play the scene over a kind of hub."""
    with tempfile.TemporaryDirectory() as folder, HUBS[kind](Path(folder)) as let_in:
        return run(let_in, Path(folder), seed, cases)


def soak(until: Deadline, tally: Tally) -> None:
    """Scene after scene, over each kind of hub in turn."""
    while not until.is_over:
        seed = tally.start + tally.seeds
        try:
            done = scene(("share", "postgres")[seed % 2], seed, 40)
            tally.kills += done.kills
            tally.acknowledged += done.cases
        except AssertionError as error:
            tally.lost += "lost" in str(error)
            tally.doubled += "double" in str(error)
            tally.diverged += 1
            tally.stories.append(f"tests.sync.outage --seed {seed}: {error}")
        tally.seeds += 1


def main() -> None:
    if sys.argv[1:2] == ["--computer"]:
        what, cases, shared, said = sys.argv[2:]
        place = Place(**json.loads(said))
        work(place, int(cases), shared) if what == "work" else come_back(place)
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(HUBS))
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parsed = parser.parse_args()
    done = scene(parsed.kind, parsed.seed, parsed.cases)
    print(
        f"{done.cases} cases on {len(NAMES)} computers, {done.letters} letters printed, {done.kills} kills: nothing "
        "lost or doubled, every number explained, everybody tells the same."
    )


if __name__ == "__main__":
    main()
