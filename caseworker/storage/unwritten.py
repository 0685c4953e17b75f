"""What a save leaves to be written before the next reading: lines of cases, search, people, facts and touches.

Question: why did a new case write fifty pages, forty of them in tables nobody reads until somebody looks? Choice: the
save writes the record and the things, and notes in the same transaction whose lines are due; whoever reads next, in
whatever way, has them written first (`Database`). They are a function of the record, so that a kill in between loses
nothing and writing them twice is harmless. Cost: every reading asks first whether anything is due.
Source: offline rules S1, I5, I8 and section 13.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

_log = logging.getLogger(__name__)

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
    """Write all that is due, in the open write transaction.

    What cannot be written is logged and put aside as changes from elsewhere are (`projecting.py`, offline rule P11):
    one odd case must not keep everybody from reading all others.
    """
    if is_written_up(raw):
        return
    saves = [
        json.loads(places) for (places,) in raw.execute("SELECT places FROM unwritten ORDER BY n").fetchall()
    ]
    _write(raw, saves)
    raw.execute("DELETE FROM unwritten")


def _write(raw: Any, saves: list[list[tuple[int, int]]]) -> None:
    """Write what these saves left, or, when something in it cannot be, its halves."""
    from caseworker.storage.project import Projector
    from caseworker.storage.projecting import is_unreadable, put_aside

    why: Exception | None = None
    raw.execute("SAVEPOINT due")
    try:
        Projector(raw).write_what_was_left([(place, n) for save in saves for place, n in save])
    except Exception as error:
        if not is_unreadable(error):
            raise
        raw.execute("ROLLBACK TO due")
        why = error
    raw.execute("RELEASE due")
    if why is not None and len(saves) > 1:
        _write(raw, saves[: len(saves) // 2])
        _write(raw, saves[len(saves) // 2 :])
    elif why is not None:
        _log.error("what was saved could not be entered in the lists", exc_info=why)
        for n in {n for _place, n in saves[0] if n}:
            (changeset_id,) = raw.execute("SELECT id FROM packed_changeset WHERE n = ?", (n,)).fetchone()
            put_aside(raw, changeset_id, why)
