"""The key of a mailbox file on a share: whoever runs the file server finds sealed rows there and no names of children.

Threat and choice: a file on a share is read by everybody with the right to the folder, by whoever looks after the
server, and lies in the server's backups. What people wrote (reason, salt and body of each change, every part of a file)
is sealed with AES-256-GCM under a key that never lies on the share: it is derived from the joining code, 160 random
bits drawn when the mailbox is made, typed once on each computer and kept in its keyring. The length of a sealed
row says how much was written, which is accepted. Each box is bound to what it belongs to, so that rows
cannot be exchanged.

What stays readable, because the hub must number and sort by it: random ids, numbers, moments, hashes, and the kind of
change ("letter.issued"); digests of files' bytes, which tell whoever has the very file that it lies here. Whoever has
the joining code reads everything: a person who leaves knows it no more than they knew the cases.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from caseworker.errors import DamagedFileError
from caseworker.security import recovery_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
OVERHEAD = NONCE_BYTES + 16
"""Bytes that a seal adds."""


class ShareKey:
    """The key of one mailbox. It does not print itself."""

    def __init__(self, secret: bytes) -> None:
        """Use `new` or `from_code`."""
        self._secret = secret
        self._cipher: AESGCM | None = None

    @classmethod
    def new(cls) -> ShareKey:
        """A new key from the operating system's random source."""
        return cls(recovery_text.new_secret())

    @classmethod
    def from_code(cls, text: str) -> ShareKey:
        """The key of a joining code as typed: any case, spaces or dashes anywhere.

        Raises:
            WrongKeyError: names the group with the slip.
        """
        return cls(recovery_text.as_secret(text, "joining code"))

    @property
    def joining_code(self) -> str:
        """What is typed on a computer that joins: 8 groups of 5 characters."""
        return recovery_text.as_text(self._secret)

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return the bytes sealed, bound to a text that says what they are."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._aes().encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed.

        Raises:
            DamagedFileError: it was changed, belongs to something else, or was sealed with another key.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._aes().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise DamagedFileError("What lies on the share is not what was put there.") from error

    def _aes(self) -> AESGCM:
        if self._cipher is None:
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF

            made = HKDF(hashes.SHA256(), length=32, salt=None, info=b"caseworker share 1")
            self._cipher = AESGCM(made.derive(self._secret))
        return self._cipher
