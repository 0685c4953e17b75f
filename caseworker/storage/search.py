"""Search as you type: every word must begin a word of the case, accents and apostrophes ignored.

Source: FTS5 (unicode61) over text that `domain.words.folded` has folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def terms_of(text: str) -> list[str]:
    """Return the full-text questions of the single words, for when they may stand in different parts of a case."""
    expression = match_expression(text)
    return expression.split(" ") if expression else []


_PARTS = (
    "SELECT t.case_n FROM search_text_fts f JOIN search_text t ON t.n = f.rowid WHERE search_text_fts MATCH"
)
"""The cases one part of which fits a full-text question."""

# The index gives the parts best first; what is joined to them is read only until there are enough.
_HITS = (
    f"SELECT {READ_COLUMNS}, e.kind, CASE e.kind WHEN 'party' THEN json_extract(e.doc, '$.role') END"
    " FROM search_text_fts f CROSS JOIN search_text t ON t.n = f.rowid"
    " CROSS JOIN case_list c ON c.n = t.case_n CROSS JOIN entity e ON e.n = t.n"
    " WHERE search_text_fts MATCH ? AND c.status <> 'void' ORDER BY f.rank"
)


def search(raw: Any, text: str, limit: int = FIRST_HITS) -> list[CaseRow]:
    """Return the first cases that contain every word typed, best first, each with why it was found.

    Words may stand in different parts of one case (a name and a postcode); such cases follow those where one part has
    all of them. Void cases are left out.
    """
    terms = terms_of(text)
    if not terms:
        return []
    found = _in_one_part(raw, " ".join(terms), limit)
    if len(found) < limit and len(terms) > 1:
        for row in _in_several_parts(raw, terms, limit + len(found)):
            found.setdefault(row.number, row)
    return list(found.values())[:limit]


def in_cases(terms: Sequence[str], place: str) -> tuple[str, dict[str, str]]:
    """Return the condition that a case contains every term, and its values.

    Args:
        place: what the case's number is called in the query.
    """
    conditions = [f"{place} IN ({_PARTS} :term{n})" for n in range(len(terms))]
    return " AND ".join(conditions), {f"term{n}": term for n, term in enumerate(terms)}


def _in_one_part(raw: Any, expression: str, limit: int) -> dict[int, CaseRow]:
    found: dict[int, CaseRow] = {}
    rows = raw.execute(_HITS, (expression,))
    while len(found) < limit and (some := rows.fetchmany(limit)):
        for *row, kind, role in some:
            if row[0] not in found and len(found) < limit:
                found[row[0]] = to_case_row(row, _why(kind, role))
    return found


def _in_several_parts(raw: Any, terms: Sequence[str], limit: int) -> list[CaseRow]:
    condition, values = in_cases(terms, "c.n")
    rows = raw.execute(
        f"SELECT {READ_COLUMNS} FROM case_list c WHERE {condition} AND c.status <> 'void'"
        " ORDER BY c.n DESC LIMIT :limit",
        {**values, "limit": limit},
    )
    return [to_case_row(row, "in several parts of the case") for row in rows.fetchall()]


def _why(kind: str, role: str | None) -> str:
    names = {"case": "reference or summary", "note": "a note", "stage": "a stage", "task": "an action"}
    names["file"] = "a file"
    people = {"complaining": "person complaining", "child": "child or young person"}
    return people.get(role or "", "a person") if kind == "party" else names.get(kind, kind)
