"""Bugs on purpose, as replaced parts: a simulator that does not find them proves nothing (T5).

None of them is a switch in the program: each is a part with one step done wrongly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from caseworker.domain.fold import EntityState
from caseworker.sync.exchange import Exchange
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.memory_books import Books
from caseworker.sync.port import (
    PUSH_BYTES,
    PUSH_ROWS,
    Answer,
    Fed,
    Greeting,
    Lease,
    Page,
    SyncState,
    Taken,
    Verdict,
    Wire,
)
from tests.sync.memory_contents import Row
from tests.sync.memory_store import MemoryStore
from tests.sync.simulator import Weather
from tests.sync.world import Kit, Unchecked

# -- the engine -------------------------------------------------------------------------------------------


class NoEpoch(Unchecked):
    """The cursor of another life is used on."""

    def _enter_epoch(self, state: SyncState, greeting: Greeting) -> None:
        self._store.set_state(epoch=greeting.epoch.id)


class FlatEpochs(Unchecked):
    """Only the last restore is looked at, not the lineage."""

    def _enter_epoch(self, state: SyncState, greeting: Greeting) -> None:
        self._store.begin_epoch(greeting.epoch.id, min(state.cursor, greeting.epoch.starts_after))


class OutboxFirst(Unchecked):
    """Changesets count as sent before the hub has said so."""

    def _push(self) -> None:
        while rows := self._store.unsent(PUSH_ROWS, PUSH_BYTES):
            self._store.mark_pushed([Answer(row.id, Verdict.ACCEPTED, 1) for row in rows])
            self._store.mark_pushed(self._hub.push(rows, None).answers)


class CursorFirst(Unchecked):
    """The cursor moves in a transaction before the page's."""

    def _pull(self, greeting: Greeting) -> None:
        page = None
        while page is None or not page.is_last:
            page = self._hub.pull(self._store.state().cursor, self._page_rows)
            self._store.set_state(cursor=page.scanned)
            self._store.take_page(page)


class NoNewOrigin(Unchecked):
    """A double goes on under its origin."""

    def _begin_origin(self) -> None:
        self.outcome.took_new_origin = True


class OnlyWhatIsNotHere(Unchecked):
    """A case of which anything is here is believed to be here whole."""

    def _mind_access(self) -> None:
        self._store.set_state(has_stubs=False)
        super()._mind_access()


# -- the file ---------------------------------------------------------------------------------------------


class SkippedRow(MemoryStore):
    """The last of three rows is passed over, as by a reader who trusts a sequence."""

    def take_page(self, page: Page, *, project: bool = True) -> Taken:
        rows = page.rows[:-1] if len(page.rows) > 2 else page.rows
        return super().take_page(
            Page(rows, page.stubs, page.signed, page.scanned, page.is_last), project=project
        )


class LastWriterWins(MemoryStore):
    """What clashes is not shown."""

    def view(self, only: Collection[str] = ()) -> dict[str, EntityState]:
        found = super().view(only)
        for state in found.values():
            state.conflicts.clear()
        return found


class OneParent(MemoryStore):
    """A resolution names one of the changes it settles."""

    def parents(self, entity_id: str, name: str) -> tuple[str, ...]:
        return super().parents(entity_id, name)[:1]


class ParentsFromHub(MemoryStore):
    """An edit names what the hub has, not what the author saw."""

    def parents(self, entity_id: str, name: str) -> tuple[str, ...]:
        log = self.all.log
        return tuple(key for key in super().parents(entity_id, name) if log[key].feed is not None)


class NoReoffer(MemoryStore):
    """After a restore the hub is believed to have what it had."""

    def begin_epoch(self, epoch: str, cursor: int) -> None:
        self.set_state(epoch=epoch, cursor=cursor)


class PurgeAtOnce(MemoryStore):
    """A case that is hidden is purged, sent or not."""

    def purge(self, scopes: Collection[str]) -> frozenset[str]:
        for row in self.all.log.values():
            if row.wire.scope_id in scopes:
                self._empty(row, "withheld")
        return frozenset(scopes)


# -- the hub ----------------------------------------------------------------------------------------------


class NoDeduplication(MemoryHub):
    """A change that comes again is numbered again."""

    def take(self, user: User, wire: Wire) -> Answer:
        return Answer(wire.id, Verdict.ACCEPTED, self.enter(Fed(0, wire, user.login)))


class ByChainNumber(MemoryHub):
    """A second change under a number of an origin is thrown away."""

    def take(self, user: User, wire: Wire) -> Answer:
        if self.is_double(wire):
            return Answer(wire.id, Verdict.KNOWN, self.head)
        return super().take(user, wire)


class NoFreeze(MemoryHub):
    """A restored hub leases at once."""

    def restore(self, snapshot: Books) -> None:
        super().restore(snapshot)
        self.waiting.clear()


class ReusedNumbers(MemoryHub):
    """A block that was given up is leased again."""

    def lease(self, request_id: str, origin: str, series: str, size: int, highest: int) -> Lease | None:
        for key, lease in list(self.books.leases.items()):
            if lease.given_up and request_id not in self.books.leases:
                del self.books.leases[key]
                again = lease._replace(request_id=request_id, origin=origin, given_up="")
                self.books.leases[request_id] = again
        return super().lease(request_id, origin, series, size, highest)


class ForgottenRedactions(MemoryHub):
    """Nothing is kept of redactions outside the hub."""

    def restore(self, snapshot: Books) -> None:
        self.outside.redactions.clear()
        self.outside.scopes.clear()
        super().restore(snapshot)


class RefusedAndGone(MemoryHub):
    """What is not accepted is thrown away, and has no place in the feed."""

    def refuse_held(self, changeset_id: str, reason: str) -> None:
        self.books.held.pop(changeset_id)


class RefusedErasureStays(MemoryStore):
    """An erasure that was not accepted is still obeyed where it was made."""

    def _not_accepted(self, own: Row) -> None:
        own.held = False


class ErasedAtOnce(MemoryStore):
    """What is erased is destroyed before the hub has taken the erasure."""

    def _is_sure(self, row: Row) -> bool:
        return True


class PurgesUnsentFiles(MemoryStore):
    """A hidden case is purged although nobody else has the bytes of its files."""

    def _has_unsent_file(self, row: Row) -> bool:
        return False


# -- the list ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mutant:
    """A world with one bug, the weather in which it shows, and how many seeds it may take."""

    kit: Kit
    weather: Weather = field(default_factory=Weather)
    seeds: int = 100


def _kit(exchange: type[Exchange] = Unchecked, **parts: Any) -> Kit:
    return Kit(exchange=exchange, unchecked=exchange, **parts)


RESTORED = Weather(steps=50, hub_restore=True)
COPIED = Weather(steps=50, pc_restore=True)
SECRET = Weather(steps=60, access=True)

MUTANTS: Mapping[str, Mutant] = {
    "skipped row": Mutant(_kit(store=SkippedRow)),
    "no deduplication": Mutant(_kit(hub=NoDeduplication)),
    "last writer wins": Mutant(_kit(store=LastWriterWins)),
    "one parent only": Mutant(_kit(store=OneParent)),
    "parents without own unsent edits": Mutant(_kit(store=ParentsFromHub)),
    "no epoch": Mutant(_kit(NoEpoch), RESTORED),
    "flat epoch list": Mutant(_kit(FlatEpochs), RESTORED),
    "outbox cleared before the hub's commit": Mutant(_kit(OutboxFirst)),
    "cursor before page": Mutant(_kit(CursorFirst)),
    "no re-offer": Mutant(_kit(store=NoReoffer), RESTORED),
    "no new origin": Mutant(_kit(NoNewOrigin, has_marker=False), COPIED),
    "no freeze": Mutant(_kit(hub=NoFreeze), RESTORED),
    "refusal by chain number": Mutant(
        _kit(hub=ByChainNumber), Weather(steps=50, pc_restore=True, marker=False)
    ),
    "number reuse": Mutant(_kit(hub=ReusedNumbers), COPIED),
    "a file purged before it is sent": Mutant(
        _kit(store=PurgesUnsentFiles), Weather(steps=60, access=True, files=True), 200
    ),
    "refused and gone": Mutant(_kit(hub=RefusedAndGone), Weather(steps=60, access=True, refusals=True), 200),
    "a refused erasure is obeyed": Mutant(
        _kit(store=RefusedErasureStays), Weather(steps=60, holds=True), 200
    ),
    "erased before it is taken": Mutant(
        _kit(store=ErasedAtOnce), Weather(steps=80, people=2, redaction=True, erasures=True, holds=True), 50
    ),
    "shown again, not fetched whole": Mutant(_kit(OnlyWhatIsNotHere), SECRET, 200),
}
"""By name: the fourteen of the test plan, and those that this project has met itself."""
