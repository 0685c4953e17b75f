"""What was made from the record of a case is made again without what was emptied, and nothing is left of it (E1).

In the search index, in free pages, in the write-ahead log and in what was typed about it here.
"""

from __future__ import annotations

import re
from typing import Any

from caseworker.storage.database import Database
from caseworker.storage.database import raw as driver_connection
from caseworker.storage.local import local_setting, set_local_setting
from caseworker.storage.rebuild import reproject_scope
from caseworker.storage.searches_gone import forget_searches, words_found_by

UNTIDY = "untidy"
"""Local setting: something was emptied and the search index and the free pages still have to be tidied."""

_DIGEST = re.compile(r'"([0-9a-f]{64})"')
_MERGED_AT_ONCE = 500


def tidy(database: Database) -> None:
    """Leave nothing of what was emptied in the search index, in free pages or in the write-ahead log.

    In steps, so that a save never waits long; a kill in between is made good at the next call.
    """
    with database.raw_reader() as raw:
        if not local_setting(raw, UNTIDY):
            return
    pages = -_MERGED_AT_ONCE
    while True:
        with database.raw_writer() as raw:
            (before,) = raw.execute("SELECT total_changes()").fetchone()
            raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('merge', ?)", (pages,))
            (after,) = raw.execute("SELECT total_changes()").fetchone()
        pages = _MERGED_AT_ONCE
        if after - before < 2:  # SQLite's own sign that nothing was left to merge
            break
    with database.maintenance("The search index was not tidied") as connection:
        raw = driver_connection(connection)
        (is_busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not is_busy:
        with database.raw_writer() as raw:
            set_local_setting(raw, UNTIDY, "")


def forget_made(raw: Any, scope_id: str) -> set[str]:
    """Make again what was made from a scope; when nothing is left of it, forget what was typed about it here.

    Returns: the digests of files that waited in drafts.
    """
    found_by = words_found_by(raw, scope_id)
    reproject_scope(raw, scope_id)
    set_local_setting(raw, UNTIDY, "1")
    if found_by:
        forget_searches(raw, found_by, words_found_by(raw, scope_id))
    if raw.execute("SELECT 1 FROM entity WHERE id = ?", (scope_id,)).fetchone():
        return set()
    docs = raw.execute("SELECT doc FROM draft WHERE case_id = ?", (scope_id,)).fetchall()
    raw.execute("DELETE FROM draft WHERE case_id = ?", (scope_id,))
    raw.execute("DELETE FROM seen WHERE case_id = ?", (scope_id,))
    return {digest for (doc,) in docs for digest in _DIGEST.findall(doc)}
