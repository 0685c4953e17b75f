"""Leave nothing of what was erased in the free pages of a Postgres hub (E1).

Question: Postgres keeps what was emptied in its files until the room is used again; who makes an end of it? Choice: IT,
by a command that writes every table anew; what it took away is noted, so that the hub's state says when it is due.
Cost: nobody can send while a table is written, which they do a moment later. The server's write-ahead log and copies
that were made before are not reached. Source: offline rule E1; Postgres manual, VACUUM FULL.
"""

from __future__ import annotations

from caseworker.sync.address import HubAddress
from caseworker.sync.postgres_schema import OWNER, administrator, as_owner

UNTIDY = (
    "SELECT greatest(0, (SELECT count(*) FROM caseworker.redacted)"
    " - coalesce(obj_description('caseworker.redacted'::regclass), '0')::bigint)"
)
"""How much was erased since the tables were last written anew."""

_TABLES = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'caseworker' ORDER BY 1"
)
_ERASED = "SELECT count(*) FROM caseworker.redacted"


def tidy(address: HubAddress, password: str | None) -> int:
    """Write every table anew; return how many cases, changes and files were erased since the last time.

    Raises:
        HubAway, SignInAgain, HubRefuses
    """
    with administrator(address, password) as line:
        with as_owner(line):
            ((due,), *_) = line.execute(UNTIDY).fetchall()
            ((erased,), *_) = line.execute(_ERASED).fetchall()
            tables = [name for (name,) in line.execute(_TABLES)]
        line.execute(f"SET lock_timeout = '20s'; SET ROLE {OWNER}".encode())
        for table in tables:
            line.execute(f"VACUUM (FULL) {table}".encode())
        line.execute(f"COMMENT ON TABLE caseworker.redacted IS '{int(erased)}'".encode())
        return int(due)
