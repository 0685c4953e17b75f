"""Who may use a Postgres hub: one login to a person, with the right to call the hub's functions and no other.

Question: where do passwords lie? Choice: Postgres keeps a verifier of each; it is drawn here, shown once and never
written down by the program. Cost: a lost one is replaced, not found. Source: offline rule E4.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres_schema import USERS, administrator, as_owner

if TYPE_CHECKING:
    from psycopg import Connection

_END_LINES = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND datname = current_database()
       AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"""
"""Where the server allows it; everywhere else the next call on such a line is refused."""

_NAME = re.compile(r"(?!pg_|postgres$|caseworker_)[a-z][a-z0-9_.-]{0,40}")
_LIMITS = {
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "5s",
    "statement_timeout": "120s",
    "synchronous_commit": "on",
}


def add_user(
    address: HubAddress,
    password: str | None,
    login: str,
    person_id: str,
    *,
    sees_all: bool = False,
    is_manager: bool = False,
) -> str:
    """Let a person in: make the login, or give a removed one its right back.

    Args:
        person_id: whom it stands for: the id of a person on the staff list.

    Returns: the new password, to be shown once; "" when the server knows the login from another hub, with its password.

    Raises:
        HubRefuses: the name cannot be a login here.
    """
    if not _NAME.fullmatch(login):
        raise HubRefuses(
            f"“{login}” cannot be a login: small letters, digits, dots and dashes, beginning with a letter."
        )
    with administrator(address, password) as line, line.transaction():
        secret = _make_login(line, login)
        with as_owner(line):
            line.execute(
                "INSERT INTO caseworker.login (name, person_id, sees_all, is_manager) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (name) DO UPDATE SET person_id = excluded.person_id, sees_all = excluded.sees_all,"
                " is_manager = excluded.is_manager, removed_at = NULL",
                (login, person_id, sees_all, is_manager),
            )
            _tell(line)
    return secret


def new_password(address: HubAddress, password: str | None, login: str) -> str:
    """Give a login another password and return it.

    Raises:
        HubRefuses: there is no such login.
    """
    with administrator(address, password) as line, line.transaction():
        _check_known(line, login)
        return _set_password(line, login)


def set_user(
    address: HubAddress, password: str | None, login: str, *, sees_all: bool, is_manager: bool
) -> None:
    """Change what a login may see: restricted cases too, or not.

    Raises:
        HubRefuses: there is no such login.
    """
    with administrator(address, password) as line, line.transaction():
        _check_known(line, login)
        with as_owner(line):
            line.execute(
                "UPDATE caseworker.login SET sees_all = %s, is_manager = %s WHERE name = %s",
                (sees_all, is_manager, login),
            )
            _tell(line)


def stand_in(
    address: HubAddress, password: str | None, person_id: str, for_person_id: str, *, is_on: bool = True
) -> None:
    """Let a person see the restricted cases of somebody they stand in for, or no longer."""
    change = (
        "INSERT INTO caseworker.stand_in (person_id, for_person_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
        if is_on
        else "DELETE FROM caseworker.stand_in WHERE person_id = %s AND for_person_id = %s"
    )
    with administrator(address, password) as line, as_owner(line):
        line.execute(change, (person_id, for_person_id))
        _tell(line)


def remove_user(address: HubAddress, password: str | None, login: str) -> None:
    """Take every right from a login, on its open lines too; what the person wrote stays.

    Raises:
        HubRefuses: there is no such login.
    """
    from psycopg import sql

    with administrator(address, password) as line, line.transaction():
        _check_known(line, login)
        role = sql.Identifier(login)
        line.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(USERS), role))
        line.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(role))
        with as_owner(line):
            line.execute(
                "UPDATE caseworker.login SET removed_at = clock_timestamp() WHERE name = %s", (login,)
            )
        line.execute(_END_LINES, (login,))


def make_role(line: Connection[Any], login: str) -> bool:
    """Make the role of a login, without a password, where it is not there; whether it was made."""
    from psycopg import sql

    role = sql.Identifier(login)
    known = line.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
    if known is None:
        line.execute(sql.SQL("CREATE ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN").format(role))
        for name, value in _LIMITS.items():
            line.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(role, sql.Identifier(name), value))
    line.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(USERS), role))
    return known is None


def _make_login(line: Connection[Any], login: str) -> str:
    """Make a login with a new password; one that is there and may sign in keeps its own ("")."""
    from psycopg import sql

    found = line.execute(
        "SELECT rolcanlogin AND rolpassword IS NOT NULL, rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles"
        " WHERE rolname = %s",
        (login,),
    ).fetchone()
    if found and found[1]:
        raise HubRefuses(f"“{login}” administers the server and cannot be a caseworker’s login.")
    make_role(line, login)
    if found and found[0]:
        return ""
    line.execute(sql.SQL("ALTER ROLE {} LOGIN").format(sql.Identifier(login)))
    return _set_password(line, login)


def _set_password(line: Connection[Any], login: str) -> str:
    """Draw a password and give the server its verifier: the password itself never travels and is in no log."""
    from psycopg import sql

    secret = secrets.token_urlsafe(15)
    verifier = line.pgconn.encrypt_password(secret.encode(), login.encode(), b"scram-sha-256").decode()
    line.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(verifier)))
    return secret


def _check_known(line: Connection[Any], login: str) -> None:
    with as_owner(line):
        if line.execute("SELECT 1 FROM caseworker.login WHERE name = %s", (login,)).fetchone() is None:
            raise HubRefuses(f"The hub knows no login “{login}”.")


def _tell(line: Connection[Any]) -> None:
    """What somebody may see may have changed: everybody asks again."""
    line.execute("UPDATE caseworker.counter SET access_version = access_version + 1")
    line.execute("SELECT pg_notify('caseworker', '')")
