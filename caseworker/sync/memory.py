"""A whole hub in memory: what every other hub is compared with, and what tests and demonstrations meet.

Question: what is a hub, without any database? Choice: plain dictionaries; each call is over before the next begins, so
that every transaction is whole by itself. Cost: it lives as long as the program.
Source: offline rules 4, D8, P1 to P13, R1, R5, B1, B2, E1 to E3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from caseworker.clock import system_now
from caseworker.domain.ids import IdMaker
from caseworker.sync.memory_access import User
from caseworker.sync.memory_books import Books, Origin, Outside
from caseworker.sync.memory_connection import MemoryConnection
from caseworker.sync.memory_held import (
    ACCESS,
    ERASURE,
    ON_HOLD,
    heading_alone,
)
from caseworker.sync.memory_held import without_contents as emptied
from caseworker.sync.port import (
    Answer,
    Caller,
    Empties,
    Epoch,
    Fed,
    Lease,
    Verdict,
    Wire,
)

_BODY = 18
"""Place in the columns of a changeset of its body."""

FORGOTTEN = "It was not accepted before the hub was put back from a copy."
"""Why a change is refused of which a restored hub has the words and everybody else the heading."""

REPLACED = "This computer began a new file"
"""Why the numbers of an earlier file of the same computer and person are given up."""


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
