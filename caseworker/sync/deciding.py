"""What waits at a hub for a person's decision, and what became of it (D8)."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from caseworker.sync.travelling import Wire


class HeldChange(NamedTuple):
    """A changeset that waits at the hub for a decision (D8).

    Attributes:
        wire: without contents and facts where the caller may not see its case.
        pushed_by: the person who sent it. held_at: when it came (UTC, ISO 8601).
        why: "access" (no right to the case), "chain" (does not follow what is known of its computer), "erasure" (by
            somebody who is no manager of the hub) or "hold" (erases what is under a legal hold).
    """

    wire: Wire
    pushed_by: str
    held_at: str
    why: str


class Decision(NamedTuple):
    """What a person decided about held changesets: to take them in, or why they are refused."""

    ids: tuple[str, ...]
    refusal: str = ""


class Fate(Enum):
    """What became of a changeset that the hub held."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """The hub does not have it: it is to be sent again."""


class Decided(NamedTuple):
    """What became of one; `reason` and `at` (UTC) of a refusal, and the author's own words to be given back to them."""

    id: str
    fate: Fate
    reason: str = ""
    at: str = ""
    wire: Wire | None = None
