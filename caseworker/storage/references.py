"""References: one series for all kinds, by year of logging; given once, never changed, never used again.

On a single PC the lease of numbers has no end (offline rule M1), so the next number is one more than the highest used.
Source: decision 7; offline rules R1 to R3.
"""

from __future__ import annotations

import re
from typing import Any

from caseworker.domain.words import folded, without_controls

_REFERENCE = re.compile(r"([A-Z]{2,6}-\d{4})-(\d{4,6})")


def series_and_number(reference: Any) -> tuple[str, int] | None:
    """Return the series and the number of a reference of ours: CYP-2026-0412 is ("CYP-2026", 412)."""
    match = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
    return (match[1], int(match[2])) if match else None


def next_reference(raw: Any, prefix: str, year: int, taken: int = 0) -> str:
    """Return the reference for the next case of the year; take it in the transaction that logs the case.

    Args:
        taken: references taken in this transaction already, of cases that are not written yet.
    """
    series = f"{prefix}-{year}"
    highest = raw.execute("SELECT max(number) FROM reference_number WHERE series = ?", (series,)).fetchone()[
        0
    ]
    return f"{series}-{(highest or 0) + 1 + taken:04}"


def find_reference(raw: Any, reference: str) -> list[str]:
    """Return the ids of the cases with this reference, or with it as an earlier reference; usually one."""
    wanted = without_controls(reference).strip().upper()
    given = without_controls(reference).strip()
    rows = raw.execute(
        "SELECT id FROM case_list WHERE reference IN (?, ?) ORDER BY n", (wanted, given)
    ).fetchall()
    words = " ".join(re.findall(r"[^\W_]+", folded(wanted)))
    if not rows and words:
        rows = raw.execute(
            "SELECT c.id FROM search_text_fts f JOIN search_text t ON t.n = f.rowid JOIN case_list c ON c.n = t.case_n"
            " WHERE search_text_fts MATCH ? ORDER BY c.n",
            (f'codes : "{words}"',),
        ).fetchall()
        rows = [row for row in rows if wanted in _all_references(raw, row[0])]
    return list(dict.fromkeys(row[0] for row in rows))


def _all_references(raw: Any, case_id: str) -> list[str]:
    """The references of a case, in capitals: an earlier system may have written them otherwise."""
    row = raw.execute("SELECT reference, old_references FROM case_list WHERE id = ?", (case_id,)).fetchone()
    return [str(row[0]).upper(), *str(row[1]).upper().splitlines()] if row else []
