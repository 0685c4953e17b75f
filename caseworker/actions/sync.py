"""Meet the hub: send what was done here, receive what others did, and say in numbers where things stand.

Question: on which thread? Choice: on any; a meeting only reads and writes the file and asks the hub, and what it
changed is returned, so that the window hears of it on its own thread. Cost: the caller passes it on.
Source: offline rules 3 and 4 (S2, P9, P13).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NoReturn

from caseworker import __version__
from caseworker.actions.clashes import clash_count
from caseworker.actions.double_references import settle_doubles
from caseworker.actions.open_copies import remove_copies_of
from caseworker.domain.changed import Changed
from caseworker.errors import CaseworkerError
from caseworker.office import Office
from caseworker.storage.leases import free_numbers
from caseworker.storage.local import local_setting, sync_state
from caseworker.storage.people import cases_of_people
from caseworker.storage.withholding import is_gone
from caseworker.sync.exchange import Exchange
from caseworker.sync.outcome import Outcome, Stopped
from caseworker.sync.port import Decision, Hub, HubAway, HubRefuses, SignInAgain
from caseworker.sync.replica import Replica
from caseworker.sync.send_only import send_queue

__all__ = ["Decision", "Hub", "Outcome"]

ADDRESS = "hub"
"""Local setting: where the hub is (`HubAddress.as_json`)."""

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where things stand, read from the file.

    Attributes:
        is_shared: the office has a hub; otherwise it is on this computer alone, and the rest says nothing.
        waiting: changes the hub is not known to have. held: changes that wait for somebody's decision at the hub.
        held_unseen: those of them on a case that is not on this computer any more; of these no words are kept here.
        conflicts: clashes that the person at the keyboard may see.
        last_contact_at: when a meeting last went through (UTC, ISO 8601); "" for never.
        is_arriving: the office is still on its way to this computer for the first time.
        code: this computer's code in spare references. numbers_left: of the blocks leased to it, this year's series.
        deferred: changes this version cannot show: id and why.
        is_read_only: the program is too old to write for this hub.
    """

    is_shared: bool = False
    waiting: int = 0
    held: int = 0
    conflicts: int = 0
    last_contact_at: str = ""
    is_arriving: bool = False
    code: str = ""
    numbers_left: int = 0
    deferred: tuple[tuple[str, str], ...] = ()
    is_read_only: bool = False
    held_unseen: int = 0


class Trouble(Enum):
    """Why a meeting was cut short."""

    AWAY = "away"
    SIGN_IN = "sign in"
    REFUSED = "refused"
    STOPPED = "stopped"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Cut:
    """Why a meeting was cut short, and the sentence that says so.

    Attributes:
        asks_it: the hub is away until IT does something: gives a right, makes room.
    """

    trouble: Trouble
    words: str
    asks_it: bool = False


def cut_short(error: Exception) -> Cut:
    """Return what an error of a meeting means."""
    from caseworker.sync.mailbox import AskIt

    for kind, trouble in (
        (Stopped, Trouble.STOPPED),
        (HubAway, Trouble.AWAY),
        (SignInAgain, Trouble.SIGN_IN),
        (HubRefuses, Trouble.REFUSED),
        (CaseworkerError, Trouble.REFUSED),
    ):
        if isinstance(error, kind):
            return Cut(trouble, str(error), isinstance(error, AskIt))
    return Cut(Trouble.BUG, "Something went wrong with sharing. Your work is kept, and it is tried again.")


def stop() -> NoReturn:
    """End a meeting from within its report; what was done is kept."""
    raise Stopped


@dataclass(frozen=True, slots=True)
class Met:
    """What a meeting did.

    Attributes:
        changed: what came, for lists and open pages; None where nothing came.
        renumbered: what to say of cases of this computer that had to take another reference (R6); "" for none.
    """

    outcome: Outcome
    status: SyncStatus
    changed: Changed | None = None
    renumbered: str = ""


class Meeting:
    """One meeting; `met` says what was done also where it was cut short."""

    def __init__(
        self,
        office: Office,
        hub: Hub,
        report: Report = lambda _what, _done, _of: None,
        decisions: Sequence[Decision] = (),
    ) -> None:
        self._office = office
        self._hub, self._is_all_sent = hub, False
        self._mended: Changed | None = None
        replica = replica_of(office)
        self._exchange = Exchange(
            replica, hub, lambda: replica.caller(__version__), office.clock.system_now, report
        )
        self._exchange.decisions = tuple(decisions)

    def run(self, *, check: bool = False, files: bool = True) -> None:
        """Hold it (see `Exchange.meet`); whatever came is in the file also when it is cut short.

        An office that is open to read only, because a newer program wrote it, still sends what it has (V3).
        """
        outcome = self._exchange.outcome
        if self._office.database.read_only:
            outcome.sent = send_queue(self._office.database, self._hub)
            self._is_all_sent = True
            return
        try:
            self._exchange.meet(check=check, files=files)
            if outcome.received:
                cases = tuple(scope_id for kind, scope_id in outcome.scopes if kind == "case")
                self._mended = settle_doubles(self._office, cases)
        finally:
            if any(kind == "office" for kind, _id in outcome.scopes):
                self._office.reload()

    def met(self) -> Met:
        """Return what it did up to now."""
        outcome = self._exchange.outcome
        mended = self._mended
        changed = _changed(self._office, outcome)
        if mended is not None:
            cases = dict.fromkeys((*(changed.case_ids if changed else ()), *mended.case_ids))
            changed = replace(
                changed or mended, message=mended.message, case_ids=tuple(cases), group_id="", reference=""
            )
        status = sync_status(self._office)
        if self._is_all_sent:  # which cannot be noted in a file that is read only
            status = replace(status, waiting=0)
        return Met(outcome, status, changed, mended.message if mended else "")


def meet(
    office: Office,
    hub: Hub,
    report: Report = lambda _what, _done, _of: None,
    *,
    check: bool = False,
    files: bool = True,
    decisions: Sequence[Decision] = (),
) -> Met:
    """Meet the hub once.

    Args:
        report: told of progress: "send", "receive", "sort" or "files", how much is done, how much there is.
        check: compare the whole record with the hub's by digests (P10).
        decisions: what the person at the keyboard decided about changes that wait at the hub.

    Raises:
        HubAway, SignInAgain, HubRefuses, Stopped: what was done before is done.
    """
    meeting = Meeting(office, hub, report, decisions)
    meeting.run(check=check, files=files)
    return meeting.met()


def replica_of(office: Office) -> Replica:
    """Return the office's file as the engine knows it."""

    def began(origin: str) -> None:
        office.origin = origin

    return Replica(office.database, on_origin=began, now=office.clock.system_now)


def sync_status(office: Office) -> SyncStatus:
    """Return where things stand, without asking the hub."""
    with office.reading() as raw:
        if not local_setting(raw, ADDRESS) and not sync_state(raw).get("hub_id"):
            return SyncStatus()
        state = sync_state(raw)
        waiting, held, unseen = _unshared(raw)
        series = f"{office.settings.reference_prefix}-{office.clock.today().year}"
        left = sum(1 for _number in free_numbers(raw, series, office.origin))
        deferred = raw.execute("SELECT changeset_id, why FROM deferred ORDER BY changeset_id").fetchall()
    return SyncStatus(
        True,
        waiting,
        held,
        clash_count(office),
        str(state.get("last_contact_at") or ""),
        bool(state.get("is_projecting")) or not state.get("cursor"),
        str(state.get("code") or ""),
        left,
        tuple((str(row[0]), str(row[1])) for row in deferred),
        bool(state.get("is_read_only")),
        unseen,
    )


def held_unseen_words(status: SyncStatus) -> str:
    """Return what is said of changes that wait for a decision on cases that are not here any more, or ""."""
    number = status.held_unseen
    if not number:
        return ""
    which = "1 change of yours on a case" if number == 1 else f"{number} changes of yours on cases"
    waits = "waits" if number == 1 else "wait"
    return f"{which} you may no longer see {waits} for a decision of a manager of the hub"


def _unshared(raw: Any) -> tuple[int, int, int]:
    """Return how many changes wait, how many the hub holds for a decision, and how many of those are hidden by now."""
    row = raw.execute(
        "SELECT coalesce(sum(held = 0 AND emptied <> 'withheld'), 0), coalesce(sum(held = 1), 0),"
        " coalesce(sum(held = 1 AND emptied = 'withheld'), 0) FROM changeset WHERE feed IS NULL"
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])


def _changed(office: Office, outcome: Outcome) -> Changed | None:
    """What came and what went, as open pages are told of it."""
    scopes = list(outcome.scopes)
    people = {scope_id for kind, scope_id in scopes if kind == "person"}
    cases = dict.fromkeys(scope_id for kind, scope_id in scopes if kind == "case")
    cases |= dict.fromkeys(outcome.purged)
    if not scopes and not cases:
        return None
    with office.reading() as raw:
        if people:  # a safety alert shows in every case of the person
            cases |= dict.fromkeys(cases_of_people(raw, people))
        gone = tuple(case_id for case_id in cases if is_gone(raw, case_id))
    remove_copies_of(office, gone)
    hidden = tuple(case_id for case_id in gone if case_id in outcome.purged)
    return Changed("Received from others.", tuple(cases), gone=gone, hidden=hidden)
