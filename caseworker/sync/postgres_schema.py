"""The tables and functions of a Postgres hub: plain SQL files, applied in order, each one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.storage.upgrade import MIGRATIONS
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubRefuses, SignInAgain
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
    except SignInAgain as error:
        if getattr(error.__cause__, "sqlstate", "") == _NO_RIGHT:
            raise HubRefuses(
                "This login may not do that. It must administer the server, or own the database and may make roles. "
                "Nothing was changed."
            ) from error
        raise
    finally:
        line.close()


_NO_RIGHT = "42501"


def refuse_used(line: Connection[Any], words: str) -> None:
    """Refuse a database that has a hub already, once nobody else is making one there, in the open transaction.

    Raises:
        HubRefuses: says the words, or that something else has the name of the hub's schema.
    """
    _alone(line)
    if applied(line):
        raise HubRefuses(words)
    if line.execute("SELECT to_regnamespace('caseworker')").fetchone() != (None,):
        raise HubRefuses(
            "This database has a schema “caseworker” that is no hub’s. Nothing was changed. Use another database."
        )


def _alone(line: Connection[Any]) -> None:
    """Wait until nobody else makes, upgrades or restores a hub on this server, to the end of the transaction."""
    line.execute("SELECT pg_advisory_xact_lock(hashtext('caseworker.roles'))")


def scripts(folder: Path = SCRIPTS) -> list[Path]:
    """Return the SQL files in their order."""
    return sorted(folder.glob("[0-9]*.sql"))


def make_roles(line: Connection[Any]) -> None:
    """Make the two roles where they are not there yet, and let the administrator act as the owner."""
    with line.transaction():
        _alone(line)
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
