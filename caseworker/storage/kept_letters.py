"""Kept letters, checked: the PDF is there and is what was kept, and every frozen field is what was approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from caseworker.domain.letter_seal import is_whole


def damaged_letters(raw: Any) -> Iterator[str]:
    """Yield a sentence for each letter that is not, byte for byte, what was approved."""
    rows = raw.execute(
        "SELECT coalesce(c.reference, ''), e.doc FROM entity e LEFT JOIN case_list c ON c.id = e.scope_id"
        " WHERE e.kind = 'letter' ORDER BY e.id"
    ).fetchall()
    for reference, text in rows:
        doc = _read(text)
        if doc is None:
            yield f"A letter of {reference} cannot be read: what is kept of it was changed."
            continue
        name = f"{doc.get('title') or 'A letter'} of {reference}"
        if doc.get("digest"):
            yield from _of_pages(raw, name, str(doc["digest"]))
        if not is_whole(doc):
            yield f"{name} is not what was approved: what is kept of it was changed."


def _read(text: str) -> dict[str, Any] | None:
    try:
        doc = json.loads(text)
    except ValueError:
        return None
    return doc if isinstance(doc, dict) else None


def _of_pages(raw: Any, name: str, digest: str) -> Iterator[str]:
    row = raw.execute("SELECT bytes FROM blob WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        yield f"The PDF of {name} is missing from the office. Restore a backup to get it back."
        return
    content = row[0].encode() if isinstance(row[0], str) else bytes(row[0])
    if hashlib.sha256(content).hexdigest() != digest:
        yield f"The PDF of {name} is not what was kept. Restore a backup to get it back."
