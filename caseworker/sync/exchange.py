"""The engine: one meeting of this computer with its hub.

Question: what if the line is cut at any point, or the program is killed? Choice: every step is a whole transaction of
the store or a call of the hub that may be repeated; a meeting that stops anywhere is simply begun again. Nothing here
knows time, threads or files, so that a simulator can stop it everywhere (T1). Cost: some things are asked twice.
Source: offline rules P1 to P13, R1, R5, E3, B1, B2, V3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from caseworker.sync.exchange_files import FileExchange
from caseworker.sync.facts import is_hold_untold, is_unlike, true_facts
from caseworker.sync.lives import cursor_in, is_behind, refuse_strangers
from caseworker.sync.outcome import Outcome, Report
from caseworker.sync.port import (
    BUCKETS,
    PULL_ROWS,
    PUSH_BYTES,
    PUSH_ROWS,
    Access,
    Caller,
    Decision,
    Fed,
    Greeting,
    Hub,
    Lease,
    Store,
    SyncState,
    Taken,
    Verdict,
)

PROJECT_AT_ONCE = 1000


class Exchange(FileExchange):
    """One computer's side of the protocol.

    Args:
        caller: makes what is said of this computer; called for each greeting, as the origin may change.
        now: this computer's clock (UTC); used for the offset and the day, never for an order.
        report: told of progress; may raise `Stopped`.
    """

    def __init__(
        self,
        store: Store,
        hub: Hub,
        caller: Callable[[], Caller],
        now: Callable[[], datetime],
        report: Report = lambda _what, _done, _of: None,
        *,
        page_rows: int = PULL_ROWS,
    ) -> None:
        super().__init__(store, hub, report)
        self._caller, self._now, self._page_rows = caller, now, page_rows
        self.decisions: tuple[Decision, ...] = ()

    def meet(self, *, check: bool = False, files: bool = True) -> Outcome:
        """Greet, send, receive, and do what else is due; then everything both sides could have is on both.

        Args:
            check: compare the whole record by digests, due or not (P10).

        Raises:
            HubAway, SignInAgain, HubRefuses, Stopped: what was done before is done.
        """
        greeting = self._greet()
        self._push()
        for decision in self.decisions:  # before the pull, which brings what was taken in
            self.outcome.has_decided += self._hub.decide(*decision)
        self._pull(greeting)
        self._mind_access()
        self._mind_leases(greeting)
        today = self._today()
        if check or self._store.state().checked_on != today:
            self._check()
            self._tell_holds()
            self._store.set_state(checked_on=today)
        if files:
            self._files()
        self._store.set_state(last_contact_at=self._now().isoformat(timespec="seconds"))
        self._mind_held()
        self._mind_notes()
        return self.outcome

    def _mind_notes(self) -> None:
        """Look again at what the hub was told wrongly of who may see a case; a manager's computer mends it (E3)."""
        if not (unlike := self._store.unlike()):
            return
        rows = self._hub.fetch(unlike)
        self._look(rows)
        wrong = {fed.wire.id: true_facts(fed) for fed in rows if is_unlike(fed)}
        self.outcome.notes_corrected = self._hub.correct_notes(wrong) if wrong else 0
        self.outcome.unlike = len(wrong) - self.outcome.notes_corrected

    def _look(self, rows: Sequence[Fed]) -> None:
        """Compare what came with what the hub was told of it."""
        if not self._hub.hides:
            return
        wrong = {fed.wire.id for fed in rows if is_unlike(fed)}
        right = {fed.wire.id for fed in rows} - wrong
        known = set(self._store.unlike())
        if wrong - known or right & known:
            self._store.note_unlike(wrong, right)

    def _mind_held(self) -> None:
        """Ask what became of own changes that are held, and what others' wait for a decision here (D8)."""
        if ids := self._store.held_ids():
            self.outcome.decided = self._hub.fates(ids)
            self._store.take_fates(self.outcome.decided)
        self.outcome.to_decide = self._hub.held()
        if self.outcome.received or self.outcome.checked:  # what came may follow something that waits
            self._store.note_waiting(self._hub.waiting_links())

    # -- greeting -----------------------------------------------------------------------------------------

    def _greet(self) -> Greeting:
        before = self._now()
        greeting = self._hub.hello(self._caller())
        middle = before + (self._now() - before) / 2
        state = self._store.state()
        head = self._store.own_head()
        refuse_strangers(state, greeting, head)
        self._store.take_keys(greeting.keys or {})
        offset = round((datetime.fromisoformat(greeting.now) - middle) / timedelta(seconds=1))
        if not state.hub_id:  # before anything else of this hub is kept: an epoch alone says nothing
            self._store.set_state(hub_id=greeting.hub_id)
        if state.epoch != greeting.epoch.id:
            self._enter_epoch(state, greeting)
        self._store.set_state(
            offset=offset if abs(offset) > 1 else 0,
            code=greeting.code,
            is_frozen=greeting.is_frozen,
            is_read_only=self._caller().schema_version < greeting.oldest_schema,
        )
        if is_behind(head, greeting):
            self._begin_origin()
        return greeting

    def _begin_origin(self) -> None:
        """The hub has changes of this origin that this file has not: it is an old copy of itself, or a double (P5)."""
        self._store.take_new_origin()
        self.outcome.took_new_origin = True
        self._store.set_state(code=self._hub.hello(self._caller()).code)

    def _enter_epoch(self, state: SyncState, greeting: Greeting) -> None:
        """Take the hub's present life; what it may have lost is offered again, whoever wrote it (P12)."""
        cursor = cursor_in(greeting.epochs, state) if state.epoch else 0
        self._store.begin_epoch(greeting.epoch.id, cursor)
        if (
            state.epoch
        ):  # whatever else it lacks is found by the check; versions of two lives may be the same number
            self._store.set_state(checked_on="", access_version=-1)

    # -- sending and receiving ----------------------------------------------------------------------------

    def _push(self) -> None:
        while rows := self._store.unsent(PUSH_ROWS, PUSH_BYTES):
            pushed = self._hub.push(rows, self._store.signed_head())
            self._store.mark_pushed(pushed.answers)
            self.outcome.sent += sum(a.verdict is Verdict.ACCEPTED for a in pushed.answers)
            self.outcome.held += sum(a.verdict is Verdict.HELD for a in pushed.answers)
            if pushed.take_new_origin:
                self._begin_origin()
            self._report("send", self.outcome.sent, 0)

    def _pull(self, greeting: Greeting) -> None:
        first_sync = self._store.state().cursor == 0 or self._store.state().is_projecting
        if first_sync:  # P7: store all pages, then project once
            self._store.set_state(is_projecting=True)
        while True:
            cursor = self._store.state().cursor
            page = self._hub.pull(cursor, self._page_rows)
            if page.stubs and not self._store.state().has_stubs:
                self._store.set_state(has_stubs=True)
            self._look(page.rows)
            if page.scanned > cursor or page.rows:
                self._note(self._store.take_page(page, project=not first_sync))
            self._report("receive", page.scanned, max(greeting.head, page.scanned))
            if page.is_last:
                break
        if first_sync:
            self._project()

    def _project(self) -> None:
        total = None
        while left := self._store.project_stored(PROJECT_AT_ONCE):
            total = max(total or 0, left + PROJECT_AT_ONCE)
            self._report("sort", total - left, total)
        self._store.set_state(is_projecting=False)

    def _note(self, taken: Taken) -> None:
        self.outcome.received += taken.new
        self.outcome.deferred += taken.deferred
        self.outcome.holds_lost += taken.holds_lost
        self.outcome.late += taken.late
        for scope in taken.scopes:
            self.outcome.scopes[scope] = None

    # -- who may see what ---------------------------------------------------------------------------------

    def _mind_access(self) -> None:
        """Purge what may not be seen any more; fetch what may be seen now (E3, P8).

        What went by of hidden cases does not say of which: as long as there are any, every restricted case that is
        shown is fetched whole when something has changed. One of its changes being here does not show that all are.
        """
        access, state = self._hub.access(), self._store.state()
        if access.version == state.access_version:
            return
        is_purged = self._purge(access)
        wanted = (self._store.withheld() - access.hidden) | (
            access.shown if state.has_stubs else self._not_here(access)
        )
        for scope_id in sorted(wanted):
            self._note(self._store.take_rows(self._hub.pull_case(scope_id)))
        if is_purged:
            self._store.set_state(access_version=access.version)

    def _purge(self, access: Access) -> bool:
        """Purge what is hidden, once the hub has the files that only we may have; whether all of it is gone."""
        hidden = self._store.known_scopes(access.hidden)
        gone = self._store.purge(hidden) if hidden else hidden
        if gone != hidden:
            self._send_files()
            gone |= self._store.purge(hidden - gone)
        self.outcome.purged += tuple(sorted(gone))
        return gone == hidden

    def _not_here(self, access: Access) -> frozenset[str]:
        return access.shown - self._store.known_scopes(access.shown)

    # -- reference numbers --------------------------------------------------------------------------------

    def _mind_leases(self, greeting: Greeting) -> None:
        """Refill the blocks of numbers, and learn of everybody's, so that every number can be explained.

        A restored hub leases nothing until everybody has told it of the blocks it may have forgotten (R5).
        """
        known = self._store.known_leases()
        theirs = {lease.request_id: lease for lease in self._hub.leases()}
        if greeting.is_frozen or any(is_news(lease, theirs) for lease in known):
            self._hub.tell_leases(known)
        if not greeting.is_frozen:
            for request_id, series, count, highest in self._store.lease_requests(self._today()):
                lease = self._hub.lease_refs(request_id, self._store.origin, series, count, highest)
                if lease is not None:
                    self._store.take_leases([lease])
        self._store.take_leases(self._hub.leases())

    # -- the whole record ---------------------------------------------------------------------------------

    def _check(self) -> None:
        """Compare the record by 256 counts and sums; mend what differs, id by id, in both directions (P10)."""
        ours, theirs = self._store.buckets(), self._hub.buckets()
        for bucket in range(BUCKETS):
            if ours[bucket] == theirs[bucket]:
                continue
            own, there = set(self._store.ids_in(bucket)), set(self._hub.ids_in(bucket))
            for ids in _pieces(sorted(there - own), PULL_ROWS):
                self._note(self._store.take_rows(self._hub.fetch(ids)))
            if missing := own - there:
                self._store.unsend(missing)
                self.outcome.reoffered += len(missing)
        if self.outcome.reoffered:
            self._push()
        for ids in _pieces(
            sorted(self._store.doubtful()), PULL_ROWS
        ):  # the hub may know why, or have the words
            self._note(self._store.take_rows(self._hub.fetch(ids)))
        self.outcome.checked = True

    def _tell_holds(self) -> None:
        """Tell the hub of legal holds that it was never told of, where a manager's computer calls (C1, E1).

        A program before 0.7 told no hub of them, so that an erasure would pass it.
        """
        if not self._hub.hides:
            return
        for ids in _pieces(list(self._store.hold_changes()), PULL_ROWS):
            rows = self._hub.fetch(ids)
            if untold := {fed.wire.id: true_facts(fed) for fed in rows if is_hold_untold(fed)}:
                self._hub.correct_notes(untold)

    def _today(self) -> str:
        return self._now().date().isoformat()


def is_news(lease: Lease, theirs: Mapping[str, Lease]) -> bool:
    """Whether the hub, which knows these blocks by request id, has not heard of one or of its being given up."""
    known = theirs.get(lease.request_id)
    return known is None or bool(lease.given_up and not known.given_up)


def _pieces(ids: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
