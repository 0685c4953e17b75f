"""Import: the whole road of a row (read, checked, decided, logged, projected) beside a bare executemany of its rows."""

from __future__ import annotations

import time
from pathlib import Path

from caseworker.storage.driver import RawConnection, Role
from caseworker.storage.packed import TABLE
from caseworker.storage.project import PROJECTIONS
from tests.bench.measure import Figure
from tests.bench.scene import Scene

TABLES = (TABLE, *PROJECTIONS)
ROWS_READ = 20_000


def import_figure(scene: Scene, folder: Path) -> Figure:
    """Copy every row the import wrote into an empty file with the same tables, indexes and search index."""
    target = folder / "bare-import.db"
    target.unlink(missing_ok=True)
    source = scene.bare(Role.READER)
    bare = scene.bare(Role.WRITER, target)
    try:
        _same_tables(source, bare)
        took = _insert_all(source, bare)
    finally:
        source.close()
        bare.close()
        target.unlink()
    return Figure(
        f"Import of {scene.cases:,} cases",
        scene.import_seconds,
        took,
        None,
        "one executemany for each table of the same rows, indexes and search index kept, one commit",
        f"{scene.cases / scene.import_seconds:,.0f} cases/s, bare {scene.cases / took:,.0f} cases/s",
    )


def _same_tables(source: RawConnection, bare: RawConnection) -> None:
    rows = source.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_text_fts_%'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY type = 'trigger', type = 'index', rootpage = 0"
    ).fetchall()
    for (sql,) in rows:
        bare.execute(sql)


def _insert_all(source: RawConnection, bare: RawConnection) -> float:
    """Insert every row; only the inserting and the commit are timed, not the reading."""
    took = 0.0
    bare.execute("BEGIN IMMEDIATE")
    for name in TABLES:
        rows = source.execute(f"SELECT * FROM {name}")
        while some := rows.fetchmany(ROWS_READ):
            marks = ", ".join("?" * len(some[0]))
            began = time.perf_counter()
            bare.executemany(f"INSERT INTO {name} VALUES ({marks})", some)
            took += time.perf_counter() - began
    began = time.perf_counter()
    bare.commit()
    return took + time.perf_counter() - began
