"""Whole offices in trouble: real acts apart, files, holds, erasures, hidden cases, copies put back, a hub restored.

What holds after each meeting (I5 to I8, I12, I13): two computers say the same of every case that both may see, of its
letters and files byte for byte, in lists, in what the search finds and in every table; what is hidden or erased is
nowhere; nothing waits; `verify` finds nothing; each file is what a rebuild makes of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from caseworker import __version__
from caseworker.actions.at_keyboard import become
from caseworker.actions.checking import back_up, explain_doubles, restore_office, verify_office
from caseworker.actions.double_references import settle_doubles
from caseworker.actions.opening import open_office
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.actions.sync import ADDRESS
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.storage.forks import doubles
from caseworker.storage.local import set_local_setting
from caseworker.sync.port import HubAway
from tests.example_office import TODAY, log_complaint
from tests.sync.acts_storm import give_twice, look_everywhere
from tests.sync.bad_line import BadLine
from tests.sync.offices_alike import judge_alike
from tests.sync.offices_hubs import OfficesHub, OfficesPostgres, OfficesShare
from tests.sync.private_postgres import new_place, prepare, running
from tests.sync.random_acts import TROUBLE, Worker
from tests.sync.replica.offices import another_pc, first_pc

if TYPE_CHECKING:
    from tests.sync.soak import Deadline, Tally

NAMES = ("Ali Demir", "Rhys Parry")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens besides work: `older`: a folder is put back as it was, marker and all; `backup`: by restoring one.

    `secrets`: the last computer's person does not see everything.
    """

    hub: bool = False
    older: bool = False
    backup: bool = False
    secrets: bool = False

    @classmethod
    def of(cls, seed: int) -> Trouble:
        """Draw the trouble of a seed."""
        luck = Random(f"trouble {seed}")
        return cls(*(luck.random() < share for share in (0.35, 0.25, 0.25, 0.5)))


class Offices:
    """Three computers, who works at them, and a hub."""

    def __init__(
        self, seed: int, folder: Path, trouble: Trouble, computers: int, hub: OfficesHub | None = None
    ) -> None:
        self.chance, self.trouble, self.folder = Random(seed), trouble, folder
        self.pcs = [first_pc(folder / "0", hub=hub)]
        self.workers: list[Worker] = []
        self.day = TODAY
        office = self.pcs[0].office
        change_settings(office, {"clock_stands_on": ""})  # days pass from one meeting to the next
        people = [office.staff_named(name) for name in NAMES[: computers - 1]]
        for person in people:
            sees_less = trouble.secrets and person is people[-1]
            save_person(office, replace(person, role="caseworker" if sees_less else "complaints_manager"))
        for kind in (Kind.STATUTORY, Kind.CORPORATE, Kind.FOI):
            log_complaint(office, kind=kind)
        self.pcs[0].meet()
        for number, person in enumerate(people, start=1):
            sees_all = not (trouble.secrets and person is people[-1])
            at = folder / str(number)
            self.pcs.append(another_pc(self.pcs[0], at, person.full_name, sees_all=sees_all))
        for number, pc in enumerate(self.pcs):
            self.workers.append(Worker(pc.office, Random(seed * 10 + number)))
            pc.office.clock = Clock(None, self.now)
            if hub and hub.address:
                with pc.office.database.raw_writer() as raw:
                    set_local_setting(raw, ADDRESS, hub.address.as_json())
        self.hub_copy: Any = None
        self.put_back: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Noon of the day it is on every computer."""
        return datetime.combine(self.day, time(11), UTC)

    @property
    def story(self) -> str:
        """Who did what."""
        return "\n".join(f"{each.office.person.full_name}: {' / '.join(each.told)}" for each in self.workers)

    def work(self, acts: int) -> None:
        """Everybody works, and hears of nobody."""
        for worker in self.workers:
            for _each in range(acts):
                worker.works(self.chance.choice(sorted(TROUBLE)) if self.chance.random() < 0.25 else "")

    def meet(self) -> None:
        """Everybody meets over a bad line in any order, then over a good one until nothing moves."""
        for pc in (
            *self.chance.sample(self.pcs, len(self.pcs)),
            *self.chance.sample(self.pcs, len(self.pcs)),
        ):
            while True:
                try:
                    pc.meet(BadLine(pc.hub.as_user(pc.login), self.chance))
                    break
                except HubAway:
                    continue
            settle_doubles(pc.office)
        for _ in range(3):
            for pc in self.pcs:
                pc.meet()
                settle_doubles(pc.office)
            self._accept_held()
        for pc in (*self.pcs, *self.pcs):
            pc.meet()

    def _accept_held(self) -> None:
        """A manager takes in whatever waits for a decision."""
        line = self.pcs[0].hub.as_user(self.pcs[0].login)
        line.hello(self.pcs[0].replica.caller(__version__))
        if waiting := [held.wire.id for held in line.held()]:
            line.decide(waiting)

    def trouble_begins(self) -> None:
        """Copies are made of what will be put back."""
        if self.trouble.hub:
            self.hub_copy = self.pcs[0].hub.snapshot()
        number = self.chance.randrange(len(self.pcs))
        if self.trouble.backup:
            backup = back_up(self.pcs[number].office, self.folder / f"backup {number}").path
            self.put_back = lambda: self._reopen(
                number, lambda: restore_office(self.pcs[number].office.paths, backup)
            )
        elif self.trouble.older:
            at, copy = self.pcs[number].office.paths.folder, self.folder / f"older {number}"
            shutil.copytree(at, copy)

            def back() -> None:
                shutil.rmtree(at)
                shutil.copytree(copy, at)

            self.put_back = lambda: self._reopen(number, back)

    def trouble_comes(self) -> None:
        """What was copied is put back, the hub last."""
        self.put_back()
        if self.hub_copy is not None:
            self.pcs[0].hub.restore(self.hub_copy)

    def _reopen(self, number: int, change: Callable[[], object]) -> None:
        pc = self.pcs[number]
        person, paths = pc.office.person, pc.office.paths
        pc.opened.close()
        change()
        pc.opened = open_office(paths, is_plain=True, system_now=self.now)
        become(pc.office, person)
        self.workers[number].office, self.workers[number].done = pc.office, []
        self.workers[number].told.append("(put back)")

    def explain(self) -> None:
        """Somebody in charge says why numbers of a computer were given twice."""
        with self.pcs[0].office.reading() as raw:
            found = doubles(raw)
        if found:
            try:
                explain_doubles(self.pcs[0].office, "The folder was put back")
            except RuleError:  # those are explained already
                return
            for pc in (*self.pcs, *self.pcs):
                pc.meet()

    def look(self) -> None:
        """Hold every office against what should be true, and of the day before too; the next day begins."""
        self.explain()
        judge_alike(self.pcs)
        for pc in self.pcs:
            assert pc.rows("SELECT changeset_id, why FROM deferred") == []
            assert verify_office(pc.office).faults == (), f"{pc.login}: {verify_office(pc.office).faults}"
            look_everywhere(pc.office)
        self.day += timedelta(days=1)

    def close(self) -> None:
        """Close every office."""
        for pc in self.pcs:
            pc.opened.close()


def storm(
    seed: int,
    folder: Path,
    *,
    acts: int = 20,
    rounds: int = 3,
    trouble: Trouble | None = None,
    hub: OfficesHub | None = None,
) -> list[Worker]:
    """Run one seed, over a hub in memory unless another is given; whoever worked is returned.

    Raises:
        AssertionError: something that must hold does not; what was done is in the message.
    """
    known = trouble or Trouble.of(seed)
    offices = Offices(seed, folder, known, 3 if known.secrets else 2 + seed % 2, hub)
    try:
        for number in range(rounds):
            if number == 1:
                offices.trouble_begins()
            give_twice(offices.workers, offices.chance)
            offices.work(acts)
            offices.meet()
            offices.look()
        offices.trouble_comes()
        offices.work(acts)
        offices.meet()
        offices.look()
    except Exception as error:
        raise AssertionError(f"seed {seed}, {known}: {error!r}\n{offices.story}") from error
    finally:
        offices.close()
    return offices.workers


def soak(until: Deadline, tally: Tally) -> None:
    """Run seed after seed for `make soak`."""
    _soak(until, tally, lambda seed, folder: storm(seed, folder))


def soak_share(until: Deadline, tally: Tally) -> None:
    """The same over a mailbox file, which hides nothing from anybody."""

    def run(seed: int, folder: Path) -> None:
        storm(
            seed, folder, trouble=replace(Trouble.of(seed), secrets=False), hub=OfficesShare(folder / "hub")
        )

    _soak(until, tally, run)


def soak_postgres(until: Deadline, tally: Tally) -> None:
    """The same over a Postgres server."""
    with running() as server:
        passwords = prepare(server)

        def run(seed: int, folder: Path) -> None:
            with new_place(server, passwords, folder) as place:
                storm(seed, folder, hub=OfficesPostgres(place))

        _soak(until, tally, run)


def _soak(until: Deadline, tally: Tally, run: Callable[[int, Path], object]) -> None:
    while not until.is_over:
        with TemporaryDirectory() as folder:
            try:
                run(tally.start + tally.seeds, Path(folder))
            except AssertionError as error:
                tally.diverged += 1
                tally.stories.append(str(error))
        tally.seeds += 1
