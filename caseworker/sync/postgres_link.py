"""A line to a Postgres server that is never waited for long, and what went wrong told in three ways.

Question: what if the server falls silent? Choice: no answer for ten seconds is no answer; the line is dropped and the
work tried again later, for every call may be repeated. Cost: a slow server is asked twice.
Source: offline rules P4, P9, P13; tech guide, Postgres.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.sync.address import OFF, REQUIRE, HubAddress
from caseworker.sync.port import HubAway, HubRefuses, SignInAgain

if TYPE_CHECKING:
    from psycopg import Connection

PATIENCE = 10.0
"""Seconds without a sign of life after which nobody is there."""

LONG_PATIENCE = 120.0
"""The same for what the server itself works at for long: sums over the whole record, copies."""

_SETTINGS = (
    "-c statement_timeout=120s -c lock_timeout=5s -c idle_in_transaction_session_timeout=5s"
    " -c synchronous_commit=on -c search_path=pg_catalog"
)
UNKNOWN_FUNCTION = "42883"
REFUSED = "CW001"
"""SQLSTATE of a sentence that the hub's own functions say to a person."""

_LOGIN_WORDS = (
    "authentication failed",
    "no password supplied",
    "is not permitted to log in",
    "permission denied for database",
    "no pg_hba.conf entry",
)


def link(address: HubAddress, password: str | None, *, patience: float | None = PATIENCE) -> Connection[Any]:
    """Return a new line to the database, each statement a transaction of its own.

    Args:
        patience: seconds without a sign of life before a call gives up; None waits as long as the caller says.

    Raises:
        HubAway, SignInAgain
    """
    from psycopg.types.json import set_json_loads

    with told():
        made: Connection[Any] = _patient_class().connect(
            host=address.server,
            port=address.port,
            dbname=address.database,
            user=address.user,
            password=password,
            autocommit=True,
            connect_timeout=5,
            keepalives=1,
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=2,
            tcp_user_timeout=9000,
            application_name="Caseworker",
            client_encoding="utf8",
            options=_SETTINGS,
            patience=patience,
            **_tls(address.tls),
        )
        set_json_loads(_from_json, made)
        return made


def _from_json(text: str | bytes) -> Any:
    """Return what a JSON value says; one nested deeper than Python reads says nothing, and delays no other (I14)."""
    try:
        return json.loads(text)
    except RecursionError:
        return None


def _tls(tls: str) -> dict[str, str]:
    """Return what libpq is told of encryption: nothing lets it fall back to a readable line."""
    if tls == OFF:
        return {"sslmode": "disable", "gssencmode": "disable"}
    if tls == REQUIRE:
        return {"sslmode": "require", "gssencmode": "disable"}
    if not Path(tls).is_file():
        raise HubRefuses(
            f"The hub’s certificate is not where it was: {tls}. Nothing was sent. Ask IT for it."
        )
    return {"sslmode": "verify-full", "sslrootcert": tls, "gssencmode": "disable"}


_made: list[Any] = []


def _patient_class() -> Any:
    """Return the connection class, made when psycopg is first needed."""
    if not _made:
        import psycopg

        class Patient(psycopg.Connection[Any]):
            """A connection whose calls end when the server shows no sign of life."""

            patience: float | None = None

            @classmethod
            def connect(cls, conninfo: str = "", *, patience: float | None = None, **how: Any) -> Patient:  # type: ignore[override]
                made = super().connect(conninfo, **how)
                made.patience = patience
                return made

            def wait(self, gen: Any, *args: Any, **how: Any) -> Any:
                return super().wait(
                    gen if self.patience is None else patiently(gen, self.patience), *args, **how
                )

        _made.append(Patient)
    return _made[0]


def patiently(gen: Generator[Any, Any, Any], seconds: float) -> Generator[Any, Any, Any]:
    """Go through psycopg's waiting, and give up when nothing moved for so long.

    Raises:
        HubAway: nothing moved.
    """
    moved = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                moved = time.monotonic()
            elif time.monotonic() - moved > seconds:
                raise HubAway(f"{_NO_ANSWER} {_LATER}")
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value


@contextmanager
def told() -> Iterator[None]:
    """Turn what psycopg raises into what the port promises.

    Raises:
        SignInAgain: the login or its password is refused. HubRefuses: a person must look. HubAway: all else.
    """
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise _as_told(error) from error


def _as_told(error: Exception) -> Exception:
    state = getattr(error, "sqlstate", None) or ""
    words = str(error)
    diagnosis = getattr(error, "diag", None)
    if state == REFUSED:
        return HubRefuses((diagnosis and diagnosis.message_primary) or words)
    if state[:2] == "28" or state == "42501" or any(word in words for word in _LOGIN_WORDS):
        return SignInAgain(
            "The hub does not accept your login or its password. Your work is kept on this computer. Sign in again."
        )
    if state == "3D000" or ('database "' in words and "does not exist" in words):
        return HubRefuses(
            "The server has no database of this name. Nothing was sent. Your work is kept on this computer. Check the "
            "address, or ask IT."
        )
    if state in ("3F000", UNKNOWN_FUNCTION, "42P01") or (state == "22023" and "role" in words):
        return HubRefuses(
            "There is no hub of this program at the address, or it is older than this program. Nothing was sent. "
            "Your work is kept on this computer. Check the address, or ask whoever looks after the hub to upgrade it."
        )
    if "does not support SSL" in words:
        return HubRefuses(
            "The server offers no encrypted connection, so nothing was sent. Ask IT to switch on TLS there."
        )
    if "certificate" in words:
        return HubRefuses(
            "The line to the hub cannot be encrypted as it should be, so nothing was sent. "
            "Ask IT to look at the server’s certificate."
        )
    if state[:2] in ("22", "23", "42"):  # ours: the same call would go wrong again
        return HubRefuses(f"The hub could not take what was sent ({state}). Your work is kept. Tell support.")
    return HubAway(f"{_why_away(words)} {_LATER}")


_LATER = "Your work is kept, and is sent when it answers."
_NO_ANSWER = "The server of the hub does not answer."
_AWAY = (
    (("Connection refused", "refused the network"), "The server of the hub does not answer at its port."),
    (("resolve host", "translate host name"), "The name of the hub’s server is not known in this network."),
    (("invalid response", "unexpected response"), "What answers at the hub’s address is no Postgres server."),
)
"""What libpq says of a line that was not made, and what a person is told."""


def _why_away(words: str) -> str:
    return next((said for signs, said in _AWAY if any(sign in words for sign in signs)), _NO_ANSWER)
