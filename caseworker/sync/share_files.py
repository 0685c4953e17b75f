"""Files of cases on a share: sealed parts while one is being sent, one sealed file once it is whole.

Question: where do the bytes lie? Choice: beside the mailbox and not in it, so that the mailbox stays small enough to be
opened, copied and checked in a moment. A file has its final name only after its digest was verified. Cost: what the
mailbox says of a file must be looked at again when the file is not there. Source: offline rules B1, F18.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from caseworker.errors import DamagedFileError
from caseworker.security.share_key import OVERHEAD, ShareKey
from caseworker.sync.port import PART_BYTES

_DIGEST = re.compile("[0-9a-f]{64}")


class ShareFiles:
    """The folder of files. Errors of the share pass through as `OSError`."""

    def __init__(self, folder: Path, key: ShareKey) -> None:
        self._folder, self._key = folder, key

    def put_part(self, digest: str, offset: int, part: bytes) -> None:
        """Keep a part of a file that is being sent; the same again replaces it."""
        write_through(self._part(digest, offset), [self._key.seal(part, f"{digest} part {offset}")])

    def join(self, digest: str) -> bool:
        """Make the parts one file if they are what the name says; whether it is there now. The parts are gone then."""
        whole = self._whole(digest)
        if not whole.exists():
            made = whole.with_name(f"{digest}.{secrets.token_hex(4)}.new")
            try:
                if not self._join_into(made, digest):
                    self.forget(digest)
                    return False
                os.replace(made, whole)
            finally:
                made.unlink(missing_ok=True)
        self._remove_parts(digest)
        return True

    def read(self, digest: str, offset: int, length: int) -> bytes:
        """Return a piece of a whole file, b"" past its end.

        Raises:
            DamagedFileError: it is not here, or not what was put here.
        """
        if not self._whole(digest).exists():
            raise DamagedFileError("The file is not on the share.")
        found = b""
        first = offset // PART_BYTES
        with self._whole(digest).open("rb") as file:
            file.seek(first * (PART_BYTES + OVERHEAD))
            place = first
            while len(found) < offset - first * PART_BYTES + length:
                box = file.read(PART_BYTES + OVERHEAD)
                if not box:
                    break
                found += self._key.open(box, f"{digest} {place}")
                place += 1
        start = offset - first * PART_BYTES
        return found[start : start + length]

    def is_all_here(self, digest: str, size: int) -> bool:
        """Whether a whole file of so many bytes has its length on the share; its bytes are looked at when read."""
        try:
            found = self._whole(digest).stat().st_size
        except FileNotFoundError:
            return False
        return found == size + max(1, -(-size // PART_BYTES)) * OVERHEAD

    def forget(self, digest: str) -> None:
        """Remove a file and its parts."""
        self._whole(digest).unlink(missing_ok=True)
        self._remove_parts(digest)

    def forget_damaged(self, digest: str) -> None:
        """Remove a file that is not what was put here, so that it may come again; parts stay."""
        self._whole(digest).unlink(missing_ok=True)

    def _join_into(self, made: Path, digest: str) -> bool:
        seen = hashlib.sha256()

        def boxes() -> Iterator[bytes]:
            rest, place = b"", 0
            for part in self._parts(digest):
                seen.update(part)
                rest += part
                while len(rest) >= PART_BYTES:
                    yield self._key.seal(rest[:PART_BYTES], f"{digest} {place}")
                    rest, place = rest[PART_BYTES:], place + 1
            if rest or not place:
                yield self._key.seal(rest, f"{digest} {place}")

        try:
            write_through(made, boxes())
        except DamagedFileError:  # a part was damaged where it lies
            return False
        return seen.hexdigest() == digest

    def _parts(self, digest: str) -> Iterator[bytes]:
        """Yield the parts as they follow one another."""
        offset = 0
        while (path := self._part(digest, offset)).exists():
            part = self._key.open(path.read_bytes(), f"{digest} part {offset}")
            yield part
            if not part:
                return
            offset += len(part)

    def _remove_parts(self, digest: str) -> None:
        for path in self._whole(digest).parent.glob(f"{digest}.*"):  # also what a kill left half written
            path.unlink(missing_ok=True)

    def _whole(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("no digest of a file")
        return self._folder / digest[:2] / digest

    def _part(self, digest: str, offset: int) -> Path:
        whole = self._whole(digest)
        return whole.with_name(f"{digest}.{offset}.part")


def write_through(path: Path, pieces: Iterator[bytes] | list[bytes]) -> None:
    """Write a file whole or not at all, through to the disk of the server."""
    path.parent.mkdir(
        exist_ok=True
    )  # never the folder of the share: where that is away, nothing is made in its place
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with made.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, path)
    finally:
        made.unlink(missing_ok=True)
