"""Files on their way: which ones the record names and are not here, the parts that came, and what the hub has whole.

Source: offline rules B1, B2.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from typing import Any

from caseworker.domain.changes import canonical, decode
from caseworker.storage.drafts import files_waiting

_DIGEST = re.compile(r'"([0-9a-f]{64})"')
_BY_FIELD = {
    "pdf_digest": "application/pdf",
    "html_digest": "text/html",
    "figures_digest": "application/zlib",
}
_BY_START = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"%PDF", "application/pdf"))


def named_files(body: str) -> dict[str, str]:
    """Return the digests of files that a changeset's body names, in fields called so and in settings.

    Returns: by digest the media type, "" where the record does not say it.
    """
    if not _DIGEST.search(body):
        return {}
    try:
        entities = decode(body)
    except (ValueError, TypeError):  # of a later version, or damaged: asked for when it can be read
        return {}
    found: dict[str, str] = {}
    for entity in entities:
        said = {change.field: change.value for change in entity.fields}
        for field, value in said.items():
            if entity.entity_kind == "setting" or "digest" in field:
                media_type = str(said.get("media_type") or _BY_FIELD.get(field, ""))
                found |= dict.fromkeys(_DIGEST.findall(canonical(value)), media_type)
    return found


def ask_for(raw: Any, bodies: Iterable[str]) -> None:
    """Note the files that these bodies name and that are not here: a row at -1 holds the media type."""
    found = {digest: media for body in bodies for digest, media in named_files(body).items()}
    raw.executemany(
        "INSERT OR IGNORE INTO blob_part (digest, start, bytes) SELECT :digest, -1, :media"
        " WHERE NOT EXISTS (SELECT 1 FROM blob WHERE digest = :digest)",
        [{"digest": digest, "media": media.encode()} for digest, media in sorted(found.items())],
    )


def missing(raw: Any, limit: int, after: str = "") -> tuple[str, ...]:
    """Return files that are named and not here: the next in order after a digest, and round again from the first."""
    sql = (
        "SELECT digest FROM blob_part p WHERE start = -1 AND digest {} ? AND NOT EXISTS"
        " (SELECT 1 FROM blob WHERE blob.digest = p.digest) ORDER BY digest LIMIT ?"
    )
    found = [row[0] for row in raw.execute(sql.format(">"), (after, limit))]
    found += [row[0] for row in raw.execute(sql.format("<="), (after, limit - len(found)))]
    return tuple(found)


def unconfirmed(raw: Any, limit: int) -> tuple[tuple[str, str, int], ...]:
    """Return digest, media type and size of files that the hub has not confirmed; those in drafts stay here (D5)."""
    waiting = files_waiting(raw)
    rows = raw.execute(
        "SELECT digest, media_type, length(bytes) FROM blob WHERE confirmed = 0 ORDER BY digest LIMIT ?",
        (limit + len(waiting),),
    )
    return tuple((str(d), str(media), int(size)) for d, media, size in rows if d not in waiting)[:limit]


def whole(raw: Any, digest: str) -> bytes:
    """Return the bytes of a kept file; none when it is not here."""
    row = raw.execute("SELECT CAST(bytes AS BLOB) FROM blob WHERE digest = ?", (digest,)).fetchone()
    return bytes(row[0]) if row else b""


def take_part(raw: Any, digest: str, offset: int, part: bytes, *, is_last: bool) -> bool:
    """Keep a part that came; with the last one whether the whole is what its name says, else no part is kept."""
    if offset == 0:
        raw.execute("DELETE FROM blob_part WHERE digest = ? AND start >= 0", (digest,))
    raw.execute(
        "INSERT OR REPLACE INTO blob_part (digest, start, bytes) VALUES (?, ?, ?)", (digest, offset, part)
    )
    if not is_last:
        return False
    rows = raw.execute(
        "SELECT bytes FROM blob_part WHERE digest = ? AND start >= 0 ORDER BY start", (digest,)
    )
    whole = b"".join(bytes(row[0]) for row in rows)
    if hashlib.sha256(whole).hexdigest() != digest:
        raw.execute("DELETE FROM blob_part WHERE digest = ? AND start >= 0", (digest,))
        return False
    media_type = _media_type(raw, digest, whole)
    raw.execute("DELETE FROM blob_part WHERE digest = ?", (digest,))
    raw.execute(
        "INSERT OR IGNORE INTO blob (digest, media_type, bytes, confirmed) VALUES (?, ?, ?, 1)",
        (digest, media_type, whole),
    )
    return True


def mark(raw: Any, digests: Collection[str], *, is_confirmed: bool) -> None:
    """Note that the hub has these whole, or has not."""
    raw.executemany(
        "UPDATE blob SET confirmed = ? WHERE digest = ? AND confirmed <> ?",
        [(int(is_confirmed), digest, int(is_confirmed)) for digest in digests],
    )


def _media_type(raw: Any, digest: str, content: bytes) -> str:
    """Return what kind of file it is: as the record says, else by its first bytes."""
    row = raw.execute("SELECT bytes FROM blob_part WHERE digest = ? AND start = -1", (digest,)).fetchone()
    if row and row[0]:
        return bytes(row[0]).decode()
    by_start = (media for start, media in _BY_START if content.startswith(start))
    return next(by_start, "application/octet-stream")
