"""What a hub in memory keeps for a decision: who is shown it, who decides, and what its author is told.

Question: what becomes of a change that is not accepted? Choice: its heading enters the feed without its contents, so
that no chain has a hole and nothing waits for ever; the contents stay here, for their author alone. What claims to be
of another computer and does not fit its chain stays outside. Cost: one row more. Source: offline rules D8, P2, E1, E5.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from caseworker.sync.memory_access import AccessBook, User
from caseworker.sync.port import Decided, Empties, Fate, Fed, HeldChange, Wire

ACCESS, CHAIN, ERASURE, ON_HOLD = "access", "chain", "erasure", "hold"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not accepted, whole."""

    fed: Fed
    reason: str
    at: str


@dataclass(slots=True)
class HeldBook:
    """Why and since when each held changeset waits, and what was refused."""

    since: dict[str, tuple[str, str]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    def note(self, changeset_id: str, why: str, at: str) -> None:
        """Note why one waits; the first time counts."""
        self.since.setdefault(changeset_id, (why, at))

    def keep_words(self, fed: Fed, reason: str, at: str) -> None:
        """Keep one that is refused for its author; the first reason counts, and what words there are."""
        known = self.refused.get(fed.wire.id)
        if known is None or known.fed.is_emptied:
            self.refused[fed.wire.id] = Refused(
                fed, known.reason if known else reason, known.at if known else at
            )

    def copied(self) -> HeldBook:
        """Return a copy for a snapshot."""
        return HeldBook(dict(self.since), dict(self.refused))


def to_decide(held: dict[str, Fed], book: HeldBook, access: AccessBook, user: User) -> tuple[HeldChange, ...]:
    """Return what a person decides about: contents and facts of the cases they may see alone."""
    if not user.is_manager:
        return ()
    return tuple(
        HeldChange(_shown(fed, access, user), fed.pushed_by, at, why)
        for key, fed in held.items()
        for why, at in [book.since[key]]
    )


def _shown(fed: Fed, access: AccessBook, user: User) -> Wire:
    if access.may_see(user, fed.wire.scope_id):
        return fed.wire
    return without_contents(fed).wire._replace(facts=(), files=())


def without_contents(fed: Fed) -> Fed:
    """Return a changeset without reason, salt and body; heading, digests and who may see it stay (E1)."""
    columns = list(fed.wire.columns)
    columns[16] = columns[17] = columns[18] = ""
    return fed._replace(wire=fed.wire._replace(columns=tuple(columns)), is_emptied=True)


def heading_alone(fed: Fed) -> Fed:
    """Return what enters the feed of a changeset that is refused: it says nothing and decides nothing."""
    emptied = without_contents(fed)
    return emptied._replace(
        wire=emptied.wire._replace(facts=(), empties=Empties(), files=()), is_refused=True
    )


def fate_of(changeset_id: str, held: dict[str, Fed], book: HeldBook, is_fed: bool, user: User) -> Decided:
    """Return what became of a changeset; the words of a refused one for whoever sent or wrote it."""
    if changeset_id in held:
        return Decided(changeset_id, Fate.WAITING)
    if said := book.refused.get(changeset_id):
        is_own = user.person_id == said.fed.wire.columns[9] or user.login == said.fed.pushed_by
        return Decided(changeset_id, Fate.REFUSED, said.reason, said.at, said.fed.wire if is_own else None)
    return Decided(changeset_id, Fate.TAKEN if is_fed else Fate.UNKNOWN)
