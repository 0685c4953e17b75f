"""A hub in memory and another hub side by side: every call goes to both, and their answers are compared.

So a storm of the simulator shows where a hub in SQL differs from the reference, whatever the order of calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.memory_books import Books
from caseworker.sync.memory_connection import MemoryConnection
from caseworker.sync.port import (
    Access,
    AccessFact,
    Bucket,
    Caller,
    Decided,
    Fed,
    Greeting,
    HeldChange,
    Hub,
    HubAway,
    Lease,
    Page,
    Pushed,
    Signed,
    Stub,
    Wire,
)
from tests.sync.hub_contract import Place
from tests.sync.oracle import demand


class TwinPlace(Place, Protocol):
    """A place whose administrator can decide on what is held, and retire computers."""

    def accept_held(self, changeset_id: str) -> None: ...

    def refuse_held(self, changeset_id: str, reason: str) -> None: ...

    def retire(self, origin: str) -> None: ...


def twin_of(place: TwinPlace) -> Callable[..., MemoryHub]:
    """Return what makes the hub of a world, beside the one in a place."""

    def make(users: Iterable[User], now: Callable[[], datetime], new_id: Callable[[], str]) -> MemoryHub:
        return TwinHub(place, users, now, new_id)

    return make


class TwinHub(MemoryHub):
    """The reference; what its administrator does is done at the other hub too."""

    def __init__(self, place: TwinPlace, *known: Any) -> None:
        super().__init__(*known)
        self.place = place
        self.was_restored = False

    def as_user(self, login: str) -> MemoryConnection:
        return TwinConnection(self, login, self.place.hub(login))

    def accept_held(self, changeset_id: str) -> int:
        self.place.accept_held(changeset_id)
        return super().accept_held(changeset_id)

    def refuse_held(self, changeset_id: str, reason: str) -> None:
        self.place.refuse_held(changeset_id, reason)
        super().refuse_held(changeset_id, reason)

    def retire(self, origin: str, why: str = "The computer is not used any more") -> None:
        self.place.retire(origin)
        super().retire(origin, why)

    def snapshot(self) -> Books:
        self.place.back_up()
        return super().snapshot()

    def restore(self, snapshot: Books) -> None:
        self.place.restore()
        self.was_restored = True
        super().restore(snapshot)


class TwinConnection(MemoryConnection):
    """Asks both and returns what the reference says.

    Whoever greeted an earlier life of the hub is cut off by both, before anything is asked.
    """

    def __init__(self, hub: TwinHub, login: str, other: Hub) -> None:
        super().__init__(hub, login)
        self._twin, self._other = hub, other

    def _both(self, name: str, *asked: Any) -> tuple[Any, Any]:
        try:
            ours = getattr(MemoryConnection, name)(self, *asked)
        except HubAway:
            self._is_cut_off(name, asked)
            raise
        return ours, getattr(self._other, name)(*asked)

    def _is_cut_off(self, name: str, asked: tuple[Any, ...]) -> None:
        try:
            getattr(self._other, name)(*asked)
        except HubAway:
            return
        demand(False, f"{name} goes on after a restore")

    def hello(self, caller: Caller) -> Greeting:
        """Greet as a machine of its own each: a hub may retire what it takes for an older file of the same machine."""
        caller = replace(caller, machine=caller.origin)
        ours, theirs = self._both("hello", caller)
        same("hello", _greeting(ours), _greeting(theirs))
        return ours

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        """Push each author's changes in the author's order, which pages in reverse (F04) may have turned round.

        Postgres takes what another brings by its chain, so it numbers what comes backwards in the author's order.
        """
        ours, theirs = self._both("push", in_authors_order(rows), signed)
        same("push", ours, theirs)
        return ours

    def pull(self, after: int, limit: int = 500) -> Page:
        ours, theirs = self._both("pull", after, limit)
        same("pull", _page(ours), _page(theirs))
        demand(ours.is_last or not theirs.is_last, "pull: the hub says that nothing follows")
        return ours

    def held(self) -> tuple[HeldChange, ...]:
        ours, theirs = self._both("held")
        if self._other.hides or self._hub.users[self._login].is_manager:  # a file has no managers
            same("held", _waiting(ours), _waiting(theirs))
        return ours

    def waiting_links(self) -> tuple[Stub, ...]:
        ours, theirs = self._both("waiting_links")
        same("waiting_links", {link[1:] for link in ours}, {link[1:] for link in theirs})
        return ours

    def correct_notes(self, notes: Mapping[str, Sequence[AccessFact]]) -> int:
        ours, theirs = self._both("correct_notes", notes)
        if self._other.hides:  # else nothing is kept of it
            same("correct_notes", ours, theirs)
        return ours

    def fates(self, ids: Sequence[str]) -> tuple[Decided, ...]:
        ours, theirs = self._both("fates", ids)
        same("fates", _fates(ours), _fates(theirs))
        return ours

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        ours, theirs = self._both("pull_case", scope_id)
        same("pull_case", _rows(ours), _rows(theirs))
        return ours

    def access(self) -> Access:
        ours, theirs = self._both("access")
        same("access", (ours.hidden, ours.shown), (theirs.hidden, theirs.shown))
        return ours

    def buckets(self) -> tuple[Bucket, ...]:
        ours, theirs = self._both("buckets")
        same("buckets", ours, theirs)
        return ours

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        ours, theirs = self._both("ids_in", bucket)
        same("ids_in", sorted(ours), sorted(theirs))
        return ours

    def fetch(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        ours, theirs = self._both("fetch", ids)
        same("fetch", _rows(ours), _rows(theirs))
        return ours

    def lease_refs(self, request_id: str, origin: str, series: str, count: int, highest: int) -> Lease | None:
        ours, theirs = self._both("lease_refs", request_id, origin, series, count, highest)
        same("lease_refs", _leases([ours]), _leases([theirs]))
        return ours

    def leases(self) -> tuple[Lease, ...]:
        ours, theirs = self._both("leases")
        same("leases", _leases(ours), _leases(theirs))
        return ours

    def tell_leases(self, leases: Sequence[Lease]) -> None:
        self._both("tell_leases", leases)

    def give_up(self, origin: str, why: str) -> None:
        self._both("give_up", origin, why)

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        ours, theirs = self._both("blob_has", digests)
        self._same_file("blob_has", [ours.get(d, 0) for d in digests], [theirs.get(d, 0) for d in digests])
        return ours

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        ours, theirs = self._both("blob_put", digest, media_type, size, offset, part)
        self._same_file("blob_put", ours, theirs)
        return ours

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        ours, theirs = self._both("blob_get", digest, offset, length)
        self._same_file("blob_get", ours, theirs)
        return ours

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        ours, theirs = self._both("blob_want", digests)
        self._same_file("blob_want", sorted(ours), sorted(theirs))
        return ours

    def _same_file(self, name: str, ours: object, theirs: object) -> None:
        """Compare, until a restore: where files lie apart from the rest, those that came after the copy are kept."""
        if not self._twin.was_restored:
            same(name, ours, theirs)

    def close(self) -> None:
        self._other.close()


def in_authors_order(rows: Sequence[Wire]) -> list[Wire]:
    """Return the rows with those of each origin in the order they were written, in the places they have together."""
    waiting: dict[object, list[Wire]] = defaultdict(list)
    for wire in sorted(rows, key=lambda wire: wire.oseq, reverse=True):
        waiting[wire.origin].append(wire)
    return [waiting[wire.origin].pop() for wire in rows]


def same(name: str, ours: object, theirs: object) -> None:
    """Say where the two differ."""
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            demand(one == other, f"{name}, {number}: the reference says {one}, the hub {other}")
    demand(ours == theirs, f"{name}: the reference says {ours}, the hub {theirs}")


def _waiting(held: Iterable[HeldChange]) -> object:
    return sorted((each.wire.id, each.wire.columns, each.why) for each in held)


def _fates(fates: Iterable[Decided]) -> object:
    return [(each.id, each.fate, each.wire and each.wire.columns) for each in fates]


def _greeting(said: Greeting) -> object:
    """Without ids and instants, which each hub makes for itself."""
    return (
        said.head,
        said.own_oseq,
        said.code,
        said.is_frozen,
        [epoch.starts_after for epoch in said.epochs],
        dict(said.keys or {}),
    )


def _rows(rows: Iterable[Fed]) -> object:
    return [(fed.feed, fed.is_emptied, fed.wire.columns) for fed in rows]


def _page(page: Page) -> object:
    """Without whether it is the last: a hub may say so one page later."""
    return _rows(page.rows), page.stubs, page.scanned


def _leases(leases: Iterable[Lease | None]) -> object:
    return sorted(
        (lease.series, lease.first, lease.last, lease.origin, lease.request_id, bool(lease.given_up))
        for lease in leases
        if lease is not None
    )
