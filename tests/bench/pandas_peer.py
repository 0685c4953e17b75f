"""The same tables by pandas: it reads CSV and groups it for every table, in one run.

Two kinds of CSV, each measured. "The office's files": cases.csv, stages.csv and actions.csv as the office was imported
from them. pandas reads of them only the columns that the tables count by (24 of 37, 13 of 25, 9 of 12), joins the
stages and the actions to their cases, and works out what the tables need and no file says: answered by the day in force
and by the first one, working days taken, the step, where a stage stands, the day it ended. "Slim files": the lines of
our own tables of facts written as CSV, joined and worked out by us beforehand, with nothing in them but the columns the
tables read.

Not needed by the program. `--peers` lets the bench install pandas in an environment of its own that goes away with the
run. Kind to pandas: codes come in as categories; the start of Python and the import of pandas do not count, nor does
the machine read the files from disk, for they were just read or written; amounts are counted as cheaply as cases; it
checks nothing, keeps no cases to open and lays out no table. `pandas.read_csv(engine="pyarrow")` cannot read the
office's files, whose summaries have line breaks; pyarrow's own reader can, and is measured as a way of its own.
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
from typing import Any, NamedTuple

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
import numpy as np
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
        part = how(some[some["on_time"].isin(["1", True])], by, has_totals)
        return (100 * part / found).round()
    if shown == "percent" and len(found):
        found["%"] = (100 * found.iloc[:, -1] / found.iloc[-1, -1]).round()
    return found

WAYS = {
    "printed": lambda *asked: printed(totalled, *asked),
    "crosstab": lambda *asked: printed(crossed, *asked),
    "bare": lambda some, by, has_totals, shown: grouped(some, by),
}

def slim_files():
    return {
        name: pd.read_csv(file, dtype=types, keep_default_na=False)
        for name, (file, types) in asked["files"].items()
    }

def by_arrow(file, columns, codes):
    import pyarrow as pa
    from pyarrow import csv
    types = {column: pa.dictionary(pa.int32(), pa.string()) for column in codes}
    amounts = {column: pa.float64() for column in columns if column.endswith("(GBP)")}
    types = {column: types.get(column, amounts.get(column, pa.string())) for column in columns}
    return csv.read_csv(
        file,
        parse_options=csv.ParseOptions(newlines_in_values=True),  # pandas' own way to it cannot be told so
        convert_options=csv.ConvertOptions(
            include_columns=list(columns), column_types=types, strings_can_be_null=True, null_values=[""]
        ),
    ).to_pandas()

def read_own(name, engine):
    columns, days = asked["own"][name]["columns"], asked["own"][name]["days"]
    codes = [column for column in columns if column not in days and not column.endswith(("Ref", "(GBP)"))]
    file = asked["own"][name]["file"]
    if engine == "pyarrow":
        found = by_arrow(file, columns, codes)
    else:
        found = pd.read_csv(file, usecols=columns, dtype=dict.fromkeys(codes, "category"))
    for day in days:
        found[day] = pd.to_datetime(found[day], format="%d/%m/%Y")
    return found.rename(columns=columns)

def stands(lines):
    status = pd.Series("open", index=lines.index)
    status[lines["ended_on"].notna()] = "answered"
    if "withdrawn_on" in lines:
        status[lines["withdrawn_on"].notna()] = "withdrawn"
    return status

def judged(lines):
    lines["ended_on"] = lines["answered_on"]
    lines["on_time"] = lines["answered_on"] <= lines["extended_on"].fillna(lines["due_on"])
    lines["on_time_original"] = lines["answered_on"] <= lines["due_on"]
    answered = lines.loc[lines["answered_on"].notna(), ["started_on", "answered_on"]].astype("datetime64[s]")
    days = answered.to_numpy().astype("datetime64[D]")
    lines.loc[answered.index, "days_taken"] = np.busday_count(days[:, 0], days[:, 1], holidays=asked["holidays"])
    lines["stage_status"] = stands(lines)
    return lines

def own_files(engine):
    cases, stages, actions = (read_own(name, engine) for name in ("cases", "stages", "actions"))
    cases["kind"] = cases["kind"].cat.rename_categories(asked["kinds"])
    first = judged(cases.assign(step="Stage 1", started_on=cases["received_on"]))
    about = [name for name in cases if name not in stages or name == "case"]
    later = judged(stages.merge(cases[about], on="case"))
    lines = pd.concat([first, later], ignore_index=True)
    for name in ("step", "stage_status", "outcome", "division", "service"):
        lines[name] = lines[name].astype("category")
    parts = actions.merge(cases[["case", "kind", "division", "theme"]], on="case")
    parts["thing"] = pd.Categorical(["action"]).repeat(len(parts))
    return {"stage_fact": lines, "part_fact": parts}

def all_tables(make, read):
    files = read()
    periods, found = {}, []
    for name, day, years, kinds, *rest in asked["counts"]:
        if (name, day, years) not in periods:
            lines, (first, last) = files[name], asked["years"][years - 1]
            periods[name, day, years] = lines[(lines[day] >= first) & (lines[day] <= last)]
        some = periods[name, day, years]
        found.append(make(some[some["kind"].isin(kinds)], *rest))
    return found

READERS = {"slim": slim_files, "c": lambda: own_files("c"), "pyarrow": lambda: own_files("pyarrow")}
began, begun = time.perf_counter(), time.process_time()
all_tables(WAYS[asked["way"]], READERS[asked["reader"]])
print("took", time.perf_counter() - began, time.process_time() - begun)
"""
PRINTED, CROSSTAB, BARE = "printed", "crosstab", "bare"
SLIM, OWN, ARROW = "slim", "c", "pyarrow"
WAYS = {
    (OWN, PRINTED): "the office's files, totals and percentages",
    (ARROW, PRINTED): "the same, read by pyarrow for pandas",
    (SLIM, PRINTED): "slim files, totals and percentages",
    (SLIM, CROSSTAB): "slim files, crosstab with margins",
    (SLIM, BARE): "slim files, bare groupby",
}
"""Which files pandas reads, and how it groups them."""
OWN_FILES: Mapping[str, tuple[Mapping[str, str], Sequence[str]]] = {
    "cases": (
        {
            "Case Ref": "case", "Case Type": "kind", "Case Type At Closure": "kind_at_closure",
            "Date Received": "received_on", "Date Due": "due_on", "Extended Due Date": "extended_on",
            "Date Responded": "answered_on", "Outcome": "outcome", "Division": "division", "Service": "service",
            "Channel": "channel", "Raised By": "raised_by", "Ward": "ward", "Theme": "theme",
            "Root Cause": "root_cause", "Gender": "gender", "Ethnicity": "ethnicity", "Disability": "disability",
            "Sexual Orientation": "sexual_orientation", "Age Band": "age_band", "Case Status": "status",
            "Date Acknowledged": "acknowledged_on", "Payment Related": "is_payment", "Case Review": "is_review",
        },
        ("Date Received", "Date Acknowledged", "Date Due", "Extended Due Date", "Date Responded"),
    ),
    "stages": (
        {
            "Case Ref": "case", "Stage": "step", "Division": "division", "Service": "service",
            "Date Requested": "started_on", "Date Due": "due_on", "Extended Due Date": "extended_on",
            "Date Accepted": "accepted_on", "Date Withdrawn": "withdrawn_on", "Date Completed": "answered_on",
            "Outcome": "outcome", "Escalation Reason": "escalation_reason", "Compensation (GBP)": "compensation",
        },
        ("Date Requested", "Date Accepted", "Date Due", "Extended Due Date", "Date Withdrawn", "Date Completed"),
    ),
    "actions": (
        {
            "Case Ref": "case", "Arising From": "step", "Action Type": "what", "Date Agreed": "from_on",
            "Date Due": "due_on", "Date Completed": "to_on", "Action Status": "status", "Amount (GBP)": "amount",
            "Owner": "service",
        },
        ("Date Agreed", "Date Due", "Date Completed"),
    ),
}  # fmt: skip
"""Of each file of the office the columns pandas reads with what the tables call them, and which of them are days."""
KIND_NAMES = {
    "Corporate Stage 1": "CORP", "Children Act Stage 1": "CA", "General enquiry": "GEN", "MP enquiry": "MP",
    "Mayor enquiry": "MAYOR", "Member enquiry": "MEMBER", "Chief Executive enquiry": "CEO",
}  # fmt: skip
"""The types of the files, by the codes that are chosen by."""
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


class Took(NamedTuple):
    """Seconds by the clock, and of the processor: where others work on the computer too, the latter say more."""

    clock: float
    processor: float


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
    files: Mapping[str, Lines],
    own: Path,
    years: Sequence[Period],
    counts: Sequence[Count],
    holidays: Sequence[str],
) -> dict[tuple[str, str], Took]:
    """Return how long pandas takes to read and count it all, by its ways: each time the first run of a process.

    Args:
        own: the folder of the files that the office was imported from.
        holidays: the days besides weekends on which nobody works.

    Raises:
        MissingPeerError: pandas cannot be had here.
    """
    with tempfile.TemporaryDirectory(prefix="caseworker-peer-") as folder:
        python = _environment(Path(folder))
        asked = {
            "files": {name: _written(Path(folder) / f"{name}.csv", lines) for name, lines in files.items()},
            "years": [(year.first.isoformat(), years[0].last.isoformat()) for year in years],
            "counts": [astuple(each) for each in counts],
            "own": {
                name: {"file": str(own / f"{name}.csv"), "columns": columns, "days": days}
                for name, (columns, days) in OWN_FILES.items()
            },
            "kinds": KIND_NAMES,
            "holidays": holidays,
        }
        return {
            (reader, way): median_run(
                [python, "-c", SCRIPT, json.dumps({**asked, "way": way, "reader": reader})]
            )
            for reader, way in WAYS
        }


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


def median_run(command: list[str]) -> Took:
    """Return how long a program says it took: the medians of some processes, each timed for its first run."""
    said = [re.findall(r"took ([\d.e-]+) ([\d.e-]+)", run_peer(command))[-1] for _ in range(RUNS)]
    return Took(*(median(map(float, times)) for times in zip(*said, strict=True)))


def _environment(folder: Path) -> str:
    """An environment of its own with pandas; the path of its Python."""
    place = folder / "venv"
    venv.create(place, with_pip=True)
    python = str(place / ("Scripts" if os.name == "nt" else "bin") / "python")
    run_peer([python, "-m", "pip", "install", "-q", "pandas", "pyarrow"])
    return python
