"""Two computers and a hub in memory: Asha Khan shares the example office, Ali Demir joins it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from caseworker.actions.opening import OpenOffice
from caseworker.actions.sharing import HubAddress, join_office, share_office, sit_down
from caseworker.actions.sync import Met, meet
from caseworker.office import Office
from caseworker.paths import OfficePaths
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


@contextmanager
def shared_office(folder: Path, cases: int = 1) -> Iterator[tuple[Place, Office, Office]]:
    """Give the hub and both offices, each with every case."""
    place = Place()
    first = make_office(folder / "asha")
    one = first.office
    for user, name in (("asha", "Asha Khan"), ("ali", "Ali Demir")):
        place.hub.let_in(User(user, one.staff_named(name).id))
    for _ in range(cases):
        log_complaint(one)
    share_office(one, ASHA, place.password, connect=place.connect)
    second = joined(place, folder / "ali", ALI)
    two = second.office
    sit_down(two, one.staff_named("Ali Demir").id)
    try:
        yield place, one, two
    finally:
        first.close()
        second.close()


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
