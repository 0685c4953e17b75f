"""What travels between a computer and a hub: changesets, pages of them, and the hub's word on each.

Source: offline rules D1, D8, P2, P6, E1, E3, E5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple


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


@dataclass(frozen=True, slots=True)
class Pushed:
    """Answers in the order pushed.

    Attributes:
        take_new_origin: the hub has another changeset under a number of this origin (P5).
    """

    answers: tuple[Answer, ...]
    take_new_origin: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many changesets begin with these two hexadecimal digits of SHA-256(id), and a sum of their hashes (P10)."""

    count: int
    sum: str
