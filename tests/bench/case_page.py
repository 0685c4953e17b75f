"""Opening one case: everything its page shows, beside the bare SQL that reads the same rows."""

from __future__ import annotations

import random

from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene
from ui.cases.case_facts import read_facts

CASES = 60


def case_page_figures(scene: Scene) -> list[Figure]:
    """A case as its page opens: banner, next step, timeline, links; the tabs at the back come when shown."""
    office, bare = scene.office, scene.bare()
    ids = [row[0] for row in bare.execute("SELECT id FROM case_list").fetchall()]
    chosen = random.Random(3).sample(ids, min(CASES, len(ids)))
    columns = "id, kind, doc, vers"
    statements = (
        "SELECT * FROM case_list WHERE id = ?",
        f"SELECT {columns} FROM entity WHERE scope_id = ? ORDER BY n",
        "SELECT entity_id, field, clashing FROM conflict WHERE scope_id = ?",
        "SELECT id, group_id, kind, author_id, recorded_at, reason, body FROM changeset WHERE scope_id = ? ORDER BY n",
    )

    def ours() -> None:
        for case_id in chosen:
            read_facts(office, case_id)

    def least() -> None:
        for case_id in chosen:
            for statement in statements:
                bare.execute(statement, (case_id,)).fetchall()

    took, bare_took = side_by_side(ours, least, 41)
    beside = "four SELECTs of the same case's rows, fetchall: no JSON read, nothing explained"
    return [
        Figure(
            "Case page, all that its front shows", took / len(chosen), bare_took / len(chosen), 3.0, beside
        )
    ]
