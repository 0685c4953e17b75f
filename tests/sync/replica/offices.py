"""Whole offices that share a hub in memory: real files, real acts, meetings when a test says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker import __version__
from caseworker.actions.at_keyboard import become
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published, create_keys
from caseworker.storage.database import Database
from caseworker.storage.log import broken_links
from caseworker.storage.state_digest import state_digest
from caseworker.sync.exchange import Exchange
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.outcome import Outcome
from caseworker.sync.port import Hub
from caseworker.sync.replica import Replica
from tests.example_office import make_office, noon


@dataclass
class Pc:
    """One computer with its office, and the login by which it meets the hub."""

    opened: OpenOffice
    hub: MemoryHub
    login: str

    @property
    def office(self) -> Office:
        return self.opened.office

    @property
    def replica(self) -> Replica:
        """The office's file as the engine knows it."""

        def began(origin: str) -> None:
            self.office.origin = origin

        return Replica(self.office.database, on_origin=began, now=noon)

    def meet(self, hub: Hub | None = None, *, check: bool = False) -> Outcome:
        """Meet the hub once."""
        replica = self.replica
        found = Exchange(
            replica, hub or self.hub.as_user(self.login), lambda: replica.caller(__version__), noon
        ).meet(check=check)
        self.office.reload()
        return found

    def hidden(self, scopes: frozenset[str]) -> frozenset[str]:
        """Which of these the hub hides from whoever is at the keyboard."""
        if isinstance(self.hub, MemoryHub):  # what it goes by, beside what it says
            user, access = self.hub.users[self.login], self.hub.books.access
            return frozenset(scope for scope in scopes if not access.may_see(user, scope))
        line = self.hub.as_user(self.login)
        line.hello(self.replica.caller(__version__))
        return line.access().hidden & scopes

    def digest(self) -> str:
        """What the file says, as one digest."""
        with self.office.reading() as raw:
            return state_digest(raw)

    def broken(self) -> list[str]:
        """What is wrong with the chain."""
        with self.office.reading() as raw:
            return list(broken_links(raw))

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the file."""
        with self.office.reading() as raw:
            return [tuple(row) for row in raw.execute(sql, values)]

    def reopened(self, folder: Path | None = None) -> Pc:
        """Close the office and open it again, or a copy of it."""
        paths = OfficePaths(folder) if folder else self.office.paths
        is_plain = not self.office.database.is_encrypted
        person = self.office.person
        self.opened.close()
        self.opened = open_office(paths, is_plain=is_plain, system_now=noon)
        become(self.office, person)
        return self


def first_pc(folder: Path, *, is_encrypted: bool = False, hub: Any = None) -> Pc:
    """The example office with a hub of its own, in memory unless another is given; nothing was sent yet."""
    opened = make_office(folder, Published() if is_encrypted else None)
    hub = hub or MemoryHub([], now=noon)
    hub.let_in(User("asha", opened.office.person.id, sees_all=True, is_manager=True))
    return Pc(opened, hub, "asha")


def another_pc(
    pc: Pc, folder: Path, name: str = "Ali Demir", *, sees_all: bool = True, meets: bool = True
) -> Pc:
    """An empty file that joins the hub of `pc`, with somebody else at the keyboard; all is received if it meets."""
    paths = OfficePaths(folder)
    paths.make_folder()
    is_encrypted = pc.office.database.is_encrypted
    key = create_keys(paths, unlocking=Published()).key if is_encrypted else None
    Database.create(paths.database, key).close()
    opened = open_office(paths, is_plain=not is_encrypted, system_now=noon)
    person = pc.office.staff_named(name)
    login = name.split()[0].lower()
    pc.hub.let_in(User(login, person.id, sees_all=sees_all, is_manager=sees_all))
    joined = Pc(opened, pc.hub, login)
    if not meets:
        return joined
    joined.meet()
    become(joined.office, joined.office.staff_named(name))
    return joined


def meet_all(*pcs: Pc) -> None:
    """Let each meet the hub until nobody has anything more to say."""
    for _ in range(2):
        for pc in pcs:
            pc.meet()
