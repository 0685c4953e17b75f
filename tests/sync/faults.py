"""What goes wrong between a computer and its hub, and on the computer: at a planned call, before or after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from caseworker.sync.port import HubAway, Page


class Killed(Exception):
    """The program ends at once, as by kill -9; what is durable stays."""


@dataclass(slots=True)
class Plan:
    """One meeting's trouble.

    Attributes:
        at: the call (1 is the first) at which it fails; 0 for never.
        is_after: whether the call is done before it fails (a lost reply; a kill after the commit).
        is_kill: the program is killed; else the line is cut (at calls of the hub).
        meanwhile_at: the call before which something else happens elsewhere.
        is_odd: pages come twice, overlapping and reversed; pushes are repeated.
        fuse: the step between two transactions of the store at which the program is killed; 0 for never.
    """

    at: int = 0
    is_after: bool = False
    is_kill: bool = False
    meanwhile_at: int = 0
    meanwhile: Callable[[], None] = lambda: None
    is_odd: bool = False
    fuse: int = 0
    tell: Callable[[str], None] = lambda _line: None
    calls: int = field(default=0, init=False)

    def run(self, name: str, call: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Make a call as planned."""
        self.calls += 1
        if self.calls == self.meanwhile_at:
            self.meanwhile()
        if self.calls == self.at:
            self._fail(name, call, args, named)
        if self.is_odd and name in _ODD:
            return _ODD[name](call, *args, **named)
        return call(*args, **named)

    def _fail(
        self, name: str, call: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        if self.is_after:
            call(*args, **named)
        error = Killed if self.is_kill or name.startswith("store.") else HubAway
        self.tell(f"{error.__name__} {'after' if self.is_after else 'before'} {name}")
        raise error(name)


def odd_pull(call: Callable[..., Page], after: int, limit: int) -> Page:
    """A page that overlaps the last one and comes in reverse (F04)."""
    start = max(0, after - 3)
    page = call(start, limit + after - start)
    return Page(page.rows[::-1], page.stubs[::-1], page.signed, page.scanned, page.is_last)


def twice(call: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """The same call again, as after a lost reply (F02, F04)."""
    call(*args, **named)
    return call(*args, **named)


_ODD: dict[str, Callable[..., Any]] = {
    "hub.pull": odd_pull,
    "hub.push": twice,
    "hub.lease_refs": twice,
    "hub.blob_put": twice,
    "store.take_page": twice,
    "store.take_rows": twice,
    "store.mark_pushed": twice,
}


class Between:
    """Stands before a hub or a store and lets the plan have its way with every call."""

    def __init__(self, what: str, inner: Any, plan: Plan) -> None:
        self._what, self._inner, self._plan = what, inner, plan

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return found
        plan, title = self._plan, f"{self._what}.{name}"
        return lambda *args, **named: plan.run(title, found, args, named)


def plan_of(
    rng: random.Random, later: random.Random, tell: Callable[[str], None], meanwhile: Callable[[], None]
) -> Plan:
    """Return a meeting's trouble: often none, often one fault, sometimes something odd.

    Args:
        later: chance for what was added later, so that the seeds that are kept mean what they meant.
    """
    luck = rng.random()
    plan = Plan(
        at=rng.randint(1, 45) if luck < 0.45 else 0,
        is_after=rng.random() < 0.5,
        is_kill=rng.random() < 0.5,
        meanwhile_at=rng.randint(1, 30) if rng.random() < 0.2 else 0,
        meanwhile=meanwhile,
        is_odd=rng.random() < 0.2,
        tell=tell,
    )
    if not plan.is_odd and later.random() < 0.3:  # no hub sends pages in pieces and in reverse
        plan.fuse = later.randint(1, 40)
    return plan
