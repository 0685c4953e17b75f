"""What one meeting of a computer with its hub did, and how it tells of itself while it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from caseworker.sync.port import (
    Decided,
    HeldChange,
)

Report = Callable[[str, int, int], None]
"""Told of progress: what is being done ("send", "receive", "sort", "files"), how much is done, how much there is."""


class Stopped(Exception):
    """The person asked the meeting to stop; what was done is kept and it goes on from there."""


@dataclass(slots=True)
class Outcome:
    """What one meeting did.

    Attributes:
        scopes: (kind, id) of what others changed, in the order it came.
        reoffered: changesets offered to the hub again after a restore or a check.
        has_more_files: the hub has more files for this computer: meet again at once.
        to_decide: what waits at the hub for a decision of the person here.
        decided: what became of changes of this computer that the hub held.
        holds_lost: references of cases under a legal hold here that were erased elsewhere all the same.
        late: references of erased cases that this computer wrote about after that, without knowing (E2).
        unlike: changes of which the hub was told something else than they say. notes_corrected: put right by us.
        has_decided: of how many held changes it was decided here.
    """

    sent: int = 0
    held: int = 0
    received: int = 0
    scopes: dict[tuple[str, str], None] = field(default_factory=dict)
    purged: tuple[str, ...] = ()
    reoffered: int = 0
    deferred: tuple[str, ...] = ()
    files_sent: int = 0
    files_received: int = 0
    has_more_files: bool = False
    took_new_origin: bool = False
    checked: bool = False
    to_decide: tuple[HeldChange, ...] = ()
    decided: tuple[Decided, ...] = ()
    has_decided: int = 0
    unlike: int = 0
    notes_corrected: int = 0
    holds_lost: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
