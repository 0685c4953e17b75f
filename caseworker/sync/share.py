"""A hub that is a file on a network share, for up to eight computers that have no server (M2, M3).

Question: how do computers share an office through nothing but a folder? Choice: the folder holds a mailbox, not the
office: each call opens it, does one short transaction and closes it, and what it holds of people is sealed
(`security.share_key`). Cost: no restricted cases, for whoever opens the mailbox reads all of it; no passwords of
persons, for the right to the folder and the joining code are the door; one computer at a time.
Source: decisions 6 and 8; offline rules P1 to P13, R1 to R5, B1, B2, M2, M3.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from caseworker.errors import DamagedFileError, WrongKeyError
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_copies, share_origins
from caseworker.sync.address import HubAddress
from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.mailbox import NotListed
from caseworker.sync.port import (
    OLDEST_PROTOCOL,
    PROTOCOL,
    PULL_ROWS,
    Access,
    AccessFact,
    Answer,
    Bucket,
    Caller,
    Decided,
    Fed,
    Greeting,
    HeldChange,
    HubAway,
    HubRefuses,
    Lease,
    Page,
    Pushed,
    Signed,
    SignInAgain,
    Stub,
    Verdict,
    Wire,
)
from caseworker.sync.share_blobs import ShareBlobs
from caseworker.sync.share_held import ShareHeld
from caseworker.sync.share_rows import ShareRows, has_table, note_gone_files
from caseworker.sync.share_tables import GONE_FILE, MAILBOX

KEY_CHECK = "caseworker share"
NONCE_AGAIN_SECONDS = 1.5
"""How long a computer may keep what it read of a folder before it looks again."""


class ShareHub(ShareBlobs):
    """The mailbox as one person at one computer meets it: `port.Hub`."""

    hides = False

    # -- greeting -----------------------------------------------------------------------------------------

    def hello(self, caller: Caller) -> Greeting:
        began, looked = time.monotonic(), 0.0

        def greet(raw: sqlite3.Connection) -> Greeting:
            nonlocal looked
            looked = time.monotonic()
            self._check_key(raw)
            self._person = self._person_of(raw)
            now = self._now()
            code = share_origins.enrol(raw, self._folder, caller, self._person, now)
            self._check_nonces(raw, caller.origin, now[:10])
            if not has_table(raw, GONE_FILE):  # an earlier program made the mailbox
                note_gone_files(raw, share_copies.erased_files(self._folder))
            share_copies.copy_if_due(raw, self._mailbox, now[:10])
            return self._greeting(raw, caller, code, now)

        greeting = self._mailbox.write(greet)
        self._origin, self._epoch = caller.origin, greeting.epoch.id
        middle = timedelta(seconds=(began + time.monotonic()) / 2 - looked)
        now = (
            datetime.fromisoformat(greeting.now) + middle
        )  # the caller takes it for the time in the middle of the call
        return replace(greeting, now=now.isoformat(timespec="milliseconds"))

    def _greeting(self, raw: sqlite3.Connection, caller: Caller, code: str, now: str) -> Greeting:
        rows = self._rows(raw)
        own_oseq, own_hash = rows.own_head(caller.origin)
        return Greeting(
            hub_id=share_origins.meta(raw, "hub_id"),
            epochs=share_origins.epochs(raw),
            head=rows.head,
            now=now,
            own_oseq=own_oseq,
            own_hash=own_hash,
            code=code,
            person_id=self._person,
            access_version=0,
            oldest_protocol=OLDEST_PROTOCOL,
            protocol=PROTOCOL,
            is_frozen=share_origins.is_frozen(raw),
            keys=share_origins.keys(raw),
            sees_all=True,  # a file hides nothing
        )

    def _check_key(self, raw: sqlite3.Connection) -> None:
        if not is_key_of(raw, self._key):
            raise SignInAgain(
                "This is not the joining code of this share. Your work is kept. Enter the code that was shown "
                "when the share was made; whoever made it has it."
            )

    def _person_of(self, raw: sqlite3.Connection) -> str:
        row = raw.execute("SELECT staff_id FROM person WHERE name = ?", (self._user.casefold(),)).fetchone()
        if row is None:
            raise NotListed(
                f"“{self._user}” is not on the list of this share. Your work is kept. "
                "Ask whoever looks after the share to add you."
            )
        return str(row[0])

    def _check_nonces(self, raw: sqlite3.Connection, origin: str, today: str) -> None:
        """Stop where another computer's file is not what it wrote: then this is not the folder that it has (M3)."""
        missing = share_origins.mind_nonces(raw, self._folder, origin, today)
        if missing:
            self._mailbox.closed.wait(NONCE_AGAIN_SECONDS)
            missing = share_origins.mind_nonces(raw, self._folder, origin, today)
        if missing and not self._mailbox.lock.is_mine():
            raise HubAway(f"The shared folder {self._folder} went away. Your work is kept.")
        if missing:
            raise HubRefuses(
                f"What the computers {', '.join(missing)} wrote into {self._folder} is not there as they wrote it: "
                "some program copies this folder, and each computer has another one. Nothing was sent or changed. Move "
                "the share to a folder on a server. If a file was deleted there, retire that computer: “hub retire”."
            )

    # -- changesets ---------------------------------------------------------------------------------------

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        if not rows:
            return Pushed(())
        fresh: dict[str, Wire] = {}

        def take(raw: sqlite3.Connection) -> Pushed:
            feed = self._rows(raw)
            known = {wire.id: number for wire in rows if (number := feed.feed_of(wire.id)) is not None}
            fresh.clear()
            fresh.update({wire.id: wire for wire in rows if wire.id not in known})
            numbers = self._take(raw, fresh.values())
            self._held(raw).keep_words(wire for wire in rows if wire.id in known)
            feed.sign(signed)
            is_double = any(wire.origin == self._origin and feed.is_double(wire) for wire in rows)
            return Pushed(tuple(_answer(wire.id, known, numbers) for wire in rows), is_double)

        def read_back(raw: sqlite3.Connection) -> bool:
            there = {fed.wire.id: fed for fed in self._rows(raw).with_ids(list(fresh))}
            waiting = {change.wire.id for change in self._held(raw).waiting()}
            return all(
                wire.id in waiting or _is_as_written(wire, there.get(wire.id)) for wire in fresh.values()
            )

        return self._write(take, read_back)

    def _take(self, raw: sqlite3.Connection, wires: Collection[Wire]) -> dict[str, int]:
        """Number new changesets, but for an erasure that meets a legal hold; return the numbers by id."""
        feed, held, numbers = self._rows(raw), self._held(raw), dict[str, int]()
        ordinary: list[Wire] = []
        for wire in wires:
            if wire.is_refused or (not wire.columns[18] and held.is_waiting(wire.id)):
                ordinary.append(held.refuse_again(wire, self._person, self._now()))
            elif not any(wire.empties):
                ordinary.append(wire)
            else:
                numbers.update(self._number(feed, ordinary))
                ordinary = []
                if held.meets_hold(wire.empties):
                    held.hold(wire, self._person, self._now())
                else:
                    numbers.update(self._erase(feed, [wire]))
        return numbers | self._number(feed, ordinary)

    def _erase(self, feed: ShareRows, wires: Sequence[Wire]) -> dict[str, int]:
        """Number redactions: each lies beside the mailbox first; the files they name go if nothing else names them."""
        for wire in wires:
            if any(wire.empties):
                share_copies.keep_redaction(self._folder, wire, feed.sealed(wire), self._person)
        numbers = self._number(feed, wires)
        for digest in feed.drop_erased():
            self._files.forget(digest)
        return numbers

    def _number(self, feed: ShareRows, wires: Sequence[Wire]) -> dict[str, int]:
        added = feed.add(wires, self._person, self._now()) if wires else []
        return {wire.id: number for wire, number in zip(wires, added, strict=True)}

    # -- what waits for a decision ------------------------------------------------------------------------

    def held(self) -> tuple[HeldChange, ...]:
        return self._read(lambda raw: self._held(raw).waiting())

    def decide(self, ids: Sequence[str], refusal: str = "") -> int:
        def decided(raw: sqlite3.Connection) -> int:
            feed, held = self._rows(raw), self._held(raw)
            if refusal:
                return len(self._number(feed, held.refuse(ids, refusal, self._now())))
            return len(self._erase(feed, held.taken_out(ids)))

        return self._write(decided)

    def correct_notes(self, notes: Mapping[str, Sequence[AccessFact]]) -> int:
        """Nothing is kept here of who may see a case."""
        return 0

    def fates(self, ids: Sequence[str]) -> tuple[Decided, ...]:
        return self._read(lambda raw: tuple(self._held(raw).fate(each, self._person) for each in ids))

    def waiting_links(self) -> tuple[Stub, ...]:
        def links(raw: sqlite3.Connection) -> tuple[Stub, ...]:
            return tuple(
                Stub(0, each.wire.origin, each.wire.oseq, each.wire.hash)
                for each in self._held(raw).waiting()
            )

        return self._read(links)

    def _held(self, raw: sqlite3.Connection) -> ShareHeld:
        return ShareHeld(raw, self._key, self._rows(raw))

    # -- changesets, going out ----------------------------------------------------------------------------

    def pull(self, after: int, limit: int = PULL_ROWS) -> Page:
        def page(raw: sqlite3.Connection) -> Page:
            feed = self._rows(raw)
            rows = feed.after(after, limit)
            scanned = rows[-1].feed if rows else after
            is_last = (
                len(rows) < limit or scanned >= feed.head
            )  # a damaged counter may be beyond the last row
            return Page(rows, (), feed.signed_of(rows), scanned, is_last)

        return self._read(page)

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        return self._read(lambda raw: self._rows(raw).of_scope(scope_id))

    def access(self) -> Access:
        """Nothing is hidden from whoever can open the mailbox (decision 8)."""
        return self._read(lambda _raw: Access(0, frozenset(), frozenset()))

    def buckets(self) -> tuple[Bucket, ...]:
        return self._read(lambda raw: buckets_of(self._rows(raw).ids_and_hashes()))

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        def ids(raw: sqlite3.Connection) -> tuple[str, ...]:
            return tuple(i for i, _hash in self._rows(raw).ids_and_hashes() if bucket_of(i) == bucket)

        return self._read(ids)

    def fetch(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        return self._read(lambda raw: self._rows(raw).with_ids(ids))

    # -- numbers ------------------------------------------------------------------------------------------

    def lease_refs(self, request_id: str, origin: str, series: str, count: int, highest: int) -> Lease | None:
        return self._write(
            lambda raw: share_origins.lease(raw, request_id, origin, series, count, highest, self._now())
        )

    def leases(self) -> tuple[Lease, ...]:
        return self._read(share_origins.leases)

    def tell_leases(self, leases: Sequence[Lease]) -> None:
        def tell(raw: sqlite3.Connection) -> None:
            share_origins.put_leases(raw, leases)
            epoch = share_origins.epochs(raw)[-1].id
            raw.execute(
                "UPDATE origin SET epoch = ? WHERE id = ? AND epoch <> ?", (epoch, self._origin, epoch)
            )

        self._write(tell)

    def give_up(self, origin: str, why: str) -> None:
        self._write(lambda raw: share_origins.give_up(raw, origin, why))


def open_share(address: HubAddress, joining_code: str | None) -> ShareHub:
    """Return the mailbox at an address; nothing is opened yet.

    Raises:
        SignInAgain: the joining code is missing or mistyped. HubRefuses: no mailbox may lie there (M3).
    """
    if not joining_code:
        raise SignInAgain(
            "The joining code of the share is not kept on this computer. Your work is kept. Enter the code."
        )
    try:
        key = ShareKey.from_code(joining_code)
    except WrongKeyError as error:
        raise SignInAgain(str(error)) from error
    return ShareHub(folder_of(address), address.user, key)


def is_key_of(raw: sqlite3.Connection, key: ShareKey) -> bool:
    """Whether a key opens what is sealed in this mailbox."""
    try:
        key.open(bytes.fromhex(share_origins.meta(raw, "key_check")), KEY_CHECK)
    except DamagedFileError:
        return False
    return True


def folder_of(address: HubAddress) -> Path:
    """Return the folder of a mailbox, by whichever of the two the address names."""
    path = Path(address.path)
    return path.parent if path.name == MAILBOX else path


def _answer(changeset_id: str, known: Mapping[str, int], numbers: Mapping[str, int]) -> Answer:
    if changeset_id in known:
        return Answer(changeset_id, Verdict.KNOWN, known[changeset_id])
    if changeset_id not in numbers:
        return Answer(changeset_id, Verdict.HELD)
    return Answer(changeset_id, Verdict.ACCEPTED, numbers[changeset_id])


def _is_as_written(wire: Wire, fed: Fed | None) -> bool:
    return fed is not None and (fed.is_emptied or fed.wire.columns == tuple(wire.columns))
