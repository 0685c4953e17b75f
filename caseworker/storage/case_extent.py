"""How much there is of a case: what would be gone if it were erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from caseworker.storage import people


class Extent(NamedTuple):
    """What there is of a case on this computer.

    Attributes:
        changes: in its history. kinds: how many of each kind of thing, without removed ones.
        drafts: kept here alone. left: people of the register who stand in no other case: name by id.
    """

    changes: int
    kinds: Mapping[str, int]
    drafts: int
    left: Mapping[str, str]


def extent_of(raw: Any, case_id: str) -> Extent:
    """Return how much there is of a case."""
    (changes,) = raw.execute("SELECT count(*) FROM changeset WHERE scope_id = ?", (case_id,)).fetchone()
    kinds = raw.execute(
        "SELECT kind, count(*) FROM entity WHERE scope_id = ? AND doc ->> 'voided' IS NOT 1 GROUP BY kind",
        (case_id,),
    )
    (drafts,) = raw.execute("SELECT count(*) FROM draft WHERE case_id = ?", (case_id,)).fetchone()
    return Extent(changes, dict(kinds.fetchall()), drafts, people_left_by(raw, case_id))


def people_left_by(raw: Any, case_id: str) -> dict[str, str]:
    """Return who of the register stands in this case and in no other: name by id, merged entries of them too."""
    rows = raw.execute(
        "SELECT DISTINCT person_id FROM person_row WHERE scope_id = ? AND person_id <> ''", (case_id,)
    )
    kept = sorted(set(people.kept_ids(raw, [row[0] for row in rows.fetchall()]).values()))
    found: dict[str, str] = {}
    for person_id in kept:
        same = people.merged_ids(raw, person_id)
        lines = people.lines_of(raw, same)
        if all(line.is_person or line.scope_id == case_id for line in lines):
            found |= {line.scope_id: line.name for line in lines if line.is_person}
    return found


def bytes_of(raw: Any, digests: tuple[str, ...]) -> int:
    """Return how large files are together, as far as they are here."""
    return sum(
        raw.execute(
            "SELECT coalesce(sum(length(bytes)), 0) FROM blob WHERE digest = ?", (digest,)
        ).fetchone()[0]
        for digest in digests
    )
