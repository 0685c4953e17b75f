"""Two computers and a hub in memory: Asha Khan shares the example office, Ali Demir joins it."""

from __future__ import annotations

import atexit
import copy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.sharing import HubAddress, join_office, share_office, sit_down
from caseworker.actions.starting import empty_office
from caseworker.actions.sync import ADDRESS, Met, meet
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.local import set_local_setting
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.port import Hub, HubAway, SignInAgain
from tests.example_office import log_complaint, make_office, noon

ASHA = HubAddress(server="hub", database="caseworker", user="asha")
ALI = HubAddress(server="hub", database="caseworker", user="ali")


class Line:
    """A connection that fails while the line is cut."""

    def __init__(self, place: Place, hub: Hub) -> None:
        self._place, self._hub = place, hub

    def __getattr__(self, name: str) -> object:
        if self._place.is_cut and name not in ("close", "wait"):
            raise HubAway("The server does not answer. Your work is kept.")
        return getattr(self._hub, name)


@dataclass
class Place:
    """The hub with its line: cut it, or change who is let in."""

    hub: MemoryHub = field(default_factory=lambda: MemoryHub(now=noon))
    is_cut: bool = False
    password: str = "open sesame"

    def connect(self, address: HubAddress, password: str | None) -> Hub:
        """As `sharing.open_hub`."""
        if self.is_cut:
            raise HubAway("The server does not answer. Your work is kept.")
        if password != self.password:
            raise SignInAgain("The password is not taken. Your work is kept. Sign in again.")
        return Line(self, self.hub.as_user(address.user))  # type: ignore[return-value]


@cache
def _made(cases: int) -> tuple[Path, MemoryHub]:
    """Build both offices and the hub once for a run; each test gets copies."""
    folder, place = Path(tempfile.mkdtemp(prefix="caseworker-shared-")), Place()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    first, second = make_office(folder / "asha"), empty_office(OfficePaths(folder / "ali"), None).opened
    one, two = first.office, second.office
    for user, name in (("asha", "Asha Khan"), ("ali", "Ali Demir")):
        place.hub.let_in(User(user, one.staff_named(name).id))
    for _ in range(cases):
        log_complaint(one)
    share_office(one, ASHA, place.password, connect=place.connect)
    two.clock = type(two.clock)(None, noon)
    with two.database.raw_writer() as raw:
        set_local_setting(raw, ADDRESS, ALI.as_json())
    met(place, two, ALI)
    sit_down(two, one.staff_named("Ali Demir").id)
    first.close()
    second.close()
    return folder, place.hub


def _copied(hub: MemoryHub) -> MemoryHub:
    """The same hub, with books of its own."""
    other = MemoryHub(hub.users.values(), now=noon)
    other.hub_id, other.books, other.outside = hub.hub_id, hub.books.copied(), copy.deepcopy(hub.outside)
    return other


@contextmanager
def shared_office(folder: Path, cases: int = 1) -> Iterator[tuple[Place, Office, Office]]:
    """Give the hub and both offices, each with every case."""
    source, hub = _made(cases)
    place = Place(_copied(hub))
    opened = []
    for name in ("asha", "ali"):
        shutil.copytree(source / name, folder / name)
        opened.append(open_office(OfficePaths(folder / name), system_now=noon))
    try:
        yield place, opened[0].office, opened[1].office
    finally:
        for each in opened:
            each.close()


def joined(place: Place, folder: Path, address: HubAddress) -> OpenOffice:
    """Join from an empty folder, and receive everything."""
    opened = join_office(OfficePaths(folder), address, place.password, None, connect=place.connect).opened
    opened.office.clock = type(opened.office.clock)(None, noon)
    met(place, opened.office, address)
    return opened


def met(place: Place, office: Office, address: HubAddress) -> Met:
    """One meeting."""
    return meet(office, place.connect(address, place.password))


def meet_twice(place: Place, one: Office, two: Office) -> None:
    """Asha sends, Ali sends and receives, Asha receives."""
    met(place, one, ASHA)
    met(place, two, ALI)
    met(place, one, ASHA)
