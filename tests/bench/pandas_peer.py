"""The same counting by pandas: one read of a CSV of the office's lines, then a crosstab for every count of a table.

Not needed by the program. `--peers` lets the bench install pandas in an environment of its own that goes away with the
run. Kind to pandas: its file has only the columns that the tables read, in one flat table; codes come in as
categories; the start of Python and the import of pandas do not count; it checks nothing, keeps no cases to open and
lays out no table. It is timed twice: with `crosstab`, which makes the totals too where a table has them, and with a
bare `groupby` without totals, the quickest it has.
"""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from caseworker.actions.reports import Pack
from caseworker.domain.periods import Period
from caseworker.reports.cells import Unit
from caseworker.reports.table import Table
from tests.bench.letter_peers import run_peer

AXES = (
    ("kind", "division"), ("service", "outcome"), ("theme", "kind"), ("step", "outcome"), ("channel", "kind"),
    ("ward", "kind"), ("gender", "kind"), ("root_cause", "outcome"), ("raised_by", "kind"), ("ethnicity", "kind"),
    ("kind_at_closure", "stage_status"), ("service", "division"),
)  # fmt: skip
"""What the tables cross, taken in turn; which ones matters little to pandas."""
SCRIPT = """
import json, sys, time
import pandas as pd
asked = json.loads(sys.argv[1])
def counted():
    lines = pd.read_csv(asked["file"], dtype=asked["types"], keep_default_na=False)
    first = lines[lines["is_first"] == "1"]
    years = [first[(first["received_on"] >= a) & (first["received_on"] <= b)] for a, b in asked["years"]]
    found = []
    for a, b, year, has_totals in asked["counts"]:
        some = years[year]
        found.append(HOW)
    return found
took = []
for _ in range(5):
    began = time.perf_counter()
    counted()
    took.append(time.perf_counter() - began)
print("took", sorted(took)[2])
"""
WAYS = {
    "crosstab": "pd.crosstab(some[a], some[b], margins=has_totals)",
    "groupby without totals": "some.groupby([a, b], observed=True).size().unstack(fill_value=0)",
}
Count = tuple[str, str, int, bool]
"""Down the side, along the head, which year, whether there are totals."""


def counts_of(pack: Pack) -> list[Count]:
    """What pandas has to count for the tables of a pack.

    A share takes two counts, an earlier year one of its own. A table whose columns each measure something else
    (received, on time by this date, on time by that one, still open) takes the counts of each column.
    """
    found = []
    for table in pack.tables:
        columns = [units for units in _units_by_column(table) if units]
        if not columns:
            continue
        own = len(set(map(frozenset, columns))) > 1
        each = sum(_counts(units) for units in columns) if own else _counts(columns[0])
        years = {period.first.year for period in (*table.row_periods, *table.column_periods)} or {0}
        has_totals = table.has_total_row or table.has_total_column
        found += [(year, has_totals) for year in range(min(len(years), 3)) for _ in range(each)]
    return [(*AXES[place % len(AXES)], *said) for place, said in enumerate(found)]


def _units_by_column(table: Table) -> list[set[Unit]]:
    """What kinds of figure each column holds; words and figures from outside are no counts."""
    columns = zip(*table.cells, strict=True)
    return [{cell.unit for cell in column} - {Unit.TEXT, Unit.ENTERED} for column in columns]


def _counts(units: set[Unit]) -> int:
    return 2 if units & {Unit.SHARE, Unit.RATIO} else 1


def pandas_seconds(
    columns: Sequence[str], lines: Iterable[Sequence[Any]], years: Sequence[Period], counts: Sequence[Count]
) -> dict[str, float]:
    """Return how long pandas takes, by its ways.

    Raises:
        MissingPeerError: pandas cannot be had here.
    """
    with tempfile.TemporaryDirectory(prefix="caseworker-peer-") as folder:
        python = _environment(Path(folder))
        file = Path(folder) / "lines.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(columns)
            writer.writerows(lines)
        days = {name for name in columns if name.endswith("_on") or name == "acknowledge_by"}
        codes = [name for name in columns if name not in ("n", "case_n") and name not in days]
        asked = json.dumps({
            "file": str(file),
            "types": {**dict.fromkeys(codes, "category"), **dict.fromkeys(days, "str")},
            "years": [(year.first.isoformat(), year.last.isoformat()) for year in years],
            "counts": counts,
        })  # fmt: skip
        return {way: _timed(python, how, asked) for way, how in WAYS.items()}


def _timed(python: str, how: str, asked: str) -> float:
    said = run_peer([python, "-c", SCRIPT.replace("HOW", how), asked])
    return float(re.findall(r"took ([\d.]+)", said)[-1])


def _environment(folder: Path) -> str:
    """An environment of its own with pandas; the path of its Python."""
    place = folder / "venv"
    venv.create(place, with_pip=True)
    python = str(place / ("Scripts" if os.name == "nt" else "bin") / "python")
    run_peer([python, "-m", "pip", "install", "-q", "pandas", "pyarrow"])
    return python
