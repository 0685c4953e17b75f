"""Search as you type: every word must begin a word of the case, accents and apostrophes ignored.

Source: FTS5 (unicode61) over text that `domain.words.folded` has folded.
"""

from __future__ import annotations

import re
from typing import Any

from caseworker.domain.cases import CaseRow
from caseworker.domain.words import digits, folded
from caseworker.storage.case_rows import READ_COLUMNS, to_case_row

FIRST_HITS = 50


def match_expression(text: str) -> str:
    """Return the full-text question for what was typed; empty when nothing can be searched for."""
    plain = folded(text)
    number = digits(plain)
    if len(number) >= 6 and re.fullmatch(r"[\d\s()+./]+", plain):
        return f'"{number}"*'
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(f'"{word}"*' for word in words)


def search(raw: Any, text: str, limit: int = FIRST_HITS) -> list[CaseRow]:
    """Return the first cases that contain every word typed, best first, each with why it was found.

    Words may stand in different parts of one case (a name and a postcode); such cases follow those where one part has
    all of them.
    """
    expression = match_expression(text)
    if not expression:
        return []
    hits = raw.execute(
        "SELECT rowid FROM search_text_fts WHERE search_text_fts MATCH ? ORDER BY rank LIMIT ?",
        (expression, limit * 2),
    ).fetchall()
    found = _cases_of([hit[0] for hit in hits], raw)
    if len(found) < limit and " " in expression:
        for number in _across_parts(raw, expression.split(" "), limit):
            found.setdefault(number, "in several parts of the case")
    return _rows(raw, found, limit)


def _cases_of(entity_numbers: list[int], raw: Any) -> dict[int, str]:
    marks = ",".join(map(str, entity_numbers))
    rows = raw.execute(
        "SELECT t.n, t.case_n, e.kind, json_extract(e.doc, '$.role') FROM search_text t JOIN entity e ON e.n = t.n"
        f" WHERE t.n IN ({marks})"
    ).fetchall()
    by_entity = {n: (case_n, _why(kind, role)) for n, case_n, kind, role in rows}
    found: dict[int, str] = {}
    for n in entity_numbers:
        if n in by_entity:
            case_n, why = by_entity[n]
            found.setdefault(case_n, why)
    return found


def _why(kind: str, role: str | None) -> str:
    names = {"case": "reference or summary", "note": "a note", "stage": "a stage", "task": "an action"}
    people = {"complaining": "person complaining", "child": "child or young person"}
    return people.get(role or "", "a person") if kind == "party" else names.get(kind, kind)


def _across_parts(raw: Any, terms: list[str], limit: int) -> list[int]:
    parts = " INTERSECT ".join(
        "SELECT t.case_n FROM search_text_fts f JOIN search_text t ON t.n = f.rowid WHERE search_text_fts MATCH ?"
        for _ in terms
    )
    return [row[0] for row in raw.execute(f"SELECT * FROM ({parts}) LIMIT ?", (*terms, limit))]


def _rows(raw: Any, found: dict[int, str], limit: int) -> list[CaseRow]:
    wanted = list(found)[:limit]
    marks = ",".join(map(str, wanted))
    rows = raw.execute(
        f"SELECT {READ_COLUMNS} FROM case_list c WHERE c.n IN ({marks}) AND c.status <> 'void'"
    )
    by_number = {row[0]: to_case_row(row, found[row[0]]) for row in rows}
    return [by_number[n] for n in wanted if n in by_number]
