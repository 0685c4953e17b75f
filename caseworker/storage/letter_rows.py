"""The reading side of the post: letters that wait to be sent, and those that were."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from caseworker.domain.readers import Reader
from caseworker.storage.visible import visible_to

LetterRow = tuple[str, str, str, dict[str, Any]]
"""Case, letter, the case's reference, and what is kept of the letter."""

_ROWS = (
    "SELECT c.id, e.id, c.reference, e.doc FROM entity e JOIN case_list c ON c.id = e.scope_id"
    " WHERE e.kind = 'letter' AND e.doc ->> 'voided' IS NULL AND c.status <> 'void'"
)


def waiting_letters(raw: Any, reader: Reader) -> list[LetterRow]:
    """Return the letters that are approved and not sent, in the order they were begun."""
    return _read(
        raw,
        f"{_ROWS} AND c.letters_to_print > 0 AND e.doc ->> 'status' IN ('approved', 'written')"
        f" AND {visible_to(reader)} ORDER BY e.id",
        (),
    )


def letters_sent(raw: Any, reader: Reader, from_on: date, to_on: date) -> list[LetterRow]:
    """Return the letters sent from one day to another, both included, in the order of their days."""
    return _read(
        raw,
        f"{_ROWS} AND e.doc ->> 'sent_on' IS NOT NULL AND e.doc ->> 'sent_on' BETWEEN ? AND ? AND {visible_to(reader)}"
        " ORDER BY e.doc ->> 'sent_on', e.id",
        (from_on.isoformat(), to_on.isoformat()),
    )


def _read(raw: Any, sql: str, values: tuple[str, ...]) -> list[LetterRow]:
    rows = raw.execute(sql, values).fetchall()
    return [(case_id, letter_id, reference, json.loads(doc)) for case_id, letter_id, reference, doc in rows]
