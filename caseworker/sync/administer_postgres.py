"""Set up a Postgres hub and look after it: what the command line's `hub` does.

Question: who may? Choice: whoever may make roles in the database; the program keeps no administrator of its own.
Cost: IT runs these commands, not the complaints team. Source: offline rules P12, R5, E3, E4.
"""

from __future__ import annotations

from caseworker.domain.ids import IdMaker
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres_check import check
from caseworker.sync.postgres_copies import Restored, backup, keep_outside, restore
from caseworker.sync.postgres_schema import (
    administrator,
    applied,
    apply_scripts,
    as_owner,
    make_roles,
    refuse_used,
)
from caseworker.sync.postgres_status import (
    Computer,
    Held,
    HubStatus,
    HubUser,
    accept_held,
    held,
    refuse_held,
    status,
)
from caseworker.sync.postgres_tidy import tidy
from caseworker.sync.postgres_users import add_user, new_password, remove_user, set_user, stand_in

__all__ = [
    "Computer",
    "Held",
    "HubStatus",
    "HubUser",
    "Restored",
    "accept_held",
    "add_user",
    "backup",
    "check",
    "held",
    "init",
    "keep_outside",
    "new_password",
    "refuse_held",
    "remove_user",
    "restore",
    "retire",
    "set_user",
    "stand_in",
    "status",
    "tidy",
    "upgrade",
]

OLDEST_SERVER = 14


def init(address: HubAddress, admin_password: str | None) -> str:
    """Make an empty hub in a database and return its id; whole or not at all.

    Args:
        address: its user administers the server, or owns the database and may make roles.

    Raises:
        HubRefuses: there is a hub already, or the server is too old. HubAway, SignInAgain
    """
    ids = IdMaker()
    with administrator(address, admin_password) as line:
        if line.info.server_version < OLDEST_SERVER * 10000:
            raise HubRefuses(f"The hub needs Postgres {OLDEST_SERVER} or later. Nothing was changed.")
        with line.transaction():
            refuse_used(line, "There is a hub in this database already. Nothing was changed.")
            make_roles(line)
            apply_scripts(line)
            hub_id = ids.new()
            with as_owner(line):
                line.execute("INSERT INTO caseworker.hub (id) VALUES (%s)", (hub_id,))
                line.execute(
                    "INSERT INTO caseworker.epoch (n, id, parent, starts_after) VALUES (1, %s, '', 0)",
                    (ids.new(),),
                )
    return hub_id


def upgrade(address: HubAddress, admin_password: str | None) -> tuple[str, ...]:
    """Bring a hub to this program's version, before the computers are; return what was applied.

    Raises:
        HubRefuses: there is no hub, or a newer program has been here.
    """
    with administrator(address, admin_password) as line, line.transaction():
        if not applied(line):
            raise HubRefuses("There is no hub in this database. Nothing was changed.")
        make_roles(line)
        return apply_scripts(line)


def retire(
    address: HubAddress,
    admin_password: str | None,
    computer: str,
    why: str = "The computer is not used any more",
) -> bool:
    """Wait no longer for a computer, and give up what is unused of its numbers (R5); whether there is one.

    Args:
        computer: its code, such as "K07", or its id.
    """
    with administrator(address, admin_password) as line, as_owner(line):
        found = line.execute(
            "UPDATE caseworker.origin SET retired_at = clock_timestamp() WHERE code = %s OR id = %s RETURNING id",
            (computer, computer),
        ).fetchone()
        if found:
            line.execute(
                "UPDATE caseworker.lease SET given_up = %s WHERE origin = %s AND given_up = ''",
                (why, found[0]),
            )
        return found is not None
