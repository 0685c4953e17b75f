"""Files of cases by the digest of their bytes: where the same file is kept, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caseworker.storage.set_aside import words_aside

_CASES = (
    "SELECT DISTINCT c.reference FROM entity e JOIN case_list c ON c.id = e.scope_id WHERE e.kind = 'file'"
    " AND json_extract(e.doc, '$.digest') = ? AND json_extract(e.doc, '$.voided') IS NOT 1 AND c.status <> 'void'"
    " AND coalesce(c.restricted, 0) = 0"
    " ORDER BY c.reference"
)
_MISSING = (
    "SELECT c.reference, coalesce(json_extract(e.doc, '$.name'), json_extract(e.doc, '$.title'), '')"
    " FROM entity e JOIN case_list c ON c.id = e.scope_id LEFT JOIN blob b"
    " ON b.digest = json_extract(e.doc, '$.digest')"
    " WHERE e.kind IN ('file', 'letter') AND json_extract(e.doc, '$.digest') <> '' AND b.digest IS NULL"
    " AND {} EXISTS (SELECT 1 FROM blob_part p WHERE p.digest = json_extract(e.doc, '$.digest')) ORDER BY e.id"
)


def cases_with_file(raw: Any, digest: str) -> list[str]:
    """Return the references of the cases, but for restricted ones, that hold a file with these bytes."""
    return [str(reference) for (reference,) in raw.execute(_CASES, (digest,))]


def missing_files(raw: Any) -> list[tuple[str, str]]:
    """Return reference and name of every file and letter whose bytes are gone."""
    return [(str(reference), str(name)) for reference, name in raw.execute(_MISSING.format("NOT"))]


def awaited_files(raw: Any) -> list[tuple[str, str]]:
    """Return reference and name of every file and letter whose bytes come with the next exchange (B2)."""
    return [(str(reference), str(name)) for reference, name in raw.execute(_MISSING.format(""))]


def forget_unused(raw: Any, digests: Iterable[str]) -> int:
    """Remove these bytes where nothing in the record ever named them; return how many were removed."""
    removed = 0
    for digest in digests:
        named = raw.execute(
            "SELECT 1 FROM entity WHERE json_extract(doc, '$.digest') = ? OR json_extract(doc, '$.value') = ? LIMIT 1",
            (digest, digest),
        ).fetchone()
        is_aside = any(digest in words.body for words in words_aside(raw).values())
        if named is None and not is_aside:  # what is set aside may come back
            removed += int(raw.execute("DELETE FROM blob WHERE digest = ?", (digest,)).rowcount)
    return removed
