"""What a hub in memory keeps: the books that a copy holds, and what no restore may forget (D8, E2, R4, R5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from caseworker.sync.memory_access import AccessBook
from caseworker.sync.memory_files import FileBook
from caseworker.sync.memory_held import (
    HeldBook,
)
from caseworker.sync.port import (
    Epoch,
    Fed,
    Lease,
    Signed,
    Wire,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """One file on one computer, enrolled; `is_retired`: nobody waits for it any more (R5)."""

    id: str
    code: str
    public_key: str
    is_retired: bool = False
    machine: str = ""
    person_id: str = ""


@dataclass(slots=True)
class Books:
    """Everything a snapshot holds and a restore puts back."""

    epochs: list[Epoch] = field(default_factory=list)
    feed: list[Fed] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    numbers: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    held: dict[str, Fed] = field(default_factory=dict)
    decisions: HeldBook = field(default_factory=HeldBook)
    access: AccessBook = field(default_factory=AccessBook)
    signed: dict[str, Signed] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)
    files: FileBook = field(default_factory=FileBook)

    def copied(self) -> Books:
        """Return a copy that later changes do not reach."""
        return Books(
            list(self.epochs),
            list(self.feed),
            dict(self.places),
            dict(self.numbers),
            dict(self.held),
            self.decisions.copied(),
            self.access.copied(),
            dict(self.signed),
            dict(self.leases),
            self.files.copied(),
        )


@dataclass(slots=True)
class Outside:
    """What is kept apart from the hub, so that a restore cannot forget it: redactions, and who was ever enrolled.

    Without the first an old copy would bring back what was erased (E2, I13); without the second a code would be given
    twice, and nobody would know whose blocks of numbers the copy may have forgotten (R4, R5).
    """

    redactions: dict[str, Fed] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=set)
    changesets: set[str] = field(default_factory=set)
    origins: dict[str, Origin] = field(default_factory=dict)

    def empties(self, wire: Wire) -> bool:
        """Whether nothing may be kept of a changeset but its heading."""
        return wire.scope_id in self.scopes or wire.id in self.changesets
