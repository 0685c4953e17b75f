"""Every table of a year: beside one bare pass over its lines, beside pandas, the cases of its cells, and memory."""

from __future__ import annotations

import random
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from caseworker.actions.report_blocks import keep_counted
from caseworker.actions.reports import Pack, build_pack, cell_cases, reading_for
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS
from caseworker.domain.periods import Period, financial_year, parse_period
from caseworker.office import Office
from caseworker.reports.brief import Brief, covered_by
from caseworker.reports.catalogue import CATALOGUE, build_all
from caseworker.reports.cells import Cell
from caseworker.reports.checks import run_checks
from caseworker.storage.case_rows import READ_COLUMNS
from caseworker.storage.fact_blocks import FACT_TABLES, keep_blocks, not_kept
from caseworker.storage.populations import read_facts
from tests.bench.casegen.generate import write_history
from tests.bench.letter_peers import MissingPeerError
from tests.bench.measure import Figure, side_by_side
from tests.bench.pandas_peer import (
    ARROW,
    OWN,
    PRINTED,
    SLIM,
    WAYS,
    Lines,
    Took,
    counts_of,
    median_run,
    pandas_seconds,
)
from tests.bench.scene import Scene, reopen

YEAR = "2024-25"
AT_LEAST = 10
"""How many times faster than pandas we are to be."""
CELLS = 24
YEARS_IN_THE_OFFICE = (3, 6, 12)
MEMORY_LIMIT = 1.25
"""How much more memory the longest history may take than the shortest."""
_TABLES = (("stage_fact", STAGE_FACTS, "last_on"), ("part_fact", PART_FACTS, "to_on"))


def tables_figures(scene: Scene, *, with_peers: bool = False) -> list[Figure]:
    """All tables, the cases behind cells, and how memory grows with the years in the office."""
    office, bare, year = scene.office, scene.bare(), parse_period(YEAR)
    statements = _statements(scene, year)

    def bare_pass() -> object:
        return [bare.execute(each).fetchall() for each in statements]

    without, beside = _without_blocks(office, year, bare_pass)
    keep_counted(office, year)
    ours, least = side_by_side(lambda: build_pack(office, year), bare_pass, 9)
    pack = build_pack(office, year)
    lines = [len(bare.execute(each).fetchall()) for each in statements]
    figures = [
        Figure(
            f"All {len(CATALOGUE)} tables of a year, checked", ours, least, 3.0,
            f"two SELECTs of the same columns of the same {sum(lines):,} lines, fetched",
            "with the blocks of facts that are kept when tables were shown",
        ),
        Figure("The same, where no block is kept yet", without, beside, 3.0, "the same"),
        *_cell_figures(scene, pack),
        _memory_figure(scene),
    ]  # fmt: skip
    if with_peers:
        figures += _beside_pandas(scene, statements, pack)
    return figures


def _without_blocks(office: Office, year: Period, bare_pass: Callable[[], object]) -> tuple[float, float]:
    """The same where nobody has looked at tables yet, or a save has just dropped every block."""
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM fact_block")
    return side_by_side(lambda: build_pack(office, year), bare_pass, 5)


def _statements(scene: Scene, year: Period) -> list[str]:
    """One bare SELECT for each table of facts: the columns that the tables read, of the years shown."""
    with reading_for(scene.office, year) as brief:
        run_checks(build_all(brief), brief)
        read = (brief.stages.columns_read, brief.parts.columns_read)
    first, last = covered_by(year).first.isoformat(), covered_by(year).last.isoformat()
    return [
        f"SELECT {', '.join(column for column in columns if column in known)} FROM {name} INDEXED BY ix_{name}_span"
        f" WHERE (from_on BETWEEN '{first}' AND '{last}') OR (from_on < '{first}' AND {ends} >= '{first}')"
        for (name, known, ends), columns in zip(_TABLES, read, strict=True)
    ]


def _cell_figures(scene: Scene, pack: Pack) -> list[Figure]:
    """The cases behind some cells, small and large, beside the bare SELECT of the same rows."""
    office, bare = scene.office, scene.bare()
    cells = [cell for table in pack.tables for _place, cell in table.places() if cell.number]
    chosen = random.Random(5).sample(cells, min(CELLS, len(cells)))
    chosen.append(max(cells, key=lambda cell: cell.number))
    took = []
    for cell in chosen:
        numbers = cell.cases()
        sql = f"SELECT {READ_COLUMNS} FROM case_list c WHERE n IN ({','.join(map(str, numbers))})"

        def opened(cell: Cell = cell) -> object:
            return cell_cases(office, cell.cases())

        def fetched(sql: str = sql) -> object:
            return bare.execute(sql).fetchall()

        ours, least = side_by_side(opened, fetched, 9)
        took.append((ours / least, ours, least, len(numbers)))
    took.sort()
    _, ours, least, cases = took[-1]
    return [
        Figure(
            f"Cases of a cell: the worst of {len(took)} ({cases:,} cases)", ours, least, 3.0,
            "the same rows by their numbers, known already",
        ),
        Figure("Cases of a cell: the middle ratio", *took[len(took) // 2][1:3], 3.0),
    ]  # fmt: skip


def _memory_figure(scene: Scene) -> Figure:
    """The most memory that Python takes for one year's tables, with ever more years in the office."""
    peaks = [_peak(scene, years) for years in YEARS_IN_THE_OFFICE]
    said = ", ".join(
        f"{years} years {peak:.1f} MB" for years, peak in zip(YEARS_IN_THE_OFFICE, peaks, strict=True)
    )
    return Figure(
        f"Peak memory of a year's tables, {YEARS_IN_THE_OFFICE[-1]} years in the office",
        peaks[-1], peaks[0], MEMORY_LIMIT, f"the same with {YEARS_IN_THE_OFFICE[0]} years", said,
    )  # fmt: skip


def _peak(scene: Scene, years: int) -> float:
    """MB of Python's own memory while the tables of the last year are built from so many years of lines."""
    year = parse_period(YEAR)
    begun = financial_year(year.first.year - years + 1).first.isoformat()
    few = sqlite3.connect(":memory:")
    bare = scene.bare()
    for name, known, ends in _TABLES:
        columns = ", ".join(known)
        few.execute(f"CREATE TABLE {name} ({columns})")
        few.execute(f"CREATE INDEX ix_{name}_span ON {name} (from_on, {ends})")
        rows = bare.execute(f"SELECT {columns} FROM {name} WHERE from_on >= '{begun}'").fetchall()
        few.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(known))})", rows)
    few.execute("CREATE TABLE entity (n, doc)")
    few.execute("CREATE TABLE fact_block (lines_of, block, held, PRIMARY KEY (lines_of, block))")
    for table in FACT_TABLES:
        keep_blocks(few, table, not_kept(few, table, covered_by(year)))
    with reading_for(scene.office, year) as known_brief:
        build_all(_brief_of(few, known_brief))  # what is loaded once is loaded
        tracemalloc.start()
        try:
            brief = _brief_of(few, known_brief)
            run_checks(build_all(brief), brief)
            return tracemalloc.get_traced_memory()[1] / 1e6
        finally:
            tracemalloc.stop()
            few.close()


def _brief_of(raw: Any, like: Brief) -> Brief:
    facts = read_facts(raw, covered_by(like.period))
    return Brief(facts, like.period, like.data_on, like.words, like.calendar, targets=like.targets)


def _beside_pandas(scene: Scene, statements: Sequence[str], pack: Pack) -> Sequence[Figure]:
    """First runs of new processes, ours before and after theirs, so that whatever else the computer does hits both."""
    year = parse_period(YEAR)
    files = {
        name: _lines(scene, each, name)
        for (name, _known, _ends), each in zip(_TABLES, statements, strict=True)
    }
    counts, number = counts_of(pack), sum(len(each.lines) for each in files.values())
    folder = scene.office.paths.folder.parent
    if not (folder / "files").exists():
        write_history(folder / "files", scene.cases)
    holidays = [day.isoformat() for day in scene.office.calendars["EW"].holidays]
    scene.opened.close()
    try:
        before = _first_run(folder)
        theirs = pandas_seconds(files, folder / "files", (year, *year.previous_years(2)), counts, holidays)
        ours = Took(*map(mean, zip(before, _first_run(folder), strict=True)))
    except MissingPeerError as missing:
        print(f"  pandas: not measured. {missing}", file=sys.stderr, flush=True)
        return []
    finally:
        scene.opened = reopen(folder).opened
    return [
        Figure(
            f"All tables beside pandas: {WAYS[way]}", ours.clock, took.clock, 1 / AT_LEAST if way in _ABOUT else None,
            f"pandas reads {_READ[way[0]].format(number)} and groups it {len(counts)} times, in one run; "
            + _ABOUT.get(way, "no target"),
            _times_faster(ours, took),
        )
        for way, took in theirs.items()
    ]  # fmt: skip


def _times_faster(ours: Took, theirs: Took) -> str:
    by_clock, by_processor = theirs.clock / ours.clock, theirs.processor / ours.processor
    return f"we are {by_clock:.1f} times faster, {by_processor:.1f} by processor time"


_READ = {
    OWN: "of the CSV files the office was imported from what the tables count by, joins stages and actions to "
    "their cases, works out what is on time,",
    ARROW: "the same by the reader of another library,",
    SLIM: "our {:,} lines of facts as CSV, joined and worked out by us beforehand,",
}
_ABOUT = {
    (OWN, PRINTED): "what the issue asks: the same CSV read and grouped, as the tables are printed",
    (SLIM, PRINTED): "what was measured before: part of pandas' work is done for it",
}
"""The ways that are to be ten times slower than ours; bare groupings have neither totals nor percentages."""


def _lines(scene: Scene, statement: str, name: str) -> Lines:
    """Every line of the office in the columns that the tables read."""
    columns = [each.strip() for each in statement.split("FROM")[0].removeprefix("SELECT").split(",")]
    lines = scene.bare().execute(statement.split(" INDEXED BY")[0]).fetchall()
    return Lines(columns, lines)


def _first_run(folder: Path) -> Took:
    """How long the tables take as the first thing a process counts."""
    command = [sys.executable, "-m", "tests.bench.first_tables", str(folder), YEAR]
    return median_run(command)
