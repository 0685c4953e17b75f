"""The engine's part that has to do with files: sent in parts, fetched in parts, asked for (B1, B2)."""

from __future__ import annotations

from caseworker.sync.outcome import Outcome, Report
from caseworker.sync.port import (
    PART_BYTES,
    Hub,
    HubRefuses,
    Store,
)

BLOBS_AT_ONCE = 20
BLOBS_ASKED_AT_ONCE = 500
MOST_FETCHED = 100
"""Files fetched in one meeting: changes must not wait behind the files of years (`Outcome.has_more_files`)."""


class FileExchange:
    """One computer's side of the protocol, as far as files go."""

    def __init__(self, store: Store, hub: Hub, report: Report) -> None:
        self._store, self._hub, self._report = store, hub, report
        self.outcome = Outcome()

    def _files(self) -> None:
        self._send_files()
        self._fetch_files()
        self._answer_wants()

    def _send_files(self) -> None:
        while waiting := self._store.unsent_blobs(BLOBS_AT_ONCE):
            there = self._hub.blob_has([digest for digest, _type, _size in waiting])
            for digest, media_type, size in waiting:
                self._send_file(digest, media_type, size, there.get(digest, 0))
                self.outcome.files_sent += 1
                self._report("files", self.outcome.files_sent, 0)

    def _send_file(self, digest: str, media_type: str, size: int, there: int) -> None:
        tries = 2 + size // PART_BYTES * 2
        while there != -1:
            if (tries := tries - 1) < 0:
                raise HubRefuses("The hub does not take a file whole. Tell whoever looks after the hub.")
            part = self._store.read_blob(digest, there, PART_BYTES)
            there = self._hub.blob_put(digest, media_type, size, there, part)
        self._store.blob_confirmed([digest])

    def _fetch_files(self) -> None:
        """Fetch what is missing here and whole at the hub; a file that nobody has sent yet delays no other (I14)."""
        asked: set[str] = set()
        before = self.outcome.files_received
        while asking := [d for d in self._store.missing_blobs(BLOBS_ASKED_AT_ONCE) if d not in asked]:
            asked.update(asking)
            there = self._hub.blob_has(asking)
            for digest in asking:
                if there.get(digest) != -1:
                    continue
                if self.outcome.files_received - before >= MOST_FETCHED:
                    self.outcome.has_more_files = True
                    return
                self._fetch_file(digest)

    def _fetch_file(self, digest: str) -> None:
        offset = 0
        while part := self._hub.blob_get(digest, offset, PART_BYTES):
            offset += len(part)
            if self._store.take_blob_part(digest, offset - len(part), part, is_last=len(part) < PART_BYTES):
                self.outcome.files_received += 1
                self._report("files", self.outcome.files_received, 0)
            if len(part) < PART_BYTES:
                return
        if offset:  # it ended exactly with a part
            self.outcome.files_received += self._store.take_blob_part(digest, offset, b"", is_last=True)

    def _answer_wants(self) -> None:
        """Say what is missing here, and send what others miss and only we have (B2)."""
        wanted = self._hub.blob_want(self._store.missing_blobs(BLOBS_AT_ONCE))
        if wanted:
            self._store.offer_blobs(wanted)
            self._send_files()
