"""Where an office's hub is: a Postgres database, or a file on a share. The password is never part of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from caseworker.errors import Problem, ProblemsError

POSTGRES, SHARE = "postgres", "share"
REQUIRE, OFF = "require", "off"
PORT = 5432


@dataclass(frozen=True, slots=True)
class HubAddress:
    """The address of a hub, as it is kept on each computer.

    Attributes:
        kind: "postgres" or "share".
        server, port, database, user: of a Postgres hub; `user` is the login.
        tls: "require" (the line is encrypted), the path of a certificate (and the server must be who it says, by that
            certificate), or "off" (tests and this computer only: everything, the password too, can be read on the way).
        path: of the file on a share.
    """

    kind: str = POSTGRES
    server: str = ""
    port: int = PORT
    database: str = ""
    user: str = ""
    tls: str = REQUIRE
    path: str = ""

    def as_json(self) -> str:
        """Return the address as text; `from_json` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> HubAddress:
        """Return the address of a text; what a newer program added is left out."""
        said: Mapping[str, Any] = json.loads(text)
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in said.items() if name in known})

    @property
    def words(self) -> str:
        """The address for people."""
        return (
            self.path if self.kind == SHARE else f"{self.user} at {self.server}:{self.port}, {self.database}"
        )

    def check(self) -> HubAddress:
        """Return the address when it is whole.

        Raises:
            ProblemsError: names each field that wants something.
        """
        wanted = {"path": "the folder"} if self.kind == SHARE else _WANTED
        found = [Problem(name, f"Enter {what}") for name, what in wanted.items() if not getattr(self, name)]
        if self.kind not in (POSTGRES, SHARE):
            found.append(Problem("kind", "Choose a Postgres database or a file on a share"))
        if self.kind == POSTGRES and not 0 < self.port < 65536:
            found.append(Problem("port", "A port is between 1 and 65535"))
        if found:
            raise ProblemsError(found)
        return self


_WANTED = {
    "server": "the server",
    "database": "the database",
    "user": "your login",
}
