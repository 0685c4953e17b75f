"""Seeded storms over several computers and a hub, a calm after each, and a judgement (T2).

`python -m tests.sync.simulator --seed 7 --verbose` tells the story of one; `--seeds 2000 --start 1` runs many.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.sync.faults import plan_of
from tests.sync.judge import judge
from tests.sync.oracle import Violation
from tests.sync.world import OFFICE, Computer, Kit, World

SECRET = ("restricted", "readers")
VALUES = {1: 1, 2: "Siân’s \x00 'quoted' 😀\n", 3: None, 4: ["a", {"b": ""}]}
"""What people type, and what no database may stumble over."""
YEAR = 365 * 24 * 3600
ROUNDS = 10
"""Meetings of every computer within which nothing may move any more (I14)."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What may happen in a storm besides work, meetings, and lines that break."""

    steps: int = 40
    people: int = 3
    clocks: bool = True
    access: bool = False
    redaction: bool = False
    hub_restore: bool = False
    pc_restore: bool = False
    marker: bool = True
    files: bool = False
    check: bool = False
    rights: bool = False
    erasures: bool = False
    refusals: bool = False
    holds: bool = False


def weather_of(seed: int, rng: random.Random) -> Weather:
    """Return the weather of a seed: calm seas often, everything at once sometimes.

    What was added later is drawn apart, so that the seeds that are kept mean what they meant.
    """
    later = random.Random(f"later {seed}")
    return Weather(
        steps=rng.randint(15, 60),
        people=rng.randint(2, 4),
        clocks=rng.random() < 0.5,
        access=rng.random() < 0.4,
        redaction=rng.random() < 0.25,
        hub_restore=rng.random() < 0.4,
        pc_restore=rng.random() < 0.3,
        marker=rng.random() < 0.8,
        files=rng.random() < 0.3,
        check=rng.random() < 0.3,
        rights=later.random() < 0.15,
        erasures=later.random() < 0.15,
        refusals=later.random() < 0.15,
        holds=later.random() < 0.1,
    )


class Storm:
    """One run from one seed."""

    def __init__(self, seed: int, kit: Kit | None = None, weather: Weather | None = None) -> None:
        self.rng, self.later = random.Random(seed), random.Random(f"fuses {seed}")
        self.weather = weather or weather_of(seed, self.rng)
        self.world = World(self.rng, kit or Kit(), self.weather.people)
        self.world.is_checked, self.world.has_marker = self.weather.check, self.weather.marker
        self._meeting: Computer | None = None
        self._acts, self._weights = zip(*self._possible(), strict=True)

    def _possible(self) -> list[tuple[Callable[[Computer], None], int]]:
        weather = self.weather
        acts = [(self.edit, 12), (self.new_case, 4), (self.meet, 12), (self.add_note, 3), (self.settle, 3)]
        acts += [(self.go_away, 2), (self.come_back, 3), (self.wait, 2)]
        acts += [(self.change_clock, 2)] * weather.clocks
        acts += [(self.restrict, 3), (self.change_owner, 3), (self.let_in_held, 1)] * weather.access
        acts += [(self.redact, 1)] * weather.redaction
        acts += [(self.attach, 2)] * weather.files
        acts += [(self.change_rights, 2), (self.restrict, 3)] * weather.rights
        acts += [(self.attach, 3), (self.redact_one, 2)] * weather.erasures
        acts += [(self.refuse_held, 2), (self.restrict, 2)] * (weather.refusals and weather.access)
        acts += [(self.hold, 2), (self.redact, 2), (self.refuse_held, 1)] * weather.holds
        acts += [(self.copy_hub, 2), (self.restore_hub, 2)] * weather.hub_restore
        acts += [(self.copy_pc, 2), (self.restore_pc, 1), (self.clone_pc, 1)] * weather.pc_restore
        return acts

    def run(self) -> World:
        """Storm, calm, judgement.

        Raises:
            Violation: an invariant does not hold.
        """
        for _ in range(self.weather.steps):
            self.act()
        self.calm()
        judge(self.world)
        return self.world

    def act(self) -> None:
        """Let something happen on some computer."""
        self.world.seconds += self.rng.randint(0, 90)
        act = self.rng.choices(self._acts, self._weights)[0]
        act(self.rng.choice(self.world.computers))
        self.note()

    def note(self) -> None:
        """Remember what the judge asks for: what was ever held or erased."""
        self.world.was_held.update(self.world.hub.books.held)
        self.world.erased.update(self.world.hub.outside.scopes)
        self.world.erased_changes.update(self.world.hub.outside.changesets)

    # -- work ---------------------------------------------------------------------------------------------

    def _case(self, pc: Computer) -> str:
        cases = pc.store.cases()
        return self.rng.choice(cases) if cases else ""

    def _tell(self, pc: Computer, what: str) -> None:
        self.world.tell(f"{pc.name} {what}")

    def edit(self, pc: Computer) -> None:
        if case := self._case(pc):
            names = self.rng.sample(("alpha", "beta", "gamma"), self.rng.randint(1, 2))
            values = {name: VALUES[self.rng.randint(1, 4)] for name in names}
            key = pc.edit(case, **values)
            self._tell(pc, f"edits {case[-4:]} {values} as {key[-4:]}")

    def new_case(self, pc: Computer) -> None:
        case = pc.new_case(beta=1)
        self._tell(pc, f"logs {case[-4:]}")

    def add_note(self, pc: Computer) -> None:
        if case := self._case(pc):
            pc.save(case, (self.world.new_id(), "note", {"text": "seen"}), (case, "case", {"gamma": 9}))
            self._tell(pc, f"adds a note to {case[-4:]}")

    def settle(self, pc: Computer) -> None:
        for key, state in pc.store.view().items():
            if state.conflicts and state.kind == "case":
                name = min(state.conflicts)
                values = {name: self.rng.choice(state.conflicts[name])}
                if name in SECRET:  # one cell: they are settled together (C3)
                    values = {each: state.doc[each] for each in SECRET}
                pc.edit(key, **values)
                self._tell(pc, f"settles {key[-4:]} {values}")
                return

    def attach(self, pc: Computer) -> None:
        if case := self._case(pc):
            pc.attach(case, self.rng.randbytes(8))
            self._tell(pc, f"attaches a file to {case[-4:]}")

    # -- the line and the clock ---------------------------------------------------------------------------

    def meet(self, pc: Computer) -> None:
        if not pc.is_online or pc is self._meeting:
            return
        plan = plan_of(self.rng, self.later, lambda line: self._tell(pc, line), lambda: self.meanwhile(pc))
        is_done = pc.meet(plan, page_rows=self.rng.choice((2, 5, 500)))
        self._tell(pc, "meets" if is_done else "meets, cut off")

    def meanwhile(self, pc: Computer) -> None:
        """Something happens in the middle of a computer's meeting, there or elsewhere."""
        if self._meeting is None:
            self._meeting = pc
            self.world.tell("meanwhile:")
            self.act()
            self._meeting = None

    def go_away(self, pc: Computer) -> None:
        pc.is_online = False

    def come_back(self, pc: Computer) -> None:
        pc.is_online = True

    def wait(self, pc: Computer) -> None:
        self.world.seconds += self.rng.randint(60, 30_000)

    def change_clock(self, pc: Computer) -> None:
        pc.clock.error = self.rng.choice((0, -3600, YEAR, pc.clock.error - 7200, 40))
        self._tell(pc, f"has its clock {pc.clock.error} s off")

    # -- who may see what ---------------------------------------------------------------------------------

    def restrict(self, pc: Computer) -> None:
        if case := self._case(pc):
            values = {"restricted": self.rng.random() < 0.7, "readers": self._some_people()}
            pc.edit(case, **values)
            self._tell(pc, f"restricts {case[-4:]} {values}")

    def change_owner(self, pc: Computer) -> None:
        if case := self._case(pc):
            owner = self._some_people()[0]
            pc.edit(case, owner_id=owner)
            self._tell(pc, f"gives {case[-4:]} to {owner}")

    def _some_people(self) -> list[str]:
        people = [user.person_id for user in self.world.hub.users.values()]
        return self.rng.sample(people, self.rng.randint(1, 2))

    def let_in_held(self, pc: Computer) -> None:
        for key in list(self.world.hub.books.held)[:1]:
            self.world.hub.accept_held(key)
            self.world.tell(f"held {key[-4:]} is let in")

    def refuse_held(self, pc: Computer) -> None:
        """A manager does not accept what one computer wrote about one case."""
        hub = self.world.hub
        for first in list(hub.books.held.values())[:1]:
            for key, fed in list(hub.books.held.items()):
                if (fed.wire.origin, fed.wire.scope_id) == (first.wire.origin, first.wire.scope_id):
                    hub.refuse_held(key, "No")
                    self.world.tell(f"held {key[-4:]} is refused")

    def hold(self, pc: Computer) -> None:
        if case := self._case(pc):
            value = self.rng.random() < 0.7
            pc.edit(case, legal_hold=value)
            self._tell(pc, f"{'places' if value else 'lifts'} a hold on {case[-4:]}")

    def redact(self, pc: Computer) -> None:
        boss = self.world.computers[0]
        case = self._case(boss)
        if case and self._may_be_erased(boss, case):
            boss.save(OFFICE, (self.world.new_id(), "redaction", {"scopes": [case]}))
            self._tell(boss, f"redacts {case[-4:]}")

    def _may_be_erased(self, boss: Computer, case: str) -> bool:
        """Whether an office lets it be erased: nobody there knows of a hold.

        An office that never met a hub destroys at once, for good: that is no storm of holds.
        """
        if not self.weather.holds:
            return True
        if not boss.store.state().hub_id:
            return False
        known = boss.store.view({case}).get(case)
        return known is not None and not known.doc.get("legal_hold")

    def redact_one(self, pc: Computer) -> None:
        """Erase one changeset that nothing was built upon, with the file it names."""
        boss, oracle = self.world.computers[0], self.world.oracle
        alone = [key for key in sorted(boss.store.visible()) if oracle.all[key].digests]
        if alone:
            key = self.rng.choice(alone)
            if not self._may_be_erased(boss, oracle.all[key].scope_id):
                return
            what = {"changesets": [key], "blobs": list(oracle.all[key].digests)}
            boss.save(OFFICE, (self.world.new_id(), "redaction", what))
            self._tell(boss, f"redacts the change {key[-4:]}")

    def change_rights(self, pc: Computer) -> None:
        """Somebody begins or ceases to see all."""
        login = self.rng.choice([*self.world.hub.users][1:])
        user = replace(self.world.hub.users[login], sees_all=self.rng.random() < 0.4)
        self.world.hub.let_in(user)
        self.world.tell(f"{login} {'sees all' if user.sees_all else 'does not see all'}")

    # -- disasters ----------------------------------------------------------------------------------------

    def copy_hub(self, pc: Computer) -> None:
        self.world.hub_copy = self.world.hub.snapshot()
        self.world.tell(f"the hub is copied at {self.world.hub.head}")

    def restore_hub(self, pc: Computer) -> None:
        if self.world.hub_copy is not None:
            if self._meeting is not None:
                self.world.met_at_restore.append(self._meeting)
            self.world.restore_hub()
            self.world.tell(f"the hub is restored to {self.world.hub.head}")

    def copy_pc(self, pc: Computer) -> None:
        pc.back_up()
        self._tell(pc, "is copied")

    def restore_pc(self, pc: Computer) -> None:
        if pc.copy is not None and self._meeting is None:
            self.world.had_double |= not self.world.has_marker
            pc.put_back()
            self._tell(pc, "has its copy put back")

    def clone_pc(self, pc: Computer) -> None:
        if len(self.world.computers) < self.weather.people + 2:
            self.world.had_double |= not self.world.has_marker
            other = pc.clone(f"{pc.name}'")
            self._tell(pc, f"is cloned as {other.name}")

    # -- afterwards ---------------------------------------------------------------------------------------

    def calm(self) -> None:
        """Everybody meets, without trouble, until nothing moves any more (I14)."""
        world = self.world
        world.tell("calm")
        for pc in world.computers:
            pc.is_online, pc.clock.error = True, 0
        before: object = None
        for number in range(ROUNDS):
            for pc in world.computers:
                world.seconds += 60
                if not pc.meet():
                    raise Violation(f"I14 {pc.name} cannot meet in calm weather")
            self._administer(number)
            now = self._moving()
            if now == before:
                return
            before = now
        raise Violation(f"I14 still moving after {ROUNDS} rounds")

    def _administer(self, number: int) -> None:
        """What an administrator does: lets in what is held, retires computers that are gone."""
        self.world.was_held.update(self.world.hub.books.held)
        hub, here = self.world.hub, {pc.store.origin for pc in self.world.computers}
        if number >= 1:
            if self.weather.holds or self.weather.refusals:
                self.refuse_held(self.world.computers[0])
            for key in list(hub.books.held):
                hub.accept_held(key)
            for origin in list(hub.waiting - here):
                hub.retire(origin)

    def _moving(self) -> object:
        hub = self.world.hub
        return (
            hub.head,
            len(hub.books.held),
            [_standing(pc) for pc in self.world.computers],
        )


def _standing(pc: Computer) -> object:
    """What moves at a computer while something is still to be done."""
    state = replace(pc.store.all.state, last_contact_at="", checked_on="")
    return pc.store.origin, state, len(pc.store.visible()), len(pc.store.all.blobs), len(pc.store.all.leases)


def run(seed: int, kit: Kit | None = None, weather: Weather | None = None) -> World:
    """Run one seed.

    Raises:
        Violation: with the seed and the story.
    """
    storm = Storm(seed, kit, weather)
    try:
        return storm.run()
    except Exception as error:
        story = "\n".join(f"  {line}" for line in storm.world.story)
        raise Violation(f"seed {seed}: {type(error).__name__}: {error}\n{storm.weather}\n{story}") from error


def main() -> int:
    """Run seeds from the command line; return 1 when one fails."""
    ask = argparse.ArgumentParser(prog="python -m tests.sync.simulator")
    ask.add_argument("--seed", type=int)
    ask.add_argument("--start", type=int, default=1)
    ask.add_argument("--seeds", type=int, default=500)
    ask.add_argument("--verbose", action="store_true")
    said = ask.parse_args()
    seeds = [said.seed] if said.seed is not None else range(said.start, said.start + said.seeds)
    begun, failed = time.perf_counter(), 0
    for seed in seeds:
        try:
            world = run(seed)
            if said.verbose:
                print("\n".join(world.story))
        except Violation as violation:
            failed += 1
            print(violation if said.verbose else str(violation).partition("\n")[0], flush=True)
    spent = time.perf_counter() - begun
    print(f"{len(seeds)} seeds, {failed} failed, {len(seeds) / spent:.0f} a second")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
