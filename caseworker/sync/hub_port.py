"""The hub as the engine sees it: a port that every hub keeps to (`port`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from caseworker.sync.deciding import Decided, HeldChange
from caseworker.sync.greeting import PULL_ROWS, Access, Caller, Greeting, Lease
from caseworker.sync.travelling import AccessFact, Bucket, Fed, Page, Pushed, Signed, Stub, Wire


class Hub(Protocol):
    """The numbered mailbox. Errors: `HubAway` (nobody answers), `SignInAgain`, `HubRefuses` (asks for a person).

    Attributes:
        hides: it can hide a case from a person, and so keeps what it is told of who may see it.
    """

    hides: bool

    def hello(self, caller: Caller) -> Greeting:
        """Enrol the origin if it is new, and greet (P1)."""

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        """Take changesets, oldest first; one transaction; by id alone (P2, P5)."""

    def held(self) -> tuple[HeldChange, ...]:
        """Return what waits for a decision of the caller, oldest first; nothing, but to a manager of the hub (D8)."""

    def decide(self, ids: Sequence[str], refusal: str = "") -> int:
        """Take held changesets in, or refuse them for a reason; return of how many that was decided.

        What is refused stands in the feed without contents; the hub keeps those for their author.
        """

    def fates(self, ids: Sequence[str]) -> tuple[Decided, ...]:
        """Say what became of changesets that were held; what waited for a right the caller has by now is taken in."""

    def correct_notes(self, notes: Mapping[str, Sequence[AccessFact]]) -> int:
        """Put right what the hub was told of who may see a case, by changeset; return how many were.

        Of a manager of the hub alone, and of cases they may see.
        """

    def waiting_links(self) -> tuple[Stub, ...]:
        """Return what waits for a decision, or was refused and has no place, as links of chains (feed 0, I15)."""

    def pull(self, after: int, limit: int = PULL_ROWS) -> Page:
        """Return what comes after a feed number, in order (P6)."""

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        """Return every changeset of one case that the caller may see, in feed order (P8)."""

    def access(self) -> Access:
        """Return what the caller may not see, and what is restricted and may be seen."""

    def buckets(self) -> tuple[Bucket, ...]:
        """Return the 256 counts and sums over what the caller may see (P10)."""

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        """Return the ids of a bucket that the caller may see."""

    def fetch(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        """Return these changesets, where the caller may see them, in feed order."""

    def lease_refs(self, request_id: str, origin: str, series: str, count: int, highest: int) -> Lease | None:
        """Lease a block after everything leased and `highest`, the highest number the caller knows to be used.

        The same request id gives the same block again (F14). None while leasing is frozen (R5).
        """

    def leases(self) -> tuple[Lease, ...]:
        """Return every block ever leased."""

    def tell_leases(self, leases: Sequence[Lease]) -> None:
        """Tell of every block known here: those a restore forgot are kept again, and what is given up is noted.

        The caller's origin has then called, as R5 asks: leasing stays frozen until every active origin has.
        """

    def give_up(self, origin: str, why: str) -> None:
        """Give up what is unused of an origin's blocks (R5)."""

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        """Return how many bytes of each file are here; a whole and verified one as -1 (B1)."""

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        """Add a part at its offset; return the bytes here now, -1 when whole and verified.

        A part that does not begin where the last ended changes nothing. A whole that is not what its name says is
        thrown away (0).
        """

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        """Return a part of a whole file; b"" when it is not here."""

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        """Say which files are missing here; return what anybody misses and the hub has not (B2)."""

    def wait(self, seconds: float) -> bool:
        """Wait until something may have come, at most so long; whether something woke us (P9)."""

    def close(self) -> None:
        """Give the connection back."""
