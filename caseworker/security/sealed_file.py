"""A file sealed with a passphrase, written in one go and read from any place: a copy of a hub, which holds every case.

Threat and choice: whoever finds a copy on a stick or in a folder of copies can try passphrases for as long as they
like, and may cut or exchange parts of it. The bytes are sealed in pieces of 1 MiB with AES-256-GCM under a random key,
which the passphrase locks (`wraps`: Argon2id). Each piece is bound to its place and to whether it is the last, so that
none is moved, left out or cut off unnoticed. The length of the file says how much is in it, which is accepted.
"""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING

from caseworker.errors import DamagedFileError, RuleError, WrongKeyError
from caseworker.security.file_key import FileKey
from caseworker.security.keys import SHORTEST_PASSPHRASE
from caseworker.security.wraps import Kind, Stretching, Wrap, lock, open_with, passphrase_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"caseworker sealed 1\n"
PIECE = 1 << 20
_TAG = 16
_LENGTH = struct.Struct(">I")
_LONGEST_HEAD = 4096


def is_sealed(path: Path) -> bool:
    """Return whether a file is one of these."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class SealedWriter(io.RawIOBase):
    """Seals what is written to it, into a file that is open for writing; closing it seals the end.

    Raises:
        RuleError: the passphrase is too short to keep anybody out.
    """

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        super().__init__()
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise RuleError(
                f"The passphrase of a copy must have {SHORTEST_PASSPHRASE} characters or more, such as three words "
                "that do not belong together.",
                field="passphrase",
                source="NCSC, three random words",
            )
        key = FileKey.random()
        wrap = lock(key, Kind.PASSPHRASE, passphrase_bytes(passphrase))
        self._target, self._cipher = target, _cipher(key)
        self._waiting, self._number = bytearray(), 0
        head = _head_of(wrap)
        target.write(MAGIC + _LENGTH.pack(len(head)) + head)

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: object) -> int:
        """Seal every whole piece but the last, which may be the end."""
        self._waiting += memoryview(data)  # type: ignore[arg-type]
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return memoryview(data).nbytes  # type: ignore[arg-type]

    def close(self) -> None:
        """Seal the end; what was begun and not closed does not open."""
        if not self.closed:
            self._seal(bytes(self._waiting), is_last=True)
            self._waiting.clear()
        super().close()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads a sealed file from any place.

    Raises:
        WrongKeyError: it is not the passphrase. DamagedFileError: it was changed, or a part of it is missing.
    """

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        super().__init__()
        self._source = source
        try:
            source.read(len(MAGIC))
            (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
            wrap = _wrap_from(source.read(length) if length <= _LONGEST_HEAD else b"")
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise _damaged() from error
        key = open_with(wrap, passphrase_bytes(passphrase))
        if key is None:
            raise WrongKeyError(
                "This is not the passphrase of the copy. Nothing was changed. Check Caps Lock and the keyboard's "
                "language and type it again."
            )
        self._cipher = _cipher(key)
        self._start = source.tell()
        sealed = source.seek(0, io.SEEK_END) - self._start
        self._pieces = -(-sealed // (PIECE + _TAG))
        self._size = sealed - self._pieces * _TAG
        self._at, self._number, self._piece = 0, -1, b""
        if self._size < 0 or not self._pieces:
            raise _damaged()
        self._open(self._pieces - 1)  # a file that was cut off is told at once

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The place in what was sealed."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in what was sealed."""
        self._at = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence] + offset)
        return self._at

    def readinto(self, into: object) -> int:
        """Read up to the end of a piece."""
        room = memoryview(into)  # type: ignore[arg-type]
        if self._at >= self._size:
            return 0
        number, place = divmod(self._at, PIECE)
        if number != self._number:
            self._open(number)
        found = self._piece[place : place + room.nbytes]
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _open(self, number: int) -> None:
        from cryptography.exceptions import InvalidTag

        self._source.seek(self._start + number * (PIECE + _TAG))
        nonce = _nonce(number, is_last=number == self._pieces - 1)
        try:
            self._piece = self._cipher.decrypt(nonce, self._source.read(PIECE + _TAG), None)
        except InvalidTag as error:
            raise _damaged() from error
        self._number = number


def _nonce(number: int, *, is_last: bool) -> bytes:
    """The key is drawn for this file alone, so a place is never used twice."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _cipher(key: FileKey) -> AESGCM:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(hashes.SHA256(), length=32, salt=key.salt, info=b"caseworker sealed file 1")
    return AESGCM(made.derive(key.raw))


def _head_of(wrap: Wrap) -> bytes:
    how = wrap.stretching
    assert how is not None
    settings = [how.salt.hex(), how.memory_kib, how.passes, how.lanes]
    return json.dumps([wrap.file_id, wrap.nonce.hex(), wrap.box.hex(), settings]).encode()


def _wrap_from(head: bytes) -> Wrap:
    file_id, nonce, box, (salt, memory, passes, lanes) = json.loads(head)
    how = Stretching(bytes.fromhex(salt), int(memory), int(passes), int(lanes))
    return Wrap(Kind.PASSPHRASE, str(file_id), bytes.fromhex(nonce), bytes.fromhex(box), how)


def _damaged() -> DamagedFileError:
    return DamagedFileError(
        "The copy is damaged, or a part of it is missing. Nothing was changed. Take another copy."
    )
