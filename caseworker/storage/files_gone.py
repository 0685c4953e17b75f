"""Files whose bytes go with what named them, and those that stay because something else names them (B1, E1)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from caseworker.storage.blob_parts import mark, named_files
from caseworker.storage.redactions import unprojected_with
from caseworker.storage.set_aside import words_aside

_DIGEST = re.compile(r'"([0-9a-f]{64})"')


def files_only_of(raw: Any, scope_id: str) -> tuple[str, ...]:
    """Return the digests of the files of a scope, present or awaited, that nothing else here names."""
    bodies = raw.execute("SELECT body FROM changeset WHERE scope_id = ? AND emptied = ''", (scope_id,))
    named = {digest for (body,) in bodies for digest in _DIGEST.findall(body)}
    kept = {
        str(digest)
        for (digest,) in raw.execute(
            "SELECT value FROM json_each(?)"
            " WHERE value IN (SELECT digest FROM blob UNION SELECT digest FROM blob_part)",
            (json.dumps(sorted(named)),),
        )
    }
    others = raw.execute(
        "SELECT doc FROM entity WHERE scope_id <> ? AND (kind = 'setting' OR instr(doc, 'digest'))",
        (scope_id,),
    )
    for (doc,) in others:
        kept.difference_update(_DIGEST.findall(doc))
    return tuple(sorted(kept))


def forget_files(raw: Any, digests: Collection[str]) -> None:
    """Remove the bytes of files that nothing names any more, and no longer ask for them.

    Those that something else here still names stay, and are offered to the hub again: it may have removed them (B2).
    """
    if not digests:
        return
    left = set(digests)
    for (doc,) in raw.execute("SELECT doc FROM entity WHERE kind = 'setting' OR instr(doc, 'digest')"):
        left.difference_update(_DIGEST.findall(doc))
    for words in words_aside(raw).values():
        left.difference_update(_DIGEST.findall(words.body))
    for digest in sorted(left):
        if any(
            digest in named_files(body) for _id, body in unprojected_with(raw, digest)
        ):  # an erasure names it too
            left.discard(digest)
    mark(raw, set(digests) - left, is_confirmed=False)
    for table in ("blob", "blob_part"):
        raw.executemany(f"DELETE FROM {table} WHERE digest = ?", [(digest,) for digest in sorted(left)])
