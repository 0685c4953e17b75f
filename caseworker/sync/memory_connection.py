"""The hub in memory as one person meets it: `port.Hub`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.memory_access import User
from caseworker.sync.memory_files import WHOLE
from caseworker.sync.memory_held import (
    ACCESS,
    fate_of,
    to_decide,
)
from caseworker.sync.port import (
    PULL_ROWS,
    Access,
    AccessFact,
    Bucket,
    Caller,
    Decided,
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
    Wire,
)

if TYPE_CHECKING:
    from caseworker.sync.memory import MemoryHub


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
