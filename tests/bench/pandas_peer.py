"""The same tables by pandas: it reads the office's lines as CSV and groups them for every table, in one run.

Not needed by the program. `--peers` lets the bench install pandas in an environment of its own that goes away with the
run. Kind to pandas: its files have only the columns that the tables read, in flat tables; codes come in as categories;
the start of Python and the import of pandas do not count, nor does the machine read the files from disk, for they were
just written; amounts are counted as cheaply as cases; it checks nothing, keeps no cases to open and lays out no table.
"""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from caseworker.actions.reports import Pack
from caseworker.domain.periods import Period, financial_year_of
from caseworker.reports.cells import Unit
from caseworker.reports.table import Table
from tests.bench.letter_peers import run_peer

RUNS = 3
"""How many processes are timed, each for its first run; the median counts."""
AXES = {
    "stage_fact": (
        ("kind", "division"), ("service", "outcome"), ("theme", "kind"), ("step", "outcome"), ("channel", "kind"),
        ("ward", "kind"), ("gender", "kind"), ("root_cause", "outcome"), ("raised_by", "kind"), ("ethnicity", "kind"),
        ("kind_at_closure", "stage_status"), ("service", "division"),
    ),
    "part_fact": (("what", "thing"), ("service", "status"), ("theme", "thing"), ("step", "what")),
}  # fmt: skip
"""What the tables cross, taken in turn; which ones matters little to pandas."""
SCRIPT = """
import json, sys, time
import pandas as pd
asked = json.loads(sys.argv[1])

def grouped(some, by):
    found = some.groupby(by, observed=True).size()
    return found.unstack(fill_value=0) if len(by) == 2 else found.to_frame()

def totalled(some, by, has_totals):
    found = grouped(some, by)
    if has_totals:
        found.index, found.columns = found.index.astype(str), found.columns.astype(str)
        found.loc["Total"] = found.sum()
        if len(by) == 2:
            found["Total"] = found.sum(axis=1)
    return found

def crossed(some, by, has_totals):
    if len(by) == 1:
        return totalled(some, by, has_totals)
    return pd.crosstab(some[by[0]], some[by[1]], margins=has_totals)

def printed(how, some, by, has_totals, shown):
    found = how(some, by, has_totals)
    if shown == "share":
        part = how(some[some["on_time"] == "1"], by, has_totals)
        return (100 * part / found).round()
    if shown == "percent" and len(found):
        found["%"] = (100 * found.iloc[:, -1] / found.iloc[-1, -1]).round()
    return found

WAYS = {
    "printed": lambda *asked: printed(totalled, *asked),
    "crosstab": lambda *asked: printed(crossed, *asked),
    "bare": lambda some, by, has_totals, shown: grouped(some, by),
}

def all_tables(make):
    files = {
        name: pd.read_csv(file, dtype=types, keep_default_na=False)
        for name, (file, types) in asked["files"].items()
    }
    periods, found = {}, []
    for name, day, years, kinds, *rest in asked["counts"]:
        if (name, day, years) not in periods:
            lines, (first, last) = files[name], asked["years"][years - 1]
            periods[name, day, years] = lines[(lines[day] >= first) & (lines[day] <= last)]
        some = periods[name, day, years]
        found.append(make(some[some["kind"].isin(kinds)], *rest))
    return found

began = time.perf_counter()
all_tables(WAYS[asked["way"]])
print("took", time.perf_counter() - began)
"""
PRINTED, CROSSTAB, BARE = "printed", "crosstab", "bare"
WAYS = {
    PRINTED: "groupby, totals and percentages as printed",
    CROSSTAB: "crosstab with margins, percentages as printed",
    BARE: "bare groupby without totals or percentages",
}
DAYS = {
    "stage_fact": ("received_on", "answered_on", "due_on", "started_on", "ended_on"),
    "part_fact": ("from_on",),
}
"""By which days the tables of a file choose their lines, taken in turn."""
KINDS = (
    ("CORP", "CA"),
    ("CORP", "CA", "GEN", "MP", "MAYOR", "MEMBER", "CEO"),
    ("CORP",),
    ("CA",),
    ("FOI", "SAR"),
)
"""Which kinds they count, taken in turn."""
_COUNTED = {Unit.COUNT, Unit.SHARE, Unit.RATIO, Unit.POUNDS, Unit.HOURS, Unit.AVERAGE, Unit.MEAN, Unit.RATE}
"""Units that lines are counted for; a change or a percentage is worked out from what was counted."""


@dataclass(frozen=True, slots=True)
class Count:
    """One grouping.

    Attributes:
        years: of how many years, this one and those before.
        by: the columns: down the side and along the head, or down the side alone.
        shown: "count", "share", or "percent" (with a column of each row's share).
    """

    file: str
    day: str
    years: int
    kinds: Sequence[str]
    by: Sequence[str]
    has_totals: bool
    shown: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one file."""

    columns: Sequence[str]
    lines: Sequence[Sequence[Any]]


def counts_of(pack: Pack) -> list[Count]:
    """The groupings pandas has to make for the tables of a pack, as few as there can be.

    A table whose cells all measure the same is one grouping by both its sides, whatever years it compares. One whose
    columns each measure something else (received, on time by this date, on time by that one, still open) takes a
    grouping by its rows for each column that counts anything.
    """
    found: list[Count] = []
    for table in pack.tables:
        columns = [units for units in _units_by_column(table) if units]
        counted = [units & _COUNTED for units in columns if units & _COUNTED]
        is_own = len(set(map(frozenset, counted))) > 1
        shares = any(Unit.PERCENT in units for units in columns)
        for units in counted if is_own else counted[:1]:
            shown = "share" if units & {Unit.SHARE, Unit.RATIO} else "percent" if shares else "count"
            found.append(_count(table, len(found), is_own=is_own, shown=shown))
    return found


def _count(table: Table, place: int, *, is_own: bool, shown: str) -> Count:
    file = _file_of(table)
    periods = {financial_year_of(each.first) for each in (*table.row_periods, *table.column_periods)}
    axes, days = AXES[file], DAYS[file]
    return Count(
        file=file,
        day=days[place % len(days)],
        years=min(max(len(periods), 1), 3),
        kinds=KINDS[place % len(KINDS)],
        by=axes[place % len(axes)][: 1 if is_own else 2],
        has_totals=table.has_total_row or table.has_total_column,
        shown=shown if file == "stage_fact" else "count",
    )


def _file_of(table: Table) -> str:
    """The facts that most of a table's figures count."""
    names = [cell.rows.population.name for _place, cell in table.places() if cell.rows is not None]
    return max(AXES, key=names.count)


def _units_by_column(table: Table) -> list[set[Unit]]:
    """What kinds of figure each column holds; words and figures from outside are no counts."""
    columns = zip(*table.cells, strict=True)
    return [{cell.unit for cell in column} - {Unit.TEXT, Unit.ENTERED} for column in columns]


def pandas_seconds(
    files: Mapping[str, Lines], years: Sequence[Period], counts: Sequence[Count]
) -> dict[str, float]:
    """Return how long pandas takes to read and count it all, by its ways: each time the first run of a process.

    Raises:
        MissingPeerError: pandas cannot be had here.
    """
    with tempfile.TemporaryDirectory(prefix="caseworker-peer-") as folder:
        python = _environment(Path(folder))
        asked = {
            "files": {name: _written(Path(folder) / f"{name}.csv", lines) for name, lines in files.items()},
            "years": [(year.first.isoformat(), years[0].last.isoformat()) for year in years],
            "counts": [astuple(each) for each in counts],
        }
        return {way: median(_timed(python, {**asked, "way": way}) for _ in range(RUNS)) for way in WAYS}


def _written(file: Path, lines: Lines) -> tuple[str, dict[str, str]]:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(lines.columns)
        writer.writerows(lines.lines)
    return str(file), _types(lines.columns)


def _types(columns: Iterable[str]) -> dict[str, str]:
    """Days as text, codes as categories; numbers and amounts as pandas reads them."""
    days = {name for name in columns if name.endswith("_on") or name == "acknowledge_by"}
    codes = [name for name in columns if name not in ("n", "case_n", "amount", "compensation", *days)]
    return {**dict.fromkeys(codes, "category"), **dict.fromkeys(days, "str")}


def _timed(python: str, asked: Mapping[str, Any]) -> float:
    said = run_peer([python, "-c", SCRIPT, json.dumps(asked)])
    return float(re.findall(r"took ([\d.]+)", said)[-1])


def _environment(folder: Path) -> str:
    """An environment of its own with pandas; the path of its Python."""
    place = folder / "venv"
    venv.create(place, with_pip=True)
    python = str(place / ("Scripts" if os.name == "nt" else "bin") / "python")
    run_peer([python, "-m", "pip", "install", "-q", "pandas", "pyarrow"])
    return python
