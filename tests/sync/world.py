"""A small world: a hub in memory, computers with wrong clocks, and people who work on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.ids import IdMaker
from caseworker.sync.exchange import Exchange
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.memory_books import Books
from caseworker.sync.port import Caller, HubAway, HubRefuses
from tests.sync.faults import Between, Killed, Plan
from tests.sync.memory_store import MemoryStore
from tests.sync.oracle import Oracle, Violation, moment

BEGIN = datetime(2026, 11, 20, 9, tzinfo=UTC)
OFFICE = "office"


class Unchecked(Exchange):
    """The engine without its daily check, which would heal what the rest of it got wrong."""

    def _check(self) -> None:
        self.outcome.checked = True


@dataclass(frozen=True, slots=True)
class Kit:
    """What a world is built of: the real parts, or parts with a fault put in on purpose.

    Attributes:
        names: logins that the hub knows, which are people of the same ids; the first sees all.
    """

    exchange: type[Exchange] = Exchange
    unchecked: type[Exchange] = Unchecked
    hub: Callable[..., MemoryHub] = MemoryHub
    store: Callable[..., Any] = MemoryStore
    has_marker: bool = True
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Clock:
    """A computer's clock: `error` is in seconds."""

    world: World
    error: int = 0

    def now(self) -> datetime:
        """Return what it shows (UTC)."""
        return BEGIN + timedelta(seconds=self.world.seconds + self.error)

    def stamp(self) -> str:
        """Return the moment as a changeset records it."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(slots=True)
class Computer:
    """One PC: a person, a clock, a file, and a copy of the file that may be put back."""

    world: World
    name: str
    user: User
    clock: Clock
    store: MemoryStore = field(init=False)
    is_online: bool = True
    copy: Any = None

    def __post_init__(self) -> None:
        self.store = self.world.kit.store(self.ids().new)

    def ids(self) -> IdMaker:
        """Return a maker of ids by this computer's clock; a start of the program makes another."""
        rng = self.world.rng
        return IdMaker(lambda: int(self.clock.now().timestamp() * 1000), lambda _size: rng.randbytes(400))

    def says(self) -> Caller:
        """Return what the computer says of itself."""
        return Caller(self.store.origin, self.name, f"key of {self.store.origin}", "1", 1)

    # -- working ------------------------------------------------------------------------------------------

    def save(self, scope_id: str, *things: tuple[str, str, dict[str, Value]]) -> str:
        """Save one changeset, and tell the oracle what its author knew."""
        knows = self.store.visible()
        kind = "office" if scope_id == OFFICE else "case"
        changeset_id = self.store.write(kind, scope_id, things, self.user.person_id, self.clock.stamp())
        columns = self.store.columns_of(changeset_id)
        order = (moment(columns[10], columns[11]), str(columns[1]), int(columns[2]))
        cells = {(thing, name): value for thing, _, values in things for name, value in values.items()}
        self.world.oracle.wrote(changeset_id, scope_id, cells, knows, order)
        return changeset_id

    def new_case(self, **values: Value) -> str:
        """Log a case with the next reference; return its id."""
        case_id = self.world.new_id()
        number = self.store.take_number(f"CYP-{self.clock.now().year}")
        said = {"reference": number, "owner_id": self.user.person_id, "alpha": "new", **values}
        self.save(case_id, (case_id, "case", said))
        return case_id

    def edit(self, case_id: str, **values: Value) -> str:
        """Change fields of a case."""
        return self.save(case_id, (case_id, "case", values))

    def attach(self, case_id: str, content: bytes) -> str:
        """Put a file to a case; return its digest."""
        digest = self.store.add_blob(content)
        self.save(case_id, (self.world.new_id(), "file", {"digest": digest}))
        return digest

    # -- sharing ------------------------------------------------------------------------------------------

    def meet(self, plan: Plan | None = None, page_rows: int = 500) -> bool:
        """Meet the hub; whether it came to its end. A killed program starts again with what is durable."""
        if not self.is_online:
            return False
        plan = plan or Plan()
        connection = self.world.hub.as_user(self.user.login)
        hub = Between("hub", connection, plan)
        store: Any = Between("store", self.store, plan)
        engine = self.world.kit.exchange if self.world.is_checked else self.world.kit.unchecked
        exchange = engine(store, hub, self.says, self.clock.now, page_rows=page_rows)
        self.store.lay_fuse(plan.fuse)
        try:
            exchange.meet()
        except HubAway:
            return False
        except HubRefuses as refusal:  # nothing is done here that a person must look at
            raise Violation(f"I14 {self.name} is refused: {refusal}") from refusal
        except Killed:
            self.world.kills += 1
            self.start()
            return False
        finally:
            self.store.lay_fuse(0)
            connection.close()
        return True

    def start(self) -> None:
        """Start the program on the file that is there."""
        self.store.lay_fuse(0)
        self.store = self.store.started()

    # -- disasters ----------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Copy the file."""
        self.copy = self.store.copied()

    def put_back(self) -> None:
        """Put the copy of the file back. The marker beside it shows that this was done (S4)."""
        assert self.copy is not None
        if self.store.put_back(self.copy):
            self._notice()
        self.world.disaster()

    def clone(self, name: str) -> Computer:
        """Copy the whole disk to another computer."""
        other = Computer(self.world, name, self.user, Clock(self.world, self.clock.error))
        other.store.put_back(self.store.copied())
        other._notice()
        self.world.computers.append(other)
        return other

    def _notice(self) -> None:
        """The marker or the machine's fingerprint does not fit: a new origin before the first edit (S4)."""
        if self.world.kit.has_marker and self.world.has_marker:
            self.store.take_new_origin()


class World:
    """Everything, from one seed."""

    def __init__(self, rng: random.Random, kit: Kit, people: int) -> None:
        self.rng, self.kit = rng, kit
        self.seconds = 0
        self.is_checked = True
        self.has_marker = True
        self.kills = 0
        self.had_disaster = False
        self.had_double = False
        self.was_held: set[str] = set()
        self.met_at_restore: list[Computer] = []
        self.erased: set[str] = set()
        self.erased_changes: set[str] = set()
        self.ids = IdMaker(lambda: 1_700_000_000_000 + self.seconds, lambda _size: rng.randbytes(400))
        self.oracle = Oracle()
        self.story: list[str] = []
        clock = Clock(self)
        people_of = [(name, name) for name in kit.names] or [
            (f"user{n}", f"person{n}") for n in range(people)
        ]
        users = [User(*names, sees_all=n == 0, is_manager=n == 0) for n, names in enumerate(people_of)]
        self.hub = kit.hub(users, clock.now, self.new_id)
        self.hub_copy: Books | None = None
        self.computers = [Computer(self, f"PC{n}", user, Clock(self)) for n, user in enumerate(users)]

    def new_id(self) -> str:
        """Make an id of the world's own."""
        return self.ids.new()

    def tell(self, line: str) -> None:
        """Add a line to the story."""
        self.story.append(line)

    def restore_hub(self) -> None:
        """Put the hub's copy back, as `hub restore` does."""
        assert self.hub_copy is not None
        self.hub.restore(self.hub_copy)
        self.disaster()

    def disaster(self) -> None:
        """Tell the oracle what is left anywhere."""
        self.had_disaster = True
        alive = {fed.wire.id for fed in self.hub.books.feed} | set(self.hub.books.held)
        for computer in self.computers:
            log = computer.store.all.log
            alive.update(key for key, row in log.items() if row.aside or not row.emptied)
        self.oracle.disaster(alive)
