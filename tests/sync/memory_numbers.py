"""Numbers and files of a file in memory (R1 to R5, B1, B2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable

from caseworker.sync.port import (
    Lease,
)
from tests.sync.memory_contents import ATTACHMENT, BLOCK, Contents


class MemoryNumbersAndFiles:
    """The part of the store that has to do with blocks of numbers and with files."""

    all: Contents
    _new_id: Callable[[], str]

    def take_number(self, series: str) -> str:
        """Return the next reference of a block, or of the spare series (R4)."""
        for key, lease in self._open_leases(series):
            self.all.used[key] = self.all.used.get(key, 0) + 1
            return f"{series}-{lease.first + self.all.used[key] - 1:04}"
        self.all.spare += 1
        return f"{series}-{self.all.state.code or self.all.origin}-{self.all.spare:02}"

    def _open_leases(self, series: str) -> list[tuple[str, Lease]]:
        return [
            (key, lease)
            for key, lease in self.all.leases.items()
            if lease.series == series
            and lease.origin == self.all.origin
            and not lease.given_up
            and self.all.used.get(key, 0) <= lease.last - lease.first
        ]

    def lease_requests(self, today: str) -> tuple[tuple[str, str, int, int], ...]:
        series = f"CYP-{today[:4]}"
        left = sum(
            lease.last - lease.first + 1 - self.all.used.get(key, 0)
            for key, lease in self._open_leases(series)
        )
        if left * 2 > BLOCK:
            return ()
        self.all.request = self.all.request or self._new_id()
        return ((self.all.request, series, BLOCK, self._highest(series)),)

    def _highest(self, series: str) -> int:
        numbers = [0]
        for row in self.all.log.values():
            for entity in row.entities:
                for change in entity.fields:
                    start, _, number = str(change.value).rpartition("-")
                    if change.field == "reference" and start == series:
                        numbers.append(int(number))
        return max(numbers)

    def known_leases(self) -> tuple[Lease, ...]:
        return tuple(self.all.leases.values())

    def take_leases(self, leases: Iterable[Lease]) -> None:
        for lease in leases:
            known = self.all.leases.get(lease.request_id)
            if known is None or not known.given_up:
                self.all.leases[lease.request_id] = lease
            if lease.request_id == self.all.request:
                self.all.request = ""

    def add_blob(self, content: bytes) -> str:
        """Keep the bytes of an attachment; return their name."""
        digest = hashlib.sha256(content).hexdigest()
        self.all.blobs[digest] = content
        return digest

    def _named(self) -> set[str]:
        named = {
            str(change.value)
            for row in self.all.log.values()
            for entity in row.entities
            if entity.entity_kind == ATTACHMENT
            for change in entity.fields
            if change.field == "digest"
        }
        return named

    def missing_blobs(self, limit: int) -> tuple[str, ...]:
        return tuple(sorted(self._named() - self.all.blobs.keys()))[:limit]

    def unsent_blobs(self, limit: int) -> tuple[tuple[str, str, int], ...]:
        waiting = sorted(self.all.blobs.keys() - self.all.confirmed)[:limit]
        return tuple((digest, "text/plain", len(self.all.blobs[digest])) for digest in waiting)

    def read_blob(self, digest: str, offset: int, length: int) -> bytes:
        return self.all.blobs[digest][offset : offset + length]

    def take_blob_part(self, digest: str, offset: int, part: bytes, *, is_last: bool) -> bool:
        sofar = self.all.parts.pop(digest, b"")[:offset] + part
        if not is_last:
            self.all.parts[digest] = sofar
        elif hashlib.sha256(sofar).hexdigest() == digest:
            self.all.blobs[digest] = sofar
            self.all.confirmed.add(digest)
            return True
        return False

    def offer_blobs(self, digests: Collection[str]) -> None:
        self.all.confirmed -= set(digests)

    def blob_confirmed(self, digests: Collection[str]) -> None:
        self.all.confirmed.update(digests)
