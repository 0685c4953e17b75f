"""The tables and functions of a Postgres hub: plain SQL files, applied in order, each one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.storage.upgrade import MIGRATIONS
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres_link import LONG_PATIENCE, link, told

if TYPE_CHECKING:
    from psycopg import Connection

SCRIPTS = MIGRATIONS / "hub"
OWNER, USERS = "caseworker_hub", "caseworker_user"
"""Roles nobody signs in as: one owns everything, one may call the functions."""


@contextmanager
def administrator(address: HubAddress, password: str | None) -> Iterator[Connection[Any]]:
    """Open a line for whoever looks after the hub; each statement is a transaction of its own.

    Raises:
        HubAway, SignInAgain, HubRefuses
    """
    line = link(address, password, patience=LONG_PATIENCE)
    try:
        with told():
            line.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            yield line
    finally:
        line.close()


def scripts(folder: Path = SCRIPTS) -> list[Path]:
    """Return the SQL files in their order."""
    return sorted(folder.glob("[0-9]*.sql"))


def make_roles(line: Connection[Any]) -> None:
    """Make the two roles where they are not there yet, and let the administrator act as the owner."""
    with line.transaction():
        line.execute("SELECT pg_advisory_xact_lock(hashtext('caseworker.roles'))")
        for role in (OWNER, USERS):
            if not line.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                line.execute(f"CREATE ROLE {role} NOLOGIN")
        if not line.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0]:  # type: ignore[index]
            line.execute(f"GRANT {OWNER} TO CURRENT_USER")
        name = line.info.dbname.replace('"', '""')
        line.execute(f'GRANT CREATE, CONNECT ON DATABASE "{name}" TO {OWNER}')
        line.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        line.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {USERS}')


def applied(line: Connection[Any]) -> set[str]:
    """Return the names of the files that were applied; none where there is no hub."""
    if line.execute("SELECT to_regclass('caseworker.migration')").fetchone() == (None,):
        return set()
    with as_owner(line):
        return {name for (name,) in line.execute("SELECT name FROM caseworker.migration")}


def apply_scripts(
    line: Connection[Any], folder: Path = SCRIPTS, upto: frozenset[str] | None = None
) -> tuple[str, ...]:
    """Apply what was not applied yet; return the names.

    Args:
        upto: only these; None applies all.

    Raises:
        HubRefuses: the hub was upgraded by a newer program.
    """
    known, there = applied(line), scripts(folder)
    if (known | (upto or frozenset())) - {script.name for script in there}:
        raise HubRefuses("The hub was set up by a newer Caseworker. Use that one; nothing was changed.")
    wanted = [
        script for script in there if script.name not in known and (upto is None or script.name in upto)
    ]
    for script in wanted:
        with as_owner(line):
            line.execute(script.read_text(encoding="utf-8").encode())
            line.execute("INSERT INTO caseworker.migration (name) VALUES (%s)", (script.name,))
    return tuple(script.name for script in wanted)


@contextmanager
def as_owner(line: Connection[Any]) -> Iterator[None]:
    """Work as the owner of the hub's tables, in one transaction or as a part of one."""
    with line.transaction():
        line.execute(f"SET LOCAL ROLE {OWNER}")
        yield
        line.execute("SET LOCAL ROLE NONE")
