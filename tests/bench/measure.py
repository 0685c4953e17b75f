"""One figure: what we took, what the least work took, and how they compare."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        ours, bare: seconds; or MB, for the memory.
        limit: how many times `bare` it may be; None where the issue sets none. For memory: the most MB.
        beside: what `bare` is.
        rate: what one can imagine, such as "1,200 cases/s".
    """

    name: str
    ours: float
    bare: float | None
    limit: float | None
    beside: str = ""
    rate: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the least work it is."""
        return self.ours / self.bare if self.bare else None

    @property
    def verdict(self) -> str:
        """Met, missed, or a dash where nothing was promised."""
        measured = self.ratio if self.ratio is not None else self.ours
        if self.limit is None:
            return "-"
        return "met" if measured <= self.limit else "MISSED"


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def side_by_side(
    ours: Callable[[], object], bare: Callable[[], object], runs: int = 15
) -> tuple[float, float]:
    """Return the medians of both, run in turn so that whatever else the computer does hits both."""
    for work in (ours, bare, ours, bare):
        work()
    gc.collect()
    ours_took, bare_took = [], []
    for _ in range(runs):
        ours_took.append(seconds(ours))
        bare_took.append(seconds(bare))
    return median(ours_took), median(bare_took)


def words_for(value: float) -> str:
    """Return seconds in the unit that suits them."""
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    return f"{value * 1000:.2f} ms" if value < 1 else f"{value:.2f} s"


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table in plain text, each with what it stands beside."""
    lines = [f"{'figure':<52}{'ours':>11}{'bare':>11}{'ratio':>8}{'at most':>9}  verdict"]
    for f in figures:
        is_memory = f.name.startswith(("Peak memory", "Bytes of"))
        ours = f"{f.ours:.0f} MB" if is_memory else words_for(f.ours)
        bare = "-" if not f.bare else f"{f.bare:.0f} MB" if is_memory else words_for(f.bare)
        ratio = f"{f.ratio:.2f}" if f.ratio is not None else "-"
        is_absolute = is_memory and f.ratio is None
        limit = "-" if f.limit is None else f"{f.limit:.0f} MB" if is_absolute else f"{f.limit:g} x"
        if f.limit is not None and f.ratio is None and not is_memory:
            limit = words_for(f.limit)
        lines.append(f"{f.name:<52}{ours:>11}{bare:>11}{ratio:>8}{limit:>9}  {f.verdict}")
        more = "; ".join(filter(None, (f.rate, f"beside: {f.beside}" if f.beside else "")))
        if more:
            lines.append(f"    {more}")
    return "\n".join(lines)
