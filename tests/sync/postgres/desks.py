"""Short ways to say things in tests of the Postgres hub."""

from __future__ import annotations

from typing import Any

import psycopg

from caseworker.sync.port import Answer, Verdict, Wire
from tests.sync.private_postgres import PostgresPlace

ACCEPTED, KNOWN, HELD = Verdict.ACCEPTED, Verdict.KNOWN, Verdict.HELD


def verdicts(answers: list[Answer]) -> list[Verdict]:
    return [answer.verdict for answer in answers]


def raw(place: PostgresPlace, login: str) -> psycopg.Connection[Any]:
    """A plain line of a login, as somebody would have who does not use our program."""
    return psycopg.connect(
        host="127.0.0.1",
        port=place.address.port,
        dbname=place.address.database,
        user=login,
        password=place.passwords[login],
        autocommit=True,
    )


def changed(wire: Wire, **columns: Any) -> Wire:
    """A changeset with some of its heading rewritten, its hash left as it was."""
    from caseworker.storage.log import COLUMNS

    names = COLUMNS.split(", ")
    return wire._replace(
        columns=tuple(columns.get(name, value) for name, value in zip(names, wire.columns, strict=True))
    )
