"""Lines picked one by one, where no mask can tell: two days of a line compared, a case found elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from caseworker.domain.populations import Rows


def picked(rows: Rows, wanted: Iterable[bool]) -> Rows:
    """Return the lines of `rows` that are wanted; `wanted` says so of each, in their order.

    Ask it of few lines: those of a period, not all there are.
    """
    before, *gaps = f"{rows.mask:b}".split("1")
    kept = map("01".__getitem__, map(bool, wanted))
    digits = "".join(chain.from_iterable(zip(kept, gaps, strict=True)))
    return Rows(rows.population, int(before + digits, 2) if digits else 0)
