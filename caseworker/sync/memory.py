"""A whole hub in memory: what every other hub is compared with, and what tests and demonstrations meet.

Question: what is a hub, without any database? Choice: plain dictionaries; each call is over before the next begins, so
that every transaction is whole by itself. Cost: it lives as long as the program.
Source: offline rules 4, D8, P1 to P13, R1, R5, B1, B2, E1 to E3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from caseworker.clock import system_now
from caseworker.domain.ids import IdMaker
from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.memory_access import AccessBook, User
from caseworker.sync.memory_files import WHOLE, FileBook
from caseworker.sync.memory_held import (
    ACCESS,
    ERASURE,
    ON_HOLD,
    HeldBook,
    fate_of,
    heading_alone,
    to_decide,
)
from caseworker.sync.memory_held import without_contents as emptied
from caseworker.sync.port import (
    PULL_ROWS,
    Access,
    AccessFact,
    Answer,
    Bucket,
    Caller,
    Decided,
    Empties,
    Epoch,
    Fed,
    Greeting,
    HeldChange,
    HubAway,
    Lease,
    Page,
    Pushed,
    Signed,
    SignInAgain,
    Stub,
    Verdict,
    Wire,
)

_BODY = 18
"""Place in the columns of a changeset of its body."""

FORGOTTEN = "It was not accepted before the hub was put back from a copy."
"""Why a change is refused of which a restored hub has the words and everybody else the heading."""

REPLACED = "This computer began a new file"
"""Why the numbers of an earlier file of the same computer and person are given up."""


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


class MemoryHub:
    """The hub itself; `as_user` opens it for a person.

    Args:
        users: who has a login; more may be added or changed at any time.
        now: the hub's clock (UTC). new_id: makes ids of the hub and its epochs.
    """

    def __init__(
        self,
        users: Iterable[User] = (),
        now: Callable[[], datetime] = system_now,
        new_id: Callable[[], str] | None = None,
    ) -> None:
        self._new_id = new_id or IdMaker().new
        self.now = now
        self.hub_id = self._new_id()
        self.users = {user.login: user for user in users}
        self.books = Books(epochs=[Epoch(self._new_id(), "", 0)])
        self.outside = Outside()
        self.waiting: set[str] = set()
        self.oldest_schema = 1

    def as_user(self, login: str) -> MemoryConnection:
        """Return the port for a login; who it is is looked up at every call."""
        return MemoryConnection(self, login)

    def let_in(self, user: User) -> None:
        """Add a login or change what it may."""
        self.users[user.login] = user
        self.books.access.version += 1

    # -- changesets ---------------------------------------------------------------------------------------

    @property
    def head(self) -> int:
        """The last feed number."""
        return len(self.books.feed)

    def take(self, user: User, wire: Wire) -> Answer:
        """Take one changeset: by its id alone, whatever it says (P5)."""
        has_words = bool(wire.columns[_BODY]) and not self.outside.empties(wire)
        fed = Fed(0, wire, user.login) if has_words else emptied(Fed(0, wire, user.login))
        if place := self.books.places.get(wire.id):
            if has_words and self.books.feed[place - 1].is_refused:
                self.books.decisions.keep_words(fed, FORGOTTEN, self.now().isoformat())
            return Answer(wire.id, Verdict.KNOWN, place)
        if not wire.is_refused and (why := self._why_held(user, wire)):
            self.books.held.setdefault(wire.id, fed)
            self.books.decisions.note(wire.id, why, self.now().isoformat())
            return Answer(wire.id, Verdict.HELD)
        held = self.books.held.get(wire.id)
        if wire.is_refused or (held and not held.is_emptied and not has_words):  # in a life that is forgotten
            return Answer(wire.id, Verdict.ACCEPTED, self._refuse_again(fed))
        return Answer(wire.id, Verdict.ACCEPTED, self.enter(fed))

    def _refuse_again(self, fed: Fed) -> int:
        """Let the heading in of what was refused before the hub was put back; words that wait stay for their author."""
        if waiting := self.books.held.get(fed.wire.id):
            self.books.decisions.keep_words(waiting, FORGOTTEN, self.now().isoformat())
        return self.enter(heading_alone(fed))

    def _why_held(self, user: User, wire: Wire) -> str:
        """Return why a changeset may not be taken in without a decision, or ""."""
        if any(wire.empties) and not user.is_manager:
            return ERASURE
        if any(wire.empties) and self._meets_hold(wire.empties):
            return ON_HOLD
        return "" if self.books.access.may_see(user, wire.scope_id) else ACCESS

    def _meets_hold(self, empties: Empties) -> bool:
        """Whether an erasure names something of a case that is known to be under a legal hold."""
        places, feed = self.books.places, self.books.feed
        named = (feed[places[each] - 1].wire.scope_id for each in empties.changesets if each in places)
        return any(self.books.access.is_on_hold(scope) for scope in (*empties.scopes, *named))

    def enter(self, fed: Fed) -> int:
        """Number a changeset and draw its conclusions; return its feed number."""
        self.books.held.pop(fed.wire.id, None)
        self.books.feed.append(fed._replace(feed=self.head + 1))
        self.books.places[fed.wire.id] = self.head
        key = (fed.wire.origin, fed.wire.oseq)
        self.books.numbers[key] = (*self.books.numbers.get(key, ()), fed.wire.id)
        own = fed.wire.scope_id  # what is said of another case counts for nothing
        self.books.access.add(fed.wire.id, (fact for fact in fed.wire.facts if fact.scope_id == own))
        if not any(fed.wire.empties):  # an erasure names what is to be gone
            self.books.files.use(fed.wire.files, fed.wire.scope_id)
        if any(fed.wire.empties):
            self._redact(fed)
        return self.head

    def is_double(self, wire: Wire) -> bool:
        """Whether another changeset has the same number of the same origin."""
        return any(each != wire.id for each in self.books.numbers.get((wire.origin, wire.oseq), ()))

    def has_link(self, origin: str, oseq: int, digest: str) -> bool:
        """Whether a link of a chain is in the feed."""
        ids = self.books.numbers.get((origin, oseq), ())
        return any(self.books.feed[self.books.places[each] - 1].wire.hash == digest for each in ids)

    def own_head(self, origin: str) -> tuple[int, str]:
        """Return number and hash of the last changeset of an origin."""
        own = [(fed.wire.oseq, fed.wire.hash) for fed in self.books.feed if fed.wire.origin == origin]
        return max(own, default=(0, ""))

    def _redact(self, fed: Fed) -> None:
        self.outside.redactions[fed.wire.id] = fed
        self.outside.scopes.update(fed.wire.empties.scopes)
        self.outside.changesets.update(fed.wire.empties.changesets)
        self._empty()
        self._forget_files(fed.wire.empties.blobs)

    def _forget_files(self, digests: Collection[str]) -> None:
        """Drop the bytes of files that this or an earlier erasure named and that nothing else names now (E1, B2)."""
        files = self.books.files
        files.redacted.update(digests)
        files.forget([each for each in files.redacted if files.here(each) and self.is_erased(each)])

    def _empty(self) -> None:
        """Empty everything that a redaction names (E1)."""
        feed, held, empties = self.books.feed, self.books.held, self.outside.empties
        feed[:] = [emptied(fed) if empties(fed.wire) else fed for fed in feed]
        held.update({key: emptied(fed) for key, fed in held.items() if empties(fed.wire)})
        refused = self.books.decisions.refused
        for key, said in refused.items():
            if empties(said.fed.wire):
                refused[key] = replace(said, fed=emptied(said.fed))

    def shows_file(self, user: User, digest: str) -> bool:
        """Whether somebody may be told of a file: they may see a case that names it, or none is known to."""
        scopes = self.books.files.uses.get(digest)
        return user.sees_all or not scopes or any(self.books.access.may_see(user, each) for each in scopes)

    def is_erased(self, digest: str) -> bool:
        """Whether a file was erased and nothing has named it anew: it is neither taken nor asked for (E1)."""
        return digest in self.books.files.redacted and not any(
            digest in fed.wire.files and not (fed.is_emptied or any(fed.wire.empties))
            for fed in self.books.feed
        )

    def accept_held(self, changeset_id: str) -> int:
        """Let a held changeset in, by somebody's decision; return its feed number."""
        return self.enter(self.books.held[changeset_id])

    def refuse_held(self, changeset_id: str, reason: str) -> None:
        """Do not let it in: its heading alone enters the feed."""
        fed = self.books.held[changeset_id]
        self.books.decisions.keep_words(fed, reason, self.now().isoformat())
        self.enter(heading_alone(fed))

    # -- numbers ------------------------------------------------------------------------------------------

    def enrol(self, caller: Caller, person_id: str) -> Origin:
        """Return the caller's entry, with the next code if it is new (R4).

        An earlier file of the same computer and person is then waited for no more, but for a hub that was restored:
        that file may be the only one to know of numbers (R5).
        """
        origins = self.outside.origins
        if caller.origin not in origins:
            code = f"K{len(origins) + 1:02}"
            for old in list(origins.values()):
                if (old.machine, old.person_id) == (caller.machine, person_id) and not self.waiting:
                    self.retire(old.id, REPLACED)
            new = Origin(caller.origin, code, caller.public_key, machine=caller.machine, person_id=person_id)
            origins[caller.origin] = new
        origins[caller.origin] = replace(origins[caller.origin], is_retired=False)
        return origins[caller.origin]

    def lease(self, request_id: str, origin: str, series: str, size: int, highest: int) -> Lease | None:
        """Return the block of a request, a new one if leasing is not frozen (R1, F14)."""
        leases = self.books.leases
        if request_id not in leases and not self.waiting:
            last = max([highest, *(lease.last for lease in leases.values() if lease.series == series)])
            leased_at = self.now().isoformat()
            leases[request_id] = Lease(request_id, series, last + 1, last + size, origin, leased_at)
        return leases.get(request_id)

    def retire(self, origin: str, why: str = "The computer is not used any more") -> None:
        """Wait no longer for a computer; what is unused of its blocks is given up (R5)."""
        self.outside.origins[origin] = replace(self.outside.origins[origin], is_retired=True)
        self.waiting.discard(origin)
        self.give_up(origin, why)

    def give_up(self, origin: str, why: str) -> None:
        """Mark every block of an origin as given up."""
        for key, lease in self.books.leases.items():
            if lease.origin == origin and not lease.given_up:
                self.books.leases[key] = lease._replace(given_up=why)

    def hear_leases(self, leases: Iterable[Lease]) -> None:
        """Keep blocks that are not known, and note what is given up."""
        for lease in leases:
            known = self.books.leases.setdefault(lease.request_id, lease)
            if lease.given_up and not known.given_up:
                self.books.leases[lease.request_id] = known._replace(given_up=lease.given_up)

    # -- copies -------------------------------------------------------------------------------------------

    def snapshot(self) -> Books:
        """Return a copy to restore from."""
        return self.books.copied()

    def restore(self, snapshot: Books) -> None:
        """Put a copy back: another epoch begins, redactions hold, leasing waits for every computer (P12, E2, R5)."""
        self.books = snapshot.copied()
        self.books.epochs.append(Epoch(self._new_id(), self.books.epochs[-1].id, self.head))
        self._empty()
        for fed in list(self.outside.redactions.values()):
            self._forget_files(fed.wire.empties.blobs)
            if fed.wire.id not in self.books.places:  # computers restored from old copies must hear of it too
                self.enter(fed)
        self.waiting = {origin.id for origin in self.outside.origins.values() if not origin.is_retired}


class MemoryConnection:
    """The hub as one person meets it: `port.Hub`."""

    hides = True

    def __init__(self, hub: MemoryHub, login: str) -> None:
        self._hub, self._login, self._origin, self._epoch = hub, login, "", ""
        self._known_head = 0

    def hello(self, caller: Caller) -> Greeting:
        self._epoch = ""
        user, hub = self._user(), self._hub
        self._origin, self._epoch = caller.origin, hub.books.epochs[-1].id
        origin = hub.enrol(caller, user.person_id)
        own_oseq, own_hash = hub.own_head(caller.origin)
        return Greeting(
            hub_id=hub.hub_id,
            epochs=tuple(hub.books.epochs),
            head=hub.head,
            now=hub.now().isoformat(),
            own_oseq=own_oseq,
            own_hash=own_hash,
            code=origin.code,
            person_id=user.person_id,
            access_version=hub.books.access.version,
            oldest_schema=hub.oldest_schema,
            is_frozen=bool(hub.waiting),
            keys={each.id: each.public_key for each in hub.outside.origins.values()},
            sees_all=user.sees_all,
        )

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        user, hub = self._user(), self._hub
        answers = tuple(hub.take(user, wire) for wire in rows)
        if signed is not None and hub.has_link(signed.origin, signed.oseq, signed.hash):
            hub.books.signed[signed.origin] = signed
        return Pushed(answers, any(wire.origin == self._origin and hub.is_double(wire) for wire in rows))

    def held(self) -> tuple[HeldChange, ...]:
        user, books = self._user(), self._hub.books
        return to_decide(books.held, books.decisions, books.access, user)

    def decide(self, ids: Sequence[str], refusal: str = "") -> int:
        user, hub = self._user(), self._hub
        waiting = [key for key in hub.books.held if key in ids] if user.is_manager else []
        for key in waiting:
            if refusal:
                hub.refuse_held(key, refusal)
            else:
                hub.accept_held(key)
        return len(waiting)

    def correct_notes(self, notes: Mapping[str, Sequence[AccessFact]]) -> int:
        user, books = self._user(), self._hub.books
        corrected = 0
        for key, facts in notes.items():
            place = books.places.get(key, 0)
            fed = books.feed[place - 1] if place else None
            if fed and user.is_manager and books.access.may_see(user, fed.wire.scope_id):
                own = tuple(fact for fact in facts if fact.scope_id == fed.wire.scope_id)
                books.feed[place - 1] = fed._replace(wire=fed.wire._replace(facts=own))
                corrected += 1
        if corrected:
            books.access.begin_again((fed.wire.id, fed.wire.scope_id, fed.wire.facts) for fed in books.feed)
        return corrected

    def fates(self, ids: Sequence[str]) -> tuple[Decided, ...]:
        user, hub = self._user(), self._hub
        books, since = hub.books, hub.books.decisions.since
        for key, fed in list(books.held.items()):
            is_own = key in ids and fed.pushed_by == user.login and since[key][0] == ACCESS
            if is_own and books.access.may_see(user, fed.wire.scope_id):
                hub.enter(fed)
        return tuple(fate_of(key, books.held, books.decisions, key in books.places, user) for key in ids)

    def waiting_links(self) -> tuple[Stub, ...]:
        self._user()
        return tuple(stub(fed) for fed in self._hub.books.held.values())

    def pull(self, after: int, limit: int = PULL_ROWS) -> Page:
        user, books = self._user(), self._hub.books
        read = books.feed[after : after + limit]
        rows = tuple(fed for fed in read if books.access.may_see(user, fed.wire.scope_id))
        shown = {fed.feed for fed in rows}
        stubs = tuple(stub(fed) for fed in read if fed.feed not in shown)
        signed = dict.fromkeys(books.signed.get(fed.wire.origin) for fed in read)
        scanned = after + len(read)
        return Page(rows, stubs, tuple(filter(None, signed)), scanned, scanned >= self._hub.head)

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        return tuple(fed for fed in self._seen() if fed.wire.scope_id == scope_id)

    def access(self) -> Access:
        return self._hub.books.access.access(self._user())

    def buckets(self) -> tuple[Bucket, ...]:
        return buckets_of((fed.wire.id, fed.wire.hash) for fed in self._seen())

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        return tuple(fed.wire.id for fed in self._seen() if bucket_of(fed.wire.id) == bucket)

    def fetch(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        wanted = frozenset(ids)
        return tuple(fed for fed in self._seen() if fed.wire.id in wanted)

    def lease_refs(self, request_id: str, origin: str, series: str, count: int, highest: int) -> Lease | None:
        self._user()
        return self._hub.lease(request_id, origin, series, count, highest)

    def leases(self) -> tuple[Lease, ...]:
        self._user()
        return tuple(self._hub.books.leases.values())

    def tell_leases(self, leases: Sequence[Lease]) -> None:
        self._user()
        self._hub.hear_leases(leases)
        self._hub.waiting.discard(self._origin)

    def give_up(self, origin: str, why: str) -> None:
        self._user()
        self._hub.give_up(origin, why)

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        user, hub = self._user(), self._hub
        there = hub.books.files.has(digests)
        return {digest: here if hub.shows_file(user, digest) else 0 for digest, here in there.items()}

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        self._user()
        if self._hub.is_erased(digest):
            return WHOLE
        return self._hub.books.files.put(digest, size, offset, part)

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        shown = self._hub.shows_file(self._user(), digest)
        return self._hub.books.files.get(digest, offset, length) if shown else b""

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        user, hub = self._user(), self._hub
        noted = [each for each in digests if hub.shows_file(user, each)]
        wanted = hub.books.files.want(self._origin, noted)
        return tuple(each for each in wanted if hub.shows_file(user, each) and not hub.is_erased(each))

    def wait(self, seconds: float) -> bool:
        """Say at once whether the feed has grown since the last call; nothing here can be waited for."""
        known, self._known_head = self._known_head, self._hub.head
        return self._known_head > known

    def close(self) -> None:
        """There is no connection to give back."""

    def _user(self) -> User:
        """Say who calls. Whoever greeted an earlier life of the hub must greet again: what it knows may be lost."""
        if self._epoch and self._epoch != self._hub.books.epochs[-1].id:
            raise HubAway("The hub was restored meanwhile.")
        user = self._hub.users.get(self._login)
        if user is None or not user.is_active:
            raise SignInAgain(f"The hub does not know the login “{self._login}”.")
        return user

    def _seen(self) -> Iterator[Fed]:
        user, books = self._user(), self._hub.books
        return (fed for fed in books.feed if books.access.may_see(user, fed.wire.scope_id))


def stub(fed: Fed) -> Stub:
    """Return what may be told of a changeset to those who may not see it."""
    return Stub(fed.feed, fed.wire.origin, fed.wire.oseq, fed.wire.hash)
