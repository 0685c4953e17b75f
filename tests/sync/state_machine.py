"""The same operations as the simulator's, chosen by Hypothesis, for small counterexamples (T3)."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.sync.faults import Plan
from tests.sync.judge import judge
from tests.sync.simulator import Storm, Weather
from tests.sync.world import OFFICE, Computer, Kit

FAULT_AT = st.one_of(st.just(0), st.integers(1, 40))
"""The call at which a meeting fails; 0 for none."""
COMPUTERS = st.integers(0, 2)
VALUES = st.integers(1, 3)
NAMES = st.sampled_from(("alpha", "beta"))
PEOPLE = st.sampled_from(("person0", "person1", "person2"))
READERS = st.lists(PEOPLE, max_size=2, unique=True)


class Sharing(RuleBasedStateMachine):
    """Three computers, a hub, and everything that may happen to them; at the end a calm and the judgement."""

    kit = Kit()

    @initialize(is_checked=st.booleans())
    def begin(self, is_checked: bool) -> None:
        self.storm = Storm(0, self.kit, Weather(people=3, check=is_checked))
        self.world = self.storm.world
        self.world.rng = random.Random(0)
        self.world.computers[0].new_case(alpha=1)
        for pc in self.world.computers:
            pc.meet()

    def pc(self, number: int) -> Computer:
        return self.world.computers[number % len(self.world.computers)]

    def case(self, pc: Computer, number: int) -> str:
        cases = pc.store.cases()
        return cases[number % len(cases)] if cases else ""

    @rule(
        pc=COMPUTERS,
        at=FAULT_AT,
        is_after=st.booleans(),
        is_kill=st.booleans(),
        is_odd=st.booleans(),
    )
    def meet(self, pc: int, at: int, is_after: bool, is_kill: bool, is_odd: bool) -> None:
        self.pc(pc).meet(Plan(at=at, is_after=is_after, is_kill=is_kill, is_odd=is_odd), page_rows=2)
        self.note()

    @rule(pc=COMPUTERS)
    def new_case(self, pc: int) -> None:
        self.pc(pc).new_case()

    @rule(pc=COMPUTERS, case=VALUES, name=NAMES, value=VALUES)
    def edit(self, pc: int, case: int, name: str, value: int) -> None:
        if found := self.case(self.pc(pc), case):
            self.pc(pc).edit(found, **{name: value})

    @rule(pc=COMPUTERS)
    def settle(self, pc: int) -> None:
        self.storm.settle(self.pc(pc))

    @rule(pc=COMPUTERS, case=VALUES, restricted=st.booleans(), readers=READERS)
    def restrict(self, pc: int, case: int, restricted: bool, readers: list[str]) -> None:
        if found := self.case(self.pc(pc), case):
            self.pc(pc).edit(found, restricted=restricted, readers=readers)

    @rule(pc=COMPUTERS, case=VALUES)
    def attach(self, pc: int, case: int) -> None:
        if found := self.case(self.pc(pc), case):
            self.pc(pc).attach(found, b"scan")

    @rule(case=VALUES)
    def redact(self, case: int) -> None:
        boss = self.pc(0)
        if found := self.case(boss, case):
            boss.save(OFFICE, (self.world.new_id(), "redaction", {"scopes": [found]}))

    @rule(pc=COMPUTERS, error=st.sampled_from((0, -3600, 31_536_000)))
    def change_clock(self, pc: int, error: int) -> None:
        self.pc(pc).clock.error = error

    @rule()
    def copy_hub(self) -> None:
        self.world.hub_copy = self.world.hub.snapshot()

    @precondition(lambda self: self.world.hub_copy is not None)
    @rule()
    def restore_hub(self) -> None:
        self.world.restore_hub()

    @rule(pc=COMPUTERS)
    def copy_pc(self, pc: int) -> None:
        self.pc(pc).back_up()

    @rule(pc=COMPUTERS)
    def restore_pc(self, pc: int) -> None:
        if self.pc(pc).copy is not None:
            self.pc(pc).put_back()

    @precondition(lambda self: len(self.world.computers) < 4)
    @rule(pc=COMPUTERS)
    def clone(self, pc: int) -> None:
        self.pc(pc).clone("copy")

    def note(self) -> None:
        """Remember what the judge asks for."""
        self.storm.note()

    def teardown(self) -> None:
        storm: Any = getattr(self, "storm", None)
        if storm is not None:
            storm.calm()
            judge(self.world)
