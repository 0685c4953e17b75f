"""How a computer and a hub greet: versions, lives of the hub, numbers, who may see what, and what goes wrong.

Source: offline rules P1, P12, P13, R1, R4, R5, E3, E5, V3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

OLDEST_PROTOCOL, PROTOCOL = 1, 1
"""What this program speaks (V3: a hub speaks N and N - 1)."""

PUSH_ROWS, PUSH_BYTES = 200, 1 << 20
PULL_ROWS = 500
BUCKETS = 256
PART_BYTES = 1 << 18
"""Files travel in parts of this size (B1)."""


class Epoch(NamedTuple):
    """One life of a hub: a restore begins another after the feed number it was restored to (P12)."""

    id: str
    parent: str
    starts_after: int


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the replica, not the person, whom the hub knows by login."""

    origin: str
    machine: str
    public_key: str
    app_version: str
    schema_version: int
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the hub says of itself and of the caller.

    Attributes:
        epochs: every epoch, oldest first.
        head: the last feed number.
        now: the hub's clock (UTC, ISO 8601 with seconds or finer).
        own_oseq, own_hash: the last changeset of the caller's origin that the hub has; 0 and "" for none.
        code: the workstation code of the caller's origin, such as "K07" (R4).
        person_id: whom the login stands for.
        access_version: rises whenever what this person may see may have changed.
        oldest_schema: a program that writes an older one may send, and then reads only (V3).
        is_frozen: no numbers are leased after a restore until every computer has called (R5).
        keys: public key of every origin (E5).
        sees_all: whether this login may see restricted cases that name somebody else (E3).
    """

    hub_id: str
    epochs: tuple[Epoch, ...]
    head: int
    now: str
    own_oseq: int
    own_hash: str
    code: str
    person_id: str
    access_version: int
    oldest_protocol: int = OLDEST_PROTOCOL
    protocol: int = PROTOCOL
    oldest_schema: int = 1
    is_frozen: bool = False
    keys: Mapping[str, str] | None = None
    sees_all: bool = False

    @property
    def epoch(self) -> Epoch:
        """The life it is in."""
        return self.epochs[-1]


@dataclass(frozen=True, slots=True)
class Access:
    """Which cases are hidden from the caller now, and which are shown that are or once were restricted (ids, E3)."""

    version: int
    hidden: frozenset[str]
    shown: frozenset[str]


class Lease(NamedTuple):
    """A block of consecutive reference numbers of a series, first to last, for one origin (R1).

    Attributes:
        given_up: why what is unused of it will never be used; "" while it may.
    """

    request_id: str
    series: str
    first: int
    last: int
    origin: str
    leased_at: str
    given_up: str = ""


class HubAway(Exception):
    """Nobody answers: the network, the server or the share is away. Try again later."""


class SignInAgain(Exception):
    """The login is refused or the password has changed; the queue stays (P13)."""


class HubRefuses(Exception):
    """A person must look: another hub, an empty or older one, a program too old. The text says what to do (P1)."""
