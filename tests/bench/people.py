"""Possible matches at the size of a council's history, beside the bare indexed query for the same people."""

from __future__ import annotations

from caseworker.actions.people import FIRST_ROWS, list_people
from caseworker.actions.people_matches import find_matches
from caseworker.domain.people import Asked, AskedChild
from caseworker.domain.people_keys import (
    EMAIL,
    NAME,
    PHONE,
    POSTCODE,
    email_key,
    name_words,
    national,
    postcode_key,
)
from caseworker.storage.people import HIT_COLUMNS, MOST_HITS
from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene

_JOINED = " FROM ({hits}) h CROSS JOIN person_row p ON p.n = h.n LEFT JOIN case_list c ON c.id = p.scope_id"


def match_figures(scene: Scene) -> list[Figure]:
    """Callers and children as typed: whole, in part, with a slip; the mean of all, and the worst."""
    office, bare = scene.office, scene.bare()
    took = []
    for what, (asked, meant) in _asked(scene).items():
        sql, values = _bare(meant)
        ours, least = side_by_side(
            lambda asked=asked: find_matches(office, asked),  # type: ignore[misc]
            lambda sql=sql, values=values: bare.execute(sql, values).fetchall(),  # type: ignore[misc]
            21,
        )
        took.append((ours / least, ours, least, what))
    took.sort()
    slowest = max(took, key=lambda each: each[1])
    people = bare.execute("SELECT count(*) FROM person_row").fetchone()[0]
    words = bare.execute("SELECT count(*) FROM name_word").fetchone()[0]
    every = ", ".join(f"{what} {ratio:.1f}" for ratio, *_, what in took)
    return [
        Figure(
            f"Possible matches among {people:,} people: all things typed",
            sum(t[1] for t in took) / len(took),
            sum(t[2] for t in took) / len(took),
            3.0,
            "one SELECT of the lines with their cases by the keys of what is meant, without looking for slips (means)",
            f"{words:,} different words of names; {every}",
        ),
        Figure(f"Possible matches: the slowest of them ({slowest[3]})", *slowest[1:3], 3.0),
    ]


def people_figures(scene: Scene) -> list[Figure]:
    """The matches, and the first page of the list of people."""
    office, bare = scene.office, scene.bare()
    sql = (
        f"SELECT {HIT_COLUMNS}, e.doc FROM person_row p INDEXED BY ix_person_row_sort_name"
        " LEFT JOIN case_list c ON c.id = p.scope_id JOIN entity e ON e.n = p.n"
        f" WHERE p.sort_name > '' ORDER BY p.sort_name, p.n LIMIT {FIRST_ROWS}"
    )
    ours, least = side_by_side(lambda: list_people(office), lambda: bare.execute(sql).fetchall(), 15)
    beside = "the same lines with their cases and documents, fetchall"
    return [
        *match_figures(scene),
        Figure(f"People, the first {FIRST_ROWS} by name", ours, least, 3.0, beside),
    ]


def _asked(scene: Scene) -> dict[str, tuple[Asked, Asked]]:
    """What somebody types of the person and the child of a case in the middle of the history, and what is meant."""
    with scene.office.reading() as raw:
        person, keys, child = raw.execute(
            "SELECT p.name, p.keys, c.child FROM person_row p JOIN case_list c ON c.id = p.scope_id"
            " WHERE p.role = 'complaining' AND c.child <> '' AND p.keys LIKE '%p:%' AND p.name LIKE '% %'"
            " ORDER BY p.n LIMIT 1 OFFSET (SELECT count(*) / 3 FROM case_list)"
        ).fetchone()
    own = {key[:2]: key[2:] for key in keys.split("\n")}
    first, last = person.split(" ", 1)
    slip = last[:2] + last[3:] if len(last) > 4 else last
    typed = {
        "name": Asked(person),
        "first name": Asked(first),
        "three letters": Asked(first[:3]),
        "surname": Asked(last),
        "postcode": Asked(postcode=own.get(POSTCODE, "")),
        "name and postcode": Asked(person, postcode=own.get(POSTCODE, "")),
        "child": Asked(children=(AskedChild(child),)),
        "caller and child": Asked(person, children=(AskedChild(child),)),
    }
    both = {what: (asked, asked) for what, asked in typed.items()}
    return {**both, "name with a slip": (Asked(f"{first} {slip}"), Asked(person))}


def _bare(asked: Asked) -> tuple[str, list[str]]:
    """One query by the exact keys, or by the beginning of a word where only that was typed."""
    hits, values = [], []
    for name in (asked.full_name, *(child.full_name for child in asked.children)):
        words = name_words(name)
        if not words:
            continue
        parts = ["SELECT n FROM person_key WHERE key >= ? AND key < ?"] * len(words)
        hits.append(f"SELECT n FROM ({' INTERSECT '.join(parts)} ORDER BY n DESC LIMIT {MOST_HITS})")
        values += [bound for word in words for bound in (NAME + word, NAME + word + "\U0010ffff")]
    marks = (
        (PHONE, national(asked.phone)),
        (EMAIL, email_key(asked.email)),
        (POSTCODE, postcode_key(asked.postcode)),
    )
    for prefix, key in marks:
        if key:
            hits.append(
                f"SELECT n FROM (SELECT n FROM person_key WHERE key >= ? AND key < ? ORDER BY n DESC LIMIT {MOST_HITS})"
            )
            values += [prefix + key, prefix + key + "\U0010ffff"]
    return f"SELECT {HIT_COLUMNS}" + _JOINED.format(hits=" UNION ALL ".join(hits)), values
