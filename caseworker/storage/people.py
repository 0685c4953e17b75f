"""The reading side of people: who matches what is typed, lists of people, and the cases somebody stands in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from caseworker.domain.fold import EntityState
from caseworker.domain.people_keys import LEAST_DIGITS, NAME, PHONE, SHORTEST_TYPO, is_near, name_words

MOST_WORDS, MOST_HITS, MOST_LINKED = 300, 40, 50
_END = "\U0010ffff"
_LONG = 3
"""Letters from which the beginning of a name says something; shorter names ("Li Wu") are looked for whole."""

_DEEPEST = 8
"""Merges that are followed from one person to the next."""

_STANDS = (
    "(p.merged_into = '' OR NOT EXISTS (SELECT 1 FROM person_row o WHERE o.id = p.merged_into)"
    " OR p.id = (WITH RECURSIVE chain(id) AS (SELECT p.merged_into UNION SELECT o.merged_into"
    " FROM chain c JOIN person_row o ON o.id = c.id WHERE o.merged_into <> '')"
    " SELECT CASE WHEN max(id = p.id) THEN min(id) END FROM chain))"
)
"""A person who was merged into nobody (or into somebody who is not here any more), or the first of several whom several
computers merged into each other, in a circle, while apart."""

HIT_COLUMNS = (
    "p.n, p.id, p.scope_id, p.person_id, p.role, p.name, p.born_on, p.keys, p.is_child,"
    " c.n, c.reference, c.kind, c.received_on, c.child, c.status, c.restricted, c.readers, c.owner_id, c.stage"
)


class Hit(NamedTuple):
    """A line of a person: of the register (no case), or of a case with what the list says of it."""

    n: int
    id: str
    scope_id: str
    person_id: str
    role: str
    name: str
    born_on: str
    keys: str
    is_child: int
    case_n: int | None
    reference: str | None
    kind: str | None
    received_on: str | None
    child: str | None
    status: str | None
    restricted: int | None
    readers: str | None
    owner_id: str | None
    stage: str | None

    @property
    def is_person(self) -> bool:
        """Whether it is a line of the register."""
        return self.role == "person"

    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return self.parts()[0]

    def marks(self) -> tuple[str, ...]:
        """Everything else that identifies the person."""
        return self.parts()[1]

    def parts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of the name, and everything else that identifies the person."""
        keys = self.keys.split("\n")
        words = [key[2:] for key in keys if key[:2] == NAME]
        marks = [key for key in keys if key and key[:2] != NAME]
        if self.born_on:
            marks.append(f"b:{self.born_on}")
        return tuple(words), tuple(marks)


Question = tuple[str, str, list[Any]]
"""Why somebody would match, and the query for the numbers of their lines with its values."""


def near_words(raw: Any, word: str) -> list[str]:
    """Return the words of names that begin with a word or differ from it by one slip of the keyboard."""
    if len(word) < SHORTEST_TYPO:
        rows = raw.execute(
            "SELECT word FROM name_word WHERE word >= ? AND word < ? LIMIT ?", (word, word + _END, MOST_WORDS)
        )
        return [row[0] for row in rows.fetchall()]
    half = len(word) // 2
    first, last = word[:half], word[half:][::-1]
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    short, long = len(word) - 1, len(word) + 1
    rows = raw.execute(
        "SELECT word FROM name_word WHERE word >= ? AND word < ?"
        " AND (length(word) BETWEEN ? AND ? OR (word >= ? AND word < ?))"
        " UNION ALL SELECT word FROM name_word WHERE backwards >= ? AND backwards < ?"
        " AND length(word) BETWEEN ? AND ? UNION ALL SELECT word FROM name_word WHERE word = ?",
        (first, first + _END, short, long, word, word + _END, last, last + _END, short, long, swapped),
    )
    found = dict.fromkeys(row[0] for row in rows.fetchall())
    return [other for other in found if other.startswith(word) or is_near(word, other)][:MOST_WORDS]


def name_question(raw: Any, why: str, name: str) -> Question | None:
    """Return the question for people of a name, typed whole or in part, with a slip in each word or none."""
    parts, values = [], []
    words = name_words(name)
    has_long = any(len(word) >= _LONG for word in words)
    for word in words:
        if has_long and len(word) < _LONG:  # too many begin so: looked at when the others are found
            continue
        near = near_words(raw, word) if len(word) >= _LONG else [word]
        if not near:
            return None
        parts.append(f"SELECT n FROM person_key WHERE key IN ({', '.join('?' * len(near))})")
        values += [NAME + other for other in near]
    if not parts:
        return None
    return why, f"{' INTERSECT '.join(parts)} ORDER BY n DESC LIMIT {MOST_HITS}", values


def key_question(why: str, prefix: str, key: str, least: int) -> Question | None:
    """Return the question for people with a key that begins so; None for too little typed."""
    if len(key) < least:
        return None
    sql = f"SELECT n FROM person_key WHERE key >= ? AND key < ? ORDER BY n DESC LIMIT {MOST_HITS}"
    return why, sql, [prefix + key, prefix + key + _END]


def phone_question(why: str, number: str) -> Question | None:
    """Return the question for people with a phone number, in part or whole."""
    return key_question(why, PHONE, number, LEAST_DIGITS - 1)


def answers(raw: Any, questions: Sequence[Question]) -> list[tuple[str, Hit]]:
    """Return who fits each question, newest first, each with why."""
    if not questions:
        return []
    hits = " UNION ALL ".join(f"SELECT '{why}' AS why, n FROM ({sql})" for why, sql, _values in questions)
    rows = raw.execute(
        f"SELECT h.why, {HIT_COLUMNS} FROM ({hits}) h CROSS JOIN person_row p ON p.n = h.n"
        " LEFT JOIN case_list c ON c.id = p.scope_id",
        [value for _why, _sql, values in questions for value in values],
    )
    places = {why: place for place, (why, _sql, _values) in reversed(list(enumerate(questions)))}
    found = sorted(((row[0], Hit._make(row[1:])) for row in rows.fetchall()), key=_newest_first, reverse=True)
    return sorted(found, key=lambda each: places[each[0]])


def _newest_first(each: tuple[str, Hit]) -> str:
    """What is newer everywhere: ids begin with the time, places are each file's own."""
    return each[1].id


def lines_of(raw: Any, person_ids: Iterable[str]) -> list[Hit]:
    """Return every line that is linked to one of these people, and their own."""
    ids = list(person_ids)
    rows = raw.execute(
        f"SELECT {HIT_COLUMNS} FROM person_row p LEFT JOIN case_list c ON c.id = p.scope_id"
        f" WHERE p.person_id <> '' AND p.person_id IN ({', '.join('?' * len(ids))}) ORDER BY p.id",
        ids,
    )
    return [Hit(*row) for row in rows.fetchall()]


def cases_of_people(raw: Any, person_ids: Iterable[str]) -> list[str]:
    """Return the cases in which some people stand, also under those they were merged into or who went into them."""
    kept = kept_ids(raw, person_ids).values()
    ids = list(dict.fromkeys(other for each in kept for other in merged_ids(raw, each)))
    rows = raw.execute(
        f"SELECT DISTINCT scope_id FROM person_row WHERE person_id <> '' AND person_id IN ({', '.join('?' * len(ids))})"
        " AND role <> 'person'",
        ids,
    )
    return [row[0] for row in rows.fetchall()]


def line(raw: Any, entity_id: str) -> Hit | None:
    """Return the line of one person or entry in a case."""
    row = raw.execute(
        f"SELECT {HIT_COLUMNS} FROM person_row p LEFT JOIN case_list c ON c.id = p.scope_id WHERE p.id = ?",
        (entity_id,),
    ).fetchone()
    return Hit(*row) if row else None


def lookalikes(raw: Any, hit: Hit) -> list[Hit]:
    """Return the entries in cases that are linked to nobody and have this one's name and something else of it."""
    marks = [key for key in hit.marks() if not key.startswith("b:")]
    words = [NAME + word for word in hit.words()]
    if not words:
        return []
    by_mark = f"SELECT n FROM person_key WHERE key IN ({', '.join('?' * len(marks))})"
    by_name = " INTERSECT ".join(["SELECT n FROM person_key WHERE key = ?"] * len(words))
    rows = raw.execute(
        f"SELECT {HIT_COLUMNS} FROM ({by_mark} UNION SELECT * FROM ({by_name} ORDER BY n DESC LIMIT {MOST_HITS})) h"
        " CROSS JOIN person_row p ON p.n = h.n JOIN case_list c ON c.id = p.scope_id"
        " WHERE p.person_id = '' AND c.status <> 'void' ORDER BY p.id DESC",
        (*marks, *words),
    )
    found = [Hit(*row) for row in rows.fetchall()]
    return [other for other in found if other.id != hit.id and _is_alike(hit, other)][:MOST_LINKED]


def _is_alike(one: Hit, two: Hit) -> bool:
    if sorted(one.words()) != sorted(two.words()):
        return False
    if one.born_on and two.born_on and one.born_on != two.born_on:
        return False
    return not set(one.marks()).isdisjoint(two.marks())


def first_lines(raw: Any, limit: int) -> list[Hit]:
    """Return the first people by name: those of the register, and entries in cases that are linked to nobody."""
    rows = raw.execute(
        f"SELECT {HIT_COLUMNS} FROM person_row p INDEXED BY ix_person_row_sort_name"
        " LEFT JOIN case_list c ON c.id = p.scope_id"
        f" WHERE p.sort_name > '' AND {_STANDS} AND (p.role = 'person' OR p.person_id = ''"
        " OR NOT EXISTS (SELECT 1 FROM person_row q WHERE q.id = p.person_id))"
        " AND (p.role = 'person' OR c.status <> 'void') ORDER BY p.sort_name, p.id LIMIT ?",
        (limit,),
    )
    return [Hit(*row) for row in rows.fetchall()]


def count_people(raw: Any) -> tuple[int, int]:
    """Return how many people the register has, and how many entries in cases are linked to nobody."""
    row = raw.execute(
        f"SELECT count(*) FILTER (WHERE p.role = 'person' AND {_STANDS}),"
        " count(*) FILTER (WHERE p.role <> 'person' AND p.person_id = '') FROM person_row p"
    ).fetchone()
    return int(row[0]), int(row[1])


def kept_ids(raw: Any, person_ids: Iterable[str]) -> dict[str, str]:
    """Return for each person who they are now: themselves, or the one they were merged into, however often.

    Of several whom computers merged into each other while apart, in a circle, it is the one recorded first. Who was
    merged into somebody who is not here any more, such as one erased, is themselves.
    """
    found = {person_id: person_id for person_id in person_ids if person_id}
    for _ in range(_DEEPEST):
        now = sorted(set(found.values()))
        if not now:
            break
        rows = raw.execute(
            "SELECT p.id, p.merged_into FROM person_row p JOIN person_row o ON o.id = p.merged_into"
            f" WHERE p.id IN ({', '.join('?' * len(now))}) AND p.merged_into <> ''",
            now,
        ).fetchall()
        moved = {old: new for old, new in rows if new != old}
        if not moved:
            return found
        found = {person_id: moved.get(kept, kept) for person_id, kept in found.items()}
    return {person_id: min(_circle_of(raw, kept)) for person_id, kept in found.items()}


def _circle_of(raw: Any, person_id: str) -> list[str]:
    """The people through whom merges lead from one back to them; the last one where they lead to an end."""
    met: list[str] = []
    now = person_id
    while now not in met:
        met.append(now)
        row = raw.execute(
            "SELECT p.merged_into FROM person_row p JOIN person_row o ON o.id = p.merged_into WHERE p.id = ?",
            (now,),
        ).fetchone()
        if row is None:
            return [now]
        now = str(row[0])
    return met[met.index(now) :]


def merged_ids(raw: Any, person_id: str) -> list[str]:
    """Return a person's id and those of everybody merged into them, nearest first."""
    found = [person_id]
    for known in found:
        rows = raw.execute(
            "SELECT p.id FROM person_row p WHERE p.role = 'person' AND p.merged_into = ? ORDER BY p.id",
            (known,),
        )
        found += [row[0] for row in rows.fetchall() if row[0] not in found]
    return found


def things_of(
    raw: Any, scope_ids: Iterable[str], kinds: Sequence[str]
) -> list[tuple[str, str, dict[str, Any]]]:
    """Return scope, kind and document of the things of these kinds kept with some people, without removed ones."""
    ids = list(scope_ids)
    rows = raw.execute(
        f"SELECT scope_id, kind, doc FROM entity WHERE scope_id IN ({', '.join('?' * len(ids))})"
        f" AND kind IN ({', '.join('?' * len(kinds))}) ORDER BY id",
        (*ids, *kinds),
    )
    found = [(scope_id, kind, json.loads(doc)) for scope_id, kind, doc in rows.fetchall()]
    return [each for each in found if not each[2].get("voided")]


def docs_of(raw: Any, places: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the documents of lines by their numbers."""
    numbers = list(places)
    rows = raw.execute(f"SELECT n, doc FROM entity WHERE n IN ({', '.join('?' * len(numbers))})", numbers)
    return {n: json.loads(doc) for n, doc in rows.fetchall()}


def entities_of(raw: Any, scope_id: str, kind: str, *, with_removed: bool = False) -> list[EntityState]:
    """Return the things of one kind kept in a scope, in the order they were made."""
    rows = raw.execute(
        "SELECT id, doc, vers FROM entity WHERE scope_id = ? AND kind = ? ORDER BY id", (scope_id, kind)
    )
    states = [
        EntityState(i, kind, scope_id, json.loads(doc), json.loads(vers)) for i, doc, vers in rows.fetchall()
    ]
    return [state for state in states if with_removed or not state.doc.get("voided")]


def entity(raw: Any, entity_id: str) -> EntityState | None:
    """Return one thing as it stands."""
    row = raw.execute(
        "SELECT id, kind, scope_id, doc, vers FROM entity WHERE id = ?", (entity_id,)
    ).fetchone()
    return EntityState(row[0], row[1], row[2], json.loads(row[3]), json.loads(row[4])) if row else None
