"""What a save leaves to be written before the next reading: lines of new cases, search, people, facts and touches.

Question: why did a new case write fifty pages, forty of them in tables nobody reads until somebody looks? Choice: the
save writes the record and the things, and notes in the same transaction whose lines are due; whoever reads next, in
whatever way, has them written first (`Database`). They are a function of the record, so that a kill in between loses
nothing and writing them twice is harmless. Cost: every reading asks first whether anything is due.
Source: offline rules S1, I5, I8 and section 13.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

MOST = 64
"""Saves that may leave something; the next one writes all of it, so that nobody waits long for it later."""

NO_TABLE = "no such table: unwritten"
"""What SQLite says of a file that an earlier version made."""


def is_written_up(raw: Any) -> bool:
    """Whether nothing is due."""
    try:
        return raw.execute("SELECT 1 FROM unwritten LIMIT 1").fetchone() is None
    except Exception as error:  # one of two libraries' own classes
        if NO_TABLE in str(error):
            return True
        raise


def leave_unwritten(raw: Any, left: Sequence[tuple[int, int]]) -> None:
    """Note whose lines are due, in the open write transaction.

    Args:
        left: the places of things, each with that of a changeset that changed it, or 0.
    """
    number = raw.execute("INSERT INTO unwritten (places) VALUES (?)", (json.dumps(left),)).lastrowid
    if number >= MOST:
        write_up(raw)


def write_up(raw: Any) -> None:
    """Write all that is due, in the open write transaction."""
    if is_written_up(raw):
        return
    from caseworker.storage.project import Projector

    rows = raw.execute("SELECT places FROM unwritten").fetchall()
    Projector(raw).write_what_was_left([(place, n) for (left,) in rows for place, n in json.loads(left)])
    raw.execute("DELETE FROM unwritten")
