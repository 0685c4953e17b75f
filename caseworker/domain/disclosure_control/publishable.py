"""The numbers of a whole pack and what anybody knows of how they hang together, across all its tables at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

Key = Hashable
"""Names a number of the pack: a table with row and column, a figure of a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A count of the pack; `is_hideable`: whether the copy may leave it out."""

    key: Key
    value: int
    is_hideable: bool = True


@dataclass(frozen=True, slots=True)
class Identity:
    """A whole is the sum of its parts: a total of a row, a quarter of its months; with one part, both are equal."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Subset:
    """A part is at most its whole, though the rest is printed nowhere.

    Attributes:
        is_rest_sensitive: whether a small rest must not be computed either: 2 late where 8 of 10 were on time.
    """

    part: Key
    whole: Key
    is_rest_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage: `part` of `whole`, both numbers of the pack; without a part, an average over `whole` cases."""

    key: Key
    whole: Key
    part: Key | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """The key of what a subset leaves of its whole. It is never printed."""

    part: Key
    whole: Key


@dataclass(frozen=True)
class Publishable:
    """Everything a publication copy would print.

    Raises:
        ValueError: a key given twice or unknown, a negative number, or figures that contradict an identity:
            such a pack must be put right before anything of it is published.
    """

    numbers: tuple[Number, ...]
    identities: tuple[Identity, ...] = ()
    subsets: tuple[Subset, ...] = ()
    shares: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        problem = next(self._problems(), None)
        if problem:
            raise ValueError(problem)

    @property
    def values(self) -> Mapping[Key, int]:
        """Every number by its key."""
        return {number.key: number.value for number in self.numbers}

    def parts_of_wholes(self) -> tuple[Subset, ...]:
        """Return each part with its whole, from the subsets and from the shares, once."""
        found = {(each.part, each.whole): each for each in self.subsets if not each.is_rest_sensitive}
        found |= {(each.part, each.whole): each for each in self.subsets if each.is_rest_sensitive}
        for share in self.shares:
            if share.part is not None and (share.part, share.whole) not in found:
                found[share.part, share.whole] = Subset(share.part, share.whole)
        return tuple(found.values())

    def _problems(self) -> Iterator[str]:
        keys = [*(number.key for number in self.numbers), *(share.key for share in self.shares)]
        yield from (f"{key!r} stands there twice" for key, times in Counter(keys).items() if times > 1)
        yield from (f"{each.key!r} is negative" for each in self.numbers if each.value < 0)
        values = self.values
        named = [key for each in self.identities for key in (each.whole, *each.parts)]
        named += [key for each in self.parts_of_wholes() for key in (each.part, each.whole)]
        named += [share.whole for share in self.shares]
        yield from (f"{key!r} is no number of the pack" for key in named if key not in values)
        for each in self.identities:
            if values[each.whole] != sum(values[part] for part in each.parts):
                yield f"{each.whole!r} is not the sum of its parts"
        for subset in self.parts_of_wholes():
            if values[subset.part] > values[subset.whole]:
                yield f"{subset.part!r} is more than its whole {subset.whole!r}"
