"""Files of cases by way of a share: parts are taken, joined, given and asked for.

Source: offline rules B1, B2, E1, F18.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from caseworker.errors import DamagedFileError
from caseworker.sync.share_link import ShareLink


class ShareBlobs(ShareLink):
    """The part of the hub that has to do with files."""

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        return self._read(lambda raw: {digest: _here(raw, digest) for digest in digests})

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        here = self._write(lambda raw: self._begin_blob(raw, digest, media_type, size))
        if here == -1 or here != offset:
            return here
        if part or not size:
            self._on_share(lambda: self._files.put_part(digest, offset, part))
        have = self._write(lambda raw: _add_part(raw, digest, offset, len(part)))
        if have < size:
            return self._unless_erased(digest, have)
        is_whole = have == size and self._on_share(lambda: self._files.join(digest))
        self._write(lambda raw: _end_blob(raw, digest, is_whole=is_whole))
        return self._unless_erased(digest, -1 if is_whole else 0)

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        try:
            return self._on_share(lambda: self._files.read(digest, offset, length))
        except DamagedFileError:
            self._forget_damaged(digest)
            return b""

    def _forget_damaged(self, digest: str) -> None:
        """Forget a file that is not what was put here: somebody else may have it."""
        self._write(lambda raw: _forget_whole(raw, digest))
        self._on_share(lambda: self._files.forget_damaged(digest))

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        for digest in self._cut_off(digests):
            self._forget_damaged(digest)

        def want(raw: sqlite3.Connection) -> tuple[str, ...]:
            known = {d for (d,) in raw.execute("SELECT digest FROM want WHERE origin = ?", (self._origin,))}
            # A meeting without news writes nothing.
            found, missing = known - set(digests), set(digests) - known
            raw.executemany(
                "DELETE FROM want WHERE digest = ? AND origin = ?", [(d, self._origin) for d in found]
            )
            raw.executemany("INSERT INTO want VALUES (?, ?)", [(d, self._origin) for d in missing])
            wanted = raw.execute(
                "SELECT DISTINCT digest FROM want w WHERE NOT EXISTS"
                " (SELECT 1 FROM blob b WHERE b.digest = w.digest AND b.whole) ORDER BY digest"
            ).fetchall()
            feed = self._rows(raw)
            return tuple(str(digest) for (digest,) in wanted if not feed.is_erased(digest))

        return self._write(want)

    def _cut_off(self, missed: Collection[str]) -> list[str]:
        """Return files that somebody misses though they are whole here, and of which a part is gone."""
        if not missed:
            return []
        sizes = self._read(lambda raw: {digest: _size_of_whole(raw, digest) for digest in sorted(missed)})
        return self._on_share(
            lambda: [
                d for d, size in sizes.items() if size is not None and not self._files.is_all_here(d, size)
            ]
        )

    def _begin_blob(self, raw: sqlite3.Connection, digest: str, media_type: str, size: int) -> int:
        """Enter a file that is to come; what was erased is not taken, and nobody need send it again (E1)."""
        return -1 if self._rows(raw).is_erased(digest) else _begin_blob(raw, digest, media_type, size)

    def _unless_erased(self, digest: str, here: int) -> int:
        """Remove the bytes of a file that was erased between two calls; return what is here."""
        if not self._read(lambda raw: self._rows(raw).is_erased(digest)):
            return here
        self._write(lambda raw: _end_blob(raw, digest, is_whole=False))
        self._on_share(lambda: self._files.forget(digest))
        return -1


def _here(raw: sqlite3.Connection, digest: str) -> int:
    row = raw.execute("SELECT have, whole FROM blob WHERE digest = ?", (digest,)).fetchone()
    return 0 if row is None else -1 if row[1] else int(row[0])


def _size_of_whole(raw: sqlite3.Connection, digest: str) -> int | None:
    row = raw.execute("SELECT size FROM blob WHERE digest = ? AND whole", (digest,)).fetchone()
    return int(row[0]) if row else None


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
