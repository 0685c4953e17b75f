"""What looking after a Postgres hub shows: who uses it, what it holds, what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from caseworker.sync.address import HubAddress
from caseworker.sync.postgres_schema import administrator, as_owner
from caseworker.sync.postgres_tidy import UNTIDY

if TYPE_CHECKING:
    from psycopg import Connection


@dataclass(frozen=True, slots=True)
class HubUser:
    """Somebody with a login. `removed_at`: "" while they may sign in."""

    login: str
    person_id: str
    sees_all: bool
    is_manager: bool
    removed_at: str = ""


@dataclass(frozen=True, slots=True)
class Computer:
    """A copy of the office that has called.

    Attributes:
        last_contact_at: its last greeting (UTC). retired_at: "" while it is waited for.
        has_told: whether it has told of its numbers since the last restore (R5).
        sent: how many changes of its own the hub has.
        leased: numbers leased to it that are not given up.
    """

    origin: str
    code: str
    login: str
    machine: str
    app_version: str
    last_contact_at: str
    retired_at: str
    has_told: bool
    sent: int
    leased: int


@dataclass(frozen=True, slots=True)
class HubStatus:
    """The state of a hub; instants in UTC, ISO 8601.

    Attributes:
        epoch: which life it is in, 1 for the first. head: the last feed number. held: changes that wait for a decision.
        held_since: when the oldest of them came; "" for none.
        files, file_bytes: kept whole. wanted: files somebody misses that nobody has sent.
        untidy: how much was erased since the server's free pages were last cleared of it.
    """

    hub_id: str
    epoch: int
    head: int
    is_frozen: bool
    held: int
    files: int
    file_bytes: int
    wanted: int
    size: int
    held_since: str = ""
    untidy: int = 0
    users: tuple[HubUser, ...] = ()
    computers: tuple[Computer, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A change that the hub may not take without a decision.

    Attributes:
        why: a sentence. refused_why: "" while nobody has refused it; it is kept all the same.
    """

    id: str
    scope_id: str
    kind: str
    author_id: str
    pushed_by: str
    held_at: str
    why: str
    refused_why: str = ""


_AT = """'YYYY-MM-DD"T"HH24:MI:SS"Z"'"""
_USERS = f"""
    SELECT name, person_id, sees_all, is_manager, coalesce(to_char(removed_at AT TIME ZONE 'UTC', {_AT}), '')
      FROM caseworker.login ORDER BY removed_at IS NOT NULL, name"""
_COMPUTERS = f"""
    SELECT o.id, o.code, o.login, o.machine, o.app_version, to_char(o.last_hello_at AT TIME ZONE 'UTC', {_AT}),
           coalesce(to_char(o.retired_at AT TIME ZONE 'UTC', {_AT}), ''),
           o.told_epoch = (SELECT id FROM caseworker.epoch ORDER BY n DESC LIMIT 1),
           (SELECT count(*) FROM caseworker.changeset c WHERE c.origin = o.id),
           (SELECT coalesce(sum(last - first + 1), 0)::bigint FROM caseworker.lease l
             WHERE l.origin = o.id AND l.given_up = '')
      FROM caseworker.origin o ORDER BY o.n"""
_FIGURES = f"""
    SELECT (SELECT id FROM caseworker.hub), (SELECT count(*) FROM caseworker.epoch),
           (SELECT head FROM caseworker.counter), caseworker.is_frozen(),
           (SELECT count(*) FROM caseworker.held WHERE refused_at IS NULL),
           (SELECT count(*) FROM caseworker.blob WHERE is_whole),
           (SELECT coalesce(sum(size), 0)::bigint FROM caseworker.blob WHERE is_whole),
           (SELECT count(DISTINCT digest) FROM caseworker.want), pg_database_size(current_database()),
           (SELECT coalesce(to_char(min(held_at) AT TIME ZONE 'UTC', {_AT}), '') FROM caseworker.held
             WHERE refused_at IS NULL), ({UNTIDY})"""
_HELD = f"""
    SELECT id, scope_id, header ->> 'kind', header ->> 'author_id', pushed_by,
           to_char(held_at AT TIME ZONE 'UTC', {_AT}), why, refused_why
      FROM caseworker.held ORDER BY held_at, id"""
_WHY = {
    "access": "Whoever sent it has no right to the case.",
    "chain": "It was written on another computer and does not follow what is known of that computer’s record.",
    "erasure": "It erases for ever, and whoever sent it is not a manager of the hub.",
    "hold": "It erases for ever what is under a legal hold.",
}


def status(address: HubAddress, password: str | None) -> HubStatus:
    """Return the state of a hub.

    Raises:
        HubAway, SignInAgain, HubRefuses
    """
    with administrator(address, password) as line, as_owner(line):
        users = tuple(HubUser(*row) for row in line.execute(_USERS))
        computers = tuple(Computer(*row) for row in line.execute(_COMPUTERS))
        figures: Any = line.execute(_FIGURES).fetchone()
    return replace(HubStatus(*figures), users=users, computers=computers)


def held(address: HubAddress, password: str | None) -> tuple[Held, ...]:
    """Return what waits for a decision, and what was refused, oldest first."""
    with administrator(address, password) as line, as_owner(line):
        rows: list[Any] = line.execute(_HELD).fetchall()
    return tuple(replace(Held(*row), why=_WHY[row[6]]) for row in rows)


def accept_held(address: HubAddress, password: str | None, changeset_id: str) -> int | None:
    """Take a held change in; return its number, None when nothing of that id waits."""
    with administrator(address, password) as line, as_owner(line):
        # An erasure finds what others are sending.
        line.execute("SELECT 1 FROM caseworker.counter FOR UPDATE")
        taken: Any = line.execute("SELECT caseworker.take_held(ARRAY[%s])", (changeset_id,)).fetchone()
        line.execute("SELECT caseworker.number_decided(%s::text[])", (taken[0],))
        return _number_of(line, changeset_id) if taken[0] else None


def refuse_held(address: HubAddress, password: str | None, changeset_id: str, reason: str) -> bool:
    """Refuse a held change, and say why; it is kept for its author. Whether there was one."""
    with administrator(address, password) as line, as_owner(line):
        refused = line.execute(
            "SELECT caseworker.number_decided(caseworker.refuse_held(ARRAY[id], %s)) FROM caseworker.held"
            " WHERE id = %s AND refused_at IS NULL",
            (reason, changeset_id),
        )
        return refused.rowcount == 1


def _number_of(line: Connection[Any], changeset_id: str) -> int:
    found: Any = line.execute("SELECT feed FROM caseworker.feed WHERE id = %s", (changeset_id,)).fetchone()
    return int(found[0])
