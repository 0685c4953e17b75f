"""Published reports, checked: figures, PDF and web page are there and are what was kept, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from caseworker.domain.report_fields import KEPT, publication_seal


def damaged_publications(raw: Any) -> Iterator[str]:
    """Yield a sentence for each published report that is not what was published."""
    rows = raw.execute("SELECT doc FROM entity WHERE kind = 'publication' ORDER BY id").fetchall()
    for (text,) in rows:
        try:
            doc = json.loads(text)
        except ValueError:
            yield "A published report cannot be read: what is kept of it was changed."
            continue
        name = f"{doc.get('title') or 'A report'}, published on {doc.get('published_on') or 'an unknown day'}"
        for field, what in KEPT.items():
            yield from _of_bytes(raw, f"{what} of {name}", str(doc.get(field) or ""))
        if doc.get("seal") != publication_seal(doc):
            yield f"{name}, is not what was published: what is kept of it was changed."


def _of_bytes(raw: Any, name: str, digest: str) -> Iterator[str]:
    row = raw.execute("SELECT bytes FROM blob WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        yield f"{name}, cannot be found in the office. Restore a backup to get it back."
        return
    content = row[0].encode() if isinstance(row[0], str) else bytes(row[0])
    if hashlib.sha256(content).hexdigest() != digest:
        yield f"{name}, is not what was kept. Restore a backup to get it back."
