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
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from caseworker.errors import CaseworkerError, DamagedFileError, WrongKeyError
from caseworker.security.share_key import ShareKey
from caseworker.sync import share_copies, share_origins
from caseworker.sync.address import HubAddress
from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import (
    OLDEST_PROTOCOL,
    PROTOCOL,
    PULL_ROWS,
    Access,
    Answer,
    Bucket,
    Caller,
    Fed,
    Greeting,
    HubAway,
    HubRefuses,
    Lease,
    Page,
    Pushed,
    Signed,
    SignInAgain,
    Verdict,
    Wire,
)
from caseworker.sync.share_files import ShareFiles
from caseworker.sync.share_place import why_not_shared_here
from caseworker.sync.share_rows import ShareRows
from caseworker.sync.share_tables import FILES, MAILBOX

T = TypeVar("T")
KEY_CHECK = "caseworker share"
NONCE_AGAIN_SECONDS = 1.5
"""How long a computer may keep what it read of a folder before it looks again."""
POLL_SECONDS = 2.0


class ShareHub:
    """The mailbox as one person at one computer meets it: `port.Hub`.

    Args:
        folder: where the mailbox lies; user: a name on its list; key: from the joining code.
    """

    def __init__(self, folder: Path, user: str, key: ShareKey, *, mailbox: Mailbox | None = None) -> None:
        """Nothing is opened yet.

        Raises:
            HubRefuses: the folder is not one place for all computers (M3).
        """
        why = why_not_shared_here(folder)
        if why:
            raise HubRefuses(
                f"The folder {folder} {why}. Nothing was sent or changed. Choose a folder on a server."
            )
        self._folder, self._user, self._key = folder, user, key
        self._mailbox = mailbox or Mailbox(folder)
        self._files = ShareFiles(folder / FILES, key)
        self._origin = self._person = self._epoch = ""
        self._looked = 0

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
            raise SignInAgain(
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
            self._keep_redactions_outside(feed, fresh.values())
            numbers = dict(zip(fresh, feed.add(fresh.values(), self._person, self._now()), strict=True))
            feed.sign(signed)
            is_double = any(wire.origin == self._origin and feed.is_double(wire) for wire in rows)
            return Pushed(tuple(_answer(wire.id, known, numbers) for wire in rows), is_double)

        def read_back(raw: sqlite3.Connection) -> bool:
            there = {fed.wire.id: fed for fed in self._rows(raw).with_ids(list(fresh))}
            return all(_is_as_written(wire, there.get(wire.id)) for wire in fresh.values())

        return self._write(take, read_back)

    def _keep_redactions_outside(self, feed: ShareRows, wires: Collection[Wire]) -> None:
        """Write redactions beside the mailbox first; then remove the files that they name (E1, E2)."""
        for wire in wires:
            if any(wire.empties):
                share_copies.keep_redaction(self._folder, wire, feed.sealed(wire), self._person)
                for digest in wire.empties.blobs:
                    self._files.forget(digest)

    def pull(self, after: int, limit: int = PULL_ROWS) -> Page:
        def page(raw: sqlite3.Connection) -> Page:
            feed = self._rows(raw)
            rows = feed.after(after, limit)
            scanned = rows[-1].feed if rows else after
            return Page(rows, (), feed.signed_of(rows), scanned, scanned >= feed.head)

        return self._read(page)

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        return self._read(lambda raw: self._rows(raw).of_scope(scope_id))

    def access(self) -> Access:
        """Nothing is hidden from whoever can open the mailbox (decision 8)."""
        return Access(0, frozenset(), frozenset())

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

    # -- files --------------------------------------------------------------------------------------------

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        return self._read(lambda raw: {digest: _here(raw, digest) for digest in digests})

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        here = self._write(lambda raw: _begin_blob(raw, digest, media_type, size))
        if here == -1 or here != offset:
            return here
        if part or not size:
            self._on_share(lambda: self._files.put_part(digest, offset, part))
        have = self._write(lambda raw: _add_part(raw, digest, offset, len(part)))
        if have < size:
            return have
        is_whole = have == size and self._on_share(lambda: self._files.join(digest))
        self._write(lambda raw: _end_blob(raw, digest, is_whole=is_whole))
        return -1 if is_whole else 0

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        try:
            return self._on_share(lambda: self._files.read(digest, offset, length))
        except (FileNotFoundError, DamagedFileError):
            self._write(lambda raw: _forget_whole(raw, digest))  # somebody else may have it
            self._on_share(lambda: self._files.forget_damaged(digest))
            return b""

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        def want(raw: sqlite3.Connection) -> tuple[str, ...]:
            known = {d for (d,) in raw.execute("SELECT digest FROM want WHERE origin = ?", (self._origin,))}
            found, missing = (
                known - set(digests),
                set(digests) - known,
            )  # a meeting without news writes nothing
            raw.executemany(
                "DELETE FROM want WHERE digest = ? AND origin = ?", [(d, self._origin) for d in found]
            )
            raw.executemany("INSERT INTO want VALUES (?, ?)", [(d, self._origin) for d in missing])
            wanted = raw.execute(
                "SELECT DISTINCT digest FROM want w WHERE NOT EXISTS"
                " (SELECT 1 FROM blob b WHERE b.digest = w.digest AND b.whole) ORDER BY digest"
            )
            return tuple(str(digest) for (digest,) in wanted)

        return self._write(want)

    # -- the connection -----------------------------------------------------------------------------------

    def wait(self, seconds: float) -> bool:
        """Look every two seconds whether the file has changed: that asks for no lock and opens nothing."""
        left = seconds
        while True:
            if self._has_changed():
                return True
            if left <= 0 or self._mailbox.closed.wait(min(left, POLL_SECONDS)):
                return False
            left -= POLL_SECONDS

    def close(self) -> None:
        """Let whoever waits go; nothing stays open between calls."""
        self._mailbox.closed.set()

    def _has_changed(self) -> bool:
        try:
            looked = self._mailbox.path.stat().st_mtime_ns
        except OSError:  # that it is away is said by the next call
            return False
        before, self._looked = self._looked, looked
        return looked != before

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self._mailbox.read(lambda raw: work(self._same_life(raw)))

    def _write(
        self,
        work: Callable[[sqlite3.Connection], T],
        check: Callable[[sqlite3.Connection], bool] | None = None,
    ) -> T:
        return self._mailbox.write(lambda raw: work(self._same_life(raw)), check)

    def _same_life(self, raw: sqlite3.Connection) -> sqlite3.Connection:
        """Stop a meeting in whose middle the mailbox was restored: what it goes by holds no more (P12)."""
        if share_origins.epochs(raw)[-1].id != self._epoch:
            raise HubAway(
                "The shared file was restored a moment ago. Your work is kept, and is sent at the next meeting."
            )
        return raw

    def _rows(self, raw: sqlite3.Connection) -> ShareRows:
        return ShareRows(raw, self._key)

    def _now(self) -> str:
        return self._mailbox.now().isoformat(timespec="milliseconds")

    def _on_share(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except FileNotFoundError:
            if self._mailbox.path.exists():
                raise
            raise HubAway(f"The shared folder {self._folder} is away. Your work is kept.") from None
        except CaseworkerError:
            raise
        except OSError as error:
            raise HubAway(
                f"A file was not exchanged: the share reports “{error.strerror or type(error).__name__}”. "
                "Your work is kept, and it is tried again."
            ) from error


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
    return Answer(changeset_id, Verdict.ACCEPTED, numbers[changeset_id])


def _is_as_written(wire: Wire, fed: Fed | None) -> bool:
    return fed is not None and (fed.is_emptied or fed.wire.columns == tuple(wire.columns))


def _here(raw: sqlite3.Connection, digest: str) -> int:
    row = raw.execute("SELECT have, whole FROM blob WHERE digest = ?", (digest,)).fetchone()
    return 0 if row is None else -1 if row[1] else int(row[0])


def _begin_blob(raw: sqlite3.Connection, digest: str, media_type: str, size: int) -> int:
    """Enter a file that is to come, or anew one that was begun with another size; return the bytes here."""
    raw.execute("DELETE FROM blob WHERE digest = ? AND NOT whole AND size <> ?", (digest, size))
    raw.execute("INSERT OR IGNORE INTO blob VALUES (?, ?, ?, 0, 0)", (digest, media_type, size))
    return _here(raw, digest)


def _add_part(raw: sqlite3.Connection, digest: str, offset: int, length: int) -> int:
    raw.execute(
        "UPDATE blob SET have = have + ? WHERE digest = ? AND have = ? AND NOT whole",
        (length, digest, offset),
    )
    row = raw.execute("SELECT have FROM blob WHERE digest = ?", (digest,)).fetchone()
    return int(row[0]) if row else 0


def _end_blob(raw: sqlite3.Connection, digest: str, *, is_whole: bool) -> None:
    if is_whole:
        raw.execute("UPDATE blob SET whole = 1 WHERE digest = ?", (digest,))
        raw.execute("DELETE FROM want WHERE digest = ?", (digest,))
    else:
        raw.execute("DELETE FROM blob WHERE digest = ?", (digest,))


def _forget_whole(raw: sqlite3.Connection, digest: str) -> None:
    raw.execute("DELETE FROM blob WHERE digest = ? AND whole", (digest,))
