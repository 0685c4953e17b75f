"""Whose first name and surname stand side by side in a text: looked up for each pair of words by the keys of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.domain.people_keys import NAME
from caseworker.storage.people import HIT_COLUMNS, Hit

MOST_FOR_A_PAIR = 3
MOST_LOOKED_AT = 200
"""People of one name who are looked at, the newest: among so many there is a child, or it is no child's name."""

_AT_ONCE = 500


def people_named(raw: Any, pairs: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], Hit]]:
    """Return people who have both words of a pair in their name, at most a few for each pair, newest first.

    The rarer word is looked up first, so that a common name costs no more than a rare one.
    """
    times = _times(raw, {word for pair in pairs for word in pair})
    numbers: list[tuple[tuple[str, str], int]] = []
    for pair in pairs:
        if all(word in times for word in pair):
            rare, common = sorted(pair, key=lambda word: times[word])
            rows = raw.execute(
                "SELECT a.n FROM person_key a WHERE a.key = ? AND EXISTS"
                " (SELECT 1 FROM person_key b WHERE b.key = ? AND b.n = a.n) ORDER BY a.n DESC LIMIT ?",
                (NAME + rare, NAME + common, MOST_FOR_A_PAIR),
            )
            numbers += [(pair, row[0]) for row in rows.fetchall()]
    hits = _hits(raw, [number for _pair, number in numbers])
    return [(pair, hits[number]) for pair, number in numbers if number in hits]


def first_names_of_children(raw: Any, words: Sequence[str]) -> set[str]:
    """Return those of some words that are the first name of a child the office knows."""
    found = set()
    for word in _times(raw, set(words)):
        row = raw.execute(
            "SELECT 1 FROM (SELECT n FROM person_key WHERE key = ? ORDER BY n DESC LIMIT ?) k"
            " JOIN person_row p ON p.n = k.n WHERE p.is_child = 1"
            " AND (p.sort_name = ? OR instr(p.sort_name || ' ', ?) > 0) LIMIT 1",
            (
                NAME + word,
                MOST_LOOKED_AT,
                word,
                f" {word} ",
            ),  # sorted by surname, so that a space is before it
        ).fetchone()
        if row is not None:
            found.add(word)
    return found


def _times(raw: Any, words: set[str]) -> dict[str, int]:
    """How often each word is in a name; those in no name are left out."""
    found: dict[str, int] = {}
    ordered = sorted(words)
    for start in range(0, len(ordered), _AT_ONCE):
        part = ordered[start : start + _AT_ONCE]
        rows = raw.execute(
            f"SELECT word, times FROM name_word WHERE word IN ({', '.join('?' * len(part))}) AND times > 0",
            part,
        )
        found |= dict(rows.fetchall())
    return found


def _hits(raw: Any, numbers: list[int]) -> dict[int, Hit]:
    wanted = numbers[:_AT_ONCE]
    rows = raw.execute(
        f"SELECT {HIT_COLUMNS} FROM person_row p LEFT JOIN case_list c ON c.id = p.scope_id"
        f" WHERE p.n IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    return {row[0]: Hit(*row) for row in rows.fetchall()}
