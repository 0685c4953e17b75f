"""What the engine asks of a hub and of the file on this computer, and what travels between them.

Question: how is one engine tested in memory and used over a network? Choice: two narrow ports. Each call is whole or
did not happen, may be lost on the way there or back, and may be repeated without harm. Cost: every adapter keeps to
the same contract, which one set of tests holds them to. Source: offline rules 4, T1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, Protocol

OLDEST_PROTOCOL, PROTOCOL = 1, 1
"""What this program speaks (V3: a hub speaks N and N - 1)."""

PUSH_ROWS, PUSH_BYTES = 200, 1 << 20
PULL_ROWS = 500
BUCKETS = 256
PART_BYTES = 1 << 18
"""Files travel in parts of this size (B1)."""


class AccessFact(NamedTuple):
    """One change of what decides who may see a case: the hub keeps these beside the row, and reads no body (E3).

    Attributes:
        field: "restricted", "owner_id" or "readers" of a case; or "legal_hold", which an erasure must not meet.
        value: canonical JSON.
        parents: the changesets it replaces, so that the hub can tell what is in force.
    """

    scope_id: str
    field: str
    value: str
    parents: tuple[str, ...]


class Empties(NamedTuple):
    """What a redaction empties: whole scopes for ever, single changesets, and files that nothing else names (E1)."""

    scopes: tuple[str, ...] = ()
    changesets: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()


class Wire(NamedTuple):
    """A changeset on its way.

    Attributes:
        columns: the row in the order of `storage.log.COLUMNS` (20 values; body and salt "" when emptied).
        facts, empties, files: what the hub must know of the body without reading it (`sync.facts`); `files` are the
            digests it names, which may be read by those who may see its case.
        is_refused: it was held and not accepted in an earlier life of the hub: its heading alone, offered again.
    """

    columns: tuple[Any, ...]
    facts: tuple[AccessFact, ...] = ()
    empties: Empties = Empties()
    files: tuple[str, ...] = ()
    is_refused: bool = False

    @property
    def id(self) -> str:
        return str(self.columns[0])

    @property
    def origin(self) -> str:
        return str(self.columns[1])

    @property
    def oseq(self) -> int:
        return int(self.columns[2])

    @property
    def hash(self) -> str:
        return str(self.columns[4])

    @property
    def scope_id(self) -> str:
        return str(self.columns[6])

    @property
    def size(self) -> int:
        """Bytes of what takes room, near enough for cutting batches."""
        return 700 + len(self.columns[16]) + len(self.columns[18])


class Fed(NamedTuple):
    """A changeset as the hub has it: with its place in the feed, and who brought it (not always its author, P12).

    Attributes:
        is_refused: it was held and not accepted: its heading alone is in the record, so that the chain goes on.
    """

    feed: int
    wire: Wire
    pushed_by: str = ""
    is_emptied: bool = False
    is_refused: bool = False


class Stub(NamedTuple):
    """All that a person who may not see a case is told of a change to it: enough to go on with the chain (I15)."""

    feed: int
    origin: str
    oseq: int
    hash: str


class Signed(NamedTuple):
    """The head of a chain, signed by the computer that wrote it (E5); hexadecimal."""

    origin: str
    oseq: int
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of the feed after a cursor.

    Attributes:
        scanned: the feed number read up to, though what may not be seen was left out: the next cursor.
        is_last: there was nothing after `scanned` when it was read.
    """

    rows: tuple[Fed, ...]
    stubs: tuple[Stub, ...]
    signed: tuple[Signed, ...]
    scanned: int
    is_last: bool


class Verdict(Enum):
    """What became of a pushed changeset."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    HELD = "held"
    """No right to the case: kept for somebody's decision; it has no feed number."""


class Answer(NamedTuple):
    """The hub's word on one pushed changeset; `feed` is None when it is held."""

    id: str
    verdict: Verdict
    feed: int | None = None


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


@dataclass(frozen=True, slots=True)
class Pushed:
    """Answers in the order pushed.

    Attributes:
        take_new_origin: the hub has another changeset under a number of this origin (P5).
    """

    answers: tuple[Answer, ...]
    take_new_origin: bool = False


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


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many changesets begin with these two hexadecimal digits of SHA-256(id), and a sum of their hashes (P10)."""

    count: int
    sum: str


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


class HubAway(Exception):
    """Nobody answers: the network, the server or the share is away. Try again later."""


class SignInAgain(Exception):
    """The login is refused or the password has changed; the queue stays (P13)."""


class HubRefuses(Exception):
    """A person must look: another hub, an empty or older one, a program too old. The text says what to do (P1)."""


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
    """

    scopes: tuple[tuple[str, str], ...] = ()
    new: int = 0
    deferred: tuple[str, ...] = ()
    holds_lost: tuple[str, ...] = ()


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

    def unexplained(self) -> tuple[str, ...]:
        """Return the changesets that are empty here though nothing known here says why (I15)."""

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
