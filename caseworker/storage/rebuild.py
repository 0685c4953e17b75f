"""Make the projections again from the record: all, or those of one scope (offline rules E1, I8, P11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from caseworker.storage.bulk import made_anew
from caseworker.storage.fact_blocks import drop_blocks_of
from caseworker.storage.people_rows import forget_people
from caseworker.storage.project import PROJECTIONS
from caseworker.storage.projecting import project_batch
from caseworker.storage.said import said_rows
from caseworker.storage.state_digest import projection_digests as projection_digests
from caseworker.storage.unprojected import keep_all_for_later, project_some
from caseworker.storage.unwritten import enter

BATCH = 4000
"""Changes projected together. A first sync takes fewer, because somebody may save meanwhile; here nobody can, and the
more are written at once the less each costs: some 30 MB are held for it."""


def rebuild(raw: Any, progress: Callable[[float, str], None] | None = None) -> int:
    """Empty the projections and make them again from the record, in the open write transaction.

    A changeset that cannot be projected is put in `deferred` with the reason; everything else goes on.

    Returns: how many changesets were projected.
    """
    enter(raw)
    (total,) = raw.execute("SELECT count(*) FROM changeset").fetchone()
    with made_anew(raw):
        for name in (*PROJECTIONS, "fact_block"):
            raw.execute(f"DELETE FROM {name}")
        keep_all_for_later(raw)
        left = total
        while left:
            left = project_some(raw, BATCH)
            if progress:
                progress(1 - left / total, f"{total - left:,} of {total:,} changes")
    (deferred,) = raw.execute("SELECT count(*) FROM deferred").fetchone()
    return int(total) - int(deferred)


def reproject_scope(raw: Any, scope_id: str) -> int:
    """Make the projections of one case, person or office again from the record, in the open write transaction.

    For what changes the record itself, such as a redaction (E1) or a case that may no longer be seen (E3): what only
    an emptied changeset said is forgotten; a thing of which nothing is left disappears. Everything that stays keeps
    its place in this file.

    Returns: how many changesets were projected; those that cannot be are put in `deferred`.
    """
    places = forget_scope(raw, scope_id)
    rows = list(said_rows(raw, "scope_id = ?", (scope_id,)))
    return project_batch(raw, rows, set(), places) if rows else 0


def forget_scope(raw: Any, scope_id: str) -> dict[str, int]:
    """Empty the projections of one scope; the record stays. Return the places its things had, by id."""
    places = dict(raw.execute("SELECT id, n FROM entity WHERE scope_id = ?", (scope_id,)).fetchall())
    case_n = places.get(scope_id, -1)
    forget_people(raw, places.values())
    drop_blocks_of(raw, case_n)
    raw.executemany("DELETE FROM touch WHERE entity_id = ?", [(entity_id,) for entity_id in places])
    raw.executemany("DELETE FROM search_text WHERE n = ?", [(n,) for n in places.values()])
    for table, column, value in (
        ("conflict", "scope_id", scope_id),
        ("stage_fact", "case_n", case_n),
        ("part_fact", "case_n", case_n),
        ("reference_number", "case_id", scope_id),
        ("case_list", "id", scope_id),
        ("entity", "scope_id", scope_id),
    ):
        raw.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))
    raw.execute(
        "DELETE FROM deferred WHERE changeset_id IN (SELECT id FROM changeset WHERE scope_id = ?)",
        (scope_id,),
    )
    return places


def counts(raw: Any) -> dict[str, int]:
    """Return how many rows the record and each projection have."""
    names = ("changeset", *PROJECTIONS)
    return {name: int(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}
