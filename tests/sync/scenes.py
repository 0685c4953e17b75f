"""Small worlds for told scenarios: three computers, one case that everybody has, and a calm at the end."""

from __future__ import annotations

from typing import Any

from tests.sync.faults import Plan
from tests.sync.judge import judge
from tests.sync.simulator import Storm, Weather
from tests.sync.world import Computer, Kit, World


class Scene:
    """A manager and two caseworkers, and a case they all have.

    Without the daily check, which would make good what the rest leaves undone, unless a test asks for it.
    """

    def __init__(self, kit: Kit | None = None, people: int = 3, *, is_checked: bool = False) -> None:
        self.storm = Storm(0, kit or Kit(), Weather(people=people, check=is_checked))
        self.world: World = self.storm.world
        self.manager, self.anna, self.ben = self.world.computers[:3]
        self.case = self.manager.new_case(alpha="new", beta="new")
        self.everybody_meets()

    def everybody_meets(self) -> None:
        """Each computer meets the hub, twice, so that everybody has everything."""
        for _ in range(2):
            for pc in self.world.computers:
                pc.meet()
                self.storm.note()

    def ends_well(self) -> None:
        """After a calm every invariant holds."""
        self.storm.calm()
        judge(self.world)

    def later(self, seconds: int) -> None:
        """Time goes by."""
        self.world.seconds += seconds

    def shown(self, pc: Computer, name: str) -> Any:
        """Return what a computer shows of a field of the case."""
        return pc.store.view({self.case})[self.case].doc[name]

    def clash(self, pc: Computer, name: str) -> set[Any]:
        """Return the values of a field that clash on a computer."""
        return set(pc.store.view({self.case})[self.case].conflicts.get(name, ()))


def calls_of(pc: Computer) -> int:
    """Return how many calls one meeting makes now."""
    plan = Plan()
    assert pc.meet(plan)
    return plan.calls
