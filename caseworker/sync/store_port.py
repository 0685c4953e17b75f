"""The file on this computer as the engine sees it: a port that the program's store keeps to, and the simulator's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from caseworker.sync.deciding import Decided
from caseworker.sync.greeting import Lease
from caseworker.sync.travelling import Answer, Bucket, Fed, Page, Signed, Stub, Wire


@dataclass(frozen=True, slots=True)
class SyncState:
    """What this file knows of its hub.

    Attributes:
        hub_id: "" while the office is on this computer alone.
        epoch, cursor: the hub's life and the feed number read up to.
        offset: seconds to add to this computer's clock to have the hub's.
        access_version: of the last `access` that was acted upon.
        has_stubs: changes to hidden cases went by, of which it is not known to which case they belong.
        is_projecting: the pages of a first sync are stored and not all projected yet (P7).
        checked_on: the last day of the check of P10.
    """

    hub_id: str = ""
    epoch: str = ""
    cursor: int = 0
    offset: int = 0
    access_version: int = -1
    has_stubs: bool = False
    code: str = ""
    is_frozen: bool = False
    is_read_only: bool = False
    is_projecting: bool = False
    last_contact_at: str = ""
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class OwnHead:
    """The newest changeset of the own origin (0 and "" for none), and the newest that has a feed number."""

    oseq: int = 0
    hash: str = ""
    shared_oseq: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What storing a page did: cases and other scopes touched by others, and ids that could not be projected.

    Attributes:
        holds_lost: references of cases under a legal hold here that were erased elsewhere all the same.
        late: references of erased cases that this computer wrote about after that, without knowing (E2).
    """

    scopes: tuple[tuple[str, str], ...] = ()
    new: int = 0
    deferred: tuple[str, ...] = ()
    holds_lost: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


class Store(Protocol):
    """The file on this computer. Every call is one transaction, durable when it returns."""

    @property
    def origin(self) -> str:
        """The replica's id now."""

    def own_head(self) -> OwnHead:
        """Return how far the present origin has written, and how much of it the hub is known to have."""

    def state(self) -> SyncState: ...

    def set_state(self, **values: Any) -> None:
        """Change fields of the state."""

    def unsent(self, rows: int, size: int) -> tuple[Wire, ...]:
        """Return the oldest changesets the hub is not known to have (own or offered again), held ones apart."""

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """Remember the public key of every origin; the first that was heard of an origin stays (E5)."""

    def signed_head(self) -> Signed | None:
        """Return the head of the own chain, signed."""

    def mark_pushed(self, answers: Iterable[Answer]) -> None:
        """Note what the hub said: feed numbers, and what is held."""

    def take_page(self, page: Page, *, project: bool = True) -> Taken:
        """Store what is unknown, project it, mark own rows as shared and move the cursor (P6)."""

    def take_rows(self, rows: Sequence[Fed]) -> Taken:
        """The same for changesets that came by another way than the feed; the cursor stays (P8, P10)."""

    def project_stored(self, limit: int) -> int:
        """Project some of what was stored without (P7); return how many are left."""

    def begin_epoch(self, epoch: str, cursor: int) -> None:
        """Enter another life of the hub: what it had after the cursor, and what it held, is offered again (P12)."""

    def purge(self, scopes: Collection[str]) -> frozenset[str]:
        """Empty everything of these cases; their headers stay for the chain (E3, I12).

        Returns: those that were; a case with changes or files that are not sent yet is left as it is.
        """

    def withheld(self) -> frozenset[str]:
        """Return the cases that were purged."""

    def known_scopes(self, scopes: Collection[str]) -> frozenset[str]:
        """Return those of which this file has changes with contents."""

    def buckets(self) -> tuple[Bucket, ...]:
        """Counts and sums over the own log without what is purged or not sent."""

    def ids_in(self, bucket: int) -> tuple[str, ...]: ...

    def doubtful(self) -> tuple[str, ...]:
        """Return the changesets that are empty here and that no redaction known here names: only the hub knows why."""

    def held_ids(self) -> tuple[str, ...]:
        """Return the changesets that are held, and those that are not any more of which nobody has been told how."""

    def take_fates(self, fates: Iterable[Decided]) -> None:
        """Note what became of them: what the hub does not know is sent again, what was taken is told of no more."""

    def note_waiting(self, links: Collection[Stub]) -> None:
        """Remember what is missing in chains because it waits at the hub for a decision."""

    def unlike(self) -> tuple[str, ...]:
        """Return the changesets of which the hub was told something else than they say."""

    def note_unlike(self, found: Collection[str], put_right: Collection[str]) -> None:
        """Note some more, and those that are put right."""

    def hold_changes(self) -> tuple[str, ...]:
        """Return the shared changesets that place or lift a legal hold."""

    def unsend(self, ids: Collection[str]) -> None:
        """Note that the hub lacks these: they are offered again (P10, P12)."""

    def take_new_origin(self) -> str:
        """Begin a new replica id before the next edit (P5, S4); its old blocks are given up."""

    def lease_requests(self, today: str) -> tuple[tuple[str, str, int, int], ...]:
        """Return the blocks to ask for: request id, series, count, highest number known (R1).

        A request keeps its id until it is answered.
        """

    def known_leases(self) -> tuple[Lease, ...]:
        """Return every block known here, of whatever origin; those of an earlier origin of this file are given up."""

    def take_leases(self, leases: Iterable[Lease]) -> None:
        """Keep what the hub says of every block."""

    def missing_blobs(self, limit: int) -> tuple[str, ...]:
        """Files named by the record whose bytes are not here."""

    def unsent_blobs(self, limit: int) -> tuple[tuple[str, str, int], ...]:
        """Files here that the hub has not confirmed: digest, media type, size."""

    def read_blob(self, digest: str, offset: int, length: int) -> bytes: ...

    def take_blob_part(self, digest: str, offset: int, part: bytes, *, is_last: bool) -> bool:
        """Keep a part that came; with the last one whether the whole is what its name says (else nothing is kept)."""

    def offer_blobs(self, digests: Collection[str]) -> None:
        """Offer these again, those of them that are here: somebody misses them (B2)."""

    def blob_confirmed(self, digests: Collection[str]) -> None:
        """Note that the hub has these whole."""
