"""Attachments in the office's file, as the engine sees them (B1, B2); each method is one transaction."""

from __future__ import annotations

from collections.abc import Collection

from caseworker.storage import blob_parts
from caseworker.storage.database import Database


class ReplicaFiles:
    """The part of the store that has to do with files."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = ""
        self._read: tuple[str, bytes] = "", b""

    def missing_blobs(self, limit: int) -> tuple[str, ...]:
        """Files named by the record whose bytes are not here, others at each call, so that none is ever passed over."""
        with self._database.raw_reader() as raw:
            found = blob_parts.missing(raw, limit, self._asked)
        self._asked = found[-1] if found else ""
        return found

    def unsent_blobs(self, limit: int) -> tuple[tuple[str, str, int], ...]:
        """Files here that the hub has not confirmed: digest, media type, size."""
        with self._database.raw_reader() as raw:
            return blob_parts.unconfirmed(raw, limit)

    def read_blob(self, digest: str, offset: int, length: int) -> bytes:
        """Return a part of a file that is here; the file is read once for all its parts."""
        if self._read[0] != digest:
            with self._database.raw_reader() as raw:
                self._read = digest, blob_parts.whole(raw, digest)
        part = self._read[1][offset : offset + length]
        if offset + length >= len(self._read[1]):
            self._read = "", b""
        return part

    def take_blob_part(self, digest: str, offset: int, part: bytes, *, is_last: bool) -> bool:
        """Keep a part that came; with the last one whether the whole is what its name says (else nothing is kept)."""
        with self._database.raw_writer() as raw:
            return blob_parts.take_part(raw, digest, offset, part, is_last=is_last)

    def offer_blobs(self, digests: Collection[str]) -> None:
        """Offer these again, those of them that are here: somebody misses them (B2)."""
        with self._database.raw_writer() as raw:
            blob_parts.mark(raw, digests, is_confirmed=False)

    def blob_confirmed(self, digests: Collection[str]) -> None:
        """Note that the hub has these whole."""
        with self._database.raw_writer() as raw:
            blob_parts.mark(raw, digests, is_confirmed=True)
