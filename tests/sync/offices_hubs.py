"""Real hubs for whole offices in trouble: a mailbox file and a Postgres server, beside the one in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from caseworker.security.share_key import ShareKey
from caseworker.sync import administer_postgres, administer_share
from caseworker.sync.address import HubAddress
from caseworker.sync.memory_access import User
from caseworker.sync.port import Hub
from caseworker.sync.postgres import PostgresHub
from caseworker.sync.share import ShareHub
from tests.sync.private_postgres import PASSWORD, PostgresPlace


class OfficesHub(Protocol):
    """A hub of whole offices, with what its administrator does; `address`: what a computer keeps of it, if anything."""

    address: HubAddress | None

    def as_user(self, login: str) -> Hub: ...

    def let_in(self, user: User) -> None: ...

    def snapshot(self) -> Any: ...

    def restore(self, snapshot: Any) -> None: ...


class OfficesShare:
    """A mailbox in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._copy = folder, folder.with_name("copy of the mailbox.db")
        self._code = administer_share.init(folder).joining_code
        self.address: HubAddress | None = HubAddress("share", path=str(folder))

    def as_user(self, login: str) -> Hub:
        return ShareHub(self._folder, login, ShareKey.from_code(self._code))

    def let_in(self, user: User) -> None:
        administer_share.add_user(self._folder, user.login, user.person_id)

    def snapshot(self) -> Path:
        return administer_share.backup(self._folder, self._copy)

    def restore(self, snapshot: Path) -> None:
        administer_share.restore(self._folder, snapshot)


class OfficesPostgres:
    """A database of a server; logins are the server's, so that each has a name of its own there."""

    def __init__(self, place: PostgresPlace) -> None:
        self._place = place
        self._logins: dict[str, tuple[HubAddress, str]] = {}
        self._open: dict[str, PostgresHub] = {}
        self.address: HubAddress | None = None

    def as_user(self, login: str) -> Hub:
        if login in self._open:
            self._open.pop(login).close()
        self._open[login] = PostgresHub(*self._logins[login])
        self._place.hubs.append(self._open[login])  # closed with the place
        return self._open[login]

    def let_in(self, user: User) -> None:
        address = replace(self._place.address, user=f"{user.login}_{uuid4().hex}")
        rights = {"sees_all": user.sees_all, "is_manager": user.is_manager}
        made = administer_postgres.add_user(
            self._place.address, PASSWORD, address.user, user.person_id, **rights
        )
        self._logins[user.login] = address, made

    def snapshot(self) -> Path:
        self._place.back_up()
        assert self._place.copy is not None
        return self._place.copy

    def restore(self, snapshot: Path) -> None:
        self._place.copy = snapshot
        self._place.restore()
