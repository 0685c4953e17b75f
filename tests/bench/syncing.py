"""The ratios of offline rules 13, all of them, in one table: what, target, measured, met or missed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

from tests.bench.measure import Figure
from tests.bench.sync_hub import batch_figures, packed_figure, sample
from tests.bench.sync_pages import history_row
from tests.bench.sync_row import Row
from tests.bench.sync_saves import save_rows
from tests.bench.sync_shared import shared_rows
from tests.bench.sync_store import Source, _size, source_of, timed_sync
from tests.sync.private_postgres import Server, running

T = TypeVar("T")
SAVE_CASES = 50_000
STORE_SHARE = 25
"""A first sync is measured with one of so many of the cases: more of them would take minutes and show no more."""
STORE_LEAST = 500
"""But not with fewer, where there are so many: they would come in one page, and nothing would be saved by waiting."""
ROUNDS = 3


def sync_rows(folder: Path, cases: int) -> list[Row]:
    """Measure all 13 rows with so many cases, 50,000 at the most, in the order of the rules."""
    cases = min(cases, SAVE_CASES)
    saves = _told("a save", lambda: save_rows(folder, cases))
    number = min(cases, max(cases // STORE_SHARE, STORE_LEAST))
    source = _told(f"an office of {number:,} cases", lambda: source_of(folder / "source", number))
    store = _told("first syncs", lambda: _store_rows(folder, source, number))
    history = _told("long histories", lambda: history_row(folder))
    with running(durable=True) as server:
        hub = _told("batches and pages", lambda: _hub_rows(folder, server))
        rebuilt, visible = _told(
            "joining, and waiting for saves", lambda: shared_rows(server, folder, source)
        )
    packed, batches, pulls, nothing = hub
    return [*saves, *store, packed, batches, pulls, visible, history, rebuilt, nothing]


def _store_rows(folder: Path, source: Source, cases: int) -> list[Row]:
    """First syncs of several kinds in turn, in processor time; the medians of some rounds, after one to warm up."""
    small = source_of(folder / "fifth", cases // 5)
    ways: dict[str, Callable[[Path], float]] = {
        "full": lambda at: _once(at, source),
        "plain": lambda at: _once(at, source, is_encrypted=False),
        "fifth": lambda at: _once(at, small),
        "each": lambda at: _once(at, source, project_at_once=True),
    }
    _once(folder / "warm", small)
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS):
        for name, work in ways.items():
            took[name].append(work(folder / f"{name}{turn}"))
    full, plain, fifth, each = (median(took[name]) for name in ways)
    opened = timed_sync(folder / "size", source)[1]
    try:
        size = _size(opened, source)
    finally:
        opened.close()
    scale = f"{cases:,} cases, {source.rows:,} changes, {full:.1f} s; medians of {ROUNDS}, processor time"
    return [
        Row("Encrypted against plain, first sync", full / plain, 2.2, note=scale),
        Row(
            "First sync, 5 times the cases", full / fifth, 5.5, note=f"{cases:,} cases against {cases // 5:,}"
        ),
        Row("Store-then-project against project-while-storing", full / each, 0.8),
        Row("Replica bytes per byte of raw log", size.ratio or 0.0, 2.6, note=size.rate),
    ]


def _once(folder: Path, source: Source, *, is_encrypted: bool = True, project_at_once: bool = False) -> float:
    took, opened = timed_sync(folder, source, is_encrypted=is_encrypted, project_at_once=project_at_once)
    opened.close()
    return took


def _hub_rows(folder: Path, server: Server) -> list[Row]:
    """The hub's figures, turned so that each reads as the rules say it: times larger, times faster."""
    source = sample(folder / "sample")
    rounds = [batch_figures(server, source, turn) for turn in range(ROUNDS)]
    push, pull, nothing = (
        median(_ratio(figure) for figure in figures) for figures in zip(*rounds, strict=True)
    )
    packed = packed_figure(source)
    return [
        Row("JSON page against the same page compressed", 1 / _ratio(packed), 3.0, True, packed.rate),
        Row("Pushes in batches of 100 against one by one, per change", 1 / push, 10.0, True),
        Row("Pull rate against push rate, batches", 1 / pull, 2.0, True),
        Row("Pull with nothing new against a bare round trip", nothing, 2.0),
    ]


def _ratio(figure: Figure) -> float:
    if figure.ratio is None:
        raise ValueError(f"{figure.name} stands beside nothing")
    return figure.ratio


def _told(what: str, work: Callable[[], T]) -> T:
    print(f"  sharing: {what} …", file=sys.stderr, flush=True)
    return work()
