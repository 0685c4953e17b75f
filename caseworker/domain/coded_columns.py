"""A column of few different values, kept as codes: for each line the place of its value among the sorted values.

Question: how are 33,000 lines asked "received by 31 July", "of one of these three services", "what do these five
hold" fifty columns wide, in milliseconds and without keeping every word? Choice: codes in the order of the values,
cut into planes, one whole number for each binary digit of the code. A value, or all values below another, is then a
dozen whole numbers joined by `&` and `|`, whether the column has two values or three thousand days. Cost: one pass
over the column when it is first asked for. Source of the way: bit-sliced indexes.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

_BYTE = 256


class CodedColumn(Sequence[Any]):
    """What every line of a column holds; a set of lines is a whole number with a bit for each, the first highest."""

    __slots__ = ("_codes", "_everything", "_planes", "known")

    def __init__(self, values: Sequence[Any]) -> None:
        """Take what the lines hold, in their order; values of one kind, that can be sorted."""
        self.known: list[Any] = sorted(set(values))
        places = {value: place for place, value in enumerate(self.known)}
        found = map(places.__getitem__, values)
        self._codes: bytes | array[int] = bytes(found) if len(places) <= _BYTE else array("L", found)
        self._everything = (1 << len(values)) - 1
        self._planes: tuple[int, ...] | None = None

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Any]:
        return map(self.known.__getitem__, self._codes)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self.known[code] for code in self._codes[place]]
        return self.known[self._codes[place]]

    def holding(self, value: Any) -> int:
        """Return the lines that hold a value."""
        code = bisect_left(self.known, value)
        if code == len(self.known) or self.known[code] != value:
            return 0
        found = self._everything
        for digit, plane in enumerate(self._cut()):
            found &= plane if code >> digit & 1 else ~plane
        return found

    def below(self, value: Any, *, or_it: bool = False) -> int:
        """Return the lines whose value comes before another, or with `or_it` is that one."""
        limit = (bisect_right if or_it else bisect_left)(self.known, value)
        if limit == len(self.known):
            return self._everything
        found, alike = 0, self._everything
        planes = self._cut()
        for digit in reversed(range(len(planes))):
            if limit >> digit & 1:
                found |= alike & ~planes[digit]
                alike &= planes[digit]
            else:
                alike &= ~planes[digit]
        return found

    def all_masks(self) -> dict[Any, int]:
        """Return the lines of each value, in the order of the values."""
        sets = [self._everything]
        planes = self._cut()
        for digit in reversed(range(len(planes))):
            with_it, without = planes[digit], self._everything ^ planes[digit]
            needed = (len(self.known) + (1 << digit) - 1) >> digit
            sets = [half for some in sets for half in (some & without, some & with_it)][:needed]
        return dict(zip(self.known, sets, strict=False))

    def _cut(self) -> tuple[int, ...]:
        """The planes, that of the lowest digit first."""
        if self._planes is None:
            digits = max(len(self.known) - 1, 0).bit_length()
            self._planes = tuple(_plane(part, digit) for part, digit in self._digits(digits))
        return self._planes

    def _digits(self, digits: int) -> Iterator[tuple[bytes, int]]:
        """Each digit of the codes: the bytes it stands in, and its place in them."""
        if isinstance(self._codes, bytes):
            yield from ((self._codes, digit) for digit in range(digits))
            return
        codes, size = self._codes.tobytes(), self._codes.itemsize
        for byte in range((digits + 7) // 8):
            part = codes[byte if sys.byteorder == "little" else size - 1 - byte :: size]
            yield from ((part, digit) for digit in range(min(8, digits - 8 * byte)))


def _plane(part: bytes, digit: int) -> int:
    return int(part.translate(_digit(digit)), 2) if part else 0


@cache
def _digit(digit: int) -> bytes:
    """A translation in which a byte becomes the character of one of its binary digits."""
    return bytes(49 if code >> digit & 1 else 48 for code in range(_BYTE))
