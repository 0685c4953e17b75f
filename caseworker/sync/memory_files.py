"""Files in a hub in memory: bytes by their SHA-256, in parts, verified when whole (B1, B2).

Question: whom may a hub tell of a file? Choice: those who may see a case that names it, or anybody while nothing does;
to the others it is as if it were not there, and they are not asked for it either (E3, I12). Cost: whoever lost the
right to a case is no source of its files any more; what they had not sent yet they still send.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

WHOLE = -1


@dataclass(slots=True)
class FileBook:
    """What has come of every file, who misses which, and which must never be kept again (E1).

    Attributes:
        redacted: files that redactions named; taken again only if another change names them.
        uses: by file the cases whose changes name it.
    """

    whole: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    wants: dict[str, frozenset[str]] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)
    uses: dict[str, frozenset[str]] = field(default_factory=dict)

    def here(self, digest: str) -> int:
        """Return how many bytes are here; -1 when whole."""
        if digest in self.whole:
            return WHOLE
        return len(self.parts.get(digest, b""))

    def has(self, digests: Iterable[str]) -> Mapping[str, int]:
        """Return `here` for each."""
        return {digest: self.here(digest) for digest in digests}

    def put(self, digest: str, size: int, offset: int, part: bytes) -> int:
        """Add a part where the last ended; return what is here now.

        Bytes that are not what the name says are thrown away.
        """
        here = self.here(digest)
        if here == WHOLE or offset != here:
            return here
        sofar = self.parts.pop(digest, b"") + part
        if len(sofar) < size:
            self.parts[digest] = sofar
        elif hashlib.sha256(sofar).hexdigest() == digest:
            self.whole[digest] = sofar
        return self.here(digest)

    def get(self, digest: str, offset: int, length: int) -> bytes:
        """Return a piece of a whole file."""
        return self.whole.get(digest, b"")[offset : offset + length]

    def want(self, origin: str, digests: Collection[str]) -> tuple[str, ...]:
        """Note what one computer misses; return what anybody misses and is not here."""
        self.wants[origin] = frozenset(digests)
        wanted = frozenset[str]().union(*self.wants.values())
        return tuple(sorted(wanted - self.whole.keys()))

    def use(self, digests: Iterable[str], scope_id: str) -> None:
        """Note that a change of a case names these."""
        for digest in digests:
            self.uses[digest] = self.uses.get(digest, frozenset()) | {scope_id}

    def forget(self, digests: Iterable[str]) -> None:
        """Drop the bytes."""
        for digest in digests:
            self.whole.pop(digest, None)
            self.parts.pop(digest, None)

    def copied(self) -> FileBook:
        """Return a copy for a snapshot."""
        return FileBook(
            dict(self.whole), dict(self.parts), dict(self.wants), set(self.redacted), dict(self.uses)
        )
