"""Write all projections again at once: what only helps to read, and what looks at single rows, is made afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from caseworker.storage.driver import Role

CACHE_KIB = 65536
_TABLES = ("case_list", "stage_fact", "part_fact", "person_row", "name_word")
"""Projections of which nothing is looked up by an index while they are written from nothing. Those of `entity` stay:
where a change cannot be read, what else is known of its case is looked for."""
_FTS = "search_text_fts"


@contextmanager
def made_anew(raw: Any) -> Iterator[None]:
    """Leave out indexes and the search index, in the open write transaction, and make them when the block has ended.

    Question: why? Choice: an index that is made from rows that are there is sorted once and written in order; one that
    grows is searched and changed for every row. The search index is made from the whole text at once. It is all one
    transaction: whatever stops it leaves everything as it was. Cost: the schema is read again by everybody.
    """
    left_out = raw.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' AND tbl_name ="
        f" 'search_text' OR type = 'index' AND tbl_name IN ({', '.join('?' * len(_TABLES))}))",
        _TABLES,
    ).fetchall()
    for kind, name, _sql in left_out:
        raw.execute(f"DROP {kind} [{name}]")
    raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        raw.execute(f"INSERT INTO {_FTS} ({_FTS}) VALUES ('delete-all')")
        yield
        raw.execute(f"INSERT INTO {_FTS} ({_FTS}) VALUES ('rebuild')")
        for _kind, _name, sql in left_out:
            raw.execute(sql)
    finally:
        raw.execute(f"PRAGMA cache_size = -{Role.WRITER.cache_kib}")
