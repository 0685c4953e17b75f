"""Lines picked one by one, where no mask can tell: two days of a line compared, a case found elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from caseworker.domain.populations import Rows


def picked(rows: Rows, wanted: Iterable[bool]) -> Rows:
    """Return the lines of `rows` that are wanted; `wanted` says so of each, in their order.

    Ask it of few lines: those of a period, not all there are.
    """
    digits = bytearray(f"{rows.mask:b}".encode())
    place = -1
    for is_wanted in wanted:
        place = digits.index(b"1", place + 1)
        if not is_wanted:
            digits[place] = ord("0")
    return Rows(rows.population, int(digits, 2))
