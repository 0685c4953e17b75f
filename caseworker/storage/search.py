"""Search as you type: every word must begin a word of the case, accents and apostrophes ignored.

Source: FTS5 (unicode61) over text that `domain.words.folded` has folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from caseworker.domain.cases import CaseRow
from caseworker.domain.readers import EVERYTHING, Reader
from caseworker.domain.words import folded, phone_key
from caseworker.storage.case_rows import READ_COLUMNS, to_case_row
from caseworker.storage.visible import visible_to

FIRST_HITS = 50


def match_expression(text: str) -> str:
    """Return the full-text question for what was typed; empty when nothing can be searched for."""
    plain = folded(text)
    number = phone_key(plain)
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

# The index gives the parts best first; what is joined to them is read only until there are enough. Of a hit in the
# case itself the codes say what fits, of one in a part of it what the part is, with its role where it is a person.
# How well each fits is asked for once: FTS5 weighs everything anew for a `rank` that it has sorted by itself.
_HITS = (
    f"SELECT {READ_COLUMNS}, CASE WHEN t.n = t.case_n THEN t.codes ELSE (SELECT CASE e.kind WHEN 'party'"
    " THEN 'party ' || coalesce(json_extract(e.doc, '$.role'), '') ELSE e.kind END FROM entity e WHERE e.n = t.n) END,"
    " t.n = t.case_n, f.worth"
    " FROM (SELECT rowid AS hit, rank + 0 AS worth FROM search_text_fts WHERE search_text_fts MATCH :typed"
    " ORDER BY worth LIMIT -1) f CROSS JOIN search_text t ON t.n = f.hit"
    " CROSS JOIN case_list c ON c.n = t.case_n"
    " WHERE c.status <> 'void'"
)


def search(
    raw: Any,
    text: str,
    limit: int = FIRST_HITS,
    reader: Reader = EVERYTHING,
    only: str = "1",
    values: Mapping[str, Any] | None = None,
) -> list[CaseRow]:
    """Return the first cases that contain every word typed, best first, each with why it was found.

    A reference comes before a person, a person before words; among equals what is open comes before what is closed.
    Words may stand in different parts of one case (a name and a postcode); such cases follow those where one part has
    all of them. Void cases are left out.

    Args:
        reader: what they may not see is not found.
        only: a condition on `case_list c` that every case must meet, with its values.
    """
    terms = terms_of(text)
    if not terms:
        return []
    where = f"{visible_to(reader)} AND {only}"
    found = _in_one_part(raw, terms, limit, where, values or {})
    if len(found) < limit and len(terms) > 1:
        several = _in_several_parts(raw, terms, limit + len(found), where, values or {})
        found += [row for row in several if all(row.number != other.number for other in found)]
    return sorted(found, key=_standing)[:limit]


def in_cases(terms: Sequence[str], place: str) -> tuple[str, dict[str, str]]:
    """Return the condition that a case contains every term, and its values.

    Args:
        place: what the case's number is called in the query.
    """
    conditions = [f"{place} IN ({_PARTS} :term{n})" for n in range(len(terms))]
    return " AND ".join(conditions), {f"term{n}": term for n, term in enumerate(terms)}


def _in_one_part(
    raw: Any, terms: Sequence[str], limit: int, where: str, values: Mapping[str, Any]
) -> list[CaseRow]:
    """Return the cases of the best hits; those that fit alike by reference, as on every computer."""
    found: dict[int, tuple[float, str, CaseRow]] = {}
    sql = f"{_HITS} AND {where}"
    rows = raw.execute(sql, {**values, "typed": " ".join(terms)})
    words = [" " + term.strip('"*') for term in terms]
    while len(found) < limit and (some := rows.fetchmany(limit)):
        for row in some:
            if row[0] not in found and len(found) < limit:
                why = _why_case(row[-3], words) if row[-2] else _why_part(row[-3])
                case = to_case_row(row, why)
                found[row[0]] = row[-1], case.reference, case
    return [case for _rank, _reference, case in sorted(found.values(), key=lambda each: each[:2])]


def _in_several_parts(
    raw: Any, terms: Sequence[str], limit: int, where: str, values: Mapping[str, Any]
) -> list[CaseRow]:
    condition, words = in_cases(terms, "c.n")
    rows = raw.execute(
        f"SELECT {READ_COLUMNS} FROM case_list c WHERE {condition} AND c.status <> 'void' AND {where}"
        " ORDER BY c.n DESC LIMIT :limit",
        {**values, **words, "limit": limit},
    )
    found = [to_case_row(row, _SEVERAL) for row in rows.fetchall()]
    return sorted(found, key=lambda case: case.reference, reverse=True)


_SEVERAL = "in several parts of the case"
_PARTS_IN_WORDS = {
    "party complaining": "person complaining",
    "party child": "child or young person",
    "note": "a note",
    "stage": "a stage",
    "task": "an action",
    "file": "a file",
    "point": "a point of complaint",
    "appointment": "somebody appointed",
    "contribution": "what a service was asked",
    "decision": "a decision",
    "advocacy": "advocacy",
    "payment": "a payment",
}


def _why_part(part: str) -> str:
    """Return in words which part of the case fits, and of a person who."""
    return _PARTS_IN_WORDS.get(part) or ("a person" if part.startswith("party ") else part)


def _why_case(codes: str, words: Sequence[str]) -> str:
    """Return in words what of the case itself fits: its reference, or what is written of it."""
    marked = f" {' '.join(codes.split())}"
    for word in words:
        if word not in marked:
            return "summary"
    return "reference"


_STANDING = {"reference": 0, "person complaining": 1, "child or young person": 1, "a person": 2, _SEVERAL: 4}


def _standing(row: CaseRow) -> tuple[int, bool]:
    return _STANDING.get(row.why_found, 3), not row.status.is_active
